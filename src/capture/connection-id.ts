/**
 * The identity of a captured connection: 32 hexadecimal digits from its addresses and the client's first sequence number,
 * so that it has the same identity in every capture that holds its beginning, on either machine and whatever their clocks
 * say. Where the beginning was not captured, the time of the first packet stands in.
 */

/** Four sums of 32 bits, each with its own start and factor. Not for secrets. */
export function connectionId(client: string, host: string, beginning: number): string {
  const text = `${client} ${host} ${beginning}`;
  return [
    [0x243f_6a88, 0x85eb_ca6b],
    [0x85a3_08d3, 0xc2b2_ae35],
    [0x1319_8a2e, 0x27d4_eb2f],
    [0x0370_7344, 0x1656_67b1],
  ]
    .map(([start, factor]) => digest(text, start!, factor!).toString(16).padStart(8, "0"))
    .join("");
}

/** A sum of 32 bits in which every character changes about half of the bits. */
export function digest(text: string, start: number, factor: number): number {
  let sum = start;
  for (let at = 0; at < text.length; at += 1) {
    sum = Math.imul(sum ^ text.charCodeAt(at), factor);
    sum ^= sum >>> 15;
  }
  sum = Math.imul(sum ^ (sum >>> 16), 0x85eb_ca6b);
  sum = Math.imul(sum ^ (sum >>> 13), 0xc2b2_ae35);
  return (sum ^ (sum >>> 16)) >>> 0;
}
