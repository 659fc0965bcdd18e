/** Single ticks of the past: trades print by print, changes of quotes, changes of midpoints. */
import type { BuiltInMarket } from "../market/market.ts";
import { tickMs } from "../market/quotes.ts";
import { printsOf } from "../market/trades.ts";
import { type Hours, sessionAt } from "../universe/calendars.ts";
import type { Listing } from "../universe/listing.ts";
import { tradingVenue } from "./quote-board.ts";

export type TickKind = "TRADES" | "BID_ASK" | "MIDPOINT";

export interface TradeTick {
  readonly at: number;
  readonly price: number;
  readonly size: number;
  readonly exchange: string;
  /** Letters of the tape: `T` outside regular hours, `I` for less than a lot. */
  readonly conditions: string;
  readonly unreported: boolean;
}

export interface QuoteTick {
  readonly at: number;
  readonly bid: number;
  readonly ask: number;
  readonly bidSize: number;
  readonly askSize: number;
}

export function tradeTicks(market: BuiltInMarket, of: Listing, from: number, to: number): readonly TradeTick[] {
  return market.trades(of, from, to).flatMap((trade) => {
    const regular = sessionAt(of.calendar, "liquid", trade.at) !== undefined;
    const exchange = tradingVenue(of, trade.at);
    const { at, price, unreported } = trade;
    return printsOf(trade).map((size) => ({
      at,
      price,
      size,
      exchange,
      conditions: `${regular ? "" : "T"}${of.secType === "STK" && size < of.liquidity.lot ? "I" : ""}`,
      unreported,
    }));
  });
}

/** The quote of a beat, if it differs from that of the beat before. */
export function quoteTickAt(
  market: BuiltInMarket,
  of: Listing,
  at: number,
  ignoreSize: boolean,
): QuoteTick | undefined {
  if (!market.isTrading(of, at)) return undefined;
  const quote = market.bidAsk(of, at);
  if (market.isTrading(of, at - tickMs)) {
    const before = market.bidAsk(of, at - tickMs);
    const samePrices = quote.bid === before.bid && quote.ask === before.ask;
    const sameSizes = quote.bidSize === before.bidSize && quote.askSize === before.askSize;
    if (samePrices && (ignoreSize || sameSizes)) return undefined;
  }
  return { at, ...quote };
}

export const midpoint = ({ bid, ask }: QuoteTick): number => Number(((bid + ask) / 2).toFixed(8));

/** Beats that are looked at before a search gives up: two days of them. */
const beatsMax = (2 * 86_400_000) / tickMs;

/**
 * So many ticks from a moment on, or up to one; all of a second are taken, so that more than asked for may come.
 * @param direction 1: from the moment on; -1: up to it
 */
export function collect<T extends { readonly at: number }>(
  of: Listing,
  hours: Hours,
  moment: number,
  direction: 1 | -1,
  count: number,
  within: (from: number, to: number) => readonly T[],
  limit: number,
): readonly T[] {
  const stepMs = 60_000;
  let found: T[] = [];
  let from = Math.floor(moment / 1000) * 1000;
  for (let beats = 0; beats < beatsMax && found.length < count; beats += stepMs / tickMs) {
    const start = direction > 0 ? from : from - stepMs;
    const end = Math.min(start + stepMs, limit);
    if (sessionAt(of.calendar, hours, start) ?? sessionAt(of.calendar, hours, end - 1)) {
      const ticks = within(start, end).filter(({ at }) => sessionAt(of.calendar, hours, at) !== undefined);
      found = direction > 0 ? [...found, ...ticks] : [...ticks, ...found];
    }
    from = direction > 0 ? end : start;
    if (direction > 0 && from >= limit) break;
  }
  if (found.length <= count) return found;
  // The second in which the number is reached is told in full.
  const edge = direction > 0 ? (found[count - 1] as T).at : (found[found.length - count] as T).at;
  const second = Math.floor(edge / 1000);
  return found.filter(({ at }) => (direction > 0 ? Math.floor(at / 1000) <= second : Math.floor(at / 1000) >= second));
}

export function quoteTicksBetween(
  market: BuiltInMarket,
  of: Listing,
  from: number,
  to: number,
  ignoreSize: boolean,
): readonly QuoteTick[] {
  const ticks: QuoteTick[] = [];
  for (let at = Math.ceil(from / tickMs) * tickMs; at < to; at += tickMs) {
    const tick = quoteTickAt(market, of, at, ignoreSize);
    if (tick) ticks.push(tick);
  }
  return ticks;
}

/** Midpoints that differ from the one before. */
export function midTicksBetween(market: BuiltInMarket, of: Listing, from: number, to: number): readonly QuoteTick[] {
  return quoteTicksBetween(market, of, from, to, true).filter((tick) => {
    if (!market.isTrading(of, tick.at - tickMs)) return true;
    const before = market.bidAsk(of, tick.at - tickMs);
    return before.bid + before.ask !== tick.bid + tick.ask;
  });
}
