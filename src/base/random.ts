/** Chance from a number: the same number gives the same chance, so that whatever came of it can be had again. */
export interface Random {
  /** A whole number from 0 to `below` - 1. */
  readonly whole: (below: number) => number;
  /** A number from 0 to below 1. */
  readonly fraction: () => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(from: readonly T[]) => T;
}

/** mulberry32, a public-domain generator. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (below: number): number => Math.floor(next() * below);
  return {
    whole,
    fraction: next,
    chance: (probability) => next() < probability,
    pick: (from) => from[whole(from.length)] as never,
  };
}

/** A seed for one purpose, independent of those for others (FNV-1a over the name). */
export function seedFor(seed: number, purpose: string): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let at = 0; at < purpose.length; at += 1) hash = Math.imul(hash ^ purpose.charCodeAt(at), 0x01000193) >>> 0;
  return hash;
}
