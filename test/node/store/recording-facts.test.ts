/** What is counted of a recording: what is whole in it, and what is missing. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { bytesOf } from "../../../src/base/byte-string.ts";
import { recordingFacts } from "../../../src/node/store/recording-facts.ts";
import type { RecordingEvent } from "../../../src/recording/format.ts";
import { frameBytes } from "../../../src/wire/frames.ts";
import { flipBit, scratchStore, session } from "./scratch-store.ts";
import { blocksOf } from "./blocks-of.ts";

const { store, keys, put } = scratchStore();
afterEach(() => rmSync(store, { recursive: true, force: true }));
const at = new Date("2026-11-20T10:15:00");
const name = "api.5.20261120.101500.twscope";
const moment = { leg: 1, monotonicUs: 0, wallUs: at.getTime() * 1000 + 9000 };
const [opening = []] = session(at);

const frames = fc.array(
  fc.integer({ min: 1, max: 40 }).map((length) => frameBytes(bytesOf(`9\x00${"x".repeat(length)}\0`))),
  { minLength: 1, maxLength: 12 },
);

test("wherever bytes are missing, the messages that are whole are held, and those that were cut are missing", async () => {
  await fc.assert(
    fc.asyncProperty(frames, fc.array(fc.nat(), { maxLength: 4 }), async (sent, places) => {
      const all = Buffer.concat(sent);
      // Every other stretch is missing.
      const marks = [0, ...places.map((place) => place % (all.length + 1)), all.length].toSorted((a, b) => a - b);
      const ends: number[] = [];
      for (const frame of sent) ends.push((ends.at(-1) ?? 0) + frame.length);
      const events: RecordingEvent[] = [];
      let missing = 0;
      const lost: [from: number, to: number][] = [];
      for (const [index, from] of marks.slice(0, -1).entries()) {
        const to = marks[index + 1] ?? from;
        if (from === to) continue;
        if (index % 2 === 0) {
          events.push({ kind: "data", ...moment, direction: "in", bytes: all.subarray(from, to) });
          continue;
        }
        const next = ends.find((end) => end >= to) ?? to;
        const unfinished = { in: [0, ...ends].includes(to) ? 0 : next - to, out: 0 };
        const about = { missing: { in: to - from, out: 0 }, chunks: 1, sinceWallUs: 0, why: "a test", unfinished };
        events.push({ kind: "gap", ...moment, about });
        missing += to - from;
        lost.push([from, to]);
      }
      const whole = sent.filter((frame, index) => {
        const end = ends[index] ?? 0;
        return lost.every(([from, to]) => to <= end - frame.length || from >= end);
      });
      const path = await put(name, { blocks: [opening, events], at, seen: { in: sent.length, out: 1 } });
      const facts = await recordingFacts(path, keys());
      expect(facts).toMatchObject({
        state: "whole",
        summary: { messages: { in: whole.length, out: 1 } },
        missing: { bytes: { in: missing, out: 0 }, messages: { in: sent.length - whole.length, out: 0 } },
      });
    }),
    { numRuns: 150 },
  );
});

test("a gap of the other direction cuts no message, however little of it had come", async () => {
  const [one, two] = [frameBytes(bytesOf("9\x001\x00101\0")), frameBytes(bytesOf(`9\x00${"x".repeat(60)}\0`))];
  for (const frame of [one, two])
    for (let cut = 0; cut <= frame.length; cut += 1) {
      const data = (bytes: Uint8Array): RecordingEvent => ({ kind: "data", ...moment, direction: "in", bytes });
      const unfinished = { in: cut === 0 ? 0 : frame.length - cut, out: 0 };
      const about = { missing: { in: 0, out: 10 }, chunks: 1, sinceWallUs: 0, why: "a test", unfinished };
      const gap: RecordingEvent = { kind: "gap", ...moment, about };
      // Four bytes are not enough to know how long it is: then the recorder cannot say where the next begins.
      if (cut > 0 && cut < 4) continue;
      const events = [data(one), data(frame.subarray(0, cut)), gap, gap, data(frame.subarray(cut)), data(one)];
      const path = await put(name, { blocks: [opening, events], at, seen: { in: 3, out: 1 } });
      const { summary, missing } = await recordingFacts(path, keys());
      expect({ cut, ...summary?.messages }).toEqual({ cut, in: 3, out: 1 });
      expect(missing?.messages).toEqual({ in: 0, out: 0 });
    }
});

test("behind a damaged block the messages are counted from where the next one begins", async () => {
  const blocks = session(at);
  const path = await put(name, { blocks, at, cutEnd: true });
  const whole = await recordingFacts(path, keys());
  expect(whole.summary?.messages).toEqual({ in: 2, out: 1 });
  // The handshake is gone with it: the block behind says with which version it is to be read.
  flipBit(join(store, name), (blocksOf(path)[0] ?? 0) + 40);
  const { summary, missing } = await recordingFacts(path, keys());
  expect(summary?.messages).toEqual({ in: 2, out: 0 });
  expect(missing).toEqual({ bytes: { in: 0, out: 0 }, messages: { in: 0, out: 0 } });
});
