/** What a fuzz target is: something that reads bytes, and the promises that it must keep whatever they are. */
export interface Target {
  readonly name: string;
  /** Real input to start from. */
  readonly seeds: () => Uint8Array[];
  /** Larger inputs are cut: what is found in them is found in smaller ones, and sooner. */
  readonly bytesMax: number;
  /**
   * Reads the input and checks the promises.
   * @returns what kind of outcome it was; an input with a new kind is worth changing further
   * @throws Broken for a promise that does not hold; anything else thrown is a broken promise as well
   */
  readonly run: (input: Uint8Array) => string;
}

export class Broken extends Error {}

export function promise(holds: boolean, what: string): void {
  if (!holds) throw new Broken(what);
}

/** Values in a form that can be compared: 64-bit integers, infinities and bytes too. */
export const printed = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner === "bigint") return `${inner}n`;
    if (typeof inner === "number" && (!Number.isFinite(inner) || Object.is(inner, -0)))
      return `number ${String(inner)}`;
    return inner instanceof Uint8Array ? Buffer.from(inner).toString("base64") : inner;
  }) ?? "nothing";

export const sameBytes = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;

/** Pieces of odd sizes, the same for the same number. */
export function pieces(input: Uint8Array, salt: number): Uint8Array[] {
  const sizes = [1 + (salt % 7), 1, 3 + (salt % 61), 2, 1000];
  const parts: Uint8Array[] = [];
  for (let at = 0, turn = 0; at < input.length; turn += 1) {
    const size = sizes[turn % sizes.length] as number;
    parts.push(input.slice(at, at + size));
    at += size;
  }
  return parts;
}
