import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { GapEvent, RecordingEvent } from "../../src/recording/format.ts";
import { dataEvent } from "../recording/recordings.ts";
import { Disk, partOn, told } from "./scribes.ts";

const nothing = { held: 0, seen: 0 };
const messages = { in: nothing, out: nothing };
const close: RecordingEvent = {
  kind: "close",
  leg: 1,
  monotonicUs: 9e6,
  wallUs: 9e6,
  about: { how: "over", bytes: { in: 0, out: 0 } },
};
const gapsIn = (events: readonly RecordingEvent[]): GapEvent[] => events.filter((event) => event.kind === "gap");

describe("a file that is being recorded", () => {
  test("begins with its opening, holds what was added and flushed, and ends as it should", () => {
    const disk = new Disk();
    const part = partOn(disk);
    part.add(dataEvent("one"));
    part.flush(undefined);
    expect(told(disk.read(0))).toEqual(["open", "one"]);
    expect(part.written).toEqual({ in: 3, out: 0 });
    part.add(dataEvent("two"));
    part.end(close, { ...messages, in: { held: 1, seen: 1 } }, undefined);
    const back = disk.read(0);
    expect([told(back), back.ended, back.damage]).toEqual([["open", "one", "two", "close"], true, []]);
    expect(disk.files[0]?.closed).toBe(true);
  });

  test("writes the block that the disk did not take again as it was, and marks what came meanwhile", () => {
    const disk = new Disk();
    const part = partOn(disk);
    part.add(dataEvent("first"));
    part.flush(undefined);
    disk.broken = "no space left";
    part.add(dataEvent("stuck", 1));
    part.flush(undefined);
    expect(part.problem).toBe("no space left");
    part.add(dataEvent("lost", 2));
    part.add(dataEvent("lost too", 3));
    part.flush(undefined);
    disk.broken = undefined;
    part.flush({ in: 4, out: 0 });
    expect(part.problem).toBeUndefined();
    part.add(dataEvent("again", 5));
    part.end(close, messages, undefined);
    const back = disk.read(0);
    expect(told(back)).toEqual(["open", "first", "stuck", "gap", "again", "close"]);
    expect([back.damage, back.ended]).toEqual([[], true]);
    expect(gapsIn(back.events)[0]?.about).toMatchObject({
      missing: { in: 12, out: 0 },
      chunks: 2,
      unfinished: { in: 4, out: 0 },
    });
    expect([part.gaps, part.lost]).toEqual([1, { in: 12, out: 0 }]);
  });

  test("a gap that comes while nothing can be written is marked with the rest", () => {
    const disk = new Disk();
    const part = partOn(disk);
    disk.broken = "no space left";
    part.add(dataEvent("lost"));
    const about = { missing: { in: 100, out: 5 }, chunks: 3, sinceWallUs: 1, why: "too slow" };
    part.add({ kind: "gap", leg: 1, monotonicUs: 1, wallUs: 1, about });
    disk.broken = undefined;
    part.add({ ...dataEvent("", 1_000_000), kind: "note", about: { text: "later" } });
    part.flush(undefined);
    expect(gapsIn(disk.read(0).events)[0]?.about).toMatchObject({ missing: { in: 104, out: 5 }, chunks: 4 });
  });

  test("a file that cannot be made is tried again, and says what is missing at its beginning", () => {
    const disk = new Disk();
    disk.broken = "permission denied";
    const part = partOn(disk);
    part.add(dataEvent("lost"));
    part.flush(undefined);
    expect([part.problem, disk.files.length]).toEqual(["permission denied", 0]);
    disk.broken = undefined;
    part.add(dataEvent("too soon", 100_000));
    expect(disk.files.length).toBe(0);
    part.add(dataEvent("still", 600_000));
    part.flush({ in: 0, out: 0 });
    expect(told(disk.read(0))).toEqual(["open", "gap"]);
    expect(gapsIn(disk.read(0).events)[0]?.about.missing).toEqual({ in: 4 + 8 + 5, out: 0 });
  });

  test("whenever the disk fails: what is in the file and what is marked is all there was, in its order", () => {
    const step = fc.oneof(
      { weight: 5, arbitrary: fc.string({ minLength: 1, maxLength: 8, unit: "grapheme-ascii" }) },
      { weight: 3, arbitrary: fc.constant("flush" as const) },
      { weight: 2, arbitrary: fc.boolean() },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const disk = new Disk();
        const part = partOn(disk);
        let sent = "";
        let at = 0;
        for (const one of steps) {
          at += 300_000;
          if (typeof one === "boolean") disk.broken = one ? "broken" : undefined;
          else if (one === "flush") part.flush(undefined);
          else {
            part.add(dataEvent(one, at));
            sent += one;
          }
        }
        disk.broken = undefined;
        part.add({ ...dataEvent("", at + 600_000), kind: "note", about: { text: "" } });
        part.end(close, messages, undefined);
        const back = disk.read(0);
        let rest = sent;
        for (const event of back.events)
          if (event.kind === "data") {
            const piece = Buffer.from(event.bytes).toString("latin1");
            expect(rest.startsWith(piece)).toBe(true);
            rest = rest.slice(piece.length);
          } else if (event.kind === "gap") rest = rest.slice(event.about.missing.in);
        expect([rest, back.damage, back.ended]).toEqual(["", [], true]);
        expect(part.written.in + part.lost.in).toBe(sent.length);
      }),
    );
  });
});
