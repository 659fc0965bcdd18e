/** Any values that fit the fields of a shape, the extreme ones too: for property tests. */
import fc from "fast-check";
import type { Field, ScalarField, Shape } from "../../src/catalogue/schema.ts";
import { protoScalar } from "../../src/codec/protobuf-table.ts";

const int32 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 2 });
const exactLong = fc
  .bigInt({ min: -(2n ** 63n) + 1n, max: 2n ** 63n - 2n })
  .map((value) =>
    value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value,
  );
const long = fc.oneof(exactLong, int32);
const double = fc.double({ noNaN: true }).filter((value) => value !== Number.MAX_VALUE);
const decimal = fc
  .tuple(
    fc.constantFrom("", "-"),
    fc.bigInt({ min: 0n, max: 10n ** 30n }),
    fc.constantFrom("", ".5", ".000000000001", "E-7"),
  )
  .map(([sign, whole, rest]) => `${sign}${whole}${rest}`)
  .filter((text) => text !== "2147483647");
/** NUL ends a field of the text form, so no text has it; lone surrogates are no characters. */
const text = fc.string({ unit: "grapheme", maxLength: 12 }).map((value) => value.replaceAll("\0", ""));

function scalar(field: ScalarField): fc.Arbitrary<unknown> {
  switch (field.kind) {
    case "int":
      return int32;
    case "long":
      return long;
    case "double":
      return double;
    case "decimal":
      return protoScalar(field) === "double" ? int32.map(String) : decimal;
    case "bool":
      return fc.boolean();
    case "string":
      return text;
  }
}

function value(field: Field): fc.Arbitrary<unknown> {
  switch (field.is) {
    case "scalar":
      return scalar(field);
    case "scalars":
      return fc.array(scalar({ ...field, is: "scalar", type: undefined }), { maxLength: 3 });
    case "tags":
      return fc.array(
        fc.record({ tag: fc.constantFrom("a", "b c", "\u00e9"), value: fc.constantFrom("", "1", "x y") }),
        { maxLength: 2 },
      );
    case "shape":
      return anyFields(field.shape);
    case "shapes":
      return fc.array(anyFields(field.shape), { maxLength: 2 });
  }
}

const known = new WeakMap<Shape, fc.Arbitrary<Record<string, unknown>>>();

export function anyFields(shape: Shape): fc.Arbitrary<Record<string, unknown>> {
  let arbitrary = known.get(shape);
  if (!arbitrary) {
    const entries = Object.entries(shape.fields).map(([key, field]) => [key, value(field)] as const);
    known.set(shape, (arbitrary = fc.record(Object.fromEntries(entries))));
  }
  return arbitrary;
}
