/**
 * The fast path for protobuf: messages that are only single fields with small tags (ticks, statuses, ends). Anything
 * else (a nested message, a field nobody declared, a broken length) makes it give up and the general reader take over.
 */
import { byteStringOf } from "../base/byte-string.ts";
import type { Shape } from "../catalogue/schema.ts";
import { readDouble, readInt64, wireType } from "../wire/protobuf.ts";
import { protoScalar, wireTypeOf, numberedFields } from "./protobuf-table.ts";
import type { FieldValues } from "./text-decode.ts";
import { isUnset } from "./unset.ts";

interface FlatField {
  readonly key: string;
  readonly kind: "int" | "long" | "double" | "decimal" | "bool" | "string";
}

/** Single fields by their tag byte; `null` for a shape with none that is flat. */
const tables = new WeakMap<Shape, readonly (FlatField | undefined)[]>();

function flatTable(shape: Shape): readonly (FlatField | undefined)[] {
  let table = tables.get(shape);
  if (!table) {
    const byTag: (FlatField | undefined)[] = Array.from({ length: 128 });
    for (const [number, { key, field }] of numberedFields(shape)) {
      if (field.is !== "scalar" || number > 15) continue;
      const type = protoScalar(field);
      if (field.kind === "decimal" && type !== "string") continue;
      byTag[number * 8 + wireTypeOf(type)] = { key, kind: field.kind };
    }
    tables.set(shape, (table = byTag));
  }
  return table;
}

export function decodeFlatProtobuf(
  shape: Shape,
  bytes: Uint8Array,
  start: number,
  end: number,
): FieldValues | undefined {
  const table = flatTable(shape);
  const fields: FieldValues = {};
  for (let at = start; at < end;) {
    const tag = bytes[at] as number;
    const known = tag < 128 ? table[tag] : undefined;
    if (!known) return undefined;
    at += 1;
    const { key, kind } = known;
    const type = tag & 7;
    if (type === wireType.varint) {
      const from = at;
      while (at < end && (bytes[at] as number) > 0x7f) at += 1;
      at += 1;
      if (at > end || at - from > 10) return undefined;
      const value = readInt64(bytes, from, at);
      if (kind === "bool") fields[key] = value !== 0;
      else fields[key] = isUnset(kind, value) ? null : value;
    } else if (type === wireType.fixed64) {
      if (at + 8 > end) return undefined;
      const value = readDouble(bytes, at);
      fields[key] = value === Number.MAX_VALUE ? null : value;
      at += 8;
    } else {
      if (at >= end) return undefined;
      const length = bytes[at] as number;
      const from = at + 1;
      at = from + length;
      if (length > 127 || at > end) return undefined;
      for (let ascii = from; ascii < at; ascii += 1) if ((bytes[ascii] as number) > 0x7f) return undefined;
      const value = byteStringOf(bytes, from, at);
      fields[key] = kind === "decimal" && isUnset(kind, value) ? null : value;
    }
  }
  return fields;
}
