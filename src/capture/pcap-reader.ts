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
  /** Where the bytes stopped making sense. */
  private lostAt: number | undefined;
  /** What to say when nothing that makes sense follows: the file ends inside a packet. */
  private ending: string | undefined;

  constructor(little: boolean, nanoseconds: boolean) {
    this.little = little;
    this.fractions = nanoseconds ? 1e9 : 1e6;
  }

  read(held: HeldBytes, last: boolean, items: FileItem[]): void {
    if (!this.begun && !this.readHead(held, last, items)) return;
    while (held.length > 0 || this.lostAt !== undefined) {
      if (this.lostAt !== undefined && !this.find(held, last, items)) break;
      if (held.length < headBytes) {
        if (last)
          this.lose(held, `the header of a packet has ${headBytes} bytes, and the file ends after ${held.length}`);
        if (!last) break;
        continue;
      }
      const captured = this.field(held, 8);
      if (captured > captureLimits.packetBytesMax || this.field(held, 4) >= this.fractions) {
        this.lose(held);
        continue;
      }
      if (held.length < headBytes + captured) {
        if (!last) break;
        const there = held.length - headBytes;
        this.lose(
          held,
          `packet ${this.number + 1} should have ${captured} bytes, and the file ends after ${there} of them`,
        );
        continue;
      }
      items.push(this.packet(held, captured));
      held.pass(headBytes + captured);
    }
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

  private lose(held: HeldBytes, ending?: string): void {
    this.lostAt = held.offset;
    this.ending = ending;
    held.pass(1);
  }

  /** Goes to the next place where packets make sense. @returns whether there is one at hand */
  private find(held: HeldBytes, last: boolean, items: FileItem[]): boolean {
    const lostAt = this.lostAt ?? held.offset;
    for (; held.length > 0; held.pass(1)) {
      const found = this.believable(held, last);
      if (found === "wait") return false;
      if (!found) continue;
      const text =
        `${held.offset - lostAt} bytes behind packet ${this.number} are no packets: the file was damaged; ` +
        `reading goes on at offset ${held.offset}`;
      items.push(damage("damaged", lostAt, undefined, text));
      this.lostAt = undefined;
      return true;
    }
    if (!last) return false;
    const { ending } = this;
    const text = ending
      ? `${ending}: it was cut off, or is still being written; everything before is whole`
      : `${held.offset - lostAt} bytes behind packet ${this.number} are no packets up to the end of the file: it was ` +
        `damaged; copy it again from where it was captured`;
    items.push(damage(ending ? "cut" : "damaged", lostAt, undefined, text));
    this.lostAt = undefined;
    return false;
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
