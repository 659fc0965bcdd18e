/** REQ_HISTORICAL_DATA as hosts check it: what is asked for, or code and words of the refusal. */
import type { FieldsOf } from "../../catalogue/messages.ts";
import type { Hours } from "../universe/calendars.ts";
import { zoneOf } from "../universe/calendars.ts";
import type { Listing } from "../universe/listing.ts";
import { endOf } from "../universe/universe.ts";
import { type BarSize, type Duration, isTooLong, legalBarSizes, readBarSize, readDuration } from "./bar-sizes.ts";
import {
  endOfDayKinds,
  hasKind,
  headOf,
  historicalError,
  historicalService,
  isKnownKind,
  noData,
  noEndOfDay,
  noSuchKind,
  smallKeptMs,
} from "./data-kinds.ts";
import { smallBarMax } from "./bar-sizes.ts";
import { readMoment } from "./moments.ts";

export interface HistoricalRequest {
  readonly of: Listing;
  readonly exchange: string;
  readonly hours: Hours;
  /** Ms since 1970. */
  readonly end: number;
  readonly duration: Duration;
  readonly size: BarSize;
  readonly kind: string;
  readonly formatDate: number;
  readonly keepUpToDate: boolean;
  /** The end was written without a zone, which earns a warning. */
  readonly zoneMissing: boolean;
}

export interface Refusal {
  readonly code: number;
  readonly words: string;
}

const validation = (cause: string): Refusal => ({
  code: 321,
  words: `Error validating request.-'bW' : cause - ${cause}`,
});
const unavailable = (words: string): Refusal => ({ code: historicalError, words });

export const invalidMoment = (field: string): Refusal => ({
  code: 10314,
  words: `${field}: The date, time, or time-zone entered is invalid. The correct format is yyyymmdd hh:mm:ss xx/xxxx where yyyymmdd and xx/xxxx are optional. E.g.: 20031126 15:59:00 US/Eastern  Note that there is a space between the date and time, and between the time and time-zone.  If no date is specified, current date is assumed. If no time-zone is specified, local time-zone is assumed(deprecated).  You can also provide yyyymmddd-hh:mm:ss time is in UTC. Note that there is a dash between the date and time in UTC notation.`,
});

export const isRefusal = (what: HistoricalRequest | Refusal): what is Refusal => "code" in what;

/** The client writes the parts that hosts check before they ask their data service. */
export function readHistoricalRequest(
  request: FieldsOf<"REQ_HISTORICAL_DATA">,
  of: Listing,
  exchange: string,
  now: number,
): HistoricalRequest | Refusal {
  const size = readBarSize(request.barSizeSetting ?? "");
  if (!size) return validation(`Historical data bar size setting is invalid. Legal ones are: ${legalBarSizes}`);
  const duration = readDuration(request.duration ?? "");
  if (typeof duration === "string") return validation(duration);
  const kind = (request.whatToShow ?? "").toUpperCase();
  if (!isKnownKind(kind)) return validation("Incorrect what to show field");
  const keepUpToDate = request.keepUpToDate ?? false;
  const text = (request.endDateTime ?? "").trim();
  if (text !== "" && of.secType === "CONTFUT")
    return { code: 10339, words: "Setting end date/time for continuous future security type is not allowed" };
  if (text !== "" && (kind === "ADJUSTED_LAST" || keepUpToDate))
    return validation(
      kind === "ADJUSTED_LAST"
        ? "End Date not supported with adjusted last"
        : "End Date not supported with keep up to date",
    );
  if (keepUpToDate && (size.seconds ?? 60) < 5) return validation("Bar size not supported with keep up to date");
  if (kind === "SCHEDULE" && size.days !== "day") return validation("Bar size must be 1 day for a schedule");
  if (kind === "TRADES" && of.secType === "CRYPTO")
    return { code: 10299, words: "Expected what to show is AGGTRADES, please use that instead of TRADES." };
  const end = text === "" ? now : readMoment(text, zoneOf(of.calendar));
  if (end === undefined) return invalidMoment("End Date/Time");
  return checked(
    {
      of,
      exchange,
      hours: request.useRTH ? "liquid" : "trading",
      end: Math.min(end, now),
      duration,
      size,
      kind,
      formatDate: request.formatDate ?? 1,
      keepUpToDate,
      zoneMissing: /^\d{8} +\d\d:\d\d(?::\d\d)?$/.test(text),
    },
    request.duration ?? "",
    now,
  );
}

/** What the data service refuses. */
function checked(wanted: HistoricalRequest, duration: string, now: number): HistoricalRequest | Refusal {
  const { of, exchange, kind, size, end } = wanted;
  if (isTooLong(size, wanted.duration)) return unavailable(historicalService("Time length exceed max."));
  if (!hasKind(of, kind)) return unavailable(noSuchKind(of, exchange, kind, size.days ? "1d" : String(size.seconds)));
  const expired = endOf(of) <= now && of.secType !== "FUT" && of.secType !== "CONTFUT";
  if (expired || end <= headOf(of, kind)) return unavailable(noData(of, exchange, kind));
  if (size.days !== undefined && endOfDayKinds(of) && kind !== "SCHEDULE")
    return unavailable(noEndOfDay(of, duration, size.name));
  if ((size.seconds ?? Infinity) <= smallBarMax && end < now - smallKeptMs)
    return unavailable(noData(of, exchange, kind));
  return wanted;
}
