/** Contracts whose fields belong together, as hosts send them, for tests that need plausible ones. Prices invented. */
export interface SampleContract {
  readonly conId: number;
  readonly symbol: string;
  readonly secType: string;
  readonly lastTradeDateOrContractMonth: string;
  readonly strike: number;
  readonly right: string;
  readonly multiplier: string | null;
  readonly exchange: string;
  readonly primaryExch: string;
  readonly currency: string;
  readonly localSymbol: string;
  readonly tradingClass: string;
}

const contract = (
  conId: number,
  symbol: string,
  secType: string,
  rest: Partial<SampleContract> & Pick<SampleContract, "exchange" | "localSymbol" | "tradingClass">,
): SampleContract => ({
  conId,
  symbol,
  secType,
  lastTradeDateOrContractMonth: "",
  strike: 0,
  right: "",
  multiplier: null,
  primaryExch: "",
  currency: "USD",
  ...rest,
});

export const sampleContracts: readonly SampleContract[] = [
  contract(265598, "AAPL", "STK", {
    exchange: "SMART",
    primaryExch: "NASDAQ",
    localSymbol: "AAPL",
    tradingClass: "NMS",
  }),
  contract(72063691, "BRK B", "STK", {
    exchange: "SMART",
    primaryExch: "NYSE",
    localSymbol: "BRK B",
    tradingClass: "BRK B",
  }),
  contract(14204, "7203", "STK", { exchange: "TSEJ", currency: "JPY", localSymbol: "7203.T", tradingClass: "7203" }),
  contract(12087792, "EUR", "CASH", { exchange: "IDEALPRO", localSymbol: "EUR.USD", tradingClass: "EUR.USD" }),
  contract(416904, "SPX", "IND", { exchange: "CBOE", localSymbol: "SPX", tradingClass: "SPX" }),
  contract(495512563, "ES", "FUT", {
    exchange: "CME",
    localSymbol: "ESZ6",
    tradingClass: "ES",
    lastTradeDateOrContractMonth: "20261218",
    multiplier: "50",
  }),
  contract(653318228, "AAPL", "OPT", {
    exchange: "SMART",
    localSymbol: "AAPL  261218C00150000",
    tradingClass: "AAPL",
    lastTradeDateOrContractMonth: "20261218",
    strike: 150,
    right: "C",
    multiplier: "100",
  }),
  contract(28812380, "AAPL,AMD", "BAG", { exchange: "SMART", localSymbol: "28812380", tradingClass: "COMB" }),
  contract(479624278, "BTC", "CRYPTO", { exchange: "PAXOS", localSymbol: "BTC.USD", tradingClass: "BTC" }),
  contract(48013650, "VTSAX", "FUND", { exchange: "FUNDSERV", localSymbol: "922908728", tradingClass: "922908728" }),
];
