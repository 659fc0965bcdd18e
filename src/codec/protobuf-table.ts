/** How the fields of a shape lie in protobuf: by number, with their wire types. */
import type { Field, ProtoScalar, ScalarField, ScalarListField, Shape } from "../catalogue/schema.ts";
import { wireType } from "../wire/protobuf.ts";

export interface KnownField {
  readonly key: string;
  readonly field: Field;
}

const natural: Readonly<Record<ScalarField["kind"], ProtoScalar>> = {
  int: "int32",
  long: "int64",
  double: "double",
  decimal: "string",
  bool: "bool",
  string: "string",
};

export const protoScalar = (field: ScalarField | ScalarListField): ProtoScalar => field.proto ?? natural[field.kind];

export const wireTypeOf = (type: ProtoScalar): number =>
  type === "double" ? wireType.fixed64 : type === "string" ? wireType.bytes : wireType.varint;

const singles = new WeakMap<ScalarListField, ScalarField>();

/** The declaration of one item of a list of single values; a single value's own. */
export function singleOf(field: ScalarField | ScalarListField): ScalarField {
  if (field.is === "scalar") return field;
  let single = singles.get(field);
  if (!single) singles.set(field, (single = { ...field, is: "scalar", type: undefined }));
  return single;
}

const tables = new WeakMap<Shape, ReadonlyMap<number, KnownField>>();

/** The fields of a shape by their protobuf number. */
export function numberedFields(shape: Shape): ReadonlyMap<number, KnownField> {
  let table = tables.get(shape);
  if (!table) {
    const rows = Object.entries(shape.fields).flatMap(([key, field]): [number, KnownField][] =>
      field.number === null ? [] : [[field.number, { key, field }]],
    );
    tables.set(shape, (table = new Map(rows)));
  }
  return table;
}
