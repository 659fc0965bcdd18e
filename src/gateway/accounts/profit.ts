/** Profit and loss as PNL and PNL_SINGLE tell of it: since the day began in New York, in the base currency. */
import type { Accounts } from "./accounts.ts";
import { valued } from "./figures.ts";
import { roundedMoney, roundedQuantity } from "./quantity.ts";

export interface Profit {
  readonly dailyPnL: number;
  readonly unrealizedPnL: number;
  readonly realizedPnL: number;
}

/** Of one or several accounts together. */
export function profitOf(accounts: Accounts, names: readonly string[], modelCode: string): Profit {
  const sum = { dailyPnL: 0, unrealizedPnL: 0, realizedPnL: 0 };
  for (const name of names) {
    const { daily, unrealized, realized } = accounts.figures(name, modelCode);
    const paid = Object.entries(accounts.ledger(name, modelCode).commissions).map(
      ([currency, amount]) => amount * accounts.valuation.rate(currency),
    );
    sum.dailyPnL += daily - paid.reduce((all, one) => all + one, 0);
    sum.unrealizedPnL += unrealized;
    sum.realizedPnL += realized;
  }
  return {
    dailyPnL: roundedMoney(sum.dailyPnL),
    unrealizedPnL: roundedMoney(sum.unrealizedPnL),
    realizedPnL: roundedMoney(sum.realizedPnL),
  };
}

export interface PositionProfit {
  readonly position: number;
  /** `null` while no price is known. */
  readonly dailyPnL: number | null;
  readonly unrealizedPnL: number | null;
  /** `null` while nothing was closed. */
  readonly realizedPnL: number | null;
  readonly value: number | null;
}

/** Of one position; undefined when it is not held. Amounts are in the contract's currency. */
export function positionProfitOf(
  accounts: Accounts,
  names: readonly string[],
  modelCode: string,
  conId: number,
): PositionProfit | undefined {
  const holdings = names.flatMap((name) => accounts.ledger(name, modelCode).holdings[String(conId)] ?? []);
  if (holdings.length === 0) return undefined;
  const all = holdings.map((holding) => valued(holding, accounts.valuation));
  const sum = (of: (one: (typeof all)[number]) => number): number => all.reduce((so, one) => so + of(one), 0);
  const priced = all.every((one) => one.priced);
  const realized = sum(({ holding }) => holding.realized);
  return {
    position: roundedQuantity(sum(({ holding }) => holding.quantity)),
    dailyPnL: priced ? roundedMoney(sum((one) => one.daily)) : null,
    unrealizedPnL: priced ? roundedMoney(sum((one) => one.unrealized)) : null,
    realizedPnL: realized === 0 ? null : roundedMoney(realized),
    value: priced ? roundedMoney(sum((one) => one.marketValue)) : null,
  };
}
