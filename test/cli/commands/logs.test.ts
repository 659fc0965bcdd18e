import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { displayWidth } from "../../../src/cli/display-width.ts";
import { bytesOf } from "../../../src/base/byte-string.ts";
import type { RecordingEvent } from "../../../src/recording/format.ts";
import { tellRunning } from "../../../src/node/store/running.ts";
import { flipBit, runningRecorder, scratchStore, session } from "../../node/store/scratch-store.ts";
import { twscope } from "../run-twscope.ts";

const scratch = scratchStore();
const { store, put } = scratch;
const day = (name: string): Date => new Date(`${name.slice(0, 4)}-${name.slice(4, 6)}-${name.slice(6, 8)}T10:15:00`);
const old = "20261120";
const [five, six] = [`api.5.${old}.101500.twscope`, `api.6.20261121.101500.twscope`];

/** Two recordings of past days, last written then. */
async function twoRecordings(): Promise<void> {
  await put(five, { at: day(old) });
  await put(six, { at: day("20261121"), sealed: false });
  aged();
}

/** A recording that was just written counts as being written. */
function aged(): void {
  for (const name of readdirSync(store))
    if (name.endsWith(".twscope")) utimesSync(join(store, name), day(old), day(old));
}

afterEach(() => rmSync(store, { recursive: true, force: true }));

const recordings = (): string[] => readdirSync(store).filter((name) => name.endsWith(".twscope"));
const json = (out: string): Record<string, unknown>[] => JSON.parse(out) as Record<string, unknown>[];

