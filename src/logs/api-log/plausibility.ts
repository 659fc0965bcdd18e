/**
 * How plausible a text is as the value of a field. An exported log shows NUL and hyphen alike, so a reader weighs splits
 * by what they put into each field. The scale is small on purpose:
 *
 * - 0: nothing speaks against it;
 * - 1 or 2: unusual, but seen (a hyphen in free text, an empty number);
 * - `odd` and more: contradicts what the field is known to look like;
 * - `impossible`: cannot be the field's value at all.
 */
import type { CodeTable } from "../../catalogue/codes/code-table.ts";
import { newsProviders } from "../../catalogue/codes/news-codes.ts";
import { knownWords } from "../../catalogue/known-words.ts";
import { accountText } from "../../catalogue/patterns.ts";
import { unsetTexts, type Direction, type ScalarField } from "../../catalogue/schema.ts";
import type { Op, TokenOp } from "../../codec/plan.ts";
import { malformed, readToken } from "../../codec/text-values.ts";

export const odd = 4;
export const impossible = Infinity;

/**
 * What an oddity of a free text weighs where rivals are looked for. A text of which nothing is known may be anything, also
 * what a field beside it looks like: several oddities together weigh as much as one value that its field does not have.
 * Found with `npm run hyphens -- --hostile` on other seeds than the documented ones; a fraction that adds up exactly.
 */
export const rivalOddity = 3 / 16;

/** What has to be known of a place in the layout to weigh a token there. */
export type Weighed = Pick<TokenOp, "field" | "words" | "unset">;

/** Weight of a token as the value of a field. */
export function weigh({ field, words, unset }: Weighed, token: string, direction: Direction): number {
  switch (field.kind) {
    case "string":
      return token === "" ? weighEmpty(field, direction) : weighText(field, token);
    case "bool":
      // Some clients leave flags empty; of the hosts' captured messages none does.
      if (token === "") return direction === "in" ? 3 : 1;
      return (words ? words.includes(token) : token === "0" || token === "1") ? 0 : impossible;
    default:
      return token === "" ? weighBlank(field, unset) : weighNumber(field, token);
  }
}

/** Numbers are left empty only where the layout has no sentinel for unset ones. */
function weighBlank(field: ScalarField, unset: string): number {
  if (field.blank && unset === "") return 0;
  return field.kind === "decimal" ? 3 : odd;
}

const wrongSentinels = new Set(
  Object.values(unsetTexts).map((text) => (text.startsWith("-") ? text.slice(1) : `-${text}`)),
);

const shortestSentinel = Math.min(...Array.from(wrongSentinels, ({ length }) => length));
/** Signs stand before it. */
const digitZero = 0x30;

function weighNumber(field: ScalarField, token: string): number {
  const value = readToken(field, undefined, token, 0, token.length);
  if (value === malformed) return impossible;
  // A literal sentinel is as good as an empty field, and unmistakable.
  if (value === null) return 0;
  // A sentinel with a sign in front is an empty field before a sentinel, one that lacks its sign is the end of one.
  if (token.length >= shortestSentinel && wrongSentinels.has(token)) return odd;
  // No host writes a plus sign or superfluous zeros before a whole number.
  if (token.charCodeAt(0) <= digitZero && /^[+]|^-?0\d/.test(token)) return odd;
  if (field.min !== undefined && Number(value) < field.min) return odd + 2;
  if (field.codes && !field.codes.get(String(value))) return field.codes.closed ? odd + 2 : 3;
  // Nobody writes a negative zero, except as a fraction.
  return token === "-0" ? odd : 0;
}

function weighEmpty(field: ScalarField, direction: Direction): number {
  if (field.filled || field.pattern?.filled) return odd;
  return field.hostFills && direction === "in" ? 3 : 0;
}

function weighText(field: ScalarField, token: string): number {
  if (field.codes?.get(token)) return 0;
  const { codes, pattern } = field;
  if (isFreeText(field)) return weighFreeText(token);
  if (token === "-0") return odd;
  if (pattern?.test.test(token))
    return (
      (codes ? uncoded(codes, token) : 0) +
      (pattern.hyphenated ? 0 : hyphensIn(token) + kinship(token)) +
      weighBlanks(token, 0, token.length)
    );
  // What must be a document or is of a closed list contradicts more.
  const strict = codes?.closed || pattern?.hyphens === Infinity;
  return odd + (strict ? 2 : 0) + hyphensIn(token);
}

/** Counts, flags and bit masks are whole numbers without a sign. */
export function weighCount(op: Op, token: string): number {
  if (!/^(?:0|[1-9]\d{0,9})?$/.test(token)) return impossible;
  if (op.op === "bits" && Number(token) >= 2 ** op.bits.length) return impossible;
  if (op.op === "optional" && Number(token) > 1) return impossible;
  // Clients leave flags empty; counts and masks are always written.
  return token === "" ? (op.op === "optional" ? 1 : 3) : 0;
}

