/** The first message of a client after the handshake. */
import { int, request, shape, string, version } from "../schema.ts";

export const StartApiRequest = shape("StartApiRequest", {
  clientId: int(1, "Number of this client; must be unique at the host, and 0 also sees orders entered by hand", {
    min: 0,
  }),
  optionalCapabilities: string(2, "Abilities of the client that the host may take into account; empty for nearly all"),
});

export const START_API = request({
  id: 71,
  name: "START_API",
  about:
    "Names the client and opens the session. MANAGED_ACCTS, NEXT_VALID_ID and notices about data farms follow in any order; an id in use is refused with 326.",
  shape: StartApiRequest,
  text: [version, "clientId", "optionalCapabilities"],
  protobuf: "PROTOBUF_REST_MESSAGES_3",
  sends: 2,
  notes: ["Requests sent before NEXT_VALID_ID arrives may be dropped without an answer."],
  official: { csharp: "StartApi", call: "startApi", tws: "API > Settings > Enable ActiveX and Socket Clients" },
});
