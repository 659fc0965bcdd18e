/**
 * The fast path: messages that are a plain row of fields (ticks, statuses, ends), read straight from their bytes.
 * Whatever is unusual in them (an empty or odd number, a character outside ASCII, a missing or extra field) makes it
 * give up, and the message goes the general way, which tells what is wrong.
 */
import { byteStringOf } from "../base/byte-string.ts";
import type { FlatForm } from "./plan.ts";
import type { FieldValues } from "./text-decode.ts";
import { unsetInt } from "./unset.ts";

/** The fields of a body that lies within other bytes, or `undefined` when the general reader is needed. */
export function decodeFlat(flat: FlatForm, bytes: Uint8Array, from: number, end: number): FieldValues | undefined {
  // Behind this every search for a NUL finds one.
  if (from === end || bytes[end - 1] !== 0) return undefined;
  // A copy of an object with all keys is much faster to fill than an empty one.
  const fields: FieldValues = { ...flat.template };
  const { columns } = flat;
  let at = from;
  for (let index = 0; index < columns.length; index += 1) {
    if (at === end) return undefined;
    const { key, kind, escaped } = columns[index]!;
    const start = at;
    if (kind === "string") {
      if (escaped) return undefined;
      for (; bytes[at] !== 0; at += 1) if (bytes[at]! > 0x7f) return undefined;
      fields[key] = byteStringOf(bytes, start, at);
      at += 1;
      continue;
    }
    const first = bytes[at] === minus ? at + 1 : at;
    let whole = 0;
    let digit = bytes[(at = first)]! - zero;
    // Small integers as long as they can be: nine digits.
    for (; digit >= 0 && digit <= 9; digit = bytes[(at += 1)]! - zero) whole = (Math.imul(whole, 10) + digit) | 0;
    let point = -1;
    if (digit === pointDigit) {
      point = at;
      digit = bytes[(at += 1)]! - zero;
      for (; digit >= 0 && digit <= 9; digit = bytes[(at += 1)]! - zero) whole = (Math.imul(whole, 10) + digit) | 0;
    }
    const size = at - first;
    if (digit !== nulDigit || size === 0 || size > digitsMax) return undefined;
    if (point < 0) {
      if (size < 10) {
        if (first > start) {
          if (kind === "decimal") return undefined;
          fields[key] = kind === "bool" ? whole !== 0 : kind === "double" || whole !== 0 ? -whole : 0;
        } else if (kind === "decimal") {
          // Whole numbers without leading zeros print as they stand.
          if (size > 1 && bytes[first] === zero) return undefined;
          fields[key] = String(whole);
        } else fields[key] = kind === "bool" ? whole !== 0 : whole;
      } else {
        const value = largeWhole(bytes, first, at);
        if (kind === "bool") fields[key] = value !== 0;
        else if (value === unsetInt && kind !== "double") return undefined;
        else if (kind === "decimal") fields[key] = byteStringOf(bytes, start, at);
        else fields[key] = first > start ? -value : value;
      }
    } else if (size === 1) return undefined;
    else if (kind === "decimal") fields[key] = byteStringOf(bytes, start, at);
    else if (kind === "double") {
      const value = (size > 10 ? largeWhole(bytes, first, at) : whole) / powers[at - 1 - point]!;
      fields[key] = first > start ? -value : value;
    } else return undefined;
    at += 1;
  }
  return at === end ? fields : undefined;
}

/** The digits as one number, whatever point stands among them. */
function largeWhole(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at += 1) {
    const digit = bytes[at]! - zero;
    if (digit !== pointDigit) value = value * 10 + digit;
  }
  return value;
}

const minus = 45;
const zero = 48;
const pointDigit = -2;
const nulDigit = -48;
/** Numbers of so many digits are exact as a quotient of two doubles. */
const digitsMax = 15;
const powers = Float64Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);
