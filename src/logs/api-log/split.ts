/**
 * Finds where the fields of a logged message end. In the log `-` is a NUL or a hyphen, and only the layout can tell:
 * this is a best-first search over the message's program, in which every token is weighed by its field. It is linear in
 * practice, because a number, a flag or a known word leaves one way to go on.
 */
import type { Op, RepeatOp, TextPlan, TokenOp } from "../../codec/plan.ts";
import { readToken } from "../../codec/text-values.ts";
import { impossible, weigh } from "./plausibility.ts";

/** One way to read the text as the plan's fields. */
export interface Split {
  /** Ends of the tokens, in order; each token begins one character behind the end before it. */
  readonly ends: readonly number[];
  /** Where the message ends: behind its last field. */
  readonly end: number;
  readonly weight: number;
  /** `whole`: all fields, up to a place where a message may end; `early`: the text ends before the fields do; `late`: text is left over. */
  readonly fit: "whole" | "early" | "late";
}

export interface SplitOptions {
  readonly serverVersion: number;
  /** Whether the message may end at this position (the end of the line, or where another frame begins). */
  readonly mayEnd: (at: number) => boolean;
  /** Readings up to this much above the best one are returned too. */
  readonly margin: number;
  readonly readingsMax?: number;
  /** Bound on the work for one message. */
  readonly statesMax?: number;
}

interface Loop {
  readonly op: RepeatOp;
  readonly left: number;
  readonly outer: Loop | undefined;
}

/** A point of the search: the next operation, the start of its token, and how we came here. */
interface State {
  readonly pc: number;
  readonly at: number;
  readonly loops: Loop | undefined;
  readonly watched: readonly unknown[];
  readonly weight: number;
  readonly before: State | undefined;
  /** Where to look for the end of the token: behind `at` once a text has been taken to go on. */
  readonly from: number;
}

const weightsMax = 64;
const statesMaxDefault = 400_000;

export function splitBody(plan: TextPlan, text: string, start: number, stop: number, options: SplitOptions): Split[] {
  return new Search(plan, text, stop, options).run(start);
}

class Search {
  private readonly plan: TextPlan;
  private readonly text: string;
  private readonly stop: number;
  private readonly options: SplitOptions;
  /** States to go on from, by weight. */
  private readonly queue: State[][] = Array.from({ length: weightsMax }, () => []);
  private readonly visits = new Map<string, number>();
  private readonly found: Split[] = [];
  private best: number = weightsMax;
  private readonly readingsMax: number;
  private partial: { state: State; fit: "early" | "late" } | undefined;

  constructor(plan: TextPlan, text: string, stop: number, options: SplitOptions) {
    this.plan = plan;
    this.text = text;
    this.stop = stop;
    this.options = options;
    this.readingsMax = options.readingsMax ?? 4;
  }

  run(start: number): Split[] {
    this.settle({
      pc: 0,
      at: start,
      loops: undefined,
      watched: [],
      weight: 0,
      before: undefined,
      from: start,
    });
    let left = this.options.statesMax ?? statesMaxDefault;
    for (let weight = 0; weight < Math.min(weightsMax, this.best + this.options.margin + 1); weight += 1) {
      const bucket = this.queue[weight] as State[];
      // Depth first within one weight: the first reading of the best weight is found without visiting its rivals.
      for (let state = bucket.pop(); state; state = bucket.pop()) {
        if (left-- <= 0 || this.found.length >= this.readingsMax) return this.result();
        this.expand(state);
      }
    }
    return this.result();
  }

  private result(): Split[] {
    if (this.found.length > 0) return this.found;
    if (!this.partial) return [];
    const { state, fit } = this.partial;
    return [{ ends: endsOf(state), end: state.at, weight: state.weight, fit }];
  }

