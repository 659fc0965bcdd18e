/** The file formats: pcap and pcapng in every byte order and accuracy, damaged, cut, and what is no capture. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PacketReader } from "../../src/capture/packet-reader.ts";
import type { FileItem } from "../../src/capture/packets.ts";
import { Blocks, pcap, pcapng, readCapture, type Timed } from "./packets.ts";
import { Talk } from "./talk.ts";

const us = 1_795_603_500_123_456;

function conversation(): Timed[] {
  const talk = new Talk({ us });
  return [...talk.opening(), talk.out("API\0hello"), talk.in("world"), ...talk.close()];
}
const streams = [{ out: "API\0hello", in: "world" }];

/** The packets of a file, with their bytes kept. */
function packetsOf(file: Uint8Array, chunkBytes = file.length || 1): FileItem[] {
  const reader = new PacketReader();
  const kept = (items: FileItem[]): FileItem[] =>
    items.map((item) => (item.kind === "packet" ? { ...item, bytes: Uint8Array.from(item.bytes) } : item));
  const items: FileItem[] = [];
  for (let at = 0; at < file.length; at += chunkBytes)
    items.push(...kept(reader.push(file.subarray(at, at + chunkBytes))));
  return [...items, ...kept(reader.end())];
}

describe("pcap", () => {
  test.each([
    { little: true, nanoseconds: false },
    { little: true, nanoseconds: true },
    { little: false, nanoseconds: false },
    { little: false, nanoseconds: true },
  ])("is read in either byte order and accuracy: %o", (options) => {
    const read = readCapture(pcap(conversation(), options));
    expect(read.streams).toEqual(streams);
    expect(read.issues).toEqual([]);
    expect(read.summary).toMatchObject({ format: "pcap", packets: 8, tcpPackets: 8, firstWallUs: us });
    expect(read.events.find((event) => event.kind === "data")?.wallUs).toBe(us + 3000);
  });

  test("a file that ends inside a packet is whole up to there", () => {
    const file = pcap(conversation());
    const read = readCapture(file.subarray(0, file.length - 90));
    expect(read.codes).toContain("cut");
    expect(read.streams).toEqual(streams);
  });

  test("behind bytes that are no packets reading goes on", () => {
    const packets = conversation();
    const [front, back] = [pcap(packets.slice(0, 4)), pcap(packets.slice(4)).subarray(24)];
    const read = readCapture(Buffer.concat([front, Buffer.alloc(77, 0xff), back]));
    expect(read.codes).toEqual(["damaged"]);
    expect(read.issues[0]).toMatchObject({ offset: front.length });
    expect(read.issues[0]?.text).toContain("77 bytes");
    expect(read.streams).toEqual(streams);
  });
});

