/** What is not as declared: kept, encoded again as it was, and said, the first deviating field first. */
import { describe, expect, test } from "vitest";
import { bytesIn } from "../../src/base/byte-range.ts";
import { bytesOf } from "../../src/base/byte-string.ts";
import { limits } from "../../src/base/limits.ts";
import { decodeBody, decodeFrame, encodeBody, encodeFrame } from "../../src/codec/message.ts";
import { WireWriter } from "../../src/wire/protobuf.ts";
import { capturedVectors } from "../harness/captured-vectors.ts";

const tokens = (...texts: string[]): Uint8Array => bytesOf(texts.map((text) => `${text}\0`).join(""));
const raw = (id: number, body: Uint8Array): Uint8Array => Uint8Array.from([0, 0, id >> 8, id & 255, ...body]);
const host = { direction: "in", serverVersion: 226 } as const;
const olderHost = { direction: "in", serverVersion: 176 } as const;

describe("an id that nobody declared", () => {
  test.each([
    ["in text", tokens("150", "a", "", "c"), olderHost, { id: 150, encoding: "text", rest: ["a", "", "c"] }],
    ["as raw bytes with text", raw(150, tokens("a")), host, { id: 150, encoding: "text", rest: ["a"] }],
    ["as raw bytes with protobuf", raw(350, Uint8Array.of(8, 1)), host, { id: 150, encoding: "protobuf", rest: [] }],
    ["below zero", tokens("-3", "x"), olderHost, { id: -3, encoding: "text", rest: ["x"] }],
    ["that is none", tokens("hello"), olderHost, { id: -1, encoding: "text", rest: ["hello"] }],
    ["with no byte", new Uint8Array(0), host, { id: -1, encoding: "text", rest: [] }],
    ["of three bytes", Uint8Array.of(0, 0, 1), host, { id: -1, encoding: "text" }],
  ])("%s is kept, said, and encoded as it was", (_how, payload, options, expected) => {
    const message = decodeFrame(payload, options);
    expect(message).toMatchObject({ name: undefined, fields: {}, ...expected });
    expect(message.issues).toMatchObject([{ code: "unknown-message", path: "", offset: 0 }]);
    expect(encodeFrame(message)).toEqual(payload);
  });

  test("spelled oddly keeps its spelling", () => {
    for (const payload of [tokens("0009", "1", "7"), bytesOf("9")]) {
      const message = decodeFrame(payload, olderHost);
      expect(message.name).toBe("NEXT_VALID_ID");
      expect(encodeFrame(message)).toEqual(payload);
    }
  });
});

describe("fields behind the last", () => {
  test("are kept in text, shown, and encoded as they were", () => {
    const body = tokens("1", "7", "more", "");
    const message = decodeBody(9, "text", body, olderHost);
    expect(message).toMatchObject({ fields: { version: 1, orderId: 7 }, rest: ["more", ""] });
    expect(message.issues).toEqual([
      { code: "trailing-fields", path: "", offset: 4, expected: "the end of the message", got: '2 more: "more "' },
    ]);
    expect(encodeBody(message).body).toEqual(body);
    const changed = { ...message, fields: Object.assign({}, message.fields, { orderId: 8 }) };
    expect(encodeBody(changed).body).toEqual(tokens("1", "8", "more", ""));
  });

  test("are kept in protobuf wherever they stand, nested ones too, and when something else changes", () => {
    const contract = new WireWriter().tag(1, 0).varint(265598).tag(900, 2).delimited(bytesOf("new")).finish();
    const body = new WireWriter().tag(500, 0).varint(3).tag(1, 0).varint(7).tag(2, 2).delimited(contract).finish();
    const message = decodeBody(10, "protobuf", body, host);
    expect(message.fields).toEqual({ reqId: 7, contract: { conId: 265598 } });
    expect(message.unknown).toEqual([
      { path: "", number: 500, wireType: 0, hex: "03" },
      { path: "contract", number: 900, wireType: 2, hex: "6e6577" },
    ]);
    expect(message.issues.map(({ code, path, offset }) => [code, path, offset])).toEqual([
      ["unknown-field", "#500", 0],
      ["unknown-field", "contract.#900", 11],
    ]);
    expect(encodeBody(message).body).toEqual(body);
    const fields = { ...message.fields, contract: { conId: 265599 } };
    const changed = decodeBody(10, "protobuf", encodeBody({ ...message, fields }).body, host);
    expect(changed.unknown).toEqual(message.unknown);
    expect(changed.fields).toEqual({ reqId: 7, contract: { conId: 265599 } });
  });

  test("that are declared with another wire type are kept as unknown, by their name", () => {
    const body = new WireWriter().tag(1, 2).delimited(bytesOf("seven")).finish();
    const message = decodeBody(9, "protobuf", body, host);
    expect(message).toMatchObject({ fields: {}, unknown: [{ number: 1, wireType: 2 }] });
    expect(message.issues).toMatchObject([
      { code: "unknown-field", path: "orderId", expected: "the declared protobuf type", got: 'wire type 2, "seven"' },
    ]);
    expect(encodeBody(message).body).toEqual(body);
  });
});

