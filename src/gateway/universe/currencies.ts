/** Currency pairs, cryptocurrencies and spot metals of the universe. A table; prices are invented. */
import { type Listing, listing } from "./listing.ts";

const pair = (conId: number, base: string, quote: string, price: number, volatility: number, spread: number): Listing =>
  listing({
    conId,
    symbol: base,
    secType: "CASH",
    exchanges: ["IDEALPRO"],
    primaryExchange: "",
    currency: quote,
    longName: currencyNames[base] ?? base,
    calendar: "forex",
    rule: quote === "JPY" ? 240 : 239,
    localSymbol: `${base}.${quote}`,
    tradingClass: `${base}.${quote}`,
    sizeMin: "1",
    pricing: { kind: "spot", path: `${base}.${quote}`, price, volatility: volatility / 100, yield: 0 },
    liquidity: { spreadSteps: spread, spreadPart: 0, lot: 100_000, tradeChance: 1 },
  });

const currencyNames: Readonly<Record<string, string>> = {
  EUR: "European Monetary Union Euro",
  GBP: "British pound",
  AUD: "Australian dollar",
  USD: "United States dollar",
  NZD: "New Zealand dollar",
  CHF: "Swiss franc",
  CAD: "Canadian dollar",
};

export const pairs: readonly Listing[] = [
  pair(12087792, "EUR", "USD", 1.0842, 7.2, 1),
  pair(12087797, "GBP", "USD", 1.2711, 8.1, 2),
  pair(14433401, "AUD", "USD", 0.6524, 9.4, 1),
  pair(39453441, "NZD", "USD", 0.5903, 9.8, 2),
  pair(15016059, "USD", "JPY", 151.84, 9.9, 1),
  pair(12087820, "USD", "CHF", 0.8816, 7.4, 2),
  pair(15016062, "USD", "CAD", 1.3927, 5.8, 1),
  pair(15016078, "USD", "HKD", 7.7795, 0.8, 2),
  pair(28027110, "USD", "MXN", 20.14, 12.5, 20),
  pair(37928772, "USD", "SGD", 1.3382, 4.6, 2),
  pair(61664938, "USD", "CNH", 7.2416, 4.4, 4),
  pair(12087807, "EUR", "GBP", 0.8531, 5.4, 1),
  pair(14321016, "EUR", "JPY", 164.62, 9.1, 1),
  pair(12087817, "EUR", "CHF", 0.9558, 4.9, 2),
  pair(47101305, "EUR", "SEK", 11.482, 6.6, 12),
  pair(12345777, "GBP", "JPY", 193.01, 9.6, 2),
];

const coin = (
  conId: number,
  symbol: string,
  price: number,
  volatility: number,
  rule: number,
  sizeMin: string,
  name: string,
): Listing =>
  listing({
    conId,
    symbol,
    secType: "CRYPTO",
    exchanges: ["PAXOS", "ZEROHASH"],
    primaryExchange: "",
    currency: "USD",
    longName: name,
    calendar: "crypto",
    rule,
    localSymbol: `${symbol}.USD`,
    tradingClass: symbol,
    sizeMin,
    pricing: { kind: "spot", path: symbol, price, volatility: volatility / 100, yield: 0 },
    liquidity: { spreadSteps: 2, spreadPart: 0.0002, lot: price > 1000 ? 0.05 : 10, tradeChance: 0.6 },
    facts: { minSize: sizeMin, sizeIncrement: sizeMin, suggestedSizeIncrement: sizeMin },
  });

export const coins: readonly Listing[] = [
  coin(479624278, "BTC", 91_250, 55, 2700, "0.00000001", "Bitcoin cryptocurrency"),
  coin(495759171, "ETH", 3120, 65, 2701, "0.00000001", "Ethereum cryptocurrency"),
  coin(498989721, "LTC", 88.4, 75, 26, "0.00000001", "Litecoin cryptocurrency"),
  coin(498989715, "BCH", 441.2, 75, 26, "0.00000001", "Bitcoin Cash cryptocurrency"),
];

const metal = (conId: number, symbol: string, path: string, price: number, volatility: number, name: string): Listing =>
  listing({
    conId,
    symbol,
    secType: "CMDTY",
    exchanges: ["SMART", "IBMETAL"],
    primaryExchange: "",
    currency: "USD",
    longName: name,
    calendar: "forex",
    rule: 1529,
    pricing: { kind: "spot", path, price, volatility: volatility / 100, yield: 0 },
    liquidity: { spreadSteps: 12, spreadPart: 0.00008, lot: 10, tradeChance: 1 },
  });

export const metals: readonly Listing[] = [
  metal(69067924, "XAUUSD", "XAU", 2652.4, 15, "London Gold"),
  metal(77124483, "XAGUSD", "XAG", 30.42, 27, "London Silver"),
];
