/** Unset, absent, zero, infinite, not computed: five things that must never be taken for one another. */
import { describe, expect, test } from "vitest";
import { bytesOf } from "../../src/base/byte-string.ts";
import { serverVersionMax } from "../../src/catalogue/gates.ts";
import { messages } from "../../src/catalogue/messages.ts";
import type { ScalarField, ScalarKind } from "../../src/catalogue/schema.ts";
import { decodeBody, decodeFrame, encodeBody, encodeFrame } from "../../src/codec/message.ts";
import { textPlan, type TextPlan } from "../../src/codec/plan.ts";
import { decodeProtobuf } from "../../src/codec/protobuf-decode.ts";
import { numberedFields, protoScalar } from "../../src/codec/protobuf-table.ts";
import { takeApart } from "../../src/codec/text-decode.ts";
import { encodeText } from "../../src/codec/text-encode.ts";
import { malformed, readToken } from "../../src/codec/text-values.ts";
import { isUnset } from "../../src/codec/unset.ts";
import { WireWriter } from "../../src/wire/protobuf.ts";
import { fieldAtPath } from "../harness/declared-fields.ts";
import { leavesOf } from "../harness/leaves.ts";
import { protobufShapes } from "../harness/other-protobuf.ts";

const largestDoubles = ["1.7976931348623157E308", "1.7976931348623157e+308", "1.7976931348623157E+308"];
const longs = ["9223372036854775807", "-9223372036854775808"];
/** The spellings of unset that hosts and clients write, by kind of value. */
const spellings: Readonly<Record<ScalarKind, readonly string[]>> = {
  int: ["", "2147483647"],
  long: ["", "2147483647", ...longs],
  double: ["", ...largestDoubles],
  decimal: ["", "2147483647", ...longs, ...largestDoubles, "170141183460469231731687303715884105727"],
  bool: [""],
  string: [],
};
const read = (kind: ScalarKind, text: string): unknown =>
  readToken({ is: "scalar", kind, number: 1, about: "" }, undefined, text, 0, text.length);

/** A body in which every number is one spelling of unset, and everything else empty. */
function unsetBody(plan: TextPlan, serverVersion: number, spelling: number): Uint8Array {
  const tokens: string[] = [];
  takeApart(plan, encodeText(plan, { version: 99 }, serverVersion), serverVersion, ({ op }) => {
    const texts = op.op === "token" && op.key !== "version" ? spellings[op.field.kind] : [];
    tokens.push(op.op === "token" && op.key === "version" ? "99" : (texts[spelling % texts.length] ?? ""));
  });
  return bytesOf(tokens.map((token) => `${token}\0`).join(""));
}

