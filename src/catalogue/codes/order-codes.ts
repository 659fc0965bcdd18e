/**
 * The enumerations of orders and executions: sides, order types, times in force, statuses, and the small codes of
 * advisor, short-sale, volatility, hedge and conditional orders. Long, because it is nothing but tables.
 */
import { codeTable } from "./code-table.ts";

export const actions = codeTable("action", "Side of an order", "TWS API documentation, class Order", "open", [
  { code: "BUY", name: "Buy", about: "Buys, or closes a short position." },
  { code: "SELL", name: "Sell", about: "Sells; may open a short position in ordinary accounts." },
  {
    code: "SSHORT",
    name: "Sell short",
    about: "Sells short, for institutional accounts with separate long and short segments.",
  },
  {
    code: "SLONG",
    name: "Sell long",
    about: "Sells a long position not yet delivered, for specially configured institutional accounts.",
  },
]);

export const orderTypes = codeTable(
  "orderType",
  "Type of order",
  "TWS API documentation, available orders; the OrderType enumeration of the official Java client; older guides",
  "open",
  [
    { code: "MKT", name: "Market", about: "Trades at the best price available." },
    { code: "LMT", name: "Limit", about: "Trades at the limit price or better." },
    { code: "STP", name: "Stop", about: "Becomes a market order when the stop price is reached." },
    { code: "STP LMT", name: "Stop limit", about: "Becomes a limit order when the stop price is reached." },
    { code: "STPLMT", name: "Stop limit", about: "Older spelling of STP LMT." },
    {
      code: "STP PRT",
      name: "Stop with protection",
      about: "Stop order that becomes a market order with a protecting limit.",
    },
    {
      code: "TRAIL",
      name: "Trailing stop",
      about: "Stop whose price follows the market by an amount or a percentage.",
    },
    { code: "TRAIL LIMIT", name: "Trailing stop limit", about: "Trailing stop that becomes a limit order." },
    { code: "TRAILLIMIT", name: "Trailing stop limit", about: "Older spelling of TRAIL LIMIT." },
    {
      code: "TRAIL MIT",
      name: "Trailing market if touched",
      about: "Market-if-touched order whose trigger follows the market.",
    },
    {
      code: "TRAIL LIT",
      name: "Trailing limit if touched",
      about: "Limit-if-touched order whose trigger follows the market.",
    },
    {
      code: "TRAIL LMT + MKT",
      name: "Trailing limit plus market",
      about: "Combination order: one leg trails with a limit, the rest follows at market.",
    },
    {
      code: "TRAIL REL + MKT",
      name: "Trailing relative plus market",
      about: "Combination order: one leg is relative and trails, the rest follows at market.",
    },
    { code: "MIT", name: "Market if touched", about: "Becomes a market order when the trigger price is touched." },
    { code: "LIT", name: "Limit if touched", about: "Becomes a limit order when the trigger price is touched." },
    {
      code: "MTL",
      name: "Market to limit",
      about: "Market order whose unfilled rest becomes a limit order at the price of the fill.",
    },
    {
      code: "MKT PRT",
      name: "Market with protection",
      about: "Market order whose unfilled rest gets a protecting limit.",
    },
    { code: "MOC", name: "Market on close", about: "Market order in the closing auction." },
    { code: "LOC", name: "Limit on close", about: "Limit order in the closing auction." },
    { code: "MKTCLS", name: "Market on close", about: "Older spelling of MOC." },
    { code: "LMTCLS", name: "Limit on close", about: "Older spelling of LOC." },
    {
      code: "MIDPRICE",
      name: "Midprice",
      about: "Tries for the midpoint of the quote or better, up to an optional cap.",
    },
    {
      code: "REL",
      name: "Relative",
      about: "Pegged to the near side of the quote, more aggressive by an offset; also called pegged to primary.",
    },
    {
      code: "PASSV REL",
      name: "Passive relative",
      about: "Pegged to the near side of the quote, less aggressive by an offset.",
    },
    { code: "PEG MKT", name: "Pegged to market", about: "Pegged to the far side of the quote." },
    { code: "PEGMKT", name: "Pegged to market", about: "Older spelling of PEG MKT." },
    { code: "PEG PRIM", name: "Pegged to primary", about: "Pegged to the near side of the quote." },
    {
      code: "PEG MID",
      name: "Pegged to midpoint",
      about: "Pegged to the midpoint of the quote; uses the midpoint offsets at IBKRATS.",
    },
    { code: "PEGMID", name: "Pegged to midpoint", about: "Other spelling of PEG MID." },
    {
      code: "PEG BEST",
      name: "Pegged to best",
      about: "Competes against the best quote at IBKRATS, within the offsets given.",
    },
    { code: "PEGBEST", name: "Pegged to best", about: "Other spelling of PEG BEST." },
    {
      code: "PEG BENCH",
      name: "Pegged to benchmark",
      about: "Price follows a reference contract; adds the five benchmark fields to the text form.",
    },
    { code: "PEGBENCH", name: "Pegged to benchmark", about: "Other spelling of PEG BENCH." },
    { code: "PEG STK", name: "Pegged to stock", about: "Option order whose price follows the stock by a delta." },
    { code: "FIX PEGGED", name: "Fixed pegged", about: "Pegged order with a fixed offset; little documented." },
    { code: "SNAP MKT", name: "Snap to market", about: "Limit order priced once from the far side of the quote." },
    { code: "SNAP MID", name: "Snap to midpoint", about: "Limit order priced once from the midpoint of the quote." },
    { code: "SNAP PRIM", name: "Snap to primary", about: "Limit order priced once from the near side of the quote." },
    {
      code: "BOX TOP",
      name: "Box top",
      about: "Market order at the BOX exchange whose unfilled rest becomes a limit order.",
    },
    { code: "LMT + MKT", name: "Limit plus market", about: "Combination order: one leg by limit, the rest at market." },
    {
      code: "REL + LMT",
      name: "Relative plus limit",
      about: "Combination order: one leg relative, the rest by limit.",
    },
    {
      code: "REL + MKT",
      name: "Relative plus market",
      about: "Combination order: one leg relative, the rest at market.",
    },
    { code: "VOL", name: "Volatility", about: "Option order whose limit is given as a volatility." },
    {
      code: "PPV",
      name: "Pegged to primary, volatility",
      about: "Volatility order pegged to the near side of the quote.",
    },
    {
      code: "PMV",
      name: "Pegged to market, volatility",
      about: "Volatility order pegged to the far side of the quote.",
    },
    {
      code: "PDV",
      name: "Pegged to midpoint, volatility",
      about: "Volatility order pegged to the midpoint of the quote.",
    },
    { code: "PSV", name: "Pegged to surface, volatility", about: "Volatility order pegged to the volatility surface." },
    {
      code: "VWAP",
      name: "Guaranteed VWAP",
      about: "Older order type for the volume-weighted average price of the day.",
    },
    { code: "SCALE", name: "Scale", about: "Older order type; today scale fields are added to a limit order." },
    { code: "RPI", name: "Retail price improvement", about: "Hidden order that offers retail orders a better price." },
    {
      code: "FUNARI",
      name: "Funari",
      about: "Limit order whose unfilled rest goes into the closing auction at market (Tokyo).",
    },
    { code: "QUOTE", name: "Quote request", about: "Request for a quote rather than an order." },
    {
      code: "None",
      name: "None",
      about: "No such order: hosts write it into deltaNeutralOrderType and adjustedOrderType.",
    },
  ],
);

