/** Prints the fields of a message as a table. */
import { rangeText } from "../dictionary/server-versions.ts";
import { paintClass, printable, short } from "../read/values.ts";
import { table, widthOf, type Paint, type RichCell } from "../table.ts";
import type { Colors, Terminal } from "../terminal.ts";
import type { FieldEnd, FieldRow, TokenRow, WireRow } from "./explained.ts";

/** Longer texts and bytes are cut; `--json` has them whole. */
const rawMax = 60;
const wordsMax = 400;

/** In narrower terminals the gate of a field stands below its name. */
const gateColumnMin = 140;

/** Text fields, in their order. */
export function tokenTable(rows: readonly TokenRow[], ends: FieldEnd, terminal: Terminal): string {
  const { colors } = terminal;
  const end = ends === "NUL" ? "␀" : ends;
  const width = widthOf(terminal);
  const apart = width >= gateColumnMin && rows.some((row) => gateWords(row) !== "");
  const columns = [
    { head: "OFFSET", align: "right" as const, paint: colors.dim },
    { head: "RAW", min: 8, max: 24 },
    { head: "FIELD", min: 14, max: 40 },
    { head: "TYPE" },
    { head: "VALUE", min: 8, max: 40 },
    { head: "MEANING", min: 28 },
    ...(apart ? [{ head: "GATE", min: 16, max: 40, paint: colors.yellow }] : []),
  ];
  const cells = rows.map((row) => [
    String(row.offset),
    shown(row.raw) + (row.ended ? end : ""),
    apart ? row.path : { text: row.path, more: gateWords(row) },
    row.type,
    valueCell(row, colors),
    meaningCell(row),
    ...(apart ? [gateWords(row)] : []),
  ]);
  return table(columns, cells, { width, colors, indent: 2 });
}

/** The server versions that have a field, and the condition that it depends on. */
const gateWords = (row: TokenRow): string =>
  [rangeText(row), row.when && `when ${row.when}`].filter(Boolean).join("; ");

/** Protobuf fields in the order of the bytes; what is nested is indented. */
export function wireTable(rows: readonly WireRow[], terminal: Terminal): string {
  const { colors } = terminal;
  const width = widthOf(terminal);
  const columns = [
    { head: "OFFSET", align: "right" as const, paint: colors.dim },
    { head: "NO", align: "right" as const },
    { head: "FIELD", min: 16, max: 44 },
    { head: "TYPE", min: 8, max: 20 },
    { head: "VALUE", min: 8, max: 40 },
    { head: "MEANING", min: 24 },
    { head: "BYTES", min: 11, max: 26, paint: colors.dim },
  ];
  const cells = rows.map((row) => [
    String(row.offset),
    row.number === undefined ? "" : String(row.number),
    fieldCell(row, width, colors),
    { text: row.type || (row.wireType ?? ""), ...(row.type && row.wireType && { more: row.wireType }) },
    valueCell(row, colors),
    meaningCell(row),
    bytesText(row.raw),
  ]);
  return table(columns, cells, { width, colors, indent: 2 });
}

/** In a terminal the indent shows what a field is in; in a pipe each row has its whole path. */
function fieldCell({ path, depth, what }: WireRow, width: number, colors: Colors): RichCell {
  const own = depth > 0 && width !== Infinity ? path.slice(path.lastIndexOf(".") + 1) : path;
  return { text: own, indent: 2 * depth, ...(what === "unknown" && { paint: colors.yellow }) };
}

/** `0a 03 53 50 58`: apart, so that they wrap between bytes. */
const bytesText = (hex: string): string => {
  const bytes = hex.match(/../g) ?? [];
  const all = bytes.slice(0, rawMax / 2).join(" ");
  return bytes.length > rawMax / 2 ? `${all} … ${bytes.length} bytes` : all;
};

/** Fields without their bytes. */
export function fieldTable(rows: readonly FieldRow[], terminal: Terminal): string {
  const { colors } = terminal;
  const columns = [
    { head: "FIELD", min: 16, max: 44 },
    { head: "TYPE", min: 8, max: 16 },
    { head: "VALUE", min: 8, max: 40 },
    { head: "MEANING", min: 24 },
  ];
  const cells = rows.map((row) => [printable(row.path), row.type, valueCell(row, colors), meaningCell(row)]);
  return table(columns, cells, { width: widthOf(terminal), colors, indent: 2 });
}

const shown = (raw: string): string => short(printable(raw), rawMax);

function valueCell(row: FieldRow, colors: Colors): RichCell {
  return { text: short(printable(row.words), wordsMax), paint: valuePaint(row, colors) };
}

function valuePaint(row: FieldRow, colors: Colors): Paint {
  const { value, class: kind } = row;
  if (kind !== undefined) return (text) => paintClass(colors, kind, text);
  if (value === undefined && row.words === "cannot be read") return colors.yellow;
  return value === null || value === "" ? colors.dim : (text) => text;
}

/** The meaning of the field, and of this very value. */
function meaningCell({ about, unit, valueAbout }: FieldRow): RichCell {
  const text = unit ? `${about} (${unit})` : about;
  return valueAbout ? { text, more: valueAbout } : { text };
}
