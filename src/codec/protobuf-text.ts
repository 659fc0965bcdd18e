/**
 * Protobuf as text: how hosts print protobuf messages into their API log, on one line:
 * `reqId: 1935 contract { conId: 0 symbol: "SPX" } genericTickList: "101,104"`.
 *
 * Source: a support ticket of February 2026 (build 10.42); the escapes are those of the protobuf text format, which is
 * public. Bytes outside ASCII may stand raw, in either encoding.
 */
import { charactersOf, utf8ByteString } from "../base/byte-string.ts";
import { excerpt, IssueList, type Issue } from "../base/issue.ts";
import { limits } from "../base/limits.ts";
import type { Field, ScalarField, ScalarListField, Shape } from "../catalogue/schema.ts";
import { TagValueShape } from "./plan.ts";
import { singleOf } from "./protobuf-table.ts";
import type { FieldValues } from "./text-decode.ts";
import { kindInWords, malformed, readToken, type Value } from "./text-values.ts";
import { isUnset } from "./unset.ts";

export interface PrintedReading {
  readonly fields: FieldValues;
  readonly issues: Issue[];
  /** Where reading stopped: the length of the text when all of it was understood. */
  readonly end: number;
}

/** Reads printed protobuf (a byte string) from `start` up to its end or a closing bracket that it did not open. */
export function decodePrinted(shape: Shape, text: string, start = 0): PrintedReading {
  const reader = new PrintedReader(text, start);
  const fields = reader.fields(shape, "", 0);
  return { fields, issues: reader.issues.all(), end: reader.at };
}

interface Printed {
  readonly raw: string;
  readonly quoted: boolean;
}

