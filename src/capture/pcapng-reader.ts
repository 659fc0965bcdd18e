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
import { endsWithin, Resync, senseless, type Step } from "./resync.ts";

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
  private readonly blocks = new Resync({
    step: (held, last, items) => this.step(held, last, items),
    believable: (held, last) => this.believable(held, last),
    between: (bytes) =>
      `${bytes} bytes are no block that can be trusted: the file was damaged, and packets may be missing here`,
    atTheEnd: (bytes) => `${bytes} bytes up to the end of the file are no blocks: it was damaged`,
  });

  read(held: HeldBytes, last: boolean, items: FileItem[]): void {
    this.blocks.read(held, last, items);
    if (last && held.short > 0) {
      const text = `the file ends ${held.short} bytes before its last block does: it was cut off; everything before is whole`;
      items.push(damage("cut", held.offset, undefined, text));
    }
  }

  private step(held: HeldBytes, last: boolean, items: FileItem[]): Step {
    if (held.length < 12) {
      const ending = `a block has at least 12 bytes, and the file ends after ${held.length} of one`;
      return last ? endsWithin(ending) : "wait";
    }
    const type = this.u32(held, 0);
    const length = this.lengthAt(held, 0);
    if (length === undefined) return senseless;
    if (length <= captureLimits.blockHeldMax) {
      if (held.length < length) {
        const ending = `a block of ${length} bytes begins here, and the file ends after ${held.length} of them`;
        return last ? endsWithin(ending) : "wait";
      }
      const behind = this.u32(held, length - 4);
      if (behind !== length) {
        const goesOn = this.goesOn(held, length, last);
        if (goesOn !== true) return goesOn || senseless;
        const text =
          `the block gives its length as ${length} in front and ${behind} behind; another block ` +
          `follows where the first says, so it is read`;
        items.push(damage("damaged", held.offset, undefined, text));
      }
      this.block(held, type, length, items);
    }
    held.pass(length);
    return "read";
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
