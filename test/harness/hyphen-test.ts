/**
 * The hyphen test: known bytes to a log line and back, judged by the bytes alone. For every text message, server
 * version and field that can hold it, one difficulty at a time: a minus sign, an exponent, a hyphen in free text, a run
 * of empty fields; with a readable length, with one that was mangled, and glued to a second message.
 */
import { byteStringOf, bytesOf } from "../../src/base/byte-string.ts";
import { gates, serverVersionMin } from "../../src/catalogue/gates.ts";
import { messages, type AnyMessage } from "../../src/catalogue/messages.ts";
import type { Direction, Field, Shape } from "../../src/catalogue/schema.ts";
import { decodeFrame, encodeFrame, type DecodeOptions } from "../../src/codec/message.ts";
import { textPlan, type Op } from "../../src/codec/plan.ts";
import { readLine, rivalMargin, type LineReading } from "../../src/logs/api-log/readings.ts";
import { wireBody } from "../../src/logs/api-log/records.ts";
import { frameInLine } from "../../src/logs/api-log/write-line.ts";
import { hostileText } from "./hostile-texts.ts";
import { plausibleFields, troublesOf, type Fullness, type Trouble } from "./plausible-fields.ts";
import { seeded, type Random } from "./random.ts";

/**
 * - `exact`: one reading, the very bytes; - `ambiguous`: several, the truth among them (or more than were listed, and
 *   said so); - `lost`: several without it;
 * - `unread`: a reading that says itself that it is not whole; - `wrong`: a false reading shown as certain.
 */
export type Outcome = "exact" | "ambiguous" | "lost" | "unread" | "wrong";
export type Counts = Record<Outcome, number>;

export interface HyphenResult {
  readonly all: Counts;
  /** Of the ambiguous lines, those that a message other than the true one is written as, too, with nothing wrong in it. */
  readonly undecidable: number;
  readonly byKind: Record<string, Counts>;
  readonly byMode: Record<string, Counts>;
  readonly failures: readonly Failure[];
}

export interface Failure {
  readonly outcome: Outcome;
  readonly name: string;
  readonly serverVersion: number;
  readonly seed: number;
  readonly mode: string;
  readonly trouble: Trouble;
  readonly line: string;
  readonly wire: string;
  readonly reads: readonly string[];
  /** Ambiguous, and rightly: another message, with nothing wrong in it, is written as this very line. */
  readonly undecidable: boolean;
}

/** How often messages occur, roughly as in the log of a trading program with market data, in thousandths. */
const traffic: Readonly<Record<string, number>> = {
  TICK_PRICE: 380,
  TICK_SIZE: 260,
  TICK_STRING: 60,
  TICK_GENERIC: 30,
  TICK_OPTION_COMPUTATION: 60,
  MARKET_DEPTH_L2: 40,
  REAL_TIME_BARS: 20,
  ACCT_VALUE: 30,
  PORTFOLIO_VALUE: 20,
  POSITION_DATA: 5,
  PNL: 10,
  ORDER_STATUS: 20,
  OPEN_ORDER: 15,
  EXECUTION_DATA: 4,
  COMMISSION_AND_FEES_REPORT: 4,
  ERR_MSG: 10,
  CONTRACT_DATA: 3,
  HISTORICAL_DATA: 2,
  TICK_REQ_PARAMS: 3,
  MARKET_DATA_TYPE: 3,
  TICK_NEWS: 1,
  PLACE_ORDER: 6,
  CANCEL_ORDER: 3,
  REQ_MKT_DATA: 4,
  REQ_CONTRACT_DATA: 3,
  REQ_HISTORICAL_DATA: 2,
  CANCEL_MKT_DATA: 2,
};

