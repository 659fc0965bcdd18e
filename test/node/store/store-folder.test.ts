import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { tellRunning } from "../../../src/node/store/running.ts";
import { createSink, listStore, makeStore, pin, recycle, unpin } from "../../../src/node/store/store-folder.ts";
import { places } from "../../../src/node/store/places.ts";
import { runningRecorder } from "./scratch-store.ts";

const folder = mkdtempSync(join(tmpdir(), "twscope-store-"));
const store = join(folder, "recordings");
afterEach(() => rmSync(store, { recursive: true, force: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const rules = { keepDays: 7, keepBytes: 1e12 };
const past = new Date("2020-01-01");
const compact = (day: string): string => day.replaceAll("-", "");

/** A recording of a day that nobody writes to any more. */
function put(day: string, { client = 5, bytes = 10, clock = "101500" } = {}): string {
  makeStore(store);
  const path = join(store, `api.${client}.${compact(day)}.${clock}.twscope`);
  writeFileSync(path, Buffer.alloc(bytes));
  utimesSync(path, past, past);
  return path;
}

const days = (): string[] => listStore(store).map(({ day }) => day);

/** The days from one on, as the calendar has them. */
function* daysFrom(first: string, count: number): Generator<string> {
  const date = new Date(`${first}T12:00:00Z`);
  for (let day = 0; day < count; day += 1) {
    yield date.toISOString().slice(0, 10);
    date.setUTCDate(date.getUTCDate() + 1);
  }
}

describe("recycling on a real folder", () => {
  test.each([
    ["six weeks", "2026-09-01", 42],
    ["a leap day", "2028-02-20", 20],
    ["a century without one", "2100-02-20", 20],
    ["the hour that is missing in spring and the one that comes twice in autumn", "2026-03-20", 30],
    ["the turn of a year", "2026-12-20", 25],
  ])("keeps today and the six days before, over %s", (_what, first, count) => {
    const seen: string[] = [];
    for (const today of daysFrom(first, count)) {
      put(today);
      seen.push(compact(today));
      recycle(store, today, rules);
      expect(days()).toEqual(seen.slice(-7));
    }
  });

  test("takes a day away once, whatever the time of day it runs at", () => {
    for (const day of daysFrom("2026-10-20", 10)) put(day);
    expect(recycle(store, "2026-10-29", rules).map(({ file, why }) => [file.day, why])).toEqual([
      ["20261020", "age"],
      ["20261021", "age"],
      ["20261022", "age"],
    ]);
    expect(recycle(store, "2026-10-29", rules)).toEqual([]);
  });

  test("never takes what is pinned, and takes it when it is released", () => {
    const path = put("2026-10-01");
    pin(path, "evidence");
    expect(recycle(store, "2026-11-22", rules)).toEqual([]);
    expect(listStore(store)).toMatchObject([{ pin: { reason: "evidence" }, pinned: true }]);
    unpin(path);
    expect(recycle(store, "2026-11-22", rules)).toHaveLength(1);
    expect(readdirSync(store)).toEqual([]);
  });

  test("never takes what some recorder is writing, nor what was written to just now", () => {
    const written = put("2026-10-01");
    const fresh = put("2026-10-02");
    utimesSync(fresh, new Date(), new Date());
    tellRunning(store, runningRecorder([written]));
    expect(recycle(store, "2026-11-22", rules)).toEqual([]);
    expect(recycle(store, "2026-11-22", { keepDays: 1, keepBytes: 1 })).toEqual([]);
  });

  test("makes room from the oldest on, and counts what is pinned", () => {
    for (const [index, day] of [...daysFrom("2026-11-16", 5)].entries()) put(day, { bytes: 100, client: index });
    pin(put("2026-11-15", { bytes: 100 }), "");
    const taken = recycle(store, "2026-11-20", { keepDays: 7, keepBytes: 350 });
    expect(taken.map(({ file, why }) => [file.day, why])).toEqual([
      ["20261116", "space"],
      ["20261117", "space"],
      ["20261118", "space"],
    ]);
    expect(days()).toEqual(["20261115", "20261119", "20261120"]);
  });

  test("takes the recorder's own logs too, and leaves files that are not ours", () => {
    put("2026-11-20");
    writeFileSync(join(store, "recorder.20261001.log"), "x");
    writeFileSync(join(store, "recorder.20261120.log"), "x");
    writeFileSync(join(store, "notes.txt"), "x");
    writeFileSync(join(store, "api.5.20261001.log"), "x");
    mkdirSync(join(store, "api.5.20261001.101500.twscope"));
    recycle(store, "2026-11-22", rules);
    expect(existsSync(join(store, "recorder.20261001.log"))).toBe(false);
    for (const name of ["recorder.20261120.log", "notes.txt", "api.5.20261001.log", "api.5.20261001.101500.twscope"])
      expect(existsSync(join(store, name))).toBe(true);
  });
});

describe("the files of a store", () => {
  const local = "2026-11-22 10:15:00.123";
  const text = (word: string): Uint8Array[] => [Buffer.from(word)];

  test("are named after the host's, and never written over one another", () => {
    const names = [5, 5, undefined, 5].map((client) => {
      const sink = createSink(store, local, client);
      sink.close();
      return sink.path.slice(store.length + 1);
    });
    expect(names).toEqual([
      "api.5.20261122.101500.twscope",
      "api.5.20261122.101500.2.twscope",
      "api.unknown.20261122.101500.twscope",
      "api.5.20261122.101500.3.twscope",
    ]);
  });

  test("take the client's name when it is known, beside one that has it already", () => {
    createSink(store, local, 5).close();
    const sink = createSink(store, local, undefined);
    sink.append(text("before "));
    sink.rename(5);
    sink.append(text("and after"));
    sink.close();
    expect(sink.path).toBe(join(store, "api.5.20261122.101500.2.twscope"));
    expect(readFileSync(sink.path, "utf8")).toBe("before and after");
    expect(readdirSync(store)).toHaveLength(2);
  });

  test("that are pinned under their first name stay pinned under the next", () => {
    const sink = createSink(store, local, undefined);
    pin(sink.path, "an incident");
    sink.rename(5);
    sink.close();
    expect(listStore(store)).toMatchObject([{ name: { client: 5 }, pin: { reason: "an incident" } }]);
    expect(readdirSync(store)).toHaveLength(2);
  });

  test("are for their user only", () => {
    const sink = createSink(store, local, 5);
    sink.close();
    expect(statSync(store).mode & 0o777).toBe(0o700);
    expect(statSync(sink.path).mode & 0o777).toBe(0o600);
  });

  test("say when they were removed", () => {
    const sink = createSink(store, local, 5);
    expect(sink.there()).toBe(true);
    rmSync(sink.path);
    expect(sink.there()).toBe(false);
    sink.close();
  });
});

describe("places", () => {
  test.each([
    ["linux", {}, "/home/u/.config/twscope", "/home/u/.local/share/twscope/recordings"],
    ["linux", { XDG_CONFIG_HOME: "/c", XDG_DATA_HOME: "/d" }, "/c/twscope", "/d/twscope/recordings"],
    [
      "linux",
      { XDG_CONFIG_HOME: "c", XDG_DATA_HOME: "" },
      "/home/u/.config/twscope",
      "/home/u/.local/share/twscope/recordings",
    ],
    [
      "darwin",
      {},
      "/home/u/Library/Application Support/twscope",
      "/home/u/Library/Application Support/twscope/recordings",
    ],
    ["win32", { APPDATA: "/a", LOCALAPPDATA: "/l" }, "/a/twscope", "/l/twscope/recordings"],
    ["win32", {}, "/home/u/AppData/Roaming/twscope", "/home/u/AppData/Local/twscope/recordings"],
    ["linux", { TWSCOPE_STORE: "/s", TWSCOPE_SETTINGS: "/t" }, "/t", "/s"],
  ] as const)("of %s with %j", (platform, env, settings, recordings) => {
    expect(places(env, platform, "/home/u")).toEqual({ settings, store: recordings });
  });
});