  /** Reads one token from this state, in every plausible length. */
  private expand(state: State): void {
    const op = this.plan.ops[state.pc];
    if (!op) {
      this.found.push({ ends: endsOf(state), end: state.at, weight: state.weight, fit: "whole" });
      this.best = Math.min(this.best, state.weight);
      return;
    }
    const end = this.text.indexOf("-", state.from);
    if (end < 0 || end >= this.stop) return this.early(state);
    switch (op.op) {
      case "token": {
        if (op.field.kind === "string" || op.words) return this.expandText(state, op, end);
        return this.expandNumber(state, op, end);
      }
      case "value":
        return this.expandValue(state, op, end);
      case "tagText":
        return this.expandTagText(state, end);
      case "bits":
      case "optional":
      case "repeat":
        return this.expandWhole(state, op, end);
      default:
        return undefined;
    }
  }

  private expandValue(state: State, op: Extract<Op, { op: "value" }>, end: number): void {
    const asToken: TokenOp = {
      op: "token",
      container: 0,
      key: "",
      field: op.field,
      watch: -1,
      unset: "",
      words: undefined,
    };
    if (op.field.kind === "string") this.expandText(state, asToken, end);
    else this.expandNumber(state, asToken, end);
  }

  /** A number is one piece, or more where a hyphen is its sign or its exponent's. */
  private expandNumber(state: State, op: TokenOp, firstEnd: number): void {
    let end = firstEnd;
    for (let hyphens = 0; hyphens < 3; hyphens += 1) {
      const token = this.text.slice(state.at, end);
      const weight = weigh(op.field, undefined, token);
      if (weight !== impossible) this.take(state, end, weight, op.watch, op);
      const last = token.charCodeAt(token.length - 1) | 0x20;
      if (token !== "" && (hyphens > 1 || last !== 0x65 || op.field.kind === "int")) return;
      end = this.text.indexOf("-", end + 1);
      if (end < 0 || end >= this.stop) return;
    }
  }

  /** A text may go on behind any hyphen; going on is a state of its own, so that only promising texts grow long. */
  private expandText(state: State, op: TokenOp, end: number): void {
    const { field } = op;
    const next = this.next(state, end, op.watch, op);
    if (next) {
      const weight = weigh(field, op.words, this.text.slice(state.at, end));
      if (weight !== impossible) this.push({ ...next, weight: next.weight + weight });
    }
    const strict = field.codes !== undefined && field.pattern === undefined && field.codes.closed;
    if (!strict && !op.words) this.grow(state, end);
  }

  private expandTagText(state: State, end: number): void {
    const token = this.text.slice(state.at, end);
    const next = this.next(state, end, -1);
    if (next)
      this.push({ ...next, weight: next.weight + (token === "" || /^(?:[^=;]+=[^=;]*;)+$/.test(token) ? 0 : 4) });
    if (token !== "") this.grow(state, end);
  }

  private grow(state: State, end: number): void {
    // A hyphen in a text is paid for when the token is weighed; until then only the priority sinks, once.
    this.push({ ...state, from: end + 1, weight: state.weight + (grown(state) ? 0 : 1) });
  }

  /** Counts, flags and bit masks are whole numbers without a sign. */
  private expandWhole(
    state: State,
    op: Exclude<Op, { op: "token" | "value" | "tagText" | "skip" | "next" }>,
    end: number,
  ): void {
    const token = this.text.slice(state.at, end);
    if (token !== "" && !/^\d{1,10}$/.test(token)) return;
    if (token.length > 1 && token.startsWith("0")) return;
    const number = Number(token);
    const weight = token === "" ? 1 : 0;
    if (op.op === "bits") {
      if (number < 2 ** op.bits.length) this.take(state, end, weight, -1);
      return;
    }
    if (op.op === "optional") {
      if (number > 1) return;
      const next = this.settled({ ...this.step(state, end), pc: number === 1 ? state.pc + 1 : op.to }, weight);
      if (next) this.push(next);
      return;
    }
    // Every item has at least one dash.
    if (number > this.stop - end) return;
    const watched = withValue(state.watched, op.watch, number);
    const loops = number === 0 ? state.loops : { op, left: number, outer: state.loops };
    const pc = number === 0 ? op.end : state.pc + 1;
    const next = this.settled({ ...this.step(state, end), pc, loops, watched }, weight);
    if (next) this.push(next);
  }

