/**
 * The headers of IP packets, versions 4 and 6. One object is filled again for every packet. Checksums are not looked at:
 * where the network card computes them they are wrong in captures of outgoing packets.
 *
 * Source: RFC 791, RFC 8200.
 */
import { readU16, readU32 } from "./byte-order.ts";
import { captureLimits } from "./capture-limits.ts";

/** `cut`: too little was captured to tell. `malformed`: the header contradicts itself. */
export type IpOutcome = "ip" | "cut" | "malformed";

const extension = { hopByHop: 0, routing: 43, fragment: 44, authentication: 51, destination: 60 } as const;
/** Mobility, HIP and Shim6: nobody uses them, and they are passed over like the others. */
const otherExtensions = new Set([135, 139, 140]);

export class IpPacket {
  bytes: Uint8Array = new Uint8Array(0);
  version: 4 | 6 = 4;
  sourceAt = 0;
  targetAt = 0;
  /** Of IPv4, to tell a packet that was captured twice from one that was sent twice; 0 in IPv6. */
  id = 0;
  protocol = 0;
  /** The payload: where it begins, where what was captured of it ends, and how long it was on the wire. */
  payloadAt = 0;
  payloadEnd = 0;
  payloadLength = 0;
  fragmented = false;
  fragmentAt = 0;
  fragmentId = 0;
  moreFragments = false;

  get addressBytes(): 4 | 16 {
    return this.version === 4 ? 4 : 16;
  }

  /** @param wireLength of the packet from `at` on, as it was on the wire */
  read(bytes: Uint8Array, at: number, wireLength: number): IpOutcome {
    if (bytes.length <= at) return "cut";
    this.bytes = bytes;
    this.fragmented = false;
    const version = bytes[at]! >> 4;
    if (version === 4) return this.read4(at, wireLength);
    return version === 6 ? this.read6(at, wireLength) : "malformed";
  }

  private read4(at: number, wireLength: number): IpOutcome {
    const { bytes } = this;
    if (bytes.length < at + 20) return wireLength < 20 ? "malformed" : "cut";
    const headBytes = (bytes[at]! & 15) * 4;
    // 0 where the network card cuts the packet into segments (TSO): it reaches to the end of what was on the wire.
    const length = readU16(bytes, at + 2) || wireLength;
    if (headBytes < 20 || length < headBytes || wireLength < headBytes) return "malformed";
    this.version = 4;
    this.id = readU16(bytes, at + 4);
    this.protocol = bytes[at + 9]!;
    this.sourceAt = at + 12;
    this.targetAt = at + 16;
    const fragment = readU16(bytes, at + 6);
    this.moreFragments = (fragment & 0x2000) !== 0;
    this.fragmentAt = (fragment & 0x1fff) * 8;
    this.fragmented = this.moreFragments || this.fragmentAt > 0;
    this.fragmentId = this.id;
    this.payload(at + headBytes, Math.min(length, wireLength) - headBytes);
    return "ip";
  }

  private read6(at: number, wireLength: number): IpOutcome {
    const { bytes } = this;
    if (bytes.length < at + 40) return wireLength < 40 ? "malformed" : "cut";
    this.version = 6;
    this.id = 0;
    this.sourceAt = at + 8;
    this.targetAt = at + 24;
    // 0 also in jumbograms, whose length stands in an extension header.
    const length = readU16(bytes, at + 4) || wireLength - 40;
    const end = at + 40 + Math.min(length, wireLength - 40);
    let next = bytes[at + 6]!;
    let from = at + 40;
    for (let count = 0; count < captureLimits.extensionHeadersMax; count += 1) {
      const headBytes = this.extensionBytes(next, from);
      if (headBytes === undefined) break;
      if (from + headBytes > end) return "malformed";
      if (bytes.length < from + Math.max(headBytes, 8)) return "cut";
      if (next === extension.fragment) {
        const fragment = readU16(bytes, from + 2);
        this.fragmentAt = fragment & 0xfff8;
        this.moreFragments = (fragment & 1) !== 0;
        this.fragmentId = readU32(bytes, from + 4);
        this.fragmented = this.moreFragments || this.fragmentAt > 0;
      }
      next = bytes[from]!;
      from += headBytes;
      // What follows the header of a later fragment is the middle of something.
      if (this.fragmentAt > 0 && this.fragmented) break;
    }
    this.protocol = next;
    this.payload(from, end - from);
    return "ip";
  }

  /** How long the extension header at a place is; `undefined` when that protocol is none. */
  private extensionBytes(protocol: number, at: number): number | undefined {
    const length = at + 1 < this.bytes.length ? this.bytes[at + 1]! : 0;
    if (protocol === extension.fragment) return 8;
    if (protocol === extension.authentication) return (length + 2) * 4;
    return protocol === extension.hopByHop ||
      protocol === extension.routing ||
      protocol === extension.destination ||
      otherExtensions.has(protocol)
      ? (length + 1) * 8
      : undefined;
  }

  private payload(at: number, length: number): void {
    this.payloadAt = at;
    this.payloadLength = length;
    this.payloadEnd = Math.max(at, Math.min(at + length, this.bytes.length));
  }
}
