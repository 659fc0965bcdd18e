/** Damage becomes gaps: what is written elsewhere must not look whole. */
import { describe, expect, test } from "vitest";
import { LegNumbers } from "../../src/recording/leg-numbers.ts";
import { MendedEvents } from "../../src/recording/mended-events.ts";
import type { RecordingEvent } from "../../src/recording/format.ts";
import type { RecordingItem } from "../../src/recording/recording-reader.ts";

const moment = { leg: 1, monotonicUs: 0, wallUs: 5 };
const open: RecordingEvent = { kind: "open", ...moment, about: { connection: "c", client: "a:1", host: "b:2" } };
const data = (length: number): RecordingEvent => ({
  kind: "data",
  ...moment,
  direction: "in",
  bytes: new Uint8Array(length),
});
const context = (incoming: number): RecordingEvent => ({
  kind: "context",
  ...moment,
  context: { serverVersion: 176, clientId: 7, before: { in: incoming, out: 4 }, unfinished: { in: 2, out: 0 } },
});
const block = (number: number, ...events: RecordingEvent[]): RecordingItem => ({
  kind: "events",
  block: number,
  offset: 100 * number,
  events,
});
const damage = (code: "checksum" | "no-end" | "repeated"): RecordingItem => ({
  kind: "damage",
  code,
  offset: 100,
  length: 9,
  block: 1,
  text: "it is damaged",
});

const mended = (...items: RecordingItem[]): RecordingEvent[] => {
  const events = new MendedEvents("f00d");
  return items.flatMap((item) => events.take(item));
};

describe("the events of a damaged recording", () => {
  test("have a gap as large as what is missing, with the place of the next message", () => {
    const events = mended(block(0, open, data(10)), damage("checksum"), block(2, context(60), data(5)));
    expect(events.map(({ kind }) => kind)).toEqual(["open", "data", "gap", "context", "data"]);
    expect(events[2]).toMatchObject({
      about: { missing: { in: 50, out: 4 }, unfinished: { in: 2, out: 0 }, why: "damage at byte 100 of the recording" },
    });
  });

  test("whose opening is lost begin as if they went on from an earlier file", () => {
    const events = mended(damage("checksum"), block(1, context(60), data(5)));
    expect(events[0]).toMatchObject({
      kind: "open",
      about: {
        connection: "f00d.1",
        client: "unknown",
        continued: { serverVersion: 176, clientId: 7, before: { in: 60, out: 4 } },
      },
    });
  });

  test("have a gap of unknown size where no block says what is missing", () => {
    const events = mended(block(0, open, data(10)), damage("checksum"), block(2, data(5), data(6)));
    expect(events.map(({ kind }) => kind)).toEqual(["open", "data", "gap", "data", "data"]);
    expect(events[2]).toMatchObject({ about: { missing: { in: 0, out: 0 } } });
    expect(events[2]).not.toHaveProperty("about.unfinished");
  });

  test("are as they are when nothing is missing", () => {
    const whole = [open, data(10), context(10), data(5)];
    expect(mended(block(0, ...whole), damage("no-end"))).toEqual(whole);
    expect(mended(block(0, open, data(10)), damage("repeated"), block(1, context(10), data(5)))).toEqual([
      open,
      data(10),
      context(10),
      data(5),
    ]);
  });
});

test("connections of several recordings get numbers of their own, and files of one connection the same", () => {
  const numbers = new LegNumbers();
  const named = (connection: string, continued = false): RecordingEvent => ({
    kind: "open",
    ...moment,
    about: {
      connection,
      client: "a:1",
      host: "b:2",
      ...(continued && { continued: { part: 1, before: { in: 1, out: 1 } } }),
    },
  });
  const seen = [
    numbers.numbered(named("one"), 0),
    numbers.numbered(named("two"), 1),
    numbers.numbered(data(1), 0),
    numbers.numbered(data(1), 1),
    numbers.numbered(named("one", true), 2),
    numbers.numbered(data(1), 2),
    numbers.numbered(data(1), 3),
  ];
  expect(seen.map(({ leg }) => leg)).toEqual([1, 2, 1, 2, 1, 1, 3]);
});
