import { crc32 as nodeCrc32 } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { crc32 } from "../../src/recording/checksum.ts";
import { blockHeadBytes } from "../../src/recording/format.ts";
import { readRecords } from "../../src/recording/records.ts";
import { checksum } from "../../src/node/record/sealing.ts";
import { anyEvent, comparable, dataEvent, makeRecording, readRecording, type Made } from "./recordings.ts";

const small = (sealed = true): Made =>
  makeRecording([[dataEvent("first"), dataEvent("second", 7)], [dataEvent("third", 9)], [dataEvent("fourth", 12)]], {
    sealed,
  });
/** What stands in each of its blocks; the last is its end. */
const content = [["first", "second"], ["third"], ["fourth"], []];
const end = 3;
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

describe.each([
  ["sealed", true],
  ["plain", false],
] as const)("damage to a %s recording", (_how, sealed) => {
  test("cut at any byte gives every block before the cut, and says where it was cut", () => {
    const made = small(sealed);
    for (let length = made.blocks[0]!; length < made.bytes.length; length += 1) {
      const back = readRecording(made.bytes.subarray(0, length), made.key);
      const whole = made.blocks.filter((start, index) => index > 0 && start <= length && index <= end).length;
      expect(texts(back)).toEqual(content.slice(0, whole).flat());
      expect(back.ended).toBe(false);
      expect(codes(back)).toContain("no-end");
      const start = made.blocks.findLast((at) => at <= length)!;
      const at = back.damage.filter(({ code }) => code === "cut" || code === "no-block");
      if (start === length) expect(at).toEqual([]);
      else expect(at.map((one) => [one.offset, one.length])).toEqual([[start, length - start]]);
    }
  });

  test("cut within its head is not taken for a recording", () => {
    const made = small(sealed);
    for (let length = 0; length < made.blocks[0]!; length += 1)
      expect(readRecording(made.bytes.subarray(0, length), made.key).head).toBeUndefined();
  });

  test("any bit that is flipped is detected and located, and all other blocks are given", () => {
    const made = small(sealed);
    for (let bit = made.blocks[0]! * 8; bit < made.bytes.length * 8; bit += 1) {
      const at = bit >> 3;
      const bytes = made.bytes.slice();
      bytes[at]! ^= 1 << (bit & 7);
      const back = readRecording(bytes, made.key);
      const block = made.blocks.findLastIndex((start) => start <= at);
      expect(texts(back)).toEqual(content.flatMap((group, index) => (index === block ? [] : group)));
      expect(back.ended).toBe(block !== end);
      const [first] = back.damage;
      expect(first?.offset).toBeGreaterThanOrEqual(made.blocks[block]!);
      expect(first?.offset).toBeLessThanOrEqual(at);
      // Nothing is said of what stands before it, and of the blocks behind only that one is missing.
      expect(back.damage.filter(({ code }) => code === "out-of-order" || code === "repeated")).toEqual([]);
    }
  });

  test("with any bit of the head flipped does not open, or opens nothing", () => {
    const made = small(sealed);
    for (let bit = 0; bit < made.blocks[0]! * 8; bit += 1) {
      const bytes = made.bytes.slice();
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      expect(readRecording(bytes, made.key).events).toEqual([]);
    }
  });

  test("with bytes cut out of a block loses this block only, whatever the chunks it is read in", () => {
    const made = small(sealed);
    const bytes = Buffer.concat([made.bytes.subarray(0, made.blocks[2]! - 5), made.bytes.subarray(made.blocks[2])]);
    for (let chunkBytes = 1; chunkBytes <= bytes.length; chunkBytes += 1) {
      const back = readRecording(bytes, made.key, chunkBytes);
      expect(texts(back)).toEqual(["first", "second", "fourth"]);
      expect(codes(back)).toEqual(["cut", "missing"]);
      expect(back.ended).toBe(true);
    }
  });

  test("with any stretch of bytes cut out, says where, and gives the blocks that are whole", () => {
    const made = small(sealed);
    const [first, last] = [made.blocks[0]!, made.bytes.length];
    fc.assert(
      fc.property(fc.integer({ min: first, max: last - 1 }), fc.integer({ min: 1, max: 300 }), (from, length) => {
        const to = Math.min(from + length, last);
        const left = Buffer.concat([made.bytes.subarray(0, from), made.bytes.subarray(to)]);
        const back = readRecording(left, made.key);
        // What is cut from one block up to the same place of the next leaves the next one whole: both begin alike.
        const whole = content.filter((_, index) =>
          left.includes(Buffer.from(made.bytes.subarray(made.blocks[index], made.blocks[index + 1]))),
        );
        expect(texts(back)).toEqual(whole.flat());
        const block = made.blocks.findLast((start) => start <= from)!;
        expect(back.damage.length).toBeGreaterThan(0);
        for (const { offset } of back.damage) expect(offset).toBeGreaterThanOrEqual(block);
        // What is cut may begin like what follows it: the bytes tell of no cut before they differ.
        let same = from;
        while (same < left.length && left[same] === made.bytes[same]) same += 1;
        expect(Math.min(...back.damage.map(({ offset }) => offset))).toBeLessThanOrEqual(same);
      }),
      { numRuns: 500 },
    );
  });

  test("blocks that are dropped, repeated or swapped are named, each at its place", () => {
    const made = small(sealed);
    const told = (order: readonly number[]): [code: string, block: number | undefined][] =>
      readRecording(rearranged(made, order), made.key).damage.map(({ code, block }) => [code, block]);
    for (const dropped of [0, 1, 2])
      expect(told([0, 1, 2, 3].filter((block) => block !== dropped))).toEqual([["missing", dropped + 1]]);
    expect(told([0, 1, 2])).toEqual([["no-end", undefined]]);
    for (const repeated of [0, 1, 2])
      expect(told([0, 1, 2, 3].flatMap((block) => (block === repeated ? [block, block] : [block])))).toEqual([
        ["repeated", repeated],
      ]);
    for (const one of [0, 1])
      for (const other of [one + 1, 2].filter((block) => block > one)) {
        const order = [0, 1, 2, 3];
        [order[one], order[other]] = [other, one];
        expect(told(order)).toContainEqual(["missing", other]);
        expect(told(order)).toContainEqual(["out-of-order", one]);
      }
    const { damage } = readRecording(rearranged(made, [0, 2, 3]), made.key);
    expect(damage[0]?.text).toBe("block 1 is missing in front of block 2");
  });

  test("no other order of its blocks is taken for a whole recording, and each block is given once", () => {
    const made = small(sealed);
    fc.assert(
      fc.property(fc.array(fc.nat(end), { maxLength: 8 }), (order) => {
        const back = readRecording(rearranged(made, order), made.key);
        expect(texts(back)).toEqual([...new Set(order)].flatMap((block) => content[block] ?? []));
        const whole = order.join() === "0,1,2,3";
        expect(back.damage.length === 0).toBe(whole);
        const starts = order.map((_, index) => rearranged(made, order.slice(0, index)).length);
        const length = rearranged(made, order).length;
        for (const { offset } of back.damage) expect([...starts, length]).toContain(offset);
      }),
      { numRuns: 400, examples: [[[0, 1, 2, 3]], [[]], [[3]], [[0, 1, 3, 2]]] },
    );
  });
});
