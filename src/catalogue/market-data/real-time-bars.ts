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
import { Contract, requestContract } from "../groups/contract.ts";

export const RealTimeBarsRequest = shape("RealTimeBarsRequest", {
  reqId: int(1, "TODO"),
  contract: one(2, Contract, "TODO"),
  barSize: int(3, "TODO"),
  whatToShow: string(4, "TODO"),
  useRTH: bool(5, "TODO"),
  realTimeBarsOptions: tags(6, "TODO"),
});

export const REQ_REAL_TIME_BARS = request({
  id: 50,
  name: "REQ_REAL_TIME_BARS",
  about: "TODO",
  shape: RealTimeBarsRequest,
  text: [version, "reqId", ...requestContract, "barSize", "whatToShow", "useRTH", tagText("realTimeBarsOptions")],
  protobuf: "PROTOBUF_HISTORICAL_DATA",
  sends: 3,
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const CancelRealTimeBars = shape("CancelRealTimeBars", {
  reqId: int(1, "TODO"),
});

export const CANCEL_REAL_TIME_BARS = request({
  id: 51,
  name: "CANCEL_REAL_TIME_BARS",
  about: "TODO",
  shape: CancelRealTimeBars,
  text: [version, "reqId"],
  protobuf: "PROTOBUF_HISTORICAL_DATA",
  sends: 1,
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const RealTimeBarTick = shape("RealTimeBarTick", {
  reqId: int(1, "TODO"),
  time: long(2, "TODO"),
  open: double(3, "TODO"),
  high: double(4, "TODO"),
  low: double(5, "TODO"),
  close: double(6, "TODO"),
  volume: decimal(7, "TODO"),
  WAP: decimal(8, "TODO"),
  count: int(9, "TODO"),
});

export const REAL_TIME_BARS = response({
  id: 50,
  name: "REAL_TIME_BARS",
  about: "TODO",
  shape: RealTimeBarTick,
  text: [version, "reqId", "time", "open", "high", "low", "close", "volume", "WAP", "count"],
  protobuf: "PROTOBUF_HISTORICAL_DATA",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});
