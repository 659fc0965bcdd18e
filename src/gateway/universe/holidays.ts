/** Days without trading and days that end early, by rule. */
import { dayFrom, easter, nthWeekday, weekdayOf } from "./days.ts";
import { yearOf } from "./time-zones.ts";

export type HolidayRule = "none" | "US" | "Europe" | "Britain" | "Asia" | "Christmas";

/** A holiday on a weekend is kept on the nearest weekday, as US exchanges do. */
const observed = (day: number): number => day + (weekdayOf(day) === 6 ? -1 : weekdayOf(day) === 0 ? 1 : 0);
/** A holiday on a weekend is kept on the Monday behind it. */
const moved = (day: number): number => day + (weekdayOf(day) === 6 ? 2 : weekdayOf(day) === 0 ? 1 : 0);

const holidays: Readonly<Record<HolidayRule, (year: number) => readonly number[]>> = {
  none: () => [],
  Christmas: (year) => [dayFrom(year, 1, 1), dayFrom(year, 12, 25)],
  US: (year) => [
    // A New Year's Day on a Saturday is not kept on the Friday before, which closes the year.
    weekdayOf(dayFrom(year, 1, 1)) === 6 ? dayFrom(year, 1, 1) : observed(dayFrom(year, 1, 1)),
    nthWeekday(year, 1, 1, 3),
    nthWeekday(year, 2, 1, 3),
    easter(year) - 2,
    nthWeekday(year, 5, 1, -1),
    ...(year >= 2022 ? [observed(dayFrom(year, 6, 19))] : []),
    observed(dayFrom(year, 7, 4)),
    nthWeekday(year, 9, 1, 1),
    nthWeekday(year, 11, 4, 4),
    observed(dayFrom(year, 12, 25)),
  ],
  Europe: (year) => [
    dayFrom(year, 1, 1),
    easter(year) - 2,
    easter(year) + 1,
    dayFrom(year, 5, 1),
    dayFrom(year, 12, 25),
    dayFrom(year, 12, 26),
  ],
  Britain: (year) => [
    moved(dayFrom(year, 1, 1)),
    easter(year) - 2,
    easter(year) + 1,
    nthWeekday(year, 5, 1, 1),
    nthWeekday(year, 5, 1, -1),
    nthWeekday(year, 8, 1, -1),
    dayFrom(year, 12, 25),
    dayFrom(year, 12, 26),
  ],
  Asia: (year) => [dayFrom(year, 1, 1), dayFrom(year, 1, 2), dayFrom(year, 5, 1), dayFrom(year, 12, 25)],
};

/** Days on which trading ends early, where they are trading days at all. */
const halfDays: Readonly<Partial<Record<HolidayRule, (year: number) => readonly number[]>>> = {
  // Before Independence Day, behind Thanksgiving, before Christmas.
  US: (year) => [dayFrom(year, 7, 3), nthWeekday(year, 11, 4, 4) + 1, dayFrom(year, 12, 24)],
  Christmas: (year) => [dayFrom(year, 12, 24)],
  Britain: (year) => [dayFrom(year, 12, 24), dayFrom(year, 12, 31)],
};

const known = new Map<string, ReadonlySet<number>>();
const daysOf = (key: string, of: () => readonly number[]): ReadonlySet<number> => {
  let days = known.get(key);
  if (!days) {
    days = new Set(of());
    known.set(key, days);
  }
  return days;
};

export function isHoliday(rule: HolidayRule, day: number): boolean {
  const year = yearOf(day);
  return daysOf(`${rule}${year}`, () => holidays[rule](year)).has(day);
}

export function isHalfDay(rule: HolidayRule, day: number): boolean {
  const year = yearOf(day);
  return daysOf(`${rule}${year}/half`, () => halfDays[rule]?.(year) ?? []).has(day);
}
