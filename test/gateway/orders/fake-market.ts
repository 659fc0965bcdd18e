/** A universe of a handful of contracts, and a market whose prices and hours a test sets by hand. */
import { listedTypes } from "../../../src/gateway/orders/order-types.ts";
import type { Instrument, Market, Quote, TradingState, Universe } from "../../../src/gateway/market-view.ts";

const instrument = (conId: number, symbol: string, more: Partial<Instrument> = {}): Instrument => ({
  conId,
  symbol,
  secType: "STK",
  expiry: "",
  strike: 0,
  right: "",
  multiplier: 1,
  exchanges: ["SMART", "NASDAQ", "ARCA", "IEX"],
  primaryExchange: "NASDAQ",
  currency: "USD",
  localSymbol: symbol,
  tradingClass: "NMS",
  longName: `${symbol} INC`,
  tickAt: () => 0.01,
  sizeMin: "1",
  orderTypes: [...listedTypes.keys()],
  underlying: 0,
  ...more,
});

export const stock = instrument(265598, "AAPL");
export const otherStock = instrument(272093, "MSFT");
export const call = instrument(700_001, "AAPL", {
  secType: "OPT",
  expiry: "20261218",
  strike: 90,
  right: "C",
  multiplier: 100,
  localSymbol: "AAPL  261218C00090000",
  tradingClass: "AAPL",
  underlying: 265598,
});
export const future = instrument(495_512, "ES", {
  secType: "FUT",
  expiry: "20261218",
  multiplier: 50,
  exchanges: ["CME"],
  primaryExchange: "CME",
  localSymbol: "ESZ6",
  tradingClass: "ES",
  tickAt: () => 0.25,
});
export const pair = instrument(12_087_792, "EUR", {
  secType: "CASH",
  exchanges: ["IDEALPRO"],
  primaryExchange: "IDEALPRO",
  localSymbol: "EUR.USD",
  tradingClass: "EUR.USD",
  tickAt: () => 0.00005,
  sizeMin: "1",
});
export const coin = instrument(479_624_278, "BTC", {
  secType: "CRYPTO",
  exchanges: ["PAXOS"],
  primaryExchange: "PAXOS",
  localSymbol: "BTC.USD",
  tradingClass: "BTC",
  sizeMin: "0.0001",
  orderTypes: [],
});
export const combo = instrument(28_812_380, "AAPL", { secType: "BAG", exchanges: ["SMART"], localSymbol: "28812380" });

const all = [stock, otherStock, call, future, pair, coin];

const at = (price: number, size = 10_000): Quote => ({
  bid: price - 0.01,
  ask: price + 0.01,
  last: price,
  bidSize: size,
  askSize: size,
  lastSize: 100,
  volume: 1_000_000,
  open: price,
  high: price,
  low: price,
  close: price,
});

export class FakeMarket implements Market, Universe {
  /** By conId. */
  readonly quotes = new Map<number, Quote>([
    [stock.conId, at(100)],
    [otherStock.conId, at(200)],
    [call.conId, at(12, 50)],
    [future.conId, { ...at(5000, 100), bid: 4999.75, ask: 5000.25 }],
    [pair.conId, { ...at(1.1, 10_000_000), bid: 1.0999, ask: 1.1001 }],
    [coin.conId, at(50_000, 5)],
    [combo.conId, at(100)],
  ]);
  /** Whether markets are open; a test may also give a rule. */
  open: boolean | ((ms: number) => boolean) = true;

  /** Sets fields of a quote. */
  set(of: Instrument, changed: Partial<Quote>): void {
    this.quotes.set(of.conId, { ...(this.quotes.get(of.conId) as Quote), ...changed });
  }

  /** Moves bid, ask and last to a price. */
  moves(of: Instrument, price: number, half = 0.01): void {
    this.set(of, { last: price, bid: Number((price - half).toFixed(4)), ask: Number((price + half).toFixed(4)) });
  }

  readonly quote = ({ conId }: Instrument): Quote => this.quotes.get(conId) as Quote;
  /** Whether trading is halted, and how far through the market limits may lie. */
  trading: TradingState = { halted: false, band: undefined };
  /** New shares for one. */
  split = 1;

  readonly state = (): TradingState => this.trading;
  readonly shares = (): number => this.split;
  /** An option is worth a tenth of its spot at a volatility of 1. */
  readonly model: Market["model"] = ({ secType }, _, volatility, spot) =>
    secType === "OPT" ? { price: (volatility ?? 0.3) * spot * 0.1, delta: 0.5 } : undefined;
  readonly isOpen = (_: Instrument, ms: number): boolean =>
    typeof this.open === "function" ? this.open(ms) : this.open;
  readonly byConId = (conId: number): Instrument | undefined => all.find((one) => one.conId === conId);
  readonly find: Universe["find"] = ({ conId, symbol, secType, currency, comboLegs }) => {
    if (secType === "BAG") return (comboLegs?.length ?? 0) > 1 ? [combo] : [];
    if (conId) return all.filter((one) => one.conId === conId);
    return all.filter(
      (one) =>
        one.symbol === symbol && (!secType || one.secType === secType) && (!currency || one.currency === currency),
    );
  };
  readonly describe: Universe["describe"] = (one, exchange) => ({
    conId: one.conId,
    symbol: one.symbol,
    secType: one.secType,
    lastTradeDateOrContractMonth: one.expiry,
    strike: one.strike,
    right: one.right,
    multiplier: one.multiplier === 1 ? null : String(one.multiplier),
    exchange: exchange ?? "SMART",
    primaryExch: one.primaryExchange,
    currency: one.currency,
    localSymbol: one.localSymbol,
    tradingClass: one.tradingClass,
  });
}
