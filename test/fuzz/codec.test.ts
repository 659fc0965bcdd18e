/** Any values, the extreme ones too, come back from both encodings; another protobuf sees the same. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { messages, type AnyMessage } from "../../src/catalogue/messages.ts";
import { decodeFrame, encodeFrame, type Encoding } from "../../src/codec/message.ts";
import { decodeProtobuf } from "../../src/codec/protobuf-decode.ts";
import { encodeProtobuf } from "../../src/codec/protobuf-encode.ts";
import { anyFields } from "../harness/any-fields.ts";
import { leavesOf } from "../harness/leaves.ts";
import { readByOther, withMaps } from "../harness/other-protobuf.ts";

const ofForm = (form: "text" | "protobuf"): fc.Arbitrary<AnyMessage> =>
  fc.constantFrom(...messages.filter((message) => message[form]));
const anyMessage = (form: "text" | "protobuf") =>
  ofForm(form).chain((message) => anyFields(message.shape).map((fields) => ({ message, fields })));

/** The paths whose values came back otherwise than they were given. */
function changedPaths(message: AnyMessage, serverVersion: number, encoding: Encoding, fields: object): string[] {
  const { name, direction } = message;
  const payload = encodeFrame({ name, serverVersion, encoding, fields });
  const decoded = decodeFrame(payload, { direction, serverVersion });
  expect(Buffer.compare(encodeFrame(decoded), payload)).toBe(0);
  expect(Buffer.compare(encodeFrame({ name, serverVersion, encoding, fields: decoded.fields }), payload)).toBe(0);
  const given = leavesOf(fields);
  return [...leavesOf(decoded.fields)]
    .filter(([path, value]) => path !== "version" && given.has(path) && !Object.is(value, given.get(path)))
    .filter(([, value]) => typeof value !== "object" || value === null)
    .map(([path]) => `${name}.${path}`);
}

describe("any values", () => {
  test("come back from text at any server version", () => {
    fc.assert(
      fc.property(anyMessage("text"), fc.integer({ min: 100, max: 226 }), ({ message, fields }, serverVersion) => {
        expect(changedPaths(message, serverVersion, "text", fields)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test("come back from protobuf", () => {
    fc.assert(
      fc.property(anyMessage("protobuf"), ({ message, fields }) => {
        expect(changedPaths(message, 226, "protobuf", fields)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test("are what protobuf-es reads too", () => {
    fc.assert(
      fc.property(anyMessage("protobuf"), ({ message: { shape }, fields }) => {
        const bytes = encodeProtobuf(shape, fields);
        expect(readByOther(shape, bytes)).toEqual(withMaps(shape, decodeProtobuf(shape, bytes).fields));
      }),
      { numRuns: 100 },
    );
  });
});
