/** The seeded market: quotes, trades and sums of them at any moment, functions of seed, instrument and time alone. */
import type { Instrument, Market, Quote } from "../market-view.ts";
import { seedFor } from "../../base/random.ts";
import { sessionsOn, tradingDayAt, tradingDayBefore } from "../universe/calendars.ts";
import type { Listing } from "../universe/listing.ts";
import { onStep } from "../universe/market-rules.ts";
import { asListing } from "../universe/universe.ts";
import { type Condition, MarketOverlay } from "./overlay.ts";
import { hasQuotes, isTrading, noQuotes, quotedAt, sizedAt, type SizedBidAsk } from "./quotes.ts";
import { type OptionState, Pricing } from "./pricing.ts";
import { optionGreeks } from "./option-model.ts";
import { type Quoted, QuoteBars } from "./quote-bars.ts";
import { hasTrades, keyOf, printsOf, Tape, type Trade, type Traded } from "./trades.ts";

export interface BuiltInMarket extends Market {
  /** Off the price grid. */
  readonly fair: (of: Listing, ms: number) => number;
  /** Bid and ask as they hold at a moment, those before the close when it is closed. */
  readonly bidAsk: (of: Listing, ms: number) => SizedBidAsk;
  readonly isTrading: (of: Listing, ms: number) => boolean;
  /** What was traded from one moment to another, sessions or not. */
  readonly traded: (of: Listing, from: number, to: number) => Traded | undefined;
  readonly trades: (of: Listing, from: number, to: number) => readonly Trade[];
  /** What bid and ask did within one session. */
  readonly quoted: (of: Listing, from: number, to: number) => Quoted;
  readonly option: (option: Listing, ms: number) => OptionState;
  /** 30-day implied volatility of the options on it, fraction a year. */
  readonly impliedVolatility: (of: Listing, ms: number) => number;
  /** The last price of the regular session of a trading day. */
  readonly closeOf: (of: Listing, day: number) => number;
  /** How it trades at a moment: as usual, unless a scenario has changed that. */
  readonly condition: (of: Listing, ms: number) => Condition;
  /** Changes the market. @param how what is changed of it */
  readonly change: (how: (overlay: MarketOverlay) => void) => void;
}

/** How far a last trade is looked for before a price without a trade stands in. */
const lastTradeMs = 86_400_000;
const closesMax = 20_000;

export function createMarket(seed: number): BuiltInMarket {
  const overlay = new MarketOverlay();
  const pricing = new Pricing(seed, overlay);
  const tapeSeed = seedFor(seed, "tape");
  const sizeSeed = seedFor(seed, "sizes");
  const tape = new Tape(tapeSeed, pricing);
  const quoteBars = new QuoteBars(pricing);
  const closes = new Map<string, number>();

  const valueAt = (of: Listing, ms: number): number => {
    const fair = pricing.fair(of, ms);
    return onStep(fair, of.tickAt(Math.abs(fair)));
  };

  const closeOf = (of: Listing, day: number): number => {
    const key = keyOf(of, day);
    let close = closes.get(key);
    if (close === undefined) {
      if (closes.size >= closesMax) closes.clear();
      const sessions = sessionsOn(of.calendar, "liquid", day);
      const start = sessions[0]?.start ?? day * 86_400_000;
      const end = sessions.at(-1)?.end ?? day * 86_400_000;
      close = tape.lastBefore(of, end, Math.min(end - start, lastTradeMs))?.price ?? valueAt(of, end - 250);
      closes.set(key, close);
    }
    return close;
  };

  const bidAsk = (of: Listing, ms: number): SizedBidAsk => {
    const at = quotedAt(of, ms);
    return hasQuotes(of) ? sizedAt(sizeSeed, pricing, of, at) : noQuotes;
  };

  /** Mutual funds have the value of the last day's end. */
  const fundQuote = (of: Listing, ms: number): Quote => {
    const today = tradingDayAt(of.calendar, "liquid", ms);
    const ended = (sessionsOn(of.calendar, "liquid", today).at(-1)?.end ?? 0) <= ms;
    const day = ended ? today : tradingDayBefore(of.calendar, today);
    const last = closeOf(of, day);
    const close = closeOf(of, tradingDayBefore(of.calendar, day));
    return { bid: 0, ask: 0, last, bidSize: 0, askSize: 0, lastSize: 0, volume: 0, open: 0, high: 0, low: 0, close };
  };

  const quote = (instrument: Instrument, ms: number): Quote => {
    const of = asListing(instrument);
    if (of.secType === "FUND") return fundQuote(of, ms);
    const at = quotedAt(of, ms);
    const day = tradingDayAt(of.calendar, "trading", at);
    const trading = sessionsOn(of.calendar, "trading", day);
    const liquid = sessionsOn(of.calendar, "liquid", day);
    const { bid, ask, bidSize, askSize } = bidAsk(of, ms);
    // What was traded at the moment itself counts.
    const until = at + 1;
    const all = tape.traded(of, trading[0]?.start ?? at, until);
    const regular = tape.traded(of, liquid[0]?.start ?? at, until);
    const lastTrade = tape.lastBefore(of, until, lastTradeMs);
    if (!hasTrades(of) && liquid[0] && liquid[0].start < at) {
      // Without a tape the day's range is that of the midpoint.
      const { first, highMid, lowMid } = quoteBars.quoted(of, liquid[0].start, until);
      const range = { open: (first.bid + first.ask) / 2, high: highMid, low: lowMid };
      const step = of.tickAt(first.bid);
      return {
        bid,
        ask,
        bidSize,
        askSize,
        lastSize: 0,
        volume: 0,
        last: valueAt(of, at),
        open: onStep(range.open, step),
        high: onStep(range.high, step),
        low: onStep(range.low, step),
        close: closeOf(of, tradingDayBefore(of.calendar, day)),
      };
    }
    return {
      bid,
      ask,
      bidSize,
      askSize,
      last: lastTrade?.price ?? valueAt(of, at),
      lastSize: lastTrade ? (printsOf(lastTrade).at(-1) as number) : 0,
      volume: Number((all?.volume ?? 0).toFixed(8)),
      open: regular?.open ?? 0,
      high: (regular ?? all)?.high ?? 0,
      low: (regular ?? all)?.low ?? 0,
      close: closeOf(of, tradingDayBefore(of.calendar, day)),
    };
  };

  return {
    quote,
    state: (instrument, ms) => {
      const { halted, band } = overlay.conditionOf(asListing(instrument), ms);
      return { halted: halted !== 0, band };
    },
    shares: (instrument) => overlay.sharesFor(instrument.conId),
    model: (instrument, ms, volatility, spot) => {
      const of = asListing(instrument);
      if (of.pricing.kind !== "option") return undefined;
      const state = pricing.option(of, ms);
      return optionGreeks(of, state.terms, spot * overlay.sharesFor(of.underlying), volatility ?? state.volatility);
    },
    condition: (of, ms) => overlay.conditionOf(of, ms),
    change: (how) => {
      how(overlay);
      tape.forget();
      quoteBars.forget();
      closes.clear();
    },
    bidAsk,
    closeOf,
    isTrading,
    fair: (of, ms) => pricing.fair(of, ms),
    traded: (of, from, to) => tape.traded(of, from, to),
    trades: (of, from, to) => tape.between(of, from, to),
    quoted: (of, from, to) => quoteBars.quoted(of, from, to),
    option: (option, ms) => pricing.option(option, ms),
    impliedVolatility: (of, ms) => pricing.impliedVolatility(of, ms),
  };
}
