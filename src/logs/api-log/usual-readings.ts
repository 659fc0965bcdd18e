/**
 * Reads what nearly all lines are without looking for anything else: messages with a text id of the catalogue, one after
 * the other, each with a length before it that is right (a client's message has none), and a layout that is the same for
 * all server versions in question. Nothing else can begin where they begin, and what ends elsewhere would have a wrong
 * length. Gives up on everything else; the general search (`searchLine`) then finds the same and more.
 */
import { isAscii } from "../../base/byte-string.ts";
import { gates, rawMessageIdSince } from "../../catalogue/gates.ts";
import { messageById } from "../../catalogue/messages.ts";
import { textPlan, type TextPlan } from "../../codec/plan.ts";
import { dashesIn } from "./dashes.ts";
import { usualHeadAt, type Head } from "./heads.ts";
import { impossible, rivalOddity, weigh } from "./plausibility.ts";
import type { FrameRead, LineReading, ReadingOptions, Versions } from "./readings.ts";
import { splitBody, type Split, type Work } from "./split.ts";

/** A line whose likeliest reading weighs more than this is looked at in general; some hyphens in a text do not. */
export const usualWeight = 3 / 4;
const workMax = 20_000;
/** Readings of several messages multiply. */
const readingsMax = 64;

/**
 * @param mayBegin whether another message could begin at a position behind a message without a length
 * @returns `undefined` where only the general search can tell
 */
export function usualReadings(
  text: string,
  stop: number,
  options: ReadingOptions,
  mayBegin: (at: number) => boolean,
): LineReading[] | undefined {
  const { direction, margin, weightMax = Infinity } = options;
  const versions = { since: options.versions.since, until: Math.min(options.versions.until, rawMessageIdSince) };
  if (stop === 0 || versions.since >= versions.until || weightMax < usualWeight + margin) return undefined;
  const frames: SplitFrame[] = [];
  const work: Work = { left: workMax };
  let dashes: Int32Array | undefined;
  for (let at = 0; at < stop;) {
    const head = usualHeadAt(text, at, stop, direction);
    const plan = head && planFor(head, options, versions);
    if (!head || !plan) return undefined;
    const end = direction === "in" ? head.payload + (head.lengths[0] as number) : stop;
    let splits = flatSplit(plan, text, head.body, end, options);
    if (!splits) {
      // Characters outside ASCII make two lengths of one, that in bytes and that in characters.
      if (direction === "in" && !isAscii(text, head.payload, end)) return undefined;
      dashes ??= dashesIn(text, stop);
      splits = splitBody(plan, text, head.body, end, {
        weighEnd: (place) => (place === end || (direction === "out" && mayBegin(place)) ? 0 : impossible),
        weightMax: usualWeight + margin,
        oddity: options.inFull ? 1 : rivalOddity,
        work,
        dashes,
        partial: false,
        cut: false,
      });
      if (work.left <= 0 || splits.length === 0) return undefined;
      if (splits.some((split) => split.more === true || split.end !== end)) return undefined;
    }
    frames.push({ head, plan, splits });
    at = end;
  }
  if (rawRival(text, stop, options, mayBegin)) return undefined;
  const readings = combined(frames, versions, direction === "in", margin);
  return readings && readings.length > 1 && work.leftOut ? readings.map((one) => ({ ...one, more: true })) : readings;
}

/** Whether the low byte of the length could be a raw id, of a message without a length. */
function rawRival(
  text: string,
  stop: number,
  { direction, versions, margin, inFull }: ReadingOptions,
  mayBegin: (at: number) => boolean,
): boolean {
  if (versions.until <= rawMessageIdSince || !text.startsWith("---")) return false;
  const message = messageById(direction, text.charCodeAt(3));
  if (!message?.text) return false;
  const dashes = dashesIn(text, stop);
  for (let since = Math.max(versions.since, rawMessageIdSince); since < versions.until;) {
    const plan = textPlan(message, since) as TextPlan;
    const splits = splitBody(plan, text, 4, stop, {
      weighEnd: (at) => (at === stop || mayBegin(at) ? 0 : impossible),
      weightMax: usualWeight + margin,
      oddity: inFull ? 1 : rivalOddity,
      work: { left: workMax },
      dashes,
      partial: false,
      cut: false,
    });
    if (splits.length > 0) return true;
    since = plan.until;
  }
  return false;
}

/** The only layout of a message, where nothing speaks against its text form at these versions. */
function planFor({ id }: Head, { direction }: ReadingOptions, { since, until }: Versions): TextPlan | undefined {
  const message = messageById(direction, id);
  if (!message?.text) return undefined;
  if (message.protobuf !== undefined && until > gates[message.protobuf].version) return undefined;
  if (message.since !== undefined && since < gates[message.since].version) return undefined;
  const plan = textPlan(message, since);
  return plan && plan.until >= until ? plan : undefined;
}

/** A plain row of fields with as many pieces as fields, of which nothing is unusual. */
function flatSplit(
  plan: TextPlan,
  text: string,
  start: number,
  stop: number,
  { direction }: ReadingOptions,
): Split[] | undefined {
  if (!plan.flat) return undefined;
  const { ops } = plan.flat;
  const ends: number[] = [];
  for (let at = start; at < stop;) {
    const end = text.indexOf("-", at);
    const op = ops[ends.length];
    if (end < 0 || end >= stop || !op || weigh(op, text.slice(at, end), direction) > 0) return undefined;
    ends.push(end);
    at = end + 1;
  }
  return ends.length === ops.length ? [{ ends, end: stop, weight: 0, fit: "whole" }] : undefined;
}

interface SplitFrame {
  readonly head: Head;
  readonly plan: TextPlan;
  readonly splits: readonly Split[];
}

/** The only choice where each message has one split, as nearly all have. */
function sole(frames: readonly SplitFrame[], versions: Versions, lengthConfirms: boolean): LineReading[] | undefined {
  let weight = 0;
  const read: FrameRead[] = [];
  for (const { head, plan, splits } of frames) {
    const split = splits[0] as Split;
    weight += split.weight;
    read.push({ head, plan, split, lengthConfirms });
  }
  return weight > usualWeight ? undefined : [{ frames: read, versions, weight, whole: true, more: false }];
}

/** Every choice of a split for each message that comes near the likeliest; `undefined` where that is an unusual one. */
function combined(
  frames: readonly SplitFrame[],
  versions: Versions,
  lengthConfirms: boolean,
  margin: number,
): LineReading[] | undefined {
  if (frames.every(({ splits }) => splits.length === 1)) return sole(frames, versions, lengthConfirms);
  let readings: { weight: number; frames: FrameRead[] }[] = [{ weight: 0, frames: [] }];
  for (const { head, plan, splits } of frames) {
    if (readings.length * splits.length > readingsMax) return undefined;
    readings = readings.flatMap((reading) =>
      splits.map((split) => ({
        weight: reading.weight + split.weight,
        frames: [...reading.frames, { head, plan, split, lengthConfirms }],
      })),
    );
  }
  if (readings.length > 1) readings.sort((a, b) => a.weight - b.weight);
  const best = readings[0]?.weight ?? impossible;
  if (best > usualWeight) return undefined;
  return readings
    .filter(({ weight }) => weight <= best + margin)
    .map((reading) => ({ frames: reading.frames, versions, weight: reading.weight, whole: true, more: false }));
}
