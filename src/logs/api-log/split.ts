/**
 * Finds where the fields of a logged message end. In the log `-` is a NUL or a hyphen, and only the layout can tell:
 * this is a search over the message's program, from left to right, in which every token is weighed by its field. Each
 * place in line and layout is searched from once, however many ways lead there. It is linear in practice, because a
 * number, a flag or a known word leaves one way to go on.
 */
import type { Op, TextPlan, TokenOp } from "../../codec/plan.ts";
import { readToken } from "../../codec/text-values.ts";
import { endsTo, pathsTo, pointOf, reach, type Final, type Place, type Point, type Way } from "./lattice.ts";
import { LeastTokens, nothing, type Loop, type Watching } from "./least-tokens.ts";
import {
  firstHyphen,
  hyphensAllowed,
  impossible,
  isFreeText,
  odd,
  weigh,
  weighCutDate,
  weighEnds,
  weighPiece,
  weighTagForm,
} from "./plausibility.ts";

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
  readonly serverVersion: number;
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
  readonly work?: Work;
  /** What `dashesIn` gives for this text, where it is known already. */
  readonly dashes?: Int32Array;
  /** Look for readings of a message that was cut, or that has more than the layout knows: for lines without a whole one. */
  readonly cut?: boolean;
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

export function splitBody(plan: TextPlan, text: string, start: number, stop: number, options: SplitOptions): Split[] {
  return new Search(plan, text, stop, options).run(start);
}

class Search {
  private readonly plan: TextPlan;
  private readonly text: string;
  private readonly stop: number;
  private readonly options: SplitOptions;
  /** Points to go on from, by the number of dashes before them. */
  private readonly queue: Point[][] = [];
  private readonly points = new Map<number | string, Point>();
  private readonly watchings = new Map<string, Watching>();
  private readonly finals: Final[] = [];
  /** Dashes from each position to the end, to leave out early what cannot become a whole message. */
  private readonly dashes: Int32Array;
  private readonly least: LeastTokens;
  private readonly work: Work;
  private readonly oddity: number;
  private partial: { point: Point; fit: "early" | "late" } | undefined;

  constructor(plan: TextPlan, text: string, stop: number, options: SplitOptions) {
    this.plan = plan;
    this.text = text;
    this.stop = stop;
    this.options = options;
    this.least = new LeastTokens(plan, options.serverVersion);
    this.dashes = options.dashes ?? dashesIn(text, stop);
    this.work = options.work ?? { left: Infinity };
    this.oddity = options.oddity;
  }

  run(start: number): Split[] {
    this.go({ pc: 0, at: start, loops: undefined, watching: nothing }, undefined);
    // Every token has an end, so that all ways to a point come from further left.
    for (let passed = 0; passed < this.queue.length; passed += 1) {
      const points = this.queue[passed];
      if (!points) continue;
      for (const point of points) {
        if (this.work.left <= 0) return this.result(start, true);
        this.expand(point);
      }
    }
    return this.result(start, false);
  }

  private result(start: number, cutOff: boolean): Split[] {
    const found = this.readings(start, cutOff);
    if (found.length > 0 || !this.partial) return found;
    const { point, fit } = this.partial;
    return [{ ends: endsTo(point), end: point.at, weight: point.weight, fit, ...(cutOff ? { more: true } : {}) }];
  }

  private readings(start: number, cutOff: boolean): Split[] {
    const short = (this.dashes[start] as number) <= shortDashes;
    const readingsMax = this.options.readingsMax ?? (short ? readingsMaxShort : readingsMaxDefault);
    const found: Split[] = [];
    let more = cutOff;
    for (const { ends, weight, final } of pathsTo(this.finals, this.options.weightMax, this.work)) {
      more ||= found.length >= readingsMax || this.work.left <= 0;
      if (found.length > 0 && more) break;
      const { point, fit, lacks } = final;
      found.push({ ends, end: point.at, weight, fit, ...(lacks === undefined ? {} : { lacks }) });
    }
    return more ? found.map((split) => ({ ...split, more })) : found;
  }

  /** Whether a way from this point, with a token of this weight, can still become a reading that is looked for. */
  private isHopeful(point: Point, weight: number, at: number): boolean {
    const { behind, weightMax } = this.options;
    return point.weight + weight + (behind && at > behind.at ? behind.weight : 0) <= weightMax;
  }

  private look(characters: number): void {
    this.work.left -= 1 + Math.floor(characters / charactersPerState);
  }

  /** Reads one token from this point, in every plausible length. */
  private expand(point: Point): void {
    const op = this.plan.ops[point.pc];
    if (!op) {
      const weight = this.options.weighEnd(point.at);
      if (weight !== impossible) this.finals.push({ point, weight, fit: "whole" });
      return;
    }
    switch (op.op) {
      case "token":
        return op.field.kind === "string" && !op.words ? this.words(point, op) : this.number(point, op);
      case "value":
        return op.field.kind === "string" ? this.words(point, asToken(op)) : this.number(point, asToken(op));
      case "stray":
        return this.number(point, asToken(op));
      case "tagText":
        return this.tagText(point, op);
      case "bits":
      case "optional":
      case "repeat":
        return this.whole(point, op);
      default:
        return undefined;
    }
  }

