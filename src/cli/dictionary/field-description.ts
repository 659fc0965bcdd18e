/** What a field is: its types in both encodings, its meaning, its unit and its values. */
import type { Field } from "../../catalogue/schema.ts";
import { protoScalar } from "../../codec/protobuf-table.ts";
import { gateRef, type GateRef } from "./server-versions.ts";

/** A field of a shape, as the dictionary shows it. */
export interface FieldDescription {
  readonly name: string;
  /** `int`, `decimal`, the name of a nested shape, `list of` either, or `tags and values`. */
  readonly type: string;
  /** `null` for a field that only the text form has. */
  readonly protobuf: { readonly number: number; readonly type: string } | null;
  readonly about: string;
  readonly unit?: string;
  /** Name of the enumeration that its values are taken from. */
  readonly enumeration?: string;
  /** Values that mean something other than a number. */
  readonly special?: Readonly<Record<string, string>>;
  /** Other official names of it. */
  readonly aka?: readonly string[];
  /** First server version at which the protobuf field exists. */
  readonly since?: GateRef;
  /** What its text looks like. */
  readonly looks?: string;
}

/** The type in the words of the catalogue. */
export function typeText(field: Field): string {
  switch (field.is) {
    case "scalar":
      return field.kind;
    case "scalars":
      return `list of ${field.kind}`;
    case "tags":
      return "tags and values";
    case "shape":
      return field.shape.name;
    default:
      return `list of ${field.shape.name}`;
  }
}

/** The type as a `.proto` file would have it. */
export function protobufTypeText(field: Field): string {
  switch (field.is) {
    case "scalar":
      return protoScalar(field);
    case "scalars":
      return `repeated ${protoScalar(field)}`;
    case "tags":
      return "map<string, string>";
    case "shape":
      return field.shape.name;
    default:
      return `repeated ${field.shape.name}`;
  }
}

/** Describes the field that a shape has under this name. */
export function describeField(name: string, field: Field): FieldDescription {
  const { number, about, unit, codes, special, aka, since, pattern } = field;
  return {
    name,
    type: typeText(field),
    protobuf: number === null ? null : { number, type: protobufTypeText(field) },
    about,
    ...(unit && { unit }),
    ...(codes && { enumeration: codes.name }),
    ...(special && { special }),
    ...(aka && { aka }),
    ...(since && { since: gateRef(since) }),
    ...(pattern && { looks: pattern.about }),
  };
}

/** What is known of a field beside its meaning, each in a few words. */
export function fieldRemarks(field: FieldDescription): string[] {
  const remarks = [];
  if (field.unit) remarks.push(`unit: ${field.unit}`);
  if (field.enumeration) remarks.push(`values: ${field.enumeration}`);
  for (const [value, meaning] of Object.entries(field.special ?? {})) remarks.push(`${value}: ${meaning}`);
  if (field.aka) remarks.push(`also called ${field.aka.join(", ")}`);
  if (field.since) remarks.push(`from ${field.since.version} ${field.since.name}`);
  return remarks;
}
