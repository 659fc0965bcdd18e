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
import { bidAskAt, hasQuotes, thinned, tickMs } from "./quotes.ts";

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

/** Chunks and totals kept by heart; dropped ones follow from the seed again. */
const chunksMax = 1500;
const totalsMax = 100_000;

/** Currency pairs, metals and CFDs have no tape; funds have one value a day. */
export const hasTrades = ({ secType }: Listing): boolean => !["CASH", "CMDTY", "CFD", "FUND"].includes(secType);

export class Tape {
  private readonly seed: number;
  private readonly pricing: Pricing;
  private readonly chunks = new Map<string, readonly Trade[]>();
  private readonly totals = new Map<string, Traded | undefined>();

  constructor(seed: number, pricing: Pricing) {
    this.seed = seed;
    this.pricing = pricing;
  }

  /** The trades from one moment (included) to another (not included), oldest first. */
  between(of: Listing, from: number, to: number): readonly Trade[] {
    const found: Trade[] = [];
    for (let chunk = Math.floor(from / chunkMs); chunk * chunkMs < to; chunk += 1)
      for (const trade of this.chunk(of, chunk)) if (trade.at >= from && trade.at < to) found.push(trade);
    return found;
  }

  traded(of: Listing, from: number, to: number): Traded | undefined {
    let sum: Traded | undefined;
    for (let chunk = Math.floor(from / chunkMs); chunk * chunkMs < to; chunk += 1) {
      const whole = chunk * chunkMs >= from && (chunk + 1) * chunkMs <= to;
      const part = whole
        ? this.total(of, chunk)
        : sumOf(this.between(of, Math.max(from, chunk * chunkMs), Math.min(to, (chunk + 1) * chunkMs)));
      if (part) sum = joined(sum, part);
    }
    return sum;
  }

  /** The last trade before a moment. @param backMs how far to look */
  lastBefore(of: Listing, ms: number, backMs: number): Trade | undefined {
    for (let chunk = Math.floor(ms / chunkMs); (chunk + 1) * chunkMs > ms - backMs; chunk -= 1) {
      const found = this.chunk(of, chunk).findLast(({ at, unreported }) => at < ms && !unreported);
      if (found) return found;
    }
    return undefined;
  }

  /** What was kept no longer holds: the market was changed. */
  forget(): void {
    this.chunks.clear();
    this.totals.clear();
  }

  private total(of: Listing, index: number): Traded | undefined {
    const key = keyOf(of, index);
    if (this.totals.has(key)) return this.totals.get(key);
    if (this.totals.size >= totalsMax) this.totals.clear();
    // Years of totals are asked for at a time: their trades are not kept.
    const total = sumOf(this.chunks.get(key) ?? this.tradesOf(of, index));
    this.totals.set(key, total);
    return total;
  }

  private chunk(of: Listing, index: number): readonly Trade[] {
    const key = keyOf(of, index);
    const known = this.chunks.get(key);
    if (known) return known;
    if (this.chunks.size >= chunksMax) this.chunks.clear();
    const trades = this.tradesOf(of, index);
    this.chunks.set(key, trades);
    return trades;
  }

  private tradesOf(of: Listing, index: number): readonly Trade[] {
    const trades: Trade[] = [];
    // Sessions begin and end at full minutes; most quarters are inside or outside as a whole.
    const start = index * chunkMs;
    const whole = sessionAt(of.calendar, "trading", start);
    const mixed = whole !== sessionAt(of.calendar, "trading", start + chunkMs - 1);
    if (!hasTrades(of) || !(whole || mixed)) return trades;
    const regular = sessionAt(of.calendar, "liquid", start);
    const changes = regular !== sessionAt(of.calendar, "liquid", start + chunkMs - 1);
    for (let slot = 0; slot < chunkSlots; slot += 1) {
      const from = start + slot * slotMs;
      if (mixed && !sessionAt(of.calendar, "trading", from)) continue;
      const isRegular = (changes ? sessionAt(of.calendar, "liquid", from) : regular) !== undefined;
      const trade = this.tradeIn(of, index * chunkSlots + slot, isRegular);
      if (trade) trades.push(trade);
    }
    return trades;
  }

  private tradeIn(of: Listing, slot: number, regular: boolean): Trade | undefined {
    const hash = mix(this.seed, of.conId, slot);
    const more = mix(hash, slot, 1);
    const at = slot * slotMs + Math.floor(((more >>> 4) % slotMs) / tickMs) * tickMs;
    const { halted, liquidity } = this.pricing.overlay.conditionOf(of, at);
    const chance = of.liquidity.tradeChance * (regular ? 1 : 0.2) * liquidity;
    if (unit(hash) >= chance || at >= endOf(of) || (halted !== 0 && hasQuotes(of))) return undefined;
    if (!hasQuotes(of))
      return { at, price: onStep(this.pricing.fair(of, at), of.tickAt(0)), size: 0, prints: 1, unreported: false };
    const { bid, ask } = bidAskAt(this.pricing, of, at);
    const lots = 1 + (more % 5) + (more % 29 === 0 ? 10 + ((more >>> 9) % 40) : 0);
    return {
      at,
      price: (more & 1) === 0 ? bid : ask,
      size: thinned(of, sized(lots * of.liquidity.lot * (regular ? 1 : 0.5), of.liquidity.lot), liquidity),
      prints: 1 + (lots > 2 ? (more >>> 12) % 3 : 0),
      unreported: of.secType === "STK" && (more >>> 5) % 61 === 0,
    };
  }
}

/** Whole where lots are whole. */
const sized = (size: number, lot: number): number =>
  lot >= 1 ? Math.max(1, Math.round(size)) : Number(size.toFixed(8));

/** Adds up trades, the oldest first. */
class Sum {
  private open = 0;
  private high = Number.NEGATIVE_INFINITY;
  private low = Number.POSITIVE_INFINITY;
  private close = 0;
  private volume = 0;
  private turnover = 0;
  private count = 0;

  take({ price, size, prints }: Trade): void {
    if (this.count === 0) this.open = price;
    if (price > this.high) this.high = price;
    if (price < this.low) this.low = price;
    this.close = price;
    this.volume += size;
    this.turnover += price * size;
    this.count += prints;
  }

  get traded(): Traded | undefined {
    if (this.count === 0) return undefined;
    const { open, high, low, close, volume, turnover, count } = this;
    return { open, high, low, close, volume, turnover, count };
  }
}

function sumOf(trades: readonly Trade[]): Traded | undefined {
  const sum = new Sum();
  for (const trade of trades) if (!trade.unreported) sum.take(trade);
  return sum.traded;
}

/** Combinations share an id; their legs tell them apart. */
export const keyOf = (of: Listing, index: number): string =>
  of.pricing.kind === "combo"
    ? `${of.conId}/${index}/${of.pricing.legs.map(({ listing, ratio, sign }) => `${listing.conId}*${ratio * sign}`).join()}`
    : `${of.conId}/${index}`;

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
