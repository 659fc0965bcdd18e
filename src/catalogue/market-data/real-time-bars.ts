/**
 * Bars of five seconds in real time: the subscription, its end, and the bars.
 */
import {
  bool,
  decimal,
  double,
  int,
  long,
  one,
  request,
  response,
  shape,
  string,
  tagText,
  tags,
  version,
} from "../schema.ts";
import { optionsText, wordText } from "../patterns.ts";
import { Contract, requestContract } from "../groups/contract.ts";
import { whatToShow } from "../codes/historical-codes.ts";

const noTrades = { "-1": "not available for this kind of data" };

export const RealTimeBarsRequest = shape("RealTimeBarsRequest", {
  reqId: int(1, "Id of the request, chosen by the program; its answers carry it", { aka: ["tickerId"] }),
  contract: one(2, Contract, "The instrument to make bars of"),
  barSize: int(3, "Length of a bar; only 5 exists, and the documentation calls the value ignored", {
    unit: "seconds",
    min: 0,
  }),
  whatToShow: string(4, "Kind of data: TRADES, MIDPOINT, BID or ASK", { pattern: wordText, codes: whatToShow }),
  useRTH: bool(5, "Whether to leave out bars outside regular trading hours"),
  realTimeBarsOptions: tags(6, "Reserved for the vendor; leave it empty", { pattern: optionsText }),
});

export const REQ_REAL_TIME_BARS = request({
  id: 50,
  name: "REQ_REAL_TIME_BARS",
  about:
    "Subscribes to bars of five seconds. Answered by REAL_TIME_BARS every five seconds until CANCEL_REAL_TIME_BARS; error 420 means that too many were asked for within ten minutes.",
  shape: RealTimeBarsRequest,
  text: [version, "reqId", ...requestContract, "barSize", "whatToShow", "useRTH", tagText("realTimeBarsOptions")],
  protobuf: "PROTOBUF_HISTORICAL_DATA",
  sends: 3,
  notes: ["A subscription counts as a market data line and as a historical data request."],
  official: { csharp: "RequestRealTimeBars", call: "reqRealTimeBars", tws: "a chart window with 5-second bars" },
});

export const CancelRealTimeBars = shape("CancelRealTimeBars", {
  reqId: int(1, "Id of the request to end", { aka: ["tickerId"] }),
});

export const CANCEL_REAL_TIME_BARS = request({
  id: 51,
  name: "CANCEL_REAL_TIME_BARS",
  about: "Ends a subscription made with REQ_REAL_TIME_BARS. Not answered.",
  shape: CancelRealTimeBars,
  text: [version, "reqId"],
  protobuf: "PROTOBUF_HISTORICAL_DATA",
  sends: 1,
  official: { csharp: "CancelRealTimeBars", call: "cancelRealTimeBars", tws: "closing a chart window" },
});

export const RealTimeBarTick = shape("RealTimeBarTick", {
  reqId: int(1, "Id of the request that this answers", { aka: ["tickerId"] }),
  time: long(2, "Start of the bar", { min: 100_000_000, unit: "seconds since 1970-01-01 UTC", aka: ["date"] }),
  open: double(3, "First value of the bar", { unit: "the contract's currency" }),
  high: double(4, "Highest value of the bar", { unit: "the contract's currency" }),
  low: double(5, "Lowest value of the bar", { unit: "the contract's currency" }),
  close: double(6, "Last value of the bar", { unit: "the contract's currency" }),
  volume: decimal(7, "Quantity traded during the bar; only bars of TRADES have one", {
    unit: "shares or contracts",
    special: noTrades,
  }),
  WAP: decimal(8, "Volume-weighted average price of the bar; only bars of TRADES have one", {
    unit: "the contract's currency",
    aka: ["wap"],
    special: noTrades,
  }),
  count: int(9, "Number of trades during the bar; only bars of TRADES have one", { special: noTrades }),
});

export const REAL_TIME_BARS = response({
  id: 50,
  name: "REAL_TIME_BARS",
  about: "One bar of five seconds. Sent for REQ_REAL_TIME_BARS when the bar is complete.",
  shape: RealTimeBarTick,
  text: [version, "reqId", "time", "open", "high", "low", "close", "volume", "WAP", "count"],
  protobuf: "PROTOBUF_HISTORICAL_DATA",
  sends: 3,
  official: { csharp: "RealTimeBars", call: "realtimeBar", tws: "5-second bars of a chart window" },
});
