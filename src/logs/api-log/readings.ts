/**
 * All plausible readings of one logged line: which messages it holds, where their fields end, and for which server
 * versions. A reading is a choice of heads, programs and splits; its weight says what speaks against it.
 */
import { isAscii } from "../../base/byte-string.ts";
import { gates, rawMessageIdSince } from "../../catalogue/gates.ts";
import { messageById, type AnyMessage } from "../../catalogue/messages.ts";
import type { Direction } from "../../catalogue/schema.ts";
import { textPlan, type TextPlan } from "../../codec/plan.ts";
import { dashesIn } from "./dashes.ts";
import { headsAt, type Head } from "./heads.ts";
import { impossible, odd, rivalOddity } from "./plausibility.ts";
import { splitBody, type Split, type Work } from "./split.ts";
import { usualReadings, usualWeight } from "./usual-readings.ts";

/** A range of server versions, `until` exclusive. */
export interface Versions {
  readonly since: number;
  readonly until: number;
}

export interface FrameRead {
  readonly head: Head;
  /** The program it was read with; `undefined` for an id or form that is not in the catalogue. */
  readonly plan: TextPlan | undefined;
  readonly split: Split;
  /** The declared length could be read and is right. */
  readonly lengthConfirms: boolean;
}

export interface LineReading {
  readonly frames: readonly FrameRead[];
  readonly versions: Versions;
  readonly weight: number;
  /** Every frame was read to its end. */
  readonly whole: boolean;
  /** There are more readings than were looked for. */
  readonly more: boolean;
}

export interface ReadingOptions {
  readonly direction: Direction;
  readonly versions: Versions;
  /** Readings up to this much above the best one are returned too. */
  readonly margin: number;
  /**
   * Count oddities of free texts as contradictions: to compare server versions, under which all texts of a session would
   * have to be odd, not one.
   */
  readonly inFull?: boolean;
  /** Only readings that weigh at most so much are of interest; without any, there is no result. */
  readonly weightMax?: number;
}

/** What speaks against a text message where the official clients have gone over to protobuf. */
const textBesideProtobufWeight = 6;
const tooEarlyWeight = 6;
const wrongLengthWeight = 6;
/**
 * Readings this much above the best one are its rivals: less than a value that its field does not have, and what is odd
 * in a text that holds five numbers. Chosen on hostile texts and traffic of seeds that no documented figure is of.
 */
export const rivalMargin = 3.25;
/** A best reading as heavy as this is itself doubtful. */
export const doubtful = 8;

/** A best reading that is contradicted itself is only certain when nothing else comes near it. */
function marginFor(best: number, margin: number): number {
  if (best === Infinity || best < odd) return margin;
  return margin + (best < misfit ? odd / 2 : best < doubtful ? odd : doubtful);
}
/** More than one value of a best reading is not what its field has. */
const misfit = 6.5;

/** What speaks against taking a line for cut. */
const cutWeight = 4;
const framesMax = 1000;
/** How many messages of one line are followed into each other: each takes some of the stack, which must do for all. */
const deepMax = 400;
const weightSteps = [9, 18, 40];
/**
 * Bounds on the search for one line, in states visited. Most lines take below a thousand, orders full of hyphens at an
 * unknown server version some ten thousands, messages with thousands of items a few for each field.
 */
const workMin = 100_000;
const workForDash = 4;
/** A document is looked through some ten times; a state may look at a hundred characters. */
const workForCharacter = 0.1;
const workMax = 600_000;

/** Readings of a line's body (a byte string), the likeliest first; none when nothing fits at all. */
export function readLine(text: string, options: ReadingOptions): LineReading[] {
  return usualLine(text, options) ?? searchLine(text, options);
}

/** The same of a line like nearly all, which takes little time; `undefined` for others. */
export function usualLine(text: string, options: ReadingOptions): LineReading[] | undefined {
  const stop = endOf(text);
  const { direction } = options;
  return usualReadings(text, stop, options, (at) => mayBegin(text, at, stop, direction));
}

/** The same, of a line of which nothing is taken for granted. */
export const searchLine = (text: string, options: ReadingOptions): LineReading[] =>
  new LineReader(text, endOf(text), options).run();

/** Whether another message of a line could begin here. */
const mayBegin = (text: string, at: number, stop: number, direction: Direction): boolean =>
  text.startsWith("-", at) && headsAt(text, at, stop, direction, false).some((head) => head.weight < 4);

