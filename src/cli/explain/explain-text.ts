/** Makes the explanation of text messages out of the readings of a log line or of a payload. */
import { charactersOf, hexOf, bytesOf } from "../../base/byte-string.ts";
import { protobufIdOffset, rawMessageIdSince, serverVersionMax, serverVersionMin } from "../../catalogue/gates.ts";
import { messageByName } from "../../catalogue/messages.ts";
import type { Entry } from "../../logs/api-log/entries.ts";
import type { FrameRead, LineReading, Versions } from "../../logs/api-log/readings.ts";
import { recordsOf, wireBody } from "../../logs/api-log/records.ts";
import type { MessageRecord, VersionKnown } from "../../logs/record.ts";
import { plain } from "../read/record-json.ts";
import type { ExplainedMessage, FieldEnd, LengthCheck, TokenRow } from "./explained.ts";
import { tokenRows } from "./token-rows.ts";
import { versionGrounds } from "./version-grounds.ts";

/** All server versions that are known. */
export const allVersions: Versions = { since: serverVersionMin, until: serverVersionMax + 1 };

/** What is to be explained, and how it was found. */
export interface TextSource {
  readonly entry: Entry;
  /** The readings, the likeliest first; at least one. */
  readonly readings: readonly LineReading[];
  readonly versions: Versions;
  readonly versionFrom: VersionKnown["from"];
  readonly directionFrom: ExplainedMessage["directionFrom"];
  /** What ends the fields where this comes from. */
  readonly ends: FieldEnd;
  /** Offset of the entry's body in the input. */
  readonly offset: number;
  readonly remarks: readonly string[];
}

/** More readings than these are not compared one by one. */
const comparedMax = 200;

/** The messages of the likeliest reading. */
export function explainText(source: TextSource): ExplainedMessage[] {
  const { entry, readings, versions, versionFrom } = source;
  const context = { file: "", versions, from: versionFrom, time: undefined };
  const [best] = readings;
  if (!best) return [];
  const records = recordsOf(entry, readings, context);
  const contents = readings.slice(0, comparedMax).map((reading) => content(recordsOf(entry, [reading], context)));
  const alike = readings.filter((_, index) => contents[index] === contents[0]).map((reading) => reading.versions);
  const fitting = joined(best.versions, alike);
  const apart = alike.filter(({ since, until }) => since > fitting.until || until < fitting.since);
  let before = 0;
  return best.frames.map((frame, index) => {
    const record = records[index] as MessageRecord;
    const start = before;
    before = frame.split.end;
    return explainFrame(source, frame, record, { fitting, apart }, start);
  });
}

/** The server versions that fit: those around the reading that is shown, and others in which it reads the same. */
interface Fitting {
  readonly fitting: Versions;
  readonly apart: readonly Versions[];
}

/** `169 to 186`. @param until exclusive */
export const rangeWords = ({ since, until }: Versions): string =>
  since === until - 1 ? String(since) : `${since} to ${until - 1}`;

/** What a reading says, for comparison. */
const content = (records: readonly MessageRecord[]): string =>
  JSON.stringify(
    records.map(({ id, fields, rest }) => [id, fields, rest]),
    plain,
  );

/** The range around one range that others fill without a gap. */
function joined(one: Versions, others: readonly Versions[]): Versions {
  let { since, until } = one;
  for (let turn = 0; turn < others.length; turn += 1)
    for (const other of others)
      if (other.since <= until && other.until >= since) {
        since = Math.min(since, other.since);
        until = Math.max(until, other.until);
      }
  return { since, until };
}

