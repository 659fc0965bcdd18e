/**
 * What scenarios make of the seeded market: moves of prices, halts, quotes that are missing or crossed, thin books. Every
 * change holds from its moment on, so that the market remains a function of time: what was told before stays true.
 */
import type { Listing } from "../universe/listing.ts";
import type { PricePath } from "./price-path.ts";
import { concerns, type Target, wholeMarket } from "./targets.ts";

export type QuotesShown = "usual" | "none" | "crossed" | "locked";

/** How an instrument trades at a moment. */
export interface Condition {
  /** As tick type 49 writes it: 0 trades, 1 halted, 2 halted for its volatility. */
  readonly halted: 0 | 1 | 2;
  /** Times the usual spread. */
  readonly spread: number;
  readonly quotes: QuotesShown;
  /** Part of the usual sizes, and of the usual trades. */
  readonly liquidity: number;
  /** How far through the market an order's price may lie, percent; undefined: as far as it likes. */
  readonly band: number | undefined;
}

const usual: Condition = { halted: 0, spread: 1, quotes: "usual", liquidity: 1, band: undefined };

interface Change {
  readonly target: Target;
  /** Ms since 1970. */
  readonly from: number;
  readonly changed: Partial<Condition>;
}

interface Move {
  readonly target: Target;
  readonly from: number;
  /** Ms that it takes. */
  readonly over: number;
  /** Logarithm of the factor by which the price changes. */
  readonly log: number;
}

/** Prices move so many times as far as usual from where they stood at a moment. */
interface Wildness {
  readonly times: number;
  readonly at: number;
}

export class MarketOverlay {
  private readonly changes: Change[] = [];
  private readonly moves: Move[] = [];
  private readonly splits = new Map<number, number>();
  private wildness: Wildness | undefined;
  /** Most instruments are concerned by nothing; kept until something changes. */
  private readonly known = new Map<Listing, readonly Change[]>();

  change(target: Target, from: number, changed: Partial<Condition>): void {
    this.changes.push({ target, from, changed });
    this.known.clear();
  }

  /** Everything trades as usual from a moment on. */
  calm(from: number): void {
    if (this.changes.length > 0) this.change(wholeMarket, from, usual);
  }

  /** @param from ms since 1970; -Infinity: it always was so */
  move(target: Target, from: number, over: number, log: number): void {
    this.moves.push({ target, from, over, log });
  }

  /** @param at the moment whose prices stay as they are */
  becomeWild(times: number, at: number): void {
    this.wildness = { times, at };
  }

  /** One share becomes so many. Prices of the past are told in new shares from now on, as hosts do. */
  split(conId: number, shares: number): void {
    this.splits.set(conId, this.sharesFor(conId) * shares);
  }

  /** New shares for one that was held at the beginning. */
  sharesFor(conId: number): number {
    return this.splits.get(conId) ?? 1;
  }

  conditionOf(of: Listing, ms: number): Condition {
    if (this.changes.length === 0) return usual;
    let concerning = this.known.get(of);
    if (!concerning) {
      concerning = this.changes.filter(({ target }) => concerns(target, of));
      this.known.set(of, concerning);
    }
    let condition = usual;
    for (const { from, changed } of concerning) if (from <= ms) condition = { ...condition, ...changed };
    return condition;
  }

  /** Where a path stands, with the wildness of the market. */
  position(path: PricePath, ms: number): number {
    if (!this.wildness) return path.at(ms);
    const { times, at } = this.wildness;
    const pinned = path.at(at);
    return pinned + times * (path.at(ms) - pinned);
  }

  /** Volatility, in parts of the usual one. */
  get volatility(): number {
    return this.wildness?.times ?? 1;
  }

  /** Logarithm of the factor by which prices on a path differ from the seeded ones. */
  shift(path: string, ms: number): number {
    let sum = 0;
    for (const { target, from, over, log } of this.moves) {
      if (ms < from || !(target.all || target.path === path)) continue;
      sum += over > 0 && ms < from + over ? (log * (ms - from)) / over : log;
    }
    return sum;
  }

  /** Whether prices on a path are those of the seed alone, and quotes about them as usual. */
  leaves(of: Listing, path: string): boolean {
    return (
      this.wildness === undefined &&
      !this.splits.has(of.underlying || of.conId) &&
      !this.moves.some(({ target }) => target.all || target.path === path) &&
      !this.changes.some(({ target }) => concerns(target, of))
    );
  }
}
