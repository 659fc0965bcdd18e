import { decimal, double, int, response, shape, string, version } from "../schema.ts";

export const TickPrice = shape("TickPrice", {
  reqId: int(1, "TODO"),
  tickType: int(2, "TODO"),
  price: double(3, "TODO"),
  size: decimal(4, "TODO"),
  attrMask: int(5, "TODO"),
});

export const TICK_PRICE = response({
  id: 1,
  name: "TICK_PRICE",
  about: "TODO",
  shape: TickPrice,
  text: [version, "reqId", "tickType", "price", "size", "attrMask"],
  protobuf: "PROTOBUF_MARKET_DATA",
  notes: ["attrMask bit0 canAutoExecute, bit1 pastLimit (sv>=109), bit2 preOpen (sv>=132)"],
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const TickSize = shape("TickSize", {
  reqId: int(1, "TODO"),
  tickType: int(2, "TODO"),
  size: decimal(3, "TODO"),
});

export const TICK_SIZE = response({
  id: 2,
  name: "TICK_SIZE",
  about: "TODO",
  shape: TickSize,
  text: [version, "reqId", "tickType", "size"],
  protobuf: "PROTOBUF_MARKET_DATA",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const TickGeneric = shape("TickGeneric", {
  reqId: int(1, "TODO"),
  tickType: int(2, "TODO"),
  value: double(3, "TODO"),
});

export const TICK_GENERIC = response({
  id: 45,
  name: "TICK_GENERIC",
  about: "TODO",
  shape: TickGeneric,
  text: [version, "reqId", "tickType", "value"],
  protobuf: "PROTOBUF_MARKET_DATA",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const TickString = shape("TickString", {
  reqId: int(1, "TODO"),
  tickType: int(2, "TODO"),
  value: string(3, "TODO"),
});

export const TICK_STRING = response({
  id: 46,
  name: "TICK_STRING",
  about: "TODO",
  shape: TickString,
  text: [version, "reqId", "tickType", "value"],
  protobuf: "PROTOBUF_MARKET_DATA",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const TickEfp = shape("TickEfp", {
  reqId: int(null, "TODO"),
  tickType: int(null, "TODO"),
  basisPoints: double(null, "TODO"),
  formattedBasisPoints: string(null, "TODO"),
  impliedFuturesPrice: double(null, "TODO"),
  holdDays: int(null, "TODO"),
  futureLastTradeDate: string(null, "TODO"),
  dividendImpact: double(null, "TODO"),
  dividendsToLastTradeDate: double(null, "TODO"),
});

export const TICK_EFP = response({
  id: 47,
  name: "TICK_EFP",
  about: "TODO",
  shape: TickEfp,
  text: [
    version,
    "reqId",
    "tickType",
    "basisPoints",
    "formattedBasisPoints",
    "impliedFuturesPrice",
    "holdDays",
    "futureLastTradeDate",
    "dividendImpact",
    "dividendsToLastTradeDate",
  ],
  uncertain: "field meaning of 6th value differs: Java impliedFuturesPrice, Python totalDividends",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});
