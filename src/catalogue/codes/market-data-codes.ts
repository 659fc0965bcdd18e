/**
 * Code tables of live market data: what may be asked for (generic ticks, market data types, kinds of tick-by-tick data)
 * and what the numbers in the answers mean. The tick types themselves are in tick-types.ts.
 */
import { type Code, codeTable } from "./code-table.ts";

const documentation = "TWS API documentation, chapters on live and delayed market data";

export const marketDataTypes = codeTable(
  "market data type",
  "How fresh the quotes are: what REQ_MARKET_DATA_TYPE allows, and what MARKET_DATA_TYPE says is delivered",
  documentation,
  "open",
  [
    { code: 1, name: "REALTIME", about: "Live quotes; they need a market data subscription, and always come first." },
    {
      code: 2,
      name: "FROZEN",
      about: "The last quotes before the market closed; need the same subscription as live ones.",
    },
    {
      code: 3,
      name: "DELAYED",
      about: "Quotes 10 to 20 minutes old for those without a subscription, as ticks 66 and up.",
    },
    { code: 4, name: "DELAYED_FROZEN", about: "The last delayed quotes before the market closed." },
  ],
);

/** An entry of the generic tick list of REQ_MKT_DATA. */
export interface GenericTick extends Code {
  /** The tick types that it adds to the answers. */
  readonly ticks: readonly number[];
  /** The security types it may be asked for; absent: all. */
  readonly secTypes?: readonly string[];
}

export const genericTicks = codeTable<GenericTick>(
  "generic tick",
  "Additional data to ask for in REQ_MKT_DATA; one entry that the host does not know refuses the whole request (321)",
  "TWS API documentation, table of tick types; lists of legal generic ticks in error 321 of hosts",
  "open",
  [
    { code: 47, name: "Fundamentals", about: "Older number of 258.", ticks: [47] },
    { code: 59, name: "IBDividends", about: "Older number of 456.", ticks: [59] },
    {
      code: 100,
      name: "Option Volume",
      about: "Today's volume of calls and puts; ask for it on the underlying, or on one option.",
      ticks: [29, 30],
    },
    {
      code: 101,
      name: "Option Open Interest",
      about: "Open interest of calls and puts; on one option, only the tick of its own right has a value.",
      ticks: [27, 28],
    },
    { code: 104, name: "Historical Volatility", about: "30-day historical volatility of the underlying.", ticks: [23] },
    { code: 105, name: "Average Opt Volume", about: "Average daily volume of the underlying's options.", ticks: [87] },
    { code: 106, name: "impvolat", about: "30-day implied volatility from the underlying's options.", ticks: [24] },
    {
      code: 162,
      name: "Index Future Premium",
      about: "Points by which the future stands above its cash index.",
      ticks: [31],
      secTypes: ["IND"],
    },
    {
      code: 165,
      name: "Misc. Stats",
      about: "Highest and lowest price of 13, 26 and 52 weeks, and the average volume.",
      ticks: [15, 16, 17, 18, 19, 20, 21],
    },
    {
      code: 220,
      name: "Creditman Mark Price",
      about: "Mark price of the host's credit check; its tick is documented as not available.",
      ticks: [78],
    },
    {
      code: 221,
      name: "Pl Price",
      about: "Older number of 232; hosts also list it as Creditman Mark Price.",
      ticks: [37],
    },
    {
      code: 225,
      name: "Auction",
      about: "Volume, price and imbalance of the coming auction, and the regulatory imbalance.",
      ticks: [34, 35, 36, 61],
    },
    { code: 232, name: "Pl Price", about: "Mark price, by which profit and loss are calculated.", ticks: [37] },
    {
      code: 233,
      name: "RTVolume",
      about: "Every trade with total volume and VWAP, unreportable ones included.",
      ticks: [48],
    },
    {
      code: 236,
      name: "inventory",
      about: "Whether, and how many, shares can be borrowed for a short sale.",
      ticks: [46, 89],
    },
    {
      code: 256,
      name: "Inventory",
      about: "Named in older client comments only; current hosts do not list it, and its ticks are not documented.",
      ticks: [],
    },
    {
      code: 258,
      name: "Fundamentals",
      about: "Fundamental ratios as one text; no longer in the documentation, though hosts list it.",
      ticks: [47],
    },
    {
      code: 292,
      name: "Wide_news",
      about: "News headlines of the contract, as TICK_NEWS; provider codes follow a colon, as in 292:BRFG+DJNL.",
      ticks: [62],
    },
    { code: 293, name: "TradeCount", about: "Number of trades today.", ticks: [54] },
    { code: 294, name: "TradeRate", about: "Trades per minute.", ticks: [55] },
    { code: 295, name: "VolumeRate", about: "Volume per minute.", ticks: [56] },
    { code: 318, name: "LastRTHTrade", about: "Price of the last trade within regular trading hours.", ticks: [57] },
    {
      code: 375,
      name: "RTTrdVolume",
      about: "Every trade with total volume and VWAP, without unreportable ones.",
      ticks: [77],
    },
    {
      code: 411,
      name: "rthistvol",
      about: "30-day historical volatility, kept up to date during the day.",
      ticks: [58],
    },
    {
      code: 456,
      name: "IBDividends",
      about: "Past and expected dividends of the stock as one text.",
      ticks: [59],
      secTypes: ["STK", "FUT", "OPT", "IND", "FOP", "CFD", "SLB"],
    },
    {
      code: 460,
      name: "Bond Factor Multiplier",
      about: "Share of a bond's principal that is still outstanding.",
      ticks: [60],
    },
    {
      code: 576,
      name: "EtfNavBidAsk",
      about: "Bid and ask of an ETF's net asset value; documented once, missing from the lists of current hosts.",
      ticks: [94, 95],
    },
    { code: 577, name: "EtfNavLast", about: "Last net asset value of an ETF.", ticks: [96] },
    {
      code: 578,
      name: "EtfNavClose",
      about: "Today's and yesterday's closing net asset value of an ETF; missing from the lists of current hosts.",
      ticks: [92, 93],
    },
    {
      code: 586,
      name: "IPOHLMPRC",
      about: "Midpoint of the price range, and the final price, of an initial public offering.",
      ticks: [101, 102],
    },
    {
      code: 587,
      name: "Pl Price Delayed",
      about: "Delayed mark price; which tick type brings it is not documented.",
      ticks: [],
    },
    { code: 588, name: "Futures Open Interest", about: "Open interest of a future.", ticks: [86] },
    {
      code: 595,
      name: "Short-Term Volume X Mins",
      about: "Volume of the last 3, 5 and 10 minutes.",
      ticks: [63, 64, 65],
      secTypes: ["STK", "CFD", "OPT", "FOP", "WAR", "IOPT", "FUT", "FWD", "BOND", "BILL", "SLB", "CRYPTO"],
    },
    { code: 614, name: "EtfNavMisc", about: "Highest and lowest net asset value of an ETF today.", ticks: [98, 99] },
    {
      code: 619,
      name: "Creditman Slow Mark Price",
      about: "Mark price of the host's credit check that is updated less often.",
      ticks: [79],
    },
    { code: 623, name: "EtfFrozenNavLast", about: "Last net asset value of an ETF while data is frozen.", ticks: [97] },
    {
      code: 787,
      name: "OddLotBidAskQuotesTickTag",
      about: "Best quotes of less than a round lot; from server version 225.",
      ticks: [105, 106, 107, 108, 109, 110],
    },
    {
      code: "mdoff",
      about: "Leaves the ordinary quotes out, so that only the other entries (usually news) are delivered.",
      ticks: [],
    },
  ],
);

