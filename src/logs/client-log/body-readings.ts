/**
 * The readings of a text message in a client's log. Where its bytes are there every NUL is an end, and only the server
 * version is in doubt; where the fields are joined by commas, a comma can also stand in a text, and the layout must tell.
 */
import { messageById } from "../../catalogue/messages.ts";
import { withCommas } from "../../catalogue/patterns.ts";
import type { Direction, Shape } from "../../catalogue/schema.ts";
import { textPlan, type Op, type TextPlan } from "../../codec/plan.ts";
import { takeApart } from "../../codec/text-decode.ts";
import type { Head } from "../api-log/heads.ts";
import { odd, weigh, type Weighed } from "../api-log/plausibility.ts";
import { rivalMargin, weighVersions, type LineReading, type Versions } from "../api-log/readings.ts";
import { splitBody, type Split, type TextWeights } from "../api-log/split.ts";
import type { Said } from "./said.ts";

export type SaidText = Said & { readonly says: "text" };

/** What speaks against one token at most, and against a body that does not fit its layout, for every issue. */
const tokenWeightMax = 9;
const issueWeight = 9;
/** Bound on the work for one message and layout, in points that the search visits. */
const workMax = 400_000;
const weightSteps = [9, 18, 40, 120, Infinity];
/** A list of exchanges beside a list of order types can end at any of a hundred commas. */
const readingsMax = 300;

/** The message as one text, its id in front. */
export const wholeText = ({ id, end, body }: SaidText): string => `${id}${end}${body}`;

/** The readings of a message, the likeliest first; with no layout at all, every separator is an end. */
export function readBody(said: SaidText, versions: Versions): LineReading[] {
  const text = wholeText(said);
  const start = text.length - said.body.length;
  const head: Head = { payload: 0, body: start, id: said.id, idForm: "text", length: "none", lengths: [], weight: 0 };
  const ends = endsIn(text, start, said.end);
  const message = messageById(said.direction, said.id);
  if (!message?.text) {
    const split: Split = { ends, end: text.length, weight: 0, fit: "whole" };
    const frames = [{ head, plan: undefined, split, lengthConfirms: false }];
    return [{ frames, versions, weight: 0, whole: false, more: false }];
  }
  const found: LineReading[] = [];
  for (let last = versions.until - 1; last >= versions.since;) {
    const plan = textPlan(message, last) as TextPlan;
    const since = Math.max(plan.since, versions.since);
    const splits =
      said.end === "\0" ? [exactly(plan, text, start, ends, since)] : byCommas(plan, text, start, ends, since);
    for (const part of weighVersions(message, { since, until: last + 1 }))
      for (const split of splits)
        found.push({
          frames: [{ head, plan, split, lengthConfirms: false }],
          versions: part.versions,
          weight: part.weight + split.weight,
          whole: split.fit === "whole",
          more: split.more ?? false,
        });
    last = since - 1;
  }
  const sorted = found.toSorted((a, b) => Number(b.whole) - Number(a.whole) || a.weight - b.weight);
  const [best] = sorted;
  return best ? sorted.filter(({ whole, weight }) => whole === best.whole && weight <= best.weight + rivalMargin) : [];
}

function endsIn(text: string, start: number, end: string): number[] {
  const ends: number[] = [];
  for (let at = text.indexOf(end, start); at >= 0; at = text.indexOf(end, at + 1)) ends.push(at);
  return ends;
}

/** The one way to end the fields at these places, and what speaks against it. */
function exactly(plan: TextPlan, text: string, start: number, ends: readonly number[], serverVersion: number): Split {
  const body = withEnds(text, ends).slice(start);
  const { direction } = plan.message;
  let weight = 0;
  const { fields, issues } = takeApart(plan, body, serverVersion, ({ op, start: from, end }) => {
    const weighed = weighable(op);
    if (!weighed) return;
    weight += Math.min(tokenWeightMax, weighOwn(weighed, body.slice(from, end), direction));
  });
  weight += issueWeight * (issues.length + unequalLists(plan.message.shape, fields));
  return { ends, end: text.length, weight, fit: "whole" };
}

const weighable = (op: Op): Weighed | undefined => {
  if (op.op === "value" || op.op === "stray") return { field: op.field, words: undefined, unset: "" };
  return op.op === "token" ? op : undefined;
};

/**
 * A comma within a sentence has a blank behind it; another one is rather the end of a field, except in a list.
 * @returns what the commas of a text weigh
 */
function weighCommas({ pattern }: Weighed["field"], token: string): number {
  if (!token.includes(",") || (pattern && withCommas.has(pattern))) return 0;
  let weight = 0;
  for (let at = token.indexOf(","); at >= 0; at = token.indexOf(",", at + 1))
    weight += token[at + 1] === " " ? 1 / 4 : odd;
  return weight;
}

const weighOwn = (weighed: Weighed, token: string, direction: Direction): number =>
  weigh(weighed, token, direction) + weighCommas(weighed.field, token);

const textsWith = (direction: Direction): TextWeights => ({
  weigh: (op, text, start, end) => weighOwn(op, text.slice(start, end), direction),
  least: (op, text, start, end) => weighCommas(op.field, text.slice(start, end)),
});

/** How many lists have not as many items as the one that they go with. */
function unequalLists(shape: Shape, fields: Readonly<Record<string, unknown>>): number {
  let count = 0;
  for (const [name, field] of Object.entries(shape.fields)) {
    const value = fields[name];
    if (field.is === "shape" && typeof value === "object" && value !== null)
      count += unequalLists(field.shape, value as Readonly<Record<string, unknown>>);
    const other = field.itemsAs === undefined ? undefined : fields[field.itemsAs];
    if (typeof value === "string" && value !== "" && typeof other === "string" && other !== "")
      count += value.split(",").length === other.split(",").length ? 0 : 1;
  }
  return count;
}

function withEnds(text: string, ends: readonly number[]): string {
  if (text[ends[0] ?? -1] === "\0") return text;
  let done = "";
  let from = 0;
  for (const end of ends) {
    done += `${text.slice(from, end)}\0`;
    from = end + 1;
  }
  return done + text.slice(from);
}

/**
 * The same search as for the hyphens of the host's log, with commas in their place. It weighs for hyphens; what it finds
 * is weighed once more.
 */
function byCommas(
  plan: TextPlan,
  text: string,
  start: number,
  commas: readonly number[],
  serverVersion: number,
): Split[] {
  const stop = text.length;
  const options = {
    weighEnd: (at: number) => (at === stop ? 0 : Infinity),
    oddity: 1,
    work: { left: workMax },
    dashes: Int32Array.from(commas),
    readingsMax,
    partial: false,
    cut: false,
    texts: textsWith(plan.message.direction),
  };
  for (const weightMax of weightSteps) {
    const found = splitBody(plan, text, start, stop, { ...options, weightMax });
    if (found.length === 0) continue;
    const weighed = found.map(({ ends, more = false }) => ({
      ...exactly(plan, text, start, ends, serverVersion),
      ...(more ? { more } : {}),
    }));
    if (Math.min(...weighed.map(({ weight }) => weight)) + rivalMargin <= weightMax || weightMax === Infinity)
      return weighed;
  }
  // No way of ending the fields makes a whole message of it: with every comma as an end, its issues tell where it deviates.
  return [exactly(plan, text, start, commas, serverVersion)];
}
