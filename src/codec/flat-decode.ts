/**
 * The fast path: messages that are a plain row of fields (ticks, statuses, ends), read straight from their bytes.
 * Whatever is unusual in them (an empty or odd number, a character outside ASCII, a missing or extra field) makes it
 * give up, and the message goes the general way, which tells what is wrong.
 */
import { byteStringOf } from "../base/byte-string.ts";
import type { ScalarKind } from "../catalogue/schema.ts";
import type { TextPlan } from "./plan.ts";
import type { FieldValues } from "./text-decode.ts";
import { unsetInt } from "./unset.ts";

const exactPowers = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);

/** The fields, or `undefined` when the general reader is needed. */
export function decodeFlat(plan: TextPlan, bytes: Uint8Array): FieldValues | undefined {
  const { flat } = plan;
  if (!flat || bytes.length === 0 || bytes[bytes.length - 1] !== 0) return undefined;
  // A copy of an object with all keys is much faster to fill than an empty one.
  const fields: FieldValues = { ...flat.template };
  let start = 0;
  for (const { key, kind, escaped } of flat.columns) {
    if (start === bytes.length) return undefined;
    // The last byte is a NUL. Most fields are short: looking for their ends here is faster than calling for it.
    let end = start;
    while (bytes[end] !== 0) end += 1;
    if (escaped) return undefined;
    const value = kind === "string" ? readAscii(bytes, start, end) : readNumber(kind, bytes, start, end);
    if (value === undefined) return undefined;
    fields[key] = value;
    start = end + 1;
  }
  return start === bytes.length ? fields : undefined;
}

function readAscii(bytes: Uint8Array, start: number, end: number): string | undefined {
  for (let at = start; at < end; at += 1) if ((bytes[at] as number) > 0x7f) return undefined;
  return byteStringOf(bytes, start, end);
}

/** Plain digits with at most one point, at most 15 of them: such numbers are exact as a quotient of two doubles. */
function readNumber(
  kind: ScalarKind,
  bytes: Uint8Array,
  start: number,
  end: number,
): number | string | boolean | undefined {
  const negative = bytes[start] === 45;
  const first = negative ? start + 1 : start;
  const length = end - first;
  if (length === 0 || length > 15) return undefined;
  let mantissa = 0;
  let pointAt = -1;
  for (let at = first; at < end; at += 1) {
    const digit = (bytes[at] as number) - 48;
    if (digit >= 0 && digit <= 9) mantissa = mantissa * 10 + digit;
    else if (digit === -2 && pointAt < 0) pointAt = at;
    else return undefined;
  }
  if (pointAt >= 0) {
    if (length === 1) return undefined;
    if (kind === "decimal") return byteStringOf(bytes, start, end);
    if (kind !== "double") return undefined;
    const value = mantissa / (exactPowers[end - 1 - pointAt] as number);
    return negative ? -value : value;
  }
  switch (kind) {
    case "bool":
      return mantissa !== 0;
    case "decimal":
      // Whole numbers without leading zeros print as they stand.
      if (mantissa === unsetInt || negative || (bytes[first] === 48 && length > 1)) return undefined;
      return String(mantissa);
    case "double":
      return negative ? -mantissa : mantissa;
    default:
      if (mantissa === unsetInt) return undefined;
      return negative && mantissa !== 0 ? -mantissa : mantissa;
  }
}
