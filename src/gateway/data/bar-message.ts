/** A bar as messages carry it, by the version and wishes of the client. */
import { decimalText } from "../contracts/details.ts";
import { zoneOf } from "../universe/calendars.ts";
import { dayText } from "../universe/days.ts";
import type { Listing } from "../universe/listing.ts";
import type { Bar } from "./bars.ts";
import type { Span } from "./bar-spans.ts";
import { zonedText } from "./moments.ts";
import { sizeText } from "./sizes.ts";

/** Days, weeks and months always carry the day; shorter bars a text with zone, or seconds since 1970. */
export function barDate(of: Listing, { parts, day }: Span, wholeDays: boolean, formatDate: number): string {
  if (wholeDays) return dayText(day);
  const from = parts[0]?.[0] ?? 0;
  if (formatDate === 2) return String(Math.floor(from / 1000));
  const text = zonedText(from, zoneOf(of.calendar));
  return formatDate === 3 ? text.slice(4) : text;
}

export const barFields = (of: Listing, serverVersion: number, date: string, bar: Bar) => ({
  date,
  open: bar.open,
  high: bar.high,
  low: bar.low,
  close: bar.close,
  volume: bar.volume < 0 ? "-1" : sizeText(of, serverVersion, bar.volume, "bar"),
  WAP: bar.average < 0 ? "-1" : decimalText(bar.average),
  barCount: bar.count,
  hasGaps: "false",
});
