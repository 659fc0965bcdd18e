/**
 * The two ends of a connection: how their addresses are written, and the key under which a connection is found from
 * packets of either direction.
 */
import { readU16 } from "./byte-order.ts";
import type { IpPacket } from "./ip-packet.ts";
import type { Segment } from "./segment.ts";

/** One end of a connection, counted in the order of the key. */
export type Side = 0 | 1;
export const otherSide = (side: Side): Side => (side === 0 ? 1 : 0);

export interface Endpoint {
  readonly port: number;
  /** Address and port, `127.0.0.1:7497` or `[::1]:7497`. */
  readonly text: string;
}

/** An address as RFC 5952 has it. */
export function addressText(bytes: Uint8Array, at: number, version: 4 | 6): string {
  if (version === 4) return `${bytes[at]}.${bytes[at + 1]}.${bytes[at + 2]}.${bytes[at + 3]}`;
  const groups = Array.from({ length: 8 }, (_, index) => readU16(bytes, at + 2 * index));
  const mapped = groups[5] === 0xffff && groups.slice(0, 5).every((group) => group === 0);
  if (mapped) return `::ffff:${addressText(bytes, at + 12, 4)}`;
  const texts = groups.map((group) => group.toString(16));
  const zeros = longestZeros(groups);
  if (zeros.length < 2) return texts.join(":");
  return `${texts.slice(0, zeros.from).join(":")}::${texts.slice(zeros.from + zeros.length).join(":")}`;
}

function longestZeros(groups: readonly number[]): { from: number; length: number } {
  let longest = { from: 0, length: 0 };
  for (let from = 0; from < groups.length; from += 1) {
    let to = from;
    while (groups[to] === 0) to += 1;
    if (to - from > longest.length) longest = { from, length: to - from };
  }
  return longest;
}

export const endpointText = (address: string, port: number): string =>
  address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;

/** The key of a packet's connection, and which side of it sent the packet. One object is filled again. */
export class ConnectionKey {
  text = "";
  from: Side = 0;
  private packet: IpPacket | undefined;
  private segment: Segment | undefined;

  read(packet: IpPacket, segment: Segment): void {
    this.packet = packet;
    this.segment = segment;
    const { bytes, sourceAt, targetAt, addressBytes } = packet;
    const { sourcePort, targetPort } = segment;
    let order = sourcePort - targetPort;
    for (let at = 0; order === 0 && at < addressBytes; at += 1) order = bytes[sourceAt + at]! - bytes[targetAt + at]!;
    this.from = order <= 0 ? 0 : 1;
    const [firstAt, secondAt] = order <= 0 ? [sourceAt, targetAt] : [targetAt, sourceAt];
    const [firstPort, secondPort] = order <= 0 ? [sourcePort, targetPort] : [targetPort, sourcePort];
    let text = String.fromCharCode(firstPort, secondPort);
    // Two bytes a character: the key is short, and quick to look up.
    for (let at = 0; at < addressBytes; at += 2)
      text += String.fromCharCode(readU16(bytes, firstAt + at), readU16(bytes, secondAt + at));
    this.text = text;
  }

  /** Both ends, in the order of the key, of the packet read last. */
  endpoints(): readonly [Endpoint, Endpoint] {
    const { packet, segment } = this;
    if (!packet || !segment) throw new RangeError("no packet was read");
    const end = (at: number, port: number): Endpoint => ({
      port,
      text: endpointText(addressText(packet.bytes, at, packet.version), port),
    });
    const source = end(packet.sourceAt, segment.sourcePort);
    const target = end(packet.targetAt, segment.targetPort);
    return this.from === 0 ? [source, target] : [target, source];
  }
}
