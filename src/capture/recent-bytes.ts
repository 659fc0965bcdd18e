/** The last bytes that were delivered, kept to tell whether bytes that are sent again are the same. */
import { captureLimits, overheadBytes } from "./capture-limits.ts";

/** What all connections together keep, so that many of them cannot fill the memory. */
export interface Stores {
  waiting: number;
  recent: number;
}

interface Piece {
  readonly at: number;
  readonly bytes: Uint8Array;
}

export class RecentBytes {
  private readonly stores: Stores;
  private readonly pieces: Piece[] = [];
  private weight = 0;

  constructor(stores: Stores) {
    this.stores = stores;
  }

  add(at: number, bytes: Uint8Array): void {
    this.pieces.push({ at, bytes });
    this.weigh(bytes.length + overheadBytes);
    const most = this.stores.recent > captureLimits.recentBytesAllMax ? 0 : captureLimits.recentBytesMax;
    while (this.weight > most) this.forget();
  }

  clear(): void {
    this.pieces.length = 0;
    this.weigh(-this.weight);
  }

  /** How many of these bytes are not what was delivered at their place, as far as that is still known. */
  differing(at: number, bytes: Uint8Array): number {
    let count = 0;
    for (let index = this.pieces.length - 1; index >= 0; index -= 1) {
      const piece = this.pieces[index]!;
      if (piece.at + piece.bytes.length <= at) break;
      count += differingBytes(piece, { at, bytes });
    }
    return count;
  }

  private forget(): void {
    const first = this.pieces.shift();
    this.weigh(-((first?.bytes.length ?? this.weight) + overheadBytes));
  }

  private weigh(change: number): void {
    this.weight += change;
    this.stores.recent += change;
  }
}

/** How many bytes differ where two pieces overlap. */
export function differingBytes(one: Piece, other: Piece): number {
  const from = Math.max(one.at, other.at);
  const to = Math.min(one.at + one.bytes.length, other.at + other.bytes.length);
  let count = 0;
  for (let at = from; at < to; at += 1) if (one.bytes[at - one.at] !== other.bytes[at - other.at]) count += 1;
  return count;
}
