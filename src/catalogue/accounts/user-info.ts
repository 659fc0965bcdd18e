/** What the host tells about the user that is logged in. */
import { int, request, response, shape, string } from "../schema.ts";

export const UserInfoRequest = shape("UserInfoRequest", {
  reqId: int(1, "Id of this request, repeated in the answer"),
});

export const REQ_USER_INFO = request({
  id: 104,
  name: "REQ_USER_INFO",
  about: "Asks whether the user belongs to a broker that offers the platform under its own brand. USER_INFO answers.",
  since: "USER_INFO",
  shape: UserInfoRequest,
  text: ["reqId"],
  protobuf: "PROTOBUF_REST_MESSAGES_2",
  official: { csharp: "ReqUserInfo", call: "reqUserInfo", tws: "none: API only" },
});

export const UserInfo = shape("UserInfo", {
  reqId: int(1, "Id of the request that this answers"),
  whiteBrandingId: string(2, "Id of the broker whose brand the user works under; empty for most users"),
});

export const USER_INFO = response({
  id: 107,
  name: "USER_INFO",
  about: "The branding id of the user, in answer to REQ_USER_INFO.",
  since: "USER_INFO",
  shape: UserInfo,
  text: ["reqId", "whiteBrandingId"],
  protobuf: "PROTOBUF_REST_MESSAGES_2",
  official: { csharp: "UserInfo", call: "userInfo", tws: "none: API only" },
});
