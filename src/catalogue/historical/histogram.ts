import { bool, decimal, double, int, many, one, repeat, request, response, shape, string } from "../schema.ts";
import { Contract, requestContract } from "../groups/contract.ts";

export const HistogramDataRequest = shape("HistogramDataRequest", {
  reqId: int(1, "TODO"),
  contract: one(2, Contract, "TODO"),
  useRTH: bool(3, "TODO"),
  timePeriod: string(4, "TODO"),
});

export const REQ_HISTOGRAM_DATA = request({
  id: 88,
  name: "REQ_HISTOGRAM_DATA",
  about: "TODO",
  shape: HistogramDataRequest,
  text: ["reqId", ...requestContract, "contract.includeExpired", "useRTH", "timePeriod"],
  protobuf: "PROTOBUF_HISTORICAL_DATA",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const CancelHistogramData = shape("CancelHistogramData", {
  reqId: int(1, "TODO"),
});

export const CANCEL_HISTOGRAM_DATA = request({
  id: 89,
  name: "CANCEL_HISTOGRAM_DATA",
  about: "TODO",
  shape: CancelHistogramData,
  text: ["reqId"],
  protobuf: "PROTOBUF_HISTORICAL_DATA",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const HistogramDataEntry = shape("HistogramDataEntry", {
  price: double(1, "TODO"),
  size: decimal(2, "TODO"),
});

export const HistogramData = shape("HistogramData", {
  reqId: int(1, "TODO"),
  histogramDataEntries: many(2, HistogramDataEntry, "TODO"),
});

export const HISTOGRAM_DATA = response({
  id: 89,
  name: "HISTOGRAM_DATA",
  about: "TODO",
  shape: HistogramData,
  text: ["reqId", repeat("histogramDataEntries", "numPoints", "price", "size")],
  protobuf: "PROTOBUF_HISTORICAL_DATA",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});