/** Messages in the mix of real traffic, every second one with a difficulty somewhere. */
export function hyphenTrafficTest(seed: number, count: number): HyphenResult {
  const all = none();
  const byKind: Record<string, Counts> = {};
  const byMode: Record<string, Counts> = {};
  const failures: Failure[] = [];
  const random = seeded(seed);
  const bag = messages.flatMap((message) => Array.from({ length: traffic[message.name] ?? 0 }, () => message));
  for (let number = 0; number < count; number += 1) {
    const message = random.pick(bag);
    const serverVersion = random.pick(serverVersions.filter((version) => existsAsText(message, version)));
    const trouble = random.chance(0.5) ? random.pick(troublesOf(message)) : { kind: "none" as const, path: "" };
    const mode = message.direction === "in" ? random.pick(modes) : "length";
    const fullness = random.chance(0.9) ? "typical" : "full";
    const one = oneCase(message, serverVersion, trouble, fullness, mode, seed * 1e6 + number);
    const kind = kindOf(message, serverVersion, trouble);
    for (const counts of [all, (byKind[kind] ??= none()), (byMode[mode] ??= none())]) counts[one.outcome] += 1;
    if (one.outcome !== "exact") failures.push(one);
  }
  return resultOf(all, byKind, byMode, failures);
}

export interface HyphenOptions {
  readonly seed: number;
  /** Share of the cases to run, 0 to 1. */
  readonly share: number;
  readonly only?: string | undefined;
}

const serverVersions = [100, 124, 145, 163, 176, 187, 200, 205];
const modes = ["length", "mangled length", "glued, length", "glued, mangled length"] as const;
const hostileModes = [...modes, "lost length", "glued, lost length"] as const;
type Mode = (typeof hostileModes)[number];
const margin = rivalMargin;

/** Texts made to be misread (hostile-texts.ts), in every free text of every message in turn and in all of one at once. */
export function hyphenHostileTest(seed: number, count: number, only?: string): HyphenResult {
  const all = none();
  const byKind: Record<string, Counts> = {};
  const byMode: Record<string, Counts> = {};
  const failures: Failure[] = [];
  const random = seeded(seed);
  const places = messages.flatMap((message) => {
    const troubles = message.text ? troublesOf(message).filter(({ kind }) => kind === "hyphen") : [];
    const paths = [...troubles.map(({ path }) => path), ...(troubles.length > 1 ? ["*"] : [])];
    return !only || message.name === only ? paths.map((path) => ({ message, path })) : [];
  });
  const start = random.whole(places.length);
  for (let number = 0; number < count; number += 1) {
    const { message, path } = places[(start + number) % places.length] as (typeof places)[number];
    const versions = serverVersions.filter((version) => existsAsText(message, version));
    if (versions.length === 0) continue;
    const serverVersion = random.pick(versions);
    const fullness = random.pick(["typical", "full"] as const);
    const mode = message.direction === "in" ? random.pick(hostileModes) : "length";
    const caseSeed = seed * 1e6 + number;
    const texts = hostileTextsFor(message, serverVersion, fullness, path, caseSeed);
    const one = oneCase(message, serverVersion, { kind: "hostile", path, texts }, fullness, mode, caseSeed);
    const kind = path === "*" ? "all texts" : "one text";
    for (const counts of [all, (byKind[kind] ??= none()), (byMode[mode] ??= none())]) counts[one.outcome] += 1;
    if (one.outcome !== "exact") failures.push(one);
  }
  return resultOf(all, byKind, byMode, worstFirst(failures));
}

const marker = "(here)";

/** Hostile texts for a place: what stands beside it is known from the message with a marker there. */
function hostileTextsFor(
  message: AnyMessage,
  serverVersion: number,
  fullness: Fullness,
  path: string,
  seed: number,
): string[] {
  const marked = wireOf(message, serverVersion, seeded(seed), fullness, { kind: "hostile", path, texts: [marker] });
  const [, ...tokens] = byteStringOf(marked).split("\0").slice(0, -1);
  const random = seeded(seed + 0.5);
  const places = tokens.flatMap((token, index) => (token === marker ? [index] : []));
  const shown = tokens.map((token) => (token === marker ? "alpha" : token));
  return Array.from({ length: path === "*" ? 8 : 1 }, () =>
    hostileText(shown, places.length > 0 ? random.pick(places) : 0, random),
  );
}

