/** Moments as orders and filters write them, and as hosts report them. */
import { dayFromText, dayMs, dayText, timeText } from "../universe/days.ts";
import { fromLocal, isTimeZone, localDay, toLocal } from "../universe/time-zones.ts";

/** The host's own zone: accounts and executions are told in New York time. */
export const hostZone = "US/Eastern";

const form = /^(\d{8})(?:([ -]) ?(\d{1,2}):(\d{2})(?::(\d{2}))?(Z)?)?(?: (\S+))?$/;

/**
 * Reads `20261125 15:04:05 US/Eastern`, `20261125-20:04:05` (UTC), `20261125 15:04:05` (the host's zone) and `20261125`.
 * @returns ms since 1970 UTC; undefined when the text is none of them or the zone is unknown
 */
export function momentOf(text: string): number | undefined {
  const found = form.exec(text.trim());
  if (!found) return undefined;
  const [, date = "", dash, hours = "0", minutes = "0", seconds = "0", utc, zone] = found;
  const day = dayFromText(date);
  const time = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  if (day === undefined || time >= 86_400) return undefined;
  const local = day * dayMs + time * 1000;
  if (dash === "-" || utc) return local;
  if (zone === undefined) return fromLocal(hostZone, local);
  return isTimeZone(zone) ? fromLocal(zone, local) : undefined;
}

/** The end of what the text names: of a mere date the end of that day. */
export const endOf = (text: string): number | undefined =>
  momentOf(/^\s*\d{8}\s*$/.test(text) ? `${text.trim()} 23:59:59` : text);

/** `20261125 15:04:05 US/Eastern`. */
export function momentText(ms: number): string {
  const day = localDay(hostZone, ms);
  return `${dayText(day)} ${timeText(toLocal(hostZone, ms) - day * dayMs)} ${hostZone}`;
}

/** The day in New York, as `yyyymmdd` in a number. */
export const dayNumber = (ms: number): number => Number(dayText(localDay(hostZone, ms)));

/** Minutes since midnight in New York. */
export const minuteOfDay = (ms: number): number =>
  Math.floor((toLocal(hostZone, ms) - localDay(hostZone, ms) * dayMs) / 60_000);

/** `2026-11-25 09:30:00`, as remarks write it. */
export const dashedMoment = (ms: number): string =>
  momentText(ms).replace(/^(\d{4})(\d\d)(\d\d) (\S+) .*$/, "$1-$2-$3 $4");