const space = /[ \t\r\n,;]*/y;
const fieldName = /[A-Za-z_][A-Za-z0-9_]*|\d+|\[[A-Za-z0-9_./]+\]/y;
const bareValue = /[^\s{}[\]<>,;"']+/y;

class PrintedReader {
  readonly issues = new IssueList();
  at: number;
  private readonly text: string;
  private readonly start: number;

  constructor(text: string, start: number) {
    this.text = text;
    this.start = start;
    this.at = start;
  }

  fields(shape: Shape, path: string, depth: number): FieldValues {
    const into: FieldValues = {};
    for (;;) {
      this.match(space);
      const from = this.at;
      const key = this.match(fieldName);
      if (key === undefined) return into;
      this.match(space);
      const colon = this.text[this.at] === ":";
      if (colon) this.at += 1;
      this.match(space);
      const field = Object.hasOwn(shape.fields, key) ? shape.fields[key] : undefined;
      const here = path ? `${path}.${key}` : key;
      if (!field) this.issue("unknown-field", here, from, "a declared field", key);
      if (this.text[this.at] === "{" || this.text[this.at] === "<") this.nested(field, key, here, depth, into);
      else if (!colon || !this.value(field, key, here, into)) {
        this.issue(
          "malformed-text-protobuf",
          here,
          from,
          "a value or { … }",
          excerpt(this.text.slice(from, from + 40)),
        );
        this.at = from;
        return into;
      }
    }
  }

  private nested(field: Field | undefined, key: string, path: string, depth: number, into: FieldValues): void {
    this.at += 1;
    const inner =
      field?.is === "tags" ? pairShape : field?.is === "shape" || field?.is === "shapes" ? field.shape : anyShape;
    if (depth >= limits.protobufDepthMax) {
      this.issue("malformed-text-protobuf", path, this.at, `at most ${limits.protobufDepthMax} levels`, "a deeper one");
      this.at = this.text.length;
      return;
    }
    const list = field?.is === "tags" || field?.is === "shapes" ? listIn(into, key) : undefined;
    if (field && isSingle(field)) this.issue("malformed-value", path, this.at, kindInWords[field.kind], "{ … }");
    const read = this.fields(inner, list ? `${path}[${list.length}]` : path, depth + 1);
    if (field?.is === "tags") list?.push({ tag: wordOf(read["key"] ?? read["tag"]), value: wordOf(read["value"]) });
    else if (list) list.push(read);
    else if (!field || !isSingle(field)) put(into, key, read);
    this.match(space);
    const closing = this.text[this.at];
    if (closing === "}" || closing === ">") this.at += 1;
    else
      this.issue("malformed-text-protobuf", path, this.at, "}", closing === undefined ? "the end" : excerpt(closing));
  }

  private value(field: Field | undefined, key: string, path: string, into: FieldValues): boolean {
    if (this.text[this.at] === "[") return this.list(field, key, path, into);
    const printed = this.printed();
    if (!printed) return false;
    const value = this.typed(field, printed, path);
    if (value === malformed) return true;
    if (field?.is === "scalars") listIn(into, key).push(value);
    else put(into, key, value);
    return true;
  }

  /** `[a, b]`, for lists; in a field that holds one value only one can be kept. */
  private list(field: Field | undefined, key: string, path: string, into: FieldValues): boolean {
    const from = this.at;
    this.at += 1;
    const list = field && field.is !== "scalars" ? [] : listIn(into, key);
    let closed = false;
    for (;;) {
      this.match(space);
      closed = this.text[this.at] === "]";
      const printed = closed ? undefined : this.printed();
      if (!printed) break;
      const value = this.typed(field, printed, `${path}[${list.length}]`);
      if (value !== malformed) list.push(value);
    }
    if (closed) this.at += 1;
    if (field?.is === "scalar") {
      if (list.length > 0) put(into, key, list.at(-1));
      if (list.length !== 1) this.issue("malformed-value", path, from, "one value", `a list of ${list.length}`);
    }
    return closed;
  }

  private typed(field: Field | undefined, printed: Printed, path: string): Value | typeof malformed {
    const { raw } = printed;
    if (!field) return printed.quoted ? charactersOf(raw) : raw;
    if (!isSingle(field)) {
      this.issue("malformed-value", path, this.at - raw.length, "{ … }", excerpt(raw));
      return malformed;
    }
    const single = singleOf(field);
    if (field.kind === "bool" && (raw === "true" || raw === "false")) return raw === "true";
    const word = wordNumbers.get(raw.toLowerCase());
    if (field.kind === "double" && word !== undefined) return word;
    // A double of a decimal field is printed as `100.0`; its text is kept without the fraction that says nothing.
    const token = field.kind === "decimal" && !printed.quoted ? String(Number(raw)) : raw;
    const value = readToken(single, undefined, token, 0, token.length);
    if (value === malformed)
      this.issue("malformed-value", path, this.at - raw.length, kindInWords[field.kind], excerpt(raw));
    return typeof value === "string" && field.kind === "decimal" && isUnset("decimal", value) ? null : value;
  }

  /** One scalar as it is printed: a quoted text with its escapes undone, or a bare word or number. */
  private printed(): Printed | undefined {
    const quote = this.text[this.at];
    if (quote !== '"' && quote !== "'") {
      const raw = this.match(bareValue);
      return raw === undefined ? undefined : { raw, quoted: false };
    }
    let raw = "";
    let at = this.at + 1;
    for (; at < this.text.length && this.text[at] !== quote; at += 1) {
      if (this.text[at] !== "\\") {
        const next = nextSpecial(this.text, at, quote);
        raw += this.text.slice(at, next);
        at = next - 1;
        continue;
      }
      const escape = readEscape(this.text, at + 1);
      raw += escape.bytes;
      at += escape.length;
    }
    if (this.text[at] !== quote)
      this.issue("malformed-text-protobuf", "", this.at, `a closing ${quote}`, "the end of the line");
    this.at = Math.min(at + 1, this.text.length);
    return { raw, quoted: true };
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (!found) return undefined;
    this.at = pattern.lastIndex;
    return found[0];
  }

  private issue(code: Issue["code"], path: string, at: number, expected: string, got: string): void {
    this.issues.add({ code, path, offset: at - this.start, expected, got });
  }
}

const wordOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** Stands in for the shape of a field that is not declared: everything inside is kept under its own name. */
const anyShape: Shape = { name: "", fields: {} };

/** How a pair of a map is printed. */
const pairShape: Shape = { name: "", fields: { key: TagValueShape.fields.tag, value: TagValueShape.fields.value } };

const isSingle = (field: Field): field is ScalarField | ScalarListField =>
  field.is === "scalar" || field.is === "scalars";

/** Fields that nobody declared may have any name, `__proto__` too. */
const put = (into: FieldValues, key: string, value: unknown): void =>
  void Object.defineProperty(into, key, { value, enumerable: true, writable: true, configurable: true });

function listIn(into: FieldValues, key: string): unknown[] {
  if (!Object.hasOwn(into, key) || !Array.isArray(into[key])) put(into, key, []);
  return into[key] as unknown[];
}

function nextSpecial(text: string, from: number, quote: string): number {
  let at = from;
  while (at < text.length && text[at] !== quote && text[at] !== "\\") at += 1;
  return at;
}

const letterEscapes = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["a", "\x07"],
  ["b", "\b"],
  ["f", "\f"],
  ["v", "\v"],
]);
/** How the text format spells numbers that have no digits. */
const wordNumbers = new Map([
  ["inf", Infinity],
  ["-inf", -Infinity],
  ["nan", Number.NaN],
]);
const octal = /[0-7]{1,3}/y;
const hexadecimal = /[xX]([0-9a-fA-F]{1,2})/y;
const unicode = /u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})/y;