export const timesInForce = codeTable(
  "tif",
  "How long an order stays in force",
  "TWS API documentation, class Order; the TimeInForce enumeration of the official Java client",
  "open",
  [
    { code: "DAY", name: "Day", about: "Until the end of the trading day." },
    { code: "GTC", name: "Good till cancelled", about: "Until filled or cancelled." },
    { code: "IOC", name: "Immediate or cancel", about: "What cannot be filled at once is cancelled." },
    { code: "FOK", name: "Fill or kill", about: "Filled at once and entirely, or cancelled." },
    { code: "GTD", name: "Good till date", about: "Until the time in goodTillDate, or for the seconds in duration." },
    { code: "OPG", name: "At the opening", about: "Only in the opening auction, as market or limit on open." },
    { code: "AUC", name: "Auction", about: "At the calculated opening price of the pre-market session." },
    { code: "DTC", name: "Day till cancelled", about: "Deactivated rather than cancelled at the end of the day." },
    { code: "GTT", name: "Good till time", about: "Until a time of day." },
    {
      code: "GTX",
      name: "Good till crossing",
      about: "Listed in the official clients; the meaning is not documented.",
    },
    { code: "Minutes", name: "Minutes", about: "For a number of minutes; listed in the official clients." },
  ],
);

export const openCloses = codeTable(
  "openClose",
  "Whether an order opens or closes a position",
  "TWS API documentation, class Order; captured open orders",
  "open",
  [
    { code: "O", name: "Open", about: "Opens a position." },
    { code: "C", name: "Close", about: "Closes a position." },
    {
      code: "?",
      name: "Unknown",
      about: "Not stated: what hosts write into deltaNeutralOpenClose of ordinary orders.",
    },
  ],
);

