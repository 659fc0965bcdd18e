/** The table of marks. */
import { localText } from "../../node/record/clock.ts";
import type { Mark } from "../../store/mark.ts";
import { table, widthOf, type Column, type Row } from "../table.ts";
import type { Terminal } from "../terminal.ts";
import { counted } from "./amounts.ts";

export interface ListedMark {
  readonly mark: Mark;
  /** Names of the recordings that it keeps. */
  readonly recordings: readonly string[];
}

const columns: readonly Column[] = [
  { head: "mark" },
  { head: "moment" },
  { head: "clients", min: 7 },
  { head: "what", min: 12 },
];

export function printMarks(marks: readonly ListedMark[], terminal: Terminal): string {
  if (marks.length === 0) return "";
  const { colors } = terminal;
  const rows = marks.flatMap(({ mark, recordings }): Row[] => [
    [mark.id, localText(mark.atMs * 1000).slice(0, 19), mark.clients?.join(", ") ?? "all", mark.text],
    ...recordings.map((name): Row => ({ span: name, indent: 8, paint: colors.dim })),
    ...(recordings.length === 0 ? [{ span: "no recording is of that moment", indent: 8, paint: colors.yellow }] : []),
  ]);
  const kept = new Set(marks.flatMap(({ recordings }) => recordings)).size;
  return (
    table(columns, rows, { width: widthOf(terminal), colors }) +
    `${colors.dim(`${counted(marks.length, "mark")}, ${counted(kept, "recording")} kept`)}\n`
  );
}
