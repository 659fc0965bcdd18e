/**
 * Puts fragments of IP datagrams together. TCP avoids them, so there are few; a datagram of which a fragment is missing
 * is given up, and its bytes are then missing in the connection.
 */
import { byteStringOf } from "../base/byte-string.ts";
import { captureLimits, overheadBytes } from "./capture-limits.ts";
import type { IpPacket } from "./ip-packet.ts";

interface Part {
  readonly at: number;
  readonly bytes: Uint8Array;
}

interface Datagram {
  readonly sinceUs: number;
  parts: Part[];
  weight: number;
  /** Known when the last fragment is there. */
  length: number | undefined;
  /** A fragment was cut by the capture: it cannot become whole. */
  broken: boolean;
}

export interface FragmentOutcome {
  /** The whole payload of the datagram, when this fragment made it whole. */
  readonly whole: Uint8Array | undefined;
  /** Datagrams that were given up. */
  readonly lost: number;
}

export class Fragments {
  private readonly datagrams = new Map<string, Datagram>();
  private weight = 0;

  /** Datagrams that are not whole. */
  get waiting(): number {
    return [...this.datagrams.values()].filter(({ broken }) => !broken).length;
  }

  add(packet: IpPacket, nowUs: number): FragmentOutcome {
    const key = keyOf(packet);
    const captured = packet.payloadEnd - packet.payloadAt;
    const datagram = this.datagrams.get(key) ?? newDatagram(nowUs);
    this.datagrams.set(key, datagram);
    if (datagram.broken) return { whole: undefined, lost: 0 };
    if (captured < packet.payloadLength) {
      datagram.broken = true;
      return { whole: undefined, lost: 1 };
    }
    const at = packet.fragmentAt;
    if (!packet.moreFragments) datagram.length = at + captured;
    if (!datagram.parts.some((part) => part.at === at)) {
      datagram.parts.push({ at, bytes: packet.bytes.slice(packet.payloadAt, packet.payloadEnd) });
      datagram.weight += captured + overheadBytes;
      this.weight += captured + overheadBytes;
    }
    const whole = joined(datagram);
    if (whole) this.drop(key);
    return { whole, lost: this.giveUp(nowUs) };
  }

  private giveUp(nowUs: number): number {
    let lost = 0;
    for (const [key, { sinceUs, broken }] of this.datagrams) {
      const many =
        this.datagrams.size > captureLimits.fragmentedDatagramsMax || this.weight > captureLimits.fragmentBytesMax;
      if (!many && nowUs - sinceUs <= captureLimits.fragmentWaitUsMax) break;
      this.drop(key);
      if (!broken) lost += 1;
    }
    return lost;
  }

  private drop(key: string): void {
    this.weight -= this.datagrams.get(key)?.weight ?? 0;
    this.datagrams.delete(key);
  }
}

const newDatagram = (sinceUs: number): Datagram => ({
  sinceUs,
  parts: [],
  weight: 0,
  length: undefined,
  broken: false,
});

const keyOf = ({ bytes, sourceAt, addressBytes, fragmentId, protocol }: IpPacket): string =>
  `${byteStringOf(bytes, sourceAt, sourceAt + 2 * addressBytes)} ${fragmentId} ${protocol}`;

/** The datagram, when its fragments reach from its beginning to its end. */
function joined({ parts, length }: Datagram): Uint8Array | undefined {
  if (length === undefined || length > captureLimits.packetBytesMax) return undefined;
  const sorted = parts.toSorted((one, other) => one.at - other.at);
  let reached = 0;
  for (const { at, bytes } of sorted) {
    if (at > reached) return undefined;
    reached = Math.max(reached, at + bytes.length);
  }
  if (reached < length) return undefined;
  const whole = new Uint8Array(length);
  // In reverse, so that where fragments overlap the first bytes win.
  for (const { at, bytes } of sorted.toReversed()) if (at < length) whole.set(bytes.subarray(0, length - at), at);
  return whole;
}
