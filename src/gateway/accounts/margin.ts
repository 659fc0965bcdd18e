/**
 * How much of its equity an account must keep for a position. A simple model with one rate a kind of instrument: it
 * shows a program what margins look like and when an order is refused, not what the broker would ask for.
 */
import type { Instrument } from "../market-view.ts";

interface Rates {
  /** Fractions of the position's value, long. */
  readonly initial: number;
  readonly maintenance: number;
}

const rates: Readonly<Record<string, Rates>> = {
  STK: { initial: 0.5, maintenance: 0.25 },
  FUT: { initial: 0.1, maintenance: 0.08 },
  CONTFUT: { initial: 0.1, maintenance: 0.08 },
  CFD: { initial: 0.25, maintenance: 0.2 },
  CASH: { initial: 0.03, maintenance: 0.025 },
  BOND: { initial: 0.2, maintenance: 0.15 },
  FUND: { initial: 0.5, maintenance: 0.25 },
  CRYPTO: { initial: 1, maintenance: 1 },
  CMDTY: { initial: 0.1, maintenance: 0.08 },
  WAR: { initial: 1, maintenance: 1 },
};
const full: Rates = { initial: 1, maintenance: 1 };

/** Options that are held need no margin, they are paid; a short one is charged for the underlying behind it. */
const optionTypes: ReadonlySet<string> = new Set(["OPT", "FOP"]);
const shortOptionRate = 0.2;

export interface Margins {
  readonly initial: number;
  readonly maintenance: number;
}

/**
 * Margin of one position.
 * @param quantity negative for a short position
 * @param price of one unit
 * @param underlyingPrice for options
 * @returns in the contract's currency
 */
export function marginOf(instrument: Instrument, quantity: number, price: number, underlyingPrice = 0): Margins {
  const value = Math.abs(quantity * price * instrument.multiplier);
  if (optionTypes.has(instrument.secType)) {
    if (quantity >= 0) return { initial: 0, maintenance: 0 };
    const behind = Math.abs(quantity * underlyingPrice * instrument.multiplier);
    const both = value + behind * shortOptionRate;
    return { initial: both, maintenance: both };
  }
  const { initial, maintenance } = rates[instrument.secType] ?? full;
  return { initial: value * initial, maintenance: value * maintenance };
}
