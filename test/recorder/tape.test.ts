import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readBatch } from "../../src/recorder/batch.ts";
import { Tape } from "../../src/recorder/tape.ts";
import type { RecordingEvent } from "../../src/recording/format.ts";

const about = { connection: "00", client: "127.0.0.1:50000", host: "127.0.0.1:7497" };

/** A tape whose batches lie where the test can give them back. */
class Deck {
  readonly events: RecordingEvent[] = [];
  readonly onTheirWay: Uint8Array[] = [];
  nowUs = 0;
  woken = 0;
  made = new Set<Uint8Array>();
  readonly tape: Tape;

  constructor(bufferBytes: number, buffersMax: number) {
    this.tape = new Tape(
      {
        now: () => ({ monotonicUs: this.nowUs, wallUs: this.nowUs }),
        post: (buffer, length) => {
          for (const event of readBatch(buffer, length))
            this.events.push(event.kind === "data" ? { ...event, bytes: event.bytes.slice() } : event);
          this.onTheirWay.push(buffer);
          this.made.add(buffer);
        },
        wake: () => void (this.woken += 1),
      },
      { bufferBytes, buffersMax },
    );
  }

  giveBack(count = this.onTheirWay.length): void {
    for (const buffer of this.onTheirWay.splice(0, count)) this.tape.free(buffer);
  }

  bytesOf(leg: number, direction: "in" | "out"): Buffer {
    return Buffer.concat(
      this.events.flatMap((event) =>
        event.kind === "data" && event.leg === leg && event.direction === direction ? [event.bytes] : [],
      ),
    );
  }

  get kinds(): string[] {
    return this.events.map(({ kind }) => kind);
  }
}

const frame = (length: number): Buffer => {
  const bytes = Buffer.alloc(4 + length, 0x2e);
  bytes.writeUInt32BE(length);
  return bytes;
};