export const comboLegOpenCloses = codeTable(
  "comboLegOpenClose",
  "Whether a leg of a combination opens or closes a position",
  "TWS API documentation, class ComboLeg",
  "closed",
  [
    { code: 0, name: "SAME", about: "The same as the order; the only choice of retail customers." },
    { code: 1, name: "OPEN", about: "Opens a position; institutions only." },
    { code: 2, name: "CLOSE", about: "Closes a position; institutions only." },
    { code: 3, name: "UNKNOWN", about: "Not stated." },
  ],
);

export const origins = codeTable(
  "origin",
  "For whom an order is placed",
  "TWS API documentation, class Order",
  "open",
  [
    { code: 0, name: "CUSTOMER", about: "For a customer." },
    { code: 1, name: "FIRM", about: "For the firm." },
    { code: 2, name: "UNKNOWN", about: "Not stated." },
  ],
);

export const ocaTypes = codeTable(
  "ocaType",
  "What happens to the rest of a one-cancels-all group when one order fills",
  "TWS API documentation, class Order; captured open orders",
  "closed",
  [
    { code: 0, name: "None", about: "Not given." },
    {
      code: 1,
      name: "CancelWithBlocking",
      about: "The others are cancelled; only one is at the market at a time, so no overfill.",
    },
    {
      code: 2,
      name: "ReduceWithBlocking",
      about: "The others are reduced in proportion; only one is at the market at a time.",
    },
    {
      code: 3,
      name: "ReduceWithoutBlocking",
      about: "The others are reduced in proportion, without protection; hosts report it on ungrouped orders too.",
    },
  ],
);

export const rule80A = codeTable(
  "rule80A",
  "Capacity in which an institution trades",
  "TWS API documentation, class Order; captured open orders",
  "open",
  [
    { code: "I", name: "Individual", about: "For an individual's own account, without program trading." },
    { code: "A", name: "Agency", about: "As agent for customers, without program trading." },
    {
      code: "W",
      name: "AgentOtherMember",
      about: "As agent for another member of the exchange, without program trading.",
    },
    { code: "J", name: "IndividualPTIA", about: "Individual, program trading with index arbitrage." },
    { code: "U", name: "AgencyPTIA", about: "Agency, program trading with index arbitrage." },
    {
      code: "M",
      name: "AgentOtherMemberPTIA",
      about: "Agent for another member, program trading with index arbitrage.",
    },
    { code: "K", name: "IndividualPT", about: "Individual, program trading." },
    { code: "Y", name: "AgencyPT", about: "Agency, program trading." },
    { code: "N", name: "AgentOtherMemberPT", about: "Agent for another member, program trading." },
    { code: "0", about: "Not given: hosts write it on some orders instead of the empty text." },
  ],
);