describe("unset, in text", () => {
  test.each(
    Object.entries(spellings).flatMap(([kind, texts]) => texts.map((text) => [kind as ScalarKind, text] as const)),
  )("is what %s %j stands for", (kind, text) => {
    expect(read(kind, text)).toBeNull();
  });

  test("is never a neighbour of one of these numbers, a zero, or an empty text", () => {
    expect(["2147483646", "-2147483647", "0", "-1"].map((text) => read("int", text))).toEqual([
      2147483646, -2147483647, 0, -1,
    ]);
    expect(read("long", "9223372036854775806")).toBe(9223372036854775806n);
    expect(read("double", "1.7976931348623155E308")).toBe(1.7976931348623155e308);
    expect(read("double", "0.0")).toBe(0);
    expect(read("decimal", "0")).toBe("0");
    expect(read("bool", "0")).toBe(false);
    expect(read("string", "")).toBe("");
    expect(read("string", "2147483647")).toBe("2147483647");
  });

  test("shows as null and never as a number, in every field of every message, old and new", () => {
    const wrong = messages.flatMap((message) =>
      [100, 150, 187, 226].flatMap((serverVersion) => {
        const plan = textPlan(message, serverVersion);
        if (!plan) return [];
        return [0, 1, 2, 3, 4, 5, 6, 7].flatMap((spelling) => {
          const body = unsetBody(plan, serverVersion, spelling);
          const { direction, id, name } = message;
          const decoded = decodeBody(id, "text", body, { direction, serverVersion });
          const shown = [...leavesOf(decoded.fields)].filter(
            ([path, value]) => path !== "version" && (typeof value === "number" || typeof value === "bigint"),
          );
          const same = Buffer.compare(encodeBody(decoded).body, body) === 0;
          return [
            ...shown.map(([path]) => `${name}.${path} at ${serverVersion}`),
            ...(same ? [] : [`bytes of ${name}`]),
          ];
        });
      }),
    );
    expect(wrong).toEqual([]);
  });

  test("keeps its spelling when something else in the message changes", () => {
    const body = largestDoubles.map((text) => `${text}\0`).join("");
    const options = { direction: "in", serverVersion: 200 } as const;
    const decoded = decodeBody(94, "text", bytesOf(`7\0${body}`), options);
    expect(decoded).toMatchObject({
      name: "PNL",
      fields: { reqId: 7, dailyPnL: null, unrealizedPnL: null, realizedPnL: null },
    });
    const changed = { ...decoded, fields: { ...decoded.fields, reqId: 8 } };
    expect(encodeBody(changed).body).toEqual(bytesOf(`8\0${body}`));
  });

  test("is written as the official senders write it in that place", () => {
    const fields = { orderId: 1, order: { lmtPrice: null, minQty: null, duration: null, triggerPrice: null } };
    const body = (serverVersion: number): string =>
      Buffer.from(encodeFrame({ name: "PLACE_ORDER", serverVersion, fields })).toString("latin1");
    const decoded = decodeFrame(bytesOf(body(200)), { direction: "out", serverVersion: 200 });
    expect(decoded.fields).toMatchObject({ order: { lmtPrice: null, minQty: null, duration: null } });
    expect(body(200)).toContain("2147483647");
    expect(body(157)).not.toContain("2147483647");
  });
});

describe("unset, in protobuf", () => {
  const sentinels: Readonly<Record<string, readonly (number | bigint | string)[]>> = {
    int: [2147483647],
    long: [2147483647, 9223372036854775807n, -9223372036854775808n],
    double: [Number.MAX_VALUE],
    decimal: spellings.decimal,
  };

  test("shows as null and never as a number, in every field that is there as a sentinel", () => {
    const wrong: string[] = [];
    for (const shape of protobufShapes().values())
      for (const [number, { key, field }] of numberedFields(shape)) {
        if (field.is !== "scalar") continue;
        for (const sentinel of sentinels[field.kind] ?? []) {
          const value = decodeProtobuf(shape, writeField(number, field, sentinel)).fields[key];
          if (value !== null) wrong.push(`${shape.name}.${key}: ${String(sentinel)} became ${String(value)}`);
        }
      }
    expect(wrong).toEqual([]);
  });

  test("is left out when a message is written anew, and kept when it was there", () => {
    const anew = encodeFrame({ name: "PNL", serverVersion: serverVersionMax, fields: { reqId: 1, dailyPnL: null } });
    const options = { direction: "in", serverVersion: serverVersionMax } as const;
    expect(decodeFrame(anew, options).fields).toEqual({ reqId: 1 });
    const there = Uint8Array.from([...anew, ...new WireWriter().tag(2, 1).double(Number.MAX_VALUE).finish()]);
    const decoded = decodeFrame(there, options);
    expect(decoded.fields).toEqual({ reqId: 1, dailyPnL: null });
    expect(encodeFrame({ ...decoded, fields: Object.assign({}, decoded.fields, { reqId: 2 }) })).toEqual(
      there.map((byte, at) => (at === 5 ? 2 : byte)),
    );
  });
});

