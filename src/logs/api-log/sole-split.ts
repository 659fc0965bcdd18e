/**
 * The one way to read a text that has exactly as many dashes as its message needs fields: every dash is the end of a
 * field. Most messages are like that, and need no search.
 */
import type { TextPlan, TokenOp } from "../../codec/plan.ts";
import type { Direction } from "../../catalogue/schema.ts";
import { readToken } from "../../codec/text-values.ts";
import { dashFrom } from "./dashes.ts";
import { WatchStates } from "./least-tokens.ts";
import { impossible, weigh, weighCount, weighCutDate, weighEnds, weighTagForm } from "./plausibility.ts";
import { stepsOf, type SearchStep } from "./search-steps.ts";
import type { Split, SplitOptions } from "./split.ts";

/** What the search would find in a text of which it is known that no dash is spare. */
export function soleSplit(
  plan: TextPlan,
  text: string,
  start: number,
  stop: number,
  { dashes, weighEnd, weightMax, oddity, work }: SplitOptions,
): Split[] {
  const { direction } = plan.message;
  const steps = stepsOf(plan);
  const states = WatchStates.of(plan);
  const first = dashFrom(dashes, start);
  const ends: number[] = [];
  let state = states.first;
  let at = start;
  let weight = 0;
  for (let pc = 0; pc < steps.length;) {
    const { op, read } = steps[pc] as SearchStep;
    if (op.op === "skip") {
      pc = op.holds(state.values as unknown[], plan.since) ? pc + 1 : op.to;
      continue;
    }
    // What is there only when there are more ends is not there.
    if (op.op === "stray" || read === "nothing") {
      pc += 1;
      continue;
    }
    const end = dashes[first + ends.length];
    if (end === undefined || end >= stop) return [];
    work.left -= 1;
    weight += weighToken(steps[pc] as SearchStep, text, at, end, oddity, direction);
    if (weight > weightMax) return [];
    const flag = op.op === "optional" || op.op === "repeat" ? Number(text.slice(at, end)) : 0;
    // Items need ends of their own.
    if (op.op === "repeat" && flag > 0) return [];
    if (op.op === "token" && op.watch >= 0)
      state = states.after(state, op.watch, readToken(op.field, op.words, text, at, end), pc, false);
    if (op.op === "repeat" && !op.column && op.watch >= 0) state = states.after(state, op.watch, 0, pc, false);
    ends.push(end);
    at = end + 1;
    pc = op.op === "repeat" ? op.end : op.op === "optional" && flag === 0 ? op.to : pc + 1;
  }
  weight += weighEnd(at);
  return weight <= weightMax ? [{ ends, end: at, weight, fit: "whole" }] : [];
}

/** What one token weighs that has no hyphen in it. */
function weighToken(
  { op, read, token, free }: SearchStep,
  text: string,
  at: number,
  end: number,
  oddity: number,
  direction: Direction,
): number {
  if (read === "number") return weigh(token as TokenOp, text.slice(at, end), direction);
  if (read === "tagText") return weighTagForm(text, at, end);
  if (read === "whole") return weighCount(op, text.slice(at, end));
  if (read !== "words") return impossible;
  if (at === end || !free) {
    const own = weigh(token as TokenOp, text.slice(at, end), direction);
    return at === end ? own : own + weighCutDate((token as TokenOp).field, text, at, end);
  }
  return oddity * weighEnds(text, at, end);
}
