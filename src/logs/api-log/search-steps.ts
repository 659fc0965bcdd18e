/** What the search for the ends of fields asks of each operation of a program, worked out once. */
import type { Op, TextPlan, TokenOp } from "../../codec/plan.ts";
import { hyphensAllowed, isFreeText } from "./plausibility.ts";

export interface SearchStep {
  readonly op: Op;
  /** How its token is read: `whole` is a count, a flag or a mask; `nothing` reads none. */
  readonly read: "number" | "words" | "tagText" | "whole" | "nothing";
  /** The value that the token is of, if it is a single one. */
  readonly token: TokenOp | undefined;
  /** A text of which nothing is known. */
  readonly free: boolean;
  /** The most hyphens that a value is known to have. */
  readonly allowed: number;
  /** No operation follows. */
  readonly last: boolean;
  /** What follows can only begin with a digit or a sign. */
  readonly needsDigit: boolean;
}

const known = new WeakMap<TextPlan, readonly SearchStep[]>();

export function stepsOf(plan: TextPlan): readonly SearchStep[] {
  let steps = known.get(plan);
  if (!steps) known.set(plan, (steps = plan.ops.map((op, pc) => stepOf(op, plan.ops[pc + 1]))));
  return steps;
}

function stepOf(op: Op, next: Op | undefined): SearchStep {
  const token = op.op === "token" ? op : op.op === "value" || op.op === "stray" ? asToken(op) : undefined;
  const text = token?.field.kind === "string" && !token.words && op.op !== "stray";
  return {
    op,
    read: readOf(op, text),
    token,
    free: token ? isFreeText(token.field) : true,
    allowed: token ? hyphensAllowed(token.field) : Infinity,
    last: next === undefined,
    needsDigit: next?.op === "token" && next.field.kind !== "string" && !next.words && next.field.kind !== "double",
  };
}

function readOf({ op }: Op, text: boolean): SearchStep["read"] {
  if (op === "token" || op === "value" || op === "stray") return text ? "words" : "number";
  if (op === "tagText") return "tagText";
  return op === "bits" || op === "optional" || op === "repeat" ? "whole" : "nothing";
}

const asToken = ({ field }: Extract<Op, { op: "value" | "stray" }>): TokenOp => ({
  op: "token",
  container: 0,
  key: "",
  field,
  watch: -1,
  unset: "",
  words: undefined,
});
