/** One input of any dialect, or of several mixed: nothing is dropped, and every line is accounted for. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bytesOf } from "../../src/base/byte-string.ts";
import { count, linesIn, newStatistics } from "../../src/cli/read/statistics.ts";
import { readFileName } from "../../src/logs/file-name.ts";
import { LogReader } from "../../src/logs/log-reader.ts";
import type { LogRecord } from "../../src/logs/record.ts";
import { mergeLogs } from "../../src/node/open-log.ts";
import { apiLine, notice, utf8 } from "../cli/api-lines.ts";
import { specimens } from "../cli/specimens.ts";
import { readLog } from "./read-log.ts";

const time = "11:49:32:797";
const apiEntries: readonly string[] = [
  ...Object.values(specimens).map((line) => `${utf8(line)}\n`),
  notice(time, -1, 2104, "Market data farm connection is OK:usfarm"),
  apiLine(time, "NEWS_ARTICLE", 187, { reqId: 4, articleType: 0, articleText: "one\ntwo - three\n\nfour" }),
  apiLine(time, "SOFT_DOLLAR_TIERS", 187, {
    reqId: 1,
    softDollarTiers: [{ name: "a", value: "b-c", displayName: "d" }],
  }),
  `${time} -> ---\n9-1-12345-\n`,
  `${time} -> zzz\n`,
  `${time} -> [999;foo: 1]\n`,
  `${time} <- 2-2-90\n`,
  `${time} <- 999-1-2-\n`,
];
const hostEntries: readonly string[] = [
  "2026-02-18 11:49:32.797 [AM] INFO  [JTS-Main] - Build 10.37.1r, Apr 21, 2026 6:11:04 AM\n",
  "2026-02-18 11:49:33.797 [AM] ERROR [JTS-Main] - failed\n\tat a.b(C.java:1)\nCaused by: java.io.IOException\n",
  "QA 04:57:43:574 JTS-Main: text\n",
];
const others: readonly string[] = [
  "\n",
  "a note\n",
  "\r\n",
  "2026-02-18 my bot: order sent\n",
  "\x00\xff\x80\n",
  "11:49\n",
  "-> \n",
];
const entry = fc.constantFrom(...apiEntries, ...hostEntries, ...others);

describe("every line is read, a continuation, ambiguous or not understood", () => {
  const account = (text: string, chunks: readonly number[] = []): { lines: number; records: LogRecord[] } => {
    const reader = new LogReader({ file: "mixed.log" });
    const bytes = bytesOf(text);
    const edges = [0, ...chunks.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
    const records = edges.slice(1).flatMap((end, index) => reader.push(bytes.subarray(edges[index], end)));
    records.push(...reader.end());
    return { lines: reader.lines, records };
  };

  test("in any mixture, cut off anywhere, and these add up to its lines", () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 12 }), fc.nat(3000), fc.boolean(), (entries, cut, windows) => {
        const whole = entries.join("").slice(0, cut);
        const text = windows ? whole.replaceAll("\n", "\r\n") : whole;
        const { lines, records } = account(text);
        const statistics = newStatistics();
        for (const record of records) count(statistics, record);
        expect(lines).toBe(text === "" ? 0 : text.replace(/\n$/, "").split("\n").length);
        expect(linesIn(statistics.lines)).toBe(lines);
        expect(Math.min(...Object.values(statistics.lines))).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 150 },
    );
  });

  test("in the same records, in the order of their lines, for any chunks", () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 10 }), fc.array(fc.nat(), { maxLength: 6 }), (entries, chunks) => {
        const text = entries.join("");
        const { records } = account(text);
        expect(account(text, chunks).records).toEqual(records);
        const places = records.map(({ line }) => line);
        expect(places).toEqual(places.toSorted((a, b) => a - b));
      }),
      { numRuns: 60 },
    );
  });

  test("a line of several messages counts as the worst of them", () => {
    const tiers = { reqId: 1, softDollarTiers: [{ name: "a", value: "b-c", displayName: "d" }] };
    const two = notice(time, 5, 2104, "OK").trimEnd() + apiLine(time, "SOFT_DOLLAR_TIERS", 187, tiers).slice(16);
    const statistics = newStatistics();
    for (const record of readLog(two, { serverVersion: 187 }).records) count(statistics, record);
    expect(statistics).toMatchObject({ messages: 2, lines: { read: 0, ambiguous: 1, notUnderstood: 0 } });
  });
});

test("nothing is dropped: unread stretches hold their lines", () => {
  const { records } = readLog(
    `first\nsecond\n${time} -> ---\x069-1-6-\n2026-02-18 11:49:33.797 INFO  [JTS-Main] - text\n`,
  );
  expect(records).toMatchObject([
    { kind: "unread", lines: 2, text: "first\nsecond" },
    { kind: "message", name: "NEXT_VALID_ID" },
    { kind: "host", text: "text" },
  ]);
});

describe("the date of the first line", () => {
  const line = `${time} -> ---\x069-1-6-\n`;
  const modifiedMs = Date.UTC(2026, 1, 18, 12);
  const dateOf = (options: Parameters<typeof readLog>[1]): unknown => readLog(line, options).messages[0]?.time;

  test("is the one that was told", () => {
    const day = { year: 2026, month: 1, day: 2 };
    const name = readFileName("api.1.20260218.log", undefined);
    expect(dateOf({ day, name })).toMatchObject({ local: "2026-01-02T11:49:32.797", date: "option" });
  });

  test("else the one in the file's name, a day or a weekday", () => {
    const name = readFileName("api.1.20260217.log", undefined);
    expect(dateOf({ name, modifiedMs })).toMatchObject({ local: "2026-02-17T11:49:32.797", date: "name" });
    const weekday = readFileName("api.1.Thu.log", modifiedMs);
    expect(dateOf({ name: weekday, modifiedMs })).toMatchObject({ local: "2026-02-12T11:49:32.797", date: "name" });
  });

  test("else the day on which the file was written, or the day before", () => {
    expect(dateOf({ modifiedMs })).toMatchObject({ local: "2026-02-18T11:49:32.797", date: "file time" });
    const early = modifiedMs - 3 * 3_600_000;
    expect(dateOf({ modifiedMs: early })).toMatchObject({ local: "2026-02-17T11:49:32.797", date: "file time" });
  });

  test("else none", () => {
    expect(dateOf({})).toMatchObject({ local: "11:49:32.797", date: "none" });
  });
});

test("several logs merge on one clock, each in its own order", async () => {
  const day = { year: 2026, month: 2, day: 18 };
  const api = readLog(notice("10:00:00:500", 1, 200, "b") + notice("10:00:02:500", 1, 200, "d"), { day, file: "api" });
  const host = readLog(
    "2026-02-18 10:00:00.100 INFO  [JTS-Main] - a\n2026-02-18 10:00:01.100 INFO  [JTS-Main] - c\n\tcontinued\n",
    { file: "host" },
  );
  const timeless = readLog("-> 9-1-1-\n-> 9-1-2-\n", { file: "pasted" });
  const streams = [api, host, timeless].map(async function* ({ records }): AsyncGenerator<LogRecord> {
    yield* records;
  });
  const merged = [];
  for await (const record of mergeLogs(streams)) merged.push(`${record.file}:${record.line}`);
  expect(merged.filter((place) => !place.startsWith("pasted"))).toEqual(["host:1", "api:1", "host:2", "api:2"]);
  expect(merged).toHaveLength(6);
});