export const triggerMethods = codeTable(
  "triggerMethod",
  "Which price triggers a simulated stop or a price condition",
  "TWS API documentation, trigger methods",
  "open",
  [
    {
      code: 0,
      name: "Default",
      about: "The usual method for the instrument: mostly last, double bid/ask for US options.",
    },
    {
      code: 1,
      name: "DoubleBidAsk",
      about: "Two bid prices in a row (ask prices for a buy stop) at or beyond the level.",
    },
    { code: 2, name: "Last", about: "One trade at or beyond the level." },
    { code: 3, name: "DoubleLast", about: "Two trades in a row at or beyond the level." },
    { code: 4, name: "BidAsk", about: "One bid price (ask price for a buy stop) at or beyond the level." },
    { code: 7, name: "LastBidAsk", about: "One trade, or one bid or ask price, at or beyond the level." },
    { code: 8, name: "MidPoint", about: "The midpoint of bid and ask is at or beyond the level." },
  ],
);

export const volatilityTypes = codeTable(
  "volatilityType",
  "Period of the volatility in a volatility order",
  "TWS API documentation, class Order",
  "closed",
  [
    { code: 0, name: "None", about: "Not a volatility order." },
    { code: 1, name: "Daily", about: "The volatility field is the standard deviation of one day." },
    {
      code: 2,
      name: "Annual",
      about: "The volatility field is the standard deviation of one year, as option models quote it.",
    },
  ],
);

export const referencePriceTypes = codeTable(
  "referencePriceType",
  "Which price of the underlying prices a volatility order",
  "TWS API documentation, class Order",
  "closed",
  [
    { code: 0, name: "None", about: "Not a volatility order." },
    { code: 1, name: "Midpoint", about: "The average of bid and ask." },
    { code: 2, name: "BidOrAsk", about: "Bid or ask, whichever side the order needs." },
  ],
);

export const auctionStrategies = codeTable(
  "auctionStrategy",
  "Strategy in a price improvement auction at the BOX exchange",
  "TWS API documentation, class Order",
  "closed",
  [
    { code: 0, name: "AUCTION_UNSET", about: "Not an auction order." },
    {
      code: 1,
      name: "AUCTION_MATCH",
      about: "Matches the best price, by its name; the documentation does not explain it.",
    },
    {
      code: 2,
      name: "AUCTION_IMPROVEMENT",
      about: "Betters the best price, by its name; the documentation does not explain it.",
    },
    {
      code: 3,
      name: "AUCTION_TRANSPARENT",
      about: "Shows its price in the auction, by its name; the documentation does not explain it.",
    },
  ],
);

export const hedgeTypes = codeTable(
  "hedgeType",
  "Kind of hedging child order",
  "TWS API documentation, class Order",
  "open",
  [
    { code: "D", name: "Delta", about: "Hedges the delta of an option order with the underlying." },
    { code: "B", name: "Beta", about: "Hedges a stock order with an index or fund by beta." },
    { code: "F", name: "FX", about: "Buys or sells the currency of the parent order." },
    { code: "P", name: "Pair", about: "Trades a second instrument in a fixed ratio." },
  ],
);

export const clearingIntents = codeTable(
  "clearingIntent",
  "Where an execution-only client wants the trade cleared",
  "TWS API documentation, class Order",
  "open",
  [
    { code: "IB", name: "IB", about: "At the broker; the usual value." },
    { code: "Away", name: "Away", about: "At another firm." },
    { code: "PTA", name: "Post-trade allocation", about: "Decided after the trade." },
  ],
);

export const shortSaleSlots = codeTable(
  "shortSaleSlot",
  "Where the shares of a short sale come from",
  "TWS API documentation, class Order",
  "closed",
  [
    { code: 0, name: "None", about: "Not given, or not a short sale." },
    { code: 1, name: "Clearing broker", about: "The broker holds the shares." },
    { code: 2, name: "Third party", about: "The shares come from elsewhere; designatedLocation says where." },
  ],
);

