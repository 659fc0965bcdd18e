/** Which time each bar of a request covers: clock-aligned within sessions, or whole trading days, weeks and months of them. */
import { type Hours, sessionsOn, tradingDayAt, tradingDayBefore, zoneOf } from "../universe/calendars.ts";
import { civil, dayFrom, dayMs, dayOf, weekdayOf } from "../universe/days.ts";
import type { Listing } from "../universe/listing.ts";
import { fromLocal, toLocal } from "../universe/time-zones.ts";
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

const secondsIn: Readonly<Record<"S" | "D" | "W", number>> = { S: 1, D: 86_400, W: 7 * 86_400 };

/** Where a duration begins that ends at a moment: months and years before by the calendar, at the same time of the zone's clock. */
export function startOf(end: number, { count, unit }: Duration, zone: string): number {
  if (unit !== "M" && unit !== "Y") return end - count * secondsIn[unit] * 1000;
  const local = toLocal(zone, end);
  const day = dayOf(local);
  return fromLocal(zone, monthsBefore(day, unit === "Y" ? count * 12 : count) * dayMs + local - day * dayMs);
}

/**
 * The trading days of a duration that ends at a moment, oldest first.
 * @param begun also the day on which the duration begins, when it begins before that day's last session ends. Bars of weeks
 *   and months hold that day, shorter ones do not: a week is five days.
 */
export function tradingDays(
  of: Listing,
  hours: Hours,
  end: number,
  duration: Duration,
  begun = false,
): readonly number[] {
  const days: number[] = [];
  let day = tradingDayAt(of.calendar, hours, end - 1);
  const isCounted = duration.unit === "D" || duration.unit === "S";
  const zone = zoneOf(of.calendar);
  const start = isCounted ? -Infinity : startOf(end, duration, zone);
  const firstDay = isCounted ? -Infinity : dayOf(toLocal(zone, start)) + (begun ? 0 : 1);
  let seconds = duration.unit === "S" ? duration.count : Infinity;
  const count = duration.unit === "D" ? duration.count : daysMax;
  while (days.length < count && day >= firstDay && seconds > 0) {
    const sessions = sessionsOn(of.calendar, hours, day);
    if ((sessions.at(-1)?.end ?? 0) <= start) break;
    days.push(day);
    for (const { start: open, end: close } of sessions) seconds -= Math.max(0, Math.min(close, end) - open) / 1000;
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
  const days = tradingDays(of, hours, end, duration, size.days === "week" || size.days === "month");
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
