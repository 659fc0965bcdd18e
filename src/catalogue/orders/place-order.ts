/**
 * Placing or changing an order. The text form grew at its end for two decades, so its order follows history.
 */
import {
  all,
  any,
  at,
  between,
  infinite,
  int,
  is,
  one,
  request,
  shape,
  since,
  string,
  tagText,
  token,
  unsetTexts,
  until,
  version,
  when,
} from "../schema.ts";
import { attachedOrderTypes } from "../codes/order-codes.ts";
import { wordText } from "../patterns.ts";
import {
  algoParams,
  conditions,
  deltaNeutralContract,
  hasDeltaNeutral,
  hedgeParam,
  legPrices,
  orderComboLegs,
  peggedToBenchmark,
  scaleAdjustment,
  smartComboRouting,
} from "../groups/order-layout.ts";
import { Contract, requestContract } from "../groups/contract.ts";
import { Order } from "../groups/order.ts";

export const AttachedOrders = shape("AttachedOrders", {
  slOrderId: int(1, "Order id for the attached stop-loss order; unset without one"),
  slOrderType: string(2, "How the attached stop-loss order is defined; empty without one", {
    codes: attachedOrderTypes,
    pattern: wordText,
  }),
  ptOrderId: int(3, "Order id for the attached profit-taking order; unset without one"),
  ptOrderType: string(4, "How the attached profit-taking order is defined; empty without one", {
    codes: attachedOrderTypes,
    pattern: wordText,
  }),
});

export const PlaceOrderRequest = shape("PlaceOrderRequest", {
  orderId: int(1, "Order id: a new one places an order, that of an open order changes it"),
  contract: one(2, Contract, "Instrument of the order"),
  order: one(3, Order, "The order: side, size, type, prices and everything else"),
  attachedOrders: one(
    4,
    AttachedOrders,
    "Stop-loss and profit-taking orders to be attached from the presets of TWS; empty for most orders",
    { since: "ATTACHED_ORDERS" },
  ),
});

// The official senders write these unset values as the sentinel, not as the empty text.
const intMax = { unset: unsetTexts.int };
const doubleMax = { unset: unsetTexts.double };

