/**
 * Beginning of the historical data of an instrument.
 */
import { bool, int, one, request, response, shape, string } from "../schema.ts";
import { barTimeText, wordText } from "../patterns.ts";
import { Contract, requestContract } from "../groups/contract.ts";
import { dateFormats, whatToShow } from "../codes/historical-codes.ts";

export const HeadTimestampRequest = shape("HeadTimestampRequest", {
  reqId: int(1, "Id of the request, chosen by the program; its answers carry it", { aka: ["tickerId"] }),
  contract: one(2, Contract, "The instrument whose history is meant"),
  useRTH: bool(3, "Whether only data of regular trading hours counts"),
  whatToShow: string(4, "Kind of data whose beginning is wanted", { pattern: wordText, codes: whatToShow }),
  formatDate: int(5, "How the answer is written", { codes: dateFormats, min: 0 }),
});

export const REQ_HEAD_TIMESTAMP = request({
  id: 87,
  name: "REQ_HEAD_TIMESTAMP",
  about:
    "Asks since when historical data of one kind exists. Answered once by HEAD_TIMESTAMP; counts as a historical data request until CANCEL_HEAD_TIMESTAMP.",
  since: "REQ_HEAD_TIMESTAMP",
  shape: HeadTimestampRequest,
  text: ["reqId", ...requestContract, "contract.includeExpired", "useRTH", "whatToShow", "formatDate"],
  protobuf: "PROTOBUF_HISTORICAL_DATA",
  notes: ["The limits for bars of 30 seconds and less always apply to it."],
  official: { csharp: "RequestHeadTimestamp", call: "reqHeadTimeStamp", tws: "the oldest bar a chart window can show" },
});

export const CancelHeadTimestamp = shape("CancelHeadTimestamp", {
  reqId: int(1, "Id of the request to end", { aka: ["tickerId"] }),
});

export const CANCEL_HEAD_TIMESTAMP = request({
  id: 90,
  name: "CANCEL_HEAD_TIMESTAMP",
  about: "Ends a REQ_HEAD_TIMESTAMP, which stays open after its answer. Not answered.",
  since: "CANCEL_HEADTIMESTAMP",
  shape: CancelHeadTimestamp,
  text: ["reqId"],
  protobuf: "PROTOBUF_HISTORICAL_DATA",
  official: { csharp: "CancelHeadTimestamp", call: "cancelHeadTimeStamp", tws: "none: API only" },
});

export const HeadTimestamp = shape("HeadTimestamp", {
  reqId: int(1, "Id of the request that this answers"),
  headTimestamp: string(2, "Time of the first data, in UTC or as seconds since 1970, by formatDate of the request", {
    pattern: barTimeText,
  }),
});

export const HEAD_TIMESTAMP = response({
  id: 88,
  name: "HEAD_TIMESTAMP",
  about:
    "Says since when historical data exists. Answers REQ_HEAD_TIMESTAMP; error 162 comes instead if there is none.",
  since: "REQ_HEAD_TIMESTAMP",
  shape: HeadTimestamp,
  text: ["reqId", "headTimestamp"],
  protobuf: "PROTOBUF_HISTORICAL_DATA",
  official: { csharp: "HeadTimestamp", call: "headTimestamp", tws: "the oldest bar a chart window can show" },
});
