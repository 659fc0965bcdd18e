/**
 * Finds where the fields of a logged message end. In the log `-` is a NUL or a hyphen, and only the layout can tell:
 * this is a search over the message's program, from left to right, in which every token is weighed by its field. Each
 * place in line and layout is searched from once, however many ways lead there. It is linear in practice, because a
 * number, a flag or a known word leaves one way to go on.
 */
import type { Op, TextPlan, TokenOp } from "../../codec/plan.ts";
import { readToken } from "../../codec/text-values.ts";
import { dashFrom } from "./dashes.ts";
import { endsTo, pathsTo, Points, type Final, type Point } from "./lattice.ts";
import { WatchStates, type Loop, type WatchState } from "./least-tokens.ts";
import {
  firstHyphen,
  impossible,
  odd,
  weigh,
  weighCount,
  weighCutDate,
  weighEnds,
  weighPiece,
  weighTagForm,
} from "./plausibility.ts";
import { stepsOf, type SearchStep } from "./search-steps.ts";
import { soleSplit } from "./sole-split.ts";

/**
 * Work that all searches of one line may do together, in points visited; a long token counts as several. Real lines of
 * all kinds need far less; what runs out of it is read as far as it was found, and says that there may be more.
 */
export interface Work {
  left: number;
  /** Readings were left out that nothing speaks against but texts too odd to be followed. */
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
  /** What speaks against the message's end at this position: `impossible` where nothing can follow. */
  readonly weighEnd: (at: number) => number;
  /** What speaks against every end behind this position. */
  readonly behind?: { readonly at: number; readonly weight: number } | undefined;
  /** Readings heavier than this are not looked for. */
  readonly weightMax: number;
  /** What an oddity of a free text weighs. */
  readonly oddity: number;
  readonly readingsMax?: number;
  /** Bound on the work for all messages and programs that are tried for one line. */
  readonly work: Work;
  /** Where the dashes of the text are. */
  readonly dashes: Int32Array;
  /** Without a whole reading, give the one that got furthest. */
  readonly partial: boolean;
  /** Look for readings of a message that was cut, or that has more than the layout knows: for lines without a whole one. */
  readonly cut: boolean;
  /** How texts are weighed that hold what could be ends, where that is no hyphen: logs of clients join fields by commas. */
  readonly texts?: TextWeights | undefined;
}

/** What a text weighs by what could be ends within it. */
export interface TextWeights {
  weigh(op: TokenOp, text: string, start: number, end: number): number;
  /** What a text weighs at least however it goes on, that holds this. */
  least(op: TokenOp, text: string, start: number, end: number): number;
}

const readingsMaxDefault = 24;
/** Short messages of several free texts have many readings, and cost little to list all of them. */
const readingsMaxShort = 4000;
const shortDashes = 48;
const numberPiecesMax = 3;
/** What speaks against a message that goes on behind its last field, where it could also have been cut. */
const tooLong = 4;
/** Texts that have more hyphens than their pattern allows are still tested against it up to this length. */
const exactLengthMax = 200;
/** Characters that take as long to look at as a point to visit. */
const charactersPerState = 100;

/** @param stop where the text ends, or as far as the message can go */
export function splitBody(plan: TextPlan, text: string, start: number, stop: number, options: SplitOptions): Split[] {
  const { dashes, partial, cut } = options;
  if (!partial && !cut) {
    const spare = dashFrom(dashes, stop) - dashFrom(dashes, start) - WatchStates.of(plan).first.least[0]!;
    // Nothing can be whole that has fewer ends than fields.
    if (spare < 0) return [];
    // With as many, every dash is an end: there is nothing to search.
    if (spare === 0) return soleSplit(plan, text, start, stop, options);
  }
  return new Search(plan, text, stop, options).run(start);
}

class Search {
  private readonly plan: TextPlan;
  private readonly text: string;
  private readonly stop: number;
  private readonly options: SplitOptions;
  private readonly steps: readonly SearchStep[];
  private readonly states: WatchStates;
  private readonly dashes: Int32Array;
  /** The number of dashes in the text, to leave out early what cannot become a whole message. */
  private readonly total: number;
  private readonly work: Work;
  private readonly oddity: number;
  private readonly weightMax: number;
  /** Points that were reached, and those to go on from, by the number of dashes before them. */
  private readonly reached: Points[] = [];
  private readonly queue: Point[][] = [];
  private readonly loops = new Map<string, Loop>();
  private readonly finals: Final[] = [];
  private first = 0;
  private furthest: { point: Point; fit: "early" | "late" } | undefined;

