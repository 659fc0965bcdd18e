/** Reads and writes single text fields: one token, one value. Works on byte strings (one character a byte). */
import { limits } from "../base/limits.ts";
import { charactersOf, isAscii, utf8ByteString } from "../base/byte-string.ts";
import type { ScalarField, ScalarKind } from "../catalogue/schema.ts";
import { isUnset, unsetDoubleTexts } from "./unset.ts";

/** Stands for a token that cannot be read as its type. */
export const malformed = Symbol("malformed");

export type Scalar = number | bigint | string | boolean;
export type Value = Scalar | null;

const minus = 45;
const plus = 43;
const point = 46;
const zero = 48;
const nine = 57;
const exactPowers = Array.from({ length: 23 }, (_, exponent) => 10 ** exponent);

/** A whole number; a bigint beyond 2^53, so that ids and nanoseconds stay exact. */
function readWhole(text: string, start: number, end: number): number | bigint | typeof malformed {
  const first = text.charCodeAt(start);
  let at = first === minus || first === plus ? start + 1 : start;
  if (at === end) return malformed;
  const digits = end - at;
  let value = 0;
  for (; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code < zero || code > nine) return malformed;
    value = value * 10 + (code - zero);
  }
  if (digits > 15 && value > Number.MAX_SAFE_INTEGER)
    return digits > 40 ? malformed : BigInt(text.slice(first === plus ? start + 1 : start, end));
  return first === minus && value !== 0 ? -value : value;
}

const numberShape = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const wordNumbers = new Map([
  ["Infinity", Infinity],
  ["-Infinity", -Infinity],
  ["NaN", Number.NaN],
]);

const [largest] = unsetDoubleTexts;

function readDouble(text: string, start: number, end: number): number | typeof malformed {
  // Up to 15 digits and 22 decimals, a quotient of two exact doubles is the correctly rounded result.
  if (end - start <= 16) {
    const negative = text.charCodeAt(start) === minus;
    let at = negative ? start + 1 : start;
    let mantissa = 0;
    let decimals = -1;
    for (; at < end; at += 1) {
      const code = text.charCodeAt(at);
      if (code >= zero && code <= nine) {
        mantissa = mantissa * 10 + (code - zero);
        if (decimals >= 0) decimals += 1;
      } else if (code === point && decimals < 0) decimals = 0;
      else break;
    }
    const digits = end - start - (negative ? 1 : 0) - (decimals >= 0 ? 1 : 0);
    if (at === end && digits > 0 && digits <= 15) {
      const value = decimals > 0 ? mantissa / (exactPowers[decimals] as number) : mantissa;
      return negative ? -value : value;
    }
  }
  // An order has dozens of these.
  if (end - start === largest.length && text.startsWith(largest, start)) return Number.MAX_VALUE;
  const token = text.slice(start, end);
  if (numberShape.test(token)) return Number(token);
  return wordNumbers.get(token) ?? malformed;
}

function readDecimal(text: string, start: number, end: number): string | typeof malformed {
  const token = text.slice(start, end);
  if (numberShape.test(token)) return token;
  // Older Java clients and hosts group thousands.
  const ungrouped = token.replaceAll(",", "");
  return ungrouped !== token && numberShape.test(ungrouped) ? ungrouped : malformed;
}

const escapedCharacter = /\\u([0-9a-fA-F]{4})/g;

/** Undoes the `\uXXXX` escapes that hosts write for characters outside ASCII; escapes of ASCII itself stay as they are. */
const unescaped = (text: string): string =>
  text.includes("\\u")
    ? text.replace(escapedCharacter, (escape, hex: string) => {
        const code = Number.parseInt(hex, 16);
        return code < 0x80 ? escape : String.fromCharCode(code);
      })
    : text;

const escaped = (text: string): string => {
  let out = "";
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    out += code < 0x80 ? text[at] : `\\u${code.toString(16).padStart(4, "0")}`;
  }
  return out;
};

