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
  if (token === "") return field.blank ? 0 : field.kind === "decimal" ? 2 : odd;
  const value = readToken(field, undefined, token, 0, token.length);
  if (value === malformed) return impossible;
  // A literal sentinel is as good as an empty field, and unmistakable.
  if (value === null) return 0;
  // No host writes a plus sign or superfluous zeros before a whole number.
  if (/^[+]|^-?0\d/.test(token)) return odd;
  if (field.min !== undefined && Number(value) < field.min) return odd + 2;
  if (field.codes && !field.codes.get(String(value))) return field.codes.closed ? odd + 2 : 3;
  // Nobody writes a negative zero, except as a fraction.
  return token === "-0" ? odd : 0;
}

function weighText(field: ScalarField, token: string): number {
  if (token === "") return field.pattern?.filled ? odd + 2 : 0;
  if (field.codes?.get(token)) return 0;
  const { codes, pattern } = field;
  if (pattern?.test.test(token)) return codes ? (codes.closed ? odd : 2) : 0;
  return (codes || pattern ? odd + (codes?.closed ? 2 : 0) : 0) + hyphensIn(token);
}

/**
 * Hyphens between words are common in free text; at its ends, in runs, or around small numbers they are rather ends of
 * fields. The weight is a sum over the pieces between the hyphens, so that a search can add it up as it goes.
 */
const hyphensIn = (token: string): number =>
  token.includes("-") ? hyphenWeight + token.split("-").reduce((weight, piece) => weight + weighPiece(piece), 0) : 0;

const hyphenWeight = 1;

/** What a piece between two hyphens adds to the weight of the text that holds it. */
export function weighPiece(piece: string): number {
  if (piece === "") return 2;
  return piece.length <= 3 && /^\d+$/.test(piece) ? 1 : 0;
}

/** The least that a text with so many hyphens weighs in this field, besides its pieces; pieces count if `undefined`. */
export function hyphenFloor(field: ScalarField, hyphens: number): number | undefined {
  if (!field.pattern && !field.codes) return undefined;
  const allowed = Math.max(field.pattern?.hyphens ?? 0, field.codes?.hyphens ?? 0);
  return hyphens <= allowed ? 0 : odd + hyphenWeight;
}

/** What the first hyphen of a free text weighs. */
export const firstHyphen = hyphenWeight;
