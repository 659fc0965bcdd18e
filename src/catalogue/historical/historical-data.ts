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
import { Contract, requestContract } from "../groups/contract.ts";
import { HistoricalDataBar } from "../groups/historical-data-bar.ts";

export const HistoricalDataRequest = shape("HistoricalDataRequest", {
  reqId: int(1, "TODO"),
  contract: one(2, Contract, "TODO"),
  endDateTime: string(3, "TODO"),
  barSizeSetting: string(4, "TODO"),
  duration: string(5, "TODO"),
  useRTH: bool(6, "TODO"),
  whatToShow: string(7, "TODO"),
  formatDate: int(8, "TODO"),
  keepUpToDate: bool(9, "TODO"),
  chartOptions: tags(10, "TODO"),
});

export const REQ_HISTORICAL_DATA = request({
  id: 20,
  name: "REQ_HISTORICAL_DATA",
  about: "TODO",
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
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const CancelHistoricalData = shape("CancelHistoricalData", {
  reqId: int(1, "TODO"),
});

export const CANCEL_HISTORICAL_DATA = request({
  id: 25,
  name: "CANCEL_HISTORICAL_DATA",
  about: "TODO",
  shape: CancelHistoricalData,
  text: [version, "reqId"],
  protobuf: "PROTOBUF_HISTORICAL_DATA",
  sends: 1,
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const HistoricalData = shape("HistoricalData", {
  reqId: int(1, "TODO"),
  historicalDataBars: many(2, HistoricalDataBar, "TODO"),
  startDateStr: string(null, "TODO"),
  endDateStr: string(null, "TODO"),
});

export const HISTORICAL_DATA = response({
  id: 17,
  name: "HISTORICAL_DATA",
  about: "TODO",
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
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const HistoricalDataUpdate = shape("HistoricalDataUpdate", {
  reqId: int(1, "TODO"),
  historicalDataBar: one(2, HistoricalDataBar, "TODO"),
});

export const HISTORICAL_DATA_UPDATE = response({
  id: 90,
  name: "HISTORICAL_DATA_UPDATE",
  about: "TODO",
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
  notes: ["field order differs from HISTORICAL_DATA: barCount,date,open,close,high,low,wap,volume"],
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const HistoricalDataEnd = shape("HistoricalDataEnd", {
  reqId: int(1, "TODO"),
  startDateStr: string(2, "TODO"),
  endDateStr: string(3, "TODO"),
});

export const HISTORICAL_DATA_END = response({
  id: 108,
  name: "HISTORICAL_DATA_END",
  about: "TODO",
  shape: HistoricalDataEnd,
  text: ["reqId", "startDateStr", "endDateStr"],
  protobuf: "PROTOBUF_HISTORICAL_DATA",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const HistoricalSession = shape("HistoricalSession", {
  startDateTime: string(1, "TODO"),
  endDateTime: string(2, "TODO"),
  refDate: string(3, "TODO"),
});

export const HistoricalSchedule = shape("HistoricalSchedule", {
  reqId: int(1, "TODO"),
  startDateTime: string(2, "TODO"),
  endDateTime: string(3, "TODO"),
  timeZone: string(4, "TODO"),
  historicalSessions: many(5, HistoricalSession, "TODO"),
});

export const HISTORICAL_SCHEDULE = response({
  id: 106,
  name: "HISTORICAL_SCHEDULE",
  about: "TODO",
  shape: HistoricalSchedule,
  text: [
    "reqId",
    "startDateTime",
    "endDateTime",
    "timeZone",
    repeat("historicalSessions", "sessionsCount", "startDateTime", "endDateTime", "refDate"),
  ],
  protobuf: "PROTOBUF_REST_MESSAGES_1",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});
