/** A decoded message that is changed: only what was changed differs in its bytes, however odd the rest of it is. */
import { describe, expect, test } from "vitest";
import { bytesIn } from "../../src/base/byte-range.ts";
import { byteStringOf, bytesOf } from "../../src/base/byte-string.ts";
import { UsageError } from "../../src/base/errors.ts";
import { messageByName } from "../../src/catalogue/messages.ts";
import { decodeBody, decodeFrame, encodeBody, encodeFrame, type Message } from "../../src/codec/message.ts";
import { textPlan } from "../../src/codec/plan.ts";
import { encodeProtobuf } from "../../src/codec/protobuf-encode.ts";
import { takeApart } from "../../src/codec/text-decode.ts";
import { encodeText } from "../../src/codec/text-encode.ts";
import { capturedVectors } from "../harness/captured-vectors.ts";

const tokens = (...texts: string[]): Uint8Array => bytesOf(texts.map((text) => `${text}\0`).join(""));
const decodeText = (id: number, direction: "in" | "out", body: Uint8Array, serverVersion = 200): Message =>
  decodeBody(id, "text", body, { direction, serverVersion });
/** Writes the message field by field, as if something in it had changed. */
function rewritten({ name, body, serverVersion, fields, rest }: Message): Uint8Array {
  const plan = textPlan(messageByName(name!)!, serverVersion)!;
  return bytesOf(encodeText(plan, fields, serverVersion, rest, byteStringOf(bytesIn(body))));
}
const changed = (message: Message, change: object): Message => ({
  ...message,
  fields: Object.assign({}, message.fields, change),
});

describe("a captured message written field by field", () => {
  test("is the same in text", () => {
    const text = capturedVectors.filter(({ encoding }) => encoding === "text");
    const differs = text.filter(({ direction, serverVersion, payload }) => {
      const message = decodeFrame(payload, { direction, serverVersion });
      return Buffer.compare(rewritten(message), bytesIn(message.body)) !== 0;
    });
    expect(text.length).toBeGreaterThan(80);
    expect(differs.map(({ title }) => title)).toEqual([]);
  });

  test("is the same in protobuf", () => {
    const protobuf = capturedVectors.filter(({ encoding }) => encoding === "protobuf");
    const differs = protobuf.filter(({ name, direction, serverVersion, payload }) => {
      const { fields, body: range } = decodeFrame(payload, { direction, serverVersion });
      const body = bytesIn(range);
      return Buffer.compare(encodeProtobuf(messageByName(name)!.shape, fields, body), body) !== 0;
    });
    expect(differs.map(({ title }) => title)).toEqual([]);
  });

  test("keeps all other tokens when one of its numbers changes", () => {
    const orders = capturedVectors.filter(({ name, encoding }) => name === "OPEN_ORDER" && encoding === "text");
    expect(orders.length).toBeGreaterThan(0);
    for (const { direction, serverVersion, payload, texts = [] } of orders) {
      const message = decodeFrame(payload, { direction, serverVersion });
      const again = encodeBody(changed(message, { orderId: 987_654_321 })).body;
      const written = byteStringOf(again).split("\0").slice(0, -1);
      const at = texts.indexOf(String((message.fields as { orderId: number }).orderId));
      expect(written).toEqual(texts.map((text, index) => (index === at ? "987654321" : text)));
    }
  });
});

