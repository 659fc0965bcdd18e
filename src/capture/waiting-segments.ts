/** Segments that came before others which they follow: kept in order, each byte once. */
import { overheadBytes } from "./capture-limits.ts";
import { differingBytes, type Stores } from "./recent-bytes.ts";

interface Piece {
  readonly at: number;
  readonly bytes: Uint8Array;
}

export class WaitingSegments {
  /** Bytes kept, and what keeping them costs. */
  weight = 0;
  private readonly stores: Stores;
  private readonly differs: (count: number) => void;
  private readonly pieces: Piece[] = [];

  /** @param differs told when bytes are not those that came for the same place before */
  constructor(stores: Stores, differs: (count: number) => void) {
    this.stores = stores;
    this.differs = differs;
  }

  get empty(): boolean {
    return this.pieces.length === 0;
  }

  /** The place of the first byte. */
  get first(): number | undefined {
    return this.pieces[0]?.at;
  }

  /** Takes the first piece out. */
  shift(): Uint8Array {
    const { bytes } = this.pieces.shift() as Piece;
    this.weigh(-bytes.length - overheadBytes);
    return bytes;
  }

  clear(): void {
    this.pieces.length = 0;
    this.weigh(-this.weight);
  }

  /** Whether all these places are taken. */
  covers(at: number, length: number): boolean {
    let reached = at;
    for (let index = this.after(at); index < this.pieces.length && reached < at + length; index += 1) {
      const piece = this.pieces[index]!;
      if (piece.at > reached) return false;
      reached = piece.at + piece.bytes.length;
    }
    return reached >= at + length;
  }

  /** Keeps copies of those bytes whose place is free; the first bytes win. */
  add(at: number, bytes: Uint8Array): void {
    const to = at + bytes.length;
    let from = at;
    let differing = 0;
    for (let index = this.after(at); from < to; index += 1) {
      const next = this.pieces[index];
      const free = Math.min(to, next?.at ?? to);
      if (free > from) {
        this.pieces.splice(index, 0, { at: from, bytes: bytes.slice(from - at, free - at) });
        this.weigh(free - from + overheadBytes);
        from = free;
        continue;
      }
      if (!next) break;
      differing += differingBytes(next, { at, bytes });
      from = Math.max(from, next.at + next.bytes.length);
    }
    if (differing > 0) this.differs(differing);
  }

  /** Index of the first piece that ends behind a place. */
  private after(at: number): number {
    let low = 0;
    let high = this.pieces.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const piece = this.pieces[middle]!;
      if (piece.at + piece.bytes.length <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private weigh(change: number): void {
    this.weight += change;
    this.stores.waiting += change;
  }
}
