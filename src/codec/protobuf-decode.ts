/** Reads protobuf messages by their shapes. Every unknown field and every odd encoding is kept by keeping the bytes. */
import { byteStringOf, hexOf, isAscii, utf8Characters } from "../base/byte-string.ts";
import { excerpt, IssueList, type Issue, type IssueCode } from "../base/issue.ts";
import { limits } from "../base/limits.ts";
import type { ScalarField, ScalarListField, Shape } from "../catalogue/schema.ts";
import { readDouble, readInt64, WireReader, wireType, type WireField } from "../wire/protobuf.ts";
import { decodeFlatProtobuf } from "./flat-protobuf.ts";
import { TagValueShape } from "./plan.ts";
import { numberedFields, protoScalar, wireTypeOf, type KnownField } from "./protobuf-table.ts";
import type { FieldValues } from "./text-decode.ts";
import { malformed, type Scalar, type Value } from "./text-values.ts";
import { isUnset } from "./unset.ts";

/** A field of the wire that the shape does not know. */
export interface UnknownField {
  /** Path of the message that holds it; empty for the outermost. */
  readonly path: string;
  readonly number: number;
  /** Protobuf wire type: 0 varint, 1 64-bit, 2 bytes, 5 32-bit. */
  readonly wireType: number;
  /** Its value without the tag, in hexadecimal. */
  readonly hex: string;
}

export interface ProtobufReading {
  readonly fields: FieldValues;
  readonly issues: Issue[];
  readonly unknown: UnknownField[];
}

export function decodeProtobuf(shape: Shape, bytes: Uint8Array, start = 0, end = bytes.length): ProtobufReading {
  const flat = decodeFlatProtobuf(shape, bytes, start, end);
  if (flat) return { fields: flat, issues: [], unknown: [] };
  const reader = new MessageReader(bytes, start);
  const fields: FieldValues = {};
  reader.message(shape, start, end, "", fields, 0);
  return { fields, issues: reader.issues.all(), unknown: reader.unknownFields };
}

class MessageReader {
  private readonly bytes: Uint8Array;
  private readonly origin: number;
  readonly issues = new IssueList();
  readonly unknownFields: UnknownField[] = [];

  constructor(bytes: Uint8Array, origin: number) {
    this.bytes = bytes;
    this.origin = origin;
  }

  message(shape: Shape, start: number, end: number, path: string, into: FieldValues, depth: number): void {
    const known = numberedFields(shape);
    const wire = new WireReader(this.bytes, start, end);
    while (wire.next()) {
      const here = wire.field;
      const entry = known.get(here.number);
      if (!entry || !this.field(entry, here, path, into, depth)) this.unknown(here, path, entry?.key);
    }
    if (wire.failedAt >= 0)
      this.issue(
        "malformed-protobuf",
        path,
        wire.failedAt,
        "a protobuf field",
        hexOf(this.bytes.subarray(wire.failedAt, Math.min(end, wire.failedAt + 16))),
      );
  }

  /** Reads one field into `into`; false when its wire type is not the declared one. */
  private field({ key, field }: KnownField, here: WireField, path: string, into: FieldValues, depth: number): boolean {
    switch (field.is) {
      case "scalar": {
        const value = this.scalar(field, here, path, key);
        if (value === malformed) return false;
        into[key] = value;
        return true;
      }
      case "scalars": {
        const list = (into[key] as unknown[] | undefined) ?? (into[key] = []);
        return this.item(field, here, path, key, list);
      }
      case "tags":
      case "shape":
      case "shapes": {
        if (here.type !== wireType.bytes || depth >= limits.protobufDepthMax) return false;
        const inner = field.is === "tags" ? TagValueShape : field.shape;
        const { start, end } = here;
        if (field.is === "shape") {
          const made = (into[key] as FieldValues | undefined) ?? {};
          into[key] = made;
          this.message(inner, start, end, path ? `${path}.${key}` : key, made, depth + 1);
        } else {
          const list = (into[key] as unknown[] | undefined) ?? (into[key] = []);
          const made: FieldValues = field.is === "tags" ? { tag: "", value: "" } : {};
          list.push(made);
          this.message(inner, start, end, `${path ? `${path}.` : ""}${key}[${list.length - 1}]`, made, depth + 1);
        }
        return true;
      }
    }
  }

