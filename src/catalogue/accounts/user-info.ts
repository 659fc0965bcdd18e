import { int, request, response, shape, string } from "../schema.ts";

export const UserInfoRequest = shape("UserInfoRequest", {
  reqId: int(1, "TODO"),
});

export const REQ_USER_INFO = request({
  id: 104,
  name: "REQ_USER_INFO",
  about: "TODO",
  shape: UserInfoRequest,
  text: ["reqId"],
  protobuf: "PROTOBUF_REST_MESSAGES_2",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const UserInfo = shape("UserInfo", {
  reqId: int(1, "TODO"),
  whiteBrandingId: string(2, "TODO"),
});

export const USER_INFO = response({
  id: 107,
  name: "USER_INFO",
  about: "TODO",
  shape: UserInfo,
  text: ["reqId", "whiteBrandingId"],
  protobuf: "PROTOBUF_REST_MESSAGES_2",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});