describe("the tape", () => {
  test("hands over what passed, in its order, when it is flushed", () => {
    const deck = new Deck(4096, 4);
    deck.tape.open(1, about);
    deck.tape.data(1, "out", Buffer.from("one"));
    deck.tape.data(1, "in", Buffer.from("two"));
    expect(deck.events).toEqual([]);
    expect(deck.woken).toBeGreaterThan(0);
    deck.tape.flush();
    deck.tape.close(1, "the client closed");
    deck.tape.flush();
    expect(deck.kinds).toEqual(["open", "data", "data", "close"]);
    expect(deck.events.at(-1)).toMatchObject({ about: { how: "the client closed", bytes: { in: 3, out: 3 } } });
  });

  test("keeps no bytes of its own: what it was given may be used again at once", () => {
    const deck = new Deck(4096, 4);
    deck.tape.open(1, about);
    const given = Buffer.from("before");
    deck.tape.data(1, "in", given);
    given.fill(0);
    deck.tape.flush();
    expect(deck.bytesOf(1, "in").toString()).toBe("before");
  });

  test("never waits and never grows: with all buffers away it counts, and marks the gap exactly", () => {
    const deck = new Deck(1024, 2);
    deck.tape.open(1, about);
    for (let count = 0; count < 100; count += 1) {
      deck.nowUs = count;
      deck.tape.data(1, "in", frame(96));
    }
    expect(deck.made.size).toBeLessThanOrEqual(2);
    const recorded = deck.bytesOf(1, "in").length;
    deck.giveBack();
    deck.nowUs = 500;
    deck.tape.data(1, "in", frame(96));
    deck.tape.flush();
    const gap = deck.events.find((event) => event.kind === "gap");
    expect(gap?.about.missing).toEqual({ in: 100 * 100 - recorded, out: 0 });
    expect(gap?.about.chunks).toBe(100 - recorded / 100);
    expect(gap?.about.sinceWallUs).toBe(recorded / 100);
    expect(gap?.about.unfinished).toEqual({ in: 0, out: 4 });
    expect(deck.tape.missed).toEqual({ in: 100 * 100 - recorded, out: 0, gaps: 1 });
    expect(deck.kinds.at(-1)).toBe("data");
  });

  test("behind a gap it goes on only where it is known how far the next frame is", () => {
    const deck = new Deck(2048, 1);
    deck.tape.open(1, about);
    deck.tape.flush();
    deck.tape.data(1, "in", frame(4000));
    const bytes = frame(40);
    deck.tape.data(1, "in", bytes.subarray(0, 2));
    deck.giveBack();
    // Inside of a length: nothing tells where the next frame begins.
    deck.tape.data(1, "in", bytes.subarray(2, 3));
    deck.tape.flush();
    expect(deck.kinds).toEqual(["open"]);
    deck.tape.data(1, "in", bytes.subarray(3, 10));
    deck.tape.data(1, "in", bytes.subarray(10));
    deck.tape.flush();
    const gap = deck.events.find((event) => event.kind === "gap");
    expect(gap?.about.missing.in).toBe(4004 + 10);
    expect(gap?.about.unfinished?.in).toBe(44 - 10);
    expect(deck.bytesOf(1, "in").equals(bytes.subarray(10))).toBe(true);
  });

  test("marks the gap of a connection that has fallen silent, as soon as there is room", () => {
    const deck = new Deck(512, 1);
    deck.tape.open(1, about);
    deck.tape.flush();
    deck.tape.data(1, "in", frame(1000));
    const before = deck.woken;
    deck.giveBack();
    expect(deck.woken).toBeGreaterThan(before);
    deck.tape.flush();
    expect(deck.kinds).toEqual(["open", "gap"]);
    expect(deck.tape.missed.in).toBe(1004);
  });

  test("marks the gap when the connection closes before recording goes on", () => {
    const deck = new Deck(512, 1);
    deck.tape.open(1, about);
    deck.tape.flush();
    deck.tape.data(1, "out", frame(10));
    deck.tape.close(1, "the host closed");
    expect(deck.kinds).toEqual(["open"]);
    deck.giveBack();
    deck.tape.flush();
    expect(deck.kinds).toEqual(["open", "gap", "close"]);
    expect(deck.events[1]).toMatchObject({ about: { missing: { in: 0, out: 14 }, chunks: 1 } });
  });

  test("another recorder takes over: it is told of open legs and of exactly what the first did not write", () => {
    const deck = new Deck(1024, 4);
    deck.tape.open(1, about);
    deck.tape.open(2, about);
    deck.tape.close(2, "the client closed");
    deck.tape.data(1, "in", frame(96));
    deck.tape.data(1, "in", frame(96));
    deck.tape.flush();
    deck.events.length = 0;
    deck.tape.restart("it died", () => ({ bytes: { in: 150, out: 0 }, serverVersion: 187, clientId: 7 }));
    deck.tape.data(1, "in", frame(6));
    deck.tape.flush();
    expect(deck.kinds).toEqual(["open", "gap", "data"]);
    expect(deck.events[0]).toMatchObject({
      leg: 1,
      about: { continued: { part: 1, serverVersion: 187, clientId: 7, before: { in: 200, out: 0 } } },
    });
    expect(deck.events[1]).toMatchObject({ about: { missing: { in: 50, out: 0 }, why: "it died" } });
    deck.events.length = 0;
    // The second one counts from its own beginning.
    deck.tape.restart("it died too", () => ({ bytes: { in: 10, out: 0 } }));
    deck.tape.flush();
    expect(deck.kinds).toEqual(["open"]);
    expect(deck.tape.missed).toEqual({ in: 50, out: 0, gaps: 1 });
  });

  test("whatever passes and however slow it is recorded: recorded and marked bytes are all bytes", () => {
    const step = fc.oneof(
      {
        weight: 5,
        arbitrary: fc.tuple(fc.constantFrom("in" as const, "out" as const), fc.integer({ min: 1, max: 3000 })),
      },
      { weight: 2, arbitrary: fc.constant("flush" as const) },
      { weight: 2, arbitrary: fc.integer({ min: 1, max: 3 }) },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 5 }), (steps, buffersMax) => {
        const deck = new Deck(1024, buffersMax);
        const sent = { in: 0, out: 0 };
        deck.tape.open(1, about);
        for (const one of steps) {
          if (one === "flush") deck.tape.flush();
          else if (typeof one === "number") deck.giveBack(one);
          else {
            deck.tape.data(1, one[0], Buffer.alloc(one[1], 1));
            sent[one[0]] += one[1];
          }
          expect(deck.made.size).toBeLessThanOrEqual(buffersMax);
        }
        deck.tape.close(1, "over");
        for (let round = 0; round < 10; round += 1) {
          deck.giveBack();
          deck.tape.flush();
        }
        const marked = { in: 0, out: 0 };
        for (const event of deck.events)
          if (event.kind === "gap") {
            marked.in += event.about.missing.in;
            marked.out += event.about.missing.out;
          }
        expect({
          in: deck.bytesOf(1, "in").length + marked.in,
          out: deck.bytesOf(1, "out").length + marked.out,
        }).toEqual(sent);
        expect(deck.events.at(-1)).toMatchObject({ kind: "close", about: { bytes: sent } });
        expect({ in: deck.tape.missed.in, out: deck.tape.missed.out }).toEqual(marked);
      }),
    );
  });
});
