/** Chance without history: a number from whole numbers, the same ones giving the same, so that any moment can be asked for alone. */

/** Mixes whole numbers into 32 bits (the finaliser of murmur3 over each). */
export function mix(seed: number, one: number, two = 0): number {
  let hash = (seed ^ Math.imul(one, 0x9e3779b1) ^ Math.imul(two, 0x85ebca77)) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** From 0 to below 1. */
export const unit = (hash: number): number => hash / 4_294_967_296;

/** Mean 0, variance 1, within ±2.45: two uniform halves, which is all the bell that prices need. */
export const bell = (hash: number): number =>
  ((hash & 0xffff) / 65_536 + (hash >>> 16) / 65_536 - 1) * 2.449489742783178;
