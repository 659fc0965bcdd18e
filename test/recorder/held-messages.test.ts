/** The messages that a file's last block tells of are those that lie whole in it, whatever the disk or a gap took. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Direction } from "../../src/base/direction.ts";
import { bytesOf } from "../../src/base/byte-string.ts";
import { MessageCount } from "../../src/recorder/message-count.ts";
import type { RecordingEvent } from "../../src/recording/format.ts";
import { FrameCursor } from "../../src/wire/frame-cursor.ts";
import { frameBytes } from "../../src/wire/frames.ts";
import { Desk, opening } from "./desk.ts";

/** A stretch of the host's bytes: recorded on a disk that works or not, or passed by the recorder. */
interface Stretch {
  readonly bytes: number;
  readonly how: "taken" | "refused" | "gap";
  readonly flush: boolean;
}

const stretch: fc.Arbitrary<Stretch> = fc.record({
  bytes: fc.integer({ min: 1, max: 60 }),
  how: fc.oneof(
    { weight: 4, arbitrary: fc.constant("taken" as const) },
    { weight: 2, arbitrary: fc.constantFrom("refused" as const, "gap" as const) },
  ),
  flush: fc.boolean(),
});

/** Which bytes of the host lie in the file, by its own gaps. */
function heldBytes(events: readonly RecordingEvent[]): boolean[] {
  return events.flatMap((event) => {
    if (event.kind === "data" && event.direction === "in") return Array<boolean>(event.bytes.length).fill(true);
    return event.kind === "gap" ? Array<boolean>(event.about.missing.in).fill(false) : [];
  });
}

test("the end of a file counts the messages that are whole in it, and those that were seen", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 20 }),
      fc.array(stretch, { minLength: 1, maxLength: 30 }),
      (lengths, stretches) => {
        const desk = new Desk();
        desk.open();
        const frames = lengths.map((length) => frameBytes(bytesOf("9".repeat(length))));
        const stream = Buffer.concat(frames);
        const cursor = new FrameCursor();
        let at = 0;
        let gap = 0;
        const markGap = (): void => {
          if (gap === 0) return;
          const unfinished = { in: cursor.unfinished ?? 0, out: 0 };
          const about = { missing: { in: gap, out: 0 }, chunks: 1, sinceWallUs: 0, why: "too slow", unfinished };
          desk.take({ kind: "gap", about });
          gap = 0;
        };
        for (const { bytes, how, flush } of [...stretches, { bytes: stream.length, how: "taken", flush: true }]) {
          const piece = stream.subarray(at, at + bytes);
          at += piece.length;
          desk.nowUs += 1_000_000;
          // As on the tape: behind a gap, recording goes on only where it is known where the next frame begins.
          if (how === "gap" || (gap > 0 && cursor.unfinished === undefined)) gap += piece.length;
          else {
            markGap();
            desk.disk.broken = how === "refused" ? "no space left" : undefined;
            desk.data("in", piece);
          }
          cursor.push(piece);
          if (flush) desk.scribe.flush();
        }
        markGap();
        desk.disk.broken = undefined;
        desk.nowUs += 1_000_000;
        desk.scribe.flush();
        desk.close();

        const { events, summary, damage } = desk.disk.read(0);
        const held = heldBytes(events).slice(opening.in.length);
        let begin = 0;
        let whole = 0;
        for (const { length } of frames) {
          if (held.slice(begin, begin + length).every(Boolean)) whole += 1;
          begin += length;
        }
        expect([damage, held.length]).toEqual([[], stream.length]);
        expect(summary?.messages).toEqual({ in: whole, out: 1 });
        expect((summary?.seen ?? summary?.messages)?.in).toBeGreaterThanOrEqual(whole);
        const count = new MessageCount();
        for (const event of events) count.take(event);
        expect(count.whole).toEqual({ in: whole, out: 1 });
      },
    ),
    { numRuns: 500 },
  );
});

test("a message whose end never came is none", () => {
  const desk = new Desk();
  desk.open();
  desk.data("in", frameBytes(bytesOf("9\x001\x00101\0")));
  desk.data("in", frameBytes(bytesOf("9\x001\x00a longer one\0")).subarray(0, -3));
  desk.close();
  const messages: Readonly<Record<Direction, number>> = { in: 1, out: 1 };
  expect(desk.disk.read(0).summary).toMatchObject({ messages, seen: { in: 2, out: 1 } });
});

test("a file that takes the place of one that was removed counts its own messages only", () => {
  const desk = new Desk();
  desk.open();
  desk.data("in", frameBytes(bytesOf("9\x001\x00101\0")));
  desk.scribe.flush();
  desk.disk.files[0]!.removed = true;
  desk.scribe.tick(1_000_000, 1_000_000);
  desk.nowUs = 2_000_000;
  for (const id of ["102", "103"]) desk.data("in", frameBytes(bytesOf(`9\x001\x00${id}\0`)));
  desk.close();
  const { summary } = desk.disk.read(1);
  expect(summary?.messages).toEqual({ in: 2, out: 0 });
  expect(summary?.seen).toBeUndefined();
});
