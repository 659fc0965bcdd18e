import { bool, int, request, response, shape, string, version } from "../schema.ts";

export const NewsBulletinsRequest = shape("NewsBulletinsRequest", {
  allMessages: bool(1, "TODO"),
});

export const REQ_NEWS_BULLETINS = request({
  id: 12,
  name: "REQ_NEWS_BULLETINS",
  about: "TODO",
  shape: NewsBulletinsRequest,
  text: [version, "allMessages"],
  protobuf: "PROTOBUF_NEWS_DATA",
  sends: 1,
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const CancelNewsBulletins = shape("CancelNewsBulletins", {});

export const CANCEL_NEWS_BULLETINS = request({
  id: 13,
  name: "CANCEL_NEWS_BULLETINS",
  about: "TODO",
  shape: CancelNewsBulletins,
  text: [version],
  protobuf: "PROTOBUF_NEWS_DATA",
  sends: 1,
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const NewsBulletin = shape("NewsBulletin", {
  newsMsgId: int(1, "TODO"),
  newsMsgType: int(2, "TODO"),
  newsMessage: string(3, "TODO"),
  originatingExch: string(4, "TODO"),
});

export const NEWS_BULLETINS = response({
  id: 14,
  name: "NEWS_BULLETINS",
  about: "TODO",
  shape: NewsBulletin,
  text: [version, "newsMsgId", "newsMsgType", "newsMessage", "originatingExch"],
  protobuf: "PROTOBUF_NEWS_DATA",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});
