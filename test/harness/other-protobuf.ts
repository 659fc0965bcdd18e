/**
 * Protobuf by software that is not ours: the shapes of the catalogue, declared to protobuf-es, read and write the same
 * bytes. (That the declarations themselves are right is what the real clients of `test/judges` prove.)
 */
import {
  create,
  createFileRegistry,
  fromBinary,
  isFieldSet,
  toBinary,
  type DescMessage,
  type Message,
} from "@bufbuild/protobuf";
import {
  DescriptorProtoSchema,
  FieldDescriptorProto_Label as Label,
  FieldDescriptorProto_Type as Type,
  FieldDescriptorProtoSchema,
  FileDescriptorProtoSchema,
  FileDescriptorSetSchema,
  type DescriptorProto,
} from "@bufbuild/protobuf/wkt";
import { messages } from "../../src/catalogue/messages.ts";
import type { Field, ScalarField, Shape, TagValue } from "../../src/catalogue/schema.ts";
import { protoScalar } from "../../src/codec/protobuf-table.ts";
import { isUnset } from "../../src/codec/unset.ts";

const scalarTypes = {
  int32: Type.INT32,
  int64: Type.INT64,
  double: Type.DOUBLE,
  bool: Type.BOOL,
  string: Type.STRING,
} as const;

/** Every shape that has a protobuf form, by name. */
export function protobufShapes(): ReadonlyMap<string, Shape> {
  const shapes = new Map<string, Shape>();
  const add = (shape: Shape): void => {
    if (shapes.has(shape.name)) return;
    shapes.set(shape.name, shape);
    for (const field of Object.values(shape.fields))
      if ((field.is === "shape" || field.is === "shapes") && field.number !== null) add(field.shape);
  };
  for (const message of messages) if (message.protobuf) add(message.shape);
  return shapes;
}

const entryName = (key: string): string => `${key[0]?.toUpperCase()}${key.slice(1)}Entry`;

function declaredField(shape: Shape, key: string, field: Field) {
  const label = field.is === "scalar" || field.is === "shape" ? Label.OPTIONAL : Label.REPEATED;
  const base = { name: key, number: field.number ?? 0, label };
  switch (field.is) {
    case "scalar":
      return create(FieldDescriptorProtoSchema, { ...base, type: scalarTypes[protoScalar(field)] });
    case "scalars": {
      const type = scalarTypes[protoScalar(field)];
      const options = type === Type.STRING ? undefined : { packed: true };
      return create(FieldDescriptorProtoSchema, { ...base, type, ...(options && { options }) });
    }
    case "tags":
      return create(FieldDescriptorProtoSchema, {
        ...base,
        type: Type.MESSAGE,
        typeName: `.protobuf.${shape.name}.${entryName(key)}`,
      });
    default:
      return create(FieldDescriptorProtoSchema, {
        ...base,
        type: Type.MESSAGE,
        typeName: `.protobuf.${field.shape.name}`,
      });
  }
}

const mapEntry = (key: string): DescriptorProto =>
  create(DescriptorProtoSchema, {
    name: entryName(key),
    options: { mapEntry: true },
    field: ["key", "value"].map((name, index) => ({
      name,
      number: index + 1,
      label: Label.OPTIONAL,
      type: Type.STRING,
    })),
  });

function declaredShape(shape: Shape): DescriptorProto {
  const fields = Object.entries(shape.fields).filter(([, field]) => field.number !== null);
  return create(DescriptorProtoSchema, {
    name: shape.name,
    field: fields.map(([key, field]) => declaredField(shape, key, field)),
    nestedType: fields.filter(([, field]) => field.is === "tags").map(([key]) => mapEntry(key)),
  });
}

/** Presence is explicit in the vendor's files, as it is in proto2 without a keyword. */
const registry = createFileRegistry(
  create(FileDescriptorSetSchema, {
    file: [
      create(FileDescriptorProtoSchema, {
        name: "all.proto",
        package: "protobuf",
        syntax: "proto2",
        messageType: [...protobufShapes().values()].map(declaredShape),
      }),
    ],
  }),
);

function described(shape: Shape): DescMessage {
  const found = registry.getMessage(`protobuf.${shape.name}`);
  if (!found) throw new Error(`protobuf-es has no ${shape.name}`);
  return found;
}

type Reflected = Message & Record<string, unknown>;
type Values = Record<string, unknown>;

/** What protobuf-es reads, in our terms, except that tags and values are an object, since a map has no order. */
export const readByOther = (shape: Shape, bytes: Uint8Array): Values =>
  inOurTerms(shape, described(shape), fromBinary(described(shape), bytes));

export const rewrittenByOther = (shape: Shape, bytes: Uint8Array): Uint8Array =>
  toBinary(described(shape), fromBinary(described(shape), bytes));

function inOurTerms(shape: Shape, description: DescMessage, message: Message): Values {
  const fields: Values = {};
  for (const { name, localName } of description.fields.filter((field) => isFieldSet(message, field))) {
    const field = shape.fields[name] as Field;
    const value = (message as Reflected)[localName];
    const inner = (item: unknown): unknown =>
      field.is === "shape" || field.is === "shapes"
        ? inOurTerms(field.shape, described(field.shape), item as Reflected)
        : scalarInOurTerms(field as ScalarField, item);
    fields[name] =
      field.is === "tags" ? { ...(value as object) } : Array.isArray(value) ? value.map(inner) : inner(value);
  }
  return fields;
}

function scalarInOurTerms({ kind }: ScalarField, value: unknown): unknown {
  const whole = typeof value === "bigint" && BigInt.asIntN(53, value) === value ? Number(value) : value;
  if (isUnset(kind, whole as number)) return null;
  if (kind === "decimal" && typeof whole === "number") return whole === Number.MAX_VALUE ? null : String(whole);
  return whole;
}

/** Our fields, with the same view of tags and values. */
export function withMaps(shape: Shape, fields: Values): Values {
  const inner = (field: Field, value: unknown): unknown => {
    if (field.is === "tags")
      return Object.fromEntries((value as readonly TagValue[]).map(({ tag, value: text }) => [tag, text]));
    if (field.is === "shape") return withMaps(field.shape, value as Values);
    return field.is === "shapes" ? (value as readonly Values[]).map((item) => withMaps(field.shape, item)) : value;
  };
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, inner(shape.fields[key] as Field, value)]),
  );
}
