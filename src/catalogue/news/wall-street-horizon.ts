/**
 * Calendar of company events by Wall Street Horizon: what events there are, and the events. It needs a research
 * subscription, and only one request of each kind can be open.
 */
import { bool, int, request, response, shape, since, string } from "../schema.ts";
import { dayText, jsonText } from "../patterns.ts";

export const WshMetaDataRequest = shape("WshMetaDataRequest", {
  reqId: int(1, "Id of the request, chosen by the program; its answers carry it", { aka: ["requestId"] }),
});

export const REQ_WSH_META_DATA = request({
  id: 100,
  name: "REQ_WSH_META_DATA",
  about:
    "Asks what kinds of events and filters exist; must be sent once a session before REQ_WSH_EVENT_DATA. Answered once by WSH_META_DATA, or by errors 10278 and 10279.",
  since: "WSHE_CALENDAR",
  shape: WshMetaDataRequest,
  text: ["reqId"],
  protobuf: "PROTOBUF_NEWS_DATA",
  official: {
    csharp: "ReqWshMetaData",
    call: "reqWshMetaData",
    tws: "filters of the Wall Street Horizon Events Calendar",
  },
});

export const CancelWshMetaData = shape("CancelWshMetaData", {
  reqId: int(1, "Id of the request to end", { aka: ["requestId"] }),
});

export const CANCEL_WSH_META_DATA = request({
  id: 101,
  name: "CANCEL_WSH_META_DATA",
  about: "Ends a REQ_WSH_META_DATA that has not been answered yet. Not answered, except by error 10280 if it fails.",
  since: "WSHE_CALENDAR",
  shape: CancelWshMetaData,
  text: ["reqId"],
  protobuf: "PROTOBUF_NEWS_DATA",
  official: { csharp: "CancelWshMetaData", call: "cancelWshMetaData", tws: "none: API only" },
});

export const WshMetaData = shape("WshMetaData", {
  reqId: int(1, "Id of the request that this answers", { aka: ["requestId"] }),
  dataJson: string(2, "Kinds of events with their tags, and the filters, as JSON", { pattern: jsonText }),
});

export const WSH_META_DATA = response({
  id: 104,
  name: "WSH_META_DATA",
  about: "Lists the kinds of events and filters of the calendar. Answers REQ_WSH_META_DATA.",
  since: "WSHE_CALENDAR",
  shape: WshMetaData,
  text: ["reqId", "dataJson"],
  protobuf: "PROTOBUF_NEWS_DATA",
  official: { csharp: "WshMetaData", call: "wshMetaData", tws: "filters of the Wall Street Horizon Events Calendar" },
});

export const WshEventDataRequest = shape("WshEventDataRequest", {
  reqId: int(1, "Id of the request, chosen by the program; its answers carry it", { aka: ["requestId"] }),
  conId: int(2, "Contract id of the company's stock; unset if a filter is given instead", { min: 0 }),
  filter: string(3, "Filter as JSON, by the tags of WSH_META_DATA; empty if a contract id is given instead", {
    pattern: jsonText,
  }),
  fillWatchlist: bool(4, "Whether to add the companies of the user's watchlists"),
  fillPortfolio: bool(5, "Whether to add the companies of the user's portfolio"),
  fillCompetitors: bool(6, "Whether to add the competitors of those companies"),
  startDate: string(7, "First day of the events wanted; empty for no limit", { pattern: dayText }),
  endDate: string(8, "Last day of the events wanted; empty for no limit", { pattern: dayText }),
  totalLimit: int(9, "Number of events wanted, at most 100; unset for no limit", { min: 0 }),
});

export const REQ_WSH_EVENT_DATA = request({
  id: 102,
  name: "REQ_WSH_EVENT_DATA",
  about:
    "Asks for events of one company, or of those that a filter selects. Answered once by WSH_EVENT_DATA; error 10282 if REQ_WSH_META_DATA has not been answered before, 10281 or 10283 if it is refused.",
  since: "WSHE_CALENDAR",
  shape: WshEventDataRequest,
  text: [
    "reqId",
    "conId",
    since("WSH_EVENT_DATA_FILTERS", "filter", "fillWatchlist", "fillPortfolio", "fillCompetitors"),
    since("WSH_EVENT_DATA_FILTERS_DATE", "startDate", "endDate", "totalLimit"),
  ],
  protobuf: "PROTOBUF_NEWS_DATA",
  official: { csharp: "ReqWshEventData", call: "reqWshEventData", tws: "Wall Street Horizon Events Calendar" },
});

export const CancelWshEventData = shape("CancelWshEventData", {
  reqId: int(1, "Id of the request to end", { aka: ["requestId"] }),
});

export const CANCEL_WSH_EVENT_DATA = request({
  id: 103,
  name: "CANCEL_WSH_EVENT_DATA",
  about: "Ends a REQ_WSH_EVENT_DATA that has not been answered yet. Not answered, except by error 10284 if it fails.",
  since: "WSHE_CALENDAR",
  shape: CancelWshEventData,
  text: ["reqId"],
  protobuf: "PROTOBUF_NEWS_DATA",
  official: {
    csharp: "CancelWshEventData",
    call: "cancelWshEventData",
    tws: "closing the Wall Street Horizon Events Calendar",
  },
});

export const WshEventData = shape("WshEventData", {
  reqId: int(1, "Id of the request that this answers", { aka: ["requestId"] }),
  dataJson: string(2, "The events as JSON", { pattern: jsonText }),
});

export const WSH_EVENT_DATA = response({
  id: 105,
  name: "WSH_EVENT_DATA",
  about: "The events asked for. Answers REQ_WSH_EVENT_DATA.",
  since: "WSHE_CALENDAR",
  shape: WshEventData,
  text: ["reqId", "dataJson"],
  protobuf: "PROTOBUF_NEWS_DATA",
  official: { csharp: "WshEventData", call: "wshEventData", tws: "entries of the Wall Street Horizon Events Calendar" },
});
