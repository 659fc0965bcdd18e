/** Bytes, explained: frames, payloads and the opening of a connection. */
import { describe, expect, test } from "vitest";
import { messages } from "../../../src/catalogue/messages.ts";
import { gates } from "../../../src/catalogue/gates.ts";
import { encodeFrame, encodingAt } from "../../../src/codec/message.ts";
import { explain, type ExplainOptions } from "../../../src/cli/explain/explain.ts";
import type { ExplainedMessage, Part } from "../../../src/cli/explain/explained.ts";
import { frameBytes } from "../../../src/wire/frames.ts";
import { capturedVectors } from "../../harness/captured-vectors.ts";
import { plausibleFields } from "../../harness/plausible-fields.ts";
import { seeded } from "../../harness/random.ts";
import { frameOf, payloadOf } from "../api-lines.ts";

const hex = (...parts: readonly (Uint8Array | string)[]): string =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : part))).toString("hex");
const partsOf = (bytes: string, options?: ExplainOptions): readonly Part[] => explain(bytes, options).parts;
function only(bytes: string, options?: ExplainOptions): ExplainedMessage {
  const [part, ...more] = partsOf(bytes, options);
  if (part?.kind !== "message" || more.length > 0)
    throw new Error(`not one message: ${JSON.stringify(partsOf(bytes))}`);
  return part;
}
const terminated = (...fields: string[]): string => fields.map((field) => `${field}\0`).join("");
const size = (length: number): Uint8Array => Uint8Array.of(0, 0, length >> 8, length & 0xff);

const status = { orderId: 41, status: "Filled", filled: "100", remaining: "0", permId: 1457283901, clientId: 123 };

describe("a text message", () => {
  test("in a frame has its length, id and fields where they stand", () => {
    const message = only(hex(frameOf("NEXT_VALID_ID", 176, { orderId: 41 })));
    expect(message).toMatchObject({
      name: "NEXT_VALID_ID",
      direction: "in",
      directionFrom: "fit",
      encoding: "text",
      ends: "NUL",
      serverVersion: { min: 100, max: 200, from: "inferred" },
      length: { verdict: "confirmed", declared: 7, actual: 7 },
      issues: [],
    });
    expect(message.rows).toMatchObject([
      { what: "length", offset: 0, raw: "00000007", value: 7 },
      { what: "id", offset: 4, raw: "9", ended: true, value: 9 },
      { what: "field", offset: 6, raw: "1", path: "version", value: 1 },
      { what: "field", offset: 8, raw: "41", path: "orderId", value: 41 },
    ]);
  });

  test("without a frame is recognised by its id", () => {
    const message = only(hex(payloadOf("NEXT_VALID_ID", 176, { orderId: 41 })));
    expect(message).toMatchObject({ name: "NEXT_VALID_ID", length: { verdict: "none", actual: 7 }, issues: [] });
    expect(message.rows[0]).toMatchObject({ what: "id", offset: 0 });
  });

  test("has a raw id from server version 201 on", () => {
    const bytes = payloadOf("NEXT_VALID_ID", 205, { orderId: 41 });
    expect(only(hex(bytes))).toMatchObject({
      name: "NEXT_VALID_ID",
      serverVersion: { min: 201, max: 212 },
      restsOn: [
        "not below 201 (PROTOBUF): the id is four raw bytes",
        "not 213 or above (PROTOBUF_REST_MESSAGES_3): the message is text",
      ],
      rows: [{ what: "id", raw: "00000009", type: "int32" }, { path: "version" }, { path: "orderId" }],
    });
  });

  test("keeps the hyphens in its fields: where bytes are at hand nothing is ambiguous", () => {
    const message = only(hex(terminated("84", "9", "1795098485000", "DJ-N", "DJ-N$1", "Up-down - what", "K:1-2")));
    expect(message).toMatchObject({ name: "TICK_NEWS", ambiguous: null, issues: [] });
    expect(message.rows.at(-2)).toMatchObject({ path: "headline", value: "Up-down - what" });
  });

  test("tells the versions apart by its fields", () => {
    const at = (serverVersion: number): ExplainedMessage =>
      only(
        hex(
          frameOf("ERR_MSG", serverVersion, {
            id: -1,
            errorCode: 2104,
            errorMsg: "OK",
            advancedOrderRejectJson: "",
            errorTime: 1795098485000,
          }),
        ),
      );
    expect(at(120).serverVersion).toMatchObject({ min: 100, max: 165 });
    expect(at(176).serverVersion).toMatchObject({ min: 166, max: 193 });
    expect(at(200).serverVersion).toMatchObject({ min: 194, max: 200 });
    expect(at(200).rows.at(-1)).toMatchObject({ words: "1795098485000 (2026-11-19 14:28:05 UTC)" });
  });

  test("says where it would fit if it does not fit the version that was told", () => {
    const bytes = hex(frameOf("ERR_MSG", 120, { id: -1, errorCode: 2104, errorMsg: "OK" }));
    const message = only(bytes, { serverVersion: 200 });
    expect(message.issues).not.toEqual([]);
    expect(message.remarks).toEqual(["It would fit server version 100 to 165; was another one agreed on?"]);
    expect(message.restsOn).toEqual([]);
  });
});

