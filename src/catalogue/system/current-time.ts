import { long, request, response, shape, version } from "../schema.ts";

export const CurrentTimeRequest = shape("CurrentTimeRequest", {});

export const REQ_CURRENT_TIME = request({
  id: 49,
  name: "REQ_CURRENT_TIME",
  about: "TODO",
  shape: CurrentTimeRequest,
  text: [version],
  protobuf: "PROTOBUF_REST_MESSAGES_3",
  sends: 1,
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const CurrentTime = shape("CurrentTime", {
  currentTime: long(1, "TODO"),
});

export const CURRENT_TIME = response({
  id: 49,
  name: "CURRENT_TIME",
  about: "TODO",
  shape: CurrentTime,
  text: [version, "currentTime"],
  protobuf: "PROTOBUF_REST_MESSAGES_3",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const CurrentTimeInMillisRequest = shape("CurrentTimeInMillisRequest", {});

export const REQ_CURRENT_TIME_IN_MILLIS = request({
  id: 105,
  name: "REQ_CURRENT_TIME_IN_MILLIS",
  about: "TODO",
  shape: CurrentTimeInMillisRequest,
  text: [],
  protobuf: "PROTOBUF_REST_MESSAGES_3",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const CurrentTimeInMillis = shape("CurrentTimeInMillis", {
  currentTimeInMillis: long(1, "TODO"),
});

export const CURRENT_TIME_IN_MILLIS = response({
  id: 109,
  name: "CURRENT_TIME_IN_MILLIS",
  about: "TODO",
  shape: CurrentTimeInMillis,
  text: ["currentTimeInMillis"],
  protobuf: "PROTOBUF_REST_MESSAGES_3",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});
