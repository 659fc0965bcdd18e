/**
 * The orders of the day that have ended: the request, one message an order, and the end mark.
 */
import {
  at,
  bool,
  one,
  request,
  response,
  sentinel,
  shape,
  since,
  unsetTexts,
  until,
  versions,
  when,
} from "../schema.ts";
import {
  algoParams,
  conditions,
  deltaNeutralContract,
  hasDeltaNeutral,
  hedgeParam,
  legPrices,
  orderComboLegs,
  peggedToBenchmark,
  reportedPegOffsets,
  reportedScale,
  smartComboRouting,
} from "../groups/order-layout.ts";
import { Contract } from "../groups/contract.ts";
import { Order } from "../groups/order.ts";
import { OrderState } from "../groups/order-state.ts";

export const CompletedOrdersRequest = shape("CompletedOrdersRequest", {
  apiOnly: bool(1, "Whether only orders placed through the API are wanted, not those of TWS"),
});

export const REQ_COMPLETED_ORDERS = request({
  id: 99,
  name: "REQ_COMPLETED_ORDERS",
  about:
    "Asks for the orders of the day that can no longer change: filled, cancelled or rejected. Answered by COMPLETED_ORDER for each, then COMPLETED_ORDERS_END.",
  since: "COMPLETED_ORDERS",
  shape: CompletedOrdersRequest,
  text: ["apiOnly"],
  protobuf: "PROTOBUF_COMPLETED_ORDER",
  official: {
    csharp: "ReqCompletedOrders",
    call: "reqCompletedOrders",
    tws: "Orders panel, filled and cancelled orders",
  },
});

export const CompletedOrder = shape("CompletedOrder", {
  contract: one(1, Contract, "Instrument of the order"),
  order: one(2, Order, "The order as it was at its end"),
  orderState: one(3, OrderState, "How and when the order ended"),
});

export const COMPLETED_ORDER = response({
  id: 101,
  name: "COMPLETED_ORDER",
  about: "One order that is filled, cancelled or rejected, with its final state. Answers REQ_COMPLETED_ORDERS.",
  since: "COMPLETED_ORDERS",
  shape: CompletedOrder,
  text: [
    ...at("contract", "conId", "symbol", "secType", "lastTradeDateOrContractMonth", "strike", "right"),
    versions({ since: 32 }, "contract.multiplier"),
    ...at("contract", "exchange", "currency", "localSymbol"),
    versions({ since: 32 }, "contract.tradingClass"),
    ...at("order", "action", "totalQuantity", "orderType", "lmtPrice", "auxPrice", "tif", "ocaGroup", "account"),
    ...at("order", "openClose", "origin", "orderRef", "permId", "outsideRth", "hidden", "discretionaryAmt"),
    ...at("order", "goodAfterTime", "faGroup", "faMethod", "faPercentage"),
    until("FA_PROFILE_DESUPPORT", "order.faProfile"),
    since("MODELS_SUPPORT", "order.modelCode"),
    ...at("order", "goodTillDate", "rule80A", "percentOffset", "settlingFirm", "shortSaleSlot", "designatedLocation"),
    versions({ since: 23 }, "order.exemptCode"),
    ...at("order", "startingPrice", "stockRefPrice", "delta", "stockRangeLower", "stockRangeUpper"),
    ...sentinel(unsetTexts.int, "order.displaySize"),
    ...at("order", "sweepToFill", "allOrNone", "minQty", "ocaType", "triggerMethod"),
    ...at("order", "volatility", "volatilityType", "deltaNeutralOrderType", "deltaNeutralAuxPrice"),
    when(
      hasDeltaNeutral,
      versions({ since: 27 }, "order.deltaNeutralConId"),
      versions(
        { since: 31 },
        "order.deltaNeutralShortSale",
        "order.deltaNeutralShortSaleSlot",
        "order.deltaNeutralDesignatedLocation",
      ),
    ),
    ...at("order", "continuousUpdate", "referencePriceType", "trailStopPrice"),
    versions({ since: 30 }, "order.trailingPercent"),
    "contract.comboLegsDescrip",
    versions({ since: 29 }, orderComboLegs, legPrices),
    versions({ since: 26 }, smartComboRouting),
    ...reportedScale,
    versions({ since: 24 }, "order.hedgeType", hedgeParam),
    ...at("order", "clearingAccount", "clearingIntent"),
    versions({ since: 22 }, "order.notHeld"),
    versions({ since: 20 }, deltaNeutralContract),
    versions({ since: 21 }, "order.algoStrategy", algoParams),
    versions({ since: 33 }, "order.solicited"),
    "orderState.status",
    versions({ since: 34 }, "order.randomizeSize", "order.randomizePrice"),
    peggedToBenchmark,
    conditions,
    ...sentinel(unsetTexts.double, "order.trailStopPrice", "order.lmtPriceOffset"),
    since("CASH_QTY", "order.cashQty"),
    since("AUTO_PRICE_FOR_HEDGE", "order.dontUseAutoPriceForHedge"),
    since("ORDER_CONTAINER", "order.isOmsContainer"),
    ...at("order", "autoCancelDate", "filledQuantity"),
    ...sentinel(unsetTexts.int, "order.refFuturesConId"),
    ...at("order", "autoCancelParent", "shareholder", "imbalanceOnly", "routeMarketableToBbo"),
    ...sentinel(unsetTexts.long, "order.parentPermId"),
    ...at("orderState", "completedTime", "completedStatus"),
    reportedPegOffsets,
    since("CUSTOMER_ACCOUNT", "order.customerAccount"),
    since("PROFESSIONAL_CUSTOMER", "order.professionalCustomer"),
    since("SUBMITTER", "order.submitter"),
  ],
  protobuf: "PROTOBUF_COMPLETED_ORDER",
  implied: Number.MAX_SAFE_INTEGER,
  official: { csharp: "CompletedOrder", call: "completedOrder", tws: "a filled or cancelled row in the Orders panel" },
});

export const CompletedOrdersEnd = shape("CompletedOrdersEnd", {});

export const COMPLETED_ORDERS_END = response({
  id: 102,
  name: "COMPLETED_ORDERS_END",
  about: "Says that all completed orders have been sent. Ends the answer to REQ_COMPLETED_ORDERS.",
  since: "COMPLETED_ORDERS",
  shape: CompletedOrdersEnd,
  text: [],
  protobuf: "PROTOBUF_COMPLETED_ORDER",
  official: { csharp: "CompletedOrdersEnd", call: "completedOrdersEnd", tws: "none: API only" },
});
