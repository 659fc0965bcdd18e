/**
 * Historical bars: the request, its end, the bars, their updates, the end of the bars, and the trading schedule that may be
 * asked for in their place.
 */
import {
  bool,
  int,
  is,
  many,
  one,
  repeat,
  request,
  response,
  shape,
  since,
  string,
  tagText,
  tags,
  until,
  version,
  when,
} from "../schema.ts";
import { barSizeText, dateTimeText, dayText, durationText, optionsText, timeZoneText, wordText } from "../patterns.ts";
import { Contract, requestContract } from "../groups/contract.ts";
import { HistoricalDataBar } from "../groups/historical-data-bar.ts";
import { barSizes, dateFormats, whatToShow } from "../codes/historical-codes.ts";

export const HistoricalDataRequest = shape("HistoricalDataRequest", {
  reqId: int(1, "Id of the request, chosen by the program; its answers carry it", { aka: ["tickerId"] }),
  contract: one(2, Contract, "The instrument whose history is wanted"),
  endDateTime: string(
    3,
    "End of the time wanted; empty for now, as keepUpToDate, ADJUSTED_LAST and continuous futures need it",
    { pattern: dateTimeText },
  ),
  barSizeSetting: string(
    4,
    "Length of a bar, as a number and a unit in words such as 5 mins; short bars only for short durations",
    { filled: true, pattern: barSizeText, codes: barSizes },
  ),
  duration: string(
    5,
    "Time wanted before the end: a number and S (seconds), D (trading days), W (weeks), M (months) or Y (years), as in 2 D",
    {
      pattern: durationText,
      aka: ["durationStr", "durationString"],
    },
  ),
  useRTH: bool(6, "Whether to leave out data outside regular trading hours", { aka: ["useRth"] }),
  whatToShow: string(7, "Kind of data to make bars of", { pattern: wordText, codes: whatToShow }),
  formatDate: int(8, "How the dates of the bars are written", { codes: dateFormats, min: 0 }),
  keepUpToDate: bool(9, "Whether to go on with updates of the newest bar; for bars of 5 seconds or more"),
  chartOptions: tags(10, "Reserved for the vendor; leave it empty", { pattern: optionsText }),
});

export const REQ_HISTORICAL_DATA = request({
  id: 20,
  name: "REQ_HISTORICAL_DATA",
  about:
    "Asks for historical bars of one instrument. Answered by HISTORICAL_DATA and, from server version 196, HISTORICAL_DATA_END; then by HISTORICAL_DATA_UPDATE if it is to be kept up to date; by HISTORICAL_SCHEDULE alone if a schedule is asked for. Error 162 covers every refusal, from too many requests to no data.",
  shape: HistoricalDataRequest,
  text: [
    until("SYNT_REALTIME_BARS", version),
    "reqId",
    ...requestContract,
    "contract.includeExpired",
    "endDateTime",
    "barSizeSetting",
    "duration",
    "useRTH",
    "whatToShow",
    "formatDate",
    when(
      is("contract.secType", "BAG"),
      repeat("contract.comboLegs", "comboLegsCount", "conId", "ratio", "action", "exchange"),
    ),
    since("SYNT_REALTIME_BARS", "keepUpToDate"),
    tagText("chartOptions"),
  ],
  protobuf: "PROTOBUF_HISTORICAL_DATA",
  sends: 6,
  notes: ["Of requests for bars of 30 seconds and less, 60 are allowed in ten minutes, and BID_ASK counts twice."],
  official: { csharp: "RequestHistoricalData", call: "reqHistoricalData", tws: "a chart window" },
});

export const CancelHistoricalData = shape("CancelHistoricalData", {
  reqId: int(1, "Id of the request to end", { aka: ["tickerId"] }),
});

export const CANCEL_HISTORICAL_DATA = request({
  id: 25,
  name: "CANCEL_HISTORICAL_DATA",
  about:
    "Ends a REQ_HISTORICAL_DATA that is unanswered or kept up to date. Not answered, except by error 162 that the query was cancelled, or 366 if there is none with that id.",
  shape: CancelHistoricalData,
  text: [version, "reqId"],
  protobuf: "PROTOBUF_HISTORICAL_DATA",
  sends: 1,
  official: { csharp: "CancelHistoricalData", call: "cancelHistoricalData", tws: "closing a chart window" },
});

export const HistoricalData = shape("HistoricalData", {
  reqId: int(1, "Id of the request that this answers", { aka: ["tickerId"] }),
  historicalDataBars: many(2, HistoricalDataBar, "The bars, oldest first", { aka: ["bars"] }),
  startDateStr: string(null, "Start of the time covered; from server version 196 in HISTORICAL_DATA_END instead", {
    pattern: dateTimeText,
    aka: ["startDate", "start"],
  }),
  endDateStr: string(null, "End of the time covered; from server version 196 in HISTORICAL_DATA_END instead", {
    pattern: dateTimeText,
    aka: ["endDate", "end"],
  }),
});

