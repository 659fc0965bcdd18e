/** Positions as messages tell of them. */
import type { HostContractFields } from "../market-view.ts";
import type { Accounts } from "./accounts.ts";
import { holdingsOf, valued } from "./figures.ts";
import type { Holding } from "./ledger.ts";
import { quantityText } from "./quantity.ts";

/** Average costs are kept with so many digits. */
const round = (value: number, digits: number): number => Number(value.toFixed(digits));

/** Positions name the listing exchange, futures none. Source: captured POSITION_DATA. */
export function positionContract(accounts: Accounts, conId: number): HostContractFields | undefined {
  const instrument = accounts.universe.byConId(conId);
  if (!instrument) return undefined;
  const exchange = instrument.secType === "FUT" ? "" : instrument.primaryExchange;
  return { ...accounts.universe.describe(instrument, exchange), exchange, primaryExch: null };
}

export interface PositionFields {
  readonly account: string;
  readonly contract: HostContractFields;
  readonly position: string;
  readonly avgCost: number;
}

function positionFields(accounts: Accounts, account: string, holding: Holding): PositionFields | undefined {
  const contract = positionContract(accounts, holding.conId);
  if (!contract) return undefined;
  return { account, contract, position: quantityText(holding.quantity), avgCost: round(holding.averageCost, 7) };
}

/** All positions of an account, by conId. */
export const positionsOf = (accounts: Accounts, account: string, modelCode = ""): PositionFields[] =>
  holdingsOf(accounts.ledger(account, modelCode))
    .filter(({ quantity }) => quantity !== 0)
    .flatMap((holding) => positionFields(accounts, account, holding) ?? []);

/** One position, also when it has become 0. */
export function positionOf(
  accounts: Accounts,
  account: string,
  conId: number,
  modelCode = "",
): PositionFields | undefined {
  const holding = accounts.ledger(account, modelCode).holdings[String(conId)];
  return holding && positionFields(accounts, account, holding);
}

export interface PortfolioFields {
  readonly contract: HostContractFields;
  readonly position: string;
  readonly marketPrice: number;
  readonly marketValue: number;
  readonly averageCost: number;
  readonly unrealizedPNL: number;
  readonly realizedPNL: number;
  readonly accountName: string;
}

/** The portfolio section of the account window; positions that were closed today stay in it with quantity 0. */
export function portfolioOf(accounts: Accounts, account: string): PortfolioFields[] {
  return holdingsOf(accounts.ledger(account)).flatMap((holding): PortfolioFields[] => {
    const contract = positionContract(accounts, holding.conId);
    if (!contract) return [];
    const { price, marketValue, unrealized } = valued(holding, accounts.valuation);
    return [
      {
        contract,
        position: quantityText(holding.quantity),
        marketPrice: round(price, 7),
        marketValue: round(marketValue, 2),
        averageCost: round(holding.averageCost, 7),
        unrealizedPNL: round(unrealized, 2),
        realizedPNL: round(holding.realized, 2),
        accountName: account,
      },
    ];
  });
}
