import { int, request, shape, version } from "../schema.ts";

export const SetServerLogLevelRequest = shape("SetServerLogLevelRequest", {
  logLevel: int(1, "TODO"),
});

export const SET_SERVER_LOGLEVEL = request({
  id: 14,
  name: "SET_SERVER_LOGLEVEL",
  about: "TODO",
  shape: SetServerLogLevelRequest,
  text: [version, "logLevel"],
  protobuf: "PROTOBUF_REST_MESSAGES_3",
  sends: 1,
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});