export const faMethods = codeTable(
  "faMethod",
  "How an advisor's order is divided among accounts",
  "TWS API documentation, allocation methods",
  "open",
  [
    {
      code: "AvailableEquity",
      name: "Available equity",
      about: "In proportion to the available equity of each account.",
    },
    { code: "EqualQuantity", name: "Equal quantity", about: "The same quantity for each account." },
    { code: "Equal", name: "Equal quantity", about: "The same as EqualQuantity, as group definitions spell it." },
    {
      code: "NetLiq",
      name: "Net liquidation value",
      about: "In proportion to the net liquidation value of each account.",
    },
    {
      code: "PctChange",
      name: "Percent change",
      about: "Changes each account's position by the percentage in faPercentage.",
    },
    { code: "ContractsOrShares", name: "Contracts or shares", about: "A fixed quantity for each account." },
    { code: "Ratio", name: "Ratios", about: "By ratios set for each account." },
    { code: "Percent", name: "Percentages", about: "By percentages of the order set for each account." },
    { code: "MonetaryAmount", name: "Monetary amount", about: "By an amount of money set for each account." },
  ],
);

export const adjustableTrailingUnits = codeTable(
  "adjustableTrailingUnit",
  "Unit of the trailing amount of an adjusted stop",
  "TWS API documentation, class Order",
  "open",
  [
    { code: 0, name: "Amount", about: "An amount in the contract's currency." },
    { code: 1, name: "Percent", about: "A percentage." },
  ],
);

export const optionalFlags = codeTable(
  "optionalFlag",
  "A choice that may also be left open; the empty value leaves it to the host",
  "the official clients, which hold these fields as optional booleans",
  "open",
  [
    { code: 0, name: "No", about: "Not wanted." },
    { code: 1, name: "Yes", about: "Wanted." },
  ],
);

export const manualOrderIndicators = codeTable(
  "manualOrderIndicator",
  "Whether a person or a program originated the order (CME rule 576)",
  "TWS API documentation, class Order",
  "closed",
  [
    { code: 0, name: "Automated", about: "A program entered it." },
    { code: 1, name: "Manual", about: "A person entered it." },
  ],
);

export const algoStrategies = codeTable(
  "algoStrategy",
  "Algorithm that works the order",
  "TWS API documentation, IB algorithms",
  "open",
  [
    { code: "Adaptive", name: "Adaptive", about: "Looks for a better price within the spread, by the urgency given." },
    { code: "AD", name: "Accumulate/distribute", about: "Splits the order into random slices over time." },
    { code: "ArrivalPx", name: "Arrival price", about: "Aims at the midpoint at the time the order arrives." },
    {
      code: "BalanceImpactRisk",
      name: "Balance impact risk",
      about: "Weighs market impact against price risk; options.",
    },
    { code: "ClosePx", name: "Close price", about: "Aims at the closing price." },
    { code: "DarkIce", name: "Dark ice", about: "Hides the size of the order and varies what it shows." },
    { code: "MinImpact", name: "Minimise impact", about: "Slices the order to leave little trace; options." },
    { code: "PctVol", name: "Percentage of volume", about: "Takes part at a fixed share of the volume." },
    { code: "PctVolPx", name: "Percentage of volume by price", about: "Share of the volume varies with the price." },
    {
      code: "PctVolSz",
      name: "Percentage of volume by size",
      about: "Share of the volume varies with the remaining size.",
    },
    { code: "PctVolTm", name: "Percentage of volume by time", about: "Share of the volume varies with time." },
    { code: "Twap", name: "TWAP", about: "Aims at the time-weighted average price." },
    { code: "Vwap", name: "VWAP", about: "Aims at the volume-weighted average price." },
  ],
);

export const attachedOrderTypes = codeTable(
  "attachedOrderType",
  "How an attached stop-loss or profit-taking order is defined",
  "TWS API documentation, attached orders",
  "open",
  [{ code: "PRESET", name: "Preset", about: "From the order presets of TWS for the instrument." }],
);

