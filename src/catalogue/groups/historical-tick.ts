import { bool, decimal, double, int, long, one, shape, string } from "../schema.ts";

export const HistoricalTick = shape("HistoricalTick", {
  time: long(1, "TODO"),
  price: double(2, "TODO"),
  size: decimal(3, "TODO"),
  attribMask: int(null, "TODO"),
});

export const TickAttribBidAsk = shape("TickAttribBidAsk", {
  bidPastLow: bool(1, "TODO"),
  askPastHigh: bool(2, "TODO"),
});

export const HistoricalTickBidAsk = shape("HistoricalTickBidAsk", {
  time: long(1, "TODO"),
  tickAttribBidAsk: one(2, TickAttribBidAsk, "TODO"),
  priceBid: double(3, "TODO"),
  priceAsk: double(4, "TODO"),
  sizeBid: decimal(5, "TODO"),
  sizeAsk: decimal(6, "TODO"),
});

export const TickAttribLast = shape("TickAttribLast", {
  pastLimit: bool(1, "TODO"),
  unreported: bool(2, "TODO"),
});

export const HistoricalTickLast = shape("HistoricalTickLast", {
  time: long(1, "TODO"),
  tickAttribLast: one(2, TickAttribLast, "TODO"),
  price: double(3, "TODO"),
  size: decimal(4, "TODO"),
  exchange: string(5, "TODO"),
  specialConditions: string(6, "TODO"),
});
