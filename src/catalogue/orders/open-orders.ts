/**
 * Open orders: the three ways to ask for them, one message an order, and the end mark.
 */
import {
  at,
  bool,
  int,
  one,
  repeat,
  request,
  response,
  sentinel,
  shape,
  since,
  unsetTexts,
  until,
  version,
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

export const OpenOrdersRequest = shape("OpenOrdersRequest", {});

export const REQ_OPEN_ORDERS = request({
  id: 5,
  name: "REQ_OPEN_ORDERS",
  about:
    "Asks for the open orders of this client; client 0 also gets the orders entered in TWS, which are thereby bound to it. Answered by OPEN_ORDER and ORDER_STATUS for each, then OPEN_ORDER_END.",
  shape: OpenOrdersRequest,
  text: [version],
  protobuf: "PROTOBUF_COMPLETED_ORDER",
  sends: 1,
  official: { csharp: "RequestOpenOrders", call: "reqOpenOrders", tws: "Orders panel, rows of this API client only" },
});

export const AutoOpenOrdersRequest = shape("AutoOpenOrdersRequest", {
  autoBind: bool(1, "Whether orders entered in TWS get an order id of this client", { aka: ["bAutoBind"] }),
});

export const REQ_AUTO_OPEN_ORDERS = request({
  id: 15,
  name: "REQ_AUTO_OPEN_ORDERS",
  about:
    "Asks to be told of orders entered in TWS from now on and, with autoBind, to have them bound to this client; for client 0 only. Not answered directly: the orders follow as OPEN_ORDER and ORDER_STATUS.",
  shape: AutoOpenOrdersRequest,
  text: [version, "autoBind"],
  protobuf: "PROTOBUF_COMPLETED_ORDER",
  sends: 1,
  official: {
    csharp: "RequestAutoOpenOrders",
    call: "reqAutoOpenOrders",
    tws: "orders typed into TWS, bound to API client 0",
  },
});

export const AllOpenOrdersRequest = shape("AllOpenOrdersRequest", {});

export const REQ_ALL_OPEN_ORDERS = request({
  id: 16,
  name: "REQ_ALL_OPEN_ORDERS",
  about:
    "Asks once for all open orders, of all clients and of TWS. Answered by OPEN_ORDER and ORDER_STATUS for each, then OPEN_ORDER_END.",
  shape: AllOpenOrdersRequest,
  text: [version],
  protobuf: "PROTOBUF_COMPLETED_ORDER",
  sends: 1,
  official: { csharp: "RequestAllOpenOrders", call: "reqAllOpenOrders", tws: "Orders panel, all working orders" },
});

export const OpenOrder = shape("OpenOrder", {
  orderId: int(1, "Order id of the API client; 0 for orders of others, negative for orders bound automatically"),
  contract: one(2, Contract, "Instrument of the order"),
  order: one(3, Order, "The order as the host holds it"),
  orderState: one(4, OrderState, "Status, commission and, for a what-if order, the effect on margin"),
});

/** Amounts that hosts write as the largest double while they are unset. */
const amounts = <const P extends string>(...paths: P[]) => sentinel(unsetTexts.double, ...paths);

export const OPEN_ORDER = response({
  id: 5,
  name: "OPEN_ORDER",
  about:
    "An open order with its instrument and state. Sent when the order is placed or changes, in answer to a what-if PLACE_ORDER, and in answer to REQ_OPEN_ORDERS and REQ_ALL_OPEN_ORDERS.",
  shape: OpenOrder,
  text: [
    until("ORDER_CONTAINER", version),
    "orderId",
    ...at("contract", "conId", "symbol", "secType", "lastTradeDateOrContractMonth", "strike", "right"),
    versions({ since: 32 }, "contract.multiplier"),
    ...at("contract", "exchange", "currency", "localSymbol"),
    versions({ since: 32 }, "contract.tradingClass"),
    ...at("order", "action", "totalQuantity", "orderType", "lmtPrice", "auxPrice", "tif", "ocaGroup", "account"),
    ...at("order", "openClose", "origin", "orderRef", "clientId", "permId", "outsideRth", "hidden"),
    ...at("order", "discretionaryAmt", "goodAfterTime", "sharesAllocation", "faGroup", "faMethod", "faPercentage"),
    until("FA_PROFILE_DESUPPORT", "order.faProfile"),
    since("MODELS_SUPPORT", "order.modelCode"),
    ...at("order", "goodTillDate", "rule80A", "percentOffset", "settlingFirm", "shortSaleSlot", "designatedLocation"),
    versions({ since: 23 }, "order.exemptCode"),
    ...at("order", "auctionStrategy", "startingPrice", "stockRefPrice", "delta", "stockRangeLower", "stockRangeUpper"),
    ...sentinel(unsetTexts.int, "order.displaySize"),
    ...at("order", "blockOrder", "sweepToFill", "allOrNone", "minQty", "ocaType"),
    ...at("order", "eTradeOnly", "firmQuoteOnly", "nbboPriceCap", "parentId", "triggerMethod"),
    ...at("order", "volatility", "volatilityType", "deltaNeutralOrderType", "deltaNeutralAuxPrice"),
    when(
      hasDeltaNeutral,
      versions(
        { since: 27 },
        "order.deltaNeutralConId",
        "order.deltaNeutralSettlingFirm",
        "order.deltaNeutralClearingAccount",
        "order.deltaNeutralClearingIntent",
      ),
      versions(
        { since: 31 },
        "order.deltaNeutralOpenClose",
        "order.deltaNeutralShortSale",
        "order.deltaNeutralShortSaleSlot",
        "order.deltaNeutralDesignatedLocation",
      ),
    ),
    ...at("order", "continuousUpdate", "referencePriceType", "trailStopPrice"),
    versions({ since: 30 }, "order.trailingPercent"),
    ...at("order", "basisPoints", "basisPointsType"),
    "contract.comboLegsDescrip",
    versions({ since: 29 }, orderComboLegs, legPrices),
    versions({ since: 26 }, smartComboRouting),
    ...reportedScale,
    versions({ since: 24 }, "order.hedgeType", hedgeParam),
    versions({ since: 25 }, "order.optOutSmartRouting"),
    ...at("order", "clearingAccount", "clearingIntent"),
    versions({ since: 22 }, "order.notHeld"),
    versions({ since: 20 }, deltaNeutralContract),
    versions({ since: 21 }, "order.algoStrategy", algoParams),
    versions({ since: 33 }, "order.solicited"),
    "order.whatIf",
    "orderState.status",
    since(
      "WHAT_IF_EXT_FIELDS",
      ...at("orderState", ...amounts("initMarginBefore", "maintMarginBefore", "equityWithLoanBefore")),
      ...at("orderState", ...amounts("initMarginChange", "maintMarginChange", "equityWithLoanChange")),
    ),
    ...at("orderState", ...amounts("initMarginAfter", "maintMarginAfter", "equityWithLoanAfter")),
    ...at("orderState", "commissionAndFees", "minCommissionAndFees", "maxCommissionAndFees"),
    "orderState.commissionAndFeesCurrency",
    since(
      "FULL_ORDER_PREVIEW_FIELDS",
      "orderState.marginCurrency",
      ...at(
        "orderState",
        ...amounts("initMarginBeforeOutsideRTH", "maintMarginBeforeOutsideRTH", "equityWithLoanBeforeOutsideRTH"),
      ),
      ...at(
        "orderState",
        ...amounts("initMarginChangeOutsideRTH", "maintMarginChangeOutsideRTH", "equityWithLoanChangeOutsideRTH"),
      ),
      ...at(
        "orderState",
        ...amounts("initMarginAfterOutsideRTH", "maintMarginAfterOutsideRTH", "equityWithLoanAfterOutsideRTH"),
      ),
      ...sentinel(unsetTexts.longMin, "orderState.suggestedSize"),
      "orderState.rejectReason",
      repeat(
        "orderState.orderAllocations",
        "orderAllocationsCount",
        "account",
        "position",
        "positionDesired",
        "positionAfter",
        "desiredAllocQty",
        "allowedAllocQty",
        "isMonetary",
      ),
    ),
    "orderState.warningText",
    versions({ since: 34 }, "order.randomizeSize", "order.randomizePrice"),
    peggedToBenchmark,
    conditions,
    since(
      "PEGGED_TO_BENCHMARK",
      "order.adjustedOrderType",
      ...at("order", ...amounts("triggerPrice", "trailStopPrice", "lmtPriceOffset", "adjustedStopPrice")),
      ...at("order", ...amounts("adjustedStopLimitPrice", "adjustedTrailingAmount")),
      "order.adjustableTrailingUnit",
    ),
    since("SOFT_DOLLAR_TIER", ...at("order.softDollarTier", "name", "value", "displayName")),
    since("CASH_QTY", "order.cashQty"),
    since("AUTO_PRICE_FOR_HEDGE", "order.dontUseAutoPriceForHedge"),
    since("ORDER_CONTAINER", "order.isOmsContainer"),
    since("D_PEG_ORDERS", "order.discretionaryUpToLimitPrice"),
    since("PRICE_MGMT_ALGO", "order.usePriceMgmtAlgo"),
    since("DURATION", "order.duration"),
    since("POST_TO_ATS", "order.postToAts"),
    since("AUTO_CANCEL_PARENT", "order.autoCancelParent"),
    reportedPegOffsets,
    since("CUSTOMER_ACCOUNT", "order.customerAccount"),
    since("PROFESSIONAL_CUSTOMER", "order.professionalCustomer"),
    since("BOND_ACCRUED_INTEREST", "order.bondAccruedInterest"),
    since("INCLUDE_OVERNIGHT", "order.includeOvernight"),
    since(
      "CME_TAGGING_FIELDS_IN_OPEN_ORDER",
      "order.extOperator",
      ...sentinel(unsetTexts.int, "order.manualOrderIndicator"),
    ),
    since("SUBMITTER", "order.submitter"),
    since("IMBALANCE_ONLY", "order.imbalanceOnly"),
  ],
  protobuf: "PROTOBUF_PLACE_ORDER",
  implied: "server",
  notes: [
    'Hosts write the word "None" into deltaNeutralOrderType of ordinary orders. It is not empty, so the delta-neutral fields are there on nearly every order.',
    'adjustedOrderType is the word "None" on orders that are not adjusted.',
    "Margins that were not computed arrive as 1.7976931348623157E308, an unset suggestedSize as -9223372036854775808.",
  ],
  sends: 34,
  official: { csharp: "OpenOrder", call: "openOrder", tws: "an order row in the Orders panel" },
});

export const OpenOrdersEnd = shape("OpenOrdersEnd", {});

export const OPEN_ORDER_END = response({
  id: 53,
  name: "OPEN_ORDER_END",
  about: "Says that all open orders have been sent. Ends the answer to REQ_OPEN_ORDERS and REQ_ALL_OPEN_ORDERS.",
  shape: OpenOrdersEnd,
  text: [version],
  protobuf: "PROTOBUF_PLACE_ORDER",
  sends: 1,
  official: { csharp: "OpenOrderEnd", call: "openOrderEnd", tws: "none: API only" },
});
