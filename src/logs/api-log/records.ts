/** Turns the readings of an entry into message records: decodes, compares, and says where readings differ. */
import { byteStringOf, bytesOf, charactersOf } from "../../base/byte-string.ts";
import { excerpt, type Issue } from "../../base/issue.ts";
import { messageById } from "../../catalogue/messages.ts";
import { decodeBody } from "../../codec/message.ts";
import { decodePrinted } from "../../codec/protobuf-text.ts";
import { sameValues } from "../../codec/text-values.ts";
import type { Ambiguity, LogTime, MessageRecord, Place, VersionKnown } from "../record.ts";
import type { Entry } from "./entries.ts";
import type { FrameRead, LineReading, Versions } from "./readings.ts";

export interface RecordContext {
  readonly file: string;
  readonly versions: Versions;
  readonly from: VersionKnown["from"];
  readonly time: LogTime | undefined;
}

type Decoded = Pick<MessageRecord, "id" | "name" | "fields" | "issues" | "rest" | "body" | "serverVersion">;

const known = ({ since, until }: Versions, from: VersionKnown["from"]): VersionKnown => ({
  min: since,
  max: until - 1,
  from,
});

/** The records of a text entry: one for each message of its likeliest reading. */
export function recordsOf(entry: Entry, readings: readonly LineReading[], context: RecordContext): MessageRecord[] {
  const [best, ...others] = readings;
  if (!best) return [];
  if (others.length === 0 && !best.more)
    return best.frames.map((frame, index) =>
      recordOf(entry, frame, index, decodeRead(entry, frame, best, context), undefined, context),
    );
  const rivals = others.map((reading) => reading.frames.map((frame) => decodeRead(entry, frame, reading, context)));
  const more = readings.some((reading) => reading.more);
  return best.frames.map((frame, index) => {
    const alone = decodeRead(entry, frame, best, context);
    const decoded = widened(
      alone,
      rivals.flatMap((frames) => frames[index] ?? []),
    );
    const rivalsHere = rivals.map((frames, rival) => ({
      decoded: frames[index],
      sameVersions: overlap((others[rival] as LineReading).versions, best.versions),
    }));
    return recordOf(entry, frame, index, decoded, ambiguityOf(decoded, rivalsHere, more), context);
  });
}

function recordOf(
  entry: Entry,
  frame: FrameRead,
  index: number,
  { id, name, fields, issues, rest, body, serverVersion }: Decoded,
  ambiguous: Ambiguity | undefined,
  context: RecordContext,
): MessageRecord {
  // Key by key: joining objects by spreading them takes several times as long as reading the message.
  return {
    kind: "message",
    file: context.file,
    line: entry.line,
    offset: entry.offset,
    lines: entry.lines,
    frame: index,
    time: context.time,
    direction: entry.direction,
    encoding: "text",
    id,
    name,
    fields,
    issues,
    rest,
    body,
    serverVersion,
    ambiguous,
    unknown: [],
    raw: entry.body.slice(frame.head.payload, frame.split.fit === "whole" ? frame.split.end : entry.body.length),
  };
}

/** A reading for its versions, and those of the ones beside it that give the same message. */
function widened(alone: Decoded, others: readonly Decoded[]): Decoded {
  if (others.length === 0) return alone;
  let { min, max, from } = alone.serverVersion;
  const same = others.filter((other) => agree(other, alone)).map(({ serverVersion }) => serverVersion);
  for (const other of same.toSorted((a, b) => b.max - a.max)) if (other.max >= min - 1) min = Math.min(min, other.min);
  for (const other of same.toSorted((a, b) => a.min - b.min)) if (other.min <= max + 1) max = Math.max(max, other.max);
  return { ...alone, serverVersion: { min, max, from } };
}

const overlap = (one: Versions, other: Versions): boolean => one.since < other.until && other.since < one.until;

function common(
  entry: Entry,
  context: RecordContext,
  frame: number,
): Place & Pick<MessageRecord, "kind" | "frame" | "time" | "direction" | "lines"> {
  return {
    kind: "message",
    file: context.file,
    line: entry.line,
    offset: entry.offset,
    lines: entry.lines,
    frame,
    time: context.time,
    direction: entry.direction,
  };
}

/** Where a text ends without the ends of lines behind it; a pattern would look at each run as often as it is long. */
function endOfText(text: string): number {
  let end = text.length;
  while (text[end - 1] === "\n" || text[end - 1] === "\r") end -= 1;
  return end;
}

/** The message's bytes as they were on the wire: every end of a field is a NUL again, every other hyphen stays. */
export const wireBody = (text: string, frame: FrameRead): string => byteStringOf(wireBytes(text, frame));

function wireBytes(text: string, { head, split, plan }: FrameRead): Uint8Array {
  const behindLast = (split.ends.at(-1) ?? head.body - 1) + 1;
  const end = split.fit === "whole" ? behindLast : Math.max(behindLast, endOfText(text));
  const bytes = bytesOf(text.slice(head.body, end));
  for (const at of split.ends) bytes[at - head.body] = 0;
  // Behind the fields that the layout knows nobody can tell hyphens from ends; within the last one it is text.
  if (split.fit === "late" || (!plan && split.fit !== "whole"))
    for (let at = behindLast - head.body; at < bytes.length; at += 1) if (bytes[at] === hyphen) bytes[at] = 0;
  return bytes;
}

const hyphen = 0x2d;

