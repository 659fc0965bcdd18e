/**
 * Moulds: objects that already have the keys that the last message of a plan had. An order has a hundred keys, and adding
 * them one by one takes longer than reading all their values; filling a copy that has them takes a third of it.
 *
 * Messages of one plan mostly have the same keys. Where one has not, what was filled goes over into an object of its own.
 */
import type { FieldValues } from "./text-decode.ts";

export interface Mould {
  /** In the order in which they are filled. */
  readonly keys: readonly string[];
  readonly template: Readonly<FieldValues>;
}

/** The last moulds of a plan, by container. */
export class Moulds {
  private readonly byContainer: (Mould | undefined)[] = [];
  private made = 0;

  of(container: number): Mould | undefined {
    return this.byContainer[container];
  }

  /** @param holder an object as it should be */
  learn(container: number, holder: FieldValues): void {
    const keys = Object.keys(holder);
    // What changes with every message is not worth a mould each time.
    if (keys.length < keysMin || this.made >= madeMax) return;
    this.made += 1;
    // An object that comes out of JSON has room for all its keys; one that grew key by key is slow to copy.
    const template = JSON.parse(`{${keys.map((key) => `${JSON.stringify(key)}:0`).join()}}`) as FieldValues;
    for (const key of keys) template[key] = undefined;
    this.byContainer[container] = { keys, template };
  }
}

const keysMin = 8;
const madeMax = 100;

/** An object while it is filled. */
export class Filling {
  holder: FieldValues;
  private mould: Mould | undefined;
  private next = 0;

  constructor(mould: Mould | undefined) {
    this.mould = mould;
    this.holder = mould ? { ...mould.template } : {};
  }

  /** Whether it has the keys of a mould that are not filled yet, so that they are not really there. */
  get moulded(): boolean {
    return this.mould !== undefined;
  }

  /** What was set before; `undefined`: nothing. */
  get(key: string): unknown {
    return this.holder[key];
  }

  /** Sets the key that the mould has next, and no other. @returns whether it was that one */
  fill(key: string, value: unknown): boolean {
    const { mould } = this;
    if (mould === undefined || mould.keys[this.next] !== key) return false;
    this.next += 1;
    this.holder[key] = value;
    return true;
  }

  /** @returns whether `holder` is another object now */
  set(key: string, value: unknown): boolean {
    const { mould } = this;
    let changed = false;
    if (mould !== undefined) {
      if (mould.keys[this.next] === key) this.next += 1;
      else if (this.holder[key] === undefined) changed = this.leaveMould();
    }
    this.holder[key] = value;
    return changed;
  }

  /** Nothing more will be set. @returns whether `holder` is another object now */
  finish(): boolean {
    return this.mould !== undefined && this.next < this.mould.keys.length && this.leaveMould();
  }

  private leaveMould(): true {
    const filled: FieldValues = {};
    const { keys } = this.mould as Mould;
    for (let index = 0; index < this.next; index += 1) filled[keys[index]!] = this.holder[keys[index]!];
    this.holder = filled;
    this.mould = undefined;
    return true;
  }
}
