/**
 * Option model: the values of an option with its quote, and the two calculations with the user's own numbers, which are
 * answered by the same message.
 */
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
  stray,
  tagText,
  tags,
  until,
  version,
  versions,
  when,
} from "../schema.ts";
import { optionsText } from "../patterns.ts";
import { Contract, requestContract } from "../groups/contract.ts";
import { optionComputationBases } from "../codes/market-data-codes.ts";
import { tickTypes } from "../codes/tick-types.ts";

const notComputed = { "-1": "not computed", Infinity: "no finite value" };
const greekNotComputed = { "-2": "not computed", Infinity: "no finite value", "-Infinity": "no finite value" };

export const CalculateImpliedVolatilityRequest = shape("CalculateImpliedVolatilityRequest", {
  reqId: int(1, "Id of the request, chosen by the program; its answers carry it"),
  contract: one(2, Contract, "The option to calculate for"),
  optionPrice: double(3, "Price of the option to assume", { min: 0, unit: "the contract's currency" }),
  underPrice: double(4, "Price of the underlying to assume", { unit: "the contract's currency" }),
  impliedVolatilityOptions: tags(5, "Reserved for the vendor; leave it empty", {
    pattern: optionsText,
    aka: ["implVolOptions"],
  }),
  optionsCount: int(
    null,
    "Number of options; written by some clients only (the official Python client, ib_async), ignored by hosts",
    { min: 0 },
  ),
});

export const REQ_CALC_IMPLIED_VOLAT = request({
  id: 54,
  name: "REQ_CALC_IMPLIED_VOLAT",
  about:
    "Asks for the volatility that a given price of an option implies. Answered by TICK_OPTION_COMPUTATION with tick type 53.",
  shape: CalculateImpliedVolatilityRequest,
  text: [
    version,
    "reqId",
    ...requestContract,
    "optionPrice",
    "underPrice",
    stray("optionsCount"),
    tagText("impliedVolatilityOptions"),
  ],
  protobuf: "PROTOBUF_REST_MESSAGES_1",
  sends: 3,
  notes: ["The official Python client refuses to send non-empty options."],
  official: {
    csharp: "ReqCalcImpliedVolat",
    call: "calculateImpliedVolatility",
    tws: "implied volatility columns of an Option Chain",
  },
});

export const CancelCalculateImpliedVolatility = shape("CancelCalculateImpliedVolatility", {
  reqId: int(1, "Id of the request to end"),
});

export const CANCEL_CALC_IMPLIED_VOLAT = request({
  id: 56,
  name: "CANCEL_CALC_IMPLIED_VOLAT",
  about: "Ends a calculation asked for with REQ_CALC_IMPLIED_VOLAT. Not answered.",
  shape: CancelCalculateImpliedVolatility,
  text: [version, "reqId"],
  protobuf: "PROTOBUF_REST_MESSAGES_1",
  sends: 1,
  official: { csharp: "CancelImpliedVolatility", call: "cancelCalculateImpliedVolatility", tws: "none: API only" },
});

export const CalculateOptionPriceRequest = shape("CalculateOptionPriceRequest", {
  reqId: int(1, "Id of the request, chosen by the program; its answers carry it"),
  contract: one(2, Contract, "The option to calculate for"),
  volatility: double(3, "Volatility to assume", { unit: "fraction a year (0.2 = 20%)" }),
  underPrice: double(4, "Price of the underlying to assume", { unit: "the contract's currency" }),
  optionPriceOptions: tags(5, "Reserved for the vendor; leave it empty", {
    pattern: optionsText,
    aka: ["optPrcOptions"],
  }),
  optionsCount: int(
    null,
    "Number of options; written by some clients only (the official Python client, ib_async), ignored by hosts",
    { min: 0 },
  ),
});

export const REQ_CALC_OPTION_PRICE = request({
  id: 55,
  name: "REQ_CALC_OPTION_PRICE",
  about:
    "Asks for the price that an option has at a given volatility. Answered by TICK_OPTION_COMPUTATION with tick type 53.",
  shape: CalculateOptionPriceRequest,
  text: [
    version,
    "reqId",
    ...requestContract,
    "volatility",
    "underPrice",
    stray("optionsCount"),
    tagText("optionPriceOptions"),
  ],
  protobuf: "PROTOBUF_REST_MESSAGES_1",
  sends: 3,
  notes: [
    "The official Python client refuses to send non-empty options.",
    "Official clients write message version 3; a captured request of another client has 2, with the same fields.",
  ],
  official: {
    csharp: "ReqCalcOptionPrice",
    call: "calculateOptionPrice",
    tws: "Model price column of an Option Chain",
  },
});

export const CancelCalculateOptionPrice = shape("CancelCalculateOptionPrice", {
  reqId: int(1, "Id of the request to end"),
});

export const CANCEL_CALC_OPTION_PRICE = request({
  id: 57,
  name: "CANCEL_CALC_OPTION_PRICE",
  about: "Ends a calculation asked for with REQ_CALC_OPTION_PRICE. Not answered.",
  shape: CancelCalculateOptionPrice,
  text: [version, "reqId"],
  protobuf: "PROTOBUF_REST_MESSAGES_1",
  sends: 1,
  official: { csharp: "CancelOptionPrice", call: "cancelCalculateOptionPrice", tws: "none: API only" },
});

export const TickOptionComputation = shape("TickOptionComputation", {
  reqId: int(1, "Id of the request that this answers", { aka: ["tickerId"] }),
  tickType: int(2, "Which price the values are computed from", { codes: tickTypes, min: 0, aka: ["field"] }),
  tickAttrib: int(3, "What kind of volatility the model uses", { codes: optionComputationBases, min: 0 }),
  impliedVol: double(4, "Volatility implied by the price", {
    unit: "fraction a year (0.2 = 20%)",
    aka: ["impliedVolatility"],
    special: notComputed,
  }),
  delta: double(5, "Change of the option's price for a change of 1 in the underlying", { special: greekNotComputed }),
  optPrice: double(6, "Price of the option, as quoted or as computed", {
    unit: "the contract's currency",
    special: notComputed,
  }),
  pvDividend: double(7, "Present value of the dividends expected until expiration", {
    unit: "the contract's currency",
    special: notComputed,
  }),
  gamma: double(8, "Change of delta for a change of 1 in the underlying", { special: greekNotComputed }),
  vega: double(9, "Change of the option's price for a change of one percentage point in volatility", {
    unit: "the contract's currency",
    special: greekNotComputed,
  }),
  theta: double(10, "Change of the option's price in one day", {
    unit: "the contract's currency",
    special: greekNotComputed,
  }),
  undPrice: double(11, "Price of the underlying that was used", {
    unit: "the contract's currency",
    special: notComputed,
  }),
});

export const TICK_OPTION_COMPUTATION = response({
  id: 21,
  name: "TICK_OPTION_COMPUTATION",
  about:
    "Volatility, price and greeks of an option. Sent for REQ_MKT_DATA on an option, and as the answer to REQ_CALC_IMPLIED_VOLAT and REQ_CALC_OPTION_PRICE (tick type 53).",
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
  notes: [
    "Values that were not computed are -1 (volatility, prices, dividend) or -2 (greeks); official clients turn them into unset. Infinity is declared because doubles may be it; no captured message with it is known.",
    "The greeks need market data of the underlying too; without it an error comes instead, which can be ignored if only prices are wanted.",
  ],
  sends: 6,
  streaming: true,
  official: {
    csharp: "TickOptionComputation",
    call: "tickOptionComputation",
    tws: "implied volatility and Greeks columns of an Option Chain",
  },
});
