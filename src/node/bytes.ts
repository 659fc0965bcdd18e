/** Node's own way from bytes to byte strings: several times faster than the portable one. */
import type { ByteStringReader } from "../logs/lines.ts";

export const latin1: ByteStringReader = (bytes, start, end) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1", start, end);
