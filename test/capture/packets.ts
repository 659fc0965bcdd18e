/** Packets and capture files for tests, byte by byte and apart from the code that is tested. */
import { CaptureReader, type CaptureOptions } from "../../src/capture/capture-reader.ts";
import type { CaptureIssue, CaptureItem, CaptureSummary } from "../../src/capture/capture-items.ts";
import type { RecordingEvent } from "../../src/recording/format.ts";

/** An IP packet and when it passed. */
export interface Timed {
  readonly us: number;
  readonly bytes: Buffer;
}

const fin = 1;
const syn = 2;
const rst = 4;
const push = 8;
const ack = 16;
export const flags = { fin, syn, rst, push, ack } as const;

export interface SegmentParts {
  readonly source: string;
  readonly target: string;
  readonly ports: readonly [number, number];
  readonly sequence: number;
  readonly acknowledged?: number;
  readonly flags: number;
  readonly payload?: Uint8Array;
  readonly id?: number;
  readonly window?: number;
  /** TCP options; whole words. */
  readonly options?: readonly number[];
}

export function tcp(parts: SegmentParts): Buffer {
  const { ports, sequence, acknowledged = 0, payload = new Uint8Array(0), window = 0xff00, options = [] } = parts;
  const head = Buffer.alloc(20 + options.length);
  head.writeUInt16BE(ports[0], 0);
  head.writeUInt16BE(ports[1], 2);
  head.writeUInt32BE(sequence >>> 0, 4);
  head.writeUInt32BE(acknowledged >>> 0, 8);
  head[12] = (head.length / 4) << 4;
  head[13] = parts.flags;
  head.writeUInt16BE(window, 14);
  head.set(options, 20);
  return Buffer.concat([head, payload]);
}

export const ipv4Address = (text: string): Buffer => Buffer.from(text.split(".").map(Number));

/** @param fragment what stands in the field of flags and fragment offset */
export function ipv4(
  source: string,
  target: string,
  body: Buffer,
  { id = 1, fragment = 0x4000, protocol = 6 } = {},
): Buffer {
  const head = Buffer.alloc(20);
  head[0] = 0x45;
  head.writeUInt16BE(20 + body.length, 2);
  head.writeUInt16BE(id & 0xffff, 4);
  head.writeUInt16BE(fragment, 6);
  head[8] = 64;
  head[9] = protocol;
  ipv4Address(source).copy(head, 12);
  ipv4Address(target).copy(head, 16);
  return Buffer.concat([head, body]);
}

/** Sixteen bytes of `2001:db8::n`. */
export const ipv6Address = (last: number): Buffer =>
  Buffer.from([0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, last]);

/** @param next the protocol behind the header; extension headers stand at the front of the body */
export function ipv6(source: number, target: number, body: Buffer, next = 6): Buffer {
  const head = Buffer.alloc(40);
  head[0] = 0x60;
  head.writeUInt16BE(body.length, 4);
  head[6] = next;
  head[7] = 64;
  ipv6Address(source).copy(head, 8);
  ipv6Address(target).copy(head, 24);
  return Buffer.concat([head, body]);
}

/** @param tags VLAN tags in front of the IP packet */
export function ethernet(packet: Buffer, tags: readonly number[] = []): Buffer {
  const type = packet[0]! >> 4 === 4 ? 0x0800 : 0x86dd;
  const words = [...tags.flatMap((tag, index) => [index === 0 ? 0x88a8 : 0x8100, tag]), type];
  const head = Buffer.alloc(12 + 2 * words.length, 2);
  for (const [index, word] of words.entries()) head.writeUInt16BE(word, 12 + 2 * index);
  return Buffer.concat([head, packet]);
}

export interface FileOptions {
  readonly little?: boolean;
  readonly nanoseconds?: boolean;
  readonly linkType?: number;
  /** Only so many bytes of each packet. */
  readonly snaplen?: number;
}

const writer =
  (little: boolean) =>
  (bytes: Buffer, value: number, at: number): void =>
    void (little ? bytes.writeUInt32LE(value >>> 0, at) : bytes.writeUInt32BE(value >>> 0, at));

export function pcap(packets: readonly Timed[], options: FileOptions = {}): Buffer {
  const { little = true, nanoseconds = false, linkType = 101, snaplen = 262_144 } = options;
  const u32 = writer(little);
  const head = Buffer.alloc(24);
  u32(head, nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4, 0);
  u32(head, little ? 0x0004_0002 : 0x0002_0004, 4);
  u32(head, snaplen, 16);
  u32(head, linkType, 20);
  const parts = packets.flatMap(({ us, bytes }) => {
    const front = Buffer.alloc(16);
    u32(front, Math.floor(us / 1e6), 0);
    u32(front, (us % 1e6) * (nanoseconds ? 1000 : 1), 4);
    u32(front, Math.min(bytes.length, snaplen), 8);
    u32(front, bytes.length, 12);
    return [front, bytes.subarray(0, snaplen)];
  });
  return Buffer.concat([head, ...parts]);
}

export interface Option {
  readonly code: number;
  readonly value: Uint8Array;
}

/** Blocks of pcapng in either byte order. */
export class Blocks {
  private readonly little: boolean;

  constructor(little = true) {
    this.little = little;
  }

