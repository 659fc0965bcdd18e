/**
 * Price histogram: how much was traded at each price within a period.
 */
import { bool, decimal, double, int, many, one, repeat, request, response, shape, string } from "../schema.ts";
import { periodText } from "../patterns.ts";
import { Contract, requestContract } from "../groups/contract.ts";

export const HistogramDataRequest = shape("HistogramDataRequest", {
  reqId: int(1, "Id of the request, chosen by the program; its answers carry it", { aka: ["tickerId"] }),
  contract: one(2, Contract, "The instrument whose trades are counted"),
  useRTH: bool(3, "Whether only trades of regular trading hours count"),
  timePeriod: string(4, "Period up to now, as a number and a unit in words, such as 3 days", {
    pattern: periodText,
    aka: ["period"],
  }),
});

export const REQ_HISTOGRAM_DATA = request({
  id: 88,
  name: "REQ_HISTOGRAM_DATA",
  about: "Asks how much was traded at each price within a period. Answered once by HISTOGRAM_DATA.",
  since: "REQ_HISTOGRAM",
  shape: HistogramDataRequest,
  text: ["reqId", ...requestContract, "contract.includeExpired", "useRTH", "timePeriod"],
  protobuf: "PROTOBUF_HISTORICAL_DATA",
  official: { csharp: "RequestHistogramData", call: "reqHistogramData", tws: "volume by price level beside a chart" },
});

export const CancelHistogramData = shape("CancelHistogramData", {
  reqId: int(1, "Id of the request to end", { aka: ["tickerId"] }),
});

export const CANCEL_HISTOGRAM_DATA = request({
  id: 89,
  name: "CANCEL_HISTOGRAM_DATA",
  about: "Ends a REQ_HISTOGRAM_DATA that has not been answered yet. Not answered.",
  since: "REQ_HISTOGRAM",
  shape: CancelHistogramData,
  text: ["reqId"],
  protobuf: "PROTOBUF_HISTORICAL_DATA",
  official: { csharp: "CancelHistogramData", call: "cancelHistogramData", tws: "none: API only" },
});

export const HistogramDataEntry = shape("HistogramDataEntry", {
  price: double(1, "Price at which was traded", { unit: "the contract's currency" }),
  size: decimal(2, "Quantity traded at this price; the documentation also calls it a number of trades", {
    unit: "shares or contracts",
    aka: ["count"],
  }),
});

export const HistogramData = shape("HistogramData", {
  reqId: int(1, "Id of the request that this answers"),
  histogramDataEntries: many(2, HistogramDataEntry, "One entry for each price", { aka: ["items", "points", "data"] }),
});

export const HISTOGRAM_DATA = response({
  id: 89,
  name: "HISTOGRAM_DATA",
  about: "Prices with the quantity traded at each. Answers REQ_HISTOGRAM_DATA.",
  since: "REQ_HISTOGRAM",
  shape: HistogramData,
  text: ["reqId", repeat("histogramDataEntries", "numPoints", "price", "size")],
  protobuf: "PROTOBUF_HISTORICAL_DATA",
  official: { csharp: "HistogramData", call: "histogramData", tws: "volume by price level beside a chart" },
});