/**
 * The value of one token, `null` when it is unset. An empty number or boolean is unset: what the official clients make
 * of it (zero, false) is their choice, not the host's.
 */
export function readToken(
  field: ScalarField,
  words: readonly [string, string] | undefined,
  text: string,
  start: number,
  end: number,
): Value | typeof malformed {
  const { kind } = field;
  if (kind === "string") {
    const token = text.slice(start, end);
    const characters = isAscii(token) ? token : charactersOf(token);
    return field.escaped ? unescaped(characters) : characters;
  }
  if (start === end) return null;
  if (kind === "bool") return readBool(words, text, start, end);
  const value =
    kind === "double"
      ? readDouble(text, start, end)
      : kind === "decimal"
        ? readDecimal(text, start, end)
        : readWhole(text, start, end);
  if (value === malformed) return malformed;
  if (isUnset(kind, value)) return null;
  return kind === "int" && typeof value === "bigint" ? malformed : value;
}

function readBool(
  words: readonly [string, string] | undefined,
  text: string,
  start: number,
  end: number,
): boolean | typeof malformed {
  if (words) {
    const index = words.indexOf(text.slice(start, end));
    return index < 0 ? malformed : index === 1;
  }
  // Any integer but zero is true, as the official readers have it.
  const value = readWhole(text, start, end);
  return value === malformed ? malformed : value !== 0;
}

/** Doubles as hosts and clients write them: shortest decimal text. */
const writeDouble = (value: number): string => (Object.is(value, -0) ? "-0" : String(value));

/** The text of a value; `undefined` for one that has none, with `unset` for an unset one. */
export function writeToken(
  field: ScalarField,
  words: readonly [string, string] | undefined,
  unset: string,
  value: Value | undefined,
  serverVersion: number,
): string {
  if (value === null || value === undefined) {
    // What a sender leaves out is false or empty; what it says is unset is written as unset.
    if (field.kind === "bool" && value === undefined) return words ? words[0] : "0";
    return field.kind === "string" ? "" : unset;
  }
  switch (field.kind) {
    case "bool":
      return words ? words[value ? 1 : 0] : value ? "1" : "0";
    case "double":
      return typeof value === "number" ? writeDouble(value) : String(value);
    case "string": {
      const text = String(value);
      return utf8ByteString(field.escaped && serverVersion >= 153 ? escaped(text) : text);
    }
    default:
      return String(value);
  }
}

/**
 * The fields of a text from `start` on, each without its NUL. Of more than anybody could look at, the last one holds all
 * the rest with the NULs between them, so that joining them gives the same text.
 */
export function fieldsFrom(text: string, start: number): string[] {
  const fields: string[] = [];
  const stop = text.endsWith("\0") ? text.length - 1 : text.length;
  for (let at = start; at < text.length;) {
    const nul = fields.length < limits.restFieldsMax - 1 ? text.indexOf("\0", at) : stop;
    const end = nul < 0 ? stop : nul;
    fields.push(text.slice(at, end));
    at = end + 1;
  }
  return fields;
}

/** Two values of one field that mean the same. */
export const sameValue = (one: unknown, other: unknown): boolean =>
  Object.is(one, other) || (typeof one === "bigint" && one === other) || (one === 0 && other === 0);

/** The same of nested values; a key that is `undefined` is none. */
export function sameValues(one: unknown, other: unknown): boolean {
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null)
    return sameValue(one, other);
  if (Array.isArray(one) && Array.isArray(other) && one.length !== other.length) return false;
  const left = one as Readonly<Record<string, unknown>>;
  const right = other as Readonly<Record<string, unknown>>;
  return (
    Object.keys(left).every((key) => sameValues(left[key], right[key])) &&
    Object.keys(right).every((key) => right[key] === undefined || left[key] !== undefined)
  );
}

/** What a kind of value looks like, for people. */
export const kindInWords: Readonly<Record<ScalarKind, string>> = {
  int: "a whole number",
  long: "a whole number",
  double: "a number",
  decimal: "a decimal number",
  bool: "0 or 1",
  string: "text",
};
