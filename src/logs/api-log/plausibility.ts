/**
 * How plausible a text is as the value of a field. An exported log shows NUL and hyphen alike, so a reader weighs splits
 * by what they put into each field. The scale is small on purpose:
 *
 * - 0: nothing speaks against it;
 * - 1 or 2: unusual, but seen (a hyphen in free text, an empty number);
 * - `odd` and more: contradicts what the field is known to look like;
 * - `impossible`: cannot be the field's value at all.
 */
import type { ScalarField } from "../../catalogue/schema.ts";
import { malformed, readToken } from "../../codec/text-values.ts";

export const odd = 4;
export const impossible = Infinity;

/** Weight of a token as the value of a field. */
export function weigh(field: ScalarField, words: readonly [string, string] | undefined, token: string): number {
  switch (field.kind) {
    case "string":
      return weighText(field, token);
    case "bool":
      if (token === "") return 1;
      return (words ? words.includes(token) : token === "0" || token === "1") ? 0 : impossible;
    default:
      return weighNumber(field, token);
  }
}

function weighNumber(field: ScalarField, token: string): number {
  if (token === "") return field.blank ? 0 : field.kind === "decimal" ? 1 : 3;
  const value = readToken(field, undefined, token, 0, token.length);
  if (value === malformed) return impossible;
  // A literal sentinel is as good as an empty field, and unmistakable.
  if (value === null) return 0;
  // No host writes a plus sign or superfluous zeros before a whole number.
  if (/^[+]|^-?0\d/.test(token)) return odd;
  if (field.min !== undefined && Number(value) < field.min) return odd + 2;
  if (field.codes && !field.codes.get(String(value))) return field.codes.closed ? odd + 2 : 3;
  return token === "-0" ? 2 : 0;
}

function weighText(field: ScalarField, token: string): number {
  if (token === "") return field.pattern?.filled ? odd + 2 : 0;
  if (field.codes?.get(token)) return 0;
  if (field.pattern?.test.test(token)) return 0;
  if (field.codes) return odd + (field.codes.closed ? 2 : 0) + hyphensIn(token);
  if (field.pattern) return odd + hyphensIn(token);
  return hyphensIn(token);
}

/** Hyphens between words are common in free text; at its ends, or in runs, they are rather ends of fields. */
function hyphensIn(token: string): number {
  const first = token.indexOf("-");
  if (first < 0) return 0;
  let weight = 1;
  if (first === 0) weight += 2;
  if (token.endsWith("-")) weight += 2;
  const runs = token.match(/--+/g);
  return weight + 2 * (runs?.length ?? 0);
}