  section(options: readonly Option[] = []): Buffer {
    const body = Buffer.alloc(16, 0xff);
    this.u32(body, 0x1a2b3c4d, 0);
    this.u16(body, 1, 4);
    this.u16(body, 0, 6);
    return this.block(0x0a0d0d0a, body, options);
  }

  interface(linkType: number, options: readonly Option[] = [], snaplen = 0): Buffer {
    const body = Buffer.alloc(8);
    this.u16(body, linkType, 0);
    this.u32(body, snaplen, 4);
    return this.block(1, body, options);
  }

  enhanced(
    id: number,
    ticks: bigint,
    bytes: Uint8Array,
    { captured = bytes.length, options = [] as Option[] } = {},
  ): Buffer {
    const body = Buffer.alloc(20);
    this.u32(body, id, 0);
    this.u32(body, Number(ticks >> 32n), 4);
    this.u32(body, Number(ticks & 0xffff_ffffn), 8);
    this.u32(body, captured, 12);
    this.u32(body, bytes.length, 16);
    return this.block(6, Buffer.concat([body, bytes.subarray(0, captured)]), options);
  }

  /** The obsolete packet block. */
  old(id: number, ticks: bigint, bytes: Uint8Array): Buffer {
    const body = Buffer.alloc(20);
    this.u16(body, id, 0);
    this.u16(body, 0, 2);
    this.u32(body, Number(ticks >> 32n), 4);
    this.u32(body, Number(ticks & 0xffff_ffffn), 8);
    this.u32(body, bytes.length, 12);
    this.u32(body, bytes.length, 16);
    return this.block(2, Buffer.concat([body, bytes]));
  }

  simple(bytes: Uint8Array, captured = bytes.length): Buffer {
    const body = Buffer.alloc(4);
    this.u32(body, bytes.length, 0);
    return this.block(3, Buffer.concat([body, bytes.subarray(0, captured)]));
  }

  block(type: number, body: Buffer, options: readonly Option[] = []): Buffer {
    const parts: Buffer[] = [pad(body)];
    for (const { code, value } of options) {
      const head = Buffer.alloc(4);
      this.u16(head, code, 0);
      this.u16(head, value.length, 2);
      parts.push(head, pad(Buffer.from(value)));
    }
    if (options.length > 0) parts.push(Buffer.alloc(4));
    const inside = Buffer.concat(parts);
    const whole = Buffer.alloc(12 + inside.length);
    this.u32(whole, type, 0);
    this.u32(whole, whole.length, 4);
    inside.copy(whole, 8);
    this.u32(whole, whole.length, whole.length - 4);
    return whole;
  }

  u32(bytes: Buffer, value: number, at: number): void {
    writer(this.little)(bytes, value, at);
  }

  private u16(bytes: Buffer, value: number, at: number): void {
    if (this.little) bytes.writeUInt16LE(value, at);
    else bytes.writeUInt16BE(value, at);
  }
}

const pad = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);

/** A pcapng file of raw IP packets in microseconds. */
export const pcapng = (packets: readonly Timed[], little = true): Buffer => {
  const blocks = new Blocks(little);
  return Buffer.concat([
    blocks.section(),
    blocks.interface(101),
    ...packets.map(({ us, bytes }) => blocks.enhanced(0, BigInt(us), bytes)),
  ]);
};

export interface Streams {
  out: string;
  in: string;
}

export interface ReadCapture {
  readonly events: readonly RecordingEvent[];
  readonly issues: readonly CaptureIssue[];
  readonly codes: readonly string[];
  readonly summary: CaptureSummary;
  /** The bytes of each connection, as byte strings; a gap of n bytes stands as `<n>`. */
  readonly streams: readonly Streams[];
  readonly ends: readonly (string | undefined)[];
}

/** Reads a capture file in chunks of a size. */
export function readCapture(
  file: Uint8Array,
  chunkBytes = file.length || 1,
  options: CaptureOptions = {},
): ReadCapture {
  const reader = new CaptureReader(options);
  const items: CaptureItem[] = [];
  for (let at = 0; at < file.length; at += chunkBytes) {
    // A buffer of its own that is used again, as files are read.
    const chunk = Buffer.from(file.subarray(at, at + chunkBytes));
    items.push(...reader.push(chunk));
    chunk.fill(0xee);
  }
  items.push(...reader.end());
  const events = items.flatMap((item) => (item.kind === "event" ? [item.event] : []));
  const issues = items.filter((item) => item.kind === "issue");
  const summary = items.at(-1) as CaptureSummary;
  const legs = new Map<number, Streams>();
  for (const event of events) {
    if (event.kind === "open") legs.set(event.leg, { in: "", out: "" });
    const streams = legs.get(event.leg);
    if (streams && event.kind === "data") streams[event.direction] += Buffer.from(event.bytes).toString("latin1");
    if (streams && event.kind === "gap")
      for (const direction of ["in", "out"] as const)
        if (event.about.missing[direction] > 0) streams[direction] += `<${event.about.missing[direction]}>`;
  }
  return {
    events,
    issues,
    codes: [...new Set(issues.map(({ code }) => code))],
    summary,
    streams: [...legs.values()],
    ends: summary.legs.map(({ ends }) => ends),
  };
}