describe("logs list", () => {
  test("tells of each recording what it is, the oldest first", async () => {
    await twoRecordings();
    const { exitCode, out } = await twscope(["logs", "--json"]);
    expect(exitCode).toBe(0);
    expect(json(out)).toMatchObject([
      {
        file: five,
        client: 5,
        day: "2026-11-20",
        messages: { in: 2, out: 1 },
        gaps: 0,
        pinned: null,
        sealed: true,
        readable: true,
        state: "whole",
      },
      { file: six, client: 6, sealed: false },
    ]);
    const start = json(out)[0]?.["start"];
    expect(start).toBe("2026-11-20 10:15:00.001");
  });

  test("is a table for people", async () => {
    await twoRecordings();
    const { lines } = await twscope(["logs", "list"]);
    expect(lines[0]).toMatch(/^client +day +start +end +messages +size +pinned +state +file$/);
    expect(lines[1]).toMatch(/^ +5 +2026-11-20 +10:15:00 +10:15:00 +3 .* whole +api\.5\./);
    expect(lines[2]).toMatch(/whole, plain/);
    expect(lines[3]).toMatch(/^2 recordings, /);
  });

  test.each([120, 100, 80])("fits into %i columns, and every name stands in one piece", async (width) => {
    await twoRecordings();
    const { out, lines } = await twscope(["logs", "list"], { columns: width });
    for (const line of lines.slice(0, -1)) expect(displayWidth(line)).toBeLessThanOrEqual(width);
    expect(out).toContain(five);
    expect(out).toContain(six);
    await twscope(["logs", "keep", six, "--reason", "what happened when orders were rejected"]);
    const kept = await twscope(["logs", "list"], { columns: width });
    for (const line of kept.lines.slice(0, -1)) expect(displayWidth(line)).toBeLessThanOrEqual(width);
    expect(kept.out).toContain("pinned");
  });

  test("can be of one client and day", async () => {
    await twoRecordings();
    const of = async (...options: string[]) =>
      json((await twscope(["logs", ...options, "--json"])).out).map(({ client }) => client);
    expect(await of("--client", "6")).toEqual([6]);
    expect(await of("--day", "2026-11-20")).toEqual([5]);
    expect(await of("--day", "20261120", "--day", "20261121")).toEqual([5, 6]);
    expect(await of("--client", "6", "--day", "20261120")).toEqual([]);
  });

  test("of nothing has exit code 1 and says where it looked", async () => {
    const { exitCode, notes } = await twscope(["logs"]);
    expect(exitCode).toBe(1);
    expect(notes).toContain(`${store} holds no recording yet`);
  });

  test("counts the messages of a recording that has no end", async () => {
    await put(five, { cutEnd: true, at: day(old) });
    expect(json((await twscope(["logs", "--json"])).out)).toMatchObject([
      { messages: { in: 2, out: 1 }, state: "no end", readable: true, end: "2026-11-20 10:15:00.010" },
    ]);
  });

  test("messages that are held and messages that are missing are two things", async () => {
    const [opening = [], accounts = []] = session(day(old));
    const moment = { leg: 1, monotonicUs: 0, wallUs: day(old).getTime() * 1000 + 9000 };
    // What the host sent after the half of a message is missing, for want of room on the disk.
    const half: RecordingEvent = { kind: "data", ...moment, direction: "in", bytes: bytesOf("\0\0\0\x089\x001") };
    const gap: RecordingEvent = {
      kind: "gap",
      ...moment,
      about: {
        missing: { in: 1500, out: 34 },
        chunks: 3,
        sinceWallUs: 0,
        why: "no space",
        unfinished: { in: 0, out: 0 },
      },
    };
    await put(five, { at: day(old), blocks: [opening, accounts, [half, gap]], seen: { in: 42, out: 3 } });
    await put(six, { at: day("20261121") });
    const { out } = await twscope(["logs", "--json"]);
    expect(json(out)).toMatchObject([
      {
        messages: { in: 1, out: 1 },
        gaps: 1,
        missing: { bytes: { in: 1500, out: 34 }, messages: { in: 41, out: 2 } },
      },
      {
        messages: { in: 2, out: 1 },
        gaps: 0,
        missing: { bytes: { in: 0, out: 0 }, messages: { in: 0, out: 0 } },
      },
    ]);
    const { lines } = await twscope(["logs"]);
    expect(lines[0]).toMatch(/ messages +missing +size /);
    expect(lines[1]).toMatch(/ 2 +≥43, 1\.5 KB +\d.* whole, 1 gap +api\.5/);
    expect(lines[2]).toMatch(/ 3 {2,}[\d.]+ K?B .* whole +api\.6/);
    const verified = await twscope(["logs", "verify", five, "--json"]);
    expect(JSON.parse(verified.out)).toMatchObject({
      messages: { in: 1, out: 1 },
      missing: { bytes: { in: 1500, out: 34 }, messages: { in: 1, out: 0 } },
    });
  });

  test.for([
    ["from its recorder", {}, { in: 1_000_000, out: 20 }],
    ["not at all when it counted what is in no file", { gaps: 1 }, null],
    ["not at all when it counted the day before too", { openSince: "2026-11-19T12:00:00.000Z" }, null],
  ] as const)("takes the figures of a large recording that is being written %s", async ([, counted, messages]) => {
    const path = await put(five, { at: day(old), cutEnd: true });
    truncateSync(path, 65 * 1024 * 1024);
    const leg = {
      leg: 1,
      file: path,
      client: "127.0.0.1:50001",
      clientId: 5,
      serverVersion: 187,
      messages: { in: 1_000_000, out: 20 },
      written: { in: 0, out: 0 },
      gaps: 0,
      lost: { in: 0, out: 0 },
      leftOut: 0,
      problem: undefined,
      openSince: day(old).toISOString(),
      relayed: { in: 0, out: 0 },
      ...counted,
    };
    tellRunning(store, { ...runningRecorder([path]), legs: [leg] });
    expect(json((await twscope(["logs", "--json"])).out)).toMatchObject([
      {
        state: "being written",
        messages,
        missing: messages && { bytes: { in: 0, out: 0 } },
        gaps: leg.gaps,
        start: "2026-11-20 10:15:00.000",
      },
    ]);
  });

  test("says which recordings cannot be read, and why", async () => {
    await put(five);
    writeFileSync(join(store, six), "twscope\n\0\0\0\x02 what comes is not known");
    const { exitCode, out } = await twscope(["logs", "--json", "--key-file", otherKey()]);
    expect(exitCode).toBe(0);
    expect(json(out)).toMatchObject([
      { file: five, state: "locked", readable: false, why: expect.stringContaining("It was sealed for age1") },
      { file: six, state: "unreadable", why: expect.stringContaining("format version 2; this program reads up to 1") },
    ]);
  });

  test("refuses what is no client or day", async () => {
    expect(await twscope(["logs", "--client", "x"])).toMatchObject({ exitCode: 2 });
    expect((await twscope(["logs", "--day", "friday"])).notes).toContain("give a day such as 2026-11-22");
  });
});

