/** Connections out of packets: order, repetition, loss, beginnings and ends, as captures show them. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Blocks, ethernet, flags, ipv4, ipv6, pcap, readCapture, tcp, type Timed } from "./packets.ts";
import { Talk } from "./talk.ts";

const read = (packets: readonly Timed[]): ReturnType<typeof readCapture> => readCapture(pcap(packets));
const inOrder = (packets: readonly Timed[]): Timed[] =>
  packets.map((packet, index) => ({ ...packet, us: 1e15 + index * 1000 }));

describe("a connection", () => {
  test("has its addresses, the times of its packets, and how it ended", () => {
    const talk = new Talk();
    const { us } = talk;
    const { events, summary } = read([...talk.opening(), talk.out("API\0a"), talk.in("b"), ...talk.close("host")]);
    expect(events.map(({ kind, wallUs, monotonicUs }) => [kind, wallUs - us, monotonicUs])).toEqual([
      ["open", 0, 0],
      ["data", 3000, 3000],
      ["data", 4000, 4000],
      ["close", 6000, 6000],
    ]);
    expect(events[0]).toMatchObject({ leg: 1, about: { client: "10.0.0.1:50000", host: "10.0.0.2:7497" } });
    expect(events.at(-1)).toMatchObject({ about: { how: "the host closed", bytes: { in: 1, out: 5 } } });
    expect(summary.legs).toMatchObject([{ begins: "handshake", ends: "the host closed", missing: { in: 0, out: 0 } }]);
  });

  test("has the same identity in two captures of it, and another one than the next connection", () => {
    const identity = (us: number, first: readonly [number, number]): unknown => {
      const talk = new Talk({ us, first });
      const open = read([...talk.opening(), talk.out("API\0")]).events[0];
      return open?.kind === "open" ? open.about.connection : undefined;
    };
    expect(identity(1e15, [7, 8])).toBe(identity(2e15, [7, 8]));
    expect(identity(1e15, [7, 8])).not.toBe(identity(1e15, [9, 8]));
  });

  test("is one of the TWS API by its port, by a port that the caller names, or by its first bytes", () => {
    const to = (hostPort: number, first: string): Timed[] => {
      const talk = new Talk({ hostPort });
      return [...talk.opening(), talk.out(first), talk.in("answer"), ...talk.close()];
    };
    expect(read(to(4001, "anything")).streams).toEqual([{ out: "anything", in: "answer" }]);
    expect(read(to(9999, "API\0")).streams).toEqual([{ out: "API\0", in: "answer" }]);
    expect(readCapture(pcap(to(9999, "odd")), 99, { hostPorts: [9999] }).streams).toEqual([
      { out: "odd", in: "answer" },
    ]);
    const foreign = read(to(443, "GET / HTTP/1.1"));
    expect(foreign.events).toEqual([]);
    expect(foreign.summary.foreign).toMatchObject({ connections: 1, named: ["10.0.0.2:443 and 10.0.0.1:50000"] });
  });

  test("whose opening was not captured begins with a gap of unknown size, and says so", () => {
    const talk = new Talk();
    const result = read([talk.in("ticks"), talk.acknowledge("client"), talk.in("more"), talk.out("ask")]);
    expect(result.codes).toEqual(["no-handshake"]);
    expect(result.events.map(({ kind }) => kind)).toEqual(["open", "gap", "data", "data", "data"]);
    expect(result.events[1]).toMatchObject({ about: { missing: { in: 0, out: 0 } } });
    expect(result.streams).toEqual([{ in: "ticksmore", out: "ask" }]);
    expect(result.summary.legs[0]?.begins).toBe("middle");
  });

  test("whose TCP handshake alone is missing is whole", () => {
    const talk = new Talk();
    const result = read([talk.out("API\0x"), talk.in("176")]);
    expect(result.summary.legs[0]?.begins).toBe("beginning of data");
    expect(result.streams).toEqual([{ out: "API\0x", in: "176" }]);
  });

  test("that is reset, refused or never answered says which", () => {
    const reset = new Talk();
    expect(read([...reset.opening(), reset.out("API\0"), reset.reset("host")]).ends).toEqual([
      "the host reset the connection",
    ]);
    const refused = new Talk();
    expect(
      read([refused.opening()[0]!, refused.segment("host", flags.rst | flags.ack, "", { acknowledged: 1001 })]).ends,
    ).toEqual(["the host refused the connection"]);
    const silent = new Talk();
    const asked = [0, 1, 2].map(() => silent.segment("client", flags.syn, "", { acknowledged: 0 }));
    const result = read(asked);
    expect(result.ends).toEqual([undefined]);
    expect(result.events.find((event) => event.kind === "note")).toMatchObject({
      about: {
        text: "the host did not answer the client, which asked 3 times for a connection, before the capture ended",
      },
    });
  });

  test("of another time between the same ports is another one", () => {
    const first = new Talk();
    const packets = [...first.opening(), first.out("API\0one")];
    const second = new Talk({ us: first.us, first: [900_000, 70_000] });
    packets.push(...second.opening(), second.out("API\0two"), ...second.close());
    const result = read(packets);
    expect(result.streams.map(({ out }) => out)).toEqual(["API\0one", "API\0two"]);
    expect(result.ends).toEqual([
      "another connection began between the same addresses and ports; the end of this one was not captured",
      "the client closed",
    ]);
  });

  test("closed in one direction goes on in the other", () => {
    const talk = new Talk();
    const opening = [...talk.opening(), talk.out("API\0")];
    const half = talk.segment("client", flags.fin | flags.ack);
    const result = read([...opening, half, talk.in("still here"), talk.in(", and more")]);
    expect(result.streams[0]?.in).toBe("still here, and more");
    expect(result.ends[0]).toMatch(/^the client closed; the end from the host was not captured/);
  });
});

describe("segments", () => {
  test("that come out of order, twice, or overlap, give each byte once", () => {
    const talk = new Talk();
    const opening = [...talk.opening(), talk.out("API\0")];
    const piece = (from: number, to: number): Timed =>
      talk.segment("host", flags.ack, "abcdefghijklmnop".slice(from, to), { offset: from });
    const result = read(
      inOrder([
        ...opening,
        piece(4, 8),
        piece(8, 10),
        piece(0, 4),
        piece(2, 9),
        piece(12, 16),
        piece(9, 14),
        piece(0, 16),
      ]),
    );
    expect(result.streams[0]?.in).toBe("abcdefghijklmnop");
    expect(result.issues).toEqual([]);
    expect(result.summary.legs[0]?.counts.outOfOrder).toBeGreaterThan(0);
    expect(result.summary.legs[0]?.counts.retransmissions).toBeGreaterThan(0);
  });

  test("that repeat bytes differently leave the first as they were, and it is said", () => {
    const talk = new Talk();
    const packets = [...talk.opening(), talk.out("API\0"), talk.in("truth")];
    packets.push(talk.segment("host", flags.ack | flags.push, "trash", { offset: -5 }));
    const result = read(packets);
    expect(result.streams[0]?.in).toBe("truth");
    expect(result.issues).toMatchObject([{ code: "overlap-differs", leg: 1 }]);
    expect(result.issues[0]?.text).toContain("the host sent 2 bytes a second time");
  });

  test("captured on two interfaces count once", () => {
    const talk = new Talk();
    const packets = [...talk.opening(), talk.out("API\0"), talk.in("one"), talk.in("two"), ...talk.close()];
    const result = read(packets.flatMap((packet) => [packet, packet]));
    expect(result.streams).toEqual([{ out: "API\0", in: "onetwo" }]);
    expect(result.summary.legs[0]?.counts).toMatchObject({ retransmissions: 0 });
    expect(result.summary.legs[0]?.counts.duplicates).toBeGreaterThan(4);
  });

  test("that the capture lost are a gap of their size, when the receiver has acknowledged them", () => {
    const talk = new Talk();
    const packets = [...talk.opening(), talk.out("API\0"), talk.in("before")];
    talk.lose("host", 100);
    packets.push(talk.acknowledge("client"), talk.in("behind"));
    talk.us += 300_000;
    packets.push(talk.acknowledge("client"), talk.in("!"));
    const result = read(packets);
    expect(result.streams[0]?.in).toBe("before<100>behind!");
    const gap = result.events.find((event) => event.kind === "gap");
    expect(gap).toMatchObject({ about: { missing: { in: 100, out: 0 }, why: "packets are missing in the capture" } });
    expect(result.summary.legs[0]).toMatchObject({ missing: { in: 100, out: 0 }, bytes: { in: 13, out: 4 } });
  });

  test("that are lost at the end are a gap too", () => {
    const talk = new Talk();
    const packets = [...talk.opening(), talk.out("API\0"), talk.in("x")];
    talk.lose("host", 50);
    packets.push(...talk.close("host"));
    expect(read(packets).streams[0]?.in).toBe("x<50>");
  });

  test("of which only the beginning was captured have a gap behind it", () => {
    const talk = new Talk();
    const packets = [
      ...talk.opening(),
      talk.out("API\0"),
      talk.in("a".repeat(100)),
      talk.in("b".repeat(10)),
      ...talk.close(),
    ];
    const result = readCapture(pcap(packets, { snaplen: 20 + 20 + 30 }));
    expect(result.streams[0]?.in).toBe(`${"a".repeat(30)}<70>${"b".repeat(10)}`);
    expect(result.summary.cutPackets).toBe(1);
    expect(readCapture(pcap(packets, { snaplen: 30 })).codes).toEqual(["cut-headers"]);
  });

  test("that only keep the connection alive are no bytes", () => {
    const talk = new Talk();
    const packets = [...talk.opening(), talk.out("API\0"), talk.in("x")];
    packets.push(
      talk.segment("host", flags.ack, "", { offset: -1 }),
      talk.segment("host", flags.ack, "\0", { offset: -1 }),
      talk.in("y"),
    );
    const result = read(packets);
    expect(result.streams[0]?.in).toBe("xy");
    expect(result.summary.legs[0]?.counts.keepAlives).toBe(2);
  });

  test("whose numbers begin anew behind 2³² − 1 go on", () => {
    const talk = new Talk({ first: [0xffff_fffa, 0xffff_ffff] });
    const packets = [
      ...talk.opening(),
      talk.out("API\0across the end"),
      talk.in("and here"),
      talk.out("!"),
      ...talk.close(),
    ];
    expect(read(packets).streams).toEqual([{ out: "API\0across the end!", in: "and here" }]);
  });

  test("that stand far away are left out, unless another goes on from there", () => {
    const far = 512 * 1024 * 1024;
    const once = new Talk();
    const opening = [...once.opening(), once.out("API\0"), once.in("a")];
    const result = read([...opening, once.segment("host", flags.ack, "stray", { offset: far }), once.in("b")]);
    expect(result.streams[0]?.in).toBe("ab");
    expect(result.codes).toEqual(["sequence-jump"]);
    const twice = new Talk();
    const packets = [...twice.opening(), twice.out("API\0"), twice.in("a")];
    twice.lose("host", far);
    const jumped = read([...packets, twice.in("b"), twice.in("c")]);
    expect(jumped.streams[0]?.in).toBe(`a<${far}>bc`);
  });

  test("a receiver without room is noted with the time it took", () => {
    const talk = new Talk();
    const packets = [
      ...talk.opening(),
      talk.out("API\0"),
      talk.in("x"),
      talk.segment("client", flags.ack, "", { window: 0 }),
    ];
    talk.us += 2_500_000;
    packets.push(talk.acknowledge("client"), ...talk.close());
    expect(read(packets).events.find((event) => event.kind === "note")).toMatchObject({
      about: { text: "the client had no room left to receive for 2.501 s (zero window): it reads too slowly" },
    });
  });
});

describe("packets", () => {
  test("of Ethernet with VLAN tags, and of Linux cooked and loopback links, are read", () => {
    const talk = new Talk();
    const packets = [...talk.opening(), talk.out("API\0x"), talk.in("y")];
    const linked = (link: (packet: Buffer) => Buffer): Timed[] =>
      packets.map(({ us, bytes }) => ({ us, bytes: link(bytes) }));
    const before = (bytes: number[]) => (packet: Buffer) => Buffer.concat([Buffer.from(bytes), packet]);
    const links: [number, (packet: Buffer) => Buffer][] = [
      [1, (packet) => ethernet(packet)],
      [1, (packet) => ethernet(packet, [100])],
      [1, (packet) => ethernet(packet, [7, 100])],
      [113, before([0, 0, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0])],
      [276, before([8, 0, 0, 0, 0, 0, 0, 1, 3, 4, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0])],
      [0, before([2, 0, 0, 0])],
      [108, before([0, 0, 0, 2])],
      [228, (packet) => packet],
    ];
    for (const [linkType, link] of links)
      expect(readCapture(pcap(linked(link), { linkType })).streams).toEqual([{ out: "API\0x", in: "y" }]);
  });

  test("of a link that is not read say how to capture instead", () => {
    const result = readCapture(pcap([{ us: 1, bytes: Buffer.alloc(60) }], { linkType: 127 }));
    expect(result.codes).toEqual(["link-type"]);
    expect(result.issues[0]?.text).toContain("monitor mode");
  });

  /** A packet of IPv6. @param front extension headers, and the protocol number of the first */
  const six = (
    us: number,
    fromClient: boolean,
    sequence: number,
    flag: number,
    text: string,
    front?: [number, Buffer],
  ): Timed => {
    const ports = fromClient ? ([50_000, 4002] as const) : ([4002, 50_000] as const);
    const segment = tcp({ source: "", target: "", ports, sequence, flags: flag, payload: Buffer.from(text, "latin1") });
    const [next, extension] = front ?? [6, Buffer.alloc(0)];
    return { us, bytes: ipv6(fromClient ? 1 : 2, fromClient ? 2 : 1, Buffer.concat([extension, segment]), next) };
  };

  test("of IPv6 are read, behind extension headers too", () => {
    const options = Buffer.from([6, 0, 1, 4, 0, 0, 0, 0]);
    const routing = Buffer.from([60, 0, 0, 0, 0, 0, 0, 0]);
    const result = read([
      six(1000, true, 10, flags.syn, ""),
      six(2000, true, 11, flags.ack, "API\0", [0, Buffer.from([6, 0, 1, 4, 0, 0, 0, 0])]),
      six(3000, false, 90, flags.ack, "hello", [43, Buffer.concat([routing, options])]),
    ]);
    expect(result.streams[0]?.out).toBe("API\0");
    expect(result.events[0]).toMatchObject({ about: { client: "[2001:db8::1]:50000", host: "[2001:db8::2]:4002" } });
    expect(result.streams[0]?.in).toContain("hello");
  });

  test("in fragments are put together, in any order", () => {
    const talk = new Talk();
    const packets = [...talk.opening(), talk.out("API\0")];
    const whole = talk.in("a large message in fragments, far larger than one".repeat(3));
    const body = whole.bytes.subarray(20);
    const part = (from: number, to: number): Timed => ({
      us: whole.us,
      bytes: ipv4("10.0.0.2", "10.0.0.1", Buffer.from(body.subarray(from, to)), {
        id: 99,
        fragment: (to < body.length ? 0x2000 : 0) | (from / 8),
      }),
    });
    const parts = [part(0, 64), part(64, 128), part(128, body.length)];
    for (const order of [
      [0, 1, 2],
      [2, 0, 1],
      [1, 1, 2, 0],
    ]) {
      const result = read([...packets, ...order.map((index) => parts[index]!)]);
      expect(result.streams[0]?.in).toContain("fragments, far larger");
      expect(result.issues).toEqual([]);
    }
    const lacking = read([...packets, parts[0]!, parts[2]!]);
    expect(lacking.codes).toEqual(["fragments"]);
  });

  test("whose headers contradict themselves are left out, and said", () => {
    const talk = new Talk();
    const packets = [...talk.opening(), talk.out("API\0")];
    const bad = talk.in("x");
    bad.bytes[32] = 0xf0;
    const short = talk.acknowledge("host");
    short.bytes[0] = 0x4f;
    expect(read([...packets, bad, short]).issues.map(({ code }) => code)).toEqual(["malformed", "malformed"]);
  });

  test("that the network card is to cut (length 0) reach to their end", () => {
    const talk = new Talk();
    const packets = [...talk.opening(), talk.out("API\0"), talk.in("offloaded")];
    packets.at(-1)!.bytes.writeUInt16BE(0, 2);
    expect(read(packets).streams[0]?.in).toBe("offloaded");
  });

  test("of a clock that was set back keep the steady clock going forward, and it is said", () => {
    const talk = new Talk();
    const packets = [...talk.opening(), talk.out("API\0")];
    talk.us -= 3_600_000_000;
    packets.push(talk.in("an hour ago"), talk.in("and on"));
    const result = read(packets);
    expect(result.codes).toEqual(["time-back"]);
    expect(result.streams[0]?.in).toBe("an hour agoand on");
    const steady = result.events.map(({ monotonicUs }) => monotonicUs);
    expect(steady).toEqual(steady.toSorted((a, b) => a - b));
  });
});

