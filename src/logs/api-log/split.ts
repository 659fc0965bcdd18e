/**
 * Finds where the fields of a logged message end. In the log `-` is a NUL or a hyphen, and only the layout can tell:
 * this is a best-first search over the message's program, in which every token is weighed by its field. It is linear in
 * practice, because a number, a flag or a known word leaves one way to go on.
 */
import type { Op, TextPlan, TokenOp } from "../../codec/plan.ts";
import { readToken } from "../../codec/text-values.ts";
import { LeastTokens, nothing, type Loop, type Watching } from "./least-tokens.ts";
import {
  firstHyphen,
  hyphensAllowed,
  impossible,
  odd,
  weigh,
  weighEnds,
  weighPiece,
  weighTagForm,
} from "./plausibility.ts";

/**
 * Work that all searches of one line may do together, in states visited; a long token counts as several. Real lines of
 * all kinds need far less; what runs out of it is read as far as it was found, and says that there may be more.
 */
export interface Work {
  left: number;
  /** Some texts were not followed because of what is odd in them, though they may hold anything. */
  leftOut?: boolean;
}

/** One way to read the text as the plan's fields. */
export interface Split {
  /** Ends of the tokens, in order; each token begins one character behind the end before it. */
  readonly ends: readonly number[];
  /** Where the message ends: behind its last field. */
  readonly end: number;
  readonly weight: number;
  /** `whole`: all fields, up to a place where a message may end; `early`: the text ends first; `late`: text is left over. */
  readonly fit: "whole" | "early" | "late";
  /** There are more readings than were asked for. */
  readonly more?: boolean;
  /** Of a message that ends early: how many ends of fields it lacks at least. */
  readonly lacks?: number;
}

export interface SplitOptions {
  readonly serverVersion: number;
  /** Whether the message may end at this position (the end of the line, or where another frame begins). */
  readonly mayEnd: (at: number) => boolean;
  /** Readings up to this much above the best one are returned too. */
  readonly margin: number;
  /** Readings heavier than this are not looked for. */
  readonly weightMax: number;
  readonly readingsMax?: number;
  /** Bound on the work for one message. */
  readonly statesMax?: number;
  /** Bound on the work for all messages and programs that are tried for one line. */
  readonly work?: Work;
  /** What `dashesIn` gives for this text, where it is known already. */
  readonly dashes?: Int32Array;
  /** Look for readings of a message that was cut, or that has more than the layout knows: for lines without a whole one. */
  readonly cut?: boolean;
}

/** A point of the search: the next operation, the start of its token, and how we came here. */
interface State {
  readonly pc: number;
  readonly at: number;
  /** Where to look for the end of the token: behind `at` once a text has been taken to go on. */
  readonly from: number;
  /** What has been added to the weight for going on; taken off again when the token is weighed. */
  readonly advance: number;
  readonly loops: Loop | undefined;
  readonly watching: Watching;
  readonly weight: number;
  readonly before: State | undefined;
}

const weightsMax = 64;
const statesMaxDefault = 100_000;
const readingsMaxDefault = 24;
/** Short messages of several free texts have many readings, and cost little to search for all of them. */
const readingsMaxShort = 4000;
const shortDashes = 48;
const numberPiecesMax = 3;
/** What speaks against a message that goes on behind its last field, where it could also have been cut. */
const tooLong = 4;
/** Texts that have more hyphens than their pattern allows are still tested against it up to this length. */
const exactLengthMax = 200;
/** Characters that take as long to look at as a state to visit. */
const charactersPerState = 100;

export function splitBody(plan: TextPlan, text: string, start: number, stop: number, options: SplitOptions): Split[] {
  const found = new Search(plan, text, stop, options).run(start);
  if (!found[0]?.more || options.readingsMax !== undefined) return found;
  const dashes = text.slice(start, stop).split("-").length;
  return dashes > shortDashes
    ? found
    : new Search(plan, text, stop, { ...options, readingsMax: readingsMaxShort }).run(start);
}

