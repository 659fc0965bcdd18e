/** Bytes where they lie among others. Making a view of them takes as long as decoding a small message. */
export interface ByteRange {
  readonly bytes: Uint8Array;
  /** Index in `bytes` of the first byte, and of the one behind the last. */
  readonly start: number;
  readonly end: number;
}

/** A view of them; they are not copied. */
export const bytesIn = ({ bytes, start, end }: ByteRange): Uint8Array =>
  new Uint8Array(bytes.buffer, bytes.byteOffset + start, end - start);
