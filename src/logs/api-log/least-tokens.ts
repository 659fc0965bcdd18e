/**
 * The fewest tokens that a message still needs from a point of the search on. A point with fewer dashes left than that
 * cannot become a whole message, which is what keeps the search from following every misplaced hyphen.
 *
 * Conditions look at values read before; what they make of those values is a state. A program has few of them, so that
 * each counts its tokens once, for all lines that are read with the program.
 */
import type { Op, RepeatOp, SkipOp, TextPlan, Watched } from "../../codec/plan.ts";

/** A list that is being read, and how many items are left, the current one included. */
export interface Loop {
  readonly op: RepeatOp;
  /** Where its items begin. */
  readonly start: number;
  readonly left: number;
  readonly outer: Loop | undefined;
  /** Tells loops apart within one search; 0 stands for none. */
  readonly number: number;
}

/** Values that later conditions ask for; values that all conditions take alike are one. */
export interface WatchState {
  readonly number: number;
  readonly values: readonly unknown[];
  /** Fewest tokens from each operation up to the end of its list's item, or of the message. */
  readonly least: Int32Array;
  /** What became of it when a slot got a value, by the kind of value. */
  readonly next: Map<number, WatchState>[];
  /** The kinds of its values. */
  readonly kinds: readonly number[];
}

/** More states, or kinds of values, than this are forgotten before the next search. */
const statesMax = 1000;

const known = new WeakMap<TextPlan, WatchStates>();

export class WatchStates {
  /** Nothing has been read yet. */
  readonly first: WatchState;
  private readonly plan: TextPlan;
  /** Whether a watched slot gets a value at all. */
  private readonly filled: readonly boolean[];
  /** The last operation that asks for a slot, and the conditions that ask for no other. */
  private readonly lastUses: Int32Array;
  private readonly conditions: readonly SkipOp[][];
  /** Slots whose values count as they are: by columns, or together with others. */
  private readonly exact: readonly boolean[];
  private readonly kinds: Map<unknown, number>[];
  private readonly kindOfOutcome = new Map<string, number>();
  private readonly states = new Map<string, WatchState>();

  static of(plan: TextPlan): WatchStates {
    const before = known.get(plan);
    if (before && before.states.size + before.kindOfOutcome.size <= statesMax) return before;
    const made = new WatchStates(plan);
    known.set(plan, made);
    return made;
  }

  private constructor(plan: TextPlan) {
    this.plan = plan;
    const slots = Array.from({ length: plan.watches });
    const filled = slots.map(() => false);
    const exact = slots.map(() => false);
    const conditions: SkipOp[][] = slots.map(() => []);
    this.lastUses = new Int32Array(plan.watches).fill(-1);
    plan.ops.forEach((op, pc) => {
      if ((op.op === "token" || op.op === "repeat") && op.watch >= 0) filled[op.watch] = true;
      if (op.op === "repeat" && op.column && op.watch >= 0) {
        exact[op.watch] = true;
        this.lastUses[op.watch] = pc;
      }
      if (op.op !== "skip") return;
      for (const slot of op.slots) {
        if (new Set(op.slots).size > 1) exact[slot] = true;
        else conditions[slot]?.push(op);
        this.lastUses[slot] = pc;
      }
    });
    this.filled = filled;
    this.exact = exact;
    this.conditions = conditions;
    this.kinds = slots.map(() => new Map<unknown, number>([[undefined, 0]]));
    this.first = this.made(
      [],
      slots.map(() => 0),
    );
  }

  /** What holds behind a value; the state itself where nothing asks for the value any more. */
  after(state: WatchState, slot: number, value: unknown, pc: number, inList: boolean): WatchState {
    if (!inList && pc >= (this.lastUses[slot] as number)) return state;
    const kind = this.kindOf(slot, value);
    if (state.kinds[slot] === kind) return state;
    const next = (state.next[slot] ??= new Map<number, WatchState>());
    let after = next.get(kind);
    if (!after) {
      const kinds = [...state.kinds];
      kinds[slot] = kind;
      after = this.states.get(kinds.join());
      if (!after) {
        const values = [...state.values];
        values[slot] = value;
        after = this.made(values, kinds);
      }
      next.set(kind, after);
    }
    return after;
  }

  private kindOf(slot: number, value: unknown): number {
    const kinds = this.kinds[slot] as Map<unknown, number>;
    const before = kinds.get(value);
    if (before !== undefined) return before;
    const outcome = this.exact[slot] ? `${typeof value} ${String(value)}` : this.outcomesOf(slot, value);
    let kind = this.kindOfOutcome.get(outcome);
    if (kind === undefined) this.kindOfOutcome.set(outcome, (kind = this.kindOfOutcome.size + 1));
    if (kinds.size < statesMax) kinds.set(value, kind);
    return kind;
  }

  /** What the conditions on a slot make of a value. */
  private outcomesOf(slot: number, value: unknown): string {
    const values: unknown[] = [];
    values[slot] = value;
    return (this.conditions[slot] as SkipOp[])
      .map(({ holds }) => (holds(values, this.plan.since) ? "1" : "0"))
      .join("");
  }

  private made(values: readonly unknown[], kinds: readonly number[]): WatchState {
    const least = this.leastFor(values);
    const state: WatchState = { number: this.states.size, values, least, next: [], kinds };
    this.states.set(kinds.join(), state);
    return state;
  }

  /** From the end to the beginning: what an operation needs is known from what may follow it. */
  private leastFor(values: readonly unknown[]): Int32Array {
    const { ops } = this.plan;
    const least = new Int32Array(ops.length + 1);
    for (let pc = ops.length - 1; pc >= 0; pc -= 1) {
      const op = ops[pc] as Op;
      const behind = least[pc + 1] as number;
      if (op.op === "skip") least[pc] = this.isTrue(op, values) ? behind : (least[op.to] as number);
      else if (op.op === "optional") least[pc] = 1 + (least[op.to] as number);
      else if (op.op === "repeat") least[pc] = 1 + (least[op.end] as number);
      else if (op.op === "stray") least[pc] = behind;
      else least[pc] = op.op === "next" ? 0 : 1 + behind;
    }
    return least;
  }

  /** A condition holds for certain when its values have been read, or when this version has no such fields. */
  private isTrue(op: SkipOp, values: readonly unknown[]): boolean {
    const settled = op.slots.every((slot) => values[slot] !== undefined || !this.filled[slot]);
    return settled && op.holds(values as Watched, this.plan.since);
  }

  /** Fewest tokens to the message's end: of this item, of those behind it, and of what follows the list. */
  leastFrom(pc: number, loops: Loop | undefined, { least }: WatchState): number {
    let all = least[pc] as number;
    for (let loop = loops; loop; loop = loop.outer) {
      const { op, left, start } = loop;
      if (left > 1) all += (left - 1) * (this.first.least[start] as number);
      all += least[op.end] as number;
    }
    return all;
  }
}