  /** The end of a piece, -1 where the text ends before; the end of a text that is the last of its message. */
  private endOf(from: number, last: boolean): number {
    const { text, stop } = this;
    let end = text.indexOf("-", from);
    if (last && !this.options.cut) {
      end = text.indexOf("--", from);
      if (end < 0 || end >= stop - 1) end = stop - 1 >= from && text[stop - 1] === "-" ? stop - 1 : -1;
    }
    this.look(end < 0 ? stop - from : end - from);
    return end < stop ? end : -1;
  }

  private isLast(point: Point): boolean {
    return !this.plan.ops[point.pc + 1];
  }

  /** The text ends within this token. What there is of it may look like anything, but its hyphens count. */
  private endOfText(point: Point, op: Op, grown: number): void {
    if (!this.options.cut) return this.consider(point, "early");
    const left = this.text.slice(point.at, this.stop);
    if (!isText(op) && !/^-?[\d.eE+]*\s*$/.test(left)) return;
    const own = op.op === "token" && left.includes("-") ? weigh(op, left, this.plan.message.direction) : grown;
    if (own !== impossible && this.isHopeful(point, own, point.at))
      this.finals.push({ point, weight: own, fit: "early", lacks: this.least.from(point) });
  }

  /** A number is one piece, or more where a hyphen is its sign or its exponent's. */
  private number(point: Point, op: TokenOp): void {
    let end = this.endOf(point.at, false);
    if (end < 0) return this.endOfText(point, op, 0);
    for (let pieces = 1; pieces <= numberPiecesMax; pieces += 1) {
      const token = this.text.slice(point.at, end);
      const weight = weigh(op, token, this.plan.message.direction);
      if (weight !== impossible) this.take(point, op, end, weight);
      if (op.words) return;
      const last = token.charCodeAt(token.length - 1) | 0x20;
      if (token !== "" && (last !== 0x65 || op.field.kind === "int")) return;
      end = this.endOf(end + 1, false);
      if (end < 0) return;
    }
  }

  /** A text may go on behind any hyphen, as long as its message can still become whole. */
  private words(point: Point, op: TokenOp): void {
    const { at } = point;
    const { direction } = this.plan.message;
    const free = isFreeText(op.field);
    const allowed = hyphensAllowed(op.field);
    this.grow(
      point,
      op,
      (end, hyphens, grown) => {
        this.look(end - at);
        if (at === end) return weigh(op, "", direction);
        if (free) return grown + this.oddity * weighEnds(this.text, at, end);
        if (hyphens > allowed && end - at > exactLengthMax) return odd + grown / this.oddity;
        return weigh(op, this.text.slice(at, end), direction) + weighCutDate(op.field, this.text, at, end);
      },
      // Behind the hyphens that its pattern allows, a text weighs at least what its pieces add up to.
      (hyphens, grown) => (free ? grown : hyphens < allowed ? 0 : odd + grown / this.oddity),
      (end, weight) => this.take(point, op, end, weight),
    );
  }

  private tagText(point: Point, op: Op): void {
    const { at, pc, loops, watching } = point;
    this.grow(
      point,
      op,
      (end, _, grown) => {
        this.look(end - at);
        return grown + weighTagForm(this.text, at, end);
      },
      (_, grown) => grown,
      (end, weight) => this.after(point, end, pc + 1, weight, loops, watching),
    );
  }

