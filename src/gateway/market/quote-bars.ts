/**
 * What bid and ask did over some time. Between the corners of the price path they lie between those at the corners, so that the corners give
 * highest and lowest exactly.
 */
import type { Listing } from "../universe/listing.ts";
import { chunkMs } from "./trades.ts";
import { slotMs } from "./price-path.ts";
import type { Pricing } from "./pricing.ts";
import { type BidAsk, bidAskAt, spread, tickMs } from "./quotes.ts";

/** Bid and ask over some time, each as a bar; averages by time. */
export interface Quoted {
  readonly first: BidAsk;
  readonly last: BidAsk;
  readonly highBid: number;
  readonly lowBid: number;
  readonly highAsk: number;
  readonly lowAsk: number;
  readonly highMid: number;
  readonly lowMid: number;
  readonly averageBid: number;
  readonly averageAsk: number;
}

const cornersMax = 4000;

export class QuoteBars {
  private readonly pricing: Pricing;
  private readonly corners = new Map<string, BidAsk[]>();

  constructor(pricing: Pricing) {
    this.pricing = pricing;
  }

  /** @param from and @param to ms since 1970, within one session */
  quoted(of: Listing, from: number, to: number): Quoted {
    const first = bidAskAt(this.pricing, of, from);
    const last = bidAskAt(this.pricing, of, Math.max(from, to - tickMs));
    const all = new Range();
    all.take(first);
    const start = Math.floor(from / slotMs) + 1;
    const end = Math.ceil(to / slotMs);
    const range = end > start ? this.pricing.range(of, start, end) : undefined;
    if (range) {
      // Bid and ask grow with the fair price: its extremes give theirs.
      all.take(spread(of, range.low));
      all.take(spread(of, range.high));
      all.weigh(spread(of, range.mean), end - start);
    } else for (let slot = start; slot < end; slot += 1) all.take(this.corner(of, slot));
    all.take(last);
    return { first, last, ...all.figures };
  }

  /** What was kept no longer holds: the market was changed. */
  forget(): void {
    this.corners.clear();
  }

  private corner(of: Listing, slot: number): BidAsk {
    if (of.pricing.kind === "combo") return bidAskAt(this.pricing, of, slot * slotMs);
    const chunk = Math.floor((slot * slotMs) / chunkMs);
    const key = `${of.conId}/${chunk}`;
    let corners = this.corners.get(key);
    if (!corners) {
      if (this.corners.size >= cornersMax) this.corners.clear();
      corners = [];
      this.corners.set(key, corners);
    }
    const at = slot - (chunk * chunkMs) / slotMs;
    return (corners[at] ??= bidAskAt(this.pricing, of, slot * slotMs));
  }
}

class Range {
  private count = 0;
  private bids = 0;
  private asks = 0;
  private readonly high = { bid: -Infinity, ask: -Infinity, mid: -Infinity };
  private readonly low = { bid: Infinity, ask: Infinity, mid: Infinity };

  take({ bid, ask }: BidAsk): void {
    const mid = (bid + ask) / 2;
    this.count += 1;
    this.bids += bid;
    this.asks += ask;
    this.high.bid = Math.max(this.high.bid, bid);
    this.high.ask = Math.max(this.high.ask, ask);
    this.high.mid = Math.max(this.high.mid, mid);
    this.low.bid = Math.min(this.low.bid, bid);
    this.low.ask = Math.min(this.low.ask, ask);
    this.low.mid = Math.min(this.low.mid, mid);
  }

  /** Counts for the averages, for as much as so many corners. */
  weigh({ bid, ask }: BidAsk, corners: number): void {
    this.count += corners;
    this.bids += bid * corners;
    this.asks += ask * corners;
  }

  get figures(): Omit<Quoted, "first" | "last"> {
    return {
      highBid: this.high.bid,
      lowBid: this.low.bid,
      highAsk: this.high.ask,
      lowAsk: this.low.ask,
      highMid: this.high.mid,
      lowMid: this.low.mid,
      averageBid: this.bids / this.count,
      averageAsk: this.asks / this.count,
    };
  }
}
