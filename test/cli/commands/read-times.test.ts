/** Dates and times of `twscope read`: logs carry times of day only, and the rest has to be known or assumed. */
import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { notice } from "../api-lines.ts";
import { jsonLines, twscope, type Run } from "../run-twscope.ts";
import { scratchFolder } from "../scratch-folder.ts";

const scratch = scratchFolder();
const line = (clock: string): string => notice(clock, -1, 2104, "Market data farm connection is OK:usfarm");
const overMidnight = line("23:59:58:000") + line("23:59:59:999") + line("00:00:00:001") + line("09:30:00:000");
const timesOf = (run: Run): unknown[] => jsonLines(run).map(({ time }) => time);
const read = (...words: string[]): Promise<Run> => twscope(["read", "--json", ...words]);
/** A moment on this machine's clock. */
const written = (day: number, hour: number): Date => new Date(2026, 1, day, hour);

describe("the date of a line", () => {
  test("is the one in the file's name, and goes on at midnight", async () => {
    const run = await read(scratch.write("api.1.20260218.log", overMidnight));
    expect(timesOf(run)).toEqual([
      "2026-02-18T23:59:58.000",
      "2026-02-18T23:59:59.999",
      "2026-02-19T00:00:00.001",
      "2026-02-19T09:30:00.000",
    ]);
    expect(jsonLines(run).map(({ date }) => date)).toEqual(["name", "name", "name", "name"]);
    expect(run.notes).toBe("");
  });

  test("stays the same for a late line just after midnight", async () => {
    const run = await read(
      scratch.write("late.20260218.log", line("23:59:59:990") + line("00:00:00:010") + line("23:59:59:995")),
    );
    expect(timesOf(run)).toEqual(["2026-02-18T23:59:59.990", "2026-02-19T00:00:00.010", "2026-02-18T23:59:59.995"]);
  });

  test("is the last such weekday before the file was written, which is said", async () => {
    const log = scratch.write("api.1.Thu.log", line("10:00:00:000"), written(21, 12));
    const run = await read(log);
    expect(timesOf(run)).toEqual(["2026-02-19T10:00:00.000"]);
    expect(run.notes).toMatch(/api\.1\.Thu\.log: the date is assumed: the last such weekday .*--date sets it$/);
  });

  test("is that very day when the file was written on such a weekday", async () => {
    const log = scratch.write("api.2.Thursday.log", line("10:00:00:000"), written(19, 12));
    expect(timesOf(await read(log))).toEqual(["2026-02-19T10:00:00.000"]);
  });

  test("is the day the file was written on, if the name tells none, which is said", async () => {
    const run = await read(scratch.write("exported.log", line("10:00:00:000"), written(18, 17)));
    expect(timesOf(run)).toEqual(["2026-02-18T10:00:00.000"]);
    expect(jsonLines(run)[0]?.["date"]).toBe("file time");
    expect(run.notes).toContain("the date is assumed from the time the file was written; --date sets it");
  });

  test("is the day before when the file was written earlier in the day than its first line", async () => {
    const run = await read(scratch.write("overnight.log", line("22:00:00:000") + line("01:00:00:000"), written(18, 2)));
    expect(timesOf(run)).toEqual(["2026-02-17T22:00:00.000", "2026-02-18T01:00:00.000"]);
  });

  test("is what --date says, without a remark", async () => {
    const run = await read(scratch.write("api.3.Thu.log", line("10:00:00:000")), "--date", "2020-02-29");
    expect(timesOf(run)).toEqual(["2020-02-29T10:00:00.000"]);
    expect(run.notes).toBe("");
  });

  test.each(["2026-02-30", "yesterday", "18.2.2026"])("cannot be --date %s", async (date) => {
    const { exitCode, notes } = await read(scratch.path("any.log"), "--date", date);
    expect({ exitCode, notes }).toEqual({
      exitCode: 2,
      notes: `twscope: --date ${date}: give a day such as 2026-02-18`,
    });
  });

  test("is missing where nothing tells it, as on standard input", async () => {
    const run = await twscope(["read", "-", "--json"], { input: line("10:00:00:000") });
    expect(jsonLines(run)[0]).toMatchObject({ time: "10:00:00.000", date: "none", file: "-" });
  });

  test("stands above the lines of a day", async () => {
    const { lines } = await twscope(["read", scratch.write("api.4.20260218.log", overMidnight)]);
    expect(lines.filter((one) => one.startsWith("──"))).toEqual(["── 2026-02-18 ──", "── 2026-02-19 ──"]);
    expect(lines[3]).toBe("── 2026-02-19 ──");
  });
});

describe("--zone", () => {
  test("adds the offset that holds at that time of the year", async () => {
    const winter = scratch.write("winter.20260218.log", line("10:00:00:000"));
    const summer = scratch.write("summer.20260718.log", line("10:00:00:000"));
    expect(timesOf(await read(winter, "--zone", "America/New_York"))).toEqual(["2026-02-18T10:00:00.000-05:00"]);
    expect(timesOf(await read(summer, "--zone", "America/New_York"))).toEqual(["2026-07-18T10:00:00.000-04:00"]);
    expect(timesOf(await read(winter, "--zone", "UTC"))).toEqual(["2026-02-18T10:00:00.000+00:00"]);
  });

  test("adds nothing to a time without a date", async () => {
    const run = await twscope(["read", "-", "--json", "--zone", "UTC"], { input: line("10:00:00:000") });
    expect(timesOf(run)).toEqual(["10:00:00.000"]);
  });

  test("refuses what is no zone", async () => {
    const { exitCode, notes } = await read(scratch.path("any.log"), "--zone", "New York");
    expect({ exitCode, notes }).toEqual({
      exitCode: 2,
      notes: "twscope: New York is no time zone; give one such as America/New_York or UTC",
    });
  });
});

