/** Weeks of a store, on real files and in real time zones. */
import { mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { localText } from "../../../src/node/record/clock.ts";
import { createSink, listStore, pin, recycle } from "../../../src/node/store/store-folder.ts";
import { defaultRules } from "../../../src/store/recycling.ts";
import { newFolder } from "../record/ends.ts";

const zone = process.env["TZ"];
let store: string;
beforeEach(() => (store = join(newFolder(), "store")));
afterEach(() => {
  rmSync(join(store, ".."), { recursive: true });
  if (zone === undefined) delete process.env["TZ"];
  else process.env["TZ"] = zone;
});

const hourUs = 3_600e6;

/** A recording that was written to its end some time ago. */
function add(wallUs: number): string {
  const sink = createSink(store, localText(wallUs), 7);
  sink.append([Buffer.alloc(10)]);
  sink.close();
  const long = new Date(0);
  utimesSync(sink.path, long, long);
  return sink.path;
}
const days = (): string[] => [...new Set(listStore(store).map(({ day }) => day))];

describe("a store over simulated weeks", () => {
  test.each([
    ["America/New_York", "2026-03-01T05:00:00Z"],
    ["America/New_York", "2026-10-25T04:00:00Z"],
    ["Europe/Berlin", "2026-10-18T22:00:00Z"],
    ["Europe/Berlin", "2028-02-19T23:00:00Z"],
    ["Australia/Lord_Howe", "2026-04-01T13:00:00Z"],
    ["Pacific/Apia", "2026-02-20T11:00:00Z"],
  ])("holds today and the six days before in %s from %s on, hour by hour", (name, start) => {
    process.env["TZ"] = name;
    const begin = Date.parse(start) * 1000;
    const seen: string[] = [];
    for (let hour = 0; hour < 24 * 18; hour += 5) {
      const now = begin + hour * hourUs;
      add(now);
      const today = localText(now).slice(0, 10);
      recycle(store, today, defaultRules);
      const day = today.replaceAll("-", "");
      if (seen.at(-1) !== day) seen.push(day);
      expect(days()).toEqual(seen.slice(-7));
    }
    expect(seen.length).toBeGreaterThanOrEqual(18);
  });

  test("what is pinned or being written stays, whatever its age, and the recorder's own logs go with their days", () => {
    const old = Date.parse("2026-01-05T12:00:00Z") * 1000;
    const [pinned, written, plain] = [add(old), add(old + 1e6), add(old + 2e6)];
    pin(pinned, "an incident");
    mkdirSync(join(store, "running"));
    const status = { pid: 1, run: "00", at: new Date().toISOString(), files: [written] };
    writeFileSync(join(store, "running", "1.00.json"), JSON.stringify(status));
    for (const day of ["20260105", "20261122"]) writeFileSync(join(store, `recorder.${day}.log`), "");
    const gone = recycle(store, "2026-11-22", { keepDays: 1, keepBytes: 0 });
    expect(gone.map(({ file }) => file.path).toSorted()).toEqual(
      [plain, join(store, "recorder.20260105.log")].toSorted(),
    );
    expect(readdirSync(store).filter((name) => name.endsWith(".twscope"))).toHaveLength(2);
  });

  test("a recording that was written to just now stays, though no recorder has said yet that it writes it", () => {
    const sink = createSink(store, "2020-01-01 00:00:00.000", undefined);
    sink.append([Buffer.alloc(1000)]);
    sink.close();
    expect(recycle(store, "2026-11-22", { keepDays: 1, keepBytes: 10 })).toEqual([]);
  });

  test("files of other names are nobody's to remove", () => {
    add(0);
    for (const name of ["notes.txt", "api.7.19700101.log", "other.twscope"]) writeFileSync(join(store, name), "");
    recycle(store, "2026-11-22", defaultRules);
    expect(readdirSync(store).toSorted()).toEqual(["api.7.19700101.log", "notes.txt", "other.twscope"]);
  });
});