/** What follows a backslash: its bytes and how many characters it took. */
function readEscape(text: string, at: number): { bytes: string; length: number } {
  const letter = letterEscapes.get(text[at] ?? "");
  if (letter !== undefined) return { bytes: letter, length: 1 };
  octal.lastIndex = hexadecimal.lastIndex = unicode.lastIndex = at;
  const inOctal = octal.exec(text);
  if (inOctal) return { bytes: String.fromCharCode(Number.parseInt(inOctal[0], 8) & 0xff), length: inOctal[0].length };
  const inHex = hexadecimal.exec(text);
  if (inHex) return { bytes: String.fromCharCode(Number.parseInt(inHex[1] as string, 16)), length: inHex[0].length };
  const inUnicode = unicode.exec(text);
  if (inUnicode) {
    const point = Number.parseInt((inUnicode[1] ?? inUnicode[2]) as string, 16);
    return {
      bytes: utf8ByteString(point <= 0x10ffff ? String.fromCodePoint(point) : "\ufffd"),
      length: inUnicode[0].length,
    };
  }
  return { bytes: text[at] ?? "", length: 1 };
}

/** Prints fields as a host does: on one line, in the order of their numbers, as a byte string. */
export function printProtobuf(shape: Shape, fields: FieldValues): string {
  const parts: string[] = [];
  const rows = Object.entries(shape.fields).filter(([, field]) => field.number !== null);
  rows.sort(([, a], [, b]) => (a.number as number) - (b.number as number));
  for (const [key, field] of rows) {
    const value = fields[key];
    if (value === undefined) continue;
    const items = Array.isArray(value) ? (value as unknown[]) : [value];
    for (const item of items) parts.push(`${key}${printValue(field, item)}`);
  }
  return parts.join(" ");
}

function printValue(field: Field, value: unknown): string {
  if (field.is === "tags") {
    const pair = value as { tag: string; value: string };
    return ` { key: ${quoted(pair.tag)} value: ${quoted(pair.value)} }`;
  }
  if (field.is === "shape" || field.is === "shapes") {
    const inside = printProtobuf(field.shape, value as FieldValues);
    return inside === "" ? " { }" : ` { ${inside} }`;
  }
  return `: ${printScalar(singleOf(field), value as Value)}`;
}

const sentinels = { int: "2147483647", long: "9223372036854775807", double: "1.7976931348623157E308" } as const;

function printScalar(field: ScalarField, value: Value): string {
  const asDouble = field.kind === "double" || field.proto === "double";
  if (value === null) {
    if (asDouble) return sentinels.double;
    return field.kind === "int" || field.kind === "long"
      ? sentinels[field.kind]
      : field.kind === "bool"
        ? "false"
        : '""';
  }
  if (asDouble) {
    const text = String(value);
    return Number.isInteger(Number(text)) && !/[.eE]/.test(text) ? `${text}.0` : text;
  }
  return field.kind === "string" || field.kind === "decimal" ? quoted(String(value)) : String(value);
}

function quoted(text: string): string {
  const bytes = utf8ByteString(text);
  let out = '"';
  for (let at = 0; at < bytes.length; at += 1) {
    const code = bytes.charCodeAt(at);
    if (code === 10) out += "\\n";
    else if (code === 13) out += "\\r";
    else if (code === 9) out += "\\t";
    else if (code === 34 || code === 39 || code === 92) out += `\\${bytes[at]}`;
    else if (code < 32 || code > 126) out += `\\${code.toString(8).padStart(3, "0")}`;
    else out += bytes[at];
  }
  return `${out}"`;
}
