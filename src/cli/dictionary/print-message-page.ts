/** Prints the page of a message. */
import { protobufIdOffset, rawMessageIdSince } from "../../catalogue/gates.ts";
import { proseWidthOf, table, widthOf, type Row } from "../table.ts";
import type { Terminal } from "../terminal.ts";
import { paragraph } from "../wrap.ts";
import { fieldRemarks } from "./field-description.ts";
import type { LayoutRow } from "./layout.ts";
import type { EnumerationPage, MessagePage, ShapePage } from "./message-page.ts";
import { callsLabel, clientsRemark, placeText } from "./official-names.ts";
import { arrowOf, directionPaint, directionText } from "./paint.ts";
import { codeRows, pairs, section, sentences } from "./sections.ts";
import { rangeText } from "./server-versions.ts";

/** The whole page. */
export function messagePageText(page: MessagePage, terminal: Terminal): string {
  const { colors } = terminal;
  const paint = directionPaint(colors, page.direction);
  const at = page.serverVersion === undefined ? "" : `  ${colors.dim(`at server version ${page.serverVersion}`)}\n`;
  const head = `${paint(arrowOf(page.direction))} ${colors.bold(page.name)}  ${colors.dim(`${page.direction} ${page.id}, ${directionText(page.direction)}`)}\n${at}`;
  const about = paragraph(page.about, proseWidthOf(terminal), "  ");
  if (page.missing)
    return `${head}${about}  Does not exist yet; it came with server version ${page.since?.version} (${page.since?.name}).\n`;
  const showProtobuf = page.protobuf && (page.serverVersion ?? Infinity) >= page.protobuf.version;
  const text = page.encoding === "protobuf" ? null : page.text;
  return [
    head,
    about,
    section(terminal, "Encodings", pairs(terminal, encodingRows(page))),
    section(terminal, "Official names", officialRows(page, terminal)),
    section(terminal, "In TWS", sentences(terminal, [page.tws])),
    section(terminal, "Notes", sentences(terminal, page.notes)),
    section(terminal, "Uncertain", sentences(terminal, page.uncertain ? [page.uncertain] : [])),
    text ? section(terminal, "Text form, in order", layoutTable(page, text, terminal)) : "",
    ...page.shapes.map((shape, index) => {
      const title = `${showProtobuf ? "Protobuf message" : "Fields of"} ${shape.name}`;
      return section(terminal, index === 0 ? title : shape.name, shapeTable(shape, terminal));
    }),
    section(terminal, "Enumerations", page.enumerations.map((table) => enumerationText(table, terminal)).join("\n")),
  ].join("");
}

/** The encodings with the ids and server versions that go with them. */
export function encodingRows(page: MessagePage): [string, string][] {
  const { id, protobuf, text, encoding, since } = page;
  const rows: [string, string][] = [];
  const used = (name: string): string => (encoding === name ? "; used here" : "");
  if (text) {
    const versions = protobuf ? `up to server version ${protobuf.version - 1}` : "at all server versions";
    rows.push(["text", `${versions}, id ${id}${used("text")}`]);
  }
  if (protobuf) {
    const raw = `raw id ${id + protobufIdOffset} = ${id} + ${protobufIdOffset}`;
    rows.push(["protobuf", `from server version ${protobuf.version} (${protobuf.name}) on, ${raw}${used("protobuf")}`]);
  }
  if (since) rows.push(["exists", `from server version ${since.version} (${since.name}) on`]);
  if (text) rows.push(["id", `a text field up to server version ${rawMessageIdSince - 1}, four raw bytes after it`]);
  return rows;
}

function officialRows({ direction, calls, official }: MessagePage, terminal: Terminal): string {
  const { colors } = terminal;
  const columns = [
    { head: "", paint: colors.dim },
    { head: "", min: 16, max: 42 },
    { head: "", min: 20 },
  ];
  const rows = official.map((name) => [name.client, name.name, placeText(name)]);
  return [
    sentences(terminal, [`${callsLabel(direction, calls)}: ${calls.join(", ")}.`]),
    table(columns, rows, { width: widthOf(terminal), colors, indent: 2 }),
    sentences(terminal, [clientsRemark]),
  ].join("");
}

function layoutTable(page: MessagePage, text: readonly LayoutRow[], terminal: Terminal): string {
  const { colors } = terminal;
  const remarks = sentences(terminal, page.versions);
  if (text.length === 0) return `${remarks}${sentences(terminal, ["No fields."])}`;
  const placed = page.serverVersion !== undefined;
  const gated = text.some(({ since, until }) => since || until);
  const columns = [
    ...(placed ? [{ head: "NO", align: "right" as const, paint: colors.dim }] : []),
    { head: "FIELD", min: 30 },
    { head: "TYPE", min: 8, max: 16 },
    ...(gated ? [{ head: "SERVER VERSIONS", min: 22, paint: colors.yellow }] : []),
  ];
  const rows = text.map((row): Row => {
    const indent = 2 * row.depth;
    if (row.what === "rule") return { span: row.name, from: placed ? 1 : 0, indent, paint: colors.cyan };
    const name = { text: row.name, indent, ...(row.written && { more: row.written }) };
    return [...(placed ? [String(row.place ?? "")] : []), name, row.type, ...(gated ? [rangeText(row)] : [])];
  });
  return remarks + table(columns, rows, { width: widthOf(terminal), colors, indent: 2 });
}

/** The fields of a shape with numbers, types and meanings. */
export function shapeTable(shape: ShapePage, terminal: Terminal): string {
  const { colors } = terminal;
  if (shape.fields.length === 0) return sentences(terminal, ["No fields."]);
  const numbered = shape.fields.some(({ protobuf }) => protobuf);
  const columns = [
    ...(numbered ? [{ head: "NO", align: "right" as const, paint: colors.dim }] : []),
    { head: "FIELD", min: 16, max: 30 },
    { head: "TYPE", min: 8, max: 20 },
    { head: "MEANING", min: 30 },
  ];
  const rows = shape.fields.map((field): Row => {
    const { name, type, protobuf, about } = field;
    const remarks = fieldRemarks(field);
    if (numbered && !protobuf && !about.includes("text form")) remarks.push("text form only");
    const number = numbered ? [String(protobuf?.number ?? "-")] : [];
    return [...number, name, protobuf?.type ?? type, { text: about, more: remarks.join("; ") }];
  });
  const oneof = shape.oneof ? sentences(terminal, [`At most one of ${shape.oneof.join(", ")} is there.`]) : "";
  return table(columns, rows, { width: widthOf(terminal), colors, indent: 2 }) + oneof;
}

/** An enumeration with its values, or the command that shows them. */
export function enumerationText(page: EnumerationPage, terminal: Terminal): string {
  const { colors } = terminal;
  const head = `  ${colors.bold(page.name)}${page.closed ? "" : colors.dim(" (others may occur)")}\n`;
  if (page.see) return head + sentences(terminal, [`${page.about}; see \`${page.see}\`.`], "    ");
  return head + sentences(terminal, [`${page.about}.`], "    ") + codeRows(terminal, page.codes);
}
