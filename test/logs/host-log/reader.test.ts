import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createHostLogReader, hostLogLimits, type HostLogOptions } from "../../../src/logs/host-log/reader.ts";
import type { HostRecord } from "../../../src/logs/record.ts";

/** Reads lines as a file holds them: number and offset are worked out. */
function readAll(lines: readonly string[], options: Partial<HostLogOptions> = {}): HostRecord[] {
  const reader = createHostLogReader({ file: "tws.log", ...options });
  const records: HostRecord[] = [];
  let offset = 0;
  for (const [index, line] of lines.entries()) {
    records.push(...reader.push(line, index + 1, offset));
    offset += line.length + 1;
  }
  return [...records, ...reader.end()];
}
const only = (records: readonly HostRecord[]): HostRecord => {
  const [record, ...others] = records;
  if (!record || others.length > 0) throw new Error(`${records.length} records instead of one`);
  return record;
};

describe("reading host log lines", () => {
  it("gives one record for each entry, with its place", () => {
    const lines = [
      "2026-08-30 00:40:58.441 INFO  [JTS-Main] - Build 10.50.1e, Aug 25, 2026 4:05:30 PM",
      "2026-08-30 00:41:03.464 WARN  [JTS-DeadlockMonitor-2] - instance of control is not created yet",
    ];
    expect(readAll(lines)).toMatchObject([
      {
        kind: "host",
        file: "tws.log",
        line: 1,
        offset: 0,
        time: { local: "2026-08-30T00:40:58.441", ms: Date.UTC(2026, 7, 30, 0, 40, 58, 441), date: "line" },
        level: "INFO",
        thread: "JTS-Main",
        tag: undefined,
        lines: 1,
        event: { name: "build", values: { build: "10.50.1e" } },
      },
      { line: 2, offset: 84 - 1, level: "WARN", event: { name: "login-waiting", severity: "warning" } },
    ]);
  });

  it("joins stack traces, statistics and blank lines to the entry before", () => {
    const records = readAll([
      "2018-04-22 20:22:34.268 [EW] ERROR [AWT-EventQueue-0] - Writing a file failed",
      "java.io.FileNotFoundException: settings (Permission denied)",
      "\tat java.io.FileOutputStream.open0(Native Method)",
      "Caused by: java.io.IOException: no",
      "",
      "2018-04-22 20:22:35.268 [EW] INFO  [JTS-DeadlockMonitor-23] - CPU:cur=1.37% avg=1.37%",
      "GC:called=7 times CPU used=0.03%",
      "Finalizer:cur=0.05%",
      "Threads Count:curr live=27 curr daemon=17",
    ]);
    expect(records.map(({ line, lines, event }) => [line, lines, event?.name])).toEqual([
      [1, 5, "java-exception"],
      [6, 4, "processor-load"],
    ]);
    expect(records[0]?.text).toBe(
      "Writing a file failed\njava.io.FileNotFoundException: settings (Permission denied)\n\tat java.io.FileOutputStream.open0(Native Method)\nCaused by: java.io.IOException: no",
    );
  });

  it("takes exception lines of the oldest shape, which repeat the tag, as part of the entry", () => {
    const record = only(
      readAll(["LC 10:00:00:000 JTS-EServerSocket-9: Error", "LC java.net.SocketException: Broken pipe"]),
    );
    expect(record).toMatchObject({ lines: 2, tag: "LC", event: { name: "java-exception" } });
  });

  it("gives the lines before the first head as a record without time", () => {
    const records = readAll(["cut off text", "\tat somewhere", "2026-08-30 00:40:58.441 INFO  [JTS-Main] - text"]);
    expect(records.map(({ time, lines, text }) => [time?.local, lines, text])).toEqual([
      [undefined, 2, "cut off text\n\tat somewhere"],
      ["2026-08-30T00:40:58.441", 1, "text"],
    ]);
  });

  it("takes line ends of both kinds in one file", () => {
    const records = readAll(["QA 10:00:00:000 JTS-Main: one\r", "more\r", "QA 10:00:00:001 JTS-Main: two"]);
    expect(records.map(({ text }) => text)).toEqual(["one\nmore", "two"]);
  });

  it("reads UTF-8 and Latin-1 lines of one entry, each as what it is", () => {
    const record = only(readAll(["QA 10:00:00:000 JTS-Main: \u00d0\u0094\u00d0\u00b0", "caf\u00e9"]));
    expect(record.text).toBe("Да\ncafé");
  });

  it("keeps the lines of two containers apart", () => {
    const records = readAll([
      "gateway-1  | 2026-08-30 00:40:58.441 INFO  [JTS-Main] - Error",
      "gateway-1  | java.io.IOException: gone",
      "gateway-1  | \tat a.b(C.java:1)",
      "database-1  | ready",
      "gateway-1  | 2024-03-18 20:43:32:316 IBC: Login has completed",
    ]);
    expect(records.map(({ text, lines }) => [text, lines])).toEqual([
      ["Error\njava.io.IOException: gone\n\tat a.b(C.java:1)", 3],
      ["ready", 1],
      ["IBC: Login has completed", 1],
    ]);
  });

  it("leaves text alone that looks like a container's name in a log without any", () => {
    const record = only(readAll(["QA 10:00:00:000 JTS-Main: table", "left  | right"]));
    expect(record.text).toBe("table\nleft  | right");
  });

  it("keeps a bounded text of an endless entry, and says how much it left out", () => {
    const row = "x".repeat(10_000);
    const count = 200;
    const record = only(readAll(["QA 10:00:00:000 JTS-Main: table", ...Array.from({ length: count }, () => row)]));
    expect(record.lines).toBe(count + 1);
    expect(record.text.length).toBeLessThan(hostLogLimits.entryBytesMax + 100);
    const kept = record.text.split("\n").length - 2;
    expect(record.text).toMatch(
      new RegExp(`\\[left out: ${count - kept} more lines, ${(count - kept) * 10_001} bytes\\]$`),
    );
  });

  it("cuts one enormous line between characters", () => {
    const record = only(readAll([`QA 10:00:00:000 JTS-Main: ${"\u00d0\u0094".repeat(600_000)}`]));
    expect(record.text).toMatch(/^Д+\n\[left out: \d+ bytes\]$/);
  });

  it("goes on after an end", () => {
    const reader = createHostLogReader({ file: "tws.log" });
    reader.push("2026-08-30 00:40:58.441 INFO  [JTS-Main] - one", 1, 0);
    expect(reader.end()).toHaveLength(1);
    expect(reader.end()).toHaveLength(0);
    reader.push("2026-08-30 00:40:58.442 INFO  [JTS-Main] - two", 2, 50);
    expect(only(reader.end())).toMatchObject({ line: 2, text: "two" });
  });
});