function explainFrame(
  source: TextSource,
  frame: FrameRead,
  record: MessageRecord,
  { fitting: versions, apart }: Fitting,
  start: number,
): ExplainedMessage {
  const { entry, directionFrom, versionFrom, ends, offset, remarks } = source;
  const { head, plan } = frame;
  const { direction } = entry;
  // What does not fit its layout says nothing about server versions.
  const fits = versionFrom === "inferred" && record.issues.every(({ code }) => code === "bad-length");
  const message = messageByName(record.name ?? "");
  const length = lengthOf(frame);
  const rows = [
    ...lengthRow(entry.body.slice(start, head.payload), offset + start, length, ends),
    idRow(entry.body.slice(head.payload, head.body), offset + head.payload, frame, ends),
    ...tokenRows(plan, wireBody(entry.body, frame), record.serverVersion.min, offset + head.body),
  ];
  // Issues count from the body; here everything counts from the start of the input.
  const issues = record.issues.map((issue) => ({
    ...issue,
    offset: offset + (issue.code === "bad-length" ? start : issue.offset + head.body),
  }));
  return {
    kind: "message",
    offset: offset + start,
    direction,
    directionFrom,
    id: record.id ?? null,
    name: record.name ?? null,
    about: message?.about ?? null,
    encoding: "text",
    serverVersion: { min: versions.since, max: versions.until - 1, from: versionFrom },
    restsOn: fits
      ? [
          ...versionGrounds(message, versions, { encoding: "text", idForm: head.idForm }),
          ...apart.map((other) => `${rangeWords(other)} would read the same`),
        ]
      : [],
    length,
    ends,
    rows,
    issues,
    ambiguous: record.ambiguous ?? null,
    remarks: [...remarks, ...protobufRemark(record, versions)],
    page: pageOf(record.name, direction),
  };
}

/** The command that shows all about a message. */
export const pageOf = (name: string | undefined, direction: string): string | null =>
  name === undefined ? null : `twscope messages ${direction}:${name}`;

function lengthOf({ head, split, lengthConfirms }: FrameRead): LengthCheck {
  const actual = split.end - head.payload;
  if (head.length === "none") return { verdict: "none", actual };
  const nearest = head.lengths.toSorted((a, b) => Math.abs(a - actual) - Math.abs(b - actual))[0];
  const declared = nearest === undefined ? {} : { declared: nearest };
  if (lengthConfirms) return { verdict: "confirmed", ...declared, actual };
  return head.length === "mangled" ? { verdict: "unreadable", actual } : { verdict: "wrong", ...declared, actual };
}

function lengthRow(raw: string, offset: number, length: LengthCheck, ends: TextSource["ends"]): TokenRow[] {
  if (raw === "") return [];
  const { verdict, declared } = length;
  return [
    {
      what: "length",
      offset,
      raw: ends === "NUL" ? hexOf(bytesOf(raw)) : charactersOf(raw),
      ended: false,
      path: "(length)",
      type: "uint32",
      ...(declared !== undefined && { value: declared }),
      words: declared === undefined ? "unreadable" : String(declared),
      about: `Bytes that follow: ${verdict}`,
    },
  ];
}

function idRow(raw: string, offset: number, { head }: FrameRead, ends: TextSource["ends"]): TokenRow {
  const inText = head.idForm === "text";
  const token = raw.endsWith(ends === "NUL" ? "\0" : ends) ? raw.slice(0, -1) : raw;
  return {
    what: "id",
    offset,
    raw: inText || ends !== "NUL" ? charactersOf(inText ? token : raw) : hexOf(bytesOf(raw)),
    ended: inText && token !== raw,
    path: "(id)",
    type: inText ? "int" : "int32",
    value: head.id,
    words: String(head.id),
    about: inText
      ? `Message id; a text field below server version ${rawMessageIdSince}`
      : `Message id; four raw bytes from server version ${rawMessageIdSince} on`,
  };
}

/** A text form where official clients would use protobuf. */
function protobufRemark(record: MessageRecord, versions: Versions): string[] {
  const message = messageByName(record.name ?? "");
  if (!message?.protobuf || versions.since < rawMessageIdSince) return [];
  return [
    `Official clients of these server versions may use its protobuf form, raw id ${message.id + protobufIdOffset}.`,
  ];
}
