import {
  any,
  double,
  int,
  is,
  one,
  request,
  response,
  shape,
  since,
  tagText,
  tags,
  until,
  version,
  versions,
  when,
} from "../schema.ts";
import { Contract, requestContract } from "../groups/contract.ts";

export const CalculateImpliedVolatilityRequest = shape("CalculateImpliedVolatilityRequest", {
  reqId: int(1, "TODO"),
  contract: one(2, Contract, "TODO"),
  optionPrice: double(3, "TODO"),
  underPrice: double(4, "TODO"),
  impliedVolatilityOptions: tags(5, "TODO"),
});

export const REQ_CALC_IMPLIED_VOLAT = request({
  id: 54,
  name: "REQ_CALC_IMPLIED_VOLAT",
  about: "TODO",
  shape: CalculateImpliedVolatilityRequest,
  text: [version, "reqId", ...requestContract, "optionPrice", "underPrice", tagText("impliedVolatilityOptions")],
  protobuf: "PROTOBUF_REST_MESSAGES_1",
  sends: 3,
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const CancelCalculateImpliedVolatility = shape("CancelCalculateImpliedVolatility", {
  reqId: int(1, "TODO"),
});

export const CANCEL_CALC_IMPLIED_VOLAT = request({
  id: 56,
  name: "CANCEL_CALC_IMPLIED_VOLAT",
  about: "TODO",
  shape: CancelCalculateImpliedVolatility,
  text: [version, "reqId"],
  protobuf: "PROTOBUF_REST_MESSAGES_1",
  sends: 1,
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const CalculateOptionPriceRequest = shape("CalculateOptionPriceRequest", {
  reqId: int(1, "TODO"),
  contract: one(2, Contract, "TODO"),
  volatility: double(3, "TODO"),
  underPrice: double(4, "TODO"),
  optionPriceOptions: tags(5, "TODO"),
});

export const REQ_CALC_OPTION_PRICE = request({
  id: 55,
  name: "REQ_CALC_OPTION_PRICE",
  about: "TODO",
  shape: CalculateOptionPriceRequest,
  text: [version, "reqId", ...requestContract, "volatility", "underPrice", tagText("optionPriceOptions")],
  protobuf: "PROTOBUF_REST_MESSAGES_1",
  sends: 3,
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const CancelCalculateOptionPrice = shape("CancelCalculateOptionPrice", {
  reqId: int(1, "TODO"),
});

export const CANCEL_CALC_OPTION_PRICE = request({
  id: 57,
  name: "CANCEL_CALC_OPTION_PRICE",
  about: "TODO",
  shape: CancelCalculateOptionPrice,
  text: [version, "reqId"],
  protobuf: "PROTOBUF_REST_MESSAGES_1",
  sends: 1,
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const TickOptionComputation = shape("TickOptionComputation", {
  reqId: int(1, "TODO"),
  tickType: int(2, "TODO"),
  tickAttrib: int(3, "TODO"),
  impliedVol: double(4, "TODO"),
  delta: double(5, "TODO"),
  optPrice: double(6, "TODO"),
  pvDividend: double(7, "TODO"),
  gamma: double(8, "TODO"),
  vega: double(9, "TODO"),
  theta: double(10, "TODO"),
  undPrice: double(11, "TODO"),
});

export const TICK_OPTION_COMPUTATION = response({
  id: 21,
  name: "TICK_OPTION_COMPUTATION",
  about: "TODO",
  shape: TickOptionComputation,
  text: [
    until("PRICE_BASED_VOLATILITY", version),
    "reqId",
    "tickType",
    since("PRICE_BASED_VOLATILITY", "tickAttrib"),
    "impliedVol",
    "delta",
    when(any({ test: "messageVersion", since: 6 }, is("tickType", 13, 83)), "optPrice"),
    when(any({ test: "messageVersion", since: 6 }, is("tickType", 13, 83)), "pvDividend"),
    versions({ since: 6 }, "gamma", "vega", "theta", "undPrice"),
  ],
  protobuf: "PROTOBUF_MARKET_DATA",
  implied: "server",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});
