/** How values read for people: unset dimmed and never a number, codes with their names, sentinels with their meaning. */
import type { Code } from "../../catalogue/codes/code-table.ts";
import type { ErrorClass } from "../../catalogue/codes/error-codes.ts";
import type { Field, Shape } from "../../catalogue/schema.ts";
import { classPaint } from "../dictionary/paint.ts";
import { piecesOf } from "../pieces.ts";
import type { Colors } from "../terminal.ts";

/** A text in the colour of a class of codes; a notice that all is well is never red. */
export const paintClass = (colors: Colors, name: string, text: string): string =>
  isErrorClass(name) ? classPaint(colors, name)(text) : text;

const isErrorClass = (name: string): name is ErrorClass =>
  name === "ok" || name === "info" || name === "warning" || name === "error" || name === "client";

/** Whether a value says nothing: unset or empty. */
export const saysNothing = (value: unknown): boolean =>
  value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);

/** One value in words, safe to write to a terminal; texts are cut to `charsMax`. */
export function valueText(field: Field | undefined, value: unknown, colors: Colors, charsMax = Infinity): string {
  if (value === null) return colors.dim("unset");
  if (value === "") return colors.dim('""');
  if (Array.isArray(value)) return `${value.length} ${value.length === 1 ? "item" : "items"}`;
  const text = shortPrintable(textOf(value), charsMax);
  const special = field?.special?.[text];
  if (special) return `${text} ${colors.dim(`(${special})`)}`;
  const code = field?.codes?.get(text);
  if (!code) return text;
  const known = code as Code & { class?: string };
  if (known.class) return paintClass(colors, known.class, `${text} ${known.class}`);
  const name = typeof code.code === "number" ? (code.name ?? "") : "";
  return name ? `${text} ${name}` : text;
}

export const short = (text: string, charsMax: number): string =>
  text.length > charsMax ? `${text.slice(0, charsMax - 1)}…` : text;

/** The same as what is safe to show, of which a text of megabytes is not made as a whole. */
export const shortPrintable = (text: string, charsMax: number): string =>
  short(printable(text.length > charsMax ? text.slice(0, charsMax + 1) : text), charsMax);

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "bigint" || typeof value === "boolean"
    ? String(value)
    : JSON.stringify(value);
}

/** The time of day to the millisecond, of a time with or without a day. */
export const clockOf = (local: string): string => {
  const from = local.indexOf("T") + 1;
  return local.slice(from, from + 12);
};

/** What must not reach a terminal from a log: control characters, marks that turn text around or cannot be seen. */
const unsafe =
  /[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\u{e0000}-\u{e007f}]/gu;

/** Nearly all text is plain, which shows much faster than that nothing in it is unsafe. */
const plainText = /^[ -~]*$/;

/** Text of a log as a terminal may show it, on one line. */
export const printable = (text: string): string =>
  plainText.test(text)
    ? text
    : inPieces(text, (piece) =>
        piece.replaceAll(unsafe, (character) => {
          const code = character.codePointAt(0) ?? 0;
          if (code === 10) return "⏎";
          if (code === 9) return " ";
          if (code < 0x100) return `\\x${code.toString(16).padStart(2, "0")}`;
          return code < 0x10000 ? `\\u${code.toString(16).padStart(4, "0")}` : `\\u{${code.toString(16)}}`;
        }),
      );

/** For each character that is replaced some hundred bytes are held meanwhile. */
function inPieces(text: string, change: (piece: string) => string): string {
  let changed = "";
  for (const piece of piecesOf(text)) changed += change(piece);
  return changed;
}

/** The same for text of several lines. */
export const printableLines = (text: string): string => text.split("\n").map(printable).join("\n");

/** JSON in which the characters that a terminal might obey are escaped; it says the same. */
export const printableJson = (json: string): string =>
  plainText.test(json)
    ? json
    : inPieces(json, (piece) =>
        piece.replaceAll(unsafe, (character) => {
          // In JSON a line feed stands only between values.
          if (character === "\n") return character;
          return character.split("").map(escapedUnit).join("");
        }),
      );

const escapedUnit = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;

export interface Leaf {
  readonly path: string;
  readonly field: Field | undefined;
  readonly value: unknown;
}

/** Every value of a message with its path, in the order of the declaration's fields as they were read. */
export function* leavesOf(
  shape: Shape | undefined,
  fields: Readonly<Record<string, unknown>>,
  path = "",
): Generator<Leaf> {
  for (const [key, value] of Object.entries(fields)) {
    const field = shape && Object.hasOwn(shape.fields, key) ? shape.fields[key] : undefined;
    const here = path ? `${path}.${key}` : key;
    const inner = field?.is === "shape" || field?.is === "shapes" ? field.shape : undefined;
    if (Array.isArray(value)) {
      const items: unknown[] = value;
      if (items.length === 0) yield { path: here, field, value };
      for (const [index, item] of items.entries()) {
        if (typeof item === "object" && item !== null)
          yield* leavesOf(inner, item as Record<string, unknown>, `${here}[${index}]`);
        else yield { path: `${here}[${index}]`, field, value: item };
      }
    } else if (typeof value === "object" && value !== null)
      yield* leavesOf(inner, value as Record<string, unknown>, here);
    else yield { path: here, field, value };
  }
}
