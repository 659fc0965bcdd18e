/**
 * The fewest tokens that a message still needs from a point of the search on. A point with fewer dashes left than that
 * cannot become a whole message, which is what keeps the search from following every misplaced hyphen.
 */
import type { Op, RepeatOp, TextPlan, Watched } from "../../codec/plan.ts";

/** A list that is being read, and how many items are left, the current one included. */
export interface Loop {
  readonly op: RepeatOp;
  readonly left: number;
  readonly outer: Loop | undefined;
}

/** Values that later conditions ask for; equal ones share one object and number. */
export interface Watching {
  readonly number: number;
  readonly values: readonly unknown[];
}

interface Point {
  readonly pc: number;
  readonly loops: Loop | undefined;
  readonly watching: Watching;
}

export class LeastTokens {
  private readonly ops: readonly Op[];
  private readonly serverVersion: number;
  /** Where each watched slot gets its value; conditions behind that place are settled. */
  private readonly setAt: readonly number[];
  private readonly memo = new Map<number, number>();

  constructor(plan: TextPlan, serverVersion: number) {
    this.ops = plan.ops;
    this.serverVersion = serverVersion;
    const setAt: number[] = Array.from({ length: plan.watches }, () => -1);
    plan.ops.forEach((op, pc) => {
      if ((op.op === "token" || op.op === "repeat") && op.watch >= 0) setAt[op.watch] = pc;
    });
    this.setAt = setAt;
  }

  from({ pc, loops, watching }: Point): number {
    if (!loops) return this.count(pc, this.ops.length, pc, watching);
    // The rest of this item, the items after it, and what follows the list.
    const rest = this.count(pc, loops.op.end - 1, pc, watching);
    const start = this.startOf(loops.op);
    const items = (loops.left - 1) * this.count(start, loops.op.end - 1, start, unknown);
    return rest + items + this.from({ pc: loops.op.end, loops: loops.outer, watching });
  }

  /** Fewest tokens from `pc` to `end`, knowing the values that were read before `known`. */
  private count(pc: number, end: number, known: number, watching: Watching): number {
    if (pc >= end) return 0;
    const key = ((watching.number + 1) * 4096 + end) * 4096 + pc;
    const before = this.memo.get(key);
    if (before !== undefined) return before;
    const op = this.ops[pc] as Op;
    const next = (to: number): number => this.count(to, end, known, watching);
    let least: number;
    switch (op.op) {
      case "skip": {
        const settled = op.slots.every((slot) => (this.setAt[slot] as number) < known && watching !== unknown);
        if (settled) least = next(op.holds(watching.values as Watched, this.serverVersion) ? pc + 1 : op.to);
        else least = Math.min(next(pc + 1), next(op.to));
        break;
      }
      case "optional": {
        least = 1 + Math.min(next(pc + 1), next(op.to));
        break;
      }
      case "repeat": {
        least = 1 + next(op.end);
        break;
      }
      case "next": {
        least = next(pc + 1);
        break;
      }
      default:
        least = 1 + next(pc + 1);
    }
    this.memo.set(key, least);
    return least;
  }

  private startOf(op: RepeatOp): number {
    return this.ops.indexOf(op) + 1;
  }
}

/** Nothing is known, as at the beginning of an item that has not been read. */
const unknown: Watching = { number: -1, values: [] };
