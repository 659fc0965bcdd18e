import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { limits } from "../../src/base/limits.ts";
import { FrameReader, frameBytes } from "../../src/wire/frames.ts";
import { chunkings } from "../harness/dribble.ts";

const joined = (parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));

describe("FrameReader", () => {
  test("gives the same frames however the bytes are cut", () => {
    const payloads = [new Uint8Array(0), Uint8Array.from([1, 2, 3]), new Uint8Array(300).fill(7)];
    for (const chunks of chunkings(joined(payloads.map(frameBytes)))) {
      const reader = new FrameReader();
      const frames = chunks.flatMap((chunk) => reader.push(chunk).frames);
      expect(frames.map((frame) => [...frame.payload])).toEqual(payloads.map((payload) => [...payload]));
      expect(frames.map((frame) => frame.offset)).toEqual([0, 4, 11]);
      expect(reader.pending).toBe(0);
    }
  });

  test("reads random frames in random pieces", () => {
    const payload = fc.uint8Array({ maxLength: 40 });
    fc.assert(
      fc.property(fc.array(payload, { maxLength: 8 }), fc.array(fc.integer({ min: 1, max: 9 })), (payloads, sizes) => {
        const bytes = joined(payloads.map(frameBytes));
        const reader = new FrameReader();
        const read: number[][] = [];
        for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
          const size = sizes[turn % Math.max(1, sizes.length)] ?? bytes.length;
          read.push(...reader.push(bytes.subarray(at, at + size)).frames.map((frame) => [...frame.payload]));
          at += size;
        }
        expect(read).toEqual(payloads.map((one) => [...one]));
      }),
    );
  });

  test("tells of the places of the same frames", () => {
    const payloads = [new Uint8Array(0), Uint8Array.from([1, 2, 3]), new Uint8Array(300).fill(7), Uint8Array.of(9)];
    for (const chunks of chunkings(joined(payloads.map(frameBytes)))) {
      const reader = new FrameReader();
      const told: { payload: number[]; offset: number }[] = [];
      for (const chunk of chunks)
        reader.each(chunk, ({ bytes, start, end }, offset) => {
          told.push({ payload: [...bytes.subarray(start, end)], offset });
        });
      expect(told.map(({ payload }) => payload)).toEqual(payloads.map((payload) => [...payload]));
      expect(told.map(({ offset }) => offset)).toEqual([0, 4, 11, 315]);
    }
  });

  test("gives frames that the bytes of later ones are never written into, and keeps none of a chunk", () => {
    const reader = new FrameReader();
    const bytes = joined([frameBytes(Uint8Array.from([1, 2, 3])), frameBytes(Uint8Array.from([4, 5, 6]))]);
    const frames = [bytes.slice(0, 5), bytes.slice(5, 12), bytes.slice(12)].flatMap((chunk) =>
      reader.push(chunk).frames.map(({ payload }) => payload),
    );
    expect(frames.map((frame) => [...frame])).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    const held = new FrameReader();
    const shared = Uint8Array.from([0, 0, 0, 2, 7]);
    held.push(shared);
    shared.fill(0xee);
    expect([...held.push(Uint8Array.of(8)).frames[0]!.payload]).toEqual([7, 8]);
  });

  test("gives the unfinished frame when nothing more comes, and holds nothing then", () => {
    const reader = new FrameReader();
    reader.push(Uint8Array.from([0, 0, 0, 9, 1]));
    reader.push(Uint8Array.from([2]));
    expect(reader.pending).toBe(6);
    expect([...reader.rest()]).toEqual([0, 0, 0, 9, 1, 2]);
    expect(reader.pending).toBe(0);
  });

  test("stops at a length of 4 GB without waiting for its bytes", () => {
    const reader = new FrameReader();
    const good = frameBytes(Uint8Array.from([9]));
    const read = reader.push(joined([good, Uint8Array.from([0xff, 0xff, 0xff, 0xff, 1, 2])]));
    expect(read.frames).toHaveLength(1);
    expect(read.unframed).toMatchObject({ offset: 5, length: 4_294_967_295 });
    expect(reader.push(good)).toEqual({ frames: [], unframed: undefined });
  });

  test("accepts the largest frame that official clients accept, and no larger one", () => {
    const size = limits.frameBytesMax;
    expect(new FrameReader().push(frameBytes(new Uint8Array(size))).frames).toHaveLength(1);
    const tooLarge = new Uint8Array(4);
    new DataView(tooLarge.buffer).setUint32(0, size + 1);
    expect(new FrameReader().push(tooLarge).unframed?.length).toBe(size + 1);
  });
});
