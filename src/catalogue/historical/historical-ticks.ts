import { bits, bool, int, many, one, repeat, request, response, shape, string, tagText, tags } from "../schema.ts";
import { Contract, requestContract } from "../groups/contract.ts";
import { HistoricalTick, HistoricalTickBidAsk, HistoricalTickLast } from "../groups/historical-tick.ts";

export const HistoricalTicksRequest = shape("HistoricalTicksRequest", {
  reqId: int(1, "TODO"),
  contract: one(2, Contract, "TODO"),
  startDateTime: string(3, "TODO"),
  endDateTime: string(4, "TODO"),
  numberOfTicks: int(5, "TODO"),
  whatToShow: string(6, "TODO"),
  useRTH: bool(7, "TODO"),
  ignoreSize: bool(8, "TODO"),
  miscOptions: tags(9, "TODO"),
});

export const REQ_HISTORICAL_TICKS = request({
  id: 96,
  name: "REQ_HISTORICAL_TICKS",
  about: "TODO",
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
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const CancelHistoricalTicks = shape("CancelHistoricalTicks", {
  reqId: int(1, "TODO"),
});

export const CANCEL_HISTORICAL_TICKS = request({
  id: 107,
  name: "CANCEL_HISTORICAL_TICKS",
  about: "TODO",
  shape: CancelHistoricalTicks,
  text: null,
  since: "CANCEL_CONTRACT_DATA",
  protobuf: "CANCEL_CONTRACT_DATA",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const HistoricalTicks = shape("HistoricalTicks", {
  reqId: int(1, "TODO"),
  historicalTicks: many(2, HistoricalTick, "TODO"),
  isDone: bool(3, "TODO"),
});

export const HISTORICAL_TICKS = response({
  id: 96,
  name: "HISTORICAL_TICKS",
  about: "TODO",
  shape: HistoricalTicks,
  text: ["reqId", repeat("historicalTicks", "tickCount", "time", "attribMask", "price", "size"), "isDone"],
  protobuf: "PROTOBUF_HISTORICAL_DATA",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const HistoricalTicksBidAsk = shape("HistoricalTicksBidAsk", {
  reqId: int(1, "TODO"),
  historicalTicksBidAsk: many(2, HistoricalTickBidAsk, "TODO"),
  isDone: bool(3, "TODO"),
});

export const HISTORICAL_TICKS_BID_ASK = response({
  id: 97,
  name: "HISTORICAL_TICKS_BID_ASK",
  about: "TODO",
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
  notes: [
    "mask bit0=askPastHigh, bit1=bidPastLow (REVERSED relative to TICK_BY_TICK BidAsk, where bit0=bidPastLow, bit1=askPastHigh)",
  ],
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const HistoricalTicksLast = shape("HistoricalTicksLast", {
  reqId: int(1, "TODO"),
  historicalTicksLast: many(2, HistoricalTickLast, "TODO"),
  isDone: bool(3, "TODO"),
});

export const HISTORICAL_TICKS_LAST = response({
  id: 98,
  name: "HISTORICAL_TICKS_LAST",
  about: "TODO",
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
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});
