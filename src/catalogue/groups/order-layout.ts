/**
 * The parts that the text layouts of placeOrder, openOrder and completedOrder have in common. Each message puts them
 * together in its own order.
 */
import {
  at,
  column,
  filled,
  is,
  optional,
  positive,
  repeat,
  sentinel,
  since,
  tagPairs,
  token,
  unsetTexts,
  versions,
  when,
} from "../schema.ts";

/** A combination leg as orders carry it (requests for data write the first four fields only). */
export const orderComboLegs = repeat(
  "contract.comboLegs",
  "comboLegsCount",
  "conId",
  "ratio",
  "action",
  "exchange",
  "openClose",
  "shortSalesSlot",
  "designatedLocation",
  "exemptCode",
);
/** Prices per leg: a second list behind the legs, with a count of its own. */
export const legPrices = column("contract.comboLegs", "orderComboLegsCount", "perLegPrice");
export const smartComboRouting = tagPairs("order.smartComboRoutingParams", "smartComboRoutingParamsCount");

/** Present whenever deltaNeutralOrderType is not empty, and hosts write the literal `None` there on ordinary orders. */
export const hasDeltaNeutral = filled("order.deltaNeutralOrderType");

export const scaleAdjustment = when(
  positive("order.scalePriceIncrement"),
  ...at(
    "order",
    "scalePriceAdjustValue",
    "scalePriceAdjustInterval",
    "scaleProfitOffset",
    "scaleAutoReset",
    "scaleInitPosition",
    "scaleInitFillQty",
    "scaleRandomPercent",
  ),
);

/** Scale levels of openOrder and completedOrder, with the form that message versions below 20 had. */
export const reportedScale = [
  versions({ since: 20 }, ...sentinel(unsetTexts.int, "order.scaleInitLevelSize", "order.scaleSubsLevelSize")),
  versions({ until: 20 }, "order.notSuppScaleNumComponents", "order.scaleInitLevelSize"),
  "order.scalePriceIncrement",
  versions({ since: 28 }, scaleAdjustment),
] as const;

export const hedgeParam = when(filled("order.hedgeType"), "order.hedgeParam");

export const deltaNeutralContract = optional(
  "contract.deltaNeutralContract",
  "deltaNeutralContractPresent",
  "conId",
  "delta",
  "price",
);

export const algoParams = when(filled("order.algoStrategy"), tagPairs("order.algoParams", "algoParamsCount"));

export const peggedToBenchmark = since(
  "PEGGED_TO_BENCHMARK",
  when(
    is("order.orderType", "PEG BENCH", "PEGBENCH"),
    ...at(
      "order",
      "referenceContractId",
      "isPeggedChangeAmountDecrease",
      "peggedChangeAmount",
      "referenceChangeAmount",
      "referenceExchangeId",
    ),
  ),
);

/** Conditions are as wide as their type; type 2 does not exist. */
export const conditions = since(
  "PEGGED_TO_BENCHMARK",
  repeat(
    "order.conditions",
    "conditionsCount",
    "type",
    token("isConjunctionConnection", { words: ["o", "a"] }),
    when(is("type", 1), "isMore", "price", "conId", "exchange", "triggerMethod"),
    when(is("type", 3), "isMore", "time"),
    when(is("type", 4), "isMore", "percent"),
    when(is("type", 5), "secType", "exchange", "symbol"),
    when(is("type", 6), "isMore", "volume", "conId", "exchange"),
    when(is("type", 7), "isMore", "changePercent", "conId", "exchange"),
  ),
  when({ test: "hasItems", path: "order.conditions" }, "order.conditionsIgnoreRth", "order.conditionsCancelOrder"),
);

/** Offsets of pegged orders, always all five in what the host reports. */
export const reportedPegOffsets = since(
  "PEGBEST_PEGMID_OFFSETS",
  ...at("order", "minTradeQty", "minCompeteSize", "competeAgainstBestOffset", "midOffsetAtWhole", "midOffsetAtHalf"),
);