const key = "AGE-SECRET-KEY-1Z0D9A78MVNRZEXKH032AF8XKEQUTW8C6NLGVGZMVQTAXAXW4KPZSU4YVJ4";
function otherKey(): string {
  const path = join(scratch.settings, "other.txt");
  writeFileSync(path, `${key}\n`);
  return path;
}

describe("logs delete", () => {
  test("asks, and deletes when the answer is yes", async () => {
    await twoRecordings();
    expect(await twscope(["logs", "delete", "--all"], { answers: ["n"] })).toMatchObject({ exitCode: 1, out: "" });
    expect(recordings()).toHaveLength(2);
    const { exitCode, out } = await twscope(["logs", "delete", "--client", "5"], { answers: ["yes"] });
    expect({ exitCode, out }).toEqual({ exitCode: 0, out: "Deleted 1 recording.\n" });
    expect(recordings()).toEqual([six]);
  });

  test("deletes nothing where nobody can be asked, unless told --yes", async () => {
    await twoRecordings();
    const { exitCode, notes } = await twscope(["logs", "delete", five]);
    expect(exitCode).toBe(2);
    expect(notes).toContain("say --yes");
    expect(recordings()).toHaveLength(2);
    expect((await twscope(["logs", "delete", five, "--yes"])).exitCode).toBe(0);
    expect(recordings()).toEqual([six]);
  });

  test("wants to be told which", async () => {
    await twoRecordings();
    expect(await twscope(["logs", "delete", "--yes"])).toMatchObject({ exitCode: 2 });
    expect((await twscope(["logs", "delete", "api.5.20261120.101501.twscope", "--yes"])).notes).toContain(
      `did you mean ${five}`,
    );
    expect(recordings()).toHaveLength(2);
  });

  test("never deletes what is being written", async () => {
    await twoRecordings();
    tellRunning(store, runningRecorder([join(store, five)]));
    const { exitCode, notes } = await twscope(["logs", "delete", "--all", five, six, "--yes"]);
    expect(exitCode).toBe(1);
    expect(notes).toContain(`${five} stays: it is being written`);
    expect(recordings()).toEqual([five]);
  });

  test("leaves what is pinned, unless it is named", async () => {
    await twoRecordings();
    await twscope(["logs", "keep", five, "--reason", "evidence"]);
    expect((await twscope(["logs", "delete", "--all", "--yes"])).notes).toContain("it is pinned (evidence)");
    expect(recordings()).toEqual([five]);
    await twscope(["logs", "delete", five, "--yes"]);
    expect(recordings()).toEqual([]);
    expect(existsSync(join(store, `${five}.keep`))).toBe(false);
  });
});

describe("logs keep and release", () => {
  test("pin and unpin, with a reason that the list shows", async () => {
    await twoRecordings();
    const kept = await twscope(["logs", "keep", "--day", "2026-11-20", "--reason", "orders rejected"]);
    expect(kept.out).toBe(`Pinned 1 recording.\n  ${five}\n`);
    expect(json((await twscope(["logs", "--json"])).out)).toMatchObject([
      { pinned: { reason: "orders rejected" } },
      { pinned: null },
    ]);
    expect((await twscope(["logs", "release", "--client", "5", "--client", "6"])).out).toContain(
      "Released 1 recording.",
    );
    expect(json((await twscope(["logs", "--json"])).out)).toMatchObject([{ pinned: null }, { pinned: null }]);
  });

  test("want to be told which", async () => {
    await twoRecordings();
    expect(await twscope(["logs", "keep"])).toMatchObject({ exitCode: 2 });
    expect(await twscope(["logs", "release", "--client", "99"])).toMatchObject({ exitCode: 1 });
  });
});

