/** A record as one line for people: time, arrow, name, and the fields that matter. */
import { charactersOf } from "../../base/byte-string.ts";
import { messageByName } from "../../catalogue/messages.ts";
import type { Shape } from "../../catalogue/schema.ts";
import type {
  ClientRecord,
  HostRecord,
  LinkRecord,
  LogRecord,
  MessageRecord,
  UnreadRecord,
} from "../../logs/record.ts";
import type { Colors } from "../terminal.ts";
import { piecesOf } from "../pieces.ts";
import { clockOf, leavesOf, paintClass, printable, saysNothing, short, shortPrintable, valueText } from "./values.ts";
import type { Zone } from "./zone.ts";

export interface LineStyle {
  readonly colors: Colors;
  /** Every field on a line of its own. */
  readonly full: boolean;
  /** Name the file in front, in so many columns; 0: not at all. */
  readonly fileWidth: number;
  readonly zone: Zone | undefined;
}

export const baseName = (path: string): string => printable(path.split(/[\\/]/).at(-1) ?? path);

const nameWidth = 24;
const textMax = 160;
const briefMax = 14;
/** Texts from this length on are shown piece by piece; none has a meaning of its own. */
const longText = 4096;

/**
 * The record's line, and with `full` those of its fields, without the last line feed: in pieces, because of a record of
 * megabytes not all is to be in memory several times.
 */
export function* recordPieces(record: LogRecord, style: LineStyle): Generator<string> {
  const { colors, full } = style;
  const file = style.fileWidth
    ? `${colors.dim(short(baseName(record.file), style.fileWidth).padEnd(style.fileWidth))} `
    : "";
  const time = colors.dim((record.time ? clockOf(record.time.local) : "").padEnd(12));
  const head = `${file}${time} `;
  if (record.kind === "message") {
    yield head + messageText(record, style);
    if (full) yield* fullOf(record.name ? messageByName(record.name)?.shape : undefined, record, colors);
  } else if (record.kind === "link") yield head + linkText(record, style);
  else {
    yield head + (record.kind === "unread" ? unreadText(record, style) : entryText(record, style));
    if (full) yield* indented(record.text);
  }
}

function messageText(record: MessageRecord, style: LineStyle): string {
  const { colors } = style;
  const arrow = record.direction === "in" ? colors.cyan("->") : colors.magenta("<-");
  const name = record.name ?? `message ${record.id ?? "?"}`;
  const declared = record.name ? messageByName(record.name) : undefined;
  const title = colors.bold(name.padEnd(nameWidth));
  const parts = style.full ? [] : briefOf(declared?.shape, record.fields, colors);
  if (!declared && record.rest.length > 0)
    parts.push(shortPrintable(record.rest.map(charactersOf).join(" | "), textMax));
  const remarks = remarksOf(record, colors);
  return `${arrow} ${title} ${[...parts, ...remarks].join("  ")}`.trimEnd();
}

/** What a reader must know beside the fields: doubts and deviations. */
function remarksOf(record: MessageRecord, colors: Colors): string[] {
  const remarks: string[] = [];
  const { ambiguous, issues } = record;
  if (ambiguous) {
    const paths = ambiguous.differ.map(({ path }) => path);
    const shown = paths.slice(0, 3).join(", ") + (paths.length > 3 ? ", …" : "");
    const count = `${ambiguous.count}${ambiguous.more ? " or more" : ""} readings, by ${ambiguous.because}`;
    const where = shown ? `they differ in ${shown}` : "the search for others was stopped";
    remarks.push(colors.yellow(`(ambiguous: ${count}; ${where})`));
  }
  const [first] = issues;
  if (first) {
    const more = issues.length > 1 ? `, and ${issues.length - 1} more` : "";
    remarks.push(
      colors.yellow(
        `(${first.code}${first.path ? ` at ${first.path}` : ""}: expected ${first.expected}, got ${printable(first.got)}${more})`,
      ),
    );
  }
  return remarks;
}

/** The fields that matter: those that the shape names, or all single ones, without what says nothing. */
function briefOf(shape: Shape | undefined, fields: Readonly<Record<string, unknown>>, colors: Colors): string[] {
  const parts: string[] = [];
  for (const [key, value] of Object.entries(fields)) {
    if (key === "version" || parts.length >= briefMax) continue;
    const field = shape && Object.hasOwn(shape.fields, key) ? shape.fields[key] : undefined;
    if (field?.is === "shape") {
      const text = nestedBrief(field.shape, value as Record<string, unknown>, colors);
      if (text) parts.push(text);
    } else if (Array.isArray(value)) {
      if (value.length > 0)
        parts.push(`${colors.dim(key)} ${listBrief(field?.is === "shapes" ? field.shape : undefined, value, colors)}`);
    } else if (value !== "" || value === null)
      parts.push(`${colors.dim(key)} ${valueText(field, value, colors, textMax)}`);
  }
  return parts;
}

