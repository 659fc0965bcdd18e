/** Long stretches of times that nobody asks for are skimmed over; what is asked for is read as ever, wherever it stands. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bytesOf } from "../../src/base/byte-string.ts";
import { formatClock, parseDay } from "../../src/logs/calendar.ts";
import { LogReader, type LogOptions } from "../../src/logs/log-reader.ts";
import type { LogRecord } from "../../src/logs/record.ts";
import { isWanted, type TimeBounds } from "../../src/logs/time-bounds.ts";
import { selectTimes, timeBounds } from "../../src/cli/read/select.ts";
import { notice, priceTick } from "../cli/api-lines.ts";

const hour = 3_600_000;
const clock = (ms: number): string => formatClock(ms % (24 * hour)).replace(".", ":");
const xml = (time: string): string => `${time} -> ----19-1-<?xml version="1.0"?>\n<a>\n  <b/>\n</a>-\n`;

/** So many lines a stretch: more than are read before anything is skimmed over. */
const stretch = 1300;

function linesFrom(start: number, step: number): string {
  let text = "";
  for (let index = 0; index < stretch; index += 1) {
    const time = clock(start + index * step + (step < 0 ? 24 * hour : 0));
    if (index % 100 === 7) text += notice(time, -1, 2104, "Market data farm connection is OK:usfarm");
    else if (index % 100 === 50) text += xml(time);
    else text += priceTick(time, 150 + (index % 10), "100");
  }
  return text;
}

interface Read {
  readonly records: readonly LogRecord[];
  readonly lines: number;
}

function read(log: string, options: Partial<LogOptions>, chunks: readonly number[] = []): Read {
  const reader = new LogReader({ file: "api.log", day: parseDay("20260218"), ...options });
  const records: LogRecord[] = [];
  const cuts = [...chunks.map((cut) => cut % log.length), log.length].toSorted((a, b) => a - b);
  for (let index = 0; index < cuts.length; index += 1)
    records.push(...reader.push(bytesOf(log.slice(cuts[index - 1] ?? 0, cuts[index]))));
  return { records: [...records, ...reader.end()], lines: reader.lines };
}

/** What is asked for, without the versions, which are inferred from less. */
const asked = (records: readonly LogRecord[], since?: string, until?: string): object[] =>
  records.filter(selectTimes(since, until)).map((record) => ({ ...record, serverVersion: 0 }));

describe("what is asked for is the same", () => {
  const starts = fc.constantFrom(1, 9, 12, 15, 23.9);
  const bound = fc.option(
    fc.constantFrom(
      "09:00",
      "12:05",
      "15:00:10",
      "23:59:59.999",
      "2026-02-18T15:00",
      "2026-02-19",
      "2026-02-20T09:00:20",
    ),
    { nil: undefined },
  );
  test("for any bounds, of clocks that go on, go back, or pass midnight, in any chunks", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(starts, fc.constantFrom(-700, 10, 900)), { minLength: 1, maxLength: 4 }),
        bound,
        bound,
        fc.array(fc.nat(), { maxLength: 8 }),
        (stretches, since, until, chunks) => {
          const log = stretches.map(([start, step]) => linesFrom(start * hour, step)).join("");
          const whole = read(log, {});
          const part = read(log, { times: timeBounds(since, until) }, chunks);
          expect(asked(part.records, since, until)).toEqual(asked(whole.records, since, until));
          expect(part.lines).toBe(whole.lines);
        },
      ),
      { numRuns: 12 },
    );
  });

  test("when another session begins where nobody looks", () => {
    const old = `${clock(9 * hour)} -> 4-2--1-2104-OK:usfarm-\n`.repeat(1500);
    const skimmed = notice(clock(10 * hour), -1, 2104, "OK:usfarm").repeat(1500);
    const wanted = notice(clock(12 * hour), -1, 2104, "OK:usfarm").repeat(3);
    const { records } = read(old + skimmed + wanted, { times: timeBounds("12:00", undefined) });
    expect(records.filter(selectTimes("12:00", undefined))).toMatchObject(
      [1, 2, 3].map(() => ({ fields: { errorMsg: "OK:usfarm", advancedOrderRejectJson: "" }, issues: [] })),
    );
  });
});

test("what is skimmed over is not read: a log of ten times the lines gives no more records", () => {
  const few = read(linesFrom(9 * hour, 1).repeat(2), { times: timeBounds("12:00", "13:00") });
  const many = read(linesFrom(9 * hour, 1).repeat(20), { times: timeBounds("12:00", "13:00") });
  expect(many.lines).toBe(10 * few.lines);
  expect(many.records.length).toBe(few.records.length);
  expect(few.records.length).toBeLessThan(stretch);
});

test("short logs are read whole", () => {
  const log = priceTick(clock(9 * hour), 150, "100").repeat(900);
  expect(read(log, { times: timeBounds("12:00", undefined) }).records).toEqual(read(log, {}).records);
});

test("the bounds of the readers are those of the selection", () => {
  const texts = fc.constantFrom(
    "11:49",
    "11:49:32",
    "11:49:32.797",
    "2026-02-18",
    "2026-02-18T11:49",
    "2026-02-18 11:49:32.7",
  );
  const day = Date.UTC(2026, 1, 18);
  const moments = fc.oneof(
    fc.nat(3 * 24 * hour),
    fc.constantFrom(0, 1, 42_572_797, 42_572_796, 42_572_798, 24 * hour - 1),
  );
  fc.assert(
    fc.property(
      fc.option(texts, { nil: undefined }),
      fc.option(texts, { nil: undefined }),
      moments,
      (since, until, at) => {
        const bounds: TimeBounds = timeBounds(since, until);
        const local = new Date(day + at).toISOString().slice(0, 23);
        const record = { kind: "unread", time: { local, ms: day + at, date: "line" } } as unknown as LogRecord;
        expect(isWanted(bounds, at % (24 * hour), day + at)).toBe(selectTimes(since, until)(record));
      },
    ),
  );
});
