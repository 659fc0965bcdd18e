/**
 * Unset: the one place that decides which values on the wire stand for "no value". An unset value decodes to `null`,
 * shows as `unset`, and is never a number.
 *
 * Sources: the constants of the official clients (UNSET_INTEGER, UNSET_DOUBLE, UNSET_DECIMAL, UNSET_LONG), captured
 * messages (suggestedSize as the smallest 64-bit integer).
 */
import type { ProtoScalar, ScalarKind } from "../catalogue/schema.ts";

export const unsetInt = 2147483647;
export const unsetDouble = Number.MAX_VALUE;
const longTexts = ["9223372036854775807", "-9223372036854775808"] as const;
const unsetLongs: readonly bigint[] = longTexts.map(BigInt);

/** The spellings of the largest double by the host and the Java client, by Python, and by C#. */
export const unsetDoubleTexts = [
  "1.7976931348623157E308",
  "1.7976931348623157e+308",
  "1.7976931348623157E+308",
] as const;

/** 2^127 - 1: what the Python client writes for an unset quantity, such as that of an order by cash. */
const unsetDecimalText = "170141183460469231731687303715884105727";

const unsetDecimals: ReadonlySet<string> = new Set([
  String(unsetInt),
  ...longTexts,
  ...unsetDoubleTexts,
  unsetDecimalText,
]);

export function isUnset(kind: ScalarKind, value: number | bigint | string | boolean): boolean {
  switch (kind) {
    case "int":
    case "long":
      return typeof value === "bigint" ? unsetLongs.includes(value) : value === unsetInt;
    case "double":
      return value === unsetDouble;
    case "decimal":
      return value === "" || unsetDecimals.has(String(value));
    case "bool":
    case "string":
      return false;
  }
}

/** What stands for unset in a protobuf field of this type that is explicitly present. */
export function unsetOnWire(type: ProtoScalar): number | bigint | string | boolean {
  switch (type) {
    case "int32":
      return unsetInt;
    case "int64":
      return unsetLongs[0] as bigint;
    case "double":
      return unsetDouble;
    case "string":
      return "";
    case "bool":
      return false;
  }
}
