/** When exchanges trade: zones, sessions of a trading day, days without trading; and the hours as contract data writes them. */
import { clockText, dayMs, dayOf, dayText, weekdayOf } from "./days.ts";
import { type HolidayRule, isHalfDay, isHoliday } from "./holidays.ts";
import { fromLocal, toLocal } from "./time-zones.ts";

/** Minutes since the midnight at which the trading day begins; negative: on the evening before. */
type Span = readonly [start: number, end: number];

interface CalendarRule {
  readonly zone: string;
  readonly trading: readonly Span[];
  readonly liquid: readonly Span[];
  /** Trading days, 0 being Sunday. */
  readonly weekdays: readonly number[];
  readonly holidays: HolidayRule;
  /** When a half day ends, in minutes as above: all trading, and the regular hours. */
  readonly early?: { readonly trading: number; readonly liquid: number };
}

const at = (hours: number, minutes = 0): number => hours * 60 + minutes;
/** On the evening before the trading day. */
const evening = (hours: number, minutes = 0): number => at(hours, minutes) - at(24);
const monToFri = [1, 2, 3, 4, 5];

const rules = {
  "us-stocks": {
    zone: "US/Eastern",
    trading: [[at(4), at(20)]],
    liquid: [[at(9, 30), at(16)]],
    weekdays: monToFri,
    holidays: "US",
    early: { trading: at(17), liquid: at(13) },
  },
  "us-options": {
    zone: "US/Eastern",
    trading: [[at(9, 30), at(16)]],
    liquid: [[at(9, 30), at(16)]],
    weekdays: monToFri,
    holidays: "US",
    early: { trading: at(13), liquid: at(13) },
  },
  "us-index-options": {
    zone: "US/Central",
    trading: [[evening(20, 15), at(15, 15)]],
    liquid: [[at(8, 30), at(15, 15)]],
    weekdays: monToFri,
    holidays: "US",
    early: { trading: at(12, 15), liquid: at(12, 15) },
  },
  "us-futures": {
    zone: "US/Central",
    trading: [[evening(17), at(16)]],
    liquid: [[at(8, 30), at(16)]],
    weekdays: monToFri,
    holidays: "Christmas",
    early: { trading: at(12, 15), liquid: at(12, 15) },
  },
  "us-commodities": {
    zone: "US/Eastern",
    trading: [[evening(18), at(17)]],
    liquid: [[at(9, 30), at(17)]],
    weekdays: monToFri,
    holidays: "Christmas",
    early: { trading: at(13, 45), liquid: at(13, 45) },
  },
  "us-bonds": {
    zone: "US/Eastern",
    trading: [[evening(20), at(17)]],
    liquid: [[at(8), at(17)]],
    weekdays: monToFri,
    holidays: "US",
    early: { trading: at(14), liquid: at(14) },
  },
  funds: {
    zone: "US/Eastern",
    trading: [[at(9, 30), at(16)]],
    liquid: [[at(9, 30), at(16)]],
    weekdays: monToFri,
    holidays: "US",
    early: { trading: at(13), liquid: at(13) },
  },
  canada: {
    zone: "Canada/Eastern",
    trading: [[at(9, 30), at(16)]],
    liquid: [[at(9, 30), at(16)]],
    weekdays: monToFri,
    holidays: "Christmas",
    early: { trading: at(13), liquid: at(13) },
  },
  mexico: {
    zone: "America/Mexico_City",
    trading: [[at(8, 30), at(15)]],
    liquid: [[at(8, 30), at(15)]],
    weekdays: monToFri,
    holidays: "Christmas",
  },
  xetra: {
    zone: "MET",
    trading: [[at(9), at(17, 35)]],
    liquid: [[at(9), at(17, 30)]],
    weekdays: monToFri,
    holidays: "Europe",
  },
  eurex: {
    zone: "MET",
    trading: [[at(1, 10), at(22)]],
    liquid: [[at(9), at(17, 30)]],
    weekdays: monToFri,
    holidays: "Europe",
  },
  london: {
    zone: "Europe/London",
    trading: [[at(8), at(16, 35)]],
    liquid: [[at(8), at(16, 30)]],
    weekdays: monToFri,
    holidays: "Britain",
    early: { trading: at(12, 35), liquid: at(12, 30) },
  },
  tokyo: {
    zone: "Japan",
    trading: [
      [at(9), at(11, 30)],
      [at(12, 30), at(15, 30)],
    ],
    liquid: [
      [at(9), at(11, 30)],
      [at(12, 30), at(15, 30)],
    ],
    weekdays: monToFri,
    holidays: "Asia",
  },
  "hong-kong": {
    zone: "Hongkong",
    trading: [
      [at(9, 30), at(12)],
      [at(13), at(16)],
    ],
    liquid: [
      [at(9, 30), at(12)],
      [at(13), at(16)],
    ],
    weekdays: monToFri,
    holidays: "Asia",
  },
  sydney: {
    zone: "Australia/NSW",
    trading: [[at(10), at(16, 10)]],
    liquid: [[at(10), at(16)]],
    weekdays: monToFri,
    holidays: "Britain",
    early: { trading: at(14, 10), liquid: at(14, 10) },
  },
  forex: {
    zone: "US/Eastern",
    trading: [[evening(17, 15), at(17)]],
    liquid: [[evening(17, 15), at(17)]],
    weekdays: monToFri,
    holidays: "Christmas",
  },
  crypto: {
    zone: "US/Central",
    trading: [[0, at(24)]],
    liquid: [[0, at(24)]],
    weekdays: [0, 1, 2, 3, 4, 5, 6],
    holidays: "none",
  },
} satisfies Readonly<Record<string, CalendarRule>>;

