/**
 * Packets of a pcapng file, as Wireshark and dumpcap write it: blocks, each with its length in front and behind. Sections
 * have a byte order of their own; packets belong to an interface of their section. Blocks of other kinds are passed over.
 *
 *   block = type length body length
 *
 * Source: draft-ietf-opsawg-pcapng.
 */
import { readU16, readU32 } from "./byte-order.ts";
import { captureLimits } from "./capture-limits.ts";
import type { HeldBytes } from "./held-bytes.ts";
import { damage, type FileItem, type FormatReader } from "./packets.ts";
import { blockType, isKnownBlock, orderMagic } from "./pcapng-format.ts";
import { microseconds, timeUs, type TimeUnit } from "./pcapng-time.ts";

interface Interface {
  readonly linkType: number;
  /** 0: packets are not cut. */
  readonly snaplen: number;
  readonly unit: TimeUnit;
}

/** Where the parts of a packet block stand, from the beginning of the block. */
interface PacketPlace {
  readonly interfaceId: number;
  readonly dataAt: number;
  readonly captured: number;
  readonly original: number;
  readonly time: readonly [high: number, low: number] | undefined;
}

export class PcapngReader implements FormatReader {
  readonly format = "pcapng";
  private little = true;
  private interfaces: Interface[] = [];
  private number = 0;
  /** Time of the last packet, for those without one. */
  private lastUs = 0;
  private timelessTold = false;
  private lostAt: number | undefined;
  private ending: string | undefined;

  read(held: HeldBytes, last: boolean, items: FileItem[]): void {
    while (held.length > 0 || this.lostAt !== undefined) {
      if (this.lostAt !== undefined && !this.find(held, last, items)) break;
      if (held.length < 12) {
        if (!last) break;
        this.lose(held, `a block has at least 12 bytes, and the file ends after ${held.length} of one`);
        continue;
      }
      const type = this.u32(held, 0);
      const length = this.lengthAt(held, 0);
      if (length === undefined) {
        this.lose(held);
        continue;
      }
      if (length > captureLimits.blockHeldMax) {
        held.pass(length);
        continue;
      }
      if (held.length < length) {
        if (!last) break;
        this.lose(held, `a block of ${length} bytes begins here, and the file ends after ${held.length} of them`);
        continue;
      }
      if (this.u32(held, length - 4) !== length) {
        const goesOn = this.goesOn(held, length, last);
        if (goesOn === "wait") break;
        if (!goesOn) {
          this.lose(held);
          continue;
        }
        const text =
          `the block gives its length as ${length} in front and ${this.u32(held, length - 4)} behind; another block ` +
          `follows where the first says, so it is read`;
        items.push(damage("damaged", held.offset, undefined, text));
      }
      this.block(held, type, length, items);
      held.pass(length);
    }
    if (last && held.short > 0) {
      const text = `the file ends ${held.short} bytes before its last block does: it was cut off; everything before is whole`;
      items.push(damage("cut", held.offset, undefined, text));
    }
  }

  private block(held: HeldBytes, type: number, length: number, items: FileItem[]): void {
    if (type === blockType.section) this.interfaces = [];
    else if (type === blockType.interface) this.interface(held, length, items);
    else if (type === blockType.enhancedPacket || type === blockType.simplePacket || type === blockType.packet)
      this.packet(held, type, length, items);
  }

  private interface(held: HeldBytes, length: number, items: FileItem[]): void {
    const { interfaces } = this;
    const id = interfaces.length;
    if (id >= captureLimits.interfacesMax) {
      const text = `more than ${captureLimits.interfacesMax} interfaces are described: packets of further ones are left out`;
      items.push(damage("limit", held.offset, undefined, text));
      return;
    }
    const whole = length >= 20;
    if (!whole) {
      const text = `the description of interface ${id} is shorter than 20 bytes: its packets cannot be read`;
      items.push(damage("damaged", held.offset, undefined, text));
    }
    interfaces.push({
      linkType: whole ? readU16(held.bytes, held.start + 8, this.little) : -1,
      snaplen: whole ? this.u32(held, 12) : 0,
      unit: whole ? this.unitOf(held, length) : microseconds,
    });
  }

  private unitOf(held: HeldBytes, length: number): TimeUnit {
    let unit = microseconds;
    for (let at = 16; at + 4 <= length - 4;) {
      const code = readU16(held.bytes, held.start + at, this.little);
      const size = readU16(held.bytes, held.start + at + 2, this.little);
      at += 4;
      if (code === 0 || at + size > length - 4) break;
      if (code === 9 && size === 1) unit = { ...unit, resolution: held.bytes[held.start + at]! };
      if (code === 14 && size === 8) {
        const [first, second] = [this.u32(held, at), this.u32(held, at + 4)];
        unit = { ...unit, offsetHigh: this.little ? second : first, offsetLow: this.little ? first : second };
      }
      at += (size + 3) & ~3;
    }
    return unit;
  }

