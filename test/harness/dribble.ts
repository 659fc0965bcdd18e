/** Runs a case whole, byte by byte, and in odd pieces: any chunking must give the same result. */
export function chunkings(bytes: Uint8Array): Uint8Array[][] {
  const pieces = (size: number): Uint8Array[] =>
    Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
      bytes.subarray(index * size, (index + 1) * size),
    );
  return [[bytes], pieces(1), pieces(3), pieces(7)];
}