/** Trailing blanks behind the last dash are none of the message's. */
function endOf(text: string): number {
  let stop = text.length;
  while (stop > 0 && (text[stop - 1] === "\r" || text[stop - 1] === "\n")) stop -= 1;
  const dash = text.lastIndexOf("-", stop - 1);
  return dash >= 0 && /^[ \t\r\n]*$/.test(text.slice(dash + 1, stop)) ? dash + 1 : stop;
}

/** Text ids end where raw ids begin. */
function versionsFor(head: Head, { since, until }: Versions): Versions | undefined {
  const range =
    head.idForm === "raw"
      ? { since: Math.max(since, rawMessageIdSince), until }
      : { since, until: Math.min(until, rawMessageIdSince) };
  return range.since < range.until ? range : undefined;
}

class LineReader {
  private readonly text: string;
  private readonly stop: number;
  private readonly options: ReadingOptions;
  private readonly memo = new Map<string, LineReading[]>();
  private readonly dashes: Int32Array;
  private work: Work;
  private readonly ascii: boolean;
  private framesLeft = framesMax;
  private deep = 0;
  private weightMax = 0;
  private margin = 0;
  private cut = false;
  /** Heavier readings will not be looked for: one that is not whole is better than none. */
  private partial = false;

  constructor(text: string, stop: number, options: ReadingOptions) {
    this.text = text;
    this.stop = stop;
    this.options = options;
    this.dashes = dashesIn(text, stop);
    this.work = { left: Math.min(workMax, workMin + workForDash * this.dashes.length) + workForCharacter * stop };
    this.ascii = isAscii(text);
  }

  run(): LineReading[] {
    // Every message ends with the end of a field.
    if (this.text[this.stop - 1] !== "-") return this.asCut();
    const { weightMax: limit = Infinity } = this.options;
    const readings = this.search(limit);
    return limit < Infinity || this.work.left <= 0 ? readings : this.told(this.orCut(readings));
  }

  /** Looks for light readings first: most lines have one, and the programs of wrong versions then cost little. */
  private search(limit: number): LineReading[] {
    let readings: LineReading[] = [];
    this.margin = this.options.margin;
    for (let step = this.margin + usualWeight; ;) {
      this.weightMax = Math.min(step, limit);
      this.partial = this.weightMax === limit || !weightSteps.some((weight) => weight > step);
      this.memo.clear();
      this.framesLeft = framesMax;
      const found = this.from(0, this.options.versions);
      // Out of work, the search may have found less than the one before it.
      if (this.work.left <= 0) return this.unfinished([...readings, ...found]);
      readings = found;
      const best = this.bestOf(readings);
      const margin = marginFor(best, this.options.margin);
      const heavier = weightSteps.find((weight) => weight > step);
      if (this.weightMax === limit || (best < Infinity ? best + margin <= step : heavier === undefined))
        return readings;
      if (best < Infinity) [step, this.margin] = [best + margin, margin];
      else step = heavier as number;
    }
  }

  /** Where several readings fit, those with still odder texts may too: it is said that there are more. */
  private told(readings: LineReading[]): LineReading[] {
    if (readings.length < 2 || !this.work.leftOut) return readings;
    return readings.map((reading) => ({ ...reading, more: true }));
  }

  /** What no whole message fits well may be a message that was cut: what there is of it. */
  private orCut(readings: LineReading[]): LineReading[] {
    const [best] = readings;
    const confirmed = best?.whole && best.frames.every(({ lengthConfirms }) => lengthConfirms);
    const weight = bestWhole(readings);
    if (confirmed || weight < doubtful) return readings;
    const cut = this.asCut();
    return (cut[0]?.weight ?? Infinity) + cutWeight < weight ? cut : readings;
  }

  private asCut(): LineReading[] {
    this.cut = true;
    this.work = { left: workMin + workForCharacter * this.stop };
    return this.search(Infinity).filter(({ frames }) => frames.every(({ plan }) => plan));
  }

  private unfinished(readings: readonly LineReading[]): LineReading[] {
    let found = readings.length > 0 || this.cut ? this.kept(readings) : [];
    if (found.length === 0 && !this.cut && !this.partial) {
      // What there is of a reading that is not whole has not been kept so far.
      this.partial = true;
      this.memo.clear();
      this.work = { left: workMin };
      found = this.from(0, this.options.versions);
    }
    if (found.length === 0 && !this.cut) found = this.asCut();
    return found.map((reading) => ({ ...reading, more: true }));
  }

