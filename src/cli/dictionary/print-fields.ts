/** Prints fields found by name. */
import { proseWidthOf, table, widthOf } from "../table.ts";
import type { Terminal } from "../terminal.ts";
import { paragraph } from "../wrap.ts";
import { carrierGroups, type FieldEntry, type FoundFields } from "./field-entries.ts";
import { enumerationText } from "./print-message-page.ts";
import { pairs } from "./sections.ts";

/** More finds than this by a part of the name are shown as a table. */
const pagesMax = 8;

/** What was found: in full, or as a table when only a part of the name was given and many have it. */
export function fieldsText({ match, entries }: FoundFields, terminal: Terminal): string {
  if (match === "part" && entries.length > pagesMax) return fieldTable(entries, terminal);
  return entries.map((entry) => fieldText(entry, terminal)).join("\n");
}

function fieldTable(entries: readonly FieldEntry[], terminal: Terminal): string {
  const { colors } = terminal;
  const columns = [
    { head: "FIELD", min: 16, max: 32, paint: colors.bold },
    { head: "SHAPE", min: 16, max: 30 },
    { head: "TYPE", min: 8, max: 20 },
    { head: "NO", align: "right" as const },
    { head: "MEANING", min: 24 },
  ];
  const rows = entries.map(({ name, shapes, type, protobuf, about }) => [
    name,
    shortList(shapes),
    type,
    String(protobuf?.number ?? "-"),
    about,
  ]);
  return table(columns, rows, { width: widthOf(terminal), colors });
}

const shortList = (names: readonly string[]): string =>
  names.length > 2 ? `${names.slice(0, 2).join(", ")} and ${names.length - 2} more` : names.join(", ");

function fieldText(entry: FieldEntry, terminal: Terminal): string {
  const { colors } = terminal;
  const { name, type, protobuf, about, unit, aka, special, since, looks, shapes, carriers, values } = entry;
  const rows: [string, string][] = [[shapes.length === 1 ? "shape" : "shapes", shapes.join(", ")]];
  rows.push(["protobuf", protobuf ? `number ${protobuf.number}, ${protobuf.type}` : "none: in the text form only"]);
  if (since) rows.push(["since", `server version ${since.version} (${since.name}) in protobuf`]);
  if (unit) rows.push(["unit", unit]);
  for (const [value, meaning] of Object.entries(special ?? {})) rows.push([`value ${value}`, meaning]);
  if (looks) rows.push(["looks like", looks]);
  if (aka) rows.push(["also called", aka.join(", ")]);
  for (const { path, groups } of carrierGroups(carriers)) {
    rows.push(["in", path]);
    for (const { label, messages } of groups) rows.push([label, messages.join(", ")]);
  }
  return [
    `${colors.bold(name)}  ${colors.dim(type)}\n`,
    paragraph(about, proseWidthOf(terminal), "  "),
    pairs(terminal, rows),
    values ? `\n${enumerationText(values, terminal)}` : "",
  ].join("");
}