describe("a protobuf message", () => {
  const order = {
    orderId: 45,
    contract: { conId: 265598, symbol: "AAPL" },
    order: { totalQuantity: "10", parentId: 2147483647, algoParams: [{ tag: "adaptivePriority", value: "Normal" }] },
  };
  const bytes = frameOf("PLACE_ORDER", 222, order);

  test("has the fields in the order of the bytes, nested ones below theirs, each with its bytes", () => {
    const message = only(hex(bytes));
    if (message.encoding !== "protobuf") throw new Error("no protobuf");
    expect(message).toMatchObject({ name: "PLACE_ORDER", direction: "out", id: 3, rawId: 203, issues: [] });
    expect(message.rows.map(({ depth, path, words }) => [depth, path, words])).toEqual([
      [0, "(length)", String(bytes.length - 4)],
      [0, "(id)", "203"],
      [0, "orderId", "45"],
      [0, "contract", ""],
      [1, "contract.conId", "265598"],
      [1, "contract.symbol", "AAPL"],
      [0, "order", ""],
      [1, "order.parentId", "unset"],
      [1, "order.totalQuantity", "10"],
      [1, "order.algoParams[0]", ""],
      [2, "order.algoParams[0].tag", "adaptivePriority"],
      [2, "order.algoParams[0].value", "Normal"],
    ]);
    expect(message.rows[2]).toMatchObject({ number: 1, wireType: "varint", raw: "082d", type: "int32", offset: 8 });
    expect(message.rows.map(({ raw }) => raw).join("")).toBe(hex(bytes));
  });

  test("keeps fields that nobody declared, with what they most likely are", () => {
    const extra = Uint8Array.from([0xa0, 0x3f, 5, 0xaa, 0x3f, 3, 0x61, 0x62, 0x63]);
    const payload = hex(payloadOf("ORDER_STATUS", 222, status), extra);
    const message = only(payload);
    expect(message).toMatchObject({ name: "ORDER_STATUS" });
    expect(message.issues).toMatchObject([{ code: "unknown-field" }, { code: "unknown-field" }]);
    expect(message.rows.slice(-2)).toMatchObject([
      { what: "unknown", number: 1012, wireType: "varint", words: "5", raw: "a03f05" },
      { what: "unknown", number: 1013, wireType: "bytes", words: '"abc"', raw: "aa3f03616263" },
    ]);
    expect(message.rows.at(-2)).toMatchObject({ offset: message.issues[0]?.offset });
  });

  test("says of a field with another wire type than declared that it has one", () => {
    const message = only(hex(Uint8Array.from([0, 0, 0, 203, 0x0a, 1, 0x41])), { direction: "in" });
    expect(message.rows.at(-1)).toMatchObject({
      what: "unknown",
      path: "orderId",
      about: "Not of the declared type, int32",
    });
  });

  test("is shown up to where the bytes stop making sense", () => {
    const message = only(hex(payloadOf("ORDER_STATUS", 222, status), "\xff"), { direction: "in" });
    expect(message.rows.at(-1)).toMatchObject({ what: "broken", raw: "ff" });
    expect(message.issues).toMatchObject([{ code: "malformed-protobuf" }]);
  });

  test("lists the numbers of a packed list", () => {
    const message = only(
      hex(
        frameOf("SECURITY_DEFINITION_OPTION_PARAMETER", 222, {
          reqId: 1,
          expirations: ["20261218", "20270115"],
          strikes: [100, 105.5],
        }),
      ),
    );
    expect(message.rows.filter(({ path }) => /^(?:exp|str)/.test(path))).toMatchObject([
      { path: "expirations[0]", value: "20261218" },
      { path: "expirations[1]", value: "20270115" },
      { path: "strikes", words: "100, 105.5" },
    ]);
  });

  test("with an id that the catalogue does not have shows its fields by number", () => {
    const message = only(hex(Uint8Array.from([0, 0, 0x01, 0x7c, 0x08, 5])));
    expect(message).toMatchObject({ id: 180, rawId: 380, name: null, issues: [{ code: "unknown-message" }] });
    expect(message.rows.at(-1)).toMatchObject({ what: "unknown", number: 1, path: "#1", words: "5" });
  });
});

