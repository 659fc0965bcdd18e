/** Writes a TCP packet of IPv4 or IPv6 with its checksums, with or without an Ethernet header. */
import { checksumOf, wordSum } from "./internet-checksum.ts";
import { flag, tcpProtocol } from "./segment.ts";
import type { SyntheticEnd } from "./synthetic-ends.ts";

export interface TcpPacket {
  readonly source: SyntheticEnd;
  readonly target: SyntheticEnd;
  readonly flags: number;
  readonly sequence: number;
  readonly acknowledged: number;
  readonly payload: Uint8Array;
  /** Of IPv4; counts the packets of a sender. */
  readonly id: number;
}

/** The largest payload of a packet whose length fits into the 16 bits of IPv4. */
export const payloadBytesMax = 65_535 - 20 - 20;
/** With SYN: largest segment 65,495 bytes, window in units of 256 bytes. */
const synOptions = [2, 4, payloadBytesMax >> 8, payloadBytesMax & 0xff, 1, 3, 3, 8] as const;
const ethernetBytes = 14;

const headBytes = ({ source, flags }: TcpPacket): number =>
  (source.address.length === 4 ? 20 : 40) + 20 + ((flags & flag.syn) !== 0 ? synOptions.length : 0);

export const packetBytes = (packet: TcpPacket, ethernet: boolean): number =>
  headBytes(packet) + packet.payload.length + (ethernet ? ethernetBytes : 0);

export function writePacket(packet: TcpPacket, ethernet: boolean, bytes: Uint8Array, from: number): void {
  const { source, target, payload } = packet;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const narrow = source.address.length === 4;
  let at = from;
  if (ethernet) {
    // Locally administered addresses, made of the end of the IP addresses.
    bytes.set([2, 0, ...target.address.slice(-4), 2, 0, ...source.address.slice(-4)], at);
    view.setUint16(at + 12, narrow ? 0x0800 : 0x86dd);
    at += ethernetBytes;
  }
  const tcpAt = at + (narrow ? 20 : 40);
  const tcpBytes = headBytes(packet) - (narrow ? 20 : 40) + payload.length;
  if (narrow) ipv4(packet, tcpBytes, bytes, view, at);
  else ipv6(packet, tcpBytes, bytes, view, at);
  tcp(packet, bytes, view, tcpAt);
  const pseudo = wordSum(source.address, 0, source.address.length) + wordSum(target.address, 0, target.address.length);
  const sum = pseudo + tcpProtocol + tcpBytes + wordSum(bytes, tcpAt, tcpAt + tcpBytes);
  view.setUint16(tcpAt + 16, checksumOf(sum));
}

function ipv4(
  { source, target, id }: TcpPacket,
  tcpBytes: number,
  bytes: Uint8Array,
  view: DataView,
  at: number,
): void {
  bytes[at] = 0x45;
  view.setUint16(at + 2, 20 + tcpBytes);
  view.setUint16(at + 4, id & 0xffff);
  // Not to be fragmented.
  view.setUint16(at + 6, 0x4000);
  bytes[at + 8] = 64;
  bytes[at + 9] = tcpProtocol;
  bytes.set(source.address, at + 12);
  bytes.set(target.address, at + 16);
  view.setUint16(at + 10, checksumOf(wordSum(bytes, at, at + 20)));
}

function ipv6({ source, target }: TcpPacket, tcpBytes: number, bytes: Uint8Array, view: DataView, at: number): void {
  bytes[at] = 0x60;
  view.setUint16(at + 4, tcpBytes);
  bytes[at + 6] = tcpProtocol;
  bytes[at + 7] = 64;
  bytes.set(source.address, at + 8);
  bytes.set(target.address, at + 24);
}

function tcp(packet: TcpPacket, bytes: Uint8Array, view: DataView, at: number): void {
  const { source, target, flags, sequence, acknowledged, payload } = packet;
  const options = (flags & flag.syn) !== 0 ? synOptions : [];
  view.setUint16(at, source.port);
  view.setUint16(at + 2, target.port);
  view.setUint32(at + 4, sequence);
  view.setUint32(at + 8, acknowledged);
  bytes[at + 12] = ((20 + options.length) / 4) << 4;
  bytes[at + 13] = flags;
  view.setUint16(at + 14, 0xffff);
  bytes.set(options, at + 20);
  bytes.set(payload, at + 20 + options.length);
}
