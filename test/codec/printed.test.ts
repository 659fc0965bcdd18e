/** Protobuf as hosts print it into their logs: what is printed reads back, of every message and of any text. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { byteStringOf, utf8ByteString } from "../../src/base/byte-string.ts";
import { messageByName, messages } from "../../src/catalogue/messages.ts";
import { decodeProtobuf } from "../../src/codec/protobuf-decode.ts";
import { encodeProtobuf } from "../../src/codec/protobuf-encode.ts";
import { decodePrinted, printProtobuf } from "../../src/codec/protobuf-text.ts";
import { plausibleFields } from "../harness/plausible-fields.ts";
import { seeded } from "../harness/random.ts";

const shapeOf = (name: string) => messageByName(name)!.shape;

describe("printed protobuf", () => {
  test.each(messages.filter(({ protobuf }) => protobuf).map((message) => [message.name, message] as const))(
    "of %s reads back with the same values",
    (_name, message) => {
      for (let seed = 1; seed <= 3; seed += 1) {
        const made = plausibleFields(message, seeded(seed + message.id * 10), seed === 1 ? "typical" : "full");
        const { fields } = decodeProtobuf(message.shape, encodeProtobuf(message.shape, made));
        const text = printProtobuf(message.shape, fields);
        expect(decodePrinted(message.shape, text)).toEqual({ fields, issues: [], end: text.length });
      }
    },
  );

  test("carries any text in quotes, escaped or raw", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (accountName) => {
        const shape = shapeOf("ACCT_DOWNLOAD_END");
        const text = printProtobuf(shape, { accountName });
        expect(text).toMatch(/^[\x20-\x7e]*$/);
        expect(decodePrinted(shape, text).fields).toEqual({ accountName });
        const raw = utf8ByteString(`accountName: "${accountName.replaceAll(/["\\]/g, "\\$&")}"`);
        expect(decodePrinted(shape, raw).fields).toEqual({ accountName });
      }),
    );
  });

  test("reads a line as a host printed it", () => {
    const line =
      'reqId: 1935 contract { conId: 0 symbol: "SPX" secType: "OPT" strike: 4500.0 } genericTickList: "101,104" snapshot: false';
    expect(decodePrinted(shapeOf("REQ_MKT_DATA"), line)).toMatchObject({
      fields: {
        reqId: 1935,
        contract: { conId: 0, symbol: "SPX", secType: "OPT", strike: 4500 },
        genericTickList: "101,104",
        snapshot: false,
      },
      issues: [],
    });
  });

  test("names what it cannot read and keeps the rest, whatever the depth", () => {
    const deep = "a { ".repeat(10_000);
    const { issues } = decodePrinted(shapeOf("OPEN_ORDER"), `orderId: 5 ${deep}`);
    expect(issues[0]).toMatchObject({ code: "unknown-field", path: "a", offset: 11 });
    expect(issues.map(({ code }) => code)).toContain("malformed-text-protobuf");
    const odd = decodePrinted(shapeOf("OPEN_ORDER"), 'orderId: five contract { conId: 3 } __proto__: "x"');
    expect(odd.issues[0]).toMatchObject({ code: "malformed-value", path: "orderId", got: '"five"' });
    expect(odd.fields).toMatchObject({ contract: { conId: 3 } });
    expect(Object.hasOwn(odd.fields, "__proto__")).toBe(true);
  });

  test("takes any bytes without a throw", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const text = byteStringOf(bytes);
        expect(decodePrinted(shapeOf("OPEN_ORDER"), text).end).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
