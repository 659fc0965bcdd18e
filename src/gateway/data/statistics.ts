/** Figures over days and weeks that some ticks tell: ranges, volatilities, volumes. All follow from the market. */
import type { BuiltInMarket } from "../market/market.ts";
import { mix, unit } from "../market/hash.ts";
import { hasTrades } from "../market/trades.ts";
import { sessionsOn, tradingDayAt, tradingDayBefore } from "../universe/calendars.ts";
import type { Listing } from "../universe/listing.ts";
import { onStep } from "../universe/market-rules.ts";

const yearDays = 252;

/** The fair prices at the ends of the last trading days, the newest first. */
export function dailyCloses(market: BuiltInMarket, of: Listing, ms: number, days: number): readonly number[] {
  const closes: number[] = [];
  let day = tradingDayAt(of.calendar, "liquid", ms);
  if ((sessionsOn(of.calendar, "liquid", day).at(-1)?.end ?? 0) > ms) day = tradingDayBefore(of.calendar, day);
  for (let at = 0; at < days; at += 1, day = tradingDayBefore(of.calendar, day))
    closes.push(market.fair(of, (sessionsOn(of.calendar, "liquid", day).at(-1)?.end ?? day * 86_400_000) - 250));
  return closes;
}

/** The 30-day historical volatility, fraction a year. */
export function historicalVolatility(market: BuiltInMarket, of: Listing, ms: number): number {
  const closes = dailyCloses(market, of, ms, 31);
  const moves = closes.slice(0, -1).map((close, at) => Math.log(close / (closes[at + 1] as number)));
  const mean = moves.reduce((sum, move) => sum + move, 0) / moves.length;
  const variance = moves.reduce((sum, move) => sum + (move - mean) ** 2, 0) / (moves.length - 1);
  return Number(Math.sqrt(variance * yearDays).toFixed(6));
}

export interface PriceRange {
  readonly low: number;
  readonly high: number;
}

export function rangeOfWeeks(market: BuiltInMarket, of: Listing, ms: number, weeks: number): PriceRange {
  const closes = dailyCloses(market, of, ms, weeks * 5);
  const low = Math.min(...closes);
  const high = Math.max(...closes);
  return { low: onStep(low, of.tickAt(low)), high: onStep(high, of.tickAt(high)) };
}

/** What is traded on an average day: what its slots of five seconds hold on average. */
export function averageVolume(of: Listing): number {
  if (!hasTrades(of) || of.liquidity.lot <= 0) return 0;
  const day = 20_500;
  let seconds = 0;
  for (let at = day; at < day + 7; at += 1)
    for (const { start, end } of sessionsOn(of.calendar, "liquid", at))
      seconds = Math.max(seconds, (end - start) / 1000);
  return Math.round((seconds / 5) * of.liquidity.tradeChance * 4 * of.liquidity.lot);
}

/** Options on an underlying, a day's figure: one that stays for the day. @param purpose which figure */
export const dailyFigure = (of: Listing, ms: number, purpose: number, below: number): number =>
  mix(of.conId, Math.floor(ms / 86_400_000), purpose) % below;

/** Contracts open at the end of the day before. */
export const openInterest = (of: Listing, ms: number): number => 200 + dailyFigure(of, ms, 11, 90_000);

/** How many shares can be borrowed, and at which fee, fraction a year. */
export const shortableShares = (of: Listing, ms: number): number => 100_000 + dailyFigure(of, ms, 12, 9_000_000);
export const feeRate = (of: Listing, ms: number): number =>
  Number((0.25 + unit(mix(of.conId, Math.floor(ms / 86_400_000), 13)) * 2).toFixed(4));

/** Shares of a company; invented. */
export const sharesOutstanding = (of: Listing): number => 100_000_000 + (mix(of.conId, 1, 14) % 15_000) * 1_000_000;
