/**
 * How an advisor's order is divided among accounts: shares by the method, then whole steps, so that the parts always
 * add up to the order.
 */
import type { Group } from "./advisor-groups.ts";
import { flooredTo, roundedQuantity } from "./quantity.ts";

export interface Part {
  readonly account: string;
  readonly quantity: number;
}

/** What is known of an account for the methods that go by its size. */
export interface AccountSize {
  readonly netLiquidation: number;
  readonly available: number;
  /** Of the contract that is traded. */
  readonly position: number;
}

const positive = (value: number): number => Math.max(0, value);

function weightOf(method: string, size: AccountSize, amount: number): number {
  switch (method.toLowerCase().replaceAll(/[^a-z]/g, "")) {
    case "netliq":
      return positive(size.netLiquidation);
    case "availableequity":
      return positive(size.available);
    case "percent":
    case "ratio":
    case "contractsorshares":
    case "monetaryamount":
    case "shares":
    case "percents":
      return positive(amount);
    case "pctchange":
      return Math.abs(size.position);
    default:
      return 1;
  }
}

/**
 * Divides a quantity by weights in whole steps. What is left goes, step by step, to those that lost most by rounding.
 * @returns one quantity a weight; their sum is `quantity`, the last step may be smaller than the others
 */
export function divided(quantity: number, weights: readonly number[], step: number): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const shares = weights.map((weight) => (total > 0 ? quantity * (weight / total) : quantity / weights.length));
  const parts = shares.map((share) => flooredTo(step, share));
  let left = roundedQuantity(quantity - parts.reduce((sum, part) => sum + part, 0));
  const order = shares
    .map((share, index) => ({ index, lost: share - (parts[index] ?? 0) }))
    .toSorted((one, other) => other.lost - one.lost || one.index - other.index);
  for (let turn = 0; left > 0 && order.length > 0; turn += 1) {
    const { index } = order[turn % order.length] as (typeof order)[number];
    const given = Math.min(step, left);
    parts[index] = roundedQuantity((parts[index] ?? 0) + given);
    left = roundedQuantity(left - given);
  }
  return parts;
}

/**
 * The parts of an order that goes to a group.
 * @param method of the order; empty: that of the group
 * @param step smallest quantity that can be given
 */
export function allocated(
  group: Group,
  method: string,
  quantity: number,
  step: number,
  sizeOf: (account: string) => AccountSize,
): Part[] {
  const weights = group.accounts.map(({ account, amount }) =>
    weightOf(method || group.method, sizeOf(account), amount),
  );
  const parts = divided(quantity, weights, step);
  return group.accounts
    .map(({ account }, index) => ({ account, quantity: parts[index] ?? 0 }))
    .filter((part) => part.quantity > 0);
}