describe("dates and zones", () => {
  const start = [
    "QA 04:57:43:574 JTS-Main: -------------------- TWS RESTART --------------------",
    "QA 04:57:43:601 JTS-Main: Build 918.9a, Jan 30, 2014 4:50:23 PM",
    "QA 04:57:47:100 JTS-Main: Started on 20140131-10:57:47",
    "QA 04:57:48:000 JTS-Main: text",
  ];

  it("takes the date of a log without dates from its start, also for the lines before", () => {
    const records = readAll(start);
    expect(records.map(({ time }) => time?.local)).toEqual([
      "2014-01-31T04:57:43.574",
      "2014-01-31T04:57:43.601",
      "2014-01-31T04:57:47.100",
      "2014-01-31T04:57:48.000",
    ]);
    expect(records[2]?.event).toMatchObject({
      name: "started",
      values: { utc: "2014-01-31T10:57:47Z", utcOffsetMinutes: -360 },
    });
  });

  it("takes the day before where the zone says so", () => {
    const records = readAll(["QA 20:22:32:903 JTS-Main: Started on 20180423-00:22:32"]);
    expect(only(records)).toMatchObject({ time: { local: "2018-04-22T20:22:32.903" } });
  });

  it("uses a known date to tell zones apart that are a whole day from each other", () => {
    const line = "QA 13:00:00:000 JTS-Main: Started on 20140131-00:00:00";
    const known = readAll([line], { firstDay: { day: { year: 2014, month: 1, day: 31 }, from: "option" } });
    expect(only(known).event?.values).toMatchObject({ utcOffsetMinutes: 780 });
    expect(only(readAll([line])).event?.values).toMatchObject({ utcOffsetMinutes: -660 });
  });

  it("knows the zone of logs with dates", () => {
    const record = only(readAll(["2026-08-30 00:40:59.673 INFO  [AWT-EventQueue-0] - Started on 20260829-19:10:59"]));
    expect(record.event).toMatchObject({
      about: "The host tells the moment of its start; its clock is 330 minutes ahead of UTC.",
      values: { utc: "2026-08-29T19:10:59Z", utcOffsetMinutes: 330 },
    });
  });

  it("takes no zone from a start that is told on another zone's clock", () => {
    const record = only(
      readAll(["2017-08-17 21:55:14.583 [AM] INFO  [JTS-Main] - Started on 20170817-20:55:14 Europe/London"]),
    );
    expect(record.event?.values).toEqual({ zone: "Europe/London", zoneTime: "2017-08-17T20:55:14" });
  });

  it("takes the zone from the comparison of clocks", () => {
    const record = only(
      readAll([
        "2018-02-13 02:18:12.476 [RB] INFO  [AWT-EventQueue-0] - CCP reported time: 2018-02-13 01:18:12.000 (GMT) [1518484692], local time: 2018-02-13 01:18:12.474 (GMT), local time: 2018-02-13 02:18:12.474 (CET), difference in seconds: -0.474 [Login]",
      ]),
    );
    expect(record.event).toMatchObject({
      severity: "ok",
      values: { zone: "CET", seconds: -0.474, utcOffsetMinutes: 60 },
    });
  });

  it("takes the date from the entry about the day, as consoles of 2015 have it", () => {
    const records = readAll([
      "17:28:48:675 JTS-Main: dayInit: new values: dayOfTheWeek: 1 (Sun), YYYYMMofToday: 202202, YYYYMMDDofToday: 20220227",
    ]);
    expect(only(records).time).toMatchObject({ local: "2022-02-27T17:28:48.675", date: "line" });
  });

  it("takes the date that the log tells some lines later over the one that the file was written on", () => {
    const firstDay = { day: { year: 2026, month: 11, day: 26 }, from: "file time" } as const;
    const lines = [
      "21:41:41:774 IBController: IBControllerServer is started.",
      "21:41:42:948 JTS-Main: dayInit: new values: dayOfTheWeek: 6 (Fri), YYYYMMofToday: 201507, YYYYMMDDofToday: 20150724",
      "21:41:44:966 JTS-Main: Build 950.2g, May 19, 2015 5:52:50 PM",
    ];
    const days = (some: readonly string[]): unknown[] =>
      readAll(some, { firstDay }).map(({ time }) => [time?.local.slice(0, 10), time?.date]);
    expect(days(lines)).toEqual(lines.map(() => ["2015-07-24", "line"]));
    expect(days(lines.slice(0, 1))).toEqual([["2026-11-26", "file time"]]);
  });

  it("prefers the date that the caller knows until the log tells a later one", () => {
    const firstDay = { day: { year: 2014, month: 1, day: 30 }, from: "name" } as const;
    const records = readAll(start, { firstDay });
    expect(records.map(({ time }) => [time?.local.slice(0, 10), time?.date])).toEqual([
      ["2014-01-30", "name"],
      ["2014-01-30", "name"],
      ["2014-01-31", "line"],
      ["2014-01-31", "line"],
    ]);
  });

  it("carries dates over midnight", () => {
    const firstDay = { day: { year: 2014, month: 1, day: 31 }, from: "option" } as const;
    const records = readAll(["QA 23:59:59:999 JTS-Main: a", "QA 00:00:00:000 JTS-Main: b"], { firstDay });
    expect(records.map(({ time }) => time?.local)).toEqual(["2014-01-31T23:59:59.999", "2014-02-01T00:00:00.000"]);
  });

  it("waits for a date only so long", () => {
    const reader = createHostLogReader({ file: "log.Fri.txt" });
    let given = 0;
    for (let line = 1; line <= hostLogLimits.waitingEntriesMax + 2; line += 1)
      given += reader.push("QA 10:00:00:000 JTS-Main: text", line, line * 30).length;
    expect(given).toBe(hostLogLimits.waitingEntriesMax + 1);
    expect(only(reader.end()).time).toMatchObject({ local: "10:00:00.000", date: "none" });
  });

  it("gives time of day only when no date is told", () => {
    expect(only(readAll(["22:05:48:797 JTS-Main-60: text"])).time).toEqual({
      local: "22:05:48.797",
      ms: 79_548_797,
      date: "none",
    });
  });
});

