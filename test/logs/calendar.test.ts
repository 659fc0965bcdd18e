/** Dates for lines that carry only the time of day. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  Calendar,
  dayOf,
  dayStart,
  formatClock,
  formatDay,
  lastWeekday,
  parseClock,
  parseDay,
} from "../../src/logs/calendar.ts";

const first = { day: { year: 2026, month: 2, day: 28 }, from: "option" } as const;
const clock = (text: string): number => parseClock(text) as number;

describe("a day", () => {
  test.each(["20260218", "2026-02-18"])("is read from %s", (text) => {
    expect(parseDay(text)).toEqual({ year: 2026, month: 2, day: 18 });
  });

  test.each(["20260230", "2026-13-01", "20260100", "18.02.2026", "1970-01-01", "", "202602180"])(
    "is not read from %s",
    (text) => {
      expect(parseDay(text)).toBeUndefined();
    },
  );

  test("comes back from its start, for every day of a century", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 36_524 }), (days) => {
        const day = dayOf(Date.UTC(1991, 0, 1) + days * 86_400_000);
        expect(parseDay(formatDay(day))).toEqual(day);
        expect(dayOf(dayStart(day))).toEqual(day);
      }),
    );
  });

  test("of the week is at most six days back", () => {
    const noon = Date.UTC(2026, 1, 18, 12);
    expect(lastWeekday("WEDNESDAY", noon)).toEqual({ year: 2026, month: 2, day: 18 });
    expect(lastWeekday("thu", noon)).toEqual({ year: 2026, month: 2, day: 12 });
    expect(lastWeekday("xyz", noon)).toBeUndefined();
  });
});

describe("a time of day", () => {
  test.each([
    ["11:49:32:797", 42_572_797],
    ["00:00:00.000", 0],
    ["23:59:59,999", 86_399_999],
    ["23:59:60:000", 86_400_000],
  ])("%s", (text, ms) => {
    expect(parseClock(text)).toBe(ms);
  });

  test.each(["24:00:00:000", "11:60:00:000", "11:49:61:000", "11:49:32", "1:49:32:797"])("is not %s", (text) => {
    expect(parseClock(text)).toBeUndefined();
  });

  test("comes back from its milliseconds", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_399_999 }), (ms) => {
        expect(parseClock(formatClock(ms))).toBe(ms);
      }),
    );
  });
});

describe("the calendar", () => {
  const locals = (times: readonly string[]): string[] => {
    const calendar = new Calendar(first);
    return times.map((text) => calendar.at(clock(text)).local);
  };

  test("carries midnight over, also the one of a month", () => {
    expect(locals(["23:59:59:999", "00:00:00:001"])).toEqual(["2026-02-28T23:59:59.999", "2026-03-01T00:00:00.001"]);
  });

  test("leaves a late line of another thread on its own day", () => {
    expect(locals(["23:59:59:999", "00:00:00:001", "23:59:59:998", "00:00:01:000"])).toEqual([
      "2026-02-28T23:59:59.999",
      "2026-03-01T00:00:00.001",
      "2026-02-28T23:59:59.998",
      "2026-03-01T00:00:01.000",
    ]);
  });

  test("does not take disorder within a day for midnight", () => {
    expect(locals(["11:00:00:000", "10:59:59:990", "11:00:00:001"]).map((local) => local.slice(0, 10))).toEqual([
      "2026-02-28",
      "2026-02-28",
      "2026-02-28",
    ]);
  });

  test("follows every midnight of many days", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 * 3_600_000 }), { minLength: 1, maxLength: 40 }), (steps) => {
        const calendar = new Calendar(first);
        let ms = dayStart(first.day) + 12 * 3_600_000;
        calendar.at(ms % 86_400_000);
        for (const step of steps) {
          ms += step;
          expect(calendar.at(ms % 86_400_000).ms).toBe(ms);
        }
      }),
    );
  });

  test("takes a date that stands in a line", () => {
    const calendar = new Calendar({ day: undefined, from: "none" });
    expect(calendar.at(clock("11:00:00:000"))).toEqual({ local: "11:00:00.000", ms: 39_600_000, date: "none" });
    expect(calendar.at(clock("11:00:00:000"), { year: 2026, month: 2, day: 18 })).toMatchObject({ date: "line" });
    expect(calendar.at(clock("11:00:01:000")).local).toBe("2026-02-18T11:00:01.000");
  });
});
