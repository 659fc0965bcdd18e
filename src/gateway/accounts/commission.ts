/**
 * What a trade costs. The schedule is the public fixed pricing for US clients, without the fees that exchanges and
 * regulators add: good enough to see that a program takes commission into account.
 *
 * Source: the vendor's page on commissions, fixed pricing, 2025.
 */
import type { Instrument } from "../market-view.ts";
import { roundedMoney } from "./quantity.ts";

interface Schedule {
  /** Per share or contract. */
  readonly perUnit: number;
  /** Fraction of the trade's value. */
  readonly ofValue: number;
  /** Least and greatest amount per order; the greatest as a fraction of the value. */
  readonly min: number;
  readonly maxOfValue: number;
}

const schedule = (perUnit: number, ofValue: number, min: number, maxOfValue = Number.POSITIVE_INFINITY): Schedule => ({
  perUnit,
  ofValue,
  min,
  maxOfValue,
});

const schedules: Readonly<Record<string, Schedule>> = {
  STK: schedule(0.005, 0, 1, 0.01),
  OPT: schedule(0.65, 0, 1),
  FOP: schedule(0.85, 0, 0.85),
  FUT: schedule(0.85, 0, 0.85),
  CASH: schedule(0, 0.00002, 2),
  CFD: schedule(0.005, 0, 1, 0.01),
  BOND: schedule(0, 0.001, 5),
  CRYPTO: schedule(0, 0.0018, 1.75, 0.01),
  FUND: schedule(0, 0, 14.95),
  CMDTY: schedule(0, 0.00015, 2),
  WAR: schedule(0.005, 0, 1, 0.01),
};
const other = schedule(0, 0.0005, 3);

/**
 * Commission of an order so far.
 * @param quantity filled so far, shares or contracts
 * @param price average price
 * @returns in the currency of `commissionCurrency`
 */
export function commissionOf(instrument: Instrument, quantity: number, price: number): number {
  if (quantity === 0) return 0;
  const { perUnit, ofValue, min, maxOfValue } = schedules[instrument.secType] ?? other;
  const value = Math.abs(quantity * price * instrument.multiplier);
  const raw = Math.abs(quantity) * perUnit + value * ofValue;
  return roundedMoney(Math.min(Math.max(raw, min), Math.max(value * maxOfValue, 0.01)));
}

/** Currency pairs are charged in the account's currency, everything else in its own. */
export const commissionCurrency = (instrument: Instrument, base: string): string =>
  instrument.secType === "CASH" ? base : instrument.currency;
