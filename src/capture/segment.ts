/** TCP segments as they stand in packets. One object is filled again for every segment. Source: RFC 9293. */
import { readU16, readU32 } from "./byte-order.ts";

export const tcpProtocol = 6;
export const flag = { fin: 1, syn: 2, reset: 4, push: 8, ack: 16 } as const;
const headBytesLeast = 20;

export type SegmentOutcome = "segment" | "cut" | "malformed";

export class Segment {
  sourcePort = 0;
  targetPort = 0;
  sequence = 0;
  acknowledged = 0;
  flags = 0;
  window = 0;
  bytes: Uint8Array = new Uint8Array(0);
  /** The payload: where it begins, where what was captured of it ends, and how long it was on the wire. */
  payloadAt = 0;
  payloadEnd = 0;
  length = 0;
  /** The same for a segment that was captured twice, and nearly always another for one that was sent twice. */
  mark = 0;

  /** @param wireLength of the segment from `at` on, as it was on the wire @param end of what was captured */
  read(bytes: Uint8Array, at: number, end: number, wireLength: number, ipId: number): SegmentOutcome {
    if (wireLength < headBytesLeast) return "malformed";
    if (end - at < headBytesLeast) return "cut";
    const headBytes = (bytes[at + 12]! >> 4) * 4;
    if (headBytes < headBytesLeast || headBytes > wireLength) return "malformed";
    this.bytes = bytes;
    this.sourcePort = readU16(bytes, at);
    this.targetPort = readU16(bytes, at + 2);
    this.sequence = readU32(bytes, at + 4);
    this.acknowledged = readU32(bytes, at + 8);
    this.flags = bytes[at + 13]!;
    this.window = readU16(bytes, at + 14);
    this.payloadAt = Math.min(at + headBytes, end);
    this.payloadEnd = end;
    this.length = wireLength - headBytes;
    const checksum = readU16(bytes, at + 16);
    this.mark =
      (Math.imul(this.sequence, 0x9e37_79b1) ^
        Math.imul(this.acknowledged, 0x85eb_ca77) ^
        Math.imul((checksum << 16) | ipId, 0xc2b2_ae3d) ^
        Math.imul(this.length * 64 + (this.flags & 63), 0x27d4_eb2f)) |
      0;
    return "segment";
  }

  has(wanted: number): boolean {
    return (this.flags & wanted) !== 0;
  }
}