  /** One item of a list of single values, or all of them when they are packed. */
  private item(field: ScalarListField, here: WireField, path: string, key: string, list: unknown[]): boolean {
    const type = protoScalar(field);
    const single: ScalarField = { ...field, is: "scalar", type: undefined };
    if (here.type !== wireType.bytes || type === "string") {
      const value = this.scalar(single, here, path, key);
      if (value !== malformed) list.push(value);
      return value !== malformed;
    }
    const packed: WireField = { ...here, type: wireTypeOf(type) };
    for (let at = here.start; at < here.end;) {
      packed.start = at;
      if (type === "double") at += 8;
      else while (at < here.end && (this.bytes[at++] as number) > 0x7f);
      if (at > here.end) return false;
      packed.end = at;
      const value = this.scalar(single, packed, path, key);
      if (value === malformed) return false;
      list.push(value);
    }
    return true;
  }

  private scalar(field: ScalarField, here: WireField, path: string, key: string): Value | typeof malformed {
    const type = protoScalar(field);
    if (here.type !== wireTypeOf(type)) return malformed;
    let value: Scalar;
    switch (type) {
      case "double": {
        const number = readDouble(this.bytes, here.start);
        value = field.kind === "decimal" && number !== Number.MAX_VALUE ? String(number) : number;
        break;
      }
      case "string": {
        value = this.characters(here, path, key);
        break;
      }
      case "bool": {
        value = readInt64(this.bytes, here.start, here.end) !== 0;
        break;
      }
      default:
        value = readInt64(this.bytes, here.start, here.end);
    }
    if (field.kind === "decimal" && value === Number.MAX_VALUE) return null;
    return isUnset(field.kind, value) ? null : value;
  }

  private characters(here: WireField, path: string, key: string): string {
    const text = byteStringOf(this.bytes, here.start, here.end);
    if (isAscii(text)) return text;
    const characters = utf8Characters(text);
    if (characters === undefined)
      this.issue("not-utf8", path ? `${path}.${key}` : key, here.start, "UTF-8", excerpt(text));
    return characters ?? text;
  }

  private unknown(here: WireField, path: string, key: string | undefined): void {
    if (this.unknownFields.length < limits.unknownFieldsMax) {
      const hex = hexOf(this.bytes.subarray(here.start, here.end));
      this.unknownFields.push({ path, number: here.number, wireType: here.type, hex });
    }
    const name = key ?? `#${here.number}`;
    this.issue(
      "unknown-field",
      path ? `${path}.${name}` : name,
      here.at,
      key ? "the declared protobuf type" : "a field number that is declared",
      this.issues.full ? "" : `wire type ${here.type}, ${this.preview(here)}`,
    );
  }

  /** The likeliest reading of a field that nobody declared. */
  private preview(here: WireField): string {
    if (here.type === wireType.varint) return String(readInt64(this.bytes, here.start, here.end));
    if (here.type === wireType.fixed64) return String(readDouble(this.bytes, here.start));
    const text = byteStringOf(this.bytes, here.start, Math.min(here.end, here.start + 64));
    return /^[\x20-\x7e]*$/.test(text)
      ? excerpt(text)
      : `hex ${hexOf(this.bytes.subarray(here.start, Math.min(here.end, here.start + 16)))}`;
  }

  private issue(code: IssueCode, path: string, at: number, expected: string, got: string): void {
    this.issues.add({ code, path, offset: at - this.origin, expected, got });
  }
}