describe("several files", () => {
  test("are merged by their clocks", async () => {
    const one = scratch.write("api.1.20260220.log", line("10:00:00:000") + line("10:00:02:000") + line("10:00:04:000"));
    const two = scratch.write("api.2.20260220.log", line("09:59:59:000") + line("10:00:02:000") + line("10:00:03:000"));
    const host = scratch.write(
      "ibgateway.20260220.log",
      "2026-02-20 10:00:02.500 INFO  [JTS-Main] - Build 10.37.1r, Apr 21, 2026 6:11:04 AM\n\tgoes on\n",
    );
    const run = await read(one, two, host);
    const name = { [one]: "one", [two]: "two", [host]: "host" };
    expect(jsonLines(run).map(({ file, time }) => `${name[String(file)]} ${String(time).slice(-6)}`)).toEqual([
      "two 59.000",
      "one 00.000",
      "one 02.000",
      "two 02.000",
      "host 02.500",
      "two 03.000",
      "one 04.000",
    ]);
  });

  test("keep a line without a time behind the one before it", async () => {
    const one = scratch.write("gap.20260220.log", `${line("10:00:00:000")}-> zzz\n${line("10:00:05:000")}`);
    const two = scratch.write("full.20260220.log", line("10:00:01:000"));
    expect(jsonLines(await read(one, two)).map(({ kind, time }) => [kind, String(time).slice(-6)])).toEqual([
      ["message", "00.000"],
      ["unread", "null"],
      ["message", "01.000"],
      ["message", "05.000"],
    ]);
  });

  describe("of several days", () => {
    const week = written(20, 20);
    const days = (): string[] => [
      scratch.write("api.5.Fri.log", line("09:31:00:100"), week),
      scratch.write("api.5.Thu.log", line("09:30:00:100") + line("15:00:00:000"), week),
      scratch.write("api.5.Wed.log", line("23:59:58:100") + line("00:00:00:010"), week),
      scratch.write(
        "tws.20260218.log",
        "2026-02-18 23:59:59.000 [AM] INFO  [JTS-Main] - one\n\tat a.b\n" +
          "2026-02-19 00:00:00.005 [AM] INFO  [JTS-Main] - two\n2026-02-20 09:31:00.050 [AM] INFO  [JTS-Main] - three\n",
        week,
      ),
    ];
    const moments = (run: Run): string[] =>
      jsonLines(run).map(({ file, time }) => `${basename(String(file)).replace(".log", "")} ${String(time)}`);

    test("are on one clock, past midnights, whatever the order they are given in", async () => {
      const run = await read(...days());
      expect(moments(run)).toEqual([
        "api.5.Wed 2026-02-18T23:59:58.100",
        "tws.20260218 2026-02-18T23:59:59.000",
        "tws.20260218 2026-02-19T00:00:00.005",
        "api.5.Wed 2026-02-19T00:00:00.010",
        "api.5.Thu 2026-02-19T09:30:00.100",
        "api.5.Thu 2026-02-19T15:00:00.000",
        "tws.20260218 2026-02-20T09:31:00.050",
        "api.5.Fri 2026-02-20T09:31:00.100",
      ]);
      expect(run.notes.split("\n")).toEqual([
        expect.stringMatching(
          /api\.5\.Fri\.log, .*Thu\.log and .*Wed\.log: the date is assumed: the last such weekday/,
        ),
      ]);
    });

    test("take --date as the day of the earliest, each its own weekday from then on; a date in a name stays", async () => {
      const run = await read(...days(), "--date", "2026-03-04");
      expect(moments(run).map((moment) => moment.slice(0, -13))).toEqual([
        "tws.20260218 2026-02-18",
        "tws.20260218 2026-02-19",
        "tws.20260218 2026-02-20",
        "api.5.Wed 2026-03-04",
        "api.5.Wed 2026-03-05",
        "api.5.Thu 2026-03-05",
        "api.5.Thu 2026-03-05",
        "api.5.Fri 2026-03-06",
      ]);
      expect(run.notes).toBe("");
    });

    test("are accounted for line by line, each file and all together", async () => {
      const { out } = await twscope(["read", "--stats", ...days()]);
      const totals = out.slice(out.indexOf("all 4 files"));
      expect(totals).toContain("  from 2026-02-18T23:59:58.100 to 2026-02-20T09:31:00.100");
      expect([...totals.matchAll(/ (\d+)$/gm)].map((found) => Number(found[1]))).toEqual([9, 8, 1, 0, 0, 5]);
    });

    test("count a file that is given twice once", async () => {
      const [one = ""] = days();
      expect(moments(await read(one, one))).toHaveLength(1);
    });
  });
});
