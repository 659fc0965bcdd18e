/**
 * What an account holds and owes: cash by currency, positions, and what the day has brought. Trades come in, and
 * everything adds up: cash after = cash before - what was paid - commission. Plain data, so that it can be saved.
 */
import { roundedMoney, roundedQuantity } from "./quantity.ts";

/** The currency that accounts are kept in. */
export const baseCurrency = "USD";

/** How a trade is paid for. */
export type Settlement =
  /** The whole price at once: stocks, options, bonds, funds, crypto. */
  | "paid"
  /** Gains and losses only: futures, CFDs. */
  | "variation"
  /** One currency for another. */
  | "exchanged";

const settlements: Readonly<Record<string, Settlement>> = {
  FUT: "variation",
  CFD: "variation",
  CONTFUT: "variation",
  CASH: "exchanged",
};

export const settlementOf = (secType: string): Settlement => settlements[secType] ?? "paid";

export interface Holding {
  readonly conId: number;
  /** Negative for a short position. */
  quantity: number;
  /** What one unit cost on average, multiplier and commission included. */
  averageCost: number;
  /** The same as a price, without multiplier and commission. */
  averagePrice: number;
  /** Of the day, in the contract's currency. */
  realized: number;
  /** Quantity at the beginning of the day. */
  startQuantity: number;
  /** What the day's trades have paid (-) and earned (+), without commission. */
  dayFlow: number;
}

export interface Ledger {
  /** By currency. */
  cash: Record<string, number>;
  /** By conId. */
  holdings: Record<string, Holding>;
  /** Commission of the day by currency. */
  commissions: Record<string, number>;
  /** The day that the figures of the day belong to, days since 1970 in New York. */
  day: number;
}

export const emptyLedger = (cash: Record<string, number>, day: number): Ledger => ({
  cash: { ...cash },
  holdings: {},
  commissions: {},
  day,
});

export interface Trade {
  readonly conId: number;
  /** Negative for a sale. */
  readonly quantity: number;
  readonly price: number;
  readonly multiplier: number;
  readonly currency: string;
  readonly settlement: Settlement;
  /** The currency that is bought or sold, of a currency pair. */
  readonly exchangedCurrency?: string;
  readonly commission: number;
  readonly commissionCurrency: string;
}

/**
 * Books a trade.
 * @returns profit or loss that it realized, in the contract's currency; undefined when it closed nothing
 */
export function bookTrade(ledger: Ledger, trade: Trade): number | undefined {
  const { quantity, price, multiplier, currency, settlement, commission, commissionCurrency } = trade;
  const holding = (ledger.holdings[String(trade.conId)] ??= newHolding(trade.conId));
  const before = holding.quantity;
  const closed = Math.sign(before) === -Math.sign(quantity) ? Math.min(Math.abs(before), Math.abs(quantity)) : 0;
  const opened = Math.abs(quantity) - closed;
  // Commission belongs to what was opened and to what was closed in proportion.
  const closingCommission = (commission * closed) / Math.abs(quantity);
  const openingCommission = commission - closingCommission;
  const direction = Math.sign(before);
  const gross = closed * (price - holding.averagePrice) * multiplier * direction;
  const net = closed * (price * multiplier - holding.averageCost) * direction - closingCommission;

  const value = quantity * price * multiplier;
  if (settlement === "variation") pay(ledger, currency, gross);
  else pay(ledger, currency, -value);
  if (settlement === "exchanged" && trade.exchangedCurrency) pay(ledger, trade.exchangedCurrency, quantity);
  pay(ledger, commissionCurrency, -commission);
  ledger.commissions[commissionCurrency] = roundedMoney((ledger.commissions[commissionCurrency] ?? 0) + commission);

  const after = roundedQuantity(before + quantity);
  if (opened > 0) {
    const kept = Math.abs(before) - closed;
    const sign = Math.sign(quantity);
    const cost = price * multiplier + (sign * openingCommission) / opened;
    holding.averageCost = (kept * holding.averageCost + opened * cost) / (kept + opened);
    holding.averagePrice = (kept * holding.averagePrice + opened * price) / (kept + opened);
  } else if (after === 0) {
    holding.averageCost = 0;
    holding.averagePrice = 0;
  }
  holding.quantity = after;
  holding.dayFlow = roundedMoney(holding.dayFlow - value);
  if (closed === 0) return undefined;
  holding.realized = roundedMoney(holding.realized + net);
  return roundedMoney(net);
}

export interface Split {
  readonly conId: number;
  /** New shares for one old one. */
  readonly shares: number;
  /** Of a new share. */
  readonly price: number;
  readonly currency: string;
}

/** A holding becomes so many new shares, worth the same together; a part of a share is paid out. */
export function splitHolding(ledger: Ledger, { conId, shares, price, currency }: Split): void {
  const holding = ledger.holdings[String(conId)];
  if (!holding || holding.quantity === 0) return;
  const wanted = roundedQuantity(holding.quantity * shares);
  holding.quantity = Math.trunc(wanted);
  holding.startQuantity = roundedQuantity(holding.startQuantity * shares);
  holding.averageCost /= shares;
  holding.averagePrice /= shares;
  const paid = roundedMoney((wanted - holding.quantity) * price);
  pay(ledger, currency, paid);
  holding.dayFlow = roundedMoney(holding.dayFlow + paid);
}

/** Money comes in or, negative, goes out. */
export function pay(ledger: Ledger, currency: string, amount: number): void {
  ledger.cash[currency] = roundedMoney((ledger.cash[currency] ?? 0) + amount);
}

/** A new day begins: figures of the day start anew, positions without quantity are forgotten. */
export function beginDay(ledger: Ledger, day: number): void {
  if (ledger.day === day) return;
  ledger.day = day;
  ledger.commissions = {};
  for (const [key, holding] of Object.entries(ledger.holdings)) {
    if (holding.quantity === 0) {
      delete ledger.holdings[key];
      continue;
    }
    holding.startQuantity = holding.quantity;
    holding.realized = 0;
    holding.dayFlow = 0;
  }
}

const newHolding = (conId: number): Holding => ({
  conId,
  quantity: 0,
  averageCost: 0,
  averagePrice: 0,
  realized: 0,
  startQuantity: 0,
  dayFlow: 0,
});
