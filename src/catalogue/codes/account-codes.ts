/**
 * What account messages name: the tags of the account summary and the keys of account values. Hosts send keys that are
 * documented nowhere, so both tables are open.
 */
import { codeTable, type Code } from "./code-table.ts";

const segments = { C: "commodities segment", S: "securities segment" } as const;

/** A key for the whole account, and the same key for segments of it, with `-C` or `-S` behind. */
const inSegments = (code: string, about: string, which = "CS"): Code[] => [
  { code, about },
  ...onlySegments(code, about, which),
];
const onlySegments = (code: string, about: string, which = "CS"): Code[] =>
  which.split("").map((letter) => ({
    code: `${code}-${letter}`,
    about: `${about}; ${segments[letter as keyof typeof segments]}`,
  }));

const margins: readonly (readonly [code: string, about: string])[] = [
  ["AvailableFunds", "What is free for new positions: equity with loan value less initial margin"],
  ["ExcessLiquidity", "What is left before positions are liquidated: equity with loan value less maintenance margin"],
  ["InitMarginReq", "Initial margin of all positions"],
  ["MaintMarginReq", "Maintenance margin of all positions"],
  ["FullAvailableFunds", "Available funds without intraday relief"],
  ["FullExcessLiquidity", "Excess liquidity without intraday relief"],
  ["FullInitMarginReq", "Initial margin without intraday relief"],
  ["FullMaintMarginReq", "Maintenance margin without intraday relief"],
  ["LookAheadAvailableFunds", "Available funds after the next change of margin"],
  ["LookAheadExcessLiquidity", "Excess liquidity after the next change of margin"],
  ["LookAheadInitMarginReq", "Initial margin after the next change of margin"],
  ["LookAheadMaintMarginReq", "Maintenance margin after the next change of margin"],
];

const equity: readonly (readonly [code: string, about: string])[] = [
  ["NetLiquidation", "Value of the account if everything were closed: cash, securities, options and profit on futures"],
  ["EquityWithLoanValue", "What counts as collateral for securities: cash, stocks, bonds and funds"],
  ["TotalCashValue", "Cash of the account, with profit and loss of futures"],
  ["AccruedCash", "Interest of this month up to now, not yet paid or charged"],
  ["BuyingPower", "What could be bought without a further deposit"],
  ["GrossPositionValue", "Sum of the positions' values without regard to their sign"],
  ["RegTEquity", "Equity under Regulation T"],
  ["RegTMargin", "Margin under Regulation T"],
  ["SMA", "Special memorandum account of a Regulation T account"],
];

const ledger = "cash balances and values by currency instead of account totals";

export const accountSummaryTags = codeTable(
  "account summary tag",
  "A figure that the account summary can be asked for, or a group of figures in place of one",
  "official documentation of the account summary",
  "open",
  [
    { code: "AccountType", about: "The structure of the account, such as INDIVIDUAL" },
    ...equity.map(([code, about]) => ({ code, about })),
    { code: "SettledCash", about: "Cash that has settled" },
    { code: "PreviousEquityWithLoanValue", about: "Equity with loan value at 16:00 New York time of the day before" },
    { code: "PreviousDayEquityWithLoanValue", about: "The same figure under the name that account values use" },
    ...margins.map(([code, about]) => ({ code, about })),
    {
      code: "LookAheadNextChange",
      about: "When the look-ahead figures take effect, in seconds since 1970; 0 for none",
    },
    { code: "Cushion", about: "Excess liquidity as a fraction of net liquidation" },
    { code: "HighestSeverity", about: "How close the account is to a liquidation" },
    {
      code: "DayTradesRemaining",
      about: "Day trades left before the pattern day trader rule applies; -1 means no limit",
    },
    { code: "Leverage", about: "Gross position value divided by net liquidation" },
    { code: "$LEDGER", about: `Asks for ${ledger}, in the base currency` },
    { code: "$LEDGER:CURRENCY", about: `Asks for ${ledger}, with a currency code in place of CURRENCY` },
    { code: "$LEDGER:ALL", about: `Asks for ${ledger}, in all currencies` },
    { code: "Currency", about: "Ledger: the currency of the figures that follow, BASE for the base currency" },
    { code: "CashBalance", about: "Ledger: cash in this currency, with profit and loss of futures" },
    { code: "TotalCashBalance", about: "Ledger: cash in this currency, with profit and loss of futures" },
    { code: "StockMarketValue", about: "Ledger: value of stocks in this currency" },
    { code: "OptionMarketValue", about: "Ledger: value of options in this currency" },
    { code: "FutureOptionValue", about: "Ledger: value of options on futures in this currency" },
    { code: "FuturesPNL", about: "Ledger: change of futures since the last settlement" },
    { code: "NetLiquidationByCurrency", about: "Ledger: net liquidation in this currency" },
    { code: "UnrealizedPnL", about: "Ledger: profit and loss of open positions in this currency" },
    { code: "RealizedPnL", about: "Ledger: profit and loss of closed positions in this currency" },
    { code: "ExchangeRate", about: "Ledger: value of one unit of this currency in the base currency" },
  ],
);

