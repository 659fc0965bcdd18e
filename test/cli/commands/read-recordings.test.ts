import { renameSync, rmSync, truncateSync, readFileSync, statSync, appendFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test, vi } from "vitest";
import { tellRunning } from "../../../src/node/store/running.ts";
import { flipBit, runningRecorder, scratchStore, session } from "../../node/store/scratch-store.ts";
import { jsonLines, startTwscope, twscope } from "../run-twscope.ts";

const { store, settings, put } = scratchStore();
afterEach(() => rmSync(store, { recursive: true, force: true }));

const corpus = fileURLToPath(new URL("../../corpus/recordings/", import.meta.url));
const key = ["--key-file", join(corpus, "key.txt")];
const name = "api.5.20261122.101500.twscope";
const morning = new Date("2026-11-22T10:15:00");
const names = (lines: readonly Record<string, unknown>[]): unknown[] =>
  lines.map(({ name: message, event }) => message ?? (event as { name: string }).name);

const whole = [
  "connection-opened",
  "version-offer",
  "version-agreed",
  "START_API",
  "MANAGED_ACCTS",
  "NEXT_VALID_ID",
  "connection-closed",
  "recording-ended",
];

describe("the samples of the recording format", () => {
  test.each(["version-1.twscope", "version-1-plain.twscope"])("%s opens, forever", async (file) => {
    const { exitCode, out, notes } = await twscope(["read", join(corpus, file), "--json", ...key]);
    expect({ exitCode, notes }).toEqual({ exitCode: 0, notes: "" });
    const records = jsonLines({ out, lines: out.trim().split("\n"), exitCode, notes });
    expect(names(records)).toEqual([
      "connection-opened",
      "version-offer",
      "version-agreed",
      "START_API",
      "MANAGED_ACCTS",
      "NEXT_VALID_ID",
      "gap",
      "ERR_MSG",
      "market-data-left-out",
      "connection-closed",
      "recording-ended",
    ]);
    expect(records[4]).toMatchObject({
      serverVersion: 187,
      fields: { accountsList: "DU1234567" },
      leg: 1,
      client: 5,
    });
    expect(records[4]?.["time"]).toMatch(/^2026-11-2\dT\d\d:\d\d:00\.007750$/);
    expect((await twscope(["logs", "verify", join(corpus, file), ...key])).exitCode).toBe(0);
  });

  test("one with a mark, and an end that tells of messages that were seen and are not in it, opens, forever", async () => {
    const file = join(corpus, "version-1-marked.twscope");
    const { exitCode, notes, ...run } = await twscope(["read", file, "--json", "--only", "in,link"]);
    expect({ exitCode, notes }).toEqual({ exitCode: 0, notes: "" });
    const records = jsonLines({ ...run, exitCode, notes });
    expect(names(records).slice(3, 8)).toEqual(["MANAGED_ACCTS", "NEXT_VALID_ID", "gap", "mark", "ERR_MSG"]);
    expect(records[6]).toMatchObject({
      client: 5,
      event: { about: "Marked: order 12 filled twice", values: { mark: "20261122.101500" } },
    });
    expect(JSON.parse((await twscope(["logs", "verify", file, "--json"])).out)).toMatchObject({ state: "whole" });
  });

  test("one of the future is refused with its version, and what to do", async () => {
    const file = join(corpus, "from-the-future.twscope");
    const { exitCode, notes, out } = await twscope(["read", file]);
    expect({ exitCode, out }).toEqual({ exitCode: 4, out: "" });
    expect(notes).toContain("it has format version 2; this program reads up to 1: use a newer one");
    expect((await twscope(["logs", "verify", file])).exitCode).toBe(4);
  });

  test("can be piped", async () => {
    const bytes = readFileSync(join(corpus, "version-1.twscope"));
    const { out } = await twscope(["read", "-", "--only", "errors", ...key], { input: bytes });
    expect(out).toContain("Market data farm connection is OK");
  });

  test("are counted by --stats, each record once", async () => {
    const { out } = await twscope(["read", join(corpus, "version-1.twscope"), "--stats", "--json", ...key]);
    expect(JSON.parse(out)).toMatchObject({
      lines: { all: 11, read: 11, notUnderstood: 0 },
      messages: 4,
      hostEntries: 7,
      serverVersions: [{ serverVersion: 187, from: "recording" }],
    });
  });
});

