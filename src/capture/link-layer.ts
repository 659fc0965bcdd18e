/**
 * Where the IP packet begins in what a link layer carries. Link types are those of the registry
 * (https://www.tcpdump.org/linktypes.html).
 */
import { readU16, readU32 } from "./byte-order.ts";
import { captureLimits } from "./capture-limits.ts";

/** `other`: whole, and carries no IP. `cut`: too little of it was captured to tell. */
export type NoIp = "other" | "cut" | "unknown-link-type";

const ethernet = 1;
const cooked = 113;
const cooked2 = 276;
const loopbackTypes = { null: 0, loop: 108 } as const;
/** Nothing before the IP packet: the number in the registry, and those that systems write in its place. */
const rawTypes = new Set([101, 12, 14, 228, 229]);

const isIp = (protocol: number): boolean => protocol === 0x0800 || protocol === 0x86dd;
const isVlanTag = (protocol: number): boolean => protocol === 0x8100 || protocol === 0x88a8 || protocol === 0x9100;
/** Address families: IPv4 everywhere, and IPv6 on Linux, BSD, macOS and Windows. */
const families = new Set([2, 10, 23, 24, 28, 30]);

/** @returns index of the IP packet in `bytes`, or why there is none */
export function ipIndex(linkType: number, bytes: Uint8Array): number | NoIp {
  if (linkType === ethernet) return behindProtocol(bytes, 12, 14);
  if (linkType === cooked) return behindProtocol(bytes, 14, 16);
  if (linkType === cooked2) return behindProtocol(bytes, 0, 20);
  if (rawTypes.has(linkType)) return 0;
  if (linkType === loopbackTypes.null || linkType === loopbackTypes.loop) {
    if (bytes.length < 4) return "cut";
    // In the byte order of the machine that captured, which need not be that of the file.
    return families.has(readU32(bytes, 0, true)) || families.has(readU32(bytes, 0)) ? 4 : "other";
  }
  return "unknown-link-type";
}

function behindProtocol(bytes: Uint8Array, protocolAt: number, headBytes: number): number | NoIp {
  if (bytes.length < headBytes) return "cut";
  let protocol = readU16(bytes, protocolAt);
  let at = headBytes;
  for (let tags = 0; tags < captureLimits.vlanTagsMax && isVlanTag(protocol); tags += 1) {
    if (bytes.length < at + 4) return "cut";
    protocol = readU16(bytes, at + 2);
    at += 4;
  }
  return isIp(protocol) ? at : "other";
}

/** What to say of a link type that is not read. */
export function linkTypeAdvice(linkType: number): string {
  const wireless = [105, 119, 127, 163, 192].includes(linkType);
  const advice = wireless
    ? "it is IEEE 802.11 in monitor mode, which is not read: capture on the network interface of the machine itself"
    : "capture with link type Ethernet, Linux cooked, loopback or raw IP, as tcpdump and Wireshark do by themselves";
  return `packets of link type ${linkType} are left out; ${advice}`;
}
