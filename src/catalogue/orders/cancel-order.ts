import { between, int, one, request, shape, since, token, until, version } from "../schema.ts";
import { OrderCancel } from "../groups/order-cancel.ts";

export const CancelOrderRequest = shape("CancelOrderRequest", {
  orderId: int(1, "TODO"),
  orderCancel: one(2, OrderCancel, "TODO"),
});

export const CANCEL_ORDER = request({
  id: 4,
  name: "CANCEL_ORDER",
  about: "TODO",
  shape: CancelOrderRequest,
  text: [
    until("CME_TAGGING_FIELDS", version),
    "orderId",
    since("MANUAL_ORDER_TIME", "orderCancel.manualOrderCancelTime"),
    between("RFQ_FIELDS", "UNDO_RFQ_FIELDS", "orderCancel.rfq1", "orderCancel.rfq2", "orderCancel.rfq3"),
    since("CME_TAGGING_FIELDS", "orderCancel.extOperator"),
    since("CME_TAGGING_FIELDS", token("orderCancel.manualOrderIndicator", { unset: "2147483647" })),
  ],
  protobuf: "PROTOBUF_PLACE_ORDER",
  sends: 1,
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const GlobalCancelRequest = shape("GlobalCancelRequest", {
  orderCancel: one(1, OrderCancel, "TODO"),
});

export const REQ_GLOBAL_CANCEL = request({
  id: 58,
  name: "REQ_GLOBAL_CANCEL",
  about: "TODO",
  shape: GlobalCancelRequest,
  text: [
    until("CME_TAGGING_FIELDS", version),
    since("CME_TAGGING_FIELDS", "orderCancel.extOperator"),
    since("CME_TAGGING_FIELDS", token("orderCancel.manualOrderIndicator", { unset: "2147483647" })),
  ],
  protobuf: "PROTOBUF_PLACE_ORDER",
  sends: 1,
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});