describe("a store", () => {
  test("is read as one log, on one clock, without being named", async () => {
    await put(name, { at: morning });
    await put("api.6.20261122.101500.twscope", { blocks: session(new Date(morning.getTime() + 3), 6), at: morning });
    await put("api.5.20261123.101500.twscope", { at: new Date("2026-11-23T10:15:00") });
    const records = jsonLines(await twscope(["read", "--only", "in", "--json"]));
    expect(records.map(({ client, name: message, time }) => [client, message, String(time).slice(8, 10)])).toEqual([
      [5, "MANAGED_ACCTS", "22"],
      [5, "NEXT_VALID_ID", "22"],
      [6, "MANAGED_ACCTS", "22"],
      [6, "NEXT_VALID_ID", "22"],
      [5, "MANAGED_ACCTS", "23"],
      [5, "NEXT_VALID_ID", "23"],
    ]);
  });

  test("is read of one client and from a time on", async () => {
    await put(name, { at: morning });
    await put("api.unknown.20261122.101500.twscope", { blocks: session(morning, 7), at: morning });
    await put("api.6.20261122.101500.twscope", { at: morning });
    const of = async (...options: string[]) =>
      jsonLines(await twscope(["read", "--json", "--only", "in", ...options])).map(({ file }) =>
        basename(String(file)),
      );
    expect(await of("--client", "5")).toEqual([name, name]);
    // The name does not tell who it is; the recording does.
    expect(await of("--client", "7")).toEqual(Array.from({ length: 2 }, () => "api.unknown.20261122.101500.twscope"));
    expect(await of("--client", "5", "--since", "10:15:00.009")).toEqual([name]);
    expect(await of("--since", "2026-11-22T10:15:00.009")).toHaveLength(3);
    expect((await twscope(["read", "--client", "99"])).exitCode).toBe(1);
  });

  test("says once what all of its recordings lack, and of how many", async () => {
    for (const second of ["00", "01", "02"]) await put(`api.5.20261122.1015${second}.twscope`, { at: morning });
    const elsewhere = join(settings, "nowhere");
    vi.stubEnv("TWSCOPE_SETTINGS", elsewhere);
    try {
      const lacking = `there is no key: ${join(elsewhere, "identity.txt")} does not exist. Name the key file with --key-file.`;
      for (const line of [["read"], ["logs", "export"]]) {
        const { exitCode, notes } = await twscope(line);
        expect(exitCode).toBe(4);
        expect(notes).toMatch(/^there is no key: .*\nIt was sealed for age1\w+\.\n2 recordings more: there is no key/);
        expect(notes.split("\n").at(-1)).toBe(`2 recordings more: ${lacking}`);
      }
    } finally {
      vi.stubEnv("TWSCOPE_SETTINGS", settings);
    }
  });

  test("tells of files that cannot be read, and reads the others", async () => {
    await put(name, { at: morning });
    writeFileSync(join(store, "api.6.20261122.101500.twscope"), "twscope\n\0\0");
    const { exitCode, out, notes } = await twscope(["read", "--only", "in"]);
    expect(exitCode).toBe(4);
    expect(out).toContain("DU1234567");
    expect(notes).toContain("api.6.20261122.101500.twscope ends after 10 bytes, within its head");
  });
});

describe("damage", () => {
  test("is shown in its place and named by file and byte, and the rest is read", async () => {
    const path = await put(name, { at: morning });
    const second = readFileSync(path).indexOf("f5545342", 0, "hex");
    const third = readFileSync(path).indexOf("f5545342", second + 4, "hex");
    flipBit(path, third + 25);
    const { exitCode, notes, lines } = await twscope(["read", path, "--json"]);
    expect(exitCode).toBe(1);
    expect(notes).toBe(
      `${path}: damaged at byte ${third}: block 1 is damaged: its checksum is wrong. All else was read.`,
    );
    expect(names(jsonLines({ lines, exitCode, notes, out: "" }))).toEqual([
      ...whole.slice(0, 4),
      "damage",
      "NEXT_VALID_ID",
      ...whole.slice(6),
    ]);
  });

  test("of the end is told: cut inside of a block, or cut between two", async () => {
    const path = await put(name, { at: morning, cutEnd: true });
    const clean = await twscope(["read", path]);
    expect(clean.exitCode).toBe(0);
    expect(clean.lines.at(-1)).toContain("no end mark behind block 2");
    truncateSync(path, statSync(path).size - 1);
    const cut = await twscope(["read", path]);
    expect(cut.exitCode).toBe(1);
    expect(cut.notes).toMatch(/damaged at byte \d+: block 2 should be \d+ bytes long and ends after \d+/);
    expect(cut.out).toContain("DU1234567");
  });

  test("of another key is no damage: whose it is, is said", async () => {
    const path = await put(name, { at: morning });
    const { exitCode, notes } = await twscope(["read", path, ...key]);
    expect(exitCode).toBe(4);
    expect(notes).toContain("was sealed for another key than the one here");
    expect(notes).toMatch(/It was sealed for age1\w+/);
  });
});

describe("a recording that is being written", { timeout: 30_000 }, () => {
  test("is followed to its end", async () => {
    const path = await put(name, { at: morning });
    const all = readFileSync(path);
    const third = all.lastIndexOf("f5545342", all.lastIndexOf("f5545342", undefined, "hex") - 1, "hex");
    truncateSync(path, third + 10);
    const { terminal, done } = startTwscope(["read", path, "--follow", "--json"]);
    await vi.waitFor(() => expect(terminal.out()).toContain("MANAGED_ACCTS"), 10_000);
    expect(terminal.out()).not.toContain("NEXT_VALID_ID");
    appendFileSync(path, all.subarray(third + 10));
    const { exitCode, lines, out, notes } = await done;
    expect(names(jsonLines({ exitCode, lines, out, notes }))).toEqual(whole);
  });

  test("is found in its folder, also when it begins later or changes its name", async () => {
    const early = await put("api.unknown.20261122.101500.twscope", { at: morning });
    tellRunning(store, runningRecorder([early]));
    const { terminal, done } = startTwscope(["read", "--follow", "--only", "NEXT_VALID_ID", "--max", "2", "--json"]);
    await vi.waitFor(() => expect(terminal.lines()).toHaveLength(2), 10_000);
    renameSync(early, join(store, name));
    const late = await put("api.6.20261122.101501.twscope", { blocks: session(morning, 6), at: morning });
    tellRunning(store, runningRecorder([join(store, name), late]));
    const { exitCode } = await done;
    expect(exitCode).toBe(0);
    expect(jsonLines({ exitCode, out: "", notes: "", lines: terminal.lines() }).map(({ client }) => client)).toEqual([
      5, 6,
    ]);
  });
});
