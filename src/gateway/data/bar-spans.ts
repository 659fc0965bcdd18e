/** Which time each bar of a request covers: clock-aligned within sessions, or whole trading days, weeks and months of them. */
import { type Hours, sessionsOn, tradingDayAt, tradingDayBefore, zoneOf } from "../universe/calendars.ts";
import { civil, dayFrom, dayMs, dayOf, weekdayOf } from "../universe/days.ts";
import type { Listing } from "../universe/listing.ts";
import { toLocal } from "../universe/time-zones.ts";
import type { BarSize, Duration } from "./bar-sizes.ts";

export interface Span {
  /** Parts of sessions that it is made of, ms since 1970. */
  readonly parts: readonly (readonly [from: number, to: number])[];
  /** The trading day by which it is named: its own, or the last one of the week or month. */
  readonly day: number;
}

/** Trading days that one answer may cover. */
const daysMax = 20_000;

/** The same clock time so many months before; the last of the month where it has fewer days. */
function monthsBefore(day: number, months: number): number {
  const { year, month, day: date } = civil(day);
  const last = civil(dayFrom(year, month - months + 1, 1) - 1);
  return dayFrom(year, month - months, Math.min(date, last.day));
}

/** The first day that does not belong to the duration any more, counted back from a day. */
function boundBefore(day: number, { count, unit }: Duration): number {
  if (unit === "W") return day - count * 7;
  return monthsBefore(day, unit === "Y" ? count * 12 : count);
}

/** The trading days of a duration that ends at a moment, oldest first. */
export function tradingDays(of: Listing, hours: Hours, end: number, duration: Duration): readonly number[] {
  const days: number[] = [];
  let day = tradingDayAt(of.calendar, hours, end - 1);
  const bound = duration.unit === "D" || duration.unit === "S" ? -Infinity : boundBefore(dayOf(end), duration);
  let seconds = duration.unit === "S" ? duration.count : Infinity;
  const count = duration.unit === "D" ? duration.count : daysMax;
  while (days.length < count && day > bound && seconds > 0) {
    days.push(day);
    for (const { start, end: close } of sessionsOn(of.calendar, hours, day))
      seconds -= Math.max(0, Math.min(close, end) - start) / 1000;
    day = tradingDayBefore(of.calendar, day);
  }
  return days.toReversed();
}

function intradaySpans(
  of: Listing,
  hours: Hours,
  days: readonly number[],
  end: number,
  seconds: number,
): readonly Span[] {
  const zone = zoneOf(of.calendar);
  const step = seconds * 1000;
  const spans: Span[] = [];
  for (const day of days) {
    for (const session of sessionsOn(of.calendar, hours, day)) {
      const until = Math.min(session.end, end);
      // Bars begin at full multiples of their length since local midnight; the first one may be short.
      const local = toLocal(zone, session.start);
      let from = session.start;
      let next = session.start + (step - ((((local % dayMs) + dayMs) % dayMs) % step));
      while (from < until) {
        spans.push({ parts: [[from, Math.min(next, until)]], day });
        from = next;
        next += step;
      }
    }
  }
  return spans;
}

/** Days of one week or month have the same name. */
function groupOf(day: number, unit: "day" | "week" | "month"): number {
  if (unit === "day") return day;
  if (unit === "week") return day - ((weekdayOf(day) + 6) % 7);
  const { year, month } = civil(day);
  return year * 12 + month;
}

function longSpans(
  of: Listing,
  hours: Hours,
  days: readonly number[],
  end: number,
  unit: "day" | "week" | "month",
): readonly Span[] {
  const spans: { parts: [number, number][]; day: number; group: number }[] = [];
  for (const day of days) {
    const parts = sessionsOn(of.calendar, hours, day)
      .filter(({ start }) => start < end)
      .map(({ start, end: close }): [number, number] => [start, Math.min(close, end)]);
    if (parts.length === 0) continue;
    const group = groupOf(day, unit);
    const last = spans.at(-1);
    if (last?.group === group) {
      last.parts.push(...parts);
      last.day = day;
    } else spans.push({ parts, day, group });
  }
  return spans;
}

/** @param end ms since 1970: what lies behind it belongs to no bar */
export function barSpans(of: Listing, hours: Hours, end: number, duration: Duration, size: BarSize): readonly Span[] {
  const days = tradingDays(of, hours, end, duration);
  if (size.days !== undefined) return longSpans(of, hours, days, end, size.days);
  const spans = intradaySpans(of, hours, days, end, size.seconds ?? 1);
  if (duration.unit !== "S") return spans;
  // Seconds are counted back through the sessions, closed times left out.
  let left = duration.count * 1000;
  let first = spans.length;
  while (first > 0 && left > 0) {
    first -= 1;
    const [from, to] = (spans[first] as Span).parts[0] as readonly [number, number];
    left -= to - from;
  }
  return spans.slice(first);
}
