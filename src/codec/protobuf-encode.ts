/** Writes protobuf messages by their shapes. */
import { bytesOf, utf8ByteString } from "../base/byte-string.ts";
import { UsageError } from "../base/errors.ts";
import type { Field, ScalarField, ScalarListField, Shape } from "../catalogue/schema.ts";
import { WireReader, WireWriter, wireType, type WireField } from "../wire/protobuf.ts";
import { TagValueShape } from "./plan.ts";
import { decodeProtobuf } from "./protobuf-decode.ts";
import { numberedFields, protoScalar, wireTypeOf, type KnownField } from "./protobuf-table.ts";
import type { FieldValues } from "./text-decode.ts";
import { sameValues, type Scalar, type Value } from "./text-values.ts";
import { unsetOnWire } from "./unset.ts";

/**
 * The bytes of a message, its fields in the order of their numbers.
 *
 * `original` is what the fields were decoded from. It is walked field by field: what has not been changed, and what
 * nobody declared, is written as it stood there, so that decoding and encoding gives the same bytes.
 */
export function encodeProtobuf(shape: Shape, fields: FieldValues, original?: Uint8Array): Uint8Array {
  return original ? patch(shape, fields, original, 0, original.length) : write(shape, fields);
}

function write(shape: Shape, fields: FieldValues): Uint8Array {
  const writer = new WireWriter();
  for (const [number, known] of inOrder(shape)) {
    const value = fields[known.key];
    // Unset is not on the wire: that is what presence is for. (Sentinels that were there stay when bytes are patched.)
    if (value !== undefined && value !== null) writeField(writer, shape, number, known, value);
  }
  return writer.finish();
}

const ordered = new WeakMap<Shape, readonly (readonly [number, KnownField])[]>();

function inOrder(shape: Shape): readonly (readonly [number, KnownField])[] {
  let known = ordered.get(shape);
  if (!known) ordered.set(shape, (known = [...numberedFields(shape)].sort(([a], [b]) => a - b)));
  return known;
}

function writeField(
  writer: WireWriter,
  shape: Shape,
  number: number,
  { key, field }: KnownField,
  value: unknown,
): void {
  const name = `${shape.name}.${key}`;
  switch (field.is) {
    case "scalar": {
      writeScalar(writer, number, field, value as Value, name);
      return;
    }
    case "scalars": {
      writeList(writer, number, field, value as readonly Value[], name);
      return;
    }
    case "shape": {
      writer.tag(number, wireType.bytes).delimited(write(field.shape, value as FieldValues));
      return;
    }
    case "shapes":
    case "tags": {
      const inner = innerShape(field) as Shape;
      for (const item of value as readonly FieldValues[])
        writer.tag(number, wireType.bytes).delimited(write(inner, item));
    }
  }
}

const innerShape = (field: Field): Shape | undefined =>
  field.is === "tags" ? TagValueShape : field.is === "shape" || field.is === "shapes" ? field.shape : undefined;

/** Repeated numbers are packed, as proto3 does and official encoders do. */
function writeList(
  writer: WireWriter,
  number: number,
  field: ScalarListField,
  values: readonly Value[],
  name: string,
): void {
  const single: ScalarField = { ...field, is: "scalar", type: undefined };
  if (protoScalar(field) === "string") {
    for (const value of values) writeScalar(writer, number, single, value, name);
    return;
  }
  if (values.length === 0) return;
  const packed = new WireWriter();
  for (const value of values) writeValue(packed, single, value, name);
  writer.tag(number, wireType.bytes).delimited(packed.finish());
}

function writeScalar(writer: WireWriter, number: number, field: ScalarField, value: Value, name: string): void {
  writer.tag(number, wireTypeOf(protoScalar(field)));
  writeValue(writer, field, value, name);
}

function writeValue(writer: WireWriter, field: ScalarField, value: Value, name: string): void {
  const type = protoScalar(field);
  const wire: Scalar = value === null ? unsetOnWire(type) : value;
  const refuse = (): never => {
    throw new UsageError(
      "value-does-not-fit",
      `${name}: cannot write ${String(wire)} as ${type}; give a value of that type, or null for unset`,
    );
  };
  switch (type) {
    case "bool": {
      if (typeof wire !== "boolean") return refuse();
      writer.varint(wire ? 1 : 0);
      return;
    }
    case "double": {
      const number = typeof wire === "string" && wire !== "" ? Number(wire) : wire;
      if (typeof number !== "number" || (Number.isNaN(number) && wire !== "NaN" && !Number.isNaN(wire)))
        return refuse();
      writer.double(number);
      return;
    }
    case "string": {
      if (typeof wire !== "string") return refuse();
      writer.delimited(bytesOf(utf8ByteString(wire)));
      return;
    }
    default: {
      if (!isWhole(wire, type === "int32" ? 32 : 64)) return refuse();
      writer.varint(wire);
    }
  }
}

