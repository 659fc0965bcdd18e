/** Prints the table of messages. */
import { table, widthOf, type Row } from "../table.ts";
import type { Terminal } from "../terminal.ts";
import { encodingsText, type MessageSummary } from "./message-list.ts";
import { arrowOf, directionPaint } from "./paint.ts";

/** Below this many columns, descriptions stand on lines of their own. */
const columnsForOneLine = 150;

/** The table, one message a row, in narrow terminals with the description below. */
export function messageTable(list: readonly MessageSummary[], terminal: Terminal): string {
  const { colors } = terminal;
  const width = widthOf(terminal);
  const oneLine = width >= columnsForOneLine;
  const columns = [
    { head: "" },
    { head: "ID", align: "right" as const },
    { head: "NAME", min: 20, max: 32, paint: colors.bold },
    { head: "ENCODINGS", min: 15 },
    { head: "OFFICIAL CALL", min: 16, max: 28 },
    ...(oneLine ? [{ head: "WHAT", min: 24 }] : []),
  ];
  const rows = list.flatMap((message): Row[] => {
    const { direction, id, name, calls, about } = message;
    const paint = directionPaint(colors, direction);
    const cells = [{ text: arrowOf(direction), paint }, String(id), name, encodingsText(message), calls.join(", ")];
    return oneLine ? [[...cells, about]] : [cells, { span: about, from: 2, paint: colors.dim }];
  });
  return table(columns, rows, { width, colors });
}
