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
  // Behind this every search for a NUL finds one.
  if (!flat || bytes.length === 0 || bytes[bytes.length - 1] !== 0) return undefined;
  // A copy of an object with all keys is much faster to fill than an empty one.
  const fields: FieldValues = { ...flat.template };
  let at = 0;
  for (const { key, kind, escaped } of flat.columns) {
    if (at === bytes.length) return undefined;
    const start = at;
    let value: number | string | boolean | undefined;
    if (kind === "string") {
      for (; bytes[at] !== 0; at += 1) if ((bytes[at] as number) > 0x7f) return undefined;
      value = escaped ? undefined : byteStringOf(bytes, start, at);
    } else {
      // Plain digits with at most one point.
      const first = bytes[at] === minus ? at + 1 : at;
      let mantissa = 0;
      let point = -1;
      for (at = first; bytes[at] !== 0; at += 1) {
        const digit = (bytes[at] as number) - 48;
        if (digit >= 0 && digit <= 9) mantissa = mantissa * 10 + digit;
        else if (digit === -2 && point < 0) point = at;
        else return undefined;
      }
      if (at === first || at - first > digitsMax) return undefined;
      if (point < 0) value = wholeNumber(kind, mantissa, first > start, at - first, bytes[first] === 48);
      else if (kind === "decimal" && at - first > 1) value = byteStringOf(bytes, start, at);
      else if (kind === "double" && at - first > 1) {
        const size = mantissa / (exactPowers[at - 1 - point] as number);
        value = first > start ? -size : size;
      }
    }
    if (value === undefined) return undefined;
    fields[key] = value;
    at += 1;
  }
  return at === bytes.length ? fields : undefined;
}

const minus = 45;
/** Numbers of so many digits are exact as a quotient of two doubles. */
const digitsMax = 15;

function wholeNumber(
  kind: ScalarKind,
  size: number,
  negative: boolean,
  digits: number,
  zeroFirst: boolean,
): number | string | boolean | undefined {
  switch (kind) {
    case "bool":
      return size !== 0;
    case "decimal":
      // Whole numbers without leading zeros print as they stand.
      return size === unsetInt || negative || (zeroFirst && digits > 1) ? undefined : String(size);
    case "double":
      return negative ? -size : size;
    default:
      if (size === unsetInt) return undefined;
      return negative && size !== 0 ? -size : size;
  }
}
