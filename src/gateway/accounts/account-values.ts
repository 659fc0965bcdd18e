/**
 * Account figures under the names that hosts give them: the rows of the account window. The order is alphabetical within
 * the account's own figures, then the balances by currency, `BASE` first.
 *
 * Source: the keys that hosts send, as listed in the vendor's documentation and in captured sessions.
 */
import { type AssetClass, type CurrencyFigures, type Figures, noValues } from "./figures.ts";
import { moneyText } from "./quantity.ts";

export interface AccountRow {
  readonly key: string;
  readonly value: string;
  /** `BASE` for the base currency in balances, empty where none applies. */
  readonly currency: string;
}

export interface AccountFacts {
  readonly account: string;
  readonly base: string;
  readonly advisor: boolean;
  readonly figures: Figures;
}

/** A whole account's figure with its securities (`-S`) and commodities (`-C`) segment. */
const segmented = (key: string, whole: number, commodities: number): [string, number][] => [
  [key, whole],
  [`${key}-C`, commodities],
  [`${key}-S`, whole - commodities],
];

/** Figures that are words or counts, not money. */
const words = ({ account, advisor, figures }: AccountFacts): [string, string][] => [
  ["AccountCode", account],
  ["AccountReady", "true"],
  ["AccountType", advisor ? "ADVISOR" : "INDIVIDUAL"],
  ["Cushion", figures.cushion.toFixed(6)],
  ["DayTradesRemaining", "-1"],
  ["DayTradesRemainingT+1", "-1"],
  ["DayTradesRemainingT+2", "-1"],
  ["DayTradesRemainingT+3", "-1"],
  ["DayTradesRemainingT+4", "-1"],
  ["Leverage-S", figures.leverage.toFixed(2)],
  ["LookAheadNextChange", "0"],
  ["NLVAndMarginInReview", "false"],
  ["SegmentTitle-C", "US Commodities"],
  ["SegmentTitle-S", "US Securities"],
  ["TradingType-S", "STKNOPT"],
  ["WhatIfPMEnabled", "true"],
];

/** Cash is kept in the securities segment; commodities hold what their margin needs. */
function amounts(figures: Figures): [string, number][] {
  const { commodityInitial, commodityMaintenance, initial, maintenance } = figures;
  const margins = ["Full", "LookAhead", ""].flatMap((prefix): [string, number][] => [
    ...segmented(`${prefix}AvailableFunds`, figures.available, 0),
    ...segmented(`${prefix}ExcessLiquidity`, figures.excess, commodityInitial - commodityMaintenance),
    ...segmented(`${prefix}InitMarginReq`, initial, commodityInitial),
    ...segmented(`${prefix}MaintMarginReq`, maintenance, commodityMaintenance),
  ]);
  return [
    ...segmented("AccruedCash", 0, 0),
    ...segmented("AccruedDividend", 0, 0),
    ...segmented("Billable", 0, 0),
    ["BuyingPower", figures.buyingPower],
    ...segmented("EquityWithLoanValue", figures.equityWithLoan, commodityInitial),
    ["GrossPositionValue", figures.grossPosition],
    ["GrossPositionValue-S", figures.grossPosition],
    ...segmented("Guarantee", 0, 0),
    ["IndianStockHaircut", 0],
    ...margins,
    ...segmented("NetLiquidation", figures.netLiquidation, commodityInitial),
    ["NetLiquidationUncertainty", 0],
    ...segmented("PASharesValue", 0, 0),
    ...segmented("PostExpirationExcess", 0, 0),
    ...segmented("PostExpirationMargin", 0, 0),
    ["PreviousDayEquityWithLoanValue", figures.equityWithLoan - figures.daily],
    ["PreviousDayEquityWithLoanValue-S", figures.equityWithLoan - figures.daily],
    ["RegTEquity", figures.equityWithLoan],
    ["RegTEquity-S", figures.equityWithLoan],
    ["RegTMargin", initial],
    ["RegTMargin-S", initial],
    ["SMA", Math.max(0, figures.available)],
    ["SMA-S", Math.max(0, figures.available)],
    ...segmented("TotalCashValue", figures.cash, 0),
    ...segmented("TotalDebitCardPendingCharges", 0, 0),
  ];
}

