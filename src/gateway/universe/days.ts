/** Calendar days as whole numbers (days since 1970-01-01), so that calendars can count with them. */

export const dayMs = 86_400_000;

export const dayOf = (ms: number): number => Math.floor(ms / dayMs);

/** 0 is Sunday, 6 is Saturday. */
export const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7;

export const isWeekend = (day: number): boolean => weekdayOf(day) === 0 || weekdayOf(day) === 6;

export interface CivilDay {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31. */
  readonly day: number;
}

export function civil(day: number): CivilDay {
  const date = new Date(day * dayMs);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** @param month 1 to 12; others run over into the years around */
export const dayFrom = (year: number, month: number, day: number): number => dayOf(Date.UTC(year, month - 1, day));

const two = (value: number): string => String(value).padStart(2, "0");

/** `yyyymmdd`. */
export function dayText(day: number): string {
  const { year, month, day: date } = civil(day);
  return `${year}${two(month)}${two(date)}`;
}

/** The day of `yyyymmdd`; undefined when that is no day of the calendar. */
export function dayFromText(text: string): number | undefined {
  if (!/^\d{8}$/.test(text)) return undefined;
  const day = dayFrom(Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6, 8)));
  return dayText(day) === text ? day : undefined;
}

/** `hhmm` of minutes since midnight. */
export const clockText = (minutes: number): string => `${two(Math.floor(minutes / 60))}${two(minutes % 60)}`;

/** `hh:mm:ss` of ms since midnight. */
export function timeText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** The n-th (1, 2, …) weekday of a month; -1 is the last one. */
export function nthWeekday(year: number, month: number, weekday: number, nth: number): number {
  if (nth < 0) {
    const last = dayFrom(year, month + 1, 1) - 1;
    return last - ((weekdayOf(last) - weekday + 7) % 7);
  }
  const first = dayFrom(year, month, 1);
  return first + ((weekday - weekdayOf(first) + 7) % 7) + (nth - 1) * 7;
}

/** Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876). */
export function easter(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const e = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const f = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - e - (c % 4)) % 7;
  const g = Math.floor((a + 11 * e + 22 * f) / 451);
  const sum = e + f - 7 * g + 114;
  return dayFrom(year, Math.floor(sum / 31), (sum % 31) + 1);
}
