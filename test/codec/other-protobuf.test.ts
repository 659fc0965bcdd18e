/** Protobuf messages, beside protobuf-es: another reader sees what we wrote, and we read what it writes. */
import { describe, expect, test } from "vitest";
import { messageByName, messages } from "../../src/catalogue/messages.ts";
import { decodeProtobuf } from "../../src/codec/protobuf-decode.ts";
import { encodeProtobuf } from "../../src/codec/protobuf-encode.ts";
import { capturedVectors } from "../harness/captured-vectors.ts";
import { readByOther, rewrittenByOther, withMaps } from "../harness/other-protobuf.ts";
import { plausibleFields } from "../harness/plausible-fields.ts";
import { seeded } from "../harness/random.ts";

const protobufMessages = messages.filter(({ protobuf }) => protobuf);

describe("protobuf-es", () => {
  test.each(protobufMessages.map((message) => [message.name, message] as const))(
    "reads %s as we wrote it, and what it writes decodes to the same",
    (_name, { id, shape, ...message }) => {
      for (const fullness of ["typical", "full"] as const)
        for (let seed = 1; seed <= 5; seed += 1) {
          const fields = plausibleFields({ id, shape, ...message }, seeded(seed * 100 + id), fullness);
          const bytes = encodeProtobuf(shape, fields);
          const ours = withMaps(shape, decodeProtobuf(shape, bytes).fields);
          expect(readByOther(shape, bytes)).toEqual(ours);
          expect(withMaps(shape, decodeProtobuf(shape, rewrittenByOther(shape, bytes)).fields)).toEqual(ours);
        }
    },
  );

  test("reads captured messages as we do, field by field", () => {
    const captured = capturedVectors.filter(({ encoding }) => encoding === "protobuf");
    expect(captured.length).toBeGreaterThan(60);
    const read = captured.map(({ name, payload, title }) => {
      const { shape } = messageByName(name)!;
      const body = payload.subarray(4);
      return { title, theirs: readByOther(shape, body), ours: withMaps(shape, decodeProtobuf(shape, body).fields) };
    });
    expect(read.map(({ title, theirs }) => ({ title, fields: theirs }))).toEqual(
      read.map(({ title, ours }) => ({ title, fields: ours })),
    );
  });
});
