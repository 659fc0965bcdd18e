import { mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterEach, describe, expect, test } from "vitest";
import { displayWidth } from "../../../src/cli/display-width.ts";
import { filesInUse, forgetLost, listRunning, tellRunning, tellStopped } from "../../../src/node/store/running.ts";
import { runningRecorder, scratchStore } from "../../node/store/scratch-store.ts";
import { twscope } from "../run-twscope.ts";

const { store } = scratchStore();
afterEach(() => rmSync(store, { recursive: true, force: true }));

const well = runningRecorder([]);
const longAgo = new Date(Date.now() - 60_000);
/** Leaves the file that a recorder leaves which was killed a minute ago. */
function kill(recorder = well): void {
  tellRunning(store, { ...recorder, at: longAgo.toISOString() });
  for (const name of readdirSync(join(store, "running"))) utimesSync(join(store, "running", name), longAgo, longAgo);
}

describe("twscope status", () => {
  test("shows each recorder with its connections, and has exit code 0 when all is well", async () => {
    const leg = {
      leg: 3,
      file: "x",
      client: "127.0.0.1:50001",
      clientId: 5,
      serverVersion: 187,
      messages: { in: 1000, out: 20 },
      written: { in: 0, out: 0 },
      gaps: 0,
      lost: { in: 0, out: 0 },
      leftOut: 12,
      problem: undefined,
      openSince: well.since,
      relayed: { in: 2048, out: 10 },
    };
    tellRunning(store, {
      ...well,
      legs: [leg],
      legsSoFar: 9,
      queueBytes: 512 * 1024,
      lagMs: 40,
      messagesPerSecond: { in: 1234.4, out: 0.4 },
      bytesPerSecond: { in: 98_765.4, out: 17.2 },
    });
    const { exitCode, out, notes } = await twscope(["status"]);
    expect({ exitCode, notes }).toEqual({ exitCode: 0, notes: "" });
    expect(out).toMatch(/^127\.0\.0\.1:7500 -> 127\.0\.0\.1:7497 {2}encrypted, for /);
    expect(out).toContain("  connections  1 open, 9 in all\n");
    expect(out).toContain("  rate out     0.4 messages/s, 17 B/s\n");
    expect(out).toContain("  rate in      1 234 messages/s, 96.5 KB/s\n");
    expect(out).toContain("  queue        512 KB, recorded within 40 ms\n");
    expect(out).toMatch(/ 3 +5 +187 +127\.0\.0\.1:50001 +\d.* 10 B +2 KB +1 020 +0 +12\n/);
    expect(out).toMatch(/: [\d.]+ .B left\n$/);
  });

  test.each([200, 100, 80, 60, 40])("fits into %i columns, and says the same", async (width) => {
    const leg = {
      leg: 3,
      file: "x",
      client: "127.0.0.1:50001",
      clientId: 5,
      serverVersion: 187,
      messages: { in: 1000, out: 20 },
      written: { in: 0, out: 0 },
      gaps: 2,
      lost: { in: 0, out: 0 },
      leftOut: 12,
      problem: undefined,
      openSince: well.since,
      relayed: { in: 2048, out: 10 },
    };
    const problem = "ENOSPC: no space left on device, write; the disk of the store is full";
    const since = new Date(Date.now() - 3_660_000).toISOString();
    const legs = [{ ...leg, openSince: since }];
    tellRunning(store, { ...well, since, includeMarketData: false, legs, gaps: 2, problem });
    const narrow = await twscope(["status"], { columns: width });
    // The path of a store may be longer than the terminal is wide; it is broken.
    for (const line of narrow.lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
    const words = narrow.out.replaceAll(/\s+/g, " ");
    for (const word of ["without market data", problem, "127.0.0.1:50001", "1 020", "187", "2 gaps", "process 1"])
      expect(words).toContain(word);
    const coloured = await twscope(["status"], { columns: width, colors: true });
    expect(stripVTControlCharacters(coloured.out)).toBe(narrow.out);
  });

  test("has exit code 1 when no recorder runs", async () => {
    const { exitCode, notes } = await twscope(["status"]);
    expect(exitCode).toBe(1);
    expect(notes).toContain(`no recorder runs on ${store}`);
  });

  test.each([
    ["it cannot write", { problem: "ENOSPC: no space left" }, "127.0.0.1:7500 is not recording: ENOSPC"],
    ["something is missing", { gaps: 2, missed: { in: 5, out: 4 } }, "2 gaps; 9 bytes were relayed and not recorded"],
    ["it is behind", { lagMs: 9000 }, "recording is 9 s behind"],
  ])("has exit code 1 and says so when %s", async (_what, state, words) => {
    tellRunning(store, { ...well, ...state });
    const { exitCode, notes, out } = await twscope(["status", "--json"]);
    expect(exitCode).toBe(1);
    expect(notes).toContain(words);
    expect(JSON.parse(out)).toMatchObject({ wrong: [expect.stringContaining(words)], running: [state] });
  });

  test("has exit code 1 as soon as a recorder says nothing any more, whose files still count as in use", async () => {
    const before = new Date(Date.now() - 4000);
    const file = join(store, "api.5.20261122.101500.twscope");
    tellRunning(store, { ...well, at: before.toISOString(), files: [file] });
    for (const name of readdirSync(join(store, "running"))) utimesSync(join(store, "running", name), before, before);
    const { exitCode, notes } = await twscope(["status"]);
    expect(exitCode).toBe(1);
    expect(notes).toMatch(
      /127\.0\.0\.1:7500 is not recording: nothing was heard of it for \d s; it was killed, or hangs/,
    );
    expect(filesInUse(store)).toEqual([file]);
  });

  test("tells of a recorder that went without a word", async () => {
    kill();
    const { exitCode, notes } = await twscope(["status"]);
    expect(exitCode).toBe(1);
    expect(notes).toContain("the recorder on 127.0.0.1:7500 (process 1) has said nothing since");
  });
});

describe("what recorders tell of themselves", () => {
  test("is gone when they stop, and each has a file of its own, whatever its process is called", () => {
    tellRunning(store, well);
    tellRunning(store, { ...well, run: "other" });
    expect(listRunning(store).running).toHaveLength(2);
    tellStopped(store, well);
    expect(listRunning(store).running).toMatchObject([{ run: "other" }]);
  });

  test("is forgotten of one that was killed, when another takes its address", () => {
    kill();
    expect(forgetLost(store, "127.0.0.1:7501")).toEqual([]);
    expect(listRunning(store).lost).toHaveLength(1);
    expect(forgetLost(store, "127.0.0.1:7500")).toMatchObject([{ run: well.run }]);
    expect(listRunning(store)).toEqual({ running: [], lost: [] });
  });

  test("says that it lives when the disk takes nothing more", () => {
    kill();
    const [name = ""] = readdirSync(join(store, "running"));
    // A folder in the way of the new file: writing fails as on a full disk.
    mkdirSync(join(store, "running", `${name}.new`, "x"), { recursive: true });
    expect(() => tellRunning(store, well)).toThrow(/EISDIR|EPERM/);
    expect(listRunning(store)).toMatchObject({ running: [{ problem: "it cannot write into the store" }], lost: [] });
  });

  test("is passed over when it makes no sense", () => {
    mkdirSync(join(store, "running"), { recursive: true });
    writeFileSync(join(store, "running", "1.x.json"), "{");
    expect(listRunning(store)).toEqual({ running: [], lost: [] });
  });
});
