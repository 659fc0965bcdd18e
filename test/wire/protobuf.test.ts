/** The protobuf wire format, beside protobuf-es. */
import { BinaryReader, BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readDouble, readInt64, WireReader, WireWriter } from "../../src/wire/protobuf.ts";

const anyInt64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const anyNumber = fc.integer({ min: 1, max: 2 ** 29 - 1 });

describe("the wire format", () => {
  test("writes integers, doubles and bytes as protobuf-es does", () => {
    fc.assert(
      fc.property(
        anyNumber,
        anyInt64,
        fc.double(),
        fc.uint8Array({ maxLength: 300 }),
        (number, whole, double, bytes) => {
          const ours = new WireWriter()
            .tag(number, 0)
            .varint(whole)
            .tag(number, 1)
            .double(double)
            .tag(number, 2)
            .delimited(bytes)
            .finish();
          const theirs = new BinaryWriter();
          theirs.tag(number, WireType.Varint).int64(whole).tag(number, WireType.Bit64).double(double);
          theirs.tag(number, WireType.LengthDelimited).bytes(bytes);
          expect(ours).toEqual(theirs.finish());
        },
      ),
    );
  });

  test("reads what protobuf-es writes, whole and 64-bit numbers exactly", () => {
    fc.assert(
      fc.property(anyNumber, anyInt64, fc.double(), (number, whole, double) => {
        const writer = new BinaryWriter();
        const bytes = writer
          .tag(number, WireType.Varint)
          .int64(whole)
          .tag(number, WireType.Bit64)
          .double(double)
          .finish();
        const reader = new WireReader(bytes);
        expect(reader.next()).toBe(true);
        expect(reader.field).toMatchObject({ number, type: 0, at: 0 });
        expect(BigInt(readInt64(bytes, reader.field.start, reader.field.end))).toBe(whole);
        expect(reader.next()).toBe(true);
        expect(readDouble(bytes, reader.field.start)).toBe(double);
        expect(reader.next()).toBe(false);
        expect(reader.failedAt).toBe(-1);
      }),
    );
  });

  test("stops at the field that makes no sense, and reads nothing beyond the end it was given", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const reader = new WireReader(bytes);
        let end = 0;
        while (reader.next()) {
          expect(reader.field.at).toBe(end);
          expect(reader.field.end).toBeLessThanOrEqual(bytes.length);
          end = reader.field.end;
        }
        expect(reader.failedAt === -1 ? end : reader.failedAt).toBe(reader.failedAt === -1 ? bytes.length : end);
      }),
    );
  });

  test("has numbers where they are exact, and 64-bit integers where they are not", () => {
    const back = (value: bigint): number | bigint => {
      const bytes = new WireWriter().varint(value).finish();
      expect(new BinaryReader(bytes).int64()).toBe(value);
      return readInt64(bytes, 0, bytes.length);
    };
    expect(back(BigInt(Number.MAX_SAFE_INTEGER))).toBe(Number.MAX_SAFE_INTEGER);
    expect(back(BigInt(Number.MAX_SAFE_INTEGER) + 1n)).toBe(2n ** 53n);
    expect([back(-1n), back(0n), back(2n ** 63n - 1n), back(-(2n ** 63n))]).toEqual([
      -1,
      0,
      2n ** 63n - 1n,
      -(2n ** 63n),
    ]);
  });
});