function decodeRead(entry: Entry, frame: FrameRead, reading: LineReading, context: RecordContext): Decoded {
  const { head } = frame;
  const versions = within(reading.versions, context.versions);
  const body = wireBytes(entry.body, frame);
  const { name, fields, issues, rest } = decodeBody(head.id, "text", body, {
    direction: entry.direction,
    serverVersion: versions.since,
  });
  const there = (frame.split.fit === "early" ? entry.body.length : frame.split.end) - head.payload;
  const lengthIssue: Issue[] =
    head.length === "readable" && !frame.lengthConfirms
      ? [
          {
            code: "bad-length",
            path: "",
            offset: 0,
            expected: `${there} bytes, as are there`,
            got: `a length of ${nearestTo(there, head.lengths)}`,
          },
        ]
      : [];
  const all = lengthIssue.length > 0 ? [...issues, ...lengthIssue] : issues;
  return { id: head.id, name, fields, issues: all, rest, body, serverVersion: known(versions, context.from) };
}

/** A hyphen in a length is 0x00 or 0x2d: of the lengths that the bytes can stand for, the one nearest to the truth. */
const nearestTo = (actual: number, lengths: readonly number[]): number =>
  lengths.reduce((best, length) => (Math.abs(length - actual) < Math.abs(best - actual) ? length : best), Infinity);

const within = (one: Versions, other: Versions): Versions => ({
  since: Math.max(one.since, other.since),
  until: Math.min(one.until, other.until),
});

/** Whole readings that a record keeps beside its own; of the rest it keeps the differing values. */
const readingsShownMax = 4;

function ambiguityOf(
  best: Decoded,
  rivals: readonly { decoded: Decoded | undefined; sameVersions: boolean }[],
  more: boolean,
): Ambiguity | undefined {
  if (rivals.length === 0 && !more) return undefined;
  const shown = [best];
  let because: Ambiguity["because"] = "server version";
  let missing = 0;
  for (const { decoded, sameVersions } of rivals) {
    if (decoded && shown.some((one) => agree(one, decoded))) continue;
    if (sameVersions) because = "hyphens";
    if (decoded) shown.push(decoded);
    else missing = 1;
  }
  const count = shown.length + missing;
  // One reading is certain only where the search for others was finished.
  if (count < 2) return more ? { because: "hyphens", count: 1, more, differ: [], readings: [] } : undefined;
  const readings = shown
    .slice(1, 1 + readingsShownMax)
    .map(({ name, serverVersion, fields }) => ({ name, serverVersion, fields }));
  return { because, count, more, differ: differences(shown), readings };
}

/** They can be megabytes long: nothing is made of them in order to compare them. */
const agree = (one: Decoded, other: Decoded): boolean =>
  one.id === other.id && sameValues(one.fields, other.fields) && sameValues(one.rest, other.rest);

const plainBigints = (_: string, value: unknown): unknown => (typeof value === "bigint" ? `${value}n` : value);

/** The paths at which not all readings agree, with the values that they have there. */
function differences(readings: readonly Decoded[]): Ambiguity["differ"] {
  const flat = readings.map(({ name, fields }) => new Map([["name", name], ...leaves(fields, "")]));
  const paths = new Set(flat.flatMap((one) => [...one.keys()]));
  return [...paths].flatMap((path) => {
    const values = new Map(flat.map((one) => [JSON.stringify(one.get(path), plainBigints), one.get(path)]));
    return values.size > 1 ? [{ path, values: [...values.values()] }] : [];
  });
}

function* leaves(value: unknown, path: string): Generator<[string, unknown]> {
  if (typeof value !== "object" || value === null) yield [path, value];
  else
    for (const [key, inner] of Object.entries(value))
      yield* leaves(inner, Array.isArray(value) ? `${path}[${key}]` : path ? `${path}.${key}` : key);
}

const printedHead = /^\s*\[(\d{1,3});/;

/** The id of a printed protobuf entry, `undefined` for other bodies. */
export function printedId(body: string): number | undefined {
  const head = printedHead.exec(body);
  return head ? Number(head[1]) : undefined;
}

/** The record of an entry that is protobuf printed as text: `[2;reqId: 1935 tickType: 28 size: "1736"]`. */
export function printedRecord(entry: Entry, id: number, context: RecordContext): MessageRecord {
  const start = (printedHead.exec(entry.body) as RegExpExecArray)[0].length;
  const declared = messageById(entry.direction, id);
  const { fields, issues, end } = decodePrinted(declared?.shape ?? { name: "", fields: {} }, entry.body, start);
  const left = entry.body.slice(end).trim();
  const all: Issue[] = declared
    ? [...issues]
    : [unknownMessage(id, entry), ...issues.filter((issue) => issue.code !== "unknown-field")];
  if (left !== "]")
    all.push({
      code: "malformed-text-protobuf",
      path: "",
      offset: end - start,
      expected: "] at the end of the message",
      got: left === "" ? "the end of the line" : excerpt(charactersOf(left)),
    });
  return {
    ...common(entry, context, 0),
    id,
    name: declared?.name,
    encoding: "protobuf-text",
    serverVersion: known(context.versions, context.from),
    fields,
    issues: all,
    ambiguous: undefined,
    rest: [],
    unknown: [],
    raw: entry.body.slice(0, endOfText(entry.body)),
    body: undefined,
  };
}

const unknownMessage = (id: number, entry: Entry): Issue => ({
  code: "unknown-message",
  path: "",
  offset: 0,
  expected: `an id of the catalogue (direction ${entry.direction})`,
  got: String(id),
});
