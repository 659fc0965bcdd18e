/** What the name of a log tells: program, client, day. */
import { describe, expect, test } from "vitest";
import { readFileName } from "../../src/logs/file-name.ts";

/** A Wednesday, at noon. */
const modifiedMs = Date.UTC(2026, 1, 18, 12);
const day = (text: string): object => {
  const [year, month, date] = text.split("-").map(Number);
  return { year, month, day: date };
};

test.each([
  ["api.123.Thu.log", { kind: "api", client: 123, day: day("2026-02-12"), weekdayOnly: true }],
  ["api.123.Wed.log", { kind: "api", client: 123, day: day("2026-02-18"), weekdayOnly: true }],
  [
    "api.0.20250110.105733.ibgzenc",
    { kind: "api", client: 0, day: day("2025-01-10"), clock: "105733", encrypted: true },
  ],
  ["api.7.20260218.log.gz", { kind: "api", client: 7, day: day("2026-02-18"), weekdayOnly: false, encrypted: false }],
  ["api.20260218.log", { kind: "api", client: undefined, day: day("2026-02-18") }],
  ["api_2026-02-18.log", { kind: "api", client: undefined, day: day("2026-02-18") }],
  ["api.log", { kind: "api", client: undefined, day: undefined }],
  ["gateway_20260218.log", { kind: "gateway", day: day("2026-02-18") }],
  ["ibgateway.20260218.101112.ibgzenc", { kind: "gateway", day: day("2026-02-18"), clock: "101112" }],
  ["tws.20260218.log", { kind: "tws", day: day("2026-02-18"), client: undefined }],
  ["log.Wed.txt", { kind: "tws", day: day("2026-02-18"), weekdayOnly: true }],
  ["launcher.log", { kind: "launcher", day: undefined, weekdayOnly: false }],
  ["IBC-3.20.0_TWS-1033_WEDNESDAY.txt", { kind: "ibc", day: day("2026-02-18"), weekdayOnly: true }],
  ["C:\\Jts\\abcdef\\api.5.Mon.log", { kind: "api", client: 5, day: day("2026-02-16") }],
  ["/home/me/Jts/20250101/api.5.Tue.log", { kind: "api", client: 5, day: day("2026-02-17") }],
  ["api.5.20261301.log", { kind: "api", client: 5, day: undefined }],
  ["sunday-notes.log", { kind: "unknown" }],
])("%s", (name, expected) => {
  expect(readFileName(name, modifiedMs)).toMatchObject(expected);
});

describe("a weekday", () => {
  test("is the last such day up to when the file was written, seven days at most", () => {
    const found = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"].map(
      (name) => readFileName(`api.1.${name}.log`, modifiedMs).day?.day,
    );
    expect(found).toEqual([15, 16, 17, 18, 12, 13, 14]);
  });

  test("tells nothing without the file's time", () => {
    expect(readFileName("api.1.Thu.log", undefined)).toMatchObject({ day: undefined, weekdayOnly: true });
  });
});
