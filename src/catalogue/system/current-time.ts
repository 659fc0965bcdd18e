/** The clock of the host. */
import { long, request, response, shape, version } from "../schema.ts";

export const CurrentTimeRequest = shape("CurrentTimeRequest", {});

export const REQ_CURRENT_TIME = request({
  id: 49,
  name: "REQ_CURRENT_TIME",
  about: "Asks for the time at the host. CURRENT_TIME answers; often used to see that the connection lives.",
  shape: CurrentTimeRequest,
  text: [version],
  protobuf: "PROTOBUF_REST_MESSAGES_3",
  sends: 1,
  official: { csharp: "RequestCurrentTime", call: "reqCurrentTime", tws: "the clock in the TWS main window" },
});

export const CurrentTime = shape("CurrentTime", {
  currentTime: long(1, "Time at the host", { min: 100_000_000, unit: "seconds since 1970-01-01 UTC", aka: ["time"] }),
});

export const CURRENT_TIME = response({
  id: 49,
  name: "CURRENT_TIME",
  about: "The time at the host in whole seconds, in answer to REQ_CURRENT_TIME.",
  shape: CurrentTime,
  text: [version, "currentTime"],
  protobuf: "PROTOBUF_REST_MESSAGES_3",
  sends: 1,
  official: { csharp: "CurrentTime", call: "currentTime", tws: "the clock in the TWS main window" },
});

export const CurrentTimeInMillisRequest = shape("CurrentTimeInMillisRequest", {});

export const REQ_CURRENT_TIME_IN_MILLIS = request({
  id: 105,
  name: "REQ_CURRENT_TIME_IN_MILLIS",
  about: "Asks for the time at the host in milliseconds. CURRENT_TIME_IN_MILLIS answers.",
  since: "CURRENT_TIME_IN_MILLIS",
  shape: CurrentTimeInMillisRequest,
  text: [],
  protobuf: "PROTOBUF_REST_MESSAGES_3",
  official: {
    csharp: "RequestCurrentTimeInMillis",
    call: "reqCurrentTimeInMillis",
    tws: "the clock in the TWS main window",
  },
});

export const CurrentTimeInMillis = shape("CurrentTimeInMillis", {
  currentTimeInMillis: long(1, "Time at the host", {
    min: 100_000_000,
    unit: "ms since 1970-01-01 UTC",
    aka: ["timeInMillis"],
  }),
});

export const CURRENT_TIME_IN_MILLIS = response({
  id: 109,
  name: "CURRENT_TIME_IN_MILLIS",
  about: "The time at the host in milliseconds, in answer to REQ_CURRENT_TIME_IN_MILLIS.",
  since: "CURRENT_TIME_IN_MILLIS",
  shape: CurrentTimeInMillis,
  text: ["currentTimeInMillis"],
  protobuf: "PROTOBUF_REST_MESSAGES_3",
  official: { csharp: "CurrentTimeInMillis", call: "currentTimeInMillis", tws: "the clock in the TWS main window" },
});