  private packet(held: HeldBytes, type: number, length: number, items: FileItem[]): void {
    const { offset } = held;
    this.number += 1;
    const { number } = this;
    const place = this.place(held, type, length);
    if (!place) {
      const text = `packet ${number} says that it is longer than the block it stands in: it is left out`;
      items.push(damage("damaged", offset, number, text));
      return;
    }
    const from = this.interfaces[place.interfaceId];
    if (!from || from.linkType < 0) {
      const text =
        `packet ${number} is of interface ${place.interfaceId}, and the section describes ${this.interfaces.length}: ` +
        `what its bytes mean is not known, it is left out`;
      items.push(damage("no-interface", offset, number, text));
      return;
    }
    items.push({
      kind: "packet",
      number,
      offset,
      timeUs: this.timeOf(place, from, offset, items),
      linkType: from.linkType,
      bytes: held.bytes.subarray(held.start + place.dataAt, held.start + place.dataAt + place.captured),
      originalLength: Math.max(place.captured, place.original),
    });
  }

  private place(held: HeldBytes, type: number, length: number): PacketPlace | undefined {
    const simple = type === blockType.simplePacket;
    const dataAt = simple ? 12 : 28;
    const room = length - 4 - dataAt;
    if (room < 0) return undefined;
    if (simple) {
      const original = this.u32(held, 8);
      const snaplen = this.interfaces[0]?.snaplen || original;
      return { interfaceId: 0, dataAt, captured: Math.min(original, snaplen, room), original, time: undefined };
    }
    const captured = this.u32(held, 20);
    if (captured > room || captured > captureLimits.packetBytesMax) return undefined;
    const interfaceId =
      type === blockType.packet ? readU16(held.bytes, held.start + 8, this.little) : this.u32(held, 8);
    const time = [this.u32(held, 12), this.u32(held, 16)] as const;
    return { interfaceId, dataAt, captured, original: this.u32(held, 24), time };
  }

  private timeOf(place: PacketPlace, from: Interface, offset: number, items: FileItem[]): number {
    const us = place.time && timeUs(place.time[0], place.time[1], from.unit);
    if (us !== undefined) this.lastUs = us;
    else if (place.time) {
      const text = `the time of packet ${this.number} cannot be: that of the packet before is taken`;
      items.push(damage("bad-time", offset, this.number, text));
    } else if (!this.timelessTold) {
      this.timelessTold = true;
      const text =
        `packet ${this.number} stands in a simple packet block, which has no time: such packets get that of the packet ` +
        `before; capture with Wireshark, dumpcap or tcpdump to have times`;
      items.push(damage("bad-time", offset, this.number, text));
    }
    return this.lastUs;
  }

  private u32(held: HeldBytes, at: number): number {
    return readU32(held.bytes, held.start + at, this.little);
  }

  /** The length of the block whose first 12 bytes are at hand; sets the byte order where a section begins. */
  private lengthAt(held: HeldBytes, at: number): number | undefined {
    if (this.u32(held, at) === blockType.section) {
      const little = readU32(held.bytes, held.start + at + 8, true) === orderMagic;
      if (!little && readU32(held.bytes, held.start + at + 8) !== orderMagic) return undefined;
      this.little = little;
    }
    const length = this.u32(held, at + 4);
    if (length % 4 !== 0) return undefined;
    const type = this.u32(held, at);
    const least = type === blockType.section ? 28 : 12;
    const most = isOurs(type) ? captureLimits.blockHeldMax : captureLimits.blockPassedMax;
    return length >= least && length <= most ? length : undefined;
  }

  /** Whether another block, or the end of the file, stands behind this one. */
  private goesOn(held: HeldBytes, length: number, last: boolean): boolean | "wait" {
    if (held.length === length) return last ? true : "wait";
    if (held.length < length + 12) return last ? false : "wait";
    if (!isKnownBlock(this.u32(held, length))) return false;
    const { little } = this;
    const known = this.lengthAt(held, length) !== undefined;
    this.little = little;
    return known;
  }

  private lose(held: HeldBytes, ending?: string): void {
    this.lostAt = held.offset;
    this.ending = ending;
    held.pass(1);
  }

  /** Goes to the next whole block. @returns whether there is one at hand */
  private find(held: HeldBytes, last: boolean, items: FileItem[]): boolean {
    const lostAt = this.lostAt ?? held.offset;
    for (; held.length > 0; held.pass(1)) {
      const found = this.believable(held, last);
      if (found === "wait") return false;
      if (!found) continue;
      const text =
        `${held.offset - lostAt} bytes are no block that can be trusted: the file was damaged, and packets may be ` +
        `missing here; reading goes on at offset ${held.offset}`;
      items.push(damage("damaged", lostAt, undefined, text));
      this.lostAt = undefined;
      return true;
    }
    if (!last) return false;
    const { ending } = this;
    const text = ending
      ? `${ending}: it was cut off, or is still being written; everything before is whole`
      : `${held.offset - lostAt} bytes up to the end of the file are no blocks: it was damaged; copy it again from ` +
        `where it was captured`;
    items.push(damage(ending ? "cut" : "damaged", lostAt, undefined, text));
    this.lostAt = undefined;
    return false;
  }

  private believable(held: HeldBytes, last: boolean): boolean | "wait" {
    if (held.length < 12) return last ? false : "wait";
    if (!isKnownBlock(this.u32(held, 0))) return false;
    const { little } = this;
    const length = this.lengthAt(held, 0);
    const waits = length !== undefined && length <= captureLimits.blockHeldMax && held.length < length && !last;
    const whole = length !== undefined && held.length >= length && this.u32(held, length - 4) === length;
    if (!whole) this.little = little;
    return waits ? "wait" : whole;
  }
}

const isOurs = (type: number): boolean =>
  type === blockType.section ||
  type === blockType.interface ||
  type === blockType.packet ||
  type === blockType.simplePacket ||
  type === blockType.enhancedPacket;
