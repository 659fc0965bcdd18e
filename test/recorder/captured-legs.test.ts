/** Behind what a capture lost, reading goes on where the next message begins. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CapturedLegs } from "../../src/recorder/captured-legs.ts";
import type { RecordingEvent } from "../../src/recording/format.ts";
import { Session } from "../../src/session/session.ts";
import { frameBytes } from "../../src/wire/frames.ts";

const moment = { leg: 1, monotonicUs: 0, wallUs: 0 };
const latin1 = (text: string): Buffer => Buffer.from(text, "latin1");
const open: RecordingEvent = { kind: "open", ...moment, about: { connection: "c", client: "a:1", host: "b:7497" } };
const data = (direction: "in" | "out", bytes: Uint8Array): RecordingEvent => ({
  kind: "data",
  ...moment,
  direction,
  bytes,
});
const gap = (direction: "in" | "out", missing: number): RecordingEvent => ({
  kind: "gap",
  ...moment,
  about: { missing: { in: 0, out: 0, [direction]: missing }, chunks: 0, sinceWallUs: 0, why: "lost" },
});
const close: RecordingEvent = {
  kind: "close",
  ...moment,
  about: { how: "the client closed", bytes: { in: 0, out: 0 } },
};
const handshake = [
  open,
  data("out", Buffer.concat([latin1("API\0"), frameBytes(latin1("v100..187"))])),
  data("in", frameBytes(latin1("176\x00now\0"))),
];
const message = (text: string): Uint8Array => frameBytes(latin1(`${text}\0`));

const through = (events: readonly RecordingEvent[]): RecordingEvent[] => {
  const legs = new CapturedLegs();
  return [...events.flatMap((event) => legs.take(event)), ...legs.end()];
};

/** The messages that can be read from events. */
function messagesIn(events: readonly RecordingEvent[]): string[] {
  let session = new Session();
  const messages: string[] = [];
  for (const event of events) {
    if (event.kind === "open")
      session = new Session(event.about.continued && { serverVersion: 176, ...event.about.continued });
    const read =
      event.kind === "data"
        ? session.push(event.direction, event.bytes)
        : event.kind === "gap"
          ? session.gap(event.about.missing, event.about.unfinished)
          : [];
    for (const one of read)
      if (one.kind === "frame")
        messages.push(`${one.direction} ${Buffer.from(one.payload).toString("latin1").replaceAll("\0", ";")}`);
  }
  return messages;
}

describe("a gap", () => {
  test("inside of a message ends where the message does", () => {
    const large = message("1;large large large");
    const events = through([
      ...handshake,
      data("in", large.subarray(0, 10)),
      gap("in", 5),
      data("in", large.subarray(15)),
      data("in", message("2")),
      close,
    ]);
    expect(messagesIn(events)).toEqual(["in 2;"]);
    expect(events.find(({ kind }) => kind === "gap")).toMatchObject({
      about: { unfinished: { in: large.length - 15, out: 0 } },
    });
  });

  test("of whole messages ends where a segment begins with the next one", () => {
    const events = through([
      ...handshake,
      data("in", message("1")),
      gap("in", 100),
      data("in", message("2")),
      data("in", message("3")),
      data("out", message("ask")),
      close,
    ]);
    expect(messagesIn(events)).toEqual(["in 1;", "in 2;", "in 3;", "out ask;"]);
  });

  test("that ends in the middle of a message is followed by a search for a row of lengths", () => {
    const rows = Buffer.concat(["4;one message", "5;another message", "6;and a third", "7;the last"].map(message));
    const events = through([
      ...handshake,
      gap("in", 40),
      data("in", Buffer.concat([latin1("tail of something lost"), rows])),
      close,
    ]);
    expect(messagesIn(events)).toEqual([
      "in 4;one message;",
      "in 5;another message;",
      "in 6;and a third;",
      "in 7;the last;",
    ]);
  });

  test("behind which nothing makes sense stays one of unknown end, and no byte is lost", () => {
    const noise = Buffer.alloc(600 * 1024, 0xee);
    const events = through([...handshake, gap("in", 40), data("in", noise), data("in", noise)]);
    const bytes = events.reduce((sum, event) => sum + (event.kind === "data" ? event.bytes.length : 0), 0);
    expect(bytes).toBe(2 * noise.length + 17 + 4 + 12 - 4);
    const about = events.find((event) => event.kind === "gap")?.about;
    expect(about).toBeDefined();
    expect(about).not.toHaveProperty("unfinished");
  });
});

test("a connection of which the beginning was not captured goes on from what went before", () => {
  const middle = gap("in", 0);
  const events = through([
    open,
    middle,
    data("in", message("1")),
    data("in", message("2")),
    data("in", message("3")),
    data("out", message("ask")),
  ]);
  expect(events[0]).toMatchObject({ kind: "open", about: { continued: { part: 1, unfinished: { in: 0, out: 0 } } } });
  expect(messagesIn(events)).toEqual(["in 1;", "in 2;", "in 3;", "out ask;"]);
});

test("nothing is added, lost or put into another order, whatever is missing", () => {
  const anyEvent = fc.oneof(
    fc
      .tuple(fc.constantFrom("in" as const, "out" as const), fc.uint8Array({ minLength: 1, maxLength: 60 }))
      .map(([direction, bytes]) => data(direction, bytes)),
    fc
      .tuple(fc.constantFrom("in" as const, "out" as const), fc.nat(50))
      .map(([direction, count]) => gap(direction, count)),
  );
  const bare = (events: readonly RecordingEvent[]): unknown[] =>
    events.map((event) =>
      event.kind === "data"
        ? [event.direction, Buffer.from(event.bytes).toString("hex")]
        : event.kind === "gap"
          ? event.about.missing
          : event.kind,
    );
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 30 }), fc.boolean(), (events, ends) => {
      const all = [open, ...events, ...(ends ? [close] : [])];
      // A gap of nothing at the very beginning is told by the opening.
      const [first] = events;
      const told = first?.kind === "gap" && first.about.missing.in + first.about.missing.out === 0;
      expect(bare(through(all))).toEqual(bare(told ? [open, ...events.slice(1), ...(ends ? [close] : [])] : all));
    }),
    { numRuns: 300 },
  );
});