  private take(state: State, end: number, weight: number, watch: number, op?: TokenOp): void {
    const next = this.next(state, end, watch, op);
    if (next) this.push({ ...next, weight: next.weight + weight });
  }

  /** The state behind the token that ends here, if the message can go on from it. */
  private next(state: State, end: number, watch: number, op?: TokenOp): State | undefined {
    const watched =
      watch >= 0 && op
        ? withValue(state.watched, watch, readToken(op.field, op.words, this.text, state.at, end))
        : state.watched;
    return this.settled({ ...this.step(state, end), pc: state.pc + 1, watched }, 0);
  }

  private step(state: State, end: number): State {
    const weight = grown(state) ? state.weight - 1 : state.weight;
    return { ...state, at: end + 1, from: end + 1, weight, before: state };
  }

  /** Runs the operations that read nothing; `undefined` where the message would end at an impossible place. */
  private settled(state: State, weight: number): State | undefined {
    const { ops } = this.plan;
    let { pc, loops } = state;
    for (;;) {
      const op = ops[pc];
      if (!op) {
        const ended: State = { ...state, pc, loops, weight: state.weight + weight };
        if (this.options.mayEnd(state.at)) return ended;
        this.consider(ended, "late");
        return undefined;
      }
      if (op.op === "skip") pc = op.holds(state.watched as unknown[], this.options.serverVersion) ? pc + 1 : op.to;
      else if (op.op === "next") {
        const loop = loops as Loop;
        const again = loop.left > 1;
        loops = again ? { ...loop, left: loop.left - 1 } : loop.outer;
        pc = again ? op.start + 1 : pc + 1;
      } else return { ...state, pc, loops, weight: state.weight + weight };
    }
  }

  private settle(state: State): void {
    const next = this.settled(state, 0);
    if (next) this.push(next);
  }

  private push(state: State): void {
    if (state.weight >= weightsMax || state.weight > this.best + this.options.margin) return;
    if (this.visit(state)) (this.queue[state.weight] as State[]).push(state);
  }

  /** The same point is entered as often as there are readings wanted, no more. */
  private visit(state: State): boolean {
    let key = `${state.pc} ${state.at} ${state.from}`;
    for (let loop = state.loops; loop; loop = loop.outer) key += ` ${loop.left}`;
    if (state.watched.length > 0) key += ` ${state.watched.map(String).join("\0")}`;
    const visits = this.visits.get(key) ?? 0;
    if (visits >= this.readingsMax) return false;
    this.visits.set(key, visits + 1);
    return true;
  }

  /** The text ends within this field: the line was cut, or trailing dashes were trimmed. */
  private early(state: State): void {
    this.consider(state, "early");
  }

  private consider(state: State, fit: "early" | "late"): void {
    const { partial } = this;
    const better =
      !partial || state.at > partial.state.at || (state.at === partial.state.at && state.weight < partial.state.weight);
    if (better) this.partial = { state, fit };
  }
}

function withValue(watched: readonly unknown[], slot: number, value: unknown): readonly unknown[] {
  if (slot < 0) return watched;
  const copy = [...watched];
  copy[slot] = value;
  return copy;
}

/** Whether a text is being read past a hyphen. */
const grown = (state: State): boolean => state.from > state.at;

/** The ends of the tokens on the way to a state; a text read past a hyphen has no end there. */
function endsOf(state: State): number[] {
  const ends: number[] = [];
  for (let here = state; here.before; here = here.before) ends.push(here.at - 1);
  return ends.toReversed();
}
