/** CRC-32 as of gzip and PNG, for places without a faster one. Source: RFC 1952, section 8. */
import type { Checksum } from "./format.ts";

const first = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});
const table = [first];
// Four tables take four bytes a step.
for (let index = 1; index < 4; index += 1)
  table.push(Uint32Array.from(table[index - 1]!, (value) => ((value >>> 8) ^ first[value & 0xff]!) >>> 0));
const [t0, t1, t2, t3] = table as [Uint32Array, Uint32Array, Uint32Array, Uint32Array];

export const crc32: Checksum = (bytes, seed = 0) => {
  let crc = ~seed;
  let at = 0;
  for (; at + 4 <= bytes.length; at += 4) {
    crc ^= bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    crc = t3[crc & 0xff]! ^ t2[(crc >>> 8) & 0xff]! ^ t1[(crc >>> 16) & 0xff]! ^ t0[crc >>> 24]!;
  }
  for (; at < bytes.length; at += 1) crc = (crc >>> 8) ^ t0[(crc ^ bytes[at]!) & 0xff]!;
  return ~crc >>> 0;
};