export const PLACE_ORDER = request({
  id: 3,
  name: "PLACE_ORDER",
  about:
    "Places an order, or changes the open order that has the same orderId. Answered by OPEN_ORDER and ORDER_STATUS, later by EXECUTION_DATA, or by ERR_MSG; with whatIf by one OPEN_ORDER with the effect on margin.",
  shape: PlaceOrderRequest,
  text: [
    until("ORDER_CONTAINER", version),
    "orderId",
    ...requestContract,
    ...at("contract", "secIdType", "secId"),
    ...at("order", "action", "totalQuantity", "orderType", "lmtPrice", "auxPrice", "tif", "ocaGroup", "account"),
    ...at("order", "openClose", "origin", "orderRef", "transmit", "parentId", "blockOrder", "sweepToFill"),
    ...at("order", "displaySize", "triggerMethod", "outsideRth", "hidden"),
    when(is("contract.secType", "BAG"), orderComboLegs, legPrices, smartComboRouting),
    ...at("order", "sharesAllocation", "discretionaryAmt", "goodAfterTime", "goodTillDate"),
    ...at("order", "faGroup", "faMethod", "faPercentage"),
    until("FA_PROFILE_DESUPPORT", "order.faProfile"),
    since("MODELS_SUPPORT", "order.modelCode"),
    ...at("order", "shortSaleSlot", "designatedLocation", "exemptCode", "ocaType", "rule80A", "settlingFirm"),
    ...at("order", "allOrNone", "minQty", "percentOffset", "eTradeOnly", "firmQuoteOnly", "nbboPriceCap"),
    ...at("order", "auctionStrategy", "startingPrice", "stockRefPrice", "delta", "stockRangeLower", "stockRangeUpper"),
    ...at("order", "overridePercentageConstraints", "volatility", "volatilityType"),
    ...at("order", "deltaNeutralOrderType", "deltaNeutralAuxPrice"),
    when(
      hasDeltaNeutral,
      ...at("order", "deltaNeutralConId", "deltaNeutralSettlingFirm", "deltaNeutralClearingAccount"),
      ...at("order", "deltaNeutralClearingIntent", "deltaNeutralOpenClose", "deltaNeutralShortSale"),
      ...at("order", "deltaNeutralShortSaleSlot", "deltaNeutralDesignatedLocation"),
    ),
    ...at("order", "continuousUpdate", "referencePriceType", "trailStopPrice", "trailingPercent"),
    ...at("order", "scaleInitLevelSize", "scaleSubsLevelSize", "scalePriceIncrement"),
    scaleAdjustment,
    ...at("order", "scaleTable", "activeStartTime", "activeStopTime", "hedgeType"),
    hedgeParam,
    ...at("order", "optOutSmartRouting", "clearingAccount", "clearingIntent", "notHeld"),
    deltaNeutralContract,
    "order.algoStrategy",
    algoParams,
    ...at("order", "algoId", "whatIf"),
    tagText("order.orderMiscOptions"),
    ...at("order", "solicited", "randomizeSize", "randomizePrice"),
    peggedToBenchmark,
    conditions,
    since(
      "PEGGED_TO_BENCHMARK",
      "order.adjustedOrderType",
      token("order.triggerPrice", doubleMax),
      token("order.lmtPriceOffset", doubleMax),
      token("order.adjustedStopPrice", doubleMax),
      token("order.adjustedStopLimitPrice", doubleMax),
      token("order.adjustedTrailingAmount", doubleMax),
      "order.adjustableTrailingUnit",
    ),
    since("EXT_OPERATOR", "order.extOperator"),
    since("SOFT_DOLLAR_TIER", ...at("order.softDollarTier", "name", "value")),
    since("CASH_QTY", token("order.cashQty", doubleMax)),
    since("DECISION_MAKER", "order.mifid2DecisionMaker", "order.mifid2DecisionAlgo"),
    since("MIFID_EXECUTION", "order.mifid2ExecutionTrader", "order.mifid2ExecutionAlgo"),
    since("AUTO_PRICE_FOR_HEDGE", "order.dontUseAutoPriceForHedge"),
    since("ORDER_CONTAINER", "order.isOmsContainer"),
    since("D_PEG_ORDERS", "order.discretionaryUpToLimitPrice"),
    since("PRICE_MGMT_ALGO", "order.usePriceMgmtAlgo"),
    since("DURATION", token("order.duration", intMax)),
    since("POST_TO_ATS", token("order.postToAts", intMax)),
    since("AUTO_CANCEL_PARENT", "order.autoCancelParent"),
    since("ADVANCED_ORDER_REJECT", "order.advancedErrorOverride"),
    since("MANUAL_ORDER_TIME", "order.manualOrderTime"),
    since(
      "PEGBEST_PEGMID_OFFSETS",
      when(is("contract.exchange", "IBKRATS"), "order.minTradeQty"),
      when(is("order.orderType", "PEG BEST", "PEGBEST"), "order.minCompeteSize", "order.competeAgainstBestOffset"),
      when(
        any(
          all(is("order.orderType", "PEG BEST", "PEGBEST"), infinite("order.competeAgainstBestOffset")),
          is("order.orderType", "PEG MID", "PEGMID"),
        ),
        "order.midOffsetAtWhole",
        "order.midOffsetAtHalf",
      ),
    ),
    since("CUSTOMER_ACCOUNT", "order.customerAccount"),
    since("PROFESSIONAL_CUSTOMER", "order.professionalCustomer"),
    between("RFQ_FIELDS", "UNDO_RFQ_FIELDS", "order.rfq1", "order.rfq2"),
    since("INCLUDE_OVERNIGHT", "order.includeOvernight"),
    since("CME_TAGGING_FIELDS", token("order.manualOrderIndicator", intMax)),
    since("IMBALANCE_ONLY", "order.imbalanceOnly"),
  ],
  protobuf: "PROTOBUF_PLACE_ORDER",
  sends: 45,
  official: { csharp: "PlaceOrder", call: "placeOrder", tws: "Transmit in the Order Entry panel" },
});
