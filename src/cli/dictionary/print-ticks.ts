/** Prints tick types. */
import { proseWidthOf, table, widthOf, type Row } from "../table.ts";
import type { Terminal } from "../terminal.ts";
import { paragraph } from "../wrap.ts";
import { codeRows, pairs, section } from "./sections.ts";
import type { TickEntry } from "./tick-entries.ts";

/** Below this many columns, descriptions stand on lines of their own. */
const columnsForOneLine = 150;

/** The table of tick types. */
export function tickTable(list: readonly TickEntry[], terminal: Terminal): string {
  const { colors } = terminal;
  const width = widthOf(terminal);
  const oneLine = width >= columnsForOneLine;
  const columns = [
    { head: "ID", align: "right" as const },
    { head: "NAME", min: 16, max: 30, paint: colors.bold },
    { head: "CALLBACK" },
    { head: "TWS COLUMN", min: 14, max: 24 },
    { head: "GENERIC" },
    ...(oneLine
      ? [
          { head: "UNIT", min: 12, max: 28 },
          { head: "MEANING", min: 30 },
        ]
      : []),
  ];
  const rows = list.flatMap((tick): Row[] => {
    const { id, name, callback, column, genericTick, unit = "", about } = tick;
    const cells = [String(id), name, callback, column ?? "-", genericTick ? String(genericTick.id) : ""];
    if (oneLine) return [[...cells, unit, about]];
    return [cells, { span: unit ? `${about} Unit: ${unit}.` : about, from: 1, paint: colors.dim }];
  });
  return table(columns, rows, { width, colors });
}

/** One tick type. */
export function tickText(tick: TickEntry, terminal: Terminal): string {
  const { colors } = terminal;
  const generic = tick.genericTick;
  const rows: [string, string][] = [
    ["callback", tick.callback === "unused" ? "none: not sent" : tick.callback],
    ["TWS column", tick.column ?? "none"],
    ["generic tick", generic ? `${generic.id} (${generic.name}) must be asked for` : "none: sent without asking"],
  ];
  if (tick.unit) rows.push(["unit", tick.unit]);
  if (tick.since) rows.push(["since", `server version ${tick.since.version} (${tick.since.name})`]);
  return [
    `${colors.bold(tick.name)}  ${colors.dim(`tick type ${tick.id}`)}\n`,
    `${paragraph(tick.about, proseWidthOf(terminal), "  ")}\n`,
    pairs(terminal, rows),
    section(terminal, "Values", tick.values ? codeRows(terminal, tick.values, 2) : ""),
  ].join("");
}
