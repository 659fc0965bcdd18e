/** The official protobuf messages beside our shapes: the same names, numbers and types. */
import { messages } from "../../src/catalogue/messages.ts";
import type { Field, ProtoScalar, ScalarKind, Shape } from "../../src/catalogue/schema.ts";

export interface OfficialField {
  readonly name: string;
  readonly number: number;
  readonly type: string;
  readonly repeated: boolean;
  readonly oneof: string | null;
}
export type OfficialSchema = Readonly<Record<string, readonly OfficialField[]>>;

const natural: Readonly<Record<ScalarKind, ProtoScalar>> = {
  int: "int32",
  long: "int64",
  double: "double",
  decimal: "string",
  bool: "bool",
  string: "string",
};

function typeOf(field: Field): string {
  if (field.is === "tags") return "map";
  return field.is === "shape" || field.is === "shapes" ? field.shape.name : (field.proto ?? natural[field.kind]);
}

/** Every shape that a message with a protobuf form reaches. */
function shapes(): Map<string, Shape> {
  const found = new Map<string, Shape>();
  const visit = (shape: Shape): void => {
    if (found.has(shape.name)) return;
    found.set(shape.name, shape);
    for (const field of Object.values(shape.fields))
      if ((field.is === "shape" || field.is === "shapes") && field.number !== null) visit(field.shape);
  };
  for (const message of messages) if (message.protobuf) visit(message.shape);
  return found;
}

/** How our shapes differ from the official messages; one line each. */
export function schemaDifferences(official: OfficialSchema): { differences: string[]; fields: number } {
  const differences: string[] = [];
  let fields = 0;
  const ours = shapes();
  for (const name of Object.keys(official)) if (!ours.has(name)) differences.push(`${name}: only they have it`);
  for (const [name, shape] of ours) {
    const theirs = official[name];
    if (!theirs) {
      differences.push(`${name}: only we have it`);
      continue;
    }
    const described = theirs.map((field) => describe(field)).sort();
    const mine = Object.entries(shape.fields)
      .filter(([, { number }]) => number !== null)
      .map(([key, field]) => describe(officialView(shape, key, field)))
      .sort();
    fields += described.length;
    for (const line of described) if (!mine.includes(line)) differences.push(`${name}: they have ${line}`);
    for (const line of mine) if (!described.includes(line)) differences.push(`${name}: we have ${line}`);
  }
  return { differences, fields };
}

function officialView(shape: Shape, name: string, field: Field): OfficialField {
  return {
    name,
    number: field.number ?? 0,
    type: typeOf(field),
    repeated: field.is === "shapes" || field.is === "scalars",
    oneof: shape.oneof?.includes(name) ? "oneof" : null,
  };
}

const describe = ({ name, number, type, repeated, oneof }: OfficialField): string =>
  `${repeated ? "repeated " : ""}${type} ${name} = ${number}${oneof === null ? "" : " in a oneof"}`;
