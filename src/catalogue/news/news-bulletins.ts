/**
 * Bulletins of the broker about exchanges and systems; not news in the sense of the market.
 */
import { bool, int, request, response, shape, string, version } from "../schema.ts";
import { exchangeListText } from "../patterns.ts";
import { bulletinTypes } from "../codes/news-codes.ts";

export const NewsBulletinsRequest = shape("NewsBulletinsRequest", {
  allMessages: bool(1, "Whether to send the bulletins of today first, or only new ones", { aka: ["allMsgs"] }),
});

export const REQ_NEWS_BULLETINS = request({
  id: 12,
  name: "REQ_NEWS_BULLETINS",
  about: "Subscribes to the bulletins of the broker. Answered by NEWS_BULLETINS until CANCEL_NEWS_BULLETINS.",
  shape: NewsBulletinsRequest,
  text: [version, "allMessages"],
  protobuf: "PROTOBUF_NEWS_DATA",
  sends: 1,
  official: { csharp: "RequestNewsBulletins", call: "reqNewsBulletins", tws: "system and exchange bulletins" },
});

export const CancelNewsBulletins = shape("CancelNewsBulletins", {});

export const CANCEL_NEWS_BULLETINS = request({
  id: 13,
  name: "CANCEL_NEWS_BULLETINS",
  about: "Ends the subscription made with REQ_NEWS_BULLETINS. Not answered.",
  shape: CancelNewsBulletins,
  text: [version],
  protobuf: "PROTOBUF_NEWS_DATA",
  sends: 1,
  official: { csharp: "CancelNewsBulletin", call: "cancelNewsBulletins", tws: "none: API only" },
});

export const NewsBulletin = shape("NewsBulletin", {
  newsMsgId: int(1, "Number of the bulletin, given by the host", { min: 0, aka: ["msgId"] }),
  newsMsgType: int(2, "What the bulletin is about", { codes: bulletinTypes, min: 0, aka: ["msgType"] }),
  newsMessage: string(3, "Text of the bulletin; contains line feeds", { aka: ["message"] }),
  originatingExch: string(4, "Exchanges that the bulletin is about, joined by commas", {
    pattern: exchangeListText,
    aka: ["originExch", "origExchange"],
  }),
});

export const NEWS_BULLETINS = response({
  id: 14,
  name: "NEWS_BULLETINS",
  about: "One bulletin of the broker. Sent for REQ_NEWS_BULLETINS.",
  shape: NewsBulletin,
  text: [version, "newsMsgId", "newsMsgType", "newsMessage", "originatingExch"],
  protobuf: "PROTOBUF_NEWS_DATA",
  sends: 1,
  official: { csharp: "NewsBulletins", call: "updateNewsBulletin", tws: "system and exchange bulletins" },
});