/** Balances in one currency. */
export function ledgerRows(label: string, real: string, rate: number, figures: CurrencyFigures): AccountRow[] {
  const { values } = figures;
  const rows: [string, string][] = [
    ["AccruedCash", moneyText(0)],
    ["CashBalance", moneyText(figures.cash)],
    ["CorporateBondValue", moneyText(values.bond)],
    ["Cryptocurrency", moneyText(values.crypto)],
    ["Currency", label],
    ["ExchangeRate", rate.toFixed(label === "BASE" || rate === 1 ? 2 : 7)],
    ["FundValue", moneyText(values.fund)],
    ["FutureOptionValue", moneyText(values.futureOption)],
    ["FuturesPNL", moneyText(values.future)],
    ["FxCashBalance", moneyText(0)],
    ["IssuerOptionValue", moneyText(0)],
    ["MoneyMarketFundValue", moneyText(0)],
    ["MutualFundValue", moneyText(values.fund)],
    ["NetDividend", moneyText(0)],
    ["NetLiquidationByCurrency", moneyText(figures.netLiquidation)],
    ["OptionMarketValue", moneyText(values.option)],
    ["RealCurrency", real],
    ["RealizedPnL", moneyText(figures.realized)],
    ["StockMarketValue", moneyText(values.stock)],
    ["TBillValue", moneyText(0)],
    ["TBondValue", moneyText(0)],
    ["TotalCashBalance", moneyText(figures.cash)],
    ["UnrealizedPnL", moneyText(figures.unrealized)],
    ["WarrantValue", moneyText(0)],
  ];
  return rows.map(([key, value]) => ({ key, value, currency: label }));
}

/** All currencies together, in the base currency. */
export function together(figures: Figures): CurrencyFigures {
  const values = noValues();
  for (const one of figures.currencies.values())
    for (const kind of Object.keys(values) as AssetClass[]) values[kind] += one.values[kind] * one.rate;
  const { cash, unrealized, realized, netLiquidation } = figures;
  return { cash, values, unrealized, realized, netLiquidation, rate: 1 };
}

/** The balances of all currencies, `BASE` first. */
export const allLedgerRows = ({ base, figures }: AccountFacts): AccountRow[] => [
  ...ledgerRows("BASE", base, 1, together(figures)),
  ...[...figures.currencies].flatMap(([currency, one]) => ledgerRows(currency, currency, one.rate, one)),
];

/** Everything that the account window shows. */
export function accountRows(facts: AccountFacts): AccountRow[] {
  const own = [
    ...words(facts).map(([key, value]) => ({ key, value, currency: "" })),
    ...amounts(facts.figures).map(([key, value]) => ({ key, value: moneyText(value), currency: facts.base })),
  ].toSorted((one, other) => (one.key < other.key ? -1 : 1));
  return [...own, { key: "AccountOrGroup", value: facts.account, currency: "BASE" }, ...allLedgerRows(facts)];
}

/** What the account summary calls the same: without segments. */
const summaryWords: Readonly<Record<string, string>> = { Leverage: "Leverage-S" };

/** Figures that only the summary has. */
const summaryOnly = ({ figures, base }: AccountFacts): AccountRow[] => [
  { key: "HighestSeverity", value: "", currency: "" },
  { key: "SettledCash", value: moneyText(figures.cash), currency: base },
  { key: "PreviousEquityWithLoanValue", value: moneyText(figures.equityWithLoan - figures.daily), currency: base },
];

/**
 * The rows that a list of summary tags asks for, in the order of the list; unknown tags give nothing.
 * `$LEDGER` stands for balances in the base currency, `$LEDGER:EUR` in one, `$LEDGER:ALL` in all.
 */
export function summaryRows(facts: AccountFacts, tags: string): AccountRow[] {
  const rows = new Map([...accountRows(facts), ...summaryOnly(facts)].toReversed().map((row) => [row.key, row]));
  return tags.split(",").flatMap((written) => {
    const tag = written.trim();
    if (tag === "All") return [...summaryOnly(facts), ...accountRows(facts)].filter(({ key }) => !/-[CS]$/.test(key));
    const [name, currency = ""] = tag.split(":");
    if (name === "$LEDGER") {
      if (currency === "") return ledgerRows("BASE", facts.base, 1, together(facts.figures));
      if (currency === "ALL") return allLedgerRows(facts);
      const one = facts.figures.currencies.get(currency);
      return one ? ledgerRows(currency, currency, one.rate, one) : [];
    }
    const row = rows.get(summaryWords[tag] ?? tag);
    return row ? [{ ...row, key: tag }] : [];
  });
}