  constructor(plan: TextPlan, text: string, stop: number, options: SplitOptions) {
    this.plan = plan;
    this.text = text;
    this.stop = stop;
    this.options = options;
    this.steps = stepsOf(plan);
    this.states = WatchStates.of(plan);
    this.dashes = options.dashes;
    this.total = dashFrom(options.dashes, stop);
    this.work = options.work;
    this.oddity = options.oddity;
    this.weightMax = options.weightMax;
  }

  run(start: number): Split[] {
    this.first = dashFrom(this.dashes, start);
    this.go(0, start, this.first, undefined, this.states.first, undefined, 0);
    // Every token has an end, so that all ways to a point come from further left.
    for (let passed = 0; passed < this.queue.length; passed += 1) {
      const points = this.queue[passed];
      if (!points) continue;
      for (const point of points) {
        if (this.work.left <= 0) return this.result(true);
        this.expand(point);
      }
    }
    return this.result(false);
  }

  private result(cutOff: boolean): Split[] {
    const found = this.finals.length > 0 ? this.readings(cutOff) : [];
    if (found.length > 0 || !this.furthest) return found;
    const { point, fit } = this.furthest;
    return [{ ends: endsTo(point), end: point.at, weight: point.weight, fit, ...(cutOff ? { more: true } : {}) }];
  }

  private readings(cutOff: boolean): Split[] {
    const short = this.total - this.first <= shortDashes;
    const readingsMax = this.options.readingsMax ?? (short ? readingsMaxShort : readingsMaxDefault);
    const found: Split[] = [];
    let more = cutOff;
    for (const { ends, weight, final } of pathsTo(this.finals, this.weightMax, this.work)) {
      more ||= found.length >= readingsMax || this.work.left <= 0;
      if (found.length > 0 && more) break;
      const { point, fit, lacks } = final;
      found.push({ ends, end: point.at, weight, fit, ...(lacks === undefined ? {} : { lacks }) });
    }
    return more ? found.map((split) => ({ ...split, more })) : found;
  }

  /** Whether a way from this point, with a token of this weight, can still become a reading that is looked for. */
  private isHopeful(point: Point, weight: number, at: number): boolean {
    const { behind } = this.options;
    return point.weight + weight + (behind && at > behind.at ? behind.weight : 0) <= this.weightMax;
  }

  private look(characters: number): void {
    this.work.left -= 1 + Math.floor(characters / charactersPerState);
  }

  /** Reads one token from this point, in every plausible length. */
  private expand(point: Point): void {
    const step = this.steps[point.pc];
    if (!step) {
      const weight = this.options.weighEnd(point.at);
      if (weight !== impossible) this.finals.push({ point, weight, fit: "whole" });
      return;
    }
    switch (step.read) {
      case "number":
        return this.number(point, step.token as TokenOp);
      case "words":
      case "tagText":
        return this.grow(point, step, step.token);
      case "whole":
        return this.whole(point, step.op as Extract<Op, { op: "bits" | "optional" | "repeat" }>);
      case "nothing":
        return undefined;
    }
  }

  /** The dash that ends a piece, -1 where the text ends before; the end of a text that is the last of its message. */
  private endOf(dash: number, from: number, last: boolean): number {
    const { dashes, stop, total } = this;
    let end = dash;
    if (last && !this.options.cut) {
      while (end < total - 1 && dashes[end + 1] !== (dashes[end] as number) + 1) end += 1;
      if (end === total - 1 && dashes[end] !== stop - 1) end = total;
    }
    this.look((end < total ? (dashes[end] as number) : stop) - from);
    return end < total ? end : -1;
  }

  /** The text ends within this token. What there is of it may look like anything, but its hyphens count. */
  private endOfText(point: Point, op: Op, grown: number): void {
    if (!this.options.cut) return this.consider(point, "early");
    const left = this.text.slice(point.at, this.stop);
    if (!isText(op) && !/^-?[\d.eE+]*\s*$/.test(left)) return;
    const own = op.op === "token" && left.includes("-") ? weigh(op, left, this.plan.message.direction) : grown;
    if (own !== impossible && this.isHopeful(point, own, point.at))
      this.finals.push({ point, weight: own, fit: "early", lacks: this.least(point) });
  }

  /** A number is one piece, or more where a hyphen is its sign or its exponent's. */
  private number(point: Point, op: TokenOp): void {
    const { at } = point;
    let dash = this.endOf(point.dash, at, false);
    if (dash < 0) return this.endOfText(point, op, 0);
    for (let pieces = 1; pieces <= numberPiecesMax; pieces += 1) {
      const end = this.dashes[dash] as number;
      const token = this.text.slice(at, end);
      const weight = weigh(op, token, this.plan.message.direction);
      if (weight !== impossible) this.take(point, op, dash, weight);
      if (op.words) return;
      const last = token.charCodeAt(token.length - 1) | 0x20;
      if (token !== "" && (last !== 0x65 || op.field.kind === "int")) return;
      dash = this.endOf(dash + 1, end + 1, false);
      if (dash < 0) return;
    }
  }

