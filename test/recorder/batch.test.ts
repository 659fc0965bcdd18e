import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BatchWriter, readBatch } from "../../src/recorder/batch.ts";
import { anyEvent, comparable, dataEvent } from "../recording/recordings.ts";

describe("a batch", () => {
  test("gives back the events that were put into it", () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 20 }), (events) => {
        const writer = new BatchWriter(new Uint8Array(64 * 1024));
        for (const event of events) expect(writer.add(event)).toBe(true);
        // Contexts are made by the side that records.
        const sent = events.filter(({ kind }) => kind !== "context");
        expect(comparable([...readBatch(writer.buffer, writer.length)])).toEqual(comparable(sent));
      }),
    );
  });

  test("takes what fits, and nothing of what does not", () => {
    const writer = new BatchWriter(new Uint8Array(100));
    expect(writer.add(dataEvent("x".repeat(writer.room + 1)))).toBe(false);
    expect(writer.length).toBe(0);
    expect(writer.add(dataEvent("x".repeat(writer.room)))).toBe(true);
    expect(writer.length).toBe(100);
    expect(writer.add(dataEvent(""))).toBe(false);
  });
});
