import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FrameCursor } from "../../src/wire/frame-cursor.ts";
import { frameBytes } from "../../src/wire/frames.ts";
import { chunkings } from "../harness/dribble.ts";

const joined = (parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));

describe("FrameCursor", () => {
  test("counts frames, and says how far it is to the next, however the bytes are cut", () => {
    const payloads = fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 6 });
    fc.assert(
      fc.property(payloads, fc.nat(200), fc.nat(8), (all, cutAt, skip) => {
        const framed = all.map(frameBytes);
        const bytes = joined([new Uint8Array(skip), ...framed]).subarray(0, skip + cutAt);
        const begun = framed.filter((_, index) => joined(framed.slice(0, index)).length + 4 <= cutAt).length;
        for (const chunks of chunkings(bytes)) {
          const cursor = new FrameCursor(skip);
          for (const chunk of chunks) cursor.push(chunk);
          expect(cursor.frames).toBe(begun);
          const end = skip + joined(framed.slice(0, begun)).length;
          const inLength = bytes.length > end;
          expect(cursor.unfinished).toBe(inLength ? undefined : end - bytes.length);
        }
      }),
    );
  });

  test("gives up at a length that no frame has", () => {
    for (const chunks of chunkings(Uint8Array.from([0, 0, 0, 1, 9, 0xff, 0xff, 0xff, 0xff, 1, 2, 3]))) {
      const cursor = new FrameCursor();
      for (const chunk of chunks) cursor.push(chunk);
      expect([cursor.frames, cursor.lost, cursor.unfinished]).toEqual([1, true, undefined]);
    }
  });
});
