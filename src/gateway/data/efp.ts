/**
 * Exchanges for physical: a future on a stock against the stock. They are not quoted by price, but by the financing rate
 * that the future implies.
 *
 * Source: the official clients' tickEFP callback; tick types 38 to 44. Which dividends hosts count is not documented: here
 * those of the stock's yield until the future ends.
 */
import type { BuiltInMarket } from "../market/market.ts";
import { dayMs } from "../universe/days.ts";
import type { Listing } from "../universe/listing.ts";
import { endOf } from "../universe/universe.ts";
import type { Tick } from "./board.ts";

interface Legs {
  readonly future: Listing;
  readonly stock: Listing;
}

/** The legs of a combination that exchanges a future for what it delivers; undefined for all others. */
export function efpLegs({ pricing }: Listing): Legs | undefined {
  if (pricing.kind !== "combo" || pricing.legs.length !== 2) return undefined;
  const future = pricing.legs.find(({ listing }) => listing.secType === "FUT");
  const stock = pricing.legs.find(({ listing }) => listing.secType === "STK");
  const matches =
    future &&
    stock &&
    future.listing.underlying === stock.listing.conId &&
    future.sign !== stock.sign &&
    stock.ratio === future.ratio * future.listing.multiplier;
  return matches ? { future: future.listing, stock: stock.listing } : undefined;
}

export function efpTicks(market: BuiltInMarket, { future, stock }: Legs, ms: number): [number, Tick][] {
  const holdDays = Math.max(1, Math.ceil((endOf(future) - ms) / dayMs));
  const far = market.quote(future, ms);
  const near = market.quote(stock, ms);
  const annual = (part: number): number => Number(((part * 365 * 10_000) / holdDays).toFixed(4));
  const dividendsToLastTradeDate =
    stock.pricing.kind === "spot" ? Number(((stock.pricing.yield * near.last * holdDays) / 365).toFixed(4)) : 0;
  const tick = (number: number, futurePrice: number, stockPrice: number): [number, Tick][] => {
    if (!(futurePrice > 0) || !(stockPrice > 0)) return [];
    const basisPoints = annual((futurePrice - stockPrice + dividendsToLastTradeDate) / stockPrice);
    const values = {
      basisPoints,
      formattedBasisPoints: `${(basisPoints / 100).toFixed(2)}%`,
      impliedFuturesPrice: futurePrice,
      holdDays,
      futureLastTradeDate: future.expiry,
      dividendImpact: annual(dividendsToLastTradeDate / stockPrice),
      dividendsToLastTradeDate,
    };
    return [[number, { form: "efp", ...values }]];
  };
  return [
    ...tick(38, far.bid, near.ask),
    ...tick(39, far.ask, near.bid),
    ...tick(40, far.last, near.last),
    ...tick(41, far.open, near.open),
    ...tick(42, far.high, near.low),
    ...tick(43, far.low, near.high),
    ...tick(44, far.close, near.close),
  ];
}
