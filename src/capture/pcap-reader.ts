/**
 * Packets of a pcap file, as tcpdump writes it: a header, and packets each with a header of its own. Nothing in the file
 * marks where a packet begins; behind damage, reading goes on where two headers in a row make sense.
 *
 *   file   = magic major minor zone accuracy snaplen link-type packet*
 *   packet = seconds fraction captured-length original-length bytes
 *
 * Source: draft-ietf-opsawg-pcap.
 */
import { readU32 } from "./byte-order.ts";
import { captureLimits } from "./capture-limits.ts";
import type { HeldBytes } from "./held-bytes.ts";
import { damage, type FileItem, type FormatReader } from "./packets.ts";
import { endsWithin, Resync, senseless, type Step } from "./resync.ts";

const fileHeadBytes = 24;
const headBytes = 16;
/** Behind damage, a packet is believed when its time is no farther than this from the last one. */
const dayS = 86_400;

export const pcapMagic = { microseconds: 0xa1b2c3d4, nanoseconds: 0xa1b23c4d, modified: 0xa1b2cd34 } as const;

export class PcapReader implements FormatReader {
  readonly format = "pcap";
  private readonly little: boolean;
  private readonly fractions: number;
  private begun = false;
  private linkType = 0;
  private number = 0;
  private seconds: number | undefined;
  private readonly packets = new Resync({
    step: (held, last, items) => this.step(held, last, items),
    believable: (held, last) => this.believable(held, last),
    between: (bytes) => `${bytes} bytes behind packet ${this.number} are no packets: the file was damaged`,
    atTheEnd: (bytes) =>
      `${bytes} bytes behind packet ${this.number} are no packets up to the end of the file: it was damaged`,
  });

  constructor(little: boolean, nanoseconds: boolean) {
    this.little = little;
    this.fractions = nanoseconds ? 1e9 : 1e6;
  }

  read(held: HeldBytes, last: boolean, items: FileItem[]): void {
    if (this.begun || this.readHead(held, last, items)) this.packets.read(held, last, items);
  }

  private step(held: HeldBytes, last: boolean, items: FileItem[]): Step {
    const there = held.length - headBytes;
    if (there < 0) {
      const ending = `the header of a packet has ${headBytes} bytes, and the file ends after ${held.length}`;
      return last ? endsWithin(ending) : "wait";
    }
    const captured = this.field(held, 8);
    if (captured > captureLimits.packetBytesMax || this.field(held, 4) >= this.fractions) return senseless;
    if (there < captured) {
      const ending = `packet ${this.number + 1} should have ${captured} bytes, and the file ends after ${there} of them`;
      return last ? endsWithin(ending) : "wait";
    }
    items.push(this.packet(held, captured));
    held.pass(headBytes + captured);
    return "read";
  }

  private readHead(held: HeldBytes, last: boolean, items: FileItem[]): boolean {
    if (held.length < fileHeadBytes) {
      if (last && held.length > 0) {
        const text = `the header of a pcap file has ${fileHeadBytes} bytes, and this file ends after ${held.length}: capture again`;
        items.push(damage("cut", held.offset, undefined, text));
      }
      return false;
    }
    // Above the link type stands the length of the frame check sequence, which we do not need.
    this.linkType = this.field(held, 20) & 0xffff;
    this.begun = true;
    held.pass(fileHeadBytes);
    return true;
  }

  private packet(held: HeldBytes, captured: number): FileItem {
    const { offset, start, bytes } = held;
    this.number += 1;
    this.seconds = this.field(held, 0);
    const fraction = this.field(held, 4);
    const at = start + headBytes;
    return {
      kind: "packet",
      number: this.number,
      offset,
      timeUs: this.seconds * 1e6 + (this.fractions === 1e6 ? fraction : Math.floor(fraction / 1000)),
      linkType: this.linkType,
      bytes: bytes.subarray(at, at + captured),
      originalLength: Math.max(captured, this.field(held, 12)),
    };
  }

  private field(held: HeldBytes, at: number): number {
    return readU32(held.bytes, held.start + at, this.little);
  }

  /** Whether a packet may begin here: its header makes sense, and so does the next one. */
  private believable(held: HeldBytes, last: boolean): boolean | "wait" {
    if (held.length < headBytes) return last ? false : "wait";
    if (!this.sensible(held, 0)) return false;
    const next = headBytes + this.field(held, 8);
    if (held.length >= next + headBytes) return this.sensible(held, next);
    return last ? held.length === next : "wait";
  }

  private sensible(held: HeldBytes, at: number): boolean {
    const captured = this.field(held, at + 8);
    const original = this.field(held, at + 12);
    if (captured > captureLimits.packetBytesMax || captured > original || original > captureLimits.packetBytesMax)
      return false;
    if (this.field(held, at + 4) >= this.fractions) return false;
    return this.seconds === undefined || Math.abs(this.field(held, at) - this.seconds) <= dayS;
  }
}
