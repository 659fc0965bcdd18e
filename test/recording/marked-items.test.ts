import fc from "fast-check";
import { expect, test } from "vitest";
import { MarkedItems, type ItemMark } from "../../src/recording/marked-items.ts";
import type { RecordingItem } from "../../src/recording/recording-reader.ts";
import type { RecordingEvent } from "../../src/recording/format.ts";

const dataEvent = (us: number): RecordingEvent => ({
  kind: "data",
  leg: 1,
  monotonicUs: us,
  wallUs: us,
  direction: "in",
  bytes: Uint8Array.of(us),
});
const block = (number: number, times: readonly number[]): RecordingItem => ({
  kind: "events",
  block: number,
  offset: number * 100,
  events: times.map((us) => dataEvent(us)),
});
const end: RecordingItem = { kind: "end", offset: 999, summary: undefined };
const marks = (...times: number[]): ItemMark[] => times.map((wallUs, index) => ({ id: `m${index}`, wallUs, text: "" }));

/** The moments of all events, those of marks with an exclamation mark. */
const moments = (items: readonly RecordingItem[]): string[] =>
  items.flatMap((item) =>
    item.kind === "events"
      ? item.events.map(({ kind, wallUs }) => `${wallUs}${kind === "note" ? "!" : ""}`)
      : [item.kind],
  );

test("marks stand behind what happened up to their moment, and before the end", () => {
  const marked = new MarkedItems((_, last) => last < 1000);
  marked.add(marks(25, 10, 70, 5));
  const items = marked.take([block(0, [10, 20]), block(1, [30, 60]), end]);
  expect(moments(items)).toEqual(["10", "5!", "10!", "20", "25!", "30", "60", "70!", "end"]);
});

test("what does not belong to a recording that ended before it is left out", () => {
  const marked = new MarkedItems((mark, last) => mark.wallUs - last < 15);
  marked.add(marks(70, 90));
  expect(moments(marked.take([block(0, [60]), end]))).toEqual(["60", "70!", "end"]);
});

test("whatever the marks and the clock are, no event is lost, changed or moved, and each mark comes once", () => {
  const times = fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 6 });
  fc.assert(
    fc.property(fc.array(times, { maxLength: 6 }), times, fc.boolean(), (blocks, at, twice) => {
      const marked = new MarkedItems(() => true);
      marked.add(marks(...at));
      if (twice) marked.add(marks(...at));
      const given = [...blocks.map((one, index) => block(index, one)), end];
      const items = given.flatMap((item) => marked.take([item]));
      const all = moments(items);
      expect(all.filter((one) => !one.endsWith("!"))).toEqual(moments(given));
      const shown = all.filter((one) => one.endsWith("!")).map((one) => Number(one.slice(0, -1)));
      const expected = blocks.some((one) => one.length > 0) ? at.toSorted((a, b) => a - b) : [];
      expect(shown.toSorted((a, b) => a - b)).toEqual(expected);
    }),
  );
});

test("an export that has a mark in itself gets it once", () => {
  const marked = new MarkedItems(() => true);
  marked.add(marks(25));
  const note = { kind: "note", leg: 1, monotonicUs: 25, wallUs: 25, about: { mark: { id: "m0", text: "" } } } as const;
  const items = marked.take([
    { kind: "events", block: 0, offset: 0, events: [dataEvent(10), note, dataEvent(30)] },
    end,
  ]);
  expect(moments(items)).toEqual(["10", "25!", "30", "end"]);
});
