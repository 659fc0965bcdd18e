/** The figures of an account, worked out from its ledger and the prices of the moment. Amounts are in the base currency. */
import { type Holding, type Ledger, settlementOf } from "./ledger.ts";
import { marginOf } from "./margin.ts";
import type { Valuation } from "./valuation.ts";

/** A position with what it is worth; amounts in the contract's currency. */
export interface Valued {
  readonly holding: Holding;
  readonly secType: string;
  readonly currency: string;
  readonly price: number;
  readonly marketValue: number;
  readonly unrealized: number;
  /** Since the day began; without commission. */
  readonly daily: number;
  /** Whether a price was known. */
  readonly priced: boolean;
}

/** What a kind of instrument counts as. */
export type AssetClass =
  | "stock"
  | "option"
  | "futureOption"
  | "bond"
  | "fund"
  | "crypto"
  | "future"
  | "cfd"
  | "forex"
  | "other";

const classes: Readonly<Record<string, AssetClass>> = {
  STK: "stock",
  WAR: "option",
  OPT: "option",
  FOP: "futureOption",
  BOND: "bond",
  BILL: "bond",
  FUND: "fund",
  CRYPTO: "crypto",
  FUT: "future",
  CONTFUT: "future",
  CFD: "cfd",
  CASH: "forex",
};
export const assetClassOf = (secType: string): AssetClass => classes[secType] ?? "other";

/** Figures of one currency, in that currency. */
export interface CurrencyFigures {
  readonly cash: number;
  readonly values: Readonly<Record<AssetClass, number>>;
  readonly unrealized: number;
  readonly realized: number;
  readonly netLiquidation: number;
  readonly rate: number;
}

export interface Figures {
  readonly cash: number;
  readonly netLiquidation: number;
  readonly equityWithLoan: number;
  readonly grossPosition: number;
  readonly initial: number;
  readonly maintenance: number;
  /** The part of the margins that futures need. */
  readonly commodityInitial: number;
  readonly commodityMaintenance: number;
  readonly available: number;
  readonly excess: number;
  readonly buyingPower: number;
  /** Excess liquidity as a fraction of net liquidation. */
  readonly cushion: number;
  readonly leverage: number;
  readonly unrealized: number;
  readonly realized: number;
  readonly daily: number;
  /** By currency, in alphabetical order. */
  readonly currencies: ReadonlyMap<string, CurrencyFigures>;
}

/** Buying power of a margin account during the day. */
const intradayLeverage = 4;

export function valued(holding: Holding, valuation: Valuation): Valued {
  const instrument = valuation.instrument(holding.conId);
  const mark = valuation.mark(holding.conId);
  const price = mark ?? holding.averagePrice;
  const multiplier = instrument?.multiplier ?? 1;
  const { quantity } = holding;
  const close = valuation.close(holding.conId) ?? price;
  return {
    holding,
    secType: instrument?.secType ?? "",
    currency: instrument?.currency ?? "",
    price,
    marketValue: quantity * price * multiplier,
    unrealized: quantity * (price * multiplier - holding.averageCost),
    daily: quantity * price * multiplier + holding.dayFlow - holding.startQuantity * close * multiplier,
    priced: mark !== undefined,
  };
}

export const holdingsOf = (ledger: Ledger): readonly Holding[] =>
  Object.values(ledger.holdings).toSorted((one, other) => one.conId - other.conId);

export const noValues = (): Record<AssetClass, number> => ({
  stock: 0,
  option: 0,
  futureOption: 0,
  bond: 0,
  fund: 0,
  crypto: 0,
  future: 0,
  cfd: 0,
  forex: 0,
  other: 0,
});

/** Gains that are not cash yet, of what is settled by variation; market value of what is paid; nothing for currencies. */
function worthOf({ holding, secType, price, marketValue }: Valued, multiplier: number): number {
  switch (settlementOf(secType)) {
    case "variation":
      return holding.quantity * (price - holding.averagePrice) * multiplier;
    case "exchanged":
      return 0;
    case "paid":
      return marketValue;
  }
}

export function figuresOf(ledger: Ledger, valuation: Valuation): Figures {
  interface Sums {
    values: Record<AssetClass, number>;
    unrealized: number;
    realized: number;
    worth: number;
  }
  const sums = new Map<string, Sums>();
  const sumOf = (currency: string): Sums => {
    let found = sums.get(currency);
    if (!found) sums.set(currency, (found = { values: noValues(), unrealized: 0, realized: 0, worth: 0 }));
    return found;
  };
  for (const currency of Object.keys(ledger.cash)) sumOf(currency);
  const total = { initial: 0, maintenance: 0, commodityInitial: 0, commodityMaintenance: 0, gross: 0, daily: 0 };
  for (const holding of holdingsOf(ledger)) {
    const instrument = valuation.instrument(holding.conId);
    if (!instrument) continue;
    const position = valued(holding, valuation);
    const rate = valuation.rate(position.currency);
    const sum = sumOf(position.currency);
    const kind = assetClassOf(position.secType);
    const worth = worthOf(position, instrument.multiplier);
    sum.worth += worth;
    sum.values[kind] += worth;
    sum.unrealized += position.unrealized;
    sum.realized += holding.realized;
    total.daily += position.daily * rate;
    if (kind !== "future" && kind !== "forex") total.gross += Math.abs(position.marketValue) * rate;
    const behind = instrument.underlying > 0 ? valuation.mark(instrument.underlying) : undefined;
    const margin = marginOf(instrument, holding.quantity, position.price, behind);
    // Currency that was bought is cash already; only what was borrowed for it needs margin.
    if (kind === "forex") continue;
    total.initial += margin.initial * rate;
    total.maintenance += margin.maintenance * rate;
    if (kind === "future" || kind === "futureOption") {
      total.commodityInitial += margin.initial * rate;
      total.commodityMaintenance += margin.maintenance * rate;
    }
  }
  const currencies = new Map<string, CurrencyFigures>();
  let cash = 0;
  let netLiquidation = 0;
  let options = 0;
  let unrealized = 0;
  let realized = 0;
  for (const [currency, sum] of [...sums].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    const rate = valuation.rate(currency);
    const held = ledger.cash[currency] ?? 0;
    const worth = held + sum.worth;
    currencies.set(currency, {
      cash: held,
      values: sum.values,
      unrealized: sum.unrealized,
      realized: sum.realized,
      netLiquidation: worth,
      rate,
    });
    cash += held * rate;
    netLiquidation += worth * rate;
    options += (sum.values.option + sum.values.futureOption) * rate;
    unrealized += sum.unrealized * rate;
    realized += sum.realized * rate;
    if (held < 0 && currencies.size > 1) total.initial += -held * rate * borrowedCurrencyRate;
  }
  const equityWithLoan = netLiquidation - options;
  const available = equityWithLoan - total.initial;
  const excess = equityWithLoan - total.maintenance;
  return {
    cash,
    netLiquidation,
    equityWithLoan,
    grossPosition: total.gross,
    initial: total.initial,
    maintenance: total.maintenance,
    commodityInitial: total.commodityInitial,
    commodityMaintenance: total.commodityMaintenance,
    available,
    excess,
    buyingPower: Math.max(0, available) * intradayLeverage,
    cushion: netLiquidation > 0 ? Math.min(1, Math.max(0, excess / netLiquidation)) : 0,
    leverage: netLiquidation > 0 ? total.gross / netLiquidation : 0,
    unrealized,
    realized,
    daily: total.daily,
    currencies,
  };
}

/** Margin on borrowed foreign currency, as a fraction. */
const borrowedCurrencyRate = 0.03;
