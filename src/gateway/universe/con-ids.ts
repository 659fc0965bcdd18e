/**
 * Contract ids of what is derived: futures and options. The id says everything, so that an id alone leads back to its
 * contract, without a list of all that was ever named. Listed instruments have ids below those.
 */

/** Futures: product and month. */
const futureBase = 500_000_000;
const monthsMax = 4096;
/** Options: chain, week of expiry, strike and right. */
const optionBase = 700_000_000;
const weeksMax = 4096;
export const strikesMax = 512;
const optionsMax = 64 * weeksMax * strikesMax * 2;

export interface FutureId {
  readonly product: number;
  /** Months since January 1990. */
  readonly month: number;
}

export interface OptionId {
  readonly chain: number;
  /** Weeks since the first of 1990, of the Friday. */
  readonly week: number;
  readonly strike: number;
  readonly right: "C" | "P";
}

export const futureConId = ({ product, month }: FutureId): number => futureBase + product * monthsMax + month;

export function futureIdOf(conId: number): FutureId | undefined {
  const code = conId - futureBase;
  return code >= 0 && code < 256 * monthsMax
    ? { product: Math.floor(code / monthsMax), month: code % monthsMax }
    : undefined;
}

export const optionConId = ({ chain, week, strike, right }: OptionId): number =>
  optionBase + ((chain * weeksMax + week) * strikesMax + strike) * 2 + (right === "P" ? 1 : 0);

export function optionIdOf(conId: number): OptionId | undefined {
  let code = conId - optionBase;
  if (code < 0 || code >= optionsMax) return undefined;
  const right = code % 2 === 1 ? "P" : "C";
  code = Math.floor(code / 2);
  const strike = code % strikesMax;
  code = Math.floor(code / strikesMax);
  return { chain: Math.floor(code / weeksMax), week: code % weeksMax, strike, right };
}
