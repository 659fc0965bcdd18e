/** Prints the fields of a message as a table. */
import { rangeText } from "../dictionary/server-versions.ts";
import { paintClass, printable, short } from "../read/values.ts";
import { pageWidthOf, table, type Paint, type RichCell, type SpanRow } from "../table.ts";
import type { Colors, Terminal } from "../terminal.ts";
import type { FieldEnd, FieldRow, TokenRow, WireRow } from "./explained.ts";

/** Longer texts and bytes are cut; `--json` has them whole. */
const rawMax = 60;
const wordsMax = 400;

/** In narrower terminals the gate of a field stands below its name. */
const gateColumnMin = 140;
/** In narrower ones, and in pipes, the meaning stands below the value. */
const meaningColumnMin = 110;

/** Text fields, in their order. */
export function tokenTable(rows: readonly TokenRow[], ends: FieldEnd, terminal: Terminal): string {
  const { colors } = terminal;
  const end = ends === "NUL" ? "␀" : ends;
  const width = pageWidthOf(terminal);
  const layout = { width, colors, indent: 2 };
  const rawCell = (row: TokenRow): string => shown(row.raw) + (row.ended ? end : "");
  if (width < meaningColumnMin) {
    const columns = [
      { head: "OFFSET", align: "right" as const, paint: colors.dim },
      { head: "RAW", min: 8, max: 18 },
      { head: "FIELD", min: 16, max: 44 },
      { head: "VALUE", min: 8, max: 40 },
    ];
    const lines = rows.flatMap((row) => [
      [String(row.offset), rawCell(row), row.path, valueCell(row, colors)],
      ...meaningLines(row, colors, gateWords(row)),
    ]);
    return table(columns, lines, layout);
  }
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
    rawCell(row),
    apart ? row.path : { text: row.path, more: gateWords(row) },
    row.type,
    valueCell(row, colors),
    meaningCell(row),
    ...(apart ? [gateWords(row)] : []),
  ]);
  return table(columns, cells, layout);
}

/** Type and meaning of a field below it, then what its value means and what else there is to say, dimmed. */
function meaningLines(row: FieldRow, colors: Colors, remarks = ""): SpanRow[] {
  const { text, more = "" } = meaningCell(row);
  const span = { from: 1, indent: 2 };
  const dim = [more, remarks].filter(Boolean).map((words) => ({ ...span, span: words, paint: colors.dim }));
  return [{ ...span, span: [row.type, text].filter(Boolean).join(": ") }, ...dim];
}

/** The server versions that have a field, and the condition that it depends on. */
const gateWords = (row: TokenRow): string =>
  [rangeText(row), row.when && `when ${row.when}`].filter(Boolean).join("; ");

/** Protobuf fields in the order of the bytes; what is nested is indented. */
export function wireTable(rows: readonly WireRow[], terminal: Terminal): string {
  const { colors } = terminal;
  const width = pageWidthOf(terminal);
  const number = (row: WireRow): string => (row.number === undefined ? "" : String(row.number));
  if (width < meaningColumnMin) {
    const columns = [
      { head: "OFFSET", align: "right" as const, paint: colors.dim },
      { head: "NO", align: "right" as const },
      { head: "FIELD", min: 16, max: 44 },
      { head: "VALUE", min: 8, max: 40 },
    ];
    const lines = rows.flatMap((row) => [
      [String(row.offset), number(row), fieldCell(row, colors), valueCell(row, colors)],
      ...meaningLines({ ...row, type: row.type || (row.wireType ?? "") }, colors, bytesText(row.raw)),
    ]);
    return table(columns, lines, { width, colors, indent: 2 });
  }
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
    number(row),
    fieldCell(row, colors),
    { text: row.type || (row.wireType ?? ""), ...(row.type && row.wireType && { more: row.wireType }) },
    valueCell(row, colors),
    meaningCell(row),
    bytesText(row.raw),
  ]);
  return table(columns, cells, { width, colors, indent: 2 });
}

/** The indent shows what a field is in. */
function fieldCell({ path, depth, what }: WireRow, colors: Colors): RichCell {
  const own = depth > 0 ? path.slice(path.lastIndexOf(".") + 1) : path;
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
  const width = pageWidthOf(terminal);
  const name = { head: "FIELD", min: 16, max: 44 };
  const value = { head: "VALUE", min: 8, max: 40 };
  if (width < meaningColumnMin) {
    const lines = rows.flatMap((row) => [
      [printable(row.path), valueCell(row, colors)],
      ...meaningLines(row, colors).map((line) => ({ ...line, from: 0, indent: 4 })),
    ]);
    return table([name, value], lines, { width, colors, indent: 2 });
  }
  const columns = [name, { head: "TYPE", min: 8, max: 16 }, value, { head: "MEANING", min: 24 }];
  const cells = rows.map((row) => [printable(row.path), row.type, valueCell(row, colors), meaningCell(row)]);
  return table(columns, cells, { width, colors, indent: 2 });
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