  /** Readings of everything from this position on. */
  private from(at: number, versions: Versions): LineReading[] {
    const key = `${at} ${versions.since} ${versions.until}`;
    const known = this.memo.get(key);
    if (known) return known;
    this.memo.set(key, []);
    const readings: LineReading[] = [];
    const heads = headsAt(this.text, at, this.stop, this.options.direction, at === 0);
    // Out of work, what is left of the line is one message with all the rest behind it.
    if (this.framesLeft-- <= 0 || this.work.left <= 0 || this.deep >= deepMax)
      readings.push(...heads.slice(0, 1).map((head) => this.unknown(head, versions)));
    else
      for (const head of heads) {
        if (head.weight > Math.min(this.weightMax, this.bestOf(readings) + this.margin)) break;
        this.deep += 1;
        readings.push(...this.withHead(head, versions));
        this.deep -= 1;
      }
    const kept = this.kept(readings);
    this.memo.set(key, kept);
    return kept;
  }

  private kept(readings: readonly LineReading[]): LineReading[] {
    return (this.cut ? lightest : withinMargin)(readings, this.margin);
  }

  private bestOf(readings: readonly LineReading[]): number {
    return this.cut ? Math.min(Infinity, ...readings.map(({ weight }) => weight)) : bestWhole(readings);
  }

  private withHead(head: Head, versions: Versions): LineReading[] {
    const range = versionsFor(head, versions);
    const message = messageById(this.options.direction, head.id);
    if (!range) return [];
    if (!message?.text) return [this.unknown(head, range)];
    const exactEnds = head.lengths.flatMap((length) => this.endsAtLength(head.payload, length));
    const readings: LineReading[] = [];
    // The newest layouts first: most logs are recent, and a light reading spares work on the other versions.
    for (let last = range.until - 1; last >= range.since;) {
      const plan = textPlan(message, last) as TextPlan;
      const since = Math.max(plan.since, range.since);
      for (const part of weighVersions(message, { since, until: last + 1 }))
        readings.push(...this.withPlan(head, exactEnds, plan, part.versions, part.weight, this.bestOf(readings)));
      last = since - 1;
    }
    return readings;
  }

  private withPlan(
    head: Head,
    exactEnds: readonly number[],
    plan: TextPlan,
    versions: Versions,
    weight: number,
    best: number,
  ): LineReading[] {
    const lengthMatters = head.length === "readable";
    const weightMax = Math.min(this.weightMax, best + this.margin) - head.weight - weight;
    const exactEnd = Math.max(0, ...exactEnds);
    // Where a wrong length weighs too much, the message can end only where its length says.
    const onlyExact = lengthMatters && weightMax < wrongLengthWeight && !this.cut && !this.partial;
    if (weightMax < 0 || (onlyExact && exactEnd === 0)) return [];
    const weighEnd = (at: number): number => {
      if (exactEnds.includes(at)) return 0;
      if (onlyExact || (at !== this.stop && !this.mayBegin(at))) return impossible;
      return lengthMatters ? wrongLengthWeight : 0;
    };
    const splits = splitBody(plan, this.text, head.body, onlyExact ? exactEnd : this.stop, {
      weightMax,
      oddity: this.cut || this.options.inFull ? 1 : rivalOddity,
      weighEnd,
      behind: lengthMatters ? { at: exactEnd, weight: wrongLengthWeight } : undefined,
      work: this.work,
      dashes: this.dashes,
      partial: this.partial,
      cut: this.cut,
    });
    const readings: LineReading[] = [];
    for (const split of splits) {
      const lengthConfirms = exactEnds.includes(split.end);
      const lengthWeight =
        !lengthMatters || lengthConfirms || split.fit === "whole" ? 0 : this.weighLength(head, split);
      const own = head.weight + split.weight + weight + lengthWeight;
      const frame: FrameRead = { head, plan, split, lengthConfirms };
      const more = split.more ?? false;
      if (split.fit !== "whole" || split.end === this.stop) {
        readings.push({ frames: [frame], versions, weight: own, whole: split.fit === "whole", more });
        continue;
      }
      for (const rest of this.from(split.end, versions)) {
        // Readings of several messages multiply.
        this.work.left -= 1 + rest.frames.length / 8;
        if (this.work.left <= 0) break;
        readings.push({
          frames: [frame, ...rest.frames],
          versions: rest.versions,
          weight: own + rest.weight,
          whole: rest.whole,
          more: rest.more || more,
        });
      }
    }
    return readings;
  }

