/** The page of one message. */
import type { AnyMessage } from "../../src/catalogue/messages.ts";
import { fieldRemarks, type FieldDescription } from "../../src/cli/dictionary/field-description.ts";
import type { LayoutRow } from "../../src/cli/dictionary/layout.ts";
import { messagePage, type MessagePage, type ShapePage } from "../../src/cli/dictionary/message-page.ts";
import { callsLabel, clientsRemark, placeText } from "../../src/cli/dictionary/official-names.ts";
import { arrowOf, directionText } from "../../src/cli/dictionary/paint.ts";
import { encodingRows } from "../../src/cli/dictionary/print-message-page.ts";
import { rangeText } from "../../src/cli/dictionary/server-versions.ts";
import { anchor, bullets, code, generatedNote, linked, plain, section, sentence, table } from "./markdown.ts";

const up = "../";

/** The whole page as Markdown. */
export function messagePageMarkdown(message: AnyMessage): string {
  const page = messagePage(message);
  const [own, ...nested] = page.shapes;
  const { name, direction } = page;
  return [
    generatedNote("the declarations in src/catalogue"),
    `\n# ${name}\n\n${arrowOf(direction)} ${directionText(direction)}, id ${page.id}. ${linked(page.about, up, name)}\n`,
    section("Encodings", bullets(encodingRows(page).map(([what, where]) => `${what}: ${where}`))),
    section("Official names", officialNames(page)),
    section("In TWS", `${sentence(plain(page.tws))}\n`),
    section("Notes", bullets(page.notes.map((note) => linked(note, up, name)))),
    section("Uncertain", page.uncertain ? `${sentence(linked(page.uncertain, up, name))}\n` : ""),
    page.text ? section("Text form, in order", layout(page, page.text)) : "",
    own ? section(`${page.protobuf ? "Protobuf message" : "Fields of"} ${own.name}`, shapeMarkdown(own, up, name)) : "",
    section("Nested shapes", bullets(nested.map((shape) => shapeLink(shape.name, up)))),
    section("Enumerations", bullets(page.enumerations.map((values) => enumerationLink(values.name, up)))),
  ].join("");
}

/** A link to a shape that messages have in common. */
export const shapeLink = (name: string, upwards: string): string => `[${name}](${upwards}shapes.md#${anchor(name)})`;
/** A link to the values of an enumeration. */
export function enumerationLink(name: string, upwards: string): string {
  if (name === "error code") return `[${name}](${upwards}errors.md)`;
  if (name === "tick type") return `[${name}](${upwards}ticks.md)`;
  return `[${name}](${upwards}enumerations.md#${anchor(name)})`;
}

function officialNames({ direction, calls, official }: MessagePage): string {
  const rows = official.map((name) => [name.client, code(name.name), plain(placeText(name))]);
  const called = `${callsLabel(direction, calls)}: ${calls.map(code).join(", ")}.`;
  return `${called}\n\n${table(["Client", "Name", "File"], rows)}\n${clientsRemark}\n`;
}

const indent = (depth: number): string => "&emsp;".repeat(depth);

function layout({ versions }: MessagePage, rows: readonly LayoutRow[]): string {
  if (rows.length === 0) return "No fields.\n";
  const remarks = versions.map((remark) => `${remark}\n\n`).join("");
  return (
    remarks +
    table(
      ["Field", "Type", "Server versions", "Written as"],
      rows.map((row) =>
        row.what === "rule"
          ? [`${indent(row.depth)}*${plain(row.name)}*`, "", rangeText(row), ""]
          : [`${indent(row.depth)}${code(row.name)}`, row.type, rangeText(row), plain(row.written ?? "")],
      ),
    )
  );
}

/** The fields of a shape as a table. */
export function shapeMarkdown(shape: ShapePage, upwards: string, own?: string): string {
  if (shape.fields.length === 0) return "No fields.\n";
  const oneof = shape.oneof ? `\nAt most one of ${shape.oneof.map(code).join(", ")} is there.\n` : "";
  const rows = shape.fields.map((field) => [
    String(field.protobuf?.number ?? "-"),
    code(field.name),
    typeMarkdown(field, upwards),
    meaning(field, upwards, own),
  ]);
  return table(["No", "Field", "Type", "Meaning"], rows) + oneof;
}

function typeMarkdown({ type, protobuf }: FieldDescription, upwards: string): string {
  const nested = /^(?:list of )?([A-Z]\w*)$/.exec(type)?.[1];
  if (!nested) return code(protobuf?.type ?? type);
  return type === nested ? shapeLink(nested, upwards) : `repeated ${shapeLink(nested, upwards)}`;
}

function meaning(field: FieldDescription, upwards: string, own: string | undefined): string {
  const { enumeration, ...rest } = field;
  const remarks = fieldRemarks(rest).map(plain);
  if (enumeration) remarks.unshift(`values: ${enumerationLink(enumeration, upwards)}`);
  if (!field.protobuf && !field.about.includes("text form")) remarks.push("text form only");
  return [linked(field.about, upwards, own), ...remarks].join("; ");
}