/** Whether nothing is known of a text. */
export const isFreeText = ({ kind, codes, pattern }: ScalarField): boolean => kind === "string" && !codes && !pattern;

/** What speaks against a date's end where its time of day is right behind it, as the field may have it. */
export function weighCutDate({ pattern }: ScalarField, text: string, start: number, end: number): number {
  if (end - start !== 8 || !pattern || !clock.test(text.slice(end + 1, end + 9))) return 0;
  return pattern.test.test(text.slice(start, end + 9)) ? odd : 0;
}

/** What is in no table of codes; a known code and more behind a hyphen is rather two fields, half of one is cut. */
function uncoded(codes: CodeTable, token: string): number {
  if (codes.beginnings.has(token)) return odd + 1;
  for (let at = token.indexOf("-"); at >= 0; at = token.indexOf("-", at + 1))
    if (codes.get(token.slice(0, at))) return odd + 1;
  return codes.closed ? odd : 3;
}

/** Symbols that begin alike (`ESZ6-ES`, `BRK B-BRK B`) are rather two fields of one contract than one name. */
function kinship(token: string): number {
  const at = token.indexOf("-");
  if (at < 0) return 0;
  const [one, other] = [token.slice(0, at), token.slice(at + 1)];
  return other.length > 1 && (one.startsWith(other) || other.startsWith(one)) ? 3 : 0;
}

/** A text of any kind. */
const weighFreeText = (token: string): number => hyphensIn(token) + weighEnds(token, 0, token.length);

const weighBlanks = (text: string, start: number, end: number): number =>
  (text.charCodeAt(start) === 0x20 ? 2 : 0) + (end > start && text.charCodeAt(end - 1) === 0x20 ? 2 : 0);

/**
 * A text is not likely a bare time of day (the end of a date that was cut) nor a number up to its exponent's sign, nor
 * has it blanks at its ends.
 */
export function weighEnds(text: string, start: number, end: number): number {
  const late = (text.charCodeAt(end - 1) | 0x20) === 0x65 && end - start <= 24;
  const cut = late && /^-?\d\.\d+e$/i.test(text.slice(start, end));
  const clocked = end - start >= 8 && clock.test(text.slice(start, start + 8));
  return weighBlanks(text, start, end) + (cut || clocked ? odd : 0);
}

/**
 * Hyphens between words are common in free text; at its ends, in runs, or around small numbers they are rather ends of
 * fields. The weight is a sum over the pieces between the hyphens, so that a search can add it up as it goes.
 */
function hyphensIn(token: string): number {
  if (!token.includes("-")) return 0;
  let weight = firstHyphen;
  for (let from = 0; weight < hopeless;) {
    const hyphen = token.indexOf("-", from);
    weight += weighPiece(token.slice(from, hyphen < 0 ? token.length : hyphen));
    if (hyphen < 0) break;
    from = hyphen + 1;
  }
  return weight;
}

/** No reading is as heavy as this; what weighs more need not be known. */
const hopeless = 64;

/** What the first hyphen of a text weighs. */
export const firstHyphen = 1;

const clock = /^\d\d:\d\d:\d\d/;

/** Length bytes that an editor has replaced, and an id: another message begins here, whatever the text may hold. */
const unmistakable = 32;
const mangledHead = /^(?:\u00ef\u00bf\u00bd){1,3}(?:\d{1,3}$|(?<=^.{6,9})$)/;

/** What a piece between two hyphens adds to the weight of the text that holds it: how much it looks like a field. */
export function weighPiece(piece: string): number {
  if (piece === "") return 3;
  const code = piece.charCodeAt(0);
  if (code >= 0x30 && code <= 0x39) {
    if (/^\d+(?:\.\d+)?$/.test(piece)) return 3;
    // A time of day behind its date, a number that was cut at the sign of its exponent.
    return clock.test(piece) || /\d[eE]$/.test(piece) ? 3 : 0;
  }
  if (code === 0xef && mangledHead.test(piece)) return unmistakable;
  if (piece.length === 1) return 2;
  return knownWords.has(piece) || accountText.test.test(piece) || newsProviders.beginnings.has(piece) ? 3 : 0;
}

/** What a text weighs that should be `tag=value;tag=value;`, besides its hyphens. */
export function weighTagForm(text: string, start: number, end: number): number {
  if (start === end) return 0;
  const complete = text[end - 1] === ";" && /^(?:[A-Za-z0-9_.]+=[^;]*;)+$/.test(text.slice(start, end));
  return complete ? 0 : odd;
}

/** The most hyphens that a value of the field is known to have: any number in free text. */
export const hyphensAllowed = ({ pattern, codes }: ScalarField): number =>
  pattern || codes ? Math.max(pattern?.hyphens ?? 0, codes?.hyphens ?? 0) : Infinity;
