import { at, bits, bool, int, is, one, request, response, shape, since, string, when } from "../schema.ts";
import { Contract, requestContract } from "../groups/contract.ts";
import { HistoricalTick, HistoricalTickBidAsk, HistoricalTickLast } from "../groups/historical-tick.ts";

export const TickByTickRequest = shape("TickByTickRequest", {
  reqId: int(1, "TODO"),
  contract: one(2, Contract, "TODO"),
  tickType: string(3, "TODO"),
  numberOfTicks: int(4, "TODO"),
  ignoreSize: bool(5, "TODO"),
});

export const REQ_TICK_BY_TICK_DATA = request({
  id: 97,
  name: "REQ_TICK_BY_TICK_DATA",
  about: "TODO",
  shape: TickByTickRequest,
  text: ["reqId", ...requestContract, "tickType", since("TICK_BY_TICK_IGNORE_SIZE", "numberOfTicks", "ignoreSize")],
  protobuf: "PROTOBUF_HISTORICAL_DATA",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const CancelTickByTick = shape("CancelTickByTick", {
  reqId: int(1, "TODO"),
});

export const CANCEL_TICK_BY_TICK_DATA = request({
  id: 98,
  name: "CANCEL_TICK_BY_TICK_DATA",
  about: "TODO",
  shape: CancelTickByTick,
  text: ["reqId"],
  protobuf: "PROTOBUF_HISTORICAL_DATA",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const TickByTickData = shape(
  "TickByTickData",
  {
    reqId: int(1, "TODO"),
    tickType: int(2, "TODO"),
    historicalTickLast: one(3, HistoricalTickLast, "TODO"),
    historicalTickBidAsk: one(4, HistoricalTickBidAsk, "TODO"),
    historicalTickMidPoint: one(5, HistoricalTick, "TODO"),
  },
  ["historicalTickLast", "historicalTickBidAsk", "historicalTickMidPoint"],
);

export const TICK_BY_TICK = response({
  id: 99,
  name: "TICK_BY_TICK",
  about: "TODO",
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
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});
