/** The fields of a protobuf message in the order of its bytes, nested messages inside, unknown fields included. */
import { hexOf } from "../../base/byte-string.ts";
import { limits } from "../../base/limits.ts";
import type { Shape } from "../../catalogue/schema.ts";
import { TagValueShape } from "../../codec/plan.ts";
import { decodeProtobuf, type ProtobufReading } from "../../codec/protobuf-decode.ts";
import { numberedFields, type KnownField } from "../../codec/protobuf-table.ts";
import { WireReader, wireType, type WireField } from "../../wire/protobuf.ts";
import { protobufTypeText } from "../dictionary/field-description.ts";
import { fieldRow } from "./describe-value.ts";
import type { FieldRow, WireRow } from "./explained.ts";

const wireTypeNames: Readonly<Record<number, string>> = {
  [wireType.varint]: "varint",
  [wireType.fixed64]: "64-bit",
  [wireType.bytes]: "bytes",
  [wireType.fixed32]: "32-bit",
};

/** Where a message stands in the input. */
export interface Stretch {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  /** What to add to positions in `bytes` to get offsets in the input. */
  readonly shift: number;
}

/** The rows of a protobuf message. */
export function wireRows(shape: Shape, { bytes, start, end, shift }: Stretch, path = "", depth = 0): WireRow[] {
  const known = numberedFields(shape);
  const counts = new Map<string, number>();
  const rows: WireRow[] = [];
  const wire = new WireReader(bytes, start, end);
  while (wire.next()) {
    const here = { ...wire.field };
    const entry = known.get(here.number);
    const reading = decodeProtobuf(shape, bytes, here.at, here.end);
    const row = (what: WireRow["what"], until: number, content: FieldRow): WireRow => ({
      what,
      offset: here.at + shift,
      number: here.number,
      wireType: wireTypeNames[here.type] ?? String(here.type),
      raw: hexOf(bytes.subarray(here.at, until)),
      depth,
      ...content,
    });
    if (!entry || isUnknown(reading, here)) {
      rows.push(row("unknown", here.end, unknownContent(here, path, entry, reading)));
      continue;
    }
    const name = pathOf(entry, here, path, counts);
    const inner = innerShape(entry);
    if (!inner || depth >= limits.protobufDepthMax) {
      rows.push(row("field", here.end, scalarContent(entry, name, reading)));
      continue;
    }
    const { about } = entry.field;
    rows.push(row("field", here.start, { path: name, type: protobufTypeText(entry.field), words: "", about }));
    rows.push(...wireRows(inner, { bytes, start: here.start, end: here.end, shift }, name, depth + 1));
  }
  if (wire.failedAt >= 0) rows.push(brokenRow(bytes.subarray(wire.failedAt, end), wire.failedAt + shift, path, depth));
  return rows;
}

const innerShape = ({ field }: KnownField): Shape | undefined => {
  if (field.is === "tags") return TagValueShape;
  return field.is === "shape" || field.is === "shapes" ? field.shape : undefined;
};

/** Whether the decoder kept the field itself, not one within it, as unknown: its number or its wire type is another. */
const isUnknown = ({ unknown }: ProtobufReading, { number }: WireField): boolean =>
  unknown.some((one) => one.path === "" && one.number === number);

/** The path of a field; items of lists are counted as they come. */
function pathOf({ key, field }: KnownField, here: WireField, path: string, counts: Map<string, number>): string {
  const name = path ? `${path}.${key}` : key;
  if (field.is === "scalar" || field.is === "shape") return name;
  const packed = field.is === "scalars" && field.kind !== "string" && here.type === wireType.bytes;
  if (packed) return name;
  const index = counts.get(key) ?? 0;
  counts.set(key, index + 1);
  return `${name}[${index}]`;
}

function scalarContent({ key, field }: KnownField, path: string, { fields }: ProtobufReading): FieldRow {
  const value = fields[key];
  const item: unknown = path.endsWith("]") && Array.isArray(value) ? value[0] : value;
  return { ...fieldRow(path, field, item), type: protobufTypeText(field) };
}

function unknownContent(
  here: WireField,
  path: string,
  entry: KnownField | undefined,
  { issues }: ProtobufReading,
): FieldRow {
  const name = entry?.key ?? `#${here.number}`;
  const about = entry
    ? `Not of the declared type, ${protobufTypeText(entry.field)}`
    : "Not declared: newer than this catalogue, or no field of this message";
  // The issue says what the value most likely is, behind its wire type.
  const words = issues[0]?.got.replace(/^wire type \d+, /, "") ?? "";
  return { path: path ? `${path}.${name}` : name, type: "", words, about };
}

const brokenRow = (rest: Uint8Array, offset: number, path: string, depth: number): WireRow => ({
  what: "broken",
  offset,
  raw: hexOf(rest),
  depth,
  path,
  type: "",
  words: `${rest.length} bytes`,
  about: "No protobuf field begins here, or it is cut",
});