  /** A text may go on behind any hyphen, as long as its message can still become whole. */
  private grow(point: Point, step: SearchStep, op: TokenOp | undefined): void {
    const { at } = point;
    const least = this.least(point);
    let grown = 0;
    for (let dash = point.dash, from = at; ;) {
      dash = this.endOf(dash, from, step.last);
      if (dash < 0) return this.endOfText(point, op ?? step.op, from === at ? 0 : grown);
      const end = this.dashes[dash] as number;
      const hyphens = dash - point.dash;
      if (hyphens > 0) grown = this.grownBy(grown, from, end, at);
      if (this.leadsOn(step, end)) {
        const weight = op ? this.weighWords(step, op, at, end, hyphens, grown) : this.weighTags(at, end, grown);
        if (weight !== impossible) {
          if (op) this.take(point, op, dash, weight);
          else this.after(point, dash, point.pc + 1, weight, point.loops, point.state);
        }
      }
      // Whether there are dashes left for all tokens that the message needs at least.
      if (!this.options.cut && this.total - dash - 1 < least) return;
      if (hyphens === 0) grown = this.grownBy(grown, from, end, at);
      const { texts } = this.options;
      const leastWeight =
        texts && op ? texts.least(op, this.text, at, end + 1) : this.leastWeight(step, hyphens, grown);
      if (!this.isHopeful(point, leastWeight, end + 1)) {
        if (step.free) this.work.leftOut = true;
        return;
      }
      dash += 1;
      from = end + 1;
    }
  }

  /** What the hyphens of a text weigh together with one more piece of it. */
  private grownBy(grown: number, from: number, end: number, at: number): number {
    return (from === at ? this.oddity * firstHyphen : grown) + this.oddity * this.weighPieces(from, end);
  }

  /** What every text weighs at least that goes on behind so many hyphens. */
  private leastWeight({ token, free, allowed }: SearchStep, hyphens: number, grown: number): number {
    // Behind the hyphens that its pattern allows, a text weighs at least what its pieces add up to.
    if (free || !token) return grown;
    return hyphens < allowed ? 0 : odd + grown / this.oddity;
  }

  private weighWords(
    { free, allowed }: SearchStep,
    op: TokenOp,
    at: number,
    end: number,
    hyphens: number,
    grown: number,
  ): number {
    this.look(end - at);
    const { direction } = this.plan.message;
    if (at === end) return weigh(op, "", direction);
    if (this.options.texts) return this.options.texts.weigh(op, this.text, at, end);
    if (free) return grown + this.oddity * weighEnds(this.text, at, end);
    if (hyphens > allowed && end - at > exactLengthMax) return odd + grown / this.oddity;
    return weigh(op, this.text.slice(at, end), direction) + weighCutDate(op.field, this.text, at, end);
  }

  private weighTags(at: number, end: number, grown: number): number {
    this.look(end - at);
    return grown + weighTagForm(this.text, at, end);
  }

  private weighPieces(start: number, end: number): number {
    let weight = 0;
    for (let from = start; ;) {
      const hyphen = this.text.indexOf("-", from);
      weight += weighPiece(this.text.slice(from, hyphen < 0 ? end : Math.min(hyphen, end)));
      if (hyphen < 0 || hyphen >= end) return weight;
      from = hyphen + 1;
    }
  }

  /** Counts, flags and bit masks are whole numbers without a sign. */
  private whole(point: Point, op: Extract<Op, { op: "bits" | "optional" | "repeat" }>): void {
    const { pc, at, loops, state } = point;
    const dash = this.endOf(point.dash, at, false);
    if (dash < 0) return this.endOfText(point, op, 0);
    const token = this.text.slice(at, this.dashes[dash]);
    const weight = weighCount(op, token);
    if (weight === impossible) return;
    const number = Number(token);
    if (op.op === "bits") this.after(point, dash, pc + 1, weight, loops, state);
    else if (op.op === "optional") this.after(point, dash, number === 1 ? pc + 1 : op.to, weight, loops, state);
    else if (number <= this.total - dash) {
      // A column has no items, or as many as the list it belongs to.
      const items = state.values[op.watch];
      if (op.column && number !== 0 && typeof items === "number" && number !== items) return;
      const watched = op.column ? state : this.watch(point, op.watch, number);
      if (number === 0) this.after(point, dash, op.end, weight, loops, watched);
      else this.after(point, dash, pc + 1, weight, this.loop(op, pc + 1, number, loops), watched);
    }
  }

