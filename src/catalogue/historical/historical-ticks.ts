/**
 * Historical time and sales: the request, its end, and three answers for midpoints, quotes and trades.
 */
import { bits, bool, int, many, one, repeat, request, response, shape, string, tagText, tags } from "../schema.ts";
import { dateTimeText, optionsText, wordText } from "../patterns.ts";
import { Contract, requestContract } from "../groups/contract.ts";
import { HistoricalTick, HistoricalTickBidAsk, HistoricalTickLast } from "../groups/historical-tick.ts";
import { whatToShow } from "../codes/historical-codes.ts";

export const HistoricalTicksRequest = shape("HistoricalTicksRequest", {
  reqId: int(1, "Id of the request, chosen by the program; its answers carry it"),
  contract: one(2, Contract, "The instrument whose ticks are wanted; combos have none"),
  startDateTime: string(3, "Time of the first tick wanted; empty if an end is given", { pattern: dateTimeText }),
  endDateTime: string(4, "Time of the last tick wanted; empty if a start is given", { pattern: dateTimeText }),
  numberOfTicks: int(5, "Number of ticks wanted, at most 1000; more come where needed to complete a second", {
    min: 0,
  }),
  whatToShow: string(6, "Kind of ticks: TRADES, BID_ASK or MIDPOINT", { pattern: wordText, codes: whatToShow }),
  useRTH: bool(7, "Whether to leave out ticks outside regular trading hours", { aka: ["useRth"] }),
  ignoreSize: bool(8, "Whether to leave out BID_ASK ticks in which only a size has changed"),
  miscOptions: tags(9, "Reserved for the vendor; leave it empty", { pattern: optionsText }),
});

export const REQ_HISTORICAL_TICKS = request({
  id: 96,
  name: "REQ_HISTORICAL_TICKS",
  about:
    "Asks for past ticks of one instrument within one trading session. Answered by HISTORICAL_TICKS (MIDPOINT), HISTORICAL_TICKS_BID_ASK (BID_ASK) or HISTORICAL_TICKS_LAST (TRADES), in one or more messages; error 10187 if it fails.",
  since: "HISTORICAL_TICKS",
  shape: HistoricalTicksRequest,
  text: [
    "reqId",
    ...requestContract,
    "contract.includeExpired",
    "startDateTime",
    "endDateTime",
    "numberOfTicks",
    "whatToShow",
    "useRTH",
    "ignoreSize",
    tagText("miscOptions"),
  ],
  protobuf: "PROTOBUF_HISTORICAL_DATA",
  official: { csharp: "ReqHistoricalTicks", call: "reqHistoricalTicks", tws: "Time & Sales window, past ticks" },
});

export const CancelHistoricalTicks = shape("CancelHistoricalTicks", {
  reqId: int(1, "Id of the request to end"),
});

export const CANCEL_HISTORICAL_TICKS = request({
  id: 107,
  name: "CANCEL_HISTORICAL_TICKS",
  about: "Ends a REQ_HISTORICAL_TICKS that is not fully answered yet. Not answered; exists only as protobuf.",
  shape: CancelHistoricalTicks,
  text: null,
  since: "CANCEL_CONTRACT_DATA",
  protobuf: "CANCEL_CONTRACT_DATA",
  official: { csharp: "CancelHistoricalTicks", call: "cancelHistoricalTicks", tws: "closing the Time & Sales window" },
});

export const HistoricalTicks = shape("HistoricalTicks", {
  reqId: int(1, "Id of the request that this answers"),
  historicalTicks: many(2, HistoricalTick, "The midpoints, oldest first", { aka: ["ticks"] }),
  isDone: bool(3, "Whether this is the last message of the answer", { aka: ["done"] }),
});

export const HISTORICAL_TICKS = response({
  id: 96,
  name: "HISTORICAL_TICKS",
  about:
    "Past midpoints. Answers REQ_HISTORICAL_TICKS for MIDPOINT, and comes before a tick-by-tick subscription to midpoints that asked for past ticks.",
  since: "HISTORICAL_TICKS",
  shape: HistoricalTicks,
  text: ["reqId", repeat("historicalTicks", "tickCount", "time", "attribMask", "price", "size"), "isDone"],
  protobuf: "PROTOBUF_HISTORICAL_DATA",
  official: { csharp: "HistoricalTick", call: "historicalTicks", tws: "none: API only" },
});

export const HistoricalTicksBidAsk = shape("HistoricalTicksBidAsk", {
  reqId: int(1, "Id of the request that this answers"),
  historicalTicksBidAsk: many(2, HistoricalTickBidAsk, "The quotes, oldest first", { aka: ["ticks"] }),
  isDone: bool(3, "Whether this is the last message of the answer", { aka: ["done"] }),
});

export const HISTORICAL_TICKS_BID_ASK = response({
  id: 97,
  name: "HISTORICAL_TICKS_BID_ASK",
  about:
    "Past quotes. Answers REQ_HISTORICAL_TICKS for BID_ASK, and comes before a tick-by-tick subscription to quotes that asked for past ticks.",
  since: "HISTORICAL_TICKS",
  shape: HistoricalTicksBidAsk,
  text: [
    "reqId",
    repeat(
      "historicalTicksBidAsk",
      "tickCount",
      "time",
      bits("tickAttribBidAsk", "attribMask", "askPastHigh", "bidPastLow"),
      "priceBid",
      "priceAsk",
      "sizeBid",
      "sizeAsk",
    ),
    "isDone",
  ],
  protobuf: "PROTOBUF_HISTORICAL_DATA",
  notes: ["Bit 0 of the mask is askPastHigh and bit 1 bidPastLow; TICK_BY_TICK has them the other way round."],
  official: {
    csharp: "HistoricalTickBidAsk",
    call: "historicalTicksBidAsk",
    tws: "bid and ask rows of Time & Sales, past",
  },
});

export const HistoricalTicksLast = shape("HistoricalTicksLast", {
  reqId: int(1, "Id of the request that this answers"),
  historicalTicksLast: many(2, HistoricalTickLast, "The trades, oldest first", { aka: ["ticks"] }),
  isDone: bool(3, "Whether this is the last message of the answer", { aka: ["done"] }),
});

export const HISTORICAL_TICKS_LAST = response({
  id: 98,
  name: "HISTORICAL_TICKS_LAST",
  about:
    "Past trades. Answers REQ_HISTORICAL_TICKS for TRADES, and comes before a tick-by-tick subscription to trades that asked for past ticks.",
  since: "HISTORICAL_TICKS",
  shape: HistoricalTicksLast,
  text: [
    "reqId",
    repeat(
      "historicalTicksLast",
      "tickCount",
      "time",
      bits("tickAttribLast", "attribMask", "pastLimit", "unreported"),
      "price",
      "size",
      "exchange",
      "specialConditions",
    ),
    "isDone",
  ],
  protobuf: "PROTOBUF_HISTORICAL_DATA",
  official: { csharp: "HistoricalTickLast", call: "historicalTicksLast", tws: "trade rows of Time & Sales, past" },
});