describe("the first deviating field", () => {
  const [order] = capturedVectors.filter(({ name, encoding }) => name === "OPEN_ORDER" && encoding === "text");
  const { texts = [], serverVersion } = order!;
  const options = { direction: "in", serverVersion } as const;

  test("is named, with where it stands, what was asked for and what stood there", () => {
    const totalQuantity = texts.indexOf("BUY") + 1 || texts.indexOf("SELL") + 1;
    const body = tokens(...texts.map((text, index) => (index === totalQuantity ? "many" : text)));
    const [first] = decodeBody(5, "text", body, options).issues;
    expect(first).toEqual({
      code: "malformed-value",
      path: "order.totalQuantity",
      offset: tokens(...texts.slice(0, totalQuantity)).length,
      expected: "a decimal number",
      got: '"many"',
    });
  });

  test("comes first when one field was lost in the middle", () => {
    const at = texts.indexOf("DAY") > 0 ? texts.indexOf("DAY") : texts.indexOf("GTC");
    const body = tokens(...texts.filter((_, index) => index !== at));
    const { issues } = decodeBody(5, "text", body, options);
    expect(issues.length).toBeGreaterThan(0);
    expect(issues.map(({ offset }) => offset)).toEqual(issues.map(({ offset }) => offset).toSorted((a, b) => a - b));
    expect(issues[0]!.offset).toBeGreaterThanOrEqual(tokens(...texts.slice(0, at)).length);
  });

  test("is the one at which a message ends early, however early, and what was there is kept", () => {
    const whole = decodeBody(5, "text", tokens(...texts), options);
    expect(whole.issues).toEqual([]);
    for (let length = 0; length < texts.length; length += 1) {
      const body = tokens(...texts.slice(0, length));
      const message = decodeBody(5, "text", body, options);
      expect(message.issues.at(-1)).toMatchObject({
        code: "ended-early",
        offset: body.length,
        got: "the end of the message",
      });
      expect(message.issues.at(-1)?.path).not.toBe("");
      expect(encodeBody(message).body).toEqual(body);
    }
  });

  test("is the last, where only its NUL is missing", () => {
    const body = bytesOf("1\x007");
    const message = decodeBody(9, "text", body, olderHost);
    expect(message).toMatchObject({ fields: { orderId: 7 }, issues: [{ code: "unterminated" }] });
    expect(encodeBody(message).body).toEqual(body);
  });

  test("is said to have two values where it stands twice and differs", () => {
    const trail = decodeFrame(
      encodeFrame({ name: "OPEN_ORDER", serverVersion: 176, fields: { orderId: 1, order: { trailStopPrice: 2.5 } } }),
      olderHost,
    );
    const text = Buffer.from(bytesIn(trail.body)).toString("latin1");
    const last = text.lastIndexOf("2.5\0");
    const body = bytesOf(`${text.slice(0, last)}3.5\0${text.slice(last + 4)}`);
    const message = decodeBody(5, "text", body, olderHost);
    expect(message.issues).toMatchObject([{ code: "repeated-value", path: "order.trailStopPrice", got: '"3.5"' }]);
    expect(message.fields).toMatchObject({ order: { trailStopPrice: 3.5 } });
    expect(encodeBody(message).body).toEqual(body);
  });
});

describe("hostile content", () => {
  test.each(["2147483647", "9999999999", "-1", "99999999999999999999", "x", "1e9"])(
    "a count of %s is said, and no more is read than there is",
    (count) => {
      const body = tokens("7", count, "20260218", "1", "2", "0.5", "1.5", "10", "1.2", "3");
      const message = decodeBody(17, "text", body, { direction: "in", serverVersion: 200 });
      expect(message.issues[0]).toMatchObject({ code: "bad-count", path: "itemCount", got: JSON.stringify(count) });
      expect(encodeBody(message).body).toEqual(body);
      const { historicalDataBars: bars } = message.fields as { historicalDataBars: unknown[] };
      expect(bars.length).toBeLessThan(3);
    },
  );

  test("groups, depth and lengths that protobuf does not have end the reading and lose nothing", () => {
    const nested = (levels: number): Uint8Array => {
      let body: Uint8Array = new Uint8Array(0);
      for (let level = 0; level < levels; level += 1) body = new WireWriter().tag(2, 2).delimited(body).finish();
      return body;
    };
    const bodies = [
      Uint8Array.from({ length: 5000 }, () => 0x0b),
      nested(5000),
      Uint8Array.of(0x12, 0xff, 0xff, 0xff, 0xff, 0x0f, 1, 2),
      Uint8Array.of(0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01),
      Uint8Array.of(0x08),
      Uint8Array.of(0x00),
      Uint8Array.of(0x09, 1, 2, 3),
    ];
    for (const body of bodies) {
      const message = decodeBody(5, "protobuf", body, host);
      expect(message.issues.length).toBeGreaterThan(0);
      expect(encodeBody(message).body).toEqual(body);
    }
  });

  test("issues and fields without end are counted, not kept", () => {
    const unknown = Uint8Array.from({ length: 120_000 }, (_, index) => [0xf8, 0x07, 0x01][index % 3]!);
    const message = decodeBody(9, "protobuf", unknown, host);
    expect(message.unknown).toHaveLength(limits.unknownFieldsMax);
    expect(message.issues).toHaveLength(limits.issuesMax + 1);
    expect(message.issues.at(-1)).toMatchObject({ code: "more-issues", got: "39900 more" });
    expect(Buffer.compare(encodeBody(message).body, unknown)).toBe(0);
    const rest = decodeBody(9, "text", new Uint8Array(50_000), olderHost);
    expect(rest.rest).toHaveLength(limits.restFieldsMax);
    expect(Buffer.compare(encodeBody(rest).body, new Uint8Array(50_000))).toBe(0);
  });

  test("bytes that are neither ASCII nor UTF-8 are shown as Latin-1 and encoded as they were", () => {
    const body = bytesOf("2\0-1\x002104\0caf\xe9 \xff\0");
    const message = decodeBody(4, "text", body, { direction: "in", serverVersion: 150 });
    expect(message.fields).toMatchObject({ errorMsg: "caf\u00e9 \u00ff" });
    expect(encodeBody(message).body).toEqual(body);
  });
});
