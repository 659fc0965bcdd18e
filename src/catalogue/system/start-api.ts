import { int, request, shape, string, version } from "../schema.ts";

export const StartApiRequest = shape("StartApiRequest", {
  clientId: int(1, "TODO"),
  optionalCapabilities: string(2, "TODO"),
});

export const START_API = request({
  id: 71,
  name: "START_API",
  about: "TODO",
  shape: StartApiRequest,
  text: [version, "clientId", "optionalCapabilities"],
  protobuf: "PROTOBUF_REST_MESSAGES_3",
  sends: 2,
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});