  /** What speaks against a length that is not the message's: little where the line may have been cut. */
  private weighLength({ lengths, payload }: Head, { fit, lacks = 1 }: Split): number {
    const least = this.stop - payload + lacks;
    if (fit !== "early" || !lengths.some((length) => length >= least)) return wrongLengthWeight;
    // Its hyphens are rather zeros.
    return (lengths[0] as number) >= least ? 0 : 4;
  }

  /** Where a payload of this length ends: counted in bytes, or in characters when the file was converted to UTF-8. */
  private endsAtLength(payload: number, length: number): number[] {
    const inBytes = payload + length;
    const ends = inBytes <= this.stop && this.text[inBytes - 1] === "-" ? [inBytes] : [];
    if (this.ascii) return ends;
    this.work.left -= Math.min(length, this.stop - payload) / 100;
    let characters = 0;
    let at = payload;
    while (at < this.stop && characters < length) {
      at += 1;
      while (at < this.stop && (this.text.charCodeAt(at) & 0xc0) === 0x80) at += 1;
      characters += 1;
    }
    if (characters === length && at !== inBytes && this.text[at - 1] === "-") ends.push(at);
    return ends;
  }

  /** Whether another message of this line could begin here. */
  private mayBegin(at: number): boolean {
    this.work.left -= 1;
    return mayBegin(this.text, at, this.stop, this.options.direction);
  }

  /** An id or form that the catalogue does not have: nobody can tell its hyphens from ends of fields. */
  private unknown(head: Head, versions: Versions): LineReading {
    const split: Split = { ends: [], end: this.stop, weight: 0, fit: "late" };
    const lengthConfirms = head.lengths.includes(this.stop - head.payload);
    const weight = head.weight + (head.length === "readable" && !lengthConfirms ? wrongLengthWeight : 0);
    return { frames: [{ head, plan: undefined, split, lengthConfirms }], versions, weight, whole: false, more: false };
  }
}

/** The parts of a range, weighed: no host knows a message before its gate, and text is rare where protobuf is due. */
export function weighVersions(
  message: AnyMessage,
  { since, until }: Versions,
): { versions: Versions; weight: number }[] {
  const first = message.since ? gates[message.since].version : 0;
  const last = message.protobuf ? gates[message.protobuf].version : Infinity;
  const parts = [
    { versions: { since, until: Math.min(until, first) }, weight: tooEarlyWeight },
    { versions: { since: Math.max(since, first), until: Math.min(until, last) }, weight: 0 },
    { versions: { since: Math.max(since, last), until }, weight: textBesideProtobufWeight },
  ];
  return parts.filter((part) => part.versions.since < part.versions.until);
}

/** Whole readings beat partial ones; among partial ones those that got further beat the rest. */
function withinMargin(readings: readonly LineReading[], margin: number): LineReading[] {
  const whole = readings.filter((reading) => reading.whole);
  if (whole.length > 0) {
    const best = bestWhole(whole);
    return whole.filter((reading) => reading.weight <= best + margin).toSorted((a, b) => a.weight - b.weight);
  }
  const reach = (reading: LineReading): number => reading.frames.at(-1)?.split.end ?? 0;
  const known = readings.filter((reading) => reading.frames.every((frame) => frame.plan));
  const kept = known.length > 0 ? known : readings;
  return kept.toSorted((a, b) => reach(b) - reach(a) || a.weight - b.weight).slice(0, 1);
}

/** Of readings that are not whole, those that the least speaks against. */
function lightest(readings: readonly LineReading[], margin: number): LineReading[] {
  const sorted = readings.toSorted((a, b) => a.weight - b.weight);
  const best = sorted[0]?.weight ?? 0;
  return sorted.filter((reading) => reading.weight <= best + margin);
}

const bestWhole = (readings: readonly LineReading[]): number =>
  Math.min(Infinity, ...readings.filter((reading) => reading.whole).map((reading) => reading.weight));