describe("pcapng", () => {
  test.each([true, false])("is read in either byte order (little-endian: %s)", (little) => {
    const read = readCapture(pcapng(conversation(), little));
    expect(read.streams).toEqual(streams);
    expect(read.issues).toEqual([]);
    expect(read.summary).toMatchObject({ format: "pcapng", packets: 8, firstWallUs: us });
  });

  test("interfaces have units of time, beginnings of time and link types of their own", () => {
    const blocks = new Blocks();
    const offset = Buffer.alloc(8);
    offset.writeBigInt64LE(-3600n);
    const file = Buffer.concat([
      blocks.section([{ code: 4, value: Buffer.from("a program") }]),
      blocks.interface(101, [{ code: 9, value: Buffer.of(9) }]),
      blocks.interface(1, [{ code: 9, value: Buffer.of(0x80 | 10) }]),
      blocks.interface(101, [
        { code: 14, value: offset },
        { code: 2, value: Buffer.from("lo") },
      ]),
      blocks.enhanced(0, 1_795_603_500_123_456_789n, Buffer.of(1)),
      blocks.enhanced(1, 1_795_603_500n * 1024n + 512n, Buffer.of(2), {
        options: [{ code: 1, value: Buffer.from("a comment") }],
      }),
      blocks.enhanced(2, BigInt(us), Buffer.of(3)),
    ]);
    expect(packetsOf(file)).toMatchObject([
      { timeUs: us, linkType: 101, number: 1 },
      { timeUs: 1_795_603_500_500_000, linkType: 1, number: 2 },
      { timeUs: us - 3600e6, linkType: 101, number: 3 },
    ]);
  });

  test("sections with other byte orders follow one another, and interfaces are counted anew", () => {
    const packets = conversation();
    const file = Buffer.concat([pcapng(packets.slice(0, 4), true), pcapng(packets.slice(4), false)]);
    expect(readCapture(file).streams).toEqual(streams);
  });

  test("simple packet blocks have no time: that of the packet before is taken, and said once", () => {
    const blocks = new Blocks();
    const [first, ...others] = conversation();
    const file = Buffer.concat([
      blocks.section(),
      blocks.interface(101),
      blocks.enhanced(0, BigInt(first!.us), first!.bytes),
      ...others.map(({ bytes }) => blocks.simple(bytes)),
    ]);
    const read = readCapture(file);
    expect(read.streams).toEqual(streams);
    expect(read.issues.map(({ code }) => code)).toEqual(["bad-time"]);
    expect(new Set(read.events.map(({ wallUs }) => wallUs))).toEqual(new Set([us]));
  });

  test("a simple packet block is cut to its interface's snaplen", () => {
    const blocks = new Blocks();
    const bytes = Uint8Array.from(Buffer.alloc(200, 7));
    const file = Buffer.concat([blocks.section(), blocks.interface(101, [], 60), blocks.simple(bytes, 60)]);
    expect(packetsOf(file).find((item) => item.kind === "packet")).toMatchObject({
      originalLength: 200,
      bytes: bytes.subarray(0, 60),
    });
  });

  test("the obsolete packet block is read", () => {
    const blocks = new Blocks();
    const all = conversation().map((packet) => blocks.old(0, BigInt(packet.us), packet.bytes));
    const read = readCapture(Buffer.concat([blocks.section(), blocks.interface(101), ...all]));
    expect(read.streams).toEqual(streams);
    expect(read.issues).toEqual([]);
  });

  test("blocks of other kinds are passed over, also one larger than anything that is held", () => {
    const blocks = new Blocks();
    const strange = [
      blocks.block(5, Buffer.alloc(12)),
      blocks.block(10, Buffer.alloc(3_000_000)),
      blocks.block(0x0bad, Buffer.alloc(8)),
    ];
    const packets = conversation().map((packet) => blocks.enhanced(0, BigInt(packet.us), packet.bytes));
    const file = Buffer.concat([blocks.section(), blocks.interface(101), ...strange, ...packets]);
    for (const chunk of [file.length, 4096]) expect(readCapture(file, chunk)).toMatchObject({ streams, issues: [] });
  });

  test("a packet of an interface that nobody described is left out, and said", () => {
    const blocks = new Blocks();
    const read = readCapture(
      Buffer.concat([blocks.section(), blocks.interface(101), blocks.enhanced(3, 1n, Buffer.of(1))]),
    );
    expect(read.codes).toEqual(["no-interface"]);
  });

  test("a block whose two lengths differ is read when another follows where the first says", () => {
    const file = pcapng(conversation());
    file.writeUInt32LE(1, file.length - 4);
    const read = readCapture(file);
    expect(read.codes).toEqual(["damaged"]);
    expect(read.streams).toEqual(streams);
  });

  test("behind bytes that are no blocks reading goes on", () => {
    const packets = conversation();
    const blocks = new Blocks();
    const back = packets.slice(4).map((packet) => blocks.enhanced(0, BigInt(packet.us), packet.bytes));
    const file = Buffer.concat([pcapng(packets.slice(0, 4)), Buffer.alloc(501, 0xab), ...back]);
    const read = readCapture(file);
    expect(read.codes).toEqual(["damaged"]);
    expect(read.streams).toEqual(streams);
  });

  test("a file that ends inside a block is whole up to there", () => {
    const file = pcapng(conversation());
    expect(readCapture(file.subarray(0, file.length - 10)).codes).toEqual(["cut"]);
  });
});

describe("any file", () => {
  test.each([
    ["nothing", Buffer.alloc(0), /0 bytes/],
    ["gzip", Buffer.from("1f8b0800", "hex"), /gzip: unpack/],
    ["a snoop file", Buffer.from("snoop\0\0\0", "latin1"), /snoop.*editcap/],
    ["text", Buffer.from("11:49:32:797 -> ---5"), /begins with 31 31 3a 34/],
  ])("that is %s is told from a capture", (_, file, text) => {
    const read = readCapture(file);
    expect(read.codes).toEqual(["not-a-capture"]);
    expect(read.issues[0]?.text).toMatch(text);
  });

  const files = [
    pcap(conversation()),
    pcap(conversation(), { little: false, nanoseconds: true }),
    pcapng(conversation()),
  ];

  test("gives the same packets in chunks of any size", () => {
    for (const file of files) {
      const whole = packetsOf(file);
      for (const size of [1, 2, 3, 5, 16, 17, 40, 1000]) expect(packetsOf(file, size)).toEqual(whole);
    }
  });

  test("cut anywhere, gives the packets before the cut, and never throws", () => {
    for (const file of files)
      for (let length = 0; length < file.length; length += 1) {
        const packets = packetsOf(file.subarray(0, length)).filter((item) => item.kind === "packet");
        const whole = packetsOf(file).filter((item) => item.kind === "packet");
        expect(packets).toEqual(whole.slice(0, packets.length));
      }
  });

  test("with bytes changed anywhere, is read to its end without an exception, in bounded items", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...files),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 500 }),
        (file, changes, chunk) => {
          const damaged = Buffer.from(file);
          for (const [at, value] of changes) damaged[at % damaged.length] = value;
          const read = readCapture(damaged, chunk);
          expect(read.summary.bytes).toBe(damaged.length);
          expect(read.summary.packets).toBeLessThan(damaged.length);
        },
      ),
      { numRuns: 300 },
    );
  });

  test("of garbage behind a true head does no harm", () => {
    fc.assert(
      fc.property(fc.constantFrom(...files), fc.uint8Array({ maxLength: 3000 }), (file, garbage) => {
        const head = readCapture(Buffer.concat([file.subarray(0, 24), garbage]), 333);
        expect(head.summary.bytes).toBe(24 + garbage.length);
        expect(readCapture(Buffer.concat([file, garbage]), 333).streams).toMatchObject(streams);
      }),
      { numRuns: 200 },
    );
  });
});
