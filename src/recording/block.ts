/** Blocks as they lie in the file: a head that can be found and trusted by itself, a body, a checksum. */
import { blockBodyBytesMax, blockHeadBytes, blockSync, blockTailBytes, type Checksum } from "./format.ts";

export interface BlockHead {
  readonly bodyBytes: number;
  readonly number: number;
  readonly kind: number;
}

/** A whole block, in the pieces that are to be written one after the other. */
export function blockPieces(
  body: readonly Uint8Array[],
  number: number,
  kind: number,
  checksum: Checksum,
): Uint8Array[] {
  const head = new Uint8Array(blockHeadBytes);
  const view = new DataView(head.buffer);
  head.set(blockSync);
  view.setUint32(
    4,
    body.reduce((sum, piece) => sum + piece.length, 0),
  );
  view.setUint16(8, Math.floor(number / 2 ** 32));
  view.setUint32(10, number >>> 0);
  head[14] = kind;
  view.setUint32(15, checksum(head.subarray(0, 15)));
  const tail = new Uint8Array(blockTailBytes);
  const sum = body.reduce((seed, piece) => checksum(piece, seed), 0);
  new DataView(tail.buffer).setUint32(0, sum);
  return [head, ...body, tail];
}

/** The head at a place with at least `blockHeadBytes` bytes; `undefined` when there is none. */
export function readBlockHead(bytes: Uint8Array, at: number, checksum: Checksum): BlockHead | undefined {
  for (const [index, byte] of blockSync.entries()) if (bytes[at + index] !== byte) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, blockHeadBytes);
  if (view.getUint32(15) !== checksum(bytes.subarray(at, at + 15))) return undefined;
  const bodyBytes = view.getUint32(4);
  if (bodyBytes > blockBodyBytesMax) return undefined;
  return { bodyBytes, number: view.getUint16(8) * 2 ** 32 + view.getUint32(10), kind: bytes[at + 14]! };
}

/** Whether the body at a place is the one whose checksum stands behind it. */
export function bodyIsWhole(bytes: Uint8Array, at: number, length: number, checksum: Checksum): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at + length, blockTailBytes);
  return view.getUint32(0) === checksum(bytes.subarray(at, at + length));
}

/** Where the next block may begin: the first place at or behind `from` whose bytes are, or may become, a sync. */
export function nextSync(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(blockSync[0], from); at !== -1; at = bytes.indexOf(blockSync[0], at + 1)) {
    let same = 1;
    while (same < blockSync.length && at + same < bytes.length && bytes[at + same] === blockSync[same]) same += 1;
    if (same === blockSync.length || at + same === bytes.length) return at;
  }
  return bytes.length;
}