/** Whether a value is a signed whole number of so many bits. */
function isWhole(value: Scalar, bits: number): value is number | bigint {
  if (typeof value === "bigint") return BigInt.asIntN(bits, value) === value;
  return Number.isInteger(value) && (value as number) >= -(2 ** (bits - 1)) && (value as number) < 2 ** (bits - 1);
}

/** Walks the original fields, keeps what is unchanged or unknown, replaces what changed, and adds what is new. */
function patch(shape: Shape, fields: FieldValues, original: Uint8Array, start: number, end: number): Uint8Array {
  const writer = new WireWriter();
  const before = decodeProtobuf(shape, original, start, end).fields;
  const known = numberedFields(shape);
  const written = new Set<number>();
  const wire = new WireReader(original, start, end);
  const seen = new Map<string, number>();
  let behind = start;
  while (wire.next()) {
    const here: WireField = { ...wire.field };
    behind = here.end;
    addUpTo(here.number);
    const entry = known.get(here.number);
    const raw = original.subarray(here.at, here.end);
    if (!entry || !isWrittenAs(entry.field, here.type)) {
      writer.raw(raw);
      continue;
    }
    const { key, field } = entry;
    const value = fields[key];
    const first = !written.has(here.number);
    written.add(here.number);
    if (field.is === "shapes" || field.is === "tags") {
      const items = (value as readonly FieldValues[] | undefined) ?? [];
      const old = before[key] as readonly FieldValues[];
      const index = seen.get(key) ?? 0;
      seen.set(key, index + 1);
      const item = items[index];
      if (item && sameValues(item, old[index])) writer.raw(raw);
      else if (item) writeInner(field, here.number, item, original.subarray(here.start, here.end));
      if (index === old.length - 1) writeField(writer, shape, here.number, entry, items.slice(old.length));
    } else if (sameValues(value, before[key])) writer.raw(raw);
    else if (first && value !== undefined && value !== null) {
      if (field.is === "shape") writeInner(field, here.number, value as FieldValues, allContentOf(here));
      else writeField(writer, shape, here.number, entry, value);
    }
  }
  addUpTo(Number.MAX_SAFE_INTEGER);
  // Bytes that are no protobuf stay at the end, as they stood.
  return writer.raw(original.subarray(behind, end)).finish();

  function writeInner(field: Field, number: number, value: FieldValues, content: Uint8Array): void {
    const inner = patch(innerShape(field) as Shape, value, content, 0, content.length);
    writer.tag(number, wireType.bytes).delimited(inner);
  }

  /** The content of a nested message, in one piece where it came in several: they add up to one. */
  function allContentOf(here: WireField): Uint8Array {
    const content = new WireWriter().raw(original.subarray(here.start, here.end));
    const later = new WireReader(original, here.end, end);
    while (later.next()) {
      const { number, type, start: from, end: to } = later.field;
      if (number === here.number && type === here.type) content.raw(original.subarray(from, to));
    }
    return content.finish();
  }

  /** New fields go before the first original field with a larger number. */
  function addUpTo(number: number): void {
    for (const [other, entry] of inOrder(shape)) {
      if (other >= number) return;
      const value = fields[entry.key];
      const comes = number < Number.MAX_SAFE_INTEGER && before[entry.key] !== undefined;
      if (value === undefined || value === null || written.has(other) || comes) continue;
      written.add(other);
      writeField(writer, shape, other, entry, value);
    }
  }
}

/** Whether a field of this wire type is read as its declaration says; else it is kept as unknown. */
function isWrittenAs(field: Field, type: number): boolean {
  if (field.is === "scalar") return type === wireTypeOf(protoScalar(field));
  if (field.is === "scalars") return type === wireType.bytes || type === wireTypeOf(protoScalar(field));
  return type === wireType.bytes;
}
