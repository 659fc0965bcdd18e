/** The parts that pages of the dictionary are put together from. */
import type { Code } from "../../catalogue/codes/code-table.ts";
import { proseWidthOf, table, widthOf } from "../table.ts";
import type { Terminal } from "../terminal.ts";
import { paragraph } from "../wrap.ts";

/** A title with what belongs to it; nothing when there is nothing. */
export const section = (terminal: Terminal, title: string, body: string): string =>
  body ? `\n${terminal.colors.bold(title)}\n${body}` : "";

/** Sentences, each a paragraph of its own. */
export const sentences = (terminal: Terminal, texts: readonly string[], indent = "  "): string =>
  texts.map((text) => paragraph(text, proseWidthOf(terminal), indent)).join("");

/** Names and what belongs to them, aligned; wrapped like running text, in pipes too. */
export const pairs = (terminal: Terminal, rows: readonly (readonly [name: string, value: string])[]): string =>
  table(
    [
      { head: "", paint: terminal.colors.dim },
      { head: "", min: 20 },
    ],
    rows,
    { width: proseWidthOf(terminal), colors: terminal.colors, indent: 2 },
  );

/** The values of an enumeration. */
export function codeRows(terminal: Terminal, codes: readonly Code[], indent = 4): string {
  const named = codes.some(({ name }) => name);
  const columns = [
    { head: "", paint: terminal.colors.yellow, min: 8 },
    ...(named ? [{ head: "", min: 10, max: 36 }] : []),
  ];
  return table(
    [...columns, { head: "", min: 20 }],
    codes.map(({ code, name = "", about }) => [
      code === "" ? "(empty)" : String(code),
      ...(named ? [name] : []),
      about,
    ]),
    { width: widthOf(terminal), colors: terminal.colors, indent },
  );
}
