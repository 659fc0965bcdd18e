/**
 * Cancelling one order or all of them.
 */
import { between, int, one, request, shape, since, token, unsetTexts, until, version } from "../schema.ts";
import { OrderCancel } from "../groups/order-cancel.ts";

export const CancelOrderRequest = shape("CancelOrderRequest", {
  orderId: int(1, "Order id of the order to be cancelled"),
  orderCancel: one(2, OrderCancel, "Who asked for the cancellation and when; empty for most users"),
});

export const CANCEL_ORDER = request({
  id: 4,
  name: "CANCEL_ORDER",
  about:
    "Cancels one open order of this client. Answered by ORDER_STATUS and ERR_MSG 202 once it is cancelled, or by an ERR_MSG such as 161, 10147 or 10148 when it cannot be.",
  shape: CancelOrderRequest,
  text: [
    until("CME_TAGGING_FIELDS", version),
    "orderId",
    since("MANUAL_ORDER_TIME", "orderCancel.manualOrderCancelTime"),
    between("RFQ_FIELDS", "UNDO_RFQ_FIELDS", "orderCancel.rfq1", "orderCancel.rfq2", "orderCancel.rfq3"),
    since("CME_TAGGING_FIELDS", "orderCancel.extOperator"),
    since("CME_TAGGING_FIELDS", token("orderCancel.manualOrderIndicator", { unset: unsetTexts.int })),
  ],
  protobuf: "PROTOBUF_PLACE_ORDER",
  sends: 1,
  official: { csharp: "CancelOrder", call: "cancelOrder", tws: "Cancel on an order row in the Orders panel" },
});

export const GlobalCancelRequest = shape("GlobalCancelRequest", {
  orderCancel: one(1, OrderCancel, "Who asked for the cancellation; empty for most users"),
});

export const REQ_GLOBAL_CANCEL = request({
  id: 58,
  name: "REQ_GLOBAL_CANCEL",
  about:
    "Cancels every open order, whether another client or TWS placed it. Answered by ORDER_STATUS and ERR_MSG 202 for each order.",
  shape: GlobalCancelRequest,
  text: [
    until("CME_TAGGING_FIELDS", version),
    since("CME_TAGGING_FIELDS", "orderCancel.extOperator"),
    since("CME_TAGGING_FIELDS", token("orderCancel.manualOrderIndicator", { unset: unsetTexts.int })),
  ],
  protobuf: "PROTOBUF_PLACE_ORDER",
  sends: 1,
  official: {
    csharp: "RequestGlobalCancel",
    call: "reqGlobalCancel",
    tws: "cancelling all orders in the Orders panel",
  },
});