export const conditionTypes = codeTable(
  "conditionType",
  "Kind of condition on an order; there is no type 2",
  "TWS API documentation, order conditioning",
  "open",
  [
    { code: 1, name: "Price", about: "The price of an instrument passes a level." },
    { code: 3, name: "Time", about: "A time passes." },
    { code: 4, name: "Margin", about: "The margin cushion of the account passes a percentage." },
    { code: 5, name: "Execution", about: "An instrument is traded in the account." },
    { code: 6, name: "Volume", about: "The day's volume of an instrument passes a number." },
    { code: 7, name: "PercentChange", about: "The day's change of an instrument passes a percentage." },
  ],
);

export const orderStatuses = codeTable(
  "orderStatus",
  "State of an order",
  "TWS API documentation, possible order states",
  "open",
  [
    {
      code: "ApiPending",
      name: "API pending",
      about: "Received by the host but not yet sent on, for instance while it waits for a reply or a confirmation.",
    },
    {
      code: "PendingSubmit",
      name: "Pending submit",
      about: "Sent by the host, not yet acknowledged by the destination.",
    },
    {
      code: "PreSubmitted",
      name: "Pre-submitted",
      about: "Accepted by the broker and waiting, for a trigger, a parent or the session; normal for simulated types.",
    },
    { code: "Submitted", name: "Submitted", about: "Accepted and working." },
    {
      code: "PendingCancel",
      name: "Pending cancel",
      about: "Cancellation sent, not yet confirmed; the order may still fill.",
    },
    {
      code: "ApiCancelled",
      name: "API cancelled",
      about: "Cancelled by the client before the order was acknowledged.",
    },
    { code: "Cancelled", name: "Cancelled", about: "Cancelled, by the client, the broker or the exchange." },
    { code: "Filled", name: "Filled", about: "Filled completely." },
    {
      code: "Inactive",
      name: "Inactive",
      about: "Not working: rejected, held or deactivated; it may become active again.",
    },
  ],
);

export const whyHeldReasons = codeTable(
  "whyHeld",
  "Why an order is held back; several are joined by commas",
  "TWS API documentation, orderStatus (locate); the others are values seen in use",
  "open",
  [
    { code: "locate", name: "Locate", about: "The broker is looking for shares to sell short." },
    { code: "trigger", name: "Trigger", about: "The order waits for its trigger price." },
    { code: "child", name: "Child", about: "The order waits for its parent to fill." },
  ],
);

export const liquidities = codeTable(
  "lastLiquidity",
  "Whether an execution added or removed liquidity",
  "TWS API documentation, class Liquidity",
  "open",
  [
    { code: 0, name: "None", about: "Not known." },
    { code: 1, name: "Added", about: "Added liquidity." },
    { code: 2, name: "Removed", about: "Removed liquidity." },
    { code: 3, name: "Routed out", about: "Liquidity was routed out to another venue." },
  ],
);

export const executionSides = codeTable(
  "executionSide",
  "Side of an execution",
  "TWS API documentation, class Execution",
  "open",
  [
    { code: "BOT", name: "Bought", about: "The account bought; a short position was closed or a long one opened." },
    { code: "SLD", name: "Sold", about: "The account sold; a long position was closed or a short one opened." },
  ],
);

export const optExerciseOrLapseTypes = codeTable(
  "optExerciseOrLapseType",
  "What happened to an option that was exercised, assigned or lapsed",
  "the OptionExerciseType enumeration of the official clients",
  "open",
  [
    { code: -1, name: "None", about: "Not an exercise." },
    { code: 1, name: "Exercise", about: "Exercised on request." },
    { code: 2, name: "Lapse", about: "Left to lapse on request." },
    { code: 3, name: "DoNothing", about: "No instruction." },
    { code: 100, name: "Assigned", about: "A short option was assigned." },
    { code: 101, name: "AutoexerciseClearing", about: "Exercised automatically by the clearing house." },
    { code: 102, name: "Expired", about: "Expired." },
    { code: 103, name: "Netting", about: "Closed by netting positions." },
    { code: 200, name: "AutoexerciseTrading", about: "Exercised automatically in trading." },
  ],
);