describe("logs verify", () => {
  test("finds whole recordings whole", async () => {
    await twoRecordings();
    const { exitCode, lines } = await twscope(["logs", "verify"]);
    expect(exitCode).toBe(0);
    expect(lines[0]).toBe(`whole         ${join(store, five)}  3 blocks, 3 messages`);
    expect(lines).toHaveLength(2);
  });

  test("names a changed bit by file and byte, and goes on behind it", async () => {
    await twoRecordings();
    const path = join(store, five);
    const second = blockOffsets(path)[1] ?? 0;
    flipBit(path, second + 30);
    aged();
    const { exitCode, out } = await twscope(["logs", "verify", path]);
    expect(exitCode).toBe(1);
    expect(out).toContain(`${path}: at byte ${second}: block 1 is damaged: its checksum is wrong (checksum)`);
    expect(out).toContain("2 blocks");
  });

  test("says that a file was cut, or has no end", async () => {
    await twoRecordings();
    const path = join(store, five);
    const last = blockOffsets(path).at(-1) ?? 0;
    truncateSync(path, last);
    aged();
    expect((await twscope(["logs", "verify", path])).out).toMatch(/^no end .*\n.*no end mark behind block 2/);
    truncateSync(path, last - 3);
    const { exitCode, out } = await twscope(["logs", "verify", path, "--json"]);
    expect(exitCode).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ state: "damaged", damage: [{ code: "cut", block: 2 }] });
  });

  test("needs no end of what is being written", async () => {
    await put(five, { cutEnd: true });
    tellRunning(store, runningRecorder([join(store, five)]));
    expect(await twscope(["logs", "verify"])).toMatchObject({
      exitCode: 0,
      out: expect.stringMatching(/^being written /),
    });
  });

  test("has exit code 4 without the key, and 3 without the file", async () => {
    await put(five);
    const { exitCode, out } = await twscope(["logs", "verify", "--key-file", otherKey()]);
    expect(exitCode).toBe(4);
    expect(out).toContain("It was sealed for age1");
    expect((await twscope(["logs", "verify", "--store", join(store, "nowhere")])).exitCode).toBe(1);
    expect((await twscope(["logs", "verify", "nothing.twscope"])).exitCode).toBe(2);
  });
});

/** Where the blocks of a recording begin. */
function blockOffsets(path: string): number[] {
  const bytes = readFileSync(path);
  const found: number[] = [];
  for (let at = bytes.indexOf("f5545342", 0, "hex"); at !== -1; at = bytes.indexOf("f5545342", at + 1, "hex"))
    found.push(at);
  return found;
}

describe("logs path", () => {
  test("names our folders, and takes others to look at", async () => {
    const { out } = await twscope(["logs", "path", "--json", basename(store)]);
    expect(JSON.parse(out)).toMatchObject({ store, settings: scratch.settings });
  });

  test("shows a settings folder with its logs, and how to export encrypted ones", async () => {
    const jts = join(scratch.settings, "Jts");
    const user = join(jts, "aaaabbbbccccddddeeeeffffgggghhhhiiiijjjj");
    mkdirSync(user, { recursive: true });
    writeFileSync(
      join(jts, "jts.ini"),
      "[Logon]\r\nUserNameToDirectory=x,aaaabbbbccccddddeeeeffffgggghhhhiiiijjjj\r\n",
    );
    writeFileSync(join(user, "api.7.20261120.101500.ibgzenc"), "IBGZENC\0\0\0\0\x03\0\0\0\x03");
    const { exitCode, out } = await twscope(["logs", "path", jts]);
    expect(exitCode).toBe(0);
    expect(out).toContain(jts);
    expect(out).toMatch(/api\.7\.20261120\.101500\.ibgzenc.* client 7 encrypted/);
    expect(out).toContain("Export Today Logs...");
  });
});
