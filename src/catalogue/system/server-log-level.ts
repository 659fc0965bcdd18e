/** How much the host writes into its API log. */
import { serverLogLevels } from "../codes/system-codes.ts";
import { int, request, shape, version } from "../schema.ts";

export const SetServerLogLevelRequest = shape("SetServerLogLevelRequest", {
  logLevel: int(1, "How much the host logs about this client", { codes: serverLogLevels, min: 1 }),
});

export const SET_SERVER_LOGLEVEL = request({
  id: 14,
  name: "SET_SERVER_LOGLEVEL",
  about: "Sets how much the host writes into the API log of this client. It answers only a wrong level, with 319.",
  shape: SetServerLogLevelRequest,
  text: [version, "logLevel"],
  protobuf: "PROTOBUF_REST_MESSAGES_3",
  sends: 1,
  official: {
    csharp: "ChangeServerLog",
    call: "setServerLogLevel",
    tws: "Global Configuration > API > Settings > Logging Level",
  },
});