describe("the opening of a connection", () => {
  test("is explained with its length, versions and options", () => {
    const [part, ...more] = partsOf(hex("API\0", size(18), "v100..226 +PACEAPI"));
    expect(more).toEqual([]);
    expect(part).toMatchObject({
      kind: "handshake",
      direction: "out",
      issues: [],
      rows: [
        { offset: 0, name: "prefix", value: "API" },
        { offset: 4, name: "length", value: 18 },
        { offset: 8, name: "lowest version", value: 100 },
        { offset: 14, name: "highest version", value: 226 },
        { offset: 18, name: "connect options", value: "+PACEAPI" },
      ],
    });
  });

  test("may name one version, and stand without the prefix", () => {
    expect(partsOf(hex("API\0", size(4), "v176"))).toMatchObject([
      { kind: "handshake", issues: [], rows: [{}, {}, { value: 176 }, { value: 176 }] },
    ]);
    expect(partsOf(hex(size(9), "v100..187"))).toMatchObject([
      { kind: "handshake", rows: [{ value: 100 }, { value: 187 }] },
    ]);
  });

  test.each([
    ["a wrong length", hex("API\0", size(12), "v100..187"), "bad-length"],
    ["no length", hex("API\0", "v100..187"), "bad-length"],
    ["versions the wrong way round", hex("API\0", size(9), "v187..100"), "malformed-value"],
    ["no versions", hex("API\0", size(5), "hello"), "malformed-value"],
    ["nothing behind the prefix", hex("API\0"), "bad-length"],
  ])("with %s has an issue", (_what, bytes, code) => {
    const [part] = partsOf(bytes);
    if (part?.kind !== "handshake") throw new Error("no handshake");
    expect(part.issues.map((issue) => issue.code)).toContain(code);
  });

  test("may be followed by what the client sends next", () => {
    const start = frameOf("START_API", 176, { clientId: 7, optionalCapabilities: "" });
    expect(partsOf(hex("API\0", size(9), "v100..176", start))).toMatchObject([
      { kind: "handshake" },
      { kind: "message", name: "START_API", direction: "out", directionFrom: "handshake", offset: 17 },
    ]);
  });

  test("is answered with a version, which holds for what follows", () => {
    const reply = terminated("176", "20260405 23:49:38 CET");
    const notice = frameOf("ERR_MSG", 176, { id: -1, errorCode: 2104, errorMsg: "OK", advancedOrderRejectJson: "" });
    expect(partsOf(hex(size(reply.length), reply, notice))).toMatchObject([
      { kind: "server reply", rows: [{ name: "server version", value: 176 }, { value: "20260405 23:49:38 CET" }] },
      {
        kind: "message",
        name: "ERR_MSG",
        directionFrom: "handshake",
        serverVersion: { min: 176, max: 176, from: "log" },
      },
    ]);
    expect(partsOf(hex(reply))).toMatchObject([{ kind: "server reply", offset: 0 }]);
  });

  test("may be answered with another host", () => {
    expect(partsOf(hex(terminated("-1", "gw2.example.net:4001")))).toMatchObject([
      { kind: "server reply", rows: [{ value: -1 }, { name: "host", value: "gw2.example.net:4001" }] },
    ]);
  });

  test("may carry a time zone in an encoding that is no UTF-8", () => {
    const [part] = partsOf(
      hex(terminated("176", "20260405 23:49:38 \xd6\xd0\xb9\xfa\xb1\xea\xd7\xbc\xca\xb1\xbc\xe4")),
    );
    expect(part).toMatchObject({ kind: "server reply", rows: [{ value: 176 }, {}] });
  });
});