class Search {
  private readonly plan: TextPlan;
  private readonly text: string;
  private readonly stop: number;
  private readonly options: SplitOptions;
  /** States to go on from, by weight. */
  private readonly queue: State[][] = Array.from({ length: weightsMax }, () => []);
  private readonly visits = new Map<number | string, number>();
  private readonly watchings = new Map<string, Watching>();
  private readonly found: Split[] = [];
  private best = Infinity;
  /** A point was not entered again, so there may be more readings. */
  private refused = false;
  /** Dashes from each position to the end, to leave out early what cannot become a whole message. */
  private readonly dashes: Int32Array;
  private readonly least: LeastTokens;
  private readonly readingsMax: number;
  private readonly work: Work;
  private partial: { state: State; fit: "early" | "late" } | undefined;

  constructor(plan: TextPlan, text: string, stop: number, options: SplitOptions) {
    this.plan = plan;
    this.text = text;
    this.stop = stop;
    this.options = options;
    this.least = new LeastTokens(plan, options.serverVersion);
    this.dashes = options.dashes ?? dashesIn(text, stop);
    this.readingsMax = options.readingsMax ?? readingsMaxDefault;
    this.work = options.work ?? { left: Infinity };
  }

  run(start: number): Split[] {
    this.go({
      pc: 0,
      at: start,
      from: start,
      advance: 0,
      loops: undefined,
      watching: nothing,
      weight: 0,
      before: undefined,
    });
    let left = this.options.statesMax ?? statesMaxDefault;
    for (let weight = 0; weight <= this.limit; weight += 1) {
      const bucket = this.queue[weight] as State[];
      // Depth first within one weight: the first reading of the best weight is found without visiting its rivals.
      for (let state = bucket.pop(); state; state = bucket.pop()) {
        if (left-- <= 0 || this.work.left <= 0 || this.found.length >= this.readingsMax) return this.result(true);
        this.expand(state);
      }
    }
    return this.result(this.refused);
  }

  private get limit(): number {
    return Math.min(weightsMax - 1, this.options.weightMax, this.best + this.options.margin);
  }

  private result(more: boolean): Split[] {
    if (this.found.length > 0) return more ? this.found.map((split) => ({ ...split, more })) : this.found;
    if (!this.partial) return [];
    const { state, fit } = this.partial;
    return [{ ends: endsOf(state), end: state.at, weight: state.weight, fit }];
  }

  private look(characters: number): void {
    this.work.left -= 1 + Math.floor(characters / charactersPerState);
  }

  /** Reads one token from this state, in every plausible length. */
  private expand(state: State): void {
    const op = this.plan.ops[state.pc];
    if (!op) {
      this.found.push({ ends: endsOf(state), end: state.at, weight: state.weight, fit: "whole" });
      this.best = Math.min(this.best, state.weight);
      return;
    }
    const end =
      isText(op) && !this.plan.ops[state.pc + 1] ? this.lastEnd(state.from) : this.text.indexOf("-", state.from);
    this.look(end < 0 ? this.stop - state.from : end - state.from);
    if (end < 0 || end >= this.stop) return this.endOfText(state, op);
    switch (op.op) {
      case "token":
        return op.field.kind === "string" || op.words ? this.words(state, op, end) : this.number(state, op, end);
      case "value":
        return op.field.kind === "string" ? this.words(state, asToken(op), end) : this.number(state, asToken(op), end);
      case "stray":
        return this.number(state, asToken(op), end);
      case "tagText":
        return this.tagText(state, end);
      case "bits":
      case "optional":
      case "repeat":
        return this.whole(state, op, end);
      default:
        return undefined;
    }
  }

