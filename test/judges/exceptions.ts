/** Where a judge and the codec differ and both are right, or the judge is wrong. Each entry says why. */
import type { JudgeName } from "./proof.ts";

export interface Exception {
  readonly judge?: JudgeName;
  readonly message?: string;
  /** First and last server version. */
  readonly versions?: readonly [number, number];
  readonly variant?: RegExp;
  readonly path: RegExp;
  readonly problem?: RegExp;
  readonly why: string;
}

export const exceptions: readonly Exception[] = [
  // ── Requests ──
  {
    judge: "Python text",
    message: "PLACE_ORDER",
    versions: [100, 100],
    path: /^order\.totalQuantity$/,
    why: "Below 101 the client cuts the quantity to a whole number before it sends it.",
  },
  {
    judge: "@stoqey/ib",
    message: "REQ_HISTOGRAM_DATA",
    path: /^timePeriod$/,
    why: "It makes the period of a number and a unit.",
  },
  {
    judge: "@stoqey/ib",
    message: "REQ_SCANNER_SUBSCRIPTION",
    path: /scanCode$/,
    why: "It takes the code from an enumeration of its own.",
  },
  {
    judge: "@stoqey/ib",
    message: "PLACE_ORDER",
    versions: [100, 100],
    path: /^order\.totalQuantity$/,
    why: "Below 101 it rounds the quantity to a whole number before it sends it.",
  },
  // ── Responses ──
  {
    judge: "Python text",
    variant: /^unset$/,
    path: /^raised$/,
    why: "Where the client takes the types from the callback's signature, it cannot read an empty number at all.",
  },
  {
    judge: "Python text",
    path: /^order\.(sharesAllocation|faProfile|eTradeOnly|firmQuoteOnly|nbboPriceCap)$/,
    why: "Dead fields: the client reads them and drops them.",
  },
  {
    judge: "Python text",
    path: /(\.hasGaps|\.isL2|\.mdSizeMultiplier|\.sizeMinTick|^historicalTicks\[\d+\]\.attribMask)$/,
    why: "Fields that later versions lost or never used: the client reads them and drops them.",
  },
  {
    judge: "Python text",
    message: "TICK_PRICE",
    variant: /^(rich|negative|extreme|foreign text|type 9)$/,
    path: /^size$/,
    why: "The client shows the size only where a size tick goes with the price tick.",
  },
  {
    judge: "Python text",
    message: "TICK_BY_TICK",
    variant: /^type [34]$/,
    path: /^tickType$/,
    why: "The callback's name says the type.",
  },
  {
    judge: "Python text",
    message: "TICK_OPTION_COMPUTATION",
    variant: /^negative$/,
    path: /^impliedVol$/,
    why: "A negative volatility means not computed, and the client shows none.",
  },
  {
    judge: "Python text",
    message: "HISTORICAL_DATA",
    versions: [196, 207],
    variant: /^(plain|unset)$/,
    path: /^(callback|reqId)$/,
    why: "Without bars there is no callback: the end has been a message of its own since 196.",
  },
  {
    judge: "Python text",
    message: "BOND_CONTRACT_DATA",
    variant: /^foreign text$/,
    path: /longName$/,
    why: "The client undoes \\uXXXX in the long name of contracts but not of bonds; what hosts write there is not known.",
  },
  {
    judge: "Python text",
    path: /^left over$/,
    message: "OPEN_ORDER_END",
    why: "The client does not read the version of a message that has nothing else.",
  },
  {
    judge: "Python text",
    path: /^left over$/,
    message: "POSITION_END",
    why: "The client does not read the version of a message that has nothing else.",
  },
  {
    message: "BOND_CONTRACT_DATA",
    variant: /^trade time$/,
    path: /timeZoneId$/,
    why: "For bonds the client takes the zone behind the last trade's time for the contract's zone.",
  },
  {
    judge: "Python protobuf",
    message: "TICK_PRICE",
    variant: /^unset$/,
    path: /attrib\.\w+$/,
    why: "The client takes a missing or unset mask for one with every bit set.",
  },
  {
    judge: "@stoqey/ib",
    message: "COMPLETED_ORDER",
    versions: [100, 176],
    path: /./,
    why: "It forgets faProfile, which the official clients read below 177, and is one field off from there.",
  },
  {
    judge: "@stoqey/ib",
    variant: /^trade time$/,
    path: /lastTradeDateOrContractMonth$|maturity$/,
    why: "It leaves date, time and zone of the last trade in one piece.",
  },
  {
    judge: "@stoqey/ib",
    message: "HISTORICAL_DATA",
    path: /bar\.date$/,
    problem: /^shows "finished-/,
    why: "It tells the end with an event of the same name as the bars'.",
  },
  {
    judge: "@stoqey/ib",
    message: "HISTORICAL_DATA",
    versions: [100, 123],
    path: /hasGaps$/,
    why: "It takes the text for a flag.",
  },
  {
    judge: "@stoqey/ib",
    message: "MKT_DEPTH_EXCHANGES",
    versions: [100, 119],
    path: /serviceDataType$/,
    why: "It puts Deep2 or Deep in words for the old flag.",
  },
  {
    judge: "@stoqey/ib",
    message: "TICK_REQ_PARAMS",
    path: /minTick$/,
    why: "It cuts the tick to a whole number, which cannot be right: most ticks are below 1.",
  },
  {
    judge: "@stoqey/ib",
    message: "BOND_CONTRACT_DATA",
    variant: /^foreign text$/,
    path: /longName$/,
    why: "As the official client, it does not undo \\uXXXX in the long name of bonds.",
  },
  {
    judge: "@stoqey/ib",
    message: "HISTORICAL_TICKS_BID_ASK",
    variant: /^flags/,
    path: /tickAttribBidAsk\.\w+$/,
    why: "It reads the two bits in the order of tick-by-tick data; the official client and ib_async have the other.",
  },
  // ── ib_async ──
  {
    judge: "ib_async",
    message: "PLACE_ORDER",
    path: /^order\.volatility$/,
    why: "It clears the volatility of orders that are no volatility orders.",
  },
  {
    judge: "ib_async",
    variant: /^without blocks$/,
    path: /scalePriceIncrement$/,
    why: "It takes an increment of zero for none.",
  },
  {
    judge: "ib_async",
    path: /mdSizeMultiplier$/,
    why: "It shows 1 whatever it has read.",
  },
  {
    judge: "ib_async",
    variant: /^trade time$/,
    path: /timeZoneId$/,
    why: "It takes the zone behind the last trade's time for the contract's zone.",
  },
  {
    judge: "ib_async",
    message: "CONTRACT_DATA",
    versions: [163, 163],
    path: /suggestedSizeIncrement$/,
    why: "It looks for the sizes of 164 a version too early.",
  },
  {
    judge: "ib_async",
    message: "EXECUTION_DATA",
    path: /^complaint$|execution\.time$/,
    why: "It turns the time into a date, and cannot do without one.",
  },
  {
    judge: "ib_async",
    message: "BOND_CONTRACT_DATA",
    path: /^complaint$/,
    why: "It cannot read a coupon that is no whole number.",
  },
  {
    judge: "ib_async",
    message: "HISTOGRAM_DATA",
    path: /^complaint$/,
    why: "It cannot read a size that is no whole number.",
  },
];
