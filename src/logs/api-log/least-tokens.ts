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
  /** Whether a watched slot gets a value at all. */
  private readonly filled: readonly boolean[];
  private readonly memo = new Map<number, number>();

  constructor(plan: TextPlan, serverVersion: number) {
    this.ops = plan.ops;
    this.serverVersion = serverVersion;
    const filled: boolean[] = [];
    for (const op of plan.ops) if ((op.op === "token" || op.op === "repeat") && op.watch >= 0) filled[op.watch] = true;
    this.filled = filled;
  }

  from({ pc, loops, watching }: Point): number {
    if (!loops) return this.count(pc, this.ops.length, watching);
    // The rest of this item, the items after it, and what follows the list.
    const rest = this.count(pc, loops.op.end - 1, watching);
    const items = loops.left > 1 ? (loops.left - 1) * this.count(this.startOf(loops.op), loops.op.end - 1, nothing) : 0;
    return rest + items + this.from({ pc: loops.op.end, loops: loops.outer, watching });
  }

  /** Fewest tokens from `pc` to `end`, as far as the values read so far settle the conditions. */
  private count(pc: number, end: number, watching: Watching): number {
    if (pc >= end) return 0;
    const key = (watching.number * 4096 + end) * 4096 + pc;
    const before = this.memo.get(key);
    if (before !== undefined) return before;
    const op = this.ops[pc] as Op;
    const next = (to: number): number => this.count(to, end, watching);
    let least: number;
    switch (op.op) {
      case "skip": {
        if (!this.settled(op.slots, watching)) least = Math.min(next(pc + 1), next(op.to));
        else least = next(op.holds(watching.values as Watched, this.serverVersion) ? pc + 1 : op.to);
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
      case "next":
      case "stray": {
        least = next(pc + 1);
        break;
      }
      default:
        least = 1 + next(pc + 1);
    }
    this.memo.set(key, least);
    return least;
  }

  /** A slot is settled when its value has been read, or when this version has no such field. */
  private settled(slots: readonly number[], { values }: Watching): boolean {
    return slots.every((slot) => values[slot] !== undefined || !this.filled[slot]);
  }

  private startOf(op: RepeatOp): number {
    return this.ops.indexOf(op) + 1;
  }
}

/** Nothing has been read yet. */
export const nothing: Watching = { number: 0, values: [] };
