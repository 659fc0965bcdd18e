import { bool, int, request, response, shape, since, string } from "../schema.ts";

export const WshMetaDataRequest = shape("WshMetaDataRequest", {
  reqId: int(1, "TODO"),
});

export const REQ_WSH_META_DATA = request({
  id: 100,
  name: "REQ_WSH_META_DATA",
  about: "TODO",
  shape: WshMetaDataRequest,
  text: ["reqId"],
  protobuf: "PROTOBUF_NEWS_DATA",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const CancelWshMetaData = shape("CancelWshMetaData", {
  reqId: int(1, "TODO"),
});

export const CANCEL_WSH_META_DATA = request({
  id: 101,
  name: "CANCEL_WSH_META_DATA",
  about: "TODO",
  shape: CancelWshMetaData,
  text: ["reqId"],
  protobuf: "PROTOBUF_NEWS_DATA",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const WshMetaData = shape("WshMetaData", {
  reqId: int(1, "TODO"),
  dataJson: string(2, "TODO"),
});

export const WSH_META_DATA = response({
  id: 104,
  name: "WSH_META_DATA",
  about: "TODO",
  shape: WshMetaData,
  text: ["reqId", "dataJson"],
  protobuf: "PROTOBUF_NEWS_DATA",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const WshEventDataRequest = shape("WshEventDataRequest", {
  reqId: int(1, "TODO"),
  conId: int(2, "TODO"),
  filter: string(3, "TODO"),
  fillWatchlist: bool(4, "TODO"),
  fillPortfolio: bool(5, "TODO"),
  fillCompetitors: bool(6, "TODO"),
  startDate: string(7, "TODO"),
  endDate: string(8, "TODO"),
  totalLimit: int(9, "TODO"),
});

export const REQ_WSH_EVENT_DATA = request({
  id: 102,
  name: "REQ_WSH_EVENT_DATA",
  about: "TODO",
  shape: WshEventDataRequest,
  text: [
    "reqId",
    "conId",
    since("WSH_EVENT_DATA_FILTERS", "filter", "fillWatchlist", "fillPortfolio", "fillCompetitors"),
    since("WSH_EVENT_DATA_FILTERS_DATE", "startDate", "endDate", "totalLimit"),
  ],
  protobuf: "PROTOBUF_NEWS_DATA",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const CancelWshEventData = shape("CancelWshEventData", {
  reqId: int(1, "TODO"),
});

export const CANCEL_WSH_EVENT_DATA = request({
  id: 103,
  name: "CANCEL_WSH_EVENT_DATA",
  about: "TODO",
  shape: CancelWshEventData,
  text: ["reqId"],
  protobuf: "PROTOBUF_NEWS_DATA",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const WshEventData = shape("WshEventData", {
  reqId: int(1, "TODO"),
  dataJson: string(2, "TODO"),
});

export const WSH_EVENT_DATA = response({
  id: 105,
  name: "WSH_EVENT_DATA",
  about: "TODO",
  shape: WshEventData,
  text: ["reqId", "dataJson"],
  protobuf: "PROTOBUF_NEWS_DATA",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});
