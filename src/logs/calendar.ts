/** Dates for lines that carry only the time of day. */
import type { LogTime } from "./record.ts";

/** A calendar day. */
export interface Day {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

const dayMs = 86_400_000;

const two = (value: number): string => (value < 10 ? `0${value}` : String(value));

/** Midnight of a day, in ms since 1970, as if the local clock were UTC. */
export const dayStart = ({ year, month, day }: Day): number => Date.UTC(year, month - 1, day);

export function dayOf(ms: number): Day {
  const date = new Date(ms);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** Reads `20260218` or `2026-02-18`; `undefined` when it is no day of the calendar. */
export function parseDay(text: string): Day | undefined {
  const parts = /^(\d{4})-?(\d\d)-?(\d\d)$/.exec(text);
  if (!parts) return undefined;
  const day = { year: Number(parts[1]), month: Number(parts[2]), day: Number(parts[3]) };
  const { year, month } = day;
  return year > 1990 && month >= 1 && month <= 12 && day.day >= 1 && day.day <= daysOf(year, month) ? day : undefined;
}

/** How many days a month has. */
function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export const formatDay = ({ year, month, day }: Day): string => `${year}-${two(month)}-${two(day)}`;

const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** The last such weekday (`Thu`) on or before a moment. */
export function lastWeekday(name: string, beforeMs: number): Day | undefined {
  const wanted = weekdays.indexOf(name.slice(0, 3).toLowerCase());
  if (wanted < 0) return undefined;
  const back = (new Date(beforeMs).getUTCDay() - wanted + 7) % 7;
  return dayOf(beforeMs - back * dayMs);
}

/** Reads `11:49:32:797` (also with `.` or `,` before the milliseconds) as ms since midnight. */
export function parseClock(text: string): number | undefined {
  if (text.length !== 12 || text[2] !== ":" || text[5] !== ":" || !":.,".includes(text[8] as string)) return undefined;
  const hours = digitsAt(text, 0, 2);
  const minutes = digitsAt(text, 3, 5);
  const seconds = digitsAt(text, 6, 8);
  const ms = digitsAt(text, 9, 12);
  // Comparing with NaN is false: then there were no digits.
  if (!(hours < 24 && minutes < 60 && seconds <= 60 && ms >= 0)) return undefined;
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms;
}

/** The whole number in a part of a text; NaN where anything but digits stands there. */
function digitsAt(text: string, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    value = digit >= 0 && digit <= 9 ? value * 10 + digit : NaN;
  }
  return value;
}

export function formatClock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = ms % 1000;
  return `${two(hours)}:${two(minutes)}:${two(seconds % 60)}.${rest < 100 ? "0" : ""}${two(rest)}`;
}

/** Where the day of the first line comes from. */
export interface FirstDay {
  readonly day: Day | undefined;
  readonly from: LogTime["date"];
}

/** A clock that jumps back by more than this has passed midnight; less is disorder between threads. */
const midnightJumpMs = dayMs / 2;
/** Threads write their lines at most this much out of order. */
const aroundMidnightMs = 60_000;

/** Gives each time of day its date: the first line's day is known or assumed, later days follow from midnights. */
export class Calendar {
  private midnight: number | undefined;
  private from: LogTime["date"];
  private last = -1;

  constructor(first: FirstDay) {
    this.midnight = first.day && dayStart(first.day);
    this.from = first.day ? first.from : "none";
  }

  /** @param clockMs ms since midnight; `day`: the date, where the line itself has one. */
  at(clockMs: number, day?: Day): LogTime {
    return this.time(clockMs, this.midnightOf(clockMs, day));
  }

  /** The same moment in ms; `undefined` where no date is known. */
  msAt(clockMs: number, day?: Day): number | undefined {
    const midnight = this.midnightOf(clockMs, day);
    return this.from === "none" ? undefined : midnight + clockMs;
  }

  private midnightOf(clockMs: number, day: Day | undefined): number {
    if (day) {
      this.midnight = dayStart(day);
      this.from = "line";
    } else if (this.last >= 0 && this.last - clockMs > midnightJumpMs) this.midnight = (this.midnight ?? 0) + dayMs;
    else if (this.last >= 0 && this.last < aroundMidnightMs && clockMs > dayMs - aroundMidnightMs) {
      // A late line of the day before, written after midnight by a slower thread.
      return (this.midnight ?? 0) - dayMs;
    }
    this.last = clockMs;
    return this.midnight ?? 0;
  }

  private time(clockMs: number, midnight: number): LogTime {
    const clock = formatClock(clockMs);
    const local = this.from === "none" ? clock : `${formatDay(dayOf(midnight))}T${clock}`;
    return { local, ms: midnight + clockMs, date: this.from };
  }
}