export type CalendarName = keyof typeof rules;

/** From when to when trading goes on; ms since 1970 UTC, the end not included. */
export interface Session {
  /** The trading day it belongs to. */
  readonly day: number;
  readonly start: number;
  readonly end: number;
}

export type Hours = "trading" | "liquid";

export const zoneOf = (calendar: CalendarName): string => rules[calendar].zone;

export const isTradingDay = (calendar: CalendarName, day: number): boolean => {
  const rule: CalendarRule = rules[calendar];
  return rule.weekdays.includes(weekdayOf(day)) && !isHoliday(rule.holidays, day);
};

const kept = new Map<string, readonly Session[]>();
/** Sessions kept by heart; the calendar is asked for few days again and again. */
const keptMax = 20_000;

/** The sessions of one trading day, in order; none on a day without trading. */
export function sessionsOn(calendar: CalendarName, hours: Hours, day: number): readonly Session[] {
  const key = `${calendar}/${hours}/${day}`;
  let sessions = kept.get(key);
  if (!sessions) {
    if (kept.size >= keptMax) kept.clear();
    const rule: CalendarRule = rules[calendar];
    const latest = rule.early && isHalfDay(rule.holidays, day) ? rule.early[hours] : Number.POSITIVE_INFINITY;
    sessions = isTradingDay(calendar, day)
      ? rule[hours].map(([start, end]) => ({
          day,
          start: fromLocal(rule.zone, day * dayMs + start * 60_000),
          end: fromLocal(rule.zone, day * dayMs + Math.min(end, latest) * 60_000),
        }))
      : [];
    kept.set(key, sessions);
  }
  return sessions;
}

const localDayAt = (calendar: CalendarName, ms: number): number => dayOf(toLocal(rules[calendar].zone, ms));

/** The session that is on at a moment. */
export function sessionAt(calendar: CalendarName, hours: Hours, ms: number): Session | undefined {
  const day = localDayAt(calendar, ms);
  for (const candidate of [day, day + 1])
    for (const session of sessionsOn(calendar, hours, candidate))
      if (ms >= session.start && ms < session.end) return session;
  return undefined;
}

/** Trading days are looked for this far; longer breaks do not exist. */
const breakMax = 14;

/** The trading day whose session is on, or else the last that has begun. */
export function tradingDayAt(calendar: CalendarName, hours: Hours, ms: number): number {
  const day = localDayAt(calendar, ms);
  for (let candidate = day + 1; candidate > day - breakMax; candidate -= 1) {
    const first = sessionsOn(calendar, hours, candidate)[0];
    if (first && first.start <= ms) return candidate;
  }
  return day;
}

export function tradingDayBefore(calendar: CalendarName, day: number): number {
  for (let candidate = day - 1; candidate > day - breakMax; candidate -= 1)
    if (isTradingDay(calendar, candidate)) return candidate;
  return day - 1;
}

export function tradingDayAfter(calendar: CalendarName, day: number): number {
  for (let candidate = day + 1; candidate < day + breakMax; candidate += 1)
    if (isTradingDay(calendar, candidate)) return candidate;
  return day + 1;
}

/** When the next session begins: the given moment itself while one is on. */
export function nextOpenAt(calendar: CalendarName, hours: Hours, ms: number): number {
  if (sessionAt(calendar, hours, ms)) return ms;
  const day = localDayAt(calendar, ms);
  for (let candidate = day; candidate < day + breakMax; candidate += 1)
    for (const session of sessionsOn(calendar, hours, candidate)) if (session.start >= ms) return session.start;
  return ms;
}

/** `20260218:0930-20260218:1600;20260219:CLOSED`: the days from a moment on, in the calendar's zone. */
export function hoursText(calendar: CalendarName, hours: Hours, ms: number, days = 6): string {
  const { zone } = rules[calendar];
  const first = localDayAt(calendar, ms);
  const stamp = (moment: number): string => {
    const local = toLocal(zone, moment);
    return `${dayText(dayOf(local))}:${clockText(Math.floor((local % dayMs) / 60_000))}`;
  };
  return Array.from({ length: days }, (_, ahead) => {
    const sessions = sessionsOn(calendar, hours, first + ahead);
    return sessions.length === 0
      ? `${dayText(first + ahead)}:CLOSED`
      : sessions.map(({ start, end }) => `${stamp(start)}-${stamp(end)}`).join(",");
  }).join(";");
}
