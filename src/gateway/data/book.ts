/** Order books: the quote and further rows behind it, a function of the moment; and what changes from one moment to the next. */
import { mix } from "../market/hash.ts";
import { sizeOf, thinned } from "../market/quotes.ts";
import type { BuiltInMarket } from "../market/market.ts";
import { onStep } from "../universe/market-rules.ts";
import type { Listing } from "../universe/listing.ts";

export interface Row {
  readonly price: number;
  readonly size: number;
  /** Market maker or exchange; empty where rows do not name one. */
  readonly maker: string;
}

export interface BookNow {
  readonly bids: readonly Row[];
  readonly asks: readonly Row[];
}

const makers = ["NSDQ", "CDRG", "VIRT", "JANE", "SUFI", "GSCO", "MSCO", "UBSS", "JPMS", "CITI"];
/** Rows beyond the best change so seldom. */
const rowMs = 2000;

/** How rows are named. */
export type Naming =
  | { readonly kind: "none" }
  | { readonly kind: "makers" }
  | { readonly kind: "venues"; readonly venues: readonly string[] };

function nameOf(naming: Naming, hash: number): string {
  if (naming.kind === "none") return "";
  const from = naming.kind === "makers" ? makers : naming.venues;
  return from[hash % from.length] ?? "";
}

/** @param rows of each side */
export function bookAtMoment(market: BuiltInMarket, of: Listing, ms: number, rows: number, naming: Naming): BookNow {
  if (!market.isTrading(of, ms)) return { bids: [], asks: [] };
  const { bid, ask, bidSize, askSize } = market.bidAsk(of, ms);
  const { liquidity } = market.condition(of, ms);
  const side = (best: number, size: number, sign: 1 | -1): Row[] => {
    const found: Row[] = [];
    let price = best;
    for (let at = 0; at < rows && price > 0; at += 1) {
      const hash = mix(of.conId, Math.floor(ms / rowMs) * 2 + (sign > 0 ? 1 : 0), at);
      const behind = thinned(of, sizeOf(of, hash) * (1 + at), liquidity);
      found.push({ price, size: at === 0 ? size : behind, maker: nameOf(naming, hash >>> 7) });
      const step = of.tickAt(price);
      // Several rows may stand at one price where they have names.
      const apart = naming.kind === "none" ? 1 : hash % 3 === 0 ? 0 : 1;
      price = onStep(price + sign * step * apart, step);
    }
    return found.map((row) => ({ ...row, size: Number(row.size.toFixed(8)) }));
  };
  return { bids: side(bid, bidSize, -1), asks: side(ask, askSize, 1) };
}

export interface BookChange {
  readonly position: number;
  /** 0 insert, 1 update, 2 delete. */
  readonly operation: 0 | 1 | 2;
  /** 0 ask, 1 bid. */
  readonly side: 0 | 1;
  readonly row: Row;
}

const gone: Row = { price: 0, size: 0, maker: "" };

/** The changes that turn one side into another, in the order in which they are applied. */
export function sideChanges(before: readonly Row[], after: readonly Row[], side: 0 | 1): readonly BookChange[] {
  const changes: BookChange[] = [];
  const now = [...before];
  // A row whose price fell out of the book is deleted, one that came into it inserted; the rest is updated in place.
  const stays = (row: Row): boolean => after.some(({ price }) => price === row.price);
  for (let at = now.length - 1; at >= 0; at -= 1)
    if (!stays(now[at] as Row)) {
      changes.push({ position: at, operation: 2, side, row: gone });
      now.splice(at, 1);
    }
  for (let at = 0; at < after.length; at += 1) {
    const row = after[at] as Row;
    const there = now[at];
    if (there && there.price === row.price) {
      if (there.size !== row.size || there.maker !== row.maker) changes.push({ position: at, operation: 1, side, row });
      now[at] = row;
    } else {
      changes.push({ position: at, operation: 0, side, row });
      now.splice(at, 0, row);
    }
  }
  for (let at = now.length - 1; at >= after.length; at -= 1)
    changes.push({ position: at, operation: 2, side, row: gone });
  return changes;
}