/** A nested shape without its keys: `AAPL STK SMART USD`, `BUY 100 LMT 189.5 DAY`. */
function nestedBrief(shape: Shape, fields: Readonly<Record<string, unknown>>, colors: Colors): string {
  const named = shape.brief !== undefined;
  const keys = shape.brief ?? Object.keys(fields);
  const texts = keys.flatMap((key) => {
    const value = fields[key];
    const field = shape.fields[key];
    if (saysNothing(value) || (typeof value === "object" && value !== null)) return [];
    // Zero prices and flags that are off say nothing where everything is in one row.
    if (named && (value === 0 || value === "0" || value === false || value === "?")) return [];
    const text = valueText(field, value, colors, textMax);
    return typeof value === "boolean"
      ? [`${colors.dim(key)} ${text}`]
      : named
        ? [text]
        : [`${colors.dim(key)} ${text}`];
  });
  return texts.join(" ");
}

function listBrief(shape: Shape | undefined, items: readonly unknown[], colors: Colors): string {
  const first = items[0];
  const text =
    typeof first === "object" && first !== null && shape
      ? nestedBrief(shape, first as Record<string, unknown>, colors)
      : shortPrintable(items.slice(0, 6).map(String).join(" "), textMax);
  const more =
    items.length > 1 && typeof first === "object"
      ? colors.dim(` … ${items.length} in all`)
      : items.length > 6
        ? colors.dim(` … ${items.length} in all`)
        : "";
  return `[${text}${more}]`;
}

/** Each line begins with a line feed. */
function* fullOf(shape: Shape | undefined, record: MessageRecord, colors: Colors): Generator<string> {
  const leaves = [...leavesOf(shape, record.fields)];
  const width = Math.min(46, Math.max(0, ...leaves.map(({ path }) => path.length)));
  const before = (what: string): string => `\n    ${colors.dim(what.padEnd(width))}  `;
  const warned = (what: string): string => `\n    ${colors.yellow(what.padEnd(width))}  `;
  for (const { path, field, value } of leaves) {
    yield before(path);
    if (typeof value === "string" && value.length > longText) yield* printablePieces(value);
    else yield valueText(field, value, colors);
  }
  for (const [index, token] of record.rest.entries()) {
    yield before(`(field ${index + 1} beyond the layout)`);
    yield* printablePieces(charactersOf(token));
  }
  for (const { path, number, hex } of record.unknown)
    yield `${before(`${path ? `${path}.` : ""}#${number} (not declared)`)}hex ${hex}`;
  for (const { path, values } of record.ambiguous?.differ ?? [])
    yield `${warned("could also be")}${path}: ${values.map((value) => (value === undefined ? "(not there)" : printable(JSON.stringify(value) ?? ""))).join(" | ")}`;
  for (const issue of record.issues.slice(1))
    yield `${warned(issue.code)}${issue.path}: expected ${issue.expected}, got ${printable(issue.got)}`;
}

function linkText({ event, leg, offset }: LinkRecord, { colors }: LineStyle): string {
  const place = leg === undefined ? `byte ${offset} of the file` : `connection ${leg}`;
  const which = colors.dim(` (${place})`);
  return `${colors.dim("..")} ${colors.dim(event.name.padEnd(nameWidth))} ${paintClass(colors, event.severity, printable(event.about))}${which}`;
}

function entryText(record: HostRecord | ClientRecord, { colors, full }: LineStyle): string {
  const { event, level, text } = record;
  const speaker = record.kind === "host" ? record.thread : record.logger;
  const said = event
    ? paintClass(colors, event.severity, printable(event.about))
    : shortPrintable(firstLine(text), textMax);
  const more = record.lines > 1 && !full ? colors.dim(` (${record.lines} lines)`) : "";
  const where = printable([level, speaker].filter(Boolean).join(" "));
  return `${colors.dim("..")} ${colors.dim((event?.name ?? where).padEnd(nameWidth))} ${said}${more}`;
}

function unreadText(record: UnreadRecord, { colors }: LineStyle): string {
  return `${colors.yellow("??")} ${colors.yellow("not understood".padEnd(nameWidth))} ${shortPrintable(firstLine(record.text), textMax)} ${colors.dim(`(${record.lines > 1 ? `${record.lines} lines, ` : ""}${record.why})`)}`;
}

function firstLine(text: string): string {
  const feed = text.indexOf("\n");
  return feed < 0 ? text : text.slice(0, feed);
}

function* indented(text: string): Generator<string> {
  for (const line of text.split("\n")) {
    yield "\n    ";
    yield* printablePieces(line);
  }
}

function* printablePieces(text: string): Generator<string> {
  for (const piece of piecesOf(text)) yield printable(piece);
}