export const haltedValues = codeTable("halted", "Value of the HALTED and DELAYED_HALTED ticks", documentation, "open", [
  { code: -1, about: "Not known; usual with frozen data." },
  { code: 0, about: "Not halted; sent only for contracts that are also in a watchlist of TWS." },
  { code: 1, about: "General halt, imposed for regulatory reasons." },
  { code: 2, about: "Volatility halt, imposed by the exchange against extreme moves." },
]);

export const snapshotPermissions = codeTable(
  "snapshot permissions",
  "What the user may ask for in snapshots of the contract; the values are not documented",
  "values seen in public captures; no official list is known",
  "open",
  [
    { code: 3, about: "Seen with US stocks and live data; the meaning is not documented." },
    { code: 4, about: "Seen with a US stock and delayed data; the meaning is not documented." },
  ],
);

export const depthOperations = codeTable(
  "depth operation",
  "What a depth message does to a row of the book",
  documentation,
  "closed",
  [
    { code: 0, name: "insert", about: "A new row appears at the position; the rows from there on move down." },
    { code: 1, name: "update", about: "The row at the position gets a new price or size." },
    { code: 2, name: "delete", about: "The row at the position disappears; the rows behind it move up." },
  ],
);

export const depthSides = codeTable("depth side", "Side of the order book", documentation, "closed", [
  { code: 0, name: "ask", about: "Offers to sell." },
  { code: 1, name: "bid", about: "Offers to buy." },
]);

export const depthServiceTypes = codeTable(
  "depth service",
  "Kind of order book that an exchange offers",
  "values seen in answers to reqMktDepthExchanges; not documented",
  "open",
  [
    { code: "Deep", about: "An order book; not documented." },
    {
      code: "Deep2",
      about: "An order book; by its name one whose rows name their market maker, which is not documented.",
    },
  ],
);

export const tickByTickTypes = codeTable(
  "tick-by-tick type",
  "Kind of ticks asked for in REQ_TICK_BY_TICK_DATA; case matters",
  documentation,
  "open",
  [
    { code: "Last", about: "Trades without combo, derivative and average-price trades." },
    { code: "AllLast", about: "All trades, combo, derivative and average-price trades included." },
    { code: "BidAsk", about: "Every change of the best bid and ask." },
    { code: "MidPoint", about: "Every change of the midpoint of bid and ask." },
  ],
);

export const tickByTickKinds = codeTable(
  "tick-by-tick kind",
  "Kind of tick delivered in TICK_BY_TICK, which decides the fields that follow",
  documentation,
  "open",
  [
    { code: 0, name: "None", about: "No tick; clients ignore it." },
    { code: 1, name: "Last", about: "A trade of a subscription to Last." },
    { code: 2, name: "AllLast", about: "A trade of a subscription to AllLast." },
    { code: 3, name: "BidAsk", about: "A change of the best bid and ask." },
    { code: 4, name: "MidPoint", about: "A change of the midpoint." },
  ],
);

export const optionComputationBases = codeTable(
  "option computation basis",
  "What the option model's volatility is based on",
  "TWS API documentation, option greeks",
  "open",
  [
    { code: 0, name: "return based", about: "The volatility is of relative price changes, as usual." },
    { code: 1, name: "price based", about: "The volatility is of absolute price changes." },
  ],
);

export const exerciseActions = codeTable(
  "exercise action",
  "What to do with the options",
  "TWS API documentation, exercising options",
  "open",
  [
    { code: 1, name: "Exercise", about: "Exercise the options." },
    { code: 2, name: "Lapse", about: "Let the options lapse." },
  ],
);
