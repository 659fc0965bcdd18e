/** A record as one line of JSON: unset is null, absent keys are missing, and no number loses a digit. */
import { charactersOf } from "../../base/byte-string.ts";
import type { Ambiguity, LogRecord, MessageRecord, Place, VersionKnown } from "../../logs/record.ts";
import { piecesOf } from "../pieces.ts";
import { printableJson } from "./values.ts";
import { isoTime, type Zone } from "./zone.ts";

/** The keys of `--json`, in their order. */
export function jsonLine(record: LogRecord, zone: Zone | undefined): string {
  const json = jsonOf(record, zone);
  // A function that is asked about every value makes printing several times as slow; few records need one.
  return `${printableJson(JSON.stringify(json, isBeyondJson(json) ? plain : undefined))}\n`;
}

/** Records of more bytes than this are printed in pieces: escaped, a text takes up to twelve times its size. */
const wholeBytesMax = 256 * 1024;

/** The same in pieces, so that of a record of megabytes not all is in memory at once. */
export function* jsonPieces(record: LogRecord, zone: Zone | undefined): Generator<string> {
  if (record.kind !== "message" || record.raw.length <= wholeBytesMax) return yield jsonLine(record, zone);
  for (const long of valuePieces(jsonOf(record, zone))) for (const piece of piecesOf(long)) yield printableJson(piece);
  yield "\n";
}

function* valuePieces(value: unknown): Generator<string> {
  if (isLong(value)) {
    yield '"';
    for (const piece of piecesOf(value)) yield JSON.stringify(piece).slice(1, -1);
    yield '"';
  } else if (holdsLong(value)) {
    const isList = Array.isArray(value);
    let before = isList ? "[" : "{";
    for (const [key, inner] of Object.entries(value)) {
      if (inner === undefined && !isList) continue;
      yield isList ? before : `${before}${JSON.stringify(key)}:`;
      yield* valuePieces(inner);
      before = ",";
    }
    yield isList ? "]" : "}";
  } else yield JSON.stringify(value, isBeyondJson(value) ? plain : undefined);
}

const isLong = (value: unknown): value is string => typeof value === "string" && value.length > wholeBytesMax / 4;

const holdsLong = (value: unknown): value is object =>
  typeof value === "object" &&
  value !== null &&
  Object.values(value).some((inner) => isLong(inner) || holdsLong(inner));

export function jsonOf(record: LogRecord, zone: Zone | undefined): Record<string, unknown> {
  const { file, line, offset, kind } = record;
  const time = record.time ? isoTime(record.time, zone) : null;
  const place = { file, line, offset };
  if (kind === "message") return messageJson(record, place, time);
  if (kind === "host") {
    const { level = null, thread = null, tag = null, text, event = null } = record;
    return { ...place, time, kind, level, thread, tag, event, text, date: record.time?.date ?? null };
  }
  if (kind === "client") {
    const { level = null, logger = null, text, event = null } = record;
    return { ...place, time, kind, level, logger, event, text, date: record.time?.date ?? null };
  }
  if (kind === "link") {
    const { leg = null, client = null, event } = record;
    return { ...place, time, kind, leg, client, event, date: record.time?.date ?? null };
  }
  return { ...place, time, kind, text: record.text, why: record.why };
}

function messageJson(record: MessageRecord, place: Place, time: string | null): Record<string, unknown> {
  const { frame, direction, id = null, name = null, encoding, fields, issues, ambiguous, rest, unknown } = record;
  // Key by key: joining objects by spreading them takes longer than reading the message.
  const json: Record<string, unknown> = {
    file: place.file,
    line: place.line,
    offset: place.offset,
    frame,
    time,
    direction,
    id,
    name,
    encoding,
    serverVersion: versionJson(record.serverVersion),
    fields,
    issues,
    ambiguous: ambiguous ? ambiguityJson(ambiguous) : null,
    raw: charactersOf(record.raw),
    kind: record.kind,
    date: record.time?.date ?? null,
  };
  if (record.leg !== undefined) {
    json["leg"] = record.leg;
    json["client"] = record.client ?? null;
  }
  if (rest.length > 0) json["rest"] = rest.map(charactersOf);
  if (unknown.length > 0) json["unknown"] = unknown;
  return json;
}

/** A number when it is certain, else the range in which the message reads the same. */
export const versionJson = ({ min, max, from }: VersionKnown): number | object =>
  min === max ? min : { min, max, from };

const ambiguityJson = ({ readings, ...rest }: Ambiguity): object => ({
  ...rest,
  readings: readings.map(({ name, serverVersion, fields }) => ({
    name,
    serverVersion: versionJson(serverVersion),
    fields,
  })),
});

/** Whether something has values that JSON has not. */
function isBeyondJson(value: unknown): boolean {
  if (typeof value !== "object" || value === null)
    return typeof value === "bigint" || (typeof value === "number" && !Number.isFinite(value));
  if (Array.isArray(value)) return value.some(isBeyondJson);
  for (const key in value) if (isBeyondJson((value as Record<string, unknown>)[key])) return true;
  return false;
}

/** JSON has no 64-bit integers, no infinity and no NaN: where a number cannot hold them they are texts. */
export function plain(_: string, value: unknown): unknown {
  if (typeof value === "bigint")
    return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER)
      ? Number(value)
      : String(value);
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
}
