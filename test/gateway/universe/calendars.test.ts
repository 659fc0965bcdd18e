/** Hours, days without trading and zones, against what is known of them and against the zone data of the machine. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tradingHoursText } from "../../../src/catalogue/patterns.ts";
import {
  type CalendarName,
  type Hours,
  hoursText,
  isTradingDay,
  nextOpenAt,
  sessionAt,
  sessionsOn,
  tradingDayAfter,
  tradingDayAt,
  tradingDayBefore,
  zoneOf,
} from "../../../src/gateway/universe/calendars.ts";
import { dayFrom, dayFromText, dayText, easter, weekdayOf } from "../../../src/gateway/universe/days.ts";
import { fromLocal, offsetAt, toLocal } from "../../../src/gateway/universe/time-zones.ts";

const calendars: readonly CalendarName[] = [
  "us-stocks",
  "us-options",
  "us-index-options",
  "us-futures",
  "us-commodities",
  "us-bonds",
  "funds",
  "canada",
  "mexico",
  "xetra",
  "eurex",
  "london",
  "tokyo",
  "hong-kong",
  "sydney",
  "forex",
  "crypto",
];

const moments = fc.integer({ min: Date.UTC(2008, 0, 1), max: Date.UTC(2035, 0, 1) });
const officialNames: Readonly<Record<string, string>> = {
  "US/Eastern": "America/New_York",
  "US/Central": "America/Chicago",
  MET: "Europe/Berlin",
  "GB-Eire": "Europe/London",
  Japan: "Asia/Tokyo",
  Hongkong: "Asia/Hong_Kong",
  "Australia/NSW": "Australia/Sydney",
  "Canada/Eastern": "America/Toronto",
};

describe("time zones", () => {
  test.each(Object.entries(officialNames))("%s goes by the rules that the machine knows of %s", (name, official) => {
    const format = new Intl.DateTimeFormat("en-US", { timeZone: official, timeZoneName: "longOffset" });
    fc.assert(
      fc.property(moments, (ms) => {
        const text = format.formatToParts(ms).find(({ type }) => type === "timeZoneName")?.value ?? "";
        const [, sign, hours = "0", minutes = "0"] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(text) ?? [];
        const offset = (Number(hours) * 60 + Number(minutes)) * (sign === "-" ? -1 : 1);
        expect(offsetAt(name, ms)).toBe(offset);
      }),
      { numRuns: 300 },
    );
  });

  test("a local time leads back to its moment, except for the hour that is repeated", () => {
    fc.assert(
      fc.property(moments, fc.constantFrom(...Object.keys(officialNames)), (ms, zone) => {
        const back = fromLocal(zone, toLocal(zone, ms));
        expect([ms, ms - 3_600_000]).toContain(back);
        expect(toLocal(zone, back)).toBe(toLocal(zone, ms));
      }),
    );
  });

  test("a zone that no exchange is in is refused", () => {
    expect(() => offsetAt("Mars/Olympus", 0)).toThrow(RangeError);
  });
});

describe("days", () => {
  test("are written as dates and read back", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), (day) => {
        expect(dayFromText(dayText(day))).toBe(day);
      }),
    );
    expect(dayFromText("20260230")).toBeUndefined();
    expect(dayFromText("2026")).toBeUndefined();
  });

  test("know Easter", () => {
    expect([2024, 2025, 2026, 2027, 2038].map((year) => dayText(easter(year)))).toEqual([
      "20240331",
      "20250420",
      "20260405",
      "20270328",
      "20380425",
    ]);
  });

  test("of US exchanges leave out the known holidays of 2026", () => {
    const closed = [];
    for (let day = dayFrom(2026, 1, 1); day <= dayFrom(2026, 12, 31); day += 1)
      if (!isTradingDay("us-stocks", day) && ![0, 6].includes(weekdayOf(day))) closed.push(dayText(day));
    expect(closed).toEqual([
      "20260101",
      "20260119",
      "20260216",
      "20260403",
      "20260525",
      "20260619",
      "20260703",
      "20260907",
      "20261126",
      "20261225",
    ]);
  });
});

describe("sessions", () => {
  const trading = fc.tuple(fc.constantFrom(...calendars), moments);

  test("of regular hours lie within those of all hours, and follow each other", () => {
    fc.assert(
      fc.property(trading, ([calendar, ms]) => {
        const day = tradingDayAt(calendar, "trading", ms);
        const all = sessionsOn(calendar, "trading", day);
        for (const regular of sessionsOn(calendar, "liquid", day))
          expect(all.some(({ start, end }) => start <= regular.start && regular.end <= end)).toBe(true);
        for (const [at, session] of all.entries()) {
          expect(session.end).toBeGreaterThan(session.start);
          if (at > 0) expect(session.start).toBeGreaterThanOrEqual((all[at - 1] as typeof session).end);
        }
        const next = sessionsOn(calendar, "trading", tradingDayAfter(calendar, day))[0];
        if (next) expect(next.start).toBeGreaterThanOrEqual(all.at(-1)?.end ?? 0);
      }),
    );
  });

  test("contain the moments at which they are on, and the next one begins no earlier than now", () => {
    fc.assert(
      fc.property(trading, ([calendar, ms]) => {
        const session = sessionAt(calendar, "trading", ms);
        if (session) {
          expect(session.start <= ms && ms < session.end).toBe(true);
          expect(nextOpenAt(calendar, "trading", ms)).toBe(ms);
          expect(tradingDayAt(calendar, "trading", ms)).toBe(session.day);
        } else {
          const open = nextOpenAt(calendar, "trading", ms);
          expect(open).toBeGreaterThan(ms);
          expect(sessionAt(calendar, "trading", open)).toBeDefined();
        }
      }),
    );
  });

  test("come before and after each other without leaving one out", () => {
    fc.assert(
      fc.property(trading, ([calendar, ms]) => {
        const day = tradingDayAt(calendar, "liquid", ms);
        expect(tradingDayBefore(calendar, tradingDayAfter(calendar, day))).toBe(day);
      }),
    );
  });

  test("are shorter on half days, in all hours and in the regular ones", () => {
    const minutes = (calendar: CalendarName, hours: Hours, day: number): number =>
      sessionsOn(calendar, hours, day).reduce((sum, { start, end }) => sum + (end - start) / 60_000, 0);
    const friday = dayFrom(2026, 11, 27);
    expect(minutes("us-stocks", "liquid", friday)).toBe(210);
    expect(minutes("us-stocks", "trading", friday)).toBe(13 * 60);
    expect(minutes("us-options", "liquid", friday)).toBe(210);
    expect(minutes("us-stocks", "liquid", friday + 3)).toBe(390);
    // Before Christmas also where Thanksgiving is none.
    expect(minutes("london", "liquid", friday)).toBe(510);
    expect(minutes("london", "liquid", dayFrom(2026, 12, 24))).toBe(270);
    // Where the holiday itself is kept on that day there is nothing to shorten.
    expect(minutes("us-stocks", "liquid", dayFrom(2026, 7, 3))).toBe(0);
  });

  test("are written as contract data writes them", () => {
    const wednesday = Date.UTC(2026, 10, 25, 19);
    expect(hoursText("us-stocks", "liquid", wednesday, 3)).toBe(
      "20261125:0930-20261125:1600;20261126:CLOSED;20261127:0930-20261127:1300",
    );
    expect(hoursText("us-futures", "trading", wednesday, 2)).toBe(
      "20261124:1700-20261125:1600;20261125:1700-20261126:1600",
    );
    expect(hoursText("tokyo", "liquid", wednesday, 1)).toBe("20261126:0900-20261126:1130,20261126:1230-20261126:1530");
    fc.assert(
      fc.property(trading, ([calendar, ms]) => {
        expect(tradingHoursText.test.test(hoursText(calendar, "trading", ms))).toBe(true);
        expect(zoneOf(calendar)).not.toBe("");
      }),
    );
  });
});