/** Cuts both directions of a conversation into segments, and shuffles, repeats and overlaps them. */
const conversation = fc.record({
  out: fc.string({ unit: "binary-ascii", maxLength: 60 }),
  in: fc.string({ unit: "binary-ascii", maxLength: 200 }),
  cuts: fc.array(fc.nat(260), { maxLength: 20 }),
  again: fc.array(fc.tuple(fc.nat(260), fc.integer({ min: 1, max: 40 })), { maxLength: 8 }),
  places: fc.array(fc.nat(), { minLength: 60, maxLength: 60 }),
  first: fc.tuple(fc.integer({ min: 0, max: 0xffff_ffff }), fc.integer({ min: 0, max: 0xffff_ffff })),
  chunk: fc.integer({ min: 1, max: 700 }),
});

test("any segmentation, order, overlap and repetition of any bytes gives the same streams", () => {
  fc.assert(
    fc.property(conversation, ({ out, in: incoming, cuts, again, places, first, chunk }) => {
      const talk = new Talk({ first });
      const opening = talk.opening();
      const said = { client: `API\0${out}`, host: incoming };
      const segments = (["client", "host"] as const).flatMap((side) => {
        const text = said[side];
        const ends = [...new Set([0, ...cuts.map((cut) => cut % (text.length + 1)), text.length])].toSorted(
          (a, b) => a - b,
        );
        const pieces: [number, number][] = ends.slice(1).map((end, index) => [ends[index]!, end]);
        for (const [at, length] of again) {
          const from = at % (text.length + 1);
          if (from < text.length) pieces.push([from, Math.min(text.length, from + length)]);
        }
        return pieces.map(([from, to]) => talk.segment(side, flags.ack, text.slice(from, to), { offset: from }));
      });
      const shuffled = segments
        .map((segment, index) => ({ segment, place: places[index % places.length]! }))
        .toSorted((a, b) => a.place - b.place)
        .map(({ segment }) => segment);
      const file = pcap(inOrder([...opening, ...shuffled]));
      const result = readCapture(file, chunk);
      expect(result.streams).toEqual([{ out: said.client, in: said.host }]);
      expect(result.codes).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

describe("a hostile capture", () => {
  test("of connections that never end, holes and fragments stays within bounds", () => {
    const packets: Timed[] = [];
    // More connections than are followed, each with a segment behind a hole.
    for (let number = 0; number < 20_400; number += 1) {
      const talk = new Talk({
        client: `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`,
        us: 1e15 + number,
      });
      packets.push(
        talk.opening()[0]!,
        talk.segment("client", flags.ack, "x".repeat(500), { offset: 5000, acknowledged: 0 }),
      );
    }
    // Fragments whose others never come.
    for (let id = 0; id < 3000; id += 1)
      packets.push({
        us: 1e15 + 40_000,
        bytes: ipv4("10.0.0.9", "10.0.0.8", Buffer.alloc(1200), { id, fragment: 0x2000 }),
      });
    const file = pcap(packets);
    const before = process.memoryUsage();
    const result = readCapture(file, 64 * 1024);
    const after = process.memoryUsage();
    expect(result.codes).toContain("limit");
    expect(result.codes).toContain("fragments");
    expect(result.summary.legs.length).toBeLessThanOrEqual(1000);
    expect(result.issues.length).toBeLessThan(1000);
    expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(300 * 1024 * 1024);
  });

  test("that describes interfaces without end is told, and read on", () => {
    const blocks = new Blocks();
    const one = blocks.interface(101);
    const result = readCapture(Buffer.concat([blocks.section(), ...Array.from({ length: 5000 }, () => one)]), 4096);
    expect(result.codes).toEqual(["limit"]);
    expect(result.issues.length).toBeLessThanOrEqual(100);
  });
});