describe("frames", () => {
  const one = frameOf("NEXT_VALID_ID", 176, { orderId: 41 });
  const two = frameOf("MANAGED_ACCTS", 176, { accountsList: "DU1234567" });

  test("behind each other are all explained, each where it stands", () => {
    expect(partsOf(hex(one, two))).toMatchObject([
      { name: "NEXT_VALID_ID", offset: 0 },
      { name: "MANAGED_ACCTS", offset: one.length, length: { verdict: "confirmed" } },
    ]);
  });

  test("may be cut at the end, which is said", () => {
    const [, cut] = partsOf(hex(one, two.subarray(0, -3)));
    expect(cut).toMatchObject({ name: "MANAGED_ACCTS", length: { verdict: "wrong", declared: 15, actual: 12 } });
    expect((cut as ExplainedMessage).issues.map(({ code }) => code)).toContain("bad-length");
  });

  test("may be followed by bytes that are none", () => {
    expect(partsOf(hex(one, "\0\0"))).toMatchObject([
      { name: "NEXT_VALID_ID" },
      { kind: "not explained", offset: one.length, raw: "0000", why: "too short for a frame's length" },
    ]);
  });

  test("are told from a payload that begins with a raw id", () => {
    const payload = payloadOf("ORDER_STATUS", 222, status);
    expect(only(hex(payload))).toMatchObject({ name: "ORDER_STATUS", length: { verdict: "none" }, issues: [] });
    expect(only(hex(frameBytes(payload)))).toMatchObject({ name: "ORDER_STATUS", length: { verdict: "confirmed" } });
  });

  test("that hold no message are said to hold none", () => {
    expect(partsOf("deadbeef")).toMatchObject([{ kind: "not explained", raw: "deadbeef" }]);
    expect(partsOf(hex(size(600), "x".repeat(600)))).toMatchObject([{ kind: "not explained", offset: 0 }]);
  });
});

/** What of the input the rows cover, in bytes. */
function covered(message: ExplainedMessage): number {
  if (message.encoding !== "text")
    return message.rows.reduce((sum, row) => sum + ("raw" in row ? row.raw.length / 2 : 0), 0);
  return message.rows.reduce((sum, { what, type, raw, ended }) => {
    const inHex = what === "length" || (what === "id" && type === "int32");
    return sum + (inHex ? raw.length / 2 : Buffer.byteLength(raw)) + (ended ? 1 : 0);
  }, 0);
}

describe("captured messages", () => {
  test.each(capturedVectors)("$title", ({ name, direction, serverVersion, payload }) => {
    const bytes = frameBytes(payload);
    const message = only(hex(bytes), { direction });
    const { min, max } = message.serverVersion;
    expect(message.name).toBe(name);
    expect(serverVersion >= min && serverVersion <= max).toBe(true);
    expect(covered(message)).toBe(bytes.length);
    // Without being told the direction it is the same message, or says that it could be.
    const found = only(hex(bytes));
    expect([found.name, ...found.remarks].join(" ")).toContain(name);
  });
});

test("every message, at every kind of server version, is explained without an issue and to its last byte", () => {
  const wrong: string[] = [];
  for (const [index, message] of messages.entries())
    for (const serverVersion of [120, 163, 187, 200, 202, 222]) {
      if (message.since && gates[message.since].version > serverVersion) continue;
      const encoding = encodingAt(message, serverVersion);
      if (encoding === "text" && !message.text) continue;
      const fields = { version: message.sends ?? 1, ...plausibleFields(message, seeded(index), "typical") };
      const bytes = frameBytes(encodeFrame({ name: message.name, serverVersion, fields, encoding }));
      const options = { direction: message.direction, serverVersion };
      const found = only(hex(bytes), options);
      const complete = found.name === message.name && found.issues.length === 0 && covered(found) === bytes.length;
      if (!complete || found.rows.some(({ words }) => /undefined|\[object/.test(words)))
        wrong.push(`${message.name} at ${serverVersion}`);
    }
  expect(wrong).toEqual([]);
});
