import { int, request, response, shape, since, string, version } from "../schema.ts";

export const FARequest = shape("FARequest", {
  faDataType: int(1, "TODO"),
});

export const REQ_FA = request({
  id: 18,
  name: "REQ_FA",
  about: "TODO",
  shape: FARequest,
  text: [version, "faDataType"],
  protobuf: "PROTOBUF_REST_MESSAGES_1",
  sends: 1,
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const FAReplace = shape("FAReplace", {
  reqId: int(1, "TODO"),
  faDataType: int(2, "TODO"),
  xml: string(3, "TODO"),
});

export const REPLACE_FA = request({
  id: 19,
  name: "REPLACE_FA",
  about: "TODO",
  shape: FAReplace,
  text: [version, "faDataType", "xml", since("REPLACE_FA_END", "reqId")],
  protobuf: "PROTOBUF_REST_MESSAGES_1",
  sends: 1,
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const ReceiveFA = shape("ReceiveFA", {
  faDataType: int(1, "TODO"),
  xml: string(2, "TODO"),
});

export const RECEIVE_FA = response({
  id: 16,
  name: "RECEIVE_FA",
  about: "TODO",
  shape: ReceiveFA,
  text: [version, "faDataType", "xml"],
  protobuf: "PROTOBUF_REST_MESSAGES_1",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const ReplaceFAEnd = shape("ReplaceFAEnd", {
  reqId: int(1, "TODO"),
  text: string(2, "TODO"),
});

export const REPLACE_FA_END = response({
  id: 103,
  name: "REPLACE_FA_END",
  about: "TODO",
  shape: ReplaceFAEnd,
  text: ["reqId", "text"],
  protobuf: "PROTOBUF_REST_MESSAGES_1",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});