export const HISTORICAL_DATA = response({
  id: 17,
  name: "HISTORICAL_DATA",
  about: "All bars of a REQ_HISTORICAL_DATA in one message.",
  shape: HistoricalData,
  text: [
    until("SYNT_REALTIME_BARS", version),
    "reqId",
    until("HISTORICAL_DATA_END", "startDateStr", "endDateStr"),
    repeat(
      "historicalDataBars",
      "itemCount",
      "date",
      "open",
      "high",
      "low",
      "close",
      "volume",
      "WAP",
      until("SYNT_REALTIME_BARS", "hasGaps"),
      "barCount",
    ),
  ],
  protobuf: "PROTOBUF_HISTORICAL_DATA",
  implied: Number.MAX_SAFE_INTEGER,
  notes: ["Below server version 196 this message is also the end of the bars, and official clients report both."],
  sends: 3,
  official: { csharp: "HistoricalData", call: "historicalData, historicalDataEnd", tws: "the bars of a chart window" },
});

export const HistoricalDataUpdate = shape("HistoricalDataUpdate", {
  reqId: int(1, "Id of the request that this answers"),
  historicalDataBar: one(
    2,
    HistoricalDataBar,
    "The newest bar as it stands; a later start means that a new bar has begun",
    { aka: ["bar"] },
  ),
});

export const HISTORICAL_DATA_UPDATE = response({
  id: 90,
  name: "HISTORICAL_DATA_UPDATE",
  about: "The newest bar, complete or not. Sent every second or two for a REQ_HISTORICAL_DATA that is kept up to date.",
  since: "SYNT_REALTIME_BARS",
  shape: HistoricalDataUpdate,
  text: [
    "reqId",
    "historicalDataBar.barCount",
    "historicalDataBar.date",
    "historicalDataBar.open",
    "historicalDataBar.close",
    "historicalDataBar.high",
    "historicalDataBar.low",
    "historicalDataBar.WAP",
    "historicalDataBar.volume",
  ],
  protobuf: "PROTOBUF_HISTORICAL_DATA",
  notes: [
    "The text form has its fields in another order than the bars of HISTORICAL_DATA: count, date, open, close, high, low, average price, volume.",
  ],
  official: {
    csharp: "HistoricalDataUpdate",
    call: "historicalDataUpdate",
    tws: "the growing last bar of a chart window",
  },
});

export const HistoricalDataEnd = shape("HistoricalDataEnd", {
  reqId: int(1, "Id of the request that this answers"),
  startDateStr: string(2, "Start of the time covered by the bars", {
    pattern: dateTimeText,
    aka: ["startDate", "start"],
  }),
  endDateStr: string(3, "End of the time covered by the bars", { pattern: dateTimeText, aka: ["endDate", "end"] }),
});

export const HISTORICAL_DATA_END = response({
  id: 108,
  name: "HISTORICAL_DATA_END",
  about:
    "Says that all bars of a REQ_HISTORICAL_DATA have been sent, and the time that they cover. Below server version 196 HISTORICAL_DATA itself has these fields.",
  since: "HISTORICAL_DATA_END",
  shape: HistoricalDataEnd,
  text: ["reqId", "startDateStr", "endDateStr"],
  protobuf: "PROTOBUF_HISTORICAL_DATA",
  official: { csharp: "HistoricalDataEnd", call: "historicalDataEnd", tws: "none: API only" },
});

export const HistoricalSession = shape("HistoricalSession", {
  startDateTime: string(1, "Start of the session; often on the evening before refDate", {
    unit: "local time of timeZone, in the form with a dash",
    pattern: dateTimeText,
  }),
  endDateTime: string(2, "End of the session", {
    unit: "local time of timeZone, in the form with a dash",
    pattern: dateTimeText,
  }),
  refDate: string(3, "Trading day that the session belongs to; it may have begun the evening before", {
    pattern: dayText,
  }),
});

export const HistoricalSchedule = shape("HistoricalSchedule", {
  reqId: int(1, "Id of the request that this answers"),
  startDateTime: string(2, "Start of the first session that is listed", {
    unit: "local time of timeZone, in the form with a dash",
    pattern: dateTimeText,
  }),
  endDateTime: string(3, "End of the last session that is listed", {
    unit: "local time of timeZone, in the form with a dash",
    pattern: dateTimeText,
  }),
  timeZone: string(4, "Time zone of all times of the message; they are not in UTC in spite of their dash", {
    pattern: timeZoneText,
  }),
  historicalSessions: many(5, HistoricalSession, "The sessions, oldest first", { aka: ["sessions"] }),
});

export const HISTORICAL_SCHEDULE = response({
  id: 106,
  name: "HISTORICAL_SCHEDULE",
  about: "Past trading sessions of an instrument. Answers REQ_HISTORICAL_DATA with SCHEDULE as the kind of data.",
  since: "HISTORICAL_SCHEDULE",
  shape: HistoricalSchedule,
  text: [
    "reqId",
    "startDateTime",
    "endDateTime",
    "timeZone",
    repeat("historicalSessions", "sessionsCount", "startDateTime", "endDateTime", "refDate"),
  ],
  protobuf: "PROTOBUF_REST_MESSAGES_1",
  official: {
    csharp: "HistoricalSchedule",
    call: "historicalSchedule",
    tws: "trading hours in Financial Instrument Info > Description",
  },
});