function writeField(number: number, field: ScalarField, value: number | bigint | string): Uint8Array {
  const writer = new WireWriter();
  const type = protoScalar(field);
  if (type === "double") writer.tag(number, 1).double(typeof value === "string" ? Number.MAX_VALUE : Number(value));
  else if (type === "string") writer.tag(number, 2).delimited(bytesOf(String(value)));
  else writer.tag(number, 0).varint(typeof value === "string" ? BigInt(value) : value);
  return writer.finish();
}

describe("absent", () => {
  test("is a missing key below the gate of a field, and null from it on", () => {
    const openOrder = (serverVersion: number): object => {
      const plan = textPlan(
        messages.find(({ name }) => name === "OPEN_ORDER")!,
        serverVersion,
      )!;
      const { fields } = decodeBody(5, "text", unsetBody(plan, serverVersion, 0), { direction: "in", serverVersion });
      return (fields as { order: object }).order;
    };
    expect(Object.keys(openOrder(110))).not.toContain("cashQty");
    expect(openOrder(111)).toMatchObject({ cashQty: null });
    expect(Object.keys(openOrder(157))).not.toContain("duration");
    expect(openOrder(158)).toMatchObject({ duration: null });
    expect(openOrder(176)).toMatchObject({ faProfile: "" });
    expect(Object.keys(openOrder(177))).not.toContain("faProfile");
  });

  test("is a missing key in protobuf too, where zero and an empty text are values", () => {
    const options = { direction: "in", serverVersion: serverVersionMax } as const;
    const body = new WireWriter().tag(1, 0).varint(0).tag(4, 2).delimited(new Uint8Array(0)).finish();
    expect(decodeBody(73, "protobuf", body, options).fields).toEqual({ reqId: 0, key: "" });
  });
});

describe("numbers that are none", () => {
  test("infinity is a value of its own, in both encodings", () => {
    expect([read("double", "Infinity"), read("double", "-Infinity")]).toEqual([Infinity, -Infinity]);
    const fields = {
      orderId: 1,
      contract: { exchange: "SMART" },
      order: { orderType: "PEG BEST", competeAgainstBestOffset: Infinity },
    };
    for (const serverVersion of [200, serverVersionMax]) {
      const decoded = decodeFrame(encodeFrame({ name: "PLACE_ORDER", serverVersion, fields }), {
        direction: "out",
        serverVersion,
      });
      expect(decoded.fields).toMatchObject({ order: { competeAgainstBestOffset: Infinity } });
      expect(decoded.issues).toEqual([]);
    }
  });

  test("-1 and -2 of an option computation stay numbers, and the declaration says that they mean not computed", () => {
    const declared = messages.find(({ name }) => name === "TICK_OPTION_COMPUTATION")!;
    const special = (path: string): unknown => fieldAtPath(declared.shape, path)?.special;
    for (const path of ["impliedVol", "optPrice", "pvDividend", "undPrice"])
      expect(special(path)).toMatchObject({ "-1": "not computed" });
    for (const path of ["delta", "gamma", "vega", "theta"])
      expect(special(path)).toMatchObject({ "-2": "not computed" });
    const body = bytesOf("7\x0013\x000\0-1\0-2\0-1\0-1\0-2\0-2\0-2\0-1\0");
    expect(decodeBody(21, "text", body, { direction: "in", serverVersion: 200 }).fields).toMatchObject({
      impliedVol: -1,
      delta: -2,
      undPrice: -1,
    });
  });

  test("words that are no number are malformed, not unset", () => {
    for (const kind of ["int", "long", "double", "decimal", "bool"] as const)
      for (const text of ["null", "None", " ", "1,5x", "--1", "0x10", "1e"]) expect(read(kind, text)).toBe(malformed);
  });

  test("are decided in one place", () => {
    expect(isUnset("int", 2147483647)).toBe(true);
    expect(isUnset("string", "")).toBe(false);
    expect(isUnset("bool", false)).toBe(false);
  });
});
