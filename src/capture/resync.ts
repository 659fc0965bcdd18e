/**
 * Reads what stands in a capture file piece by piece, and finds back into step behind damage: it passes over the bytes that
 * make no sense, says where and how many they were, and goes on where a piece can be trusted again. Which pieces these are
 * (packets, blocks) the format says.
 */
import type { HeldBytes } from "./held-bytes.ts";
import { damage, type FileItem } from "./packets.ts";

/**
 * What became of a piece. `read`: it was passed. `wait`: not all of it is there yet. `lost`: it makes no sense; or, with
 * words for it, the file ends within it.
 */
export type Step = "read" | "wait" | Lost;
interface Lost {
  readonly ending: string | undefined;
}

/** The bytes here are no piece. */
export const senseless: Step = { ending: undefined };
/** The file ends here, within a piece. @param ending what should stand here and does not, for people */
export const endsWithin = (ending: string): Step => ({ ending });

export interface Pieces {
  /** Reads the piece that begins here. @param last nothing comes behind what is held */
  readonly step: (held: HeldBytes, last: boolean, items: FileItem[]) => Step;
  /** Whether a piece begins here, as far as can be told without the ones before. */
  readonly believable: (held: HeldBytes, last: boolean) => boolean | "wait";
  /** What is said of bytes between two pieces, such as `3 bytes are no packets`, and what that means. */
  readonly between: (bytes: number) => string;
  /** The same of bytes up to the end of the file. */
  readonly atTheEnd: (bytes: number) => string;
}

export class Resync {
  private readonly pieces: Pieces;
  /** Where the bytes stopped making sense. */
  private lostAt: number | undefined;
  /** What to say when nothing that makes sense follows. */
  private ending: string | undefined;

  constructor(pieces: Pieces) {
    this.pieces = pieces;
  }

  /** Reads all pieces that are at hand. */
  read(held: HeldBytes, last: boolean, items: FileItem[]): void {
    while (held.length > 0 || this.lostAt !== undefined) {
      if (this.lostAt !== undefined && !this.find(this.lostAt, held, last, items)) break;
      const step = this.pieces.step(held, last, items);
      if (step === "wait") break;
      if (step !== "read") this.lose(held, step);
    }
  }

  private lose(held: HeldBytes, { ending }: Lost): void {
    this.lostAt = held.offset;
    this.ending = ending;
    held.pass(1);
  }

  /** Goes to the next piece that can be trusted. @returns whether there is one at hand */
  private find(lostAt: number, held: HeldBytes, last: boolean, items: FileItem[]): boolean {
    for (; held.length > 0; held.pass(1)) {
      const found = this.pieces.believable(held, last);
      if (found === "wait") return false;
      if (!found) continue;
      const text = `${this.pieces.between(held.offset - lostAt)}; reading goes on at offset ${held.offset}`;
      items.push(damage("damaged", lostAt, undefined, text));
      this.lostAt = undefined;
      return true;
    }
    if (!last) return false;
    const { ending } = this;
    const text = ending
      ? `${ending}: it was cut off, or is still being written; everything before is whole`
      : `${this.pieces.atTheEnd(held.offset - lostAt)}; copy it again from where it was captured`;
    items.push(damage(ending ? "cut" : "damaged", lostAt, undefined, text));
    this.lostAt = undefined;
    return false;
  }
}