export function hyphenTest({ seed, share, only }: HyphenOptions): HyphenResult {
  const all = none();
  const byKind: Record<string, Counts> = {};
  const byMode: Record<string, Counts> = {};
  const failures: Failure[] = [];
  const chooser = seeded(seed);
  let number = 0;
  for (const message of messages) {
    if (!message.text || (only && message.name !== only)) continue;
    const troubles = troublesOf(message);
    for (const serverVersion of serverVersions)
      if (existsAsText(message, serverVersion))
        for (const trouble of troubles)
          for (const fullness of ["typical", "full"] as const)
            for (const mode of message.direction === "in" ? modes : (["length"] as const)) {
              number += 1;
              if (!chooser.chance(share)) continue;
              const one = oneCase(message, serverVersion, trouble, fullness, mode, seed * 1e6 + number);
              const kind = kindOf(message, serverVersion, trouble);
              for (const counts of [all, (byKind[kind] ??= none()), (byMode[mode] ??= none())])
                counts[one.outcome] += 1;
              if (one.outcome !== "exact") failures.push(one);
            }
  }
  return resultOf(all, byKind, byMode, worstFirst(failures));
}

function worstFirst(failures: readonly Failure[]): Failure[] {
  const order: Outcome[] = ["wrong", "lost", "unread", "ambiguous"];
  return failures.toSorted((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome));
}

function resultOf(
  all: Counts,
  byKind: Record<string, Counts>,
  byMode: Record<string, Counts>,
  failures: readonly Failure[],
): HyphenResult {
  const undecidable = failures.filter((one) => one.undecidable).length;
  return { all, byKind, byMode, failures, undecidable };
}

const none = (): Counts => ({ exact: 0, ambiguous: 0, lost: 0, unread: 0, wrong: 0 });

/**
 * The kind of a case. A hyphen in a free text that has another free text as its neighbour in the layout is a kind of its
 * own: `a-b¦c` and `a¦b-c` are the same line, of the same length, and both are what these fields may hold.
 */
function kindOf(message: AnyMessage, serverVersion: number, { kind, path }: Trouble): string {
  if (kind !== "hyphen") return kind;
  const ops = textPlan(message, serverVersion)?.ops.filter(({ op }) => op !== "skip") ?? [];
  const field = fieldAt(message.shape, path);
  const beside = ops.some(
    (op, index) =>
      "field" in op &&
      op.field === field &&
      [...neighbours(ops, index, -1), ...neighbours(ops, index, 1)].some(isFreeText),
  );
  return beside ? "hyphen, text by text" : "hyphen, text alone";
}

/** What may be read before (-1) or behind (1) an operation; in a list that is also the other end of the item. */
function neighbours(ops: readonly Op[], index: number, step: 1 | -1): Op[] {
  const next = ops[index + step];
  if (next?.op !== "next" && next?.op !== "repeat") return next ? [next] : [];
  if (next.op === "repeat") {
    const last = ops.findIndex((op, at) => at > index && op.op === "next");
    return step < 0 && last > 0 ? [ops[last - 1] as Op] : [];
  }
  const first = ops.findLastIndex((op, at) => at < index && op.op === "repeat");
  return [ops[first + 1], ops[index + 2]].filter((op) => op !== undefined);
}

const isFreeText = (op: Op): boolean =>
  "field" in op && op.field.kind === "string" && !op.field.codes && !op.field.pattern;

function fieldAt(shape: Shape, path: string): Field | undefined {
  const [key = "", ...inner] = path.split(".");
  const field = shape.fields[key];
  return inner.length > 0 && field && "shape" in field ? fieldAt(field.shape, inner.join(".")) : field;
}

function existsAsText(message: AnyMessage, serverVersion: number): boolean {
  const since = message.since ? gates[message.since].version : serverVersionMin;
  const until = message.protobuf ? gates[message.protobuf].version : Infinity;
  return serverVersion >= since && serverVersion < until;
}

function wireOf(
  message: AnyMessage,
  serverVersion: number,
  random: Random,
  fullness: Fullness,
  trouble?: Trouble,
): Uint8Array {
  const fields = { version: message.sends ?? 1, ...plausibleFields(message, random, fullness, trouble) };
  return encodeFrame({ name: message.name, serverVersion, fields, encoding: "text" });
}

