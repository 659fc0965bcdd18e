/**
 * Tick-by-tick data, the data of the Time & Sales window of TWS: the subscription, its end, and the ticks.
 */
import { at, bits, bool, int, is, one, request, response, shape, since, string, when } from "../schema.ts";
import { wordText } from "../patterns.ts";
import { Contract, requestContract } from "../groups/contract.ts";
import { HistoricalTick, HistoricalTickBidAsk, HistoricalTickLast } from "../groups/historical-tick.ts";
import { tickByTickKinds, tickByTickTypes } from "../codes/market-data-codes.ts";

export const TickByTickRequest = shape("TickByTickRequest", {
  reqId: int(1, "Id of the request, chosen by the program; its answers carry it"),
  contract: one(2, Contract, "The instrument to watch; options and combos are not supported in real time"),
  tickType: string(3, "Kind of ticks wanted; case matters", {
    filled: true,
    pattern: wordText,
    codes: tickByTickTypes,
  }),
  numberOfTicks: int(4, "Number of past ticks to send first, at most 1000; 0 for none", { min: 0 }),
  ignoreSize: bool(5, "Whether to leave out BidAsk ticks in which only a size has changed"),
});

export const REQ_TICK_BY_TICK_DATA = request({
  id: 97,
  name: "REQ_TICK_BY_TICK_DATA",
  about:
    "Subscribes to every single tick of one instrument. Answered by TICK_BY_TICK until CANCEL_TICK_BY_TICK_DATA; past ticks come first, as HISTORICAL_TICKS, HISTORICAL_TICKS_BID_ASK or HISTORICAL_TICKS_LAST, if asked for. Errors 10189 and 10190 mean that it failed, or that there are too many.",
  since: "TICK_BY_TICK",
  shape: TickByTickRequest,
  text: ["reqId", ...requestContract, "tickType", since("TICK_BY_TICK_IGNORE_SIZE", "numberOfTicks", "ignoreSize")],
  protobuf: "PROTOBUF_HISTORICAL_DATA",
  official: { csharp: "ReqTickByTickData", call: "reqTickByTickData", tws: "Time & Sales window, live" },
});

export const CancelTickByTick = shape("CancelTickByTick", {
  reqId: int(1, "Id of the request to end"),
});

export const CANCEL_TICK_BY_TICK_DATA = request({
  id: 98,
  name: "CANCEL_TICK_BY_TICK_DATA",
  about: "Ends a subscription made with REQ_TICK_BY_TICK_DATA. Not answered.",
  since: "TICK_BY_TICK",
  shape: CancelTickByTick,
  text: ["reqId"],
  protobuf: "PROTOBUF_HISTORICAL_DATA",
  official: { csharp: "CancelTickByTickData", call: "cancelTickByTickData", tws: "closing the Time & Sales window" },
});

export const TickByTickData = shape(
  "TickByTickData",
  {
    reqId: int(1, "Id of the request that this answers"),
    tickType: int(2, "Kind of tick, which decides which of the other fields is present", {
      codes: tickByTickKinds,
      min: 0,
    }),
    historicalTickLast: one(3, HistoricalTickLast, "The trade, for kinds 1 and 2"),
    historicalTickBidAsk: one(4, HistoricalTickBidAsk, "The quote, for kind 3"),
    historicalTickMidPoint: one(5, HistoricalTick, "The midpoint, for kind 4; without a size in the text form"),
  },
  { oneof: ["historicalTickLast", "historicalTickBidAsk", "historicalTickMidPoint"] },
);

export const TICK_BY_TICK = response({
  id: 99,
  name: "TICK_BY_TICK",
  about: "One tick: a trade, a change of the best quote, or a change of the midpoint. Sent for REQ_TICK_BY_TICK_DATA.",
  since: "TICK_BY_TICK",
  shape: TickByTickData,
  text: [
    "reqId",
    "tickType",
    when(
      is("tickType", 1, 2),
      ...at("historicalTickLast", "time", "price", "size"),
      bits("historicalTickLast.tickAttribLast", "attribMask", "pastLimit", "unreported"),
      ...at("historicalTickLast", "exchange", "specialConditions"),
    ),
    when(
      is("tickType", 3),
      ...at("historicalTickBidAsk", "time", "priceBid", "priceAsk", "sizeBid", "sizeAsk"),
      bits("historicalTickBidAsk.tickAttribBidAsk", "attribMask", "bidPastLow", "askPastHigh"),
    ),
    when(is("tickType", 4), "historicalTickMidPoint.time", "historicalTickMidPoint.price"),
  ],
  protobuf: "PROTOBUF_HISTORICAL_DATA",
  notes: [
    "Bit 0 of the mask of a quote is bidPastLow and bit 1 askPastHigh; HISTORICAL_TICKS_BID_ASK has them the other way round.",
  ],
  streaming: true,
  official: {
    csharp: "TickByTick",
    call: "tickByTickAllLast, tickByTickBidAsk, tickByTickMidPoint",
    tws: "new rows of the Time & Sales window",
  },
});
