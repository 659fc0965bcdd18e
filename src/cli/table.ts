/**
 * Tables for the terminal: no borders, columns as wide as their content, narrowed and wrapped until they fit. In a pipe
 * nothing is wrapped, so that each row stays one line for `grep`.
 *
 * Laid out here rather than by cli-table3, which measures every cell several times with regular expressions: 0.8 s for
 * the page of PLACE_ORDER in 100 columns, against a hundredth of that.
 */
import { stripVTControlCharacters } from "node:util";
import { displayWidth } from "./display-width.ts";
import type { Colors, Terminal } from "./terminal.ts";
import { wrap } from "./wrap.ts";

export type Paint = (text: string) => string;

export interface Column {
  readonly head: string;
  readonly align?: "left" | "right";
  /** May be narrowed down to this width when the table does not fit; absent: never narrowed. */
  readonly min?: number;
  /** Never wider than this where lines are wrapped. */
  readonly max?: number;
  readonly paint?: Paint;
}

/** A text, with a colour of its own, and with a second text in grey behind or below it. */
export interface RichCell {
  readonly text: string;
  readonly paint?: Paint;
  readonly more?: string;
  /** Blanks before each line of the cell. */
  readonly indent?: number;
}
export type Cell = string | RichCell;

/** A line through all columns, from the column `from` on. */
export interface SpanRow {
  readonly span: string;
  readonly from?: number;
  readonly indent?: number;
  readonly paint?: Paint;
}
export type Row = readonly Cell[] | SpanRow;

export interface TableLayout {
  /** Columns of the terminal, or Infinity. */
  readonly width: number;
  readonly colors: Colors;
  readonly indent?: number;
}

/** How wide tables may be in this terminal. */
export const widthOf = (terminal: Terminal): number => (terminal.interactive ? terminal.columns : Infinity);
/** How wide pages are set that people read whole, also where they are piped into a file or a pager. */
export const pageWidthOf = (terminal: Terminal): number => Math.max(pageWidthMin, terminal.columns);
const pageWidthMin = 60;
/** How wide running text is set: no wider than is good to read. */
export const proseWidthOf = (terminal: Terminal): number => Math.min(terminal.columns, 110);

/** Whether no line of a text is wider. */
export const fitsIn = (text: string, width: number): boolean =>
  stripVTControlCharacters(text)
    .split("\n")
    .every((line) => displayWidth(line) <= width);

const gap = 2;
const isSpan = (row: Row): row is SpanRow => "span" in row;
const rich = (cell: Cell): RichCell => (typeof cell === "string" ? { text: cell } : cell);
const joined = ({ text, more }: RichCell): string => (more ? `${text} (${more})` : text);

/** The widths of the columns: their content's, less what has to be saved, taken from the widest that can be narrowed. */
function widths(columns: readonly Column[], rows: readonly Row[], room: number): number[] {
  const wide = room === Infinity;
  const fits = columns.map(({ head, min, max = Infinity }, at) => {
    let width = head.length;
    for (const row of rows) {
      if (isSpan(row)) continue;
      const cell = rich(row[at] ?? "");
      const longest = wide
        ? displayWidth(joined(cell))
        : Math.max(displayWidth(cell.text), displayWidth(cell.more ?? ""));
      width = Math.max(width, longest + (cell.indent ?? 0));
    }
    if (!wide) width = Math.min(width, max);
    return { width, least: Math.min(width, Math.max(min ?? width, head.length)) };
  });
  let spare = fits.reduce((sum, { width }) => sum + width, gap * (columns.length - 1)) - room;
  for (; spare > 0; spare -= 1) {
    const widest = fits.filter(({ width, least }) => width > least).toSorted((a, b) => b.width - a.width)[0];
    if (!widest) break;
    widest.width -= 1;
  }
  return fits.map(({ width }) => width);
}

/** A line of a cell, with the width that it takes. */
interface Line {
  readonly text: string;
  readonly width: number;
}

/** The table as text, each line ended. */
export function table(columns: readonly Column[], rows: readonly Row[], layout: TableLayout): string {
  const { colors, width, indent = 0 } = layout;
  const room = width - indent;
  const columnWidths = widths(columns, rows, room);

  const lines = (text: string, lineWidth: number, paint: Paint | undefined, before = 0): Line[] =>
    (room === Infinity ? [text] : wrap(text, Math.max(1, lineWidth - before))).map((line) => ({
      text: `${" ".repeat(before)}${line && paint ? paint(line) : line}`,
      width: displayWidth(line) + before,
    }));
  const cellLines = (cell: RichCell, columnWidth: number, columnPaint: Paint | undefined): Line[] => {
    const { more, indent: before, paint = columnPaint } = cell;
    if (room === Infinity) return lines(joined(cell), columnWidth, paint, before);
    const text = lines(cell.text, columnWidth, paint, before);
    return more ? [...text, ...lines(more, columnWidth, colors.dim, before)] : text;
  };

  const margin = " ".repeat(indent);
  let out = "";
  const end = (line: string): void => {
    out += `${margin}${line}`.trimEnd() + "\n";
  };
  const addCells = (cells: readonly Line[][]): void => {
    const height = Math.max(1, ...cells.map((cell) => cell.length));
    for (let at = 0; at < height; at += 1) {
      const parts = cells.map((cell, index) => {
        const { text, width } = cell[at] ?? { text: "", width: 0 };
        const blanks = " ".repeat(Math.max(0, (columnWidths[index] ?? 0) - width));
        return columns[index]?.align === "right" ? blanks + text : text + blanks;
      });
      end(parts.join(" ".repeat(gap)));
    }
  };

  if (columns.some(({ head }) => head)) addCells(columns.map(({ head }) => lines(head, head.length, colors.bold)));
  for (const row of rows) {
    if (isSpan(row)) {
      const before = columnWidths.slice(0, row.from ?? 0).reduce((sum, columnWidth) => sum + columnWidth + gap, 0);
      const spanWidth = Math.max(before + 20, room);
      for (const { text } of lines(row.span, spanWidth, row.paint, before + (row.indent ?? 0))) end(text);
    } else addCells(columns.map(({ paint }, at) => cellLines(rich(row[at] ?? ""), columnWidths[at] ?? 0, paint)));
  }
  return out;
}
