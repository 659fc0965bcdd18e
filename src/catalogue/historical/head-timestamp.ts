import { bool, int, one, request, response, shape, string } from "../schema.ts";
import { Contract, requestContract } from "../groups/contract.ts";

export const HeadTimestampRequest = shape("HeadTimestampRequest", {
  reqId: int(1, "TODO"),
  contract: one(2, Contract, "TODO"),
  useRTH: bool(3, "TODO"),
  whatToShow: string(4, "TODO"),
  formatDate: int(5, "TODO"),
});

export const REQ_HEAD_TIMESTAMP = request({
  id: 87,
  name: "REQ_HEAD_TIMESTAMP",
  about: "TODO",
  shape: HeadTimestampRequest,
  text: ["reqId", ...requestContract, "contract.includeExpired", "useRTH", "whatToShow", "formatDate"],
  protobuf: "PROTOBUF_HISTORICAL_DATA",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const CancelHeadTimestamp = shape("CancelHeadTimestamp", {
  reqId: int(1, "TODO"),
});

export const CANCEL_HEAD_TIMESTAMP = request({
  id: 90,
  name: "CANCEL_HEAD_TIMESTAMP",
  about: "TODO",
  shape: CancelHeadTimestamp,
  text: ["reqId"],
  protobuf: "PROTOBUF_HISTORICAL_DATA",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const HeadTimestamp = shape("HeadTimestamp", {
  reqId: int(1, "TODO"),
  headTimestamp: string(2, "TODO"),
});

export const HEAD_TIMESTAMP = response({
  id: 88,
  name: "HEAD_TIMESTAMP",
  about: "TODO",
  shape: HeadTimestamp,
  text: ["reqId", "headTimestamp"],
  protobuf: "PROTOBUF_HISTORICAL_DATA",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});
