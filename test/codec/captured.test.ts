/** Real bytes: every captured message decodes with every field consumed, and encodes to the same bytes again. */
import { describe, expect, test } from "vitest";
import { byteStringOf, bytesOf } from "../../src/base/byte-string.ts";
import { messageByName } from "../../src/catalogue/messages.ts";
import { decodeFrame, encodeFrame } from "../../src/codec/message.ts";
import { textPlan } from "../../src/codec/plan.ts";
import { takeApart } from "../../src/codec/text-decode.ts";
import { Session } from "../../src/session/session.ts";
import { frameBytes } from "../../src/wire/frames.ts";
import { capturedVectors, type CapturedVector } from "../harness/captured-vectors.ts";
import { chunkings } from "../harness/dribble.ts";

describe("captured messages", () => {
  test("are 207, of requests and responses, in all three framings", () => {
    expect(capturedVectors).toHaveLength(207);
    expect(new Set(capturedVectors.map(({ direction }) => direction))).toEqual(new Set(["in", "out"]));
    expect(new Set(capturedVectors.map(({ serverVersion }) => serverVersion > 200))).toEqual(new Set([true, false]));
    expect(new Set(capturedVectors.map(({ encoding }) => encoding))).toEqual(new Set(["text", "protobuf"]));
  });

  test.each(capturedVectors.map((vector) => [vector.title, vector] as const))(
    "%s: every field is consumed, and the bytes come back",
    (_title, { name, direction, serverVersion, encoding, payload }) => {
      const message = decodeFrame(payload, { direction, serverVersion });
      expect(message).toMatchObject({ name, direction, encoding, issues: [], rest: [], unknown: [] });
      expect(encodeFrame(message)).toEqual(payload);
    },
  );

  test("in text have each of their fields read exactly once, in order", () => {
    const inText = capturedVectors.filter(({ texts }) => texts);
    const read = inText.map(({ name, serverVersion, texts = [], title }) => {
      const body = byteStringOf(Buffer.from(texts.map((text) => `${text}\0`).join("")));
      const seen: string[] = [];
      takeApart(textPlan(messageByName(name)!, serverVersion)!, body, serverVersion, ({ start, end }) =>
        seen.push(Buffer.from(bytesOf(body.slice(start, end))).toString()),
      );
      return { title, texts: seen };
    });
    expect(read).toEqual(inText.map(({ title, texts }) => ({ title, texts })));
  });

  test("come out of a connection the same however its bytes are cut", () => {
    const versions = [...new Set(capturedVectors.map(({ serverVersion }) => serverVersion))];
    for (const serverVersion of versions)
      for (const cut of [0, 1, 2, 3]) {
        const vectors = capturedVectors.filter((vector) => vector.serverVersion === serverVersion);
        expect(throughSession(serverVersion, vectors, cut)).toEqual(
          vectors.map(({ direction, payload }) => ({ direction, serverVersion, payload: [...payload] })),
        );
      }
  });
});

/** What a session tells of a connection in which these messages went, its bytes cut in one of the ways. */
function throughSession(serverVersion: number, vectors: readonly CapturedVector[], cut: number) {
  const session = new Session();
  const handshake: [CapturedVector["direction"], Uint8Array][] = [
    ["out", Uint8Array.from([...bytesOf("API\0"), ...frameBytes(bytesOf("v100..226"))])],
    ["in", frameBytes(bytesOf(`${serverVersion}\x0020260405 23:49:38 CET\0`))],
  ];
  const turns = [...handshake, ...vectors.map((vector) => [vector.direction, frameBytes(vector.payload)] as const)];
  return turns
    .flatMap(([direction, bytes]) => chunkings(bytes)[cut]!.flatMap((chunk) => session.push(direction, chunk)))
    .filter((event) => event.kind === "frame")
    .map(({ direction, serverVersion: version, payload }) => ({
      direction,
      serverVersion: version,
      payload: [...payload],
    }));
}