const two = (value: number): string => String(value).padStart(2, "0");

describe("whatever the input", () => {
  const clock = fc.tuple(fc.nat(29), fc.nat(65), fc.nat(65), fc.nat(999)).map(([hours, minutes, seconds, ms]) => {
    return [`${two(hours)}:${two(minutes)}:${two(seconds)}`, String(ms).padStart(3, "0")] as const;
  });
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 60 }).map((bytes) => bytes.replaceAll(/[\n\u0100-\u{10ffff}]/gu, "?")),
    fc.constantFrom(
      "Started on 20140131-10:57:47",
      "Started on 20170817-20:55:14 Europe/London",
      "Created on: 20180213",
      "Created on: 99999999",
      "------- TWS RESTART -------",
      "Authorization failed: x",
      "",
    ),
  );
  const line = fc.oneof(
    text,
    fc.tuple(clock, text).map(([[time, ms], words]) => `QA ${time}:${ms} JTS-Main: ${words}`),
    fc.tuple(clock, text).map(([[time, ms], words]) => `${time}:${ms} JTS-Main: ${words}`),
    fc.tuple(clock, text).map(([[time, ms], words]) => `2026-08-30 ${time}.${ms} INFO  [JTS-Main] - ${words}`),
    fc.tuple(clock, text).map(([[time, ms], words]) => `name-1  | 2026-08-30 ${time}:${ms} IBC: ${words}`),
    text.map((words) => `other-1  | ${words}`),
  );

  it("never throws, and every line is in exactly one record", () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 60 }), (lines) => {
        const records = readAll(lines);
        let next = 1;
        let offset = 0;
        for (const record of records) {
          expect([record.line, record.offset]).toEqual([next, offset]);
          for (let index = 0; index < record.lines; index += 1) offset += (lines[next - 1 + index] ?? "").length + 1;
          next += record.lines;
        }
        expect(next).toBe(lines.length + 1);
      }),
      { numRuns: 500 },
    );
  });

  it("gives the same records however many lines have come at a time", () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), fc.nat(40), (lines, stop) => {
        const whole = readAll(lines);
        const reader = createHostLogReader({ file: "tws.log" });
        const early: HostRecord[] = [];
        let offset = 0;
        for (const [index, next] of lines.slice(0, stop).entries()) {
          early.push(...reader.push(next, index + 1, offset));
          offset += next.length + 1;
        }
        expect(early).toEqual(whole.slice(0, early.length));
      }),
      { numRuns: 300 },
    );
  });
});
