/**
 * What goes with a cancellation for regulators: who asked for it, by hand or by program, and when.
 */
import { int, shape, string } from "../schema.ts";
import { manualOrderIndicators } from "../codes/order-codes.ts";
import { dateTimeText } from "../patterns.ts";

export const OrderCancel = shape(
  "OrderCancel",
  {
    manualOrderCancelTime: string(
      1,
      "When a broker or advisor received a cancellation entered by hand; empty otherwise",
      { unit: "UTC in the form with a dash", pattern: dateTimeText },
    ),
    extOperator: string(2, "Person or team responsible for the cancellation, by CME rule 576; futures traders only"),
    manualOrderIndicator: int(
      3,
      "Whether a person or a program asked for the cancellation; US futures, by CME rule 576",
      { blank: true, codes: manualOrderIndicators, min: 0 },
    ),
    rfq1: string(null, "Placeholder of server versions 187 to 189, sent empty; meant for the operator"),
    rfq2: string(null, "Placeholder of server versions 187 to 189, sent empty; meant for an external user id", {
      aka: ["externalUserId"],
    }),
    rfq3: int(null, "Placeholder of server versions 187 to 189, sent unset; meant for the manual order indicator", {
      min: 0,
    }),
  },
  { brief: ["manualOrderCancelTime"] },
);