function oneCase(
  message: AnyMessage,
  serverVersion: number,
  trouble: Trouble,
  fullness: Fullness,
  mode: Mode,
  seed: number,
): Failure {
  const random = seeded(seed);
  const { direction } = message;
  const wires = [wireOf(message, serverVersion, random, fullness, trouble)];
  if (mode.startsWith("glued")) wires.push(wireOf(message, serverVersion, random, fullness));
  const line = wires
    .map((wire) => {
      const text = frameInLine(wire, direction, serverVersion);
      // What editors make of length bytes that are no characters, or of such that do not show.
      if (mode.endsWith("mangled length")) return `--\u00ef\u00bf\u00bd\u00ef\u00bf\u00bd${text.slice(4)}`;
      return mode.endsWith("lost length") ? `${random.pick(["---", "--"])}${text.slice(4)}` : text;
    })
    .join("");
  const truth = wires.map((bytes) => byteStringOf(bytes));
  collected?.push({ line, direction, serverVersion, truth });
  const readings = collected
    ? []
    : readLine(line, { direction, versions: { since: serverVersion, until: serverVersion + 1 }, margin });
  const wire = shownAll(truth);
  const read = readings.map((reading) => payloadsOf(reading, line, serverVersion));
  const reads = [...new Set(read.map(shownAll))];
  const outcome = outcomeOf(reads, wire, readings[0]);
  const lengthsKnown = !mode.endsWith("mangled length") && !mode.endsWith("lost length");
  const undecidable =
    outcome === "ambiguous" &&
    read.some(
      (rival) =>
        shownAll(rival) !== wire && mayBeMeant(rival, lengthsKnown ? truth : rival, { direction, serverVersion }),
    );
  return { outcome, name: message.name, serverVersion, seed, mode, trouble, line, wire, reads, undecidable };
}

/** A line of one of these tests, with the server version at which it was written. */
export type HyphenLine = Pick<Failure, "line" | "serverVersion"> & {
  readonly direction: Direction;
  /** The payloads that it was written from, as byte strings. */
  readonly truth: readonly string[];
};

/** The lines of all three tests. */
export function hyphenLines(
  seed: number,
  counts: { readonly traffic: number; readonly share: number; readonly hostile: number },
): HyphenLine[] {
  const lines: HyphenLine[] = [];
  collected = lines;
  try {
    hyphenTrafficTest(seed, counts.traffic);
    hyphenTest({ seed, share: counts.share });
    hyphenHostileTest(seed, counts.hostile);
  } finally {
    collected = undefined;
  }
  return lines;
}

/** Where lines go that are only made, to be read by somebody else. */
let collected: HyphenLine[] | undefined;

const shown = (byteString: string): string => byteString.replaceAll("\0", "¦");

/** The payloads that a reading takes a line for, as byte strings. */
const payloadsOf = (reading: LineReading, line: string, serverVersion: number): string[] =>
  reading.frames.map((frame) => {
    const id = serverVersion >= 201 ? `\0\0\0${String.fromCharCode(frame.head.id)}` : `${frame.head.id}\0`;
    return id + wireBody(line, frame);
  });

const shownAll = (payloads: readonly string[]): string => payloads.map(shown).join(" | ");

/**
 * Whether these messages could be what the line was written from instead: nothing in them deviates from their layouts,
 * and each is as long as the line says, where it can be read.
 */
const mayBeMeant = (payloads: readonly string[], asLong: readonly string[], options: DecodeOptions): boolean =>
  payloads.length === asLong.length &&
  payloads.every((payload, index) => payload.length === asLong[index]?.length) &&
  payloads.every((payload) => decodeFrame(bytesOf(payload), options).issues.length === 0);

function outcomeOf(reads: readonly string[], wire: string, best: LineReading | undefined): Outcome {
  if (!best) return "unread";
  if (reads.length === 1 && !best.more) return reads[0] === wire ? "exact" : best.whole ? "wrong" : "unread";
  return reads.includes(wire) || best.more ? "ambiguous" : "lost";
}
