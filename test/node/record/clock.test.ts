import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { localDays, localText, systemClock } from "../../../src/node/record/clock.ts";

const zone = process.env["TZ"];
afterEach(() => {
  if (zone === undefined) delete process.env["TZ"];
  else process.env["TZ"] = zone;
});

describe("the recorder's clocks", () => {
  test("tell microseconds: the steady one never goes back, the wall clock stays within the millisecond of the system's", () => {
    const step = fc.tuple(
      fc.nat(5_000),
      fc.oneof(fc.constant(0), fc.integer({ min: -5, max: 5 }), fc.integer({ min: -4e8, max: 4e8 })),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 50 }), (steps) => {
        let steadyMs = 12.345;
        let wall = 1_795_342_500_000;
        const clock = systemClock(
          () => steadyMs,
          () => Math.floor(wall),
        );
        let before = clock.now();
        for (const [us, setMs] of steps) {
          steadyMs += us / 1000;
          // Somebody sets the clock, or it is slewed, or neither.
          wall += us / 1000 + setMs;
          const now = clock.now();
          expect(now.monotonicUs).toBeGreaterThanOrEqual(before.monotonicUs);
          expect(Math.floor(now.wallUs / 1000)).toBe(Math.floor(wall));
          before = now;
        }
      }),
    );
  });

  test("keep microseconds between two ticks of the system's milliseconds", () => {
    let steadyMs = 0;
    const clock = systemClock(
      () => steadyMs,
      () => 1_795_342_500_000 + Math.floor(steadyMs),
    );
    clock.now();
    const times = [0.1, 0.25, 0.999, 1.5, 7.123].map((ms) => {
      steadyMs = ms;
      return clock.now().wallUs - 1_795_342_500_000_000;
    });
    expect(times).toEqual([100, 250, 999, 1500, 7123]);
  });
});

test.each(["America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia", "UTC"])(
  "the day of a moment in %s is the one that its text tells, whatever was asked before",
  (name) => {
    process.env["TZ"] = name;
    const day = localDays();
    const moment = fc.integer({ min: Date.parse("2026-01-01") * 1000, max: Date.parse("2029-01-01") * 1000 });
    fc.assert(
      fc.property(moment, fc.integer({ min: -120e6, max: 120e6 }), (us, near) => {
        for (const one of [us, us + near]) expect(day(one)).toBe(localText(one).slice(0, 10));
      }),
    );
  },
);