  private loop(op: Loop["op"], start: number, left: number, outer: Loop | undefined): Loop {
    const key = `${outer?.number ?? 0} ${start} ${left}`;
    let loop = this.loops.get(key);
    if (!loop) this.loops.set(key, (loop = { op, start, left, outer, number: this.loops.size + 1 }));
    return loop;
  }

  private take(point: Point, op: TokenOp, dash: number, weight: number): void {
    const state =
      op.watch < 0
        ? point.state
        : this.watch(point, op.watch, readToken(op.field, op.words, this.text, point.at, this.dashes[dash] as number));
    this.after(point, dash, point.pc + 1, weight, point.loops, state);
  }

  private watch({ state, pc, loops }: Point, slot: number, value: unknown): WatchState {
    return slot < 0 ? state : this.states.after(state, slot, value, pc, loops !== undefined);
  }

  /** Goes on behind a token that ends with this dash. */
  private after(
    from: Point,
    dash: number,
    pc: number,
    weight: number,
    loops: Loop | undefined,
    state: WatchState,
  ): void {
    const at = (this.dashes[dash] as number) + 1;
    if (this.isHopeful(from, weight, at)) this.go(pc, at, dash + 1, loops, state, from, weight);
  }

  /** Whether the operation behind this text can begin here: spares weighing a long text that can not end yet. */
  private leadsOn({ last, needsDigit }: SearchStep, end: number): boolean {
    if (last) return this.options.weighEnd(end + 1) !== impossible;
    if (!needsDigit) return true;
    const code = this.text.charCodeAt(end + 1);
    // Also where it is empty: logs of clients end fields with commas.
    return (code >= 0x30 && code <= 0x39) || code === 0x2d || code === 0x2c;
  }

  /** Runs the operations that read nothing, and queues the point that is reached, by a token of some weight. */
  private go(
    first: number,
    at: number,
    dash: number,
    firstLoops: Loop | undefined,
    firstState: WatchState,
    from: Point | undefined,
    weight: number,
  ): void {
    const { ops } = this.plan;
    let [pc, loops, state] = [first, firstLoops, firstState];
    for (;;) {
      const op = ops[pc];
      if (op?.op === "skip") pc = op.holds(state.values as unknown[], this.plan.since) ? pc + 1 : op.to;
      else if (op?.op === "next") {
        const { op: list, start, left, outer } = loops as Loop;
        const again = left > 1;
        loops = again ? this.loop(list, start, left - 1, outer) : outer;
        if (again) for (const slot of list.itemSlots) state = this.states.after(state, slot, undefined, pc, true);
        pc = again ? start : pc + 1;
      } else {
        // It may be there or not: both ways are followed.
        if (op?.op === "stray") this.go(pc + 1, at, dash, loops, state, from, weight);
        break;
      }
    }
    const points = (this.reached[dash - this.first] ??= new Points());
    const before = points.find(pc, loops, state);
    if (before) {
      if (!from) return;
      before.weight = Math.min(before.weight, from.weight + weight);
      before.ways.push({ from, weight });
      return;
    }
    const ways = from ? [{ from, weight }] : [];
    const point: Point = { pc, at, dash, loops, state, ways, weight: from ? from.weight + weight : 0 };
    if (pc < ops.length) {
      if (this.options.cut || this.total - dash >= this.least(point)) this.queueUp(point, points);
      else this.consider(point, "early", points);
    } else if (this.options.weighEnd(at) !== impossible) this.queueUp(point, points);
    else if (!this.options.cut) this.consider(point, "late", points);
    else if (this.isHopeful(point, tooLong, at)) {
      points.add(point);
      this.finals.push({ point, weight: tooLong, fit: "late" });
    }
  }

  private queueUp(point: Point, points: Points): void {
    points.add(point);
    (this.queue[point.dash - this.first] ??= []).push(point);
  }

  private least({ pc, loops, state }: Point): number {
    return this.states.leastFrom(pc, loops, state);
  }

  /** Keeps the reading that got furthest, for lines that were cut or hold more than the layout knows. */
  private consider(point: Point, fit: "early" | "late", points?: Points): void {
    if (!this.options.partial) return;
    points?.add(point);
    const { furthest } = this;
    const further = !furthest || point.at > furthest.point.at;
    if (further || (point.at === furthest.point.at && point.weight < furthest.point.weight))
      this.furthest = { point, fit };
  }
}

const isText = (op: Op): boolean => op.op === "tagText" || ("field" in op && op.field.kind === "string");