  /** Where the last text of a message may end: at the end of it all, or where another frame could begin. */
  private lastEnd(from: number): number {
    if (this.options.cut) return this.text.indexOf("-", from);
    const end = this.text.indexOf("--", from);
    return end >= 0 && end < this.stop - 1
      ? end
      : this.stop - 1 >= from && this.text[this.stop - 1] === "-"
        ? this.stop - 1
        : -1;
  }

  /** The text ends within this token. What there is of it may look like anything, but its hyphens count. */
  private endOfText(state: State, op: Op): void {
    if (!this.options.cut) return this.consider(state, "early");
    const left = this.text.slice(state.at, this.stop);
    if (!isText(op) && !/^-?[\d.eE+]*\s*$/.test(left)) return;
    const own = op.op === "token" && left.includes("-") ? weigh(op, left, this.plan.message.direction) : state.advance;
    const weight = state.weight - state.advance + own;
    if (weight > this.limit) return;
    this.found.push({ ends: endsOf(state), end: state.at, weight, fit: "early", lacks: this.least.from(state) });
    this.best = Math.min(this.best, weight);
  }

  /** A number is one piece, or more where a hyphen is its sign or its exponent's. */
  private number(state: State, op: TokenOp, firstEnd: number): void {
    let end = firstEnd;
    for (let pieces = 1; pieces <= numberPiecesMax; pieces += 1) {
      const token = this.text.slice(state.at, end);
      const weight = weigh(op, token, this.plan.message.direction);
      if (weight !== impossible) this.take(state, op, end, weight);
      const last = token.charCodeAt(token.length - 1) | 0x20;
      if (token !== "" && (last !== 0x65 || op.field.kind === "int")) return;
      end = this.text.indexOf("-", end + 1);
      if (end < 0 || end >= this.stop) return;
    }
  }

  /** A text may go on behind any hyphen; going on is a state of its own, so that only promising texts grow long. */
  private words(state: State, op: TokenOp, end: number): void {
    const hyphens = (this.dashes[state.at] as number) - (this.dashes[end] as number);
    const allowed = op.words ? Infinity : hyphensAllowed(op.field);
    if (state.weight - state.advance <= this.limit && this.leadsOn(state, end)) {
      this.look(end - state.at);
      const exact = allowed !== undefined && (hyphens <= allowed || end - state.at <= exactLengthMax);
      const weight = exact
        ? weigh(op, this.text.slice(state.at, end), this.plan.message.direction)
        : this.weighGrown(state, op, end);
      if (weight !== impossible) this.take(state, op, end, weight);
    }
    if (op.words) return;
    // Behind the hyphens that its pattern allows, a text weighs at least what its pieces add up to.
    if (allowed === undefined) this.grow(state, end, this.grownTo(state, end));
    else if (hyphens < allowed) this.grow(state, end, 0);
    else this.grow(state, end, state.advance > 0 ? this.grownTo(state, end) : odd + this.hyphensUpTo(state, end));
  }

  /** The weight of a text that holds what no pattern of its field allows, from what its pieces were weighed at. */
  private weighGrown(state: State, op: TokenOp, end: number): number {
    if (state.at === end) return weigh(op, "", this.plan.message.direction);
    const grown = state.from === state.at && this.isOnePiece(state, end) ? 0 : this.grownTo(state, end);
    return grown + (hyphensAllowed(op.field) === undefined ? weighEnds(this.text, state.at, end) : 0);
  }

  private tagText(state: State, end: number): void {
    const { at, from, pc, loops, watching } = state;
    this.look(end - at);
    const form = weighTagForm(this.text, at, end);
    const hyphens = from === at && this.isOnePiece(state, end) ? 0 : this.grownTo(state, end);
    this.after(state, end, pc + 1, form + hyphens, loops, watching);
    if (at !== end) this.grow(state, end, this.grownTo(state, end));
  }

  private isOnePiece({ at }: State, end: number): boolean {
    return this.dashes[at] === (this.dashes[end] as number);
  }

