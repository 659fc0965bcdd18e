import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { planRecycling, defaultRules, type StoredFile } from "../../src/store/recycling.ts";

const dayMs = 86_400_000;
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10).replaceAll("-", "");
const file = (day: string, more: Partial<StoredFile> = {}): StoredFile => ({
  path: `${day}.${more.clock ?? "101500"}`,
  day,
  clock: "101500",
  bytes: 100,
  pinned: false,
  inUse: false,
  ...more,
});
const paths = (plan: ReturnType<typeof planRecycling>): string[] => plan.map(({ file: { path } }) => path);

/** Days on which something is odd: leap days, changes of the clocks, ends of years. */
const starts = [
  "2024-02-20",
  "2026-02-20",
  "2028-02-20",
  "2026-03-20",
  "2026-10-20",
  "2026-03-01",
  "2026-12-20",
  "2100-02-20",
];

describe("recycling", () => {
  test.each(starts)("keeps today and the six days before, day by day over three weeks from %s", (start) => {
    let files: StoredFile[] = [];
    for (let count = 0; count < 21; count += 1) {
      const now = Date.parse(start) + count * dayMs;
      files.push(file(dayOf(now)));
      const plan = planRecycling(files, dayOf(now), defaultRules);
      files = files.filter((one) => !plan.some((recycled) => recycled.file === one));
      const wanted = Array.from({ length: Math.min(7, count + 1) }, (_, back) =>
        dayOf(now - back * dayMs),
      ).toReversed();
      expect(files.map(({ day }) => day)).toEqual(wanted);
      expect(plan.every(({ why }) => why === "age")).toBe(true);
    }
  });

  test("on the first of March of a leap year the seven days begin on the twenty-fourth", () => {
    const files = ["20240223", "20240224", "20240229", "20240301"].map((day) => file(day));
    expect(paths(planRecycling(files, "20240301", defaultRules))).toEqual(["20240223.101500"]);
    const plain = ["20260222", "20260223", "20260301"].map((day) => file(day));
    expect(paths(planRecycling(plain, "20260301", defaultRules))).toEqual(["20260222.101500"]);
  });

  test("keeps as many days as it is told", () => {
    const files = ["20261120", "20261121", "20261122"].map((day) => file(day));
    expect(paths(planRecycling(files, "20261122", { ...defaultRules, keepDays: 1 }))).toEqual([
      "20261120.101500",
      "20261121.101500",
    ]);
  });

  test("with a clock that was set back removes nothing, since files of tomorrow are not old", () => {
    const files = ["20261125", "20261124", "20261122"].map((day) => file(day));
    expect(planRecycling(files, "20261101", defaultRules)).toEqual([]);
  });

  test("above the ceiling removes the oldest, by day and clock, until it fits", () => {
    const files = [
      file("20261122", { clock: "120000" }),
      file("20261121"),
      file("20261122", { clock: "090000" }),
      file("20261110", { bytes: 1000 }),
    ];
    const plan = planRecycling(files, "20261122", { keepDays: 7, keepBytes: 150 });
    expect(plan.map(({ file: { path }, why }) => [path, why])).toEqual([
      ["20261110.101500", "age"],
      ["20261121.101500", "space"],
      ["20261122.090000", "space"],
    ]);
  });

  test("never removes what is pinned or being written, never a file twice, and keeps to both rules with the rest", () => {
    const anyFile = fc.record({
      day: fc.integer({ min: 0, max: 20 }),
      clock: fc.integer({ min: 0, max: 235_959 }),
      bytes: fc.nat(1000),
      pinned: fc.boolean(),
      inUse: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(anyFile, { maxLength: 20 }),
        fc.integer({ min: 1, max: 12 }),
        fc.nat(5000),
        (all, keepDays, keepBytes) => {
          const now = Date.parse("2028-03-05");
          const files = all.map((one, index) =>
            file(dayOf(now - one.day * dayMs), {
              ...one,
              day: dayOf(now - one.day * dayMs),
              clock: String(one.clock).padStart(6, "0"),
              path: String(index),
            }),
          );
          const plan = planRecycling(files, dayOf(now), { keepDays, keepBytes });
          const gone = new Set(plan.map((one) => one.file));
          expect(gone.size).toBe(plan.length);
          expect(plan.every((one) => !one.file.pinned && !one.file.inUse)).toBe(true);
          const kept = files.filter((one) => !gone.has(one));
          const free = kept.filter((one) => !one.pinned && !one.inUse);
          expect(free.every(({ day }) => day >= dayOf(now - (keepDays - 1) * dayMs))).toBe(true);
          const bytes = kept.reduce((sum, one) => sum + one.bytes, 0);
          expect(bytes <= keepBytes || free.length === 0).toBe(true);
          // Nothing goes for space that need not go: with the last one removed it did not fit.
          const crowded = plan.filter(({ why }) => why === "space");
          if (crowded.length > 0) expect(bytes + (crowded.at(-1)?.file.bytes ?? 0)).toBeGreaterThan(keepBytes);
        },
      ),
    );
  });
});
