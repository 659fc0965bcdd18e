/**
 * The tape: what was traded, slot by slot. A slot of five seconds has one trade or none, at the bid or the ask of its moment; large ones
 * come in several prints. All bars, volumes and ticks are sums of these.
 */
import { sessionAt } from "../universe/calendars.ts";
import type { Listing } from "../universe/listing.ts";
import { onStep } from "../universe/market-rules.ts";
import { endOf } from "../universe/universe.ts";
import { mix, unit } from "./hash.ts";
import { slotMs } from "./price-path.ts";
import type { Pricing } from "./pricing.ts";
import { bidAskAt, hasQuotes, tickMs } from "./quotes.ts";

export interface Trade {
  /** Ms since 1970. */
  readonly at: number;
  readonly price: number;
  /** Shares or contracts; 0 for index values. */
  readonly size: number;
  /** Prints it comes in. */
  readonly prints: number;
  /** An average-price or derivative trade: it is told, and counts in no bar, volume or last price. */
  readonly unreported: boolean;
}

/** What was traded within some time. */
export interface Traded {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
  /** Sum of price times size. */
  readonly turnover: number;
  readonly count: number;
}

/** A quarter of an hour. */
const chunkSlots = 180;
export const chunkMs = chunkSlots * slotMs;

interface Chunk {
  readonly trades: readonly Trade[];
  readonly total: Traded | undefined;
}

/** Chunks kept by heart; dropped ones follow from the seed again. */
const chunksMax = 4000;

/** Currency pairs, metals and CFDs have no tape; funds have one value a day. */
export const hasTrades = ({ secType }: Listing): boolean => !["CASH", "CMDTY", "CFD", "FUND"].includes(secType);

export class Tape {
  private readonly seed: number;
  private readonly pricing: Pricing;
  private readonly chunks = new Map<string, Chunk>();

  constructor(seed: number, pricing: Pricing) {
    this.seed = seed;
    this.pricing = pricing;
  }

  /** The trades from one moment (included) to another (not included), oldest first. */
  between(of: Listing, from: number, to: number): readonly Trade[] {
    const found: Trade[] = [];
    for (let chunk = Math.floor(from / chunkMs); chunk * chunkMs < to; chunk += 1)
      for (const trade of this.chunk(of, chunk).trades) if (trade.at >= from && trade.at < to) found.push(trade);
    return found;
  }

  traded(of: Listing, from: number, to: number): Traded | undefined {
    let sum: Traded | undefined;
    for (let chunk = Math.floor(from / chunkMs); chunk * chunkMs < to; chunk += 1) {
      const { trades, total } = this.chunk(of, chunk);
      if (!total) continue;
      if (chunk * chunkMs >= from && (chunk + 1) * chunkMs <= to) sum = joined(sum, total);
      else
        for (const trade of trades)
          if (!trade.unreported && trade.at >= from && trade.at < to) sum = joined(sum, alone(trade));
    }
    return sum;
  }

  /** The last trade before a moment. @param backMs how far to look */
  lastBefore(of: Listing, ms: number, backMs: number): Trade | undefined {
    for (let chunk = Math.floor(ms / chunkMs); (chunk + 1) * chunkMs > ms - backMs; chunk -= 1) {
      const found = this.chunk(of, chunk).trades.findLast(({ at, unreported }) => at < ms && !unreported);
      if (found) return found;
    }
    return undefined;
  }

  private chunk(of: Listing, index: number): Chunk {
    const key = `${of.conId}/${index}/${of.pricing.kind === "combo" ? of.longName : ""}`;
    const known = this.chunks.get(key);
    if (known) return known;
    if (this.chunks.size >= chunksMax) this.chunks.clear();
    const trades: Trade[] = [];
    let total: Traded | undefined;
    // Sessions begin and end at full minutes; most quarters are inside or outside as a whole.
    const start = index * chunkMs;
    const whole = sessionAt(of.calendar, "trading", start);
    const mixed = whole !== sessionAt(of.calendar, "trading", start + chunkMs - 1);
    if (hasTrades(of) && (whole || mixed)) {
      const regular = sessionAt(of.calendar, "liquid", start);
      const changes = regular !== sessionAt(of.calendar, "liquid", start + chunkMs - 1);
      const isRegular = (from: number): boolean =>
        (changes ? sessionAt(of.calendar, "liquid", from) : regular) !== undefined;
      for (let slot = 0; slot < chunkSlots; slot += 1) {
        const from = start + slot * slotMs;
        if (mixed && !sessionAt(of.calendar, "trading", from)) continue;
        const trade = this.tradeIn(of, index * chunkSlots + slot, isRegular(from));
        if (!trade) continue;
        trades.push(trade);
        if (!trade.unreported) total = joined(total, alone(trade));
      }
    }
    const made = { trades, total };
    this.chunks.set(key, made);
    return made;
  }

  private tradeIn(of: Listing, slot: number, regular: boolean): Trade | undefined {
    const hash = mix(this.seed, of.conId, slot);
    const from = slot * slotMs;
    if (unit(hash) >= of.liquidity.tradeChance * (regular ? 1 : 0.2)) return undefined;
    const more = mix(hash, slot, 1);
    const at = from + Math.floor(((more >>> 4) % slotMs) / tickMs) * tickMs;
    if (at >= endOf(of)) return undefined;
    if (!hasQuotes(of))
      return { at, price: onStep(this.pricing.fair(of, at), of.tickAt(0)), size: 0, prints: 1, unreported: false };
    const { bid, ask } = bidAskAt(this.pricing, of, at);
    const lots = 1 + (more % 5) + (more % 29 === 0 ? 10 + ((more >>> 9) % 40) : 0);
    return {
      at,
      price: (more & 1) === 0 ? bid : ask,
      size: sized(lots * of.liquidity.lot * (regular ? 1 : 0.5), of.liquidity.lot),
      prints: 1 + (lots > 2 ? (more >>> 12) % 3 : 0),
      unreported: of.secType === "STK" && (more >>> 5) % 61 === 0,
    };
  }
}

/** Whole where lots are whole. */
const sized = (size: number, lot: number): number =>
  lot >= 1 ? Math.max(1, Math.round(size)) : Number(size.toFixed(8));

const alone = ({ price, size, prints }: Trade): Traded => ({
  open: price,
  high: price,
  low: price,
  close: price,
  volume: size,
  turnover: price * size,
  count: prints,
});

export const joined = (first: Traded | undefined, then: Traded): Traded =>
  first
    ? {
        open: first.open,
        high: Math.max(first.high, then.high),
        low: Math.min(first.low, then.low),
        close: then.close,
        volume: first.volume + then.volume,
        turnover: first.turnover + then.turnover,
        count: first.count + then.count,
      }
    : then;

/** The prints of a trade: the same price, sizes that add up to it. */
export function printsOf({ size, prints }: Trade): readonly number[] {
  if (prints <= 1 || size <= 1) return [size];
  const part = size >= prints ? Math.floor(size / prints) : Number((size / prints).toFixed(8));
  return Array.from({ length: prints }, (_, at) => (at === 0 ? Number((size - part * (prints - 1)).toFixed(8)) : part));
}