  /** What a free text weighs that is taken to go on up to this end, or behind it. */
  private grownTo(state: State, end: number): number {
    const first = state.from === state.at ? firstHyphen : 0;
    return state.advance + first + this.weighPieces(state.from, end);
  }

  /** The same for a text whose pieces have not been weighed so far. */
  private hyphensUpTo(state: State, end: number): number {
    return firstHyphen + this.weighPieces(state.at, end);
  }

  private weighPieces(start: number, end: number): number {
    let weight = 0;
    for (let from = start; weight < weightsMax;) {
      const hyphen = this.text.indexOf("-", from);
      weight += weighPiece(this.text.slice(from, hyphen < 0 ? end : Math.min(hyphen, end)));
      if (hyphen < 0 || hyphen >= end) break;
      from = hyphen + 1;
    }
    return weight;
  }

  private grow(state: State, end: number, advance: number): void {
    const { pc, at, loops, watching, before } = state;
    const weight = state.weight - state.advance + advance;
    this.push({ pc, at, from: end + 1, advance, loops, watching, weight, before });
  }

  /** Counts, flags and bit masks are whole numbers without a sign. */
  private whole(state: State, op: Extract<Op, { op: "bits" | "optional" | "repeat" }>, end: number): void {
    const token = this.text.slice(state.at, end);
    if (!/^(?:0|[1-9]\d{0,9})?$/.test(token)) return;
    const number = Number(token);
    // Clients leave flags empty; counts and masks are always written.
    const weight = token === "" ? (op.op === "optional" ? 1 : 3) : 0;
    const { loops, watching } = state;
    if (op.op === "bits") {
      if (number < 2 ** op.bits.length) this.after(state, end, state.pc + 1, weight, loops, watching);
    } else if (op.op === "optional") {
      if (number <= 1) this.after(state, end, number === 1 ? state.pc + 1 : op.to, weight, loops, watching);
    } else if (number <= (this.dashes[end] as number)) {
      // A column has no items, or as many as the list it belongs to.
      const items = watching.values[op.watch];
      if (op.column && number !== 0 && typeof items === "number" && number !== items) return;
      const watched = op.column ? watching : this.watch(watching, op.watch, number);
      if (number === 0) this.after(state, end, op.end, weight, loops, watched);
      else this.after(state, end, state.pc + 1, weight, { op, left: number, outer: loops }, watched);
    }
  }

  private take(state: State, op: TokenOp, end: number, weight: number): void {
    const watching =
      op.watch < 0
        ? state.watching
        : this.watch(state.watching, op.watch, readToken(op.field, op.words, this.text, state.at, end));
    this.after(state, end, state.pc + 1, weight, state.loops, watching);
  }

  /** Goes on behind a token that ends here. */
  private after(
    state: State,
    end: number,
    pc: number,
    weight: number,
    loops: Loop | undefined,
    watching: Watching,
  ): void {
    const at = end + 1;
    const total = state.weight - state.advance + weight;
    this.go({ pc, at, from: at, advance: 0, loops, watching, weight: total, before: state });
  }

  /** Whether the operation behind this text can begin here: spares weighing a long text that can not end yet. */
  private leadsOn(state: State, end: number): boolean {
    const next = this.plan.ops[state.pc + 1];
    if (!next) return this.options.mayEnd(end + 1);
    if (next.op !== "token" || next.field.kind === "string" || next.words) return true;
    const code = this.text.charCodeAt(end + 1);
    return (code >= 0x30 && code <= 0x39) || code === 0x2d || next.field.kind === "double";
  }

