import { int, shape, string } from "../schema.ts";

export const OrderCancel = shape("OrderCancel", {
  manualOrderCancelTime: string(1, "TODO"),
  extOperator: string(2, "TODO"),
  manualOrderIndicator: int(3, "TODO"),
  rfq1: string(null, "TODO"),
  rfq2: string(null, "TODO"),
  rfq3: int(null, "TODO"),
});
