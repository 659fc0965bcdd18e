/** Bars of every kind of data, from the tape or from the quotes of a span. */
import type { BuiltInMarket } from "../market/market.ts";
import { joined, type Traded } from "../market/trades.ts";
import type { Listing } from "../universe/listing.ts";
import type { Span } from "./bar-spans.ts";
import { yieldAt } from "./quote-board.ts";
import { feeRate, historicalVolatility } from "./statistics.ts";

export interface Bar {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  /** -1 for everything but trades, as are the two below. */
  readonly volume: number;
  readonly average: number;
  readonly count: number;
}

const plain = (value: number): number => Number(value.toFixed(8));

const withoutTrades = (open: number, high: number, low: number, close: number): Bar => ({
  open: plain(open),
  high: plain(high),
  low: plain(low),
  close: plain(close),
  volume: -1,
  average: -1,
  count: -1,
});

export function tradesBar(market: BuiltInMarket, of: Listing, { parts }: Pick<Span, "parts">): Bar | undefined {
  let sum: Traded | undefined;
  for (const [from, to] of parts) {
    const part = market.traded(of, from, to);
    if (part) sum = joined(sum, part);
  }
  if (!sum) return undefined;
  const volume = plain(sum.volume);
  return {
    open: sum.open,
    high: sum.high,
    low: sum.low,
    close: sum.close,
    volume,
    // An index has values and no volume; its average is that of nothing.
    average: volume > 0 ? Number((sum.turnover / sum.volume).toFixed(6)) : 0,
    count: sum.count,
  };
}

type Side = "BID" | "ASK" | "MIDPOINT" | "BID_ASK";

export function quotesBar(market: BuiltInMarket, of: Listing, { parts }: Pick<Span, "parts">, side: Side): Bar {
  const all = parts.map(([from, to]) => ({ ...market.quoted(of, from, to), length: to - from }));
  const first = all[0] as (typeof all)[number];
  const last = all.at(-1) as (typeof all)[number];
  const highest = (key: "highBid" | "highAsk" | "highMid"): number => Math.max(...all.map((each) => each[key]));
  const lowest = (key: "lowBid" | "lowAsk" | "lowMid"): number => Math.min(...all.map((each) => each[key]));
  const mean = (key: "averageBid" | "averageAsk"): number =>
    all.reduce((sum, each) => sum + each[key] * each.length, 0) / all.reduce((sum, each) => sum + each.length, 0);
  switch (side) {
    case "BID":
      return withoutTrades(first.first.bid, highest("highBid"), lowest("lowBid"), last.last.bid);
    case "ASK":
      return withoutTrades(first.first.ask, highest("highAsk"), lowest("lowAsk"), last.last.ask);
    case "MIDPOINT":
      return withoutTrades(
        (first.first.bid + first.first.ask) / 2,
        highest("highMid"),
        lowest("lowMid"),
        (last.last.bid + last.last.ask) / 2,
      );
    default:
      return withoutTrades(mean("averageBid"), highest("highAsk"), lowest("lowBid"), mean("averageAsk"));
  }
}

/** A figure that holds for a day. */
const figureBar = (value: number): Bar => withoutTrades(value, value, value, value);

function yieldBar(market: BuiltInMarket, of: Listing, span: Span, side: string): Bar | undefined {
  const prices =
    side === "YIELD_LAST"
      ? tradesBar(market, of, span)
      : quotesBar(market, of, span, side.replace("YIELD_", "") as Side);
  if (!prices) return undefined;
  const at = span.parts[0]?.[0] ?? 0;
  // Yields fall as prices rise.
  return withoutTrades(
    yieldAt(of, prices.open, at),
    yieldAt(of, prices.low, at),
    yieldAt(of, prices.high, at),
    yieldAt(of, prices.close, at),
  );
}

/** @returns undefined for a span in which nothing of the kind happened */
export function barOf(market: BuiltInMarket, of: Listing, span: Span, whatToShow: string): Bar | undefined {
  const at = span.parts[0]?.[0] ?? 0;
  switch (whatToShow) {
    case "TRADES":
    case "ADJUSTED_LAST":
    case "AGGTRADES":
      return tradesBar(market, of, span);
    case "BID":
    case "ASK":
    case "MIDPOINT":
    case "BID_ASK":
      return quotesBar(market, of, span, whatToShow);
    case "HISTORICAL_VOLATILITY":
      return figureBar(historicalVolatility(market, of, at));
    case "OPTION_IMPLIED_VOLATILITY":
      return figureBar(market.impliedVolatility(of, at));
    case "FEE_RATE":
      return figureBar(feeRate(of, at));
    case "REBATE_RATE":
      return figureBar(plain(4.33 - feeRate(of, at)));
    default:
      return yieldBar(market, of, span, whatToShow);
  }
}

/** A bar of a time without trades: it stands at the last price. */
export const standing = (price: number): Bar => ({
  open: price,
  high: price,
  low: price,
  close: price,
  volume: 0,
  average: price,
  count: 0,
});