describe("an odd message", () => {
  test("keeps a column whose values cannot be read", () => {
    const plan = textPlan(messageByName("OPEN_ORDER")!, 100)!;
    const order = { orderId: 1, contract: { comboLegs: [{ conId: 265598, perLegPrice: 1.5 }] } };
    const sound = encodeText(plan, { version: 34, ...order }, 100);
    const odd = bytesOf(sound.replace("\x001\x001.5\0", "\x001\0cheap\0"));
    expect(byteStringOf(odd)).toContain("cheap");
    const message = decodeText(5, "in", odd, 100);
    expect(message.issues[0]).toMatchObject({ path: "contract.comboLegs[0].perLegPrice", got: '"cheap"' });
    expect(rewritten(message)).toEqual(odd);
    const longer = bytesOf(sound.replace("\x001\x001.5\0", "\x003\0cheap\x002\0dear\0"));
    expect(rewritten(decodeText(5, "in", longer, 100))).toEqual(longer);
  });

  test("keeps a count in front of options that cannot be read", () => {
    const body = tokens(
      "3",
      "7",
      "0",
      "A",
      "STK",
      "",
      "0",
      "",
      "",
      "S",
      "",
      "USD",
      "",
      "",
      "0.2",
      "10",
      "many",
      "a=b;",
    );
    const message = decodeText(55, "out", body);
    expect(message.issues).toMatchObject([{ code: "malformed-value", path: "optionsCount", got: '"many"' }]);
    expect(rewritten(message)).toEqual(body);
  });

  test("keeps a mask that cannot be read, also where the message ends early behind it", () => {
    const body = tokens("7", "1", "1771426800", "0.x", "100", "", "p");
    const message = decodeText(98, "in", body);
    expect(message.issues.map(({ code }) => code)).toEqual(["malformed-value", "ended-early"]);
    expect(rewritten(message)).toEqual(body);
    const seen: string[] = [];
    takeApart(textPlan(messageByName("HISTORICAL_TICKS_LAST")!, 200)!, byteStringOf(body), 200, ({ path }) =>
      seen.push(path),
    );
    expect(seen).toContain("historicalTicksLast[0].attribMask");
  });

  test("that ends early stays as short as it was, even with more issues than are kept", () => {
    const bars = Array.from({ length: 60 }, () => ["20260218", "x", "x", "x", "x", "x", "x", "x"]).flat();
    const body = tokens("7", "61", ...bars, "20260218", "1");
    const message = decodeText(17, "in", body);
    expect(message.issues.at(-1)).toMatchObject({ code: "more-issues", got: "321 more" });
    expect(rewritten(message)).toEqual(body);
  });

  test("in a form that its kind does not have is passed on in it", () => {
    const payload = Uint8Array.from([0, 0, 1, 0, 0x35, 0x0a, 2]);
    const message = decodeFrame(payload, { direction: "in", serverVersion: 226 });
    expect(message).toMatchObject({ name: "DELTA_NEUTRAL_VALIDATION", encoding: "protobuf" });
    expect(message.issues[0]?.code).toBe("unknown-encoding");
    expect(encodeFrame(message)).toEqual(payload);
    expect(() =>
      encodeFrame({ name: "DELTA_NEUTRAL_VALIDATION", serverVersion: 226, encoding: "protobuf", fields: {} }),
    ).toThrow(UsageError);
  });
});

describe("values that do not fit", () => {
  const place = (order: object, serverVersion: number) => (): unknown =>
    encodeFrame({ name: "PLACE_ORDER", serverVersion, fields: { orderId: 1, order } });

  test.each([200, 226])("are refused by name, with what would fit, at %i", (serverVersion) => {
    expect(place({ minQty: 1.5 }, serverVersion)).toThrow(/minQty: cannot write 1.5 as int/);
    expect(place({ lmtPrice: "dear" }, serverVersion)).toThrow(/lmtPrice: cannot write "?dear"? as double/);
    expect(place({ tif: 7 }, serverVersion)).toThrow(/tif: cannot write 7 as string/);
    expect(place({ transmit: "yes" }, serverVersion)).toThrow(/transmit: cannot write "?yes"? as bool/);
  });

  test("a text with a NUL inside is refused where NUL ends a field, and carried where it does not", () => {
    expect(place({ orderRef: "a\0b" }, 200)).toThrow(/orderRef/);
    const decoded = decodeFrame(place({ orderRef: "a\0b" }, 226)() as Uint8Array, {
      direction: "out",
      serverVersion: 226,
    });
    expect(decoded.fields).toMatchObject({ order: { orderRef: "a\0b" } });
  });
});