  /** Runs the operations that read nothing, and queues the state that is reached. */
  private go(state: State): void {
    const { ops } = this.plan;
    let { pc, loops, watching } = state;
    for (;;) {
      const op = ops[pc];
      if (op?.op === "skip") pc = op.holds(watching.values as unknown[], this.options.serverVersion) ? pc + 1 : op.to;
      else if (op?.op === "next") {
        const loop = loops as Loop;
        const again = loop.left > 1;
        loops = again ? { op: loop.op, left: loop.left - 1, outer: loop.outer } : loop.outer;
        pc = again ? op.start + 1 : pc + 1;
        if (again) for (const slot of loop.op.itemSlots) watching = this.watch(watching, slot, undefined);
      } else {
        // It may be there or not: both ways are followed.
        if (op?.op === "stray") this.go({ ...state, pc: pc + 1, loops, watching });
        break;
      }
    }
    const { at, from, advance, weight, before } = state;
    const next: State = { pc, at, from, advance, loops, watching, weight, before };
    if (pc < ops.length || this.options.mayEnd(at)) this.push(next);
    else if (!this.options.cut) this.consider(next, "late");
    else if (weight + tooLong <= this.limit) {
      this.found.push({ ends: endsOf(next), end: at, weight: weight + tooLong, fit: "late" });
      this.best = Math.min(this.best, weight + tooLong);
    }
  }

  private push(state: State): void {
    if (state.weight > this.limit) {
      if (state.from !== state.at && this.isFreeText(state)) this.work.leftOut = true;
      return;
    }
    if (!this.options.cut && (this.dashes[state.at] as number) < this.least.from(state)) this.consider(state, "early");
    else if (this.visit(state)) (this.queue[state.weight] as State[]).push(state);
  }

  private isFreeText({ pc }: State): boolean {
    const op = this.plan.ops[pc];
    return op !== undefined && "field" in op && op.field.kind === "string" && hyphensAllowed(op.field) === undefined;
  }

  /** The same point is entered as often as there are readings wanted, no more. */
  private visit({ pc, at, from, loops, watching }: State): boolean {
    // A text that went on was entered where it began.
    if (from !== at) return true;
    let key: number | string = (watching.number * 4096 + pc) * 2 ** 28 + at;
    if (loops) {
      key = `${key}`;
      for (let loop: Loop | undefined = loops; loop; loop = loop.outer) key += ` ${loop.left}`;
    }
    const visits = this.visits.get(key) ?? 0;
    if (visits >= this.readingsMax) {
      this.refused = true;
      return false;
    }
    this.visits.set(key, visits + 1);
    return true;
  }

  private watch(watching: Watching, slot: number, value: unknown): Watching {
    if (slot < 0) return watching;
    const values = [...watching.values];
    values[slot] = value;
    const key = values.map(String).join("\0");
    let known = this.watchings.get(key);
    if (!known) this.watchings.set(key, (known = { number: this.watchings.size + 1, values }));
    return known;
  }

  /** Keeps the reading that got furthest, for lines that were cut or hold more than the layout knows. */
  private consider(state: State, fit: "early" | "late"): void {
    const { partial } = this;
    const further = !partial || state.at > partial.state.at;
    if (further || (state.at === partial.state.at && state.weight < partial.state.weight))
      this.partial = { state, fit };
  }
}

const isText = (op: Op): boolean => op.op === "tagText" || ("field" in op && op.field.kind === "string");

const asToken = ({ field }: Extract<Op, { op: "value" | "stray" }>): TokenOp => ({
  op: "token",
  container: 0,
  key: "",
  field,
  watch: -1,
  unset: "",
  words: undefined,
});

/** The ends of the tokens on the way to a state. */
function endsOf(state: State): number[] {
  const ends: number[] = [];
  for (let here = state; here.before; here = here.before) if (here.at !== here.before.at) ends.push(here.at - 1);
  return ends.toReversed();
}

/** Number of dashes at or behind each position. */
export function dashesIn(text: string, stop: number): Int32Array {
  const counts = new Int32Array(stop + 2);
  for (let at = stop - 1; at >= 0; at -= 1)
    counts[at] = (counts[at + 1] as number) + (text.charCodeAt(at) === 0x2d ? 1 : 0);
  return counts;
}
