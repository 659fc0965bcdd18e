/** The ordinary ticks of a row: prices, sizes, volume, the day's range, exchanges of the quote; and the model of options. */
import { impliedVolatilityOf, optionGreeks } from "../market/option-model.ts";
import { mix } from "../market/hash.ts";
import { hasQuotes } from "../market/quotes.ts";
import { hasTrades } from "../market/trades.ts";
import { componentsOf, venuesOf } from "../contracts/venues.ts";
import type { Listing } from "../universe/listing.ts";
import type { Tick } from "./board.ts";
import type { Desk } from "./desk.ts";

const none = -1;

export interface QuoteBoardOptions {
  /** Prices from before the close are shown while it is closed. */
  readonly frozen: boolean;
  /** Without data of the underlying an option has no greeks. */
  readonly greeks: boolean;
}

/** The letter of the exchange that quotes; it changes now and then. */
export function quotingLetters(of: Listing, ms: number, side: number): string {
  const components = componentsOf(venuesOf(of));
  const at = mix(of.conId, Math.floor(ms / 3000), side);
  const first = components[at % components.length];
  const second = components[(at >>> 8) % components.length];
  return first === second || at % 3 === 0
    ? (first?.exchangeLetter ?? "")
    : `${first?.exchangeLetter ?? ""}${second?.exchangeLetter ?? ""}`;
}

/** The exchange of a trade. */
export function tradingVenue(of: Listing, ms: number): string {
  const venues = venuesOf(of);
  return venues[mix(of.conId, Math.floor(ms / 250), 5) % venues.length] ?? "";
}

const unquoted = (): [number, Tick][] => [
  [1, { form: "price", price: none, size: 0 }],
  [2, { form: "price", price: none, size: 0 }],
];

/** Bid and ask, which change with every beat. */
export function bidAskTicks(
  { market }: Desk,
  of: Listing,
  ms: number,
  { frozen }: QuoteBoardOptions,
): [number, Tick][] {
  if (!hasQuotes(of)) return [];
  const trading = market.isTrading(of, ms);
  if (!trading && !frozen) return unquoted();
  const { bid, ask, bidSize, askSize } = market.bidAsk(of, ms);
  // Where nobody bids, hosts say -1.
  if (bid === 0 && ask === 0 && of.pricing.kind !== "combo") return unquoted();
  // Before the regular session the price is marked so.
  const mask = 1;
  return [
    [1, { form: "price", price: bid, size: bidSize, mask }],
    [2, { form: "price", price: ask, size: askSize, mask }],
  ];
}

/** All ordinary ticks. */
export function quoteTicks(desk: Desk, of: Listing, ms: number, options: QuoteBoardOptions): [number, Tick][] {
  const { market } = desk;
  const quote = market.quote(of, ms);
  const ticks = bidAskTicks(desk, of, ms, options);
  const price = (number: number, value: number): void => {
    if (value > 0) ticks.push([number, { form: "price", price: value, size: 0 }]);
  };
  if (hasTrades(of) || !hasQuotes(of)) ticks.push([4, { form: "price", price: quote.last, size: quote.lastSize }]);
  if (hasTrades(of) && hasQuotes(of)) ticks.push([8, { form: "volume", size: quote.volume }]);
  price(6, quote.high);
  price(7, quote.low);
  price(9, quote.close);
  price(14, quote.open);
  const last = hasTrades(of)
    ? market.trades(of, ms - 900_000, ms + 1).findLast(({ unreported }) => !unreported)
    : undefined;
  if (last) ticks.push([45, { form: "string", value: String(Math.floor(last.at / 1000)) }]);
  if (hasQuotes(of) && of.exchanges.includes("SMART") && market.isTrading(of, ms)) {
    ticks.push([32, { form: "string", value: quotingLetters(of, ms, 0) }]);
    ticks.push([33, { form: "string", value: quotingLetters(of, ms, 1) }]);
    if (last) {
      const venue = tradingVenue(of, last.at);
      const letter = componentsOf(venuesOf(of)).find(({ exchange }) => exchange === venue)?.exchangeLetter ?? "";
      ticks.push([84, { form: "string", value: letter }]);
    }
  }
  const { halted } = market.condition(of, ms);
  if (hasTrades(of) && hasQuotes(of))
    ticks.push([49, { form: "generic", value: options.frozen && halted === 0 ? -1 : halted }]);
  if (of.pricing.kind === "option" && options.greeks) ticks.push(...optionTicks(desk, of, ms));
  if (of.secType === "BOND") ticks.push(...yieldTicks(desk, of, ms));
  return ticks;
}

/** Values at the bid, the ask, the last price, and by the model. */
export function optionTicks({ market }: Desk, of: Listing, ms: number): [number, Tick][] {
  const { terms, spot, volatility } = market.option(of, ms);
  const { bid, ask } = market.bidAsk(of, ms);
  const { last } = market.quote(of, ms);
  const at = (price: number): Tick => {
    const implied = impliedVolatilityOf(of, terms, spot, price);
    if (implied === undefined) return { ...uncomputed, optPrice: price, undPrice: spot };
    return { ...optionTick(of, terms, spot, implied), optPrice: price };
  };
  return [
    [10, at(bid)],
    [11, at(ask)],
    [12, at(last)],
    [13, optionTick(of, terms, spot, volatility)],
  ];
}

const uncomputed = {
  form: "option",
  impliedVol: -1,
  delta: -2,
  optPrice: -1,
  pvDividend: 0,
  gamma: -2,
  vega: -2,
  theta: -2,
  undPrice: -1,
} as const;

export function optionTick(
  of: Listing,
  terms: Parameters<typeof optionGreeks>[1],
  spot: number,
  volatility: number,
): Extract<Tick, { form: "option" }> {
  const { price, delta, gamma, vega, theta } = optionGreeks(of, terms, spot, volatility);
  const dividends =
    terms.carry === 0 ? 0 : Math.max(0, spot * (1 - Math.exp((terms.carry - terms.rate) * terms.years)));
  return {
    form: "option",
    impliedVol: volatility,
    delta,
    optPrice: price,
    pvDividend: dividends,
    gamma,
    vega,
    theta,
    undPrice: spot,
  };
}

/** The yield to maturity of a bond at a price: an annual coupon, solved by halving. Percent a year. */
export function yieldAt(of: Listing, price: number, ms: number): number {
  const year = Number(of.expiry.slice(0, 4)) - new Date(ms).getUTCFullYear();
  const month = Number(of.expiry.slice(4, 6)) - new Date(ms).getUTCMonth() - 1;
  const years = Math.max(0.05, year + month / 12);
  const coupon = of.facts.coupon ?? 0;
  const worth = (rate: number): number => (coupon / rate) * (1 - (1 + rate) ** -years) + 100 * (1 + rate) ** -years;
  let low = 1e-6;
  let high = 1;
  for (let turn = 0; turn < 60; turn += 1) {
    const middle = (low + high) / 2;
    if (worth(middle) > price) low = middle;
    else high = middle;
  }
  return Number((((low + high) / 2) * 100).toFixed(6));
}

function yieldTicks({ market }: Desk, of: Listing, ms: number): [number, Tick][] {
  const { bid, ask, last } = market.quote(of, ms);
  return [
    [50, { form: "price", price: yieldAt(of, bid, ms), size: 0 }],
    [51, { form: "price", price: yieldAt(of, ask, ms), size: 0 }],
    [52, { form: "price", price: yieldAt(of, last, ms), size: 0 }],
  ];
}
