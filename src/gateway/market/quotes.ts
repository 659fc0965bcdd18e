/** Bid and ask at a moment: the fair price with a spread about it, on the price grid, and sizes. */
import { sessionAt, sessionsOn, tradingDayAt, tradingDayBefore } from "../universe/calendars.ts";
import type { Listing } from "../universe/listing.ts";
import { minTickOf } from "../universe/listing.ts";
import { onStep } from "../universe/market-rules.ts";
import { endOf } from "../universe/universe.ts";
import { mix } from "./hash.ts";
import type { Condition } from "./overlay.ts";
import type { Pricing } from "./pricing.ts";

/** Prices change at most so often. Documented for stocks and futures: 250 ms. */
export const tickMs = 250;

export interface BidAsk {
  readonly bid: number;
  readonly ask: number;
}

export interface SizedBidAsk extends BidAsk {
  readonly bidSize: number;
  readonly askSize: number;
}

/** Indexes and funds have values, and nobody who bids. */
export const hasQuotes = ({ secType }: Listing): boolean => secType !== "IND" && secType !== "FUND";

const steps = new WeakMap<Listing, number>();
export function stepOf(of: Listing): number {
  let step = steps.get(of);
  if (step === undefined) {
    step = minTickOf(of);
    steps.set(of, step);
  }
  return step;
}

/**
 * The moment whose prices hold: the given one, on the grid of ticks, while the market is open; the last tick before the close otherwise.
 */
export function quotedAt(of: Listing, ms: number): number {
  const end = Math.min(ms, endOf(of) - 1);
  const session = sessionAt(of.calendar, "trading", end);
  if (session) return Math.max(session.start, Math.floor(end / tickMs) * tickMs);
  let day = tradingDayAt(of.calendar, "trading", end);
  for (let back = 0; back < 3; back += 1, day = tradingDayBefore(of.calendar, day)) {
    const past = sessionsOn(of.calendar, "trading", day).findLast((each) => each.end <= end);
    if (past) return past.end - tickMs;
  }
  return end;
}

/** Whether the instrument trades at a moment at all, in extended hours too. */
export const isTrading = (of: Listing, ms: number): boolean =>
  ms < endOf(of) && sessionAt(of.calendar, "trading", ms) !== undefined;

/**
 * Grows with the fair price, so that within a straight move prices stay between those at its ends.
 * @param times of the usual width
 */
export function spread(of: Listing, fair: number, times = 1): BidAsk {
  if (of.pricing.kind === "combo") return { bid: 0, ask: 0 };
  const { tickAt, liquidity } = of;
  const half = (Math.max(liquidity.spreadSteps * stepOf(of), liquidity.spreadPart * fair) / 2) * times;
  const bid = Math.max(tickAt(0), onStep(fair - half, tickAt(fair - half), "down"));
  const ask = onStep(fair + half, tickAt(fair + half), "up");
  return { bid, ask: ask > bid ? ask : onStep(bid + tickAt(bid), tickAt(bid)) };
}

/**
 * What would be bid and asked, shown or not: what trades and bars are made of.
 * @param ms a moment of trading, as `quotedAt` gives it
 */
export function bidAskAt(pricing: Pricing, of: Listing, ms: number): BidAsk {
  if (of.pricing.kind !== "combo") return spread(of, pricing.fair(of, ms), pricing.overlay.conditionOf(of, ms).spread);
  let bid = 0;
  let ask = 0;
  for (const { listing, ratio, sign } of of.pricing.legs) {
    const leg = bidAskAt(pricing, listing, ms);
    bid += ratio * (sign > 0 ? leg.bid : -leg.ask);
    ask += ratio * (sign > 0 ? leg.ask : -leg.bid);
  }
  const step = stepOf(of);
  return { bid: onStep(bid, step, "down"), ask: onStep(ask, step, "up") };
}

export const noQuotes: SizedBidAsk = { bid: 0, ask: 0, bidSize: 0, askSize: 0 };

/** Nobody bids while trading is halted, nor where there is nobody. */
export const isQuoted = ({ halted, quotes, liquidity }: Condition): boolean =>
  halted === 0 && quotes !== "none" && liquidity > 0;

/** What is shown of bid and ask. Sizes change every second, each side for itself. */
export function sizedAt(seed: number, pricing: Pricing, of: Listing, ms: number): SizedBidAsk {
  const condition = pricing.overlay.conditionOf(of, ms);
  if (!isQuoted(condition)) return noQuotes;
  const second = Math.floor(ms / 1000);
  const { bid, ask } = bidAskAt(pricing, of, ms);
  const { quotes, liquidity } = condition;
  return {
    bid: quotes === "crossed" ? ask : bid,
    ask: quotes === "usual" ? ask : bid,
    bidSize: thinned(of, sizeOf(of, mix(seed, of.conId, second * 2)), liquidity),
    askSize: thinned(of, sizeOf(of, mix(seed, of.conId, second * 2 + 1)), liquidity),
  };
}

/** A part of a size, in whole steps and at least one. */
export function thinned(of: Listing, size: number, part: number): number {
  if (part === 1) return size;
  const step = Number(of.sizeMin) || 1;
  return Number((Math.max(1, Math.floor((size * part) / step)) * step).toFixed(8));
}

/** Mostly a few lots, now and then many. */
export function sizeOf(of: Listing, hash: number): number {
  const { lot } = of.liquidity;
  const lots = 1 + (hash % 8) + (hash % 41 === 0 ? 20 + ((hash >>> 8) % 40) : 0);
  return Number((lots * lot).toFixed(8));
}
