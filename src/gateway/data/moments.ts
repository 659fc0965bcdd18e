/** The dates and times of requests for past data, and those of the answers. */
import { dayFromText, dayMs, dayOf, dayText, timeText } from "../universe/days.ts";
import { fromLocal, isTimeZone, toLocal } from "../universe/time-zones.ts";

/**
 * `20260218 15:04:05`, with a zone behind it or without; `20260218-15:04:05` in UTC; a bare day; or the form of news, `2026-02-18 15:04:05.0`.
 * @param zone where there is none in the text
 * @returns ms since 1970; undefined for everything else, an empty text too
 */
export function readMoment(text: string, zone: string): number | undefined {
  const plain = text.trim().replace(/^(\d{4})-(\d\d)-(\d\d)/, "$1$2$3");
  const parts = /^(\d{8})(?:( {1,2}|-)(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?(Z| .+)?$/.exec(plain);
  if (!parts) return undefined;
  const [, date = "", divider, hours = "0", minutes = "0", seconds = "0", given] = parts;
  const day = dayFromText(date);
  if (day === undefined || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  const local = day * dayMs + Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds) * 1000;
  const named = given?.trim();
  if (divider === "-" || named === "Z") return local;
  if (named !== undefined && !isTimeZone(named)) return undefined;
  return fromLocal(named ?? zone, local);
}

const parts = (ms: number): readonly [string, string] => [dayText(dayOf(ms)), timeText(ms - dayOf(ms) * dayMs)];

/** `20260402 09:30:00 US/Eastern`. */
export const zonedText = (ms: number, zone: string): string => `${parts(toLocal(zone, ms)).join(" ")} ${zone}`;

/** `20260402-13:30:00`, in UTC; or of the zone where the message says so elsewhere. */
export const dashedText = (ms: number, zone = "UTC"): string => parts(toLocal(zone, ms)).join("-");