  /**
   * Takes a text up to each hyphen.
   *
   * @param weighText what it weighs, of its hyphens and what they and the pieces between them weigh
   * @param least what every text weighs at least that goes on behind so many of them
   */
  private grow(
    point: Point,
    op: Op,
    weighText: (end: number, hyphens: number, grown: number) => number,
    least: (hyphens: number, grown: number) => number,
    take: (end: number, weight: number) => void,
  ): void {
    const { at } = point;
    const last = this.isLast(point);
    let grown = this.oddity * firstHyphen;
    for (let from = at; ;) {
      const end = this.endOf(from, last);
      if (end < 0) return this.endOfText(point, op, from === at ? 0 : grown);
      const hyphens = (this.dashes[at] as number) - (this.dashes[end] as number);
      grown += this.oddity * this.weighPieces(from, end);
      if (this.leadsOn(point, end)) {
        const weight = weighText(end, hyphens, hyphens === 0 ? 0 : grown);
        if (weight !== impossible) take(end, weight);
      }
      if (!this.canBeWhole(point, end + 1)) return;
      if (!this.isHopeful(point, least(hyphens, grown), end + 1)) {
        if (!("field" in op) || isFreeText(op.field)) this.work.leftOut = true;
        return;
      }
      from = end + 1;
    }
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
    const end = this.endOf(point.at, false);
    if (end < 0) return this.endOfText(point, op, 0);
    const token = this.text.slice(point.at, end);
    if (!/^(?:0|[1-9]\d{0,9})?$/.test(token)) return;
    const number = Number(token);
    // Clients leave flags empty; counts and masks are always written.
    const weight = token === "" ? (op.op === "optional" ? 1 : 3) : 0;
    const { pc, loops, watching } = point;
    if (op.op === "bits") {
      if (number < 2 ** op.bits.length) this.after(point, end, pc + 1, weight, loops, watching);
    } else if (op.op === "optional") {
      if (number <= 1) this.after(point, end, number === 1 ? pc + 1 : op.to, weight, loops, watching);
    } else if (number <= (this.dashes[end] as number)) {
      // A column has no items, or as many as the list it belongs to.
      const items = watching.values[op.watch];
      if (op.column && number !== 0 && typeof items === "number" && number !== items) return;
      const watched = op.column ? watching : this.watch(watching, op.watch, number);
      if (number === 0) this.after(point, end, op.end, weight, loops, watched);
      else this.after(point, end, pc + 1, weight, { op, left: number, outer: loops }, watched);
    }
  }

  private take(point: Point, op: TokenOp, end: number, weight: number): void {
    const watching =
      op.watch < 0
        ? point.watching
        : this.watch(point.watching, op.watch, readToken(op.field, op.words, this.text, point.at, end));
    this.after(point, end, point.pc + 1, weight, point.loops, watching);
  }

  /** Goes on behind a token that ends here. */
  private after(
    from: Point,
    end: number,
    pc: number,
    weight: number,
    loops: Loop | undefined,
    watching: Watching,
  ): void {
    if (this.isHopeful(from, weight, end + 1)) this.go({ pc, at: end + 1, loops, watching }, { from, weight });
  }

  /** Whether the operation behind this text can begin here: spares weighing a long text that can not end yet. */
  private leadsOn({ pc }: Point, end: number): boolean {
    const next = this.plan.ops[pc + 1];
    if (!next) return this.options.weighEnd(end + 1) !== impossible;
    if (next.op !== "token" || next.field.kind === "string" || next.words) return true;
    const code = this.text.charCodeAt(end + 1);
    return (code >= 0x30 && code <= 0x39) || code === 0x2d || next.field.kind === "double";
  }

  /** Runs the operations that read nothing, and queues the point that is reached. */
  private go(place: Place, way: Way | undefined): void {
    const { ops } = this.plan;
    let { pc, loops, watching } = place;
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
        if (op?.op === "stray") this.go({ at: place.at, pc: pc + 1, loops, watching }, way);
        break;
      }
    }
    const { at } = place;
    const point = this.pointAt({ pc, at, loops, watching });
    const isNew = point.ways.length === 0;
    if (way) reach(point, way);
    if (!isNew) return;
    if (pc < ops.length) {
      if (this.canBeWhole(point, at)) this.queueUp(point);
      else this.consider(point, "early");
    } else if (this.options.weighEnd(at) !== impossible) this.queueUp(point);
    else if (!this.options.cut) this.consider(point, "late");
    else if (this.isHopeful(point, tooLong, at)) this.finals.push({ point, weight: tooLong, fit: "late" });
  }

  private queueUp(point: Point): void {
    const passed = (this.dashes[0] as number) - (this.dashes[point.at] as number);
    (this.queue[passed] ??= []).push(point);
  }

  /** Whether there are dashes left for all tokens that the message needs at least. */
  private canBeWhole(point: Place, at: number): boolean {
    return this.options.cut === true || (this.dashes[at] as number) >= this.least.from(point);
  }

  private pointAt(place: Place): Point {
    const key = keyOf(place);
    const known = this.points.get(key);
    if (known) return known;
    const point = pointOf(place);
    this.points.set(key, point);
    return point;
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
  private consider(point: Point, fit: "early" | "late"): void {
    const { partial } = this;
    const further = !partial || point.at > partial.point.at;
    if (further || (point.at === partial.point.at && point.weight < partial.point.weight))
      this.partial = { point, fit };
  }
}

function keyOf({ pc, at, loops, watching }: Place): number | string {
  const place = (watching.number * 4096 + pc) * 2 ** 28 + at;
  if (!loops) return place;
  let key = `${place}`;
  for (let loop: Loop | undefined = loops; loop; loop = loop.outer) key += ` ${loop.left}`;
  return key;
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

/** Number of dashes at or behind each position. */
export function dashesIn(text: string, stop: number): Int32Array {
  const counts = new Int32Array(stop + 2);
  for (let at = stop - 1; at >= 0; at -= 1)
    counts[at] = (counts[at + 1] as number) + (text.charCodeAt(at) === 0x2d ? 1 : 0);
  return counts;
}
