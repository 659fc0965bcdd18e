import { crc32 as nodeCrc32 } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { crc32 } from "../../src/recording/checksum.ts";
import { blockHeadBytes } from "../../src/recording/format.ts";
import { readRecords } from "../../src/recording/records.ts";
import { checksum } from "../../src/node/record/sealing.ts";
import { anyEvent, comparable, dataEvent, makeRecording, readRecording, type Made } from "./recordings.ts";

const small = (): Made =>
  makeRecording([[dataEvent("first"), dataEvent("second", 7)], [dataEvent("third", 9)], [dataEvent("fourth", 12)]]);
const texts = (made: ReturnType<typeof readRecording>): string[] =>
  made.events.map((event) => (event.kind === "data" ? Buffer.from(event.bytes).toString("latin1") : event.kind));
const codes = (made: ReturnType<typeof readRecording>): string[] => made.damage.map(({ code }) => code);
/** The blocks of a file in another order, or not all of them, or twice. */
const rearranged = ({ bytes, blocks }: Made, order: readonly number[]): Uint8Array =>
  Buffer.concat([
    bytes.subarray(0, blocks[0]),
    ...order.map((index) => bytes.subarray(blocks[index], blocks[index + 1])),
  ]);

describe("a recording", () => {
  test("gives back any events, sealed or plain, packed or not, in any chunks", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(anyEvent, { maxLength: 6 }), { maxLength: 5 }),
        fc.boolean(),
        fc.boolean(),
        fc.integer({ min: 1, max: 400 }),
        (groups, sealed, pack, chunkBytes) => {
          const { bytes, key } = makeRecording(groups, { sealed, pack });
          const back = readRecording(bytes, key, chunkBytes);
          expect(back.damage).toEqual([]);
          expect(back.ended).toBe(true);
          expect(comparable(back.events)).toEqual(comparable(groups.flat()));
        },
      ),
    );
  });

  test("holds reads of the socket that are larger than a record", () => {
    const large = Buffer.alloc(2_500_000, 7);
    const { bytes, key } = makeRecording([[{ ...dataEvent(""), bytes: large } as ReturnType<typeof dataEvent>]], {
      pack: true,
    });
    const { events } = readRecording(bytes, key);
    expect(
      Buffer.concat(events.map((event) => (event.kind === "data" ? event.bytes : Buffer.alloc(0)))).equals(large),
    ).toBe(true);
  });

  test("cut at any byte gives every block before the cut, and says where it was cut", () => {
    const made = small();
    for (let end = made.blocks[0]!; end < made.bytes.length; end += 1) {
      const back = readRecording(made.bytes.subarray(0, end), made.key);
      const whole = made.blocks.filter((start, index) => index > 0 && start <= end && index < 4).length;
      expect(texts(back)).toEqual(["first", "second", "third", "fourth"].slice(0, [0, 2, 3, 4][whole]));
      expect(back.ended).toBe(false);
      expect(codes(back)).toContain("no-end");
      const start = made.blocks.findLast((at) => at <= end)!;
      const at = back.damage.filter(({ code }) => code === "cut" || code === "no-block");
      if (start === end) expect(at).toEqual([]);
      else expect(at.map(({ offset, length }) => [offset, length])).toEqual([[start, end - start]]);
    }
  });

  test("cut within its head is not taken for a recording", () => {
    const made = small();
    for (let end = 0; end < made.blocks[0]!; end += 1)
      expect(readRecording(made.bytes.subarray(0, end), made.key).head).toBeUndefined();
  });

  test("with any bit flipped says so, says where, and gives all other blocks", () => {
    const made = small();
    for (let at = made.blocks[0]!; at < made.bytes.length; at += 1) {
      const bytes = made.bytes.slice();
      bytes[at]! ^= 1 << (at % 8);
      const back = readRecording(bytes, made.key);
      const block = made.blocks.findLastIndex((start) => start <= at);
      const all = [["first", "second"], ["third"], ["fourth"], []];
      expect(texts(back)).toEqual(all.flatMap((group, index) => (index === block ? [] : group)));
      const [first] = back.damage;
      expect(first?.offset).toBeGreaterThanOrEqual(made.blocks[block]!);
      expect(first?.offset).toBeLessThanOrEqual(at);
    }
  });

  test("with bytes cut out of a block loses this block only, whatever the chunks it is read in", () => {
    const made = small();
    const bytes = Buffer.concat([made.bytes.subarray(0, made.blocks[2]! - 5), made.bytes.subarray(made.blocks[2])]);
    for (let chunkBytes = 1; chunkBytes <= bytes.length; chunkBytes += 1) {
      const back = readRecording(bytes, made.key, chunkBytes);
      expect(texts(back)).toEqual(["first", "second", "fourth"]);
      expect(codes(back)).toEqual(["cut", "missing"]);
      expect(back.ended).toBe(true);
    }
  });

  test("with a bit of the head flipped does not open, or opens nothing", () => {
    const made = small();
    for (let at = 0; at < made.blocks[0]!; at += 1) {
      const bytes = made.bytes.slice();
      bytes[at]! ^= 4;
      expect(readRecording(bytes, made.key).events).toEqual([]);
    }
  });

  test("tells of blocks that are missing, repeated and in the wrong order", () => {
    const made = small();
    const dropped = readRecording(rearranged(made, [0, 2, 3]), made.key);
    expect([texts(dropped), codes(dropped)]).toEqual([["first", "second", "fourth"], ["missing"]]);
    expect(dropped.damage[0]?.text).toBe("block 1 is missing in front of block 2");
    const repeated = readRecording(rearranged(made, [0, 1, 1, 2, 3]), made.key);
    expect([texts(repeated), codes(repeated)]).toEqual([["first", "second", "third", "fourth"], ["repeated"]]);
    const swapped = readRecording(rearranged(made, [1, 0, 2, 3]), made.key);
    expect(codes(swapped)).toEqual(["missing", "out-of-order"]);
    expect(texts(swapped)).toEqual(["third", "first", "second", "fourth"]);
    const behind = readRecording(rearranged(made, [0, 1, 3, 2]), made.key);
    expect(codes(behind)).toEqual(["missing", "behind-end", "out-of-order"]);
  });

  test("does not take a block of another recording, even with a right checksum", () => {
    const [one, other] = [small(), small()];
    const mixed = Buffer.concat([
      one.bytes.subarray(0, one.blocks[1]),
      other.bytes.subarray(other.blocks[1], other.blocks[2]),
      one.bytes.subarray(one.blocks[2]),
    ]);
    const back = readRecording(mixed, one.key);
    expect(codes(back)).toEqual(["not-authentic", "missing"]);
    expect(texts(back)).toEqual(["first", "second", "fourth"]);
  });

  test("does not take a block that was altered together with its checksum", () => {
    const made = small();
    const bytes = Buffer.from(made.bytes);
    const [start, end] = [made.blocks[1]!, made.blocks[2]!];
    bytes[start + blockHeadBytes]! ^= 1;
    bytes.writeUInt32BE(checksum(bytes.subarray(start + blockHeadBytes, end - 4)), end - 4);
    const back = readRecording(bytes, made.key);
    expect(codes(back)).toEqual(["not-authentic", "missing"]);
    expect(back.damage[0]).toMatchObject({ offset: start, block: 1 });
  });

  test("with the wrong key gives nothing, and says so", () => {
    const made = small();
    const back = readRecording(made.bytes, new Uint8Array(32));
    expect(back.events).toEqual([]);
    expect(new Set(codes(back))).toEqual(new Set(["not-authentic", "no-end"]));
  });

  test("survives any bytes in the place of its blocks", () => {
    const made = small();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(3), (noise, where) => {
        const at = made.blocks[where]!;
        const back = readRecording(
          Buffer.concat([made.bytes.subarray(0, at), noise, made.bytes.subarray(at)]),
          made.key,
        );
        expect(texts(back)).toEqual(["first", "second", "third", "fourth"]);
        expect(back.ended).toBe(true);
      }),
    );
  });

  test("survives any records in an authentic block", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
        expect(() => readRecords(noise)).not.toThrow();
      }),
    );
  });

  test("has the checksum of gzip", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), fc.uint8Array({ maxLength: 100 }), (one, two) => {
        expect(crc32(two, crc32(one))).toBe(nodeCrc32(two, nodeCrc32(one)));
      }),
    );
    expect(crc32(Buffer.from("123456789"))).toBe(0xcbf43926);
  });
});