export const accountValueKeys = codeTable(
  "account value key",
  "Names the figure of an account value; -C and -S behind a name mean the commodities and the securities segment",
  "official documentation of the account values",
  "open",
  [
    { code: "AccountCode", about: "The account id" },
    { code: "AccountOrGroup", about: "The account id, or the group or All that was asked for" },
    {
      code: "AccountReady",
      about: "false while the servers reset: figures that follow can be outdated or wrong; else true",
    },
    { code: "AccountType", about: "The structure of the account, such as INDIVIDUAL" },
    ...margins.flatMap(([code, about]) => inSegments(code, about)),
    ...equity
      .filter(([code]) => code !== "BuyingPower")
      .flatMap(([code, about]) => inSegments(code, about, /^(?:Gross|RegT|SMA)/.test(code) ? "S" : "CS")),
    { code: "BuyingPower", about: "What could be bought without a further deposit" },
    ...inSegments("AccruedDividend", "Dividends that are due and not yet paid"),
    ...inSegments("Billable", "Value of treasury bills"),
    { code: "CashBalance", about: "Cash in the currency of the value, with profit and loss of futures" },
    { code: "CorporateBondValue", about: "Value of bonds of companies and municipalities" },
    { code: "Currency", about: "The currency that a group of figures belongs to" },
    { code: "RealCurrency", about: "The currency that a group of figures belongs to" },
    { code: "Cushion", about: "Excess liquidity as a fraction of net liquidation" },
    {
      code: "DayTradesRemaining",
      about: "Day trades left before the pattern day trader rule applies; -1 means no limit",
    },
    ...[1, 2, 3, 4].map((days) => ({
      code: `DayTradesRemainingT+${days}`,
      about: `Day trades left, ${days} trading day${days > 1 ? "s" : ""} ahead`,
    })),
    { code: "ExchangeRate", about: "Value of one unit of the currency in the base currency" },
    { code: "FundValue", about: "Value of money market and mutual funds" },
    { code: "FutureOptionValue", about: "Value of options on futures" },
    { code: "FuturesPNL", about: "Change of futures since the last settlement" },
    { code: "FxCashBalance", about: "Cash in the account for foreign exchange" },
    { code: "IndianStockHaircut", about: "Margin figure of accounts in India" },
    { code: "IssuerOptionValue", about: "Value of issued options" },
    ...onlySegments("Leverage", "Gross position value divided by net liquidation", "S"),
    {
      code: "LookAheadNextChange",
      about: "When the look-ahead figures take effect, in seconds since 1970; 0 for none",
    },
    { code: "MoneyMarketFundValue", about: "Value of money market funds" },
    { code: "MutualFundValue", about: "Value of mutual funds" },
    { code: "NetDividend", about: "Dividends to receive less dividends to pay" },
    { code: "NetLiquidationByCurrency", about: "Net liquidation in the currency of the value" },
    { code: "OptionMarketValue", about: "Value of options" },
    ...inSegments("PASharesValue", "Value of personal account shares"),
    ...inSegments("PostExpirationExcess", "Excess liquidity expected after the coming expiries"),
    ...inSegments("PostExpirationMargin", "Margin expected after the coming expiries"),
    ...inSegments(
      "PreviousDayEquityWithLoanValue",
      "Equity with loan value at 16:00 New York time of the day before",
      "S",
    ),
    { code: "RealizedPnL", about: "Profit and loss of closed positions" },
    { code: "SegmentTitle", about: "Name of the segment" },
    { code: "StockMarketValue", about: "Value of stocks" },
    { code: "TBondValue", about: "Value of treasury bonds" },
    { code: "TBillValue", about: "Value of treasury bills" },
    { code: "TotalCashBalance", about: "Cash in the currency of the value, with profit and loss of futures" },
    ...onlySegments("TradingType", "Kind of trading that is allowed, such as cash or margin", "S"),
    { code: "UnrealizedPnL", about: "Profit and loss of open positions" },
    { code: "WarrantValue", about: "Value of warrants" },
    { code: "WhatIfPMEnabled", about: "Whether margin can be previewed under portfolio margin" },
  ],
);
