/** What hosts leave out of protobuf messages, checked against what they were seen to send. */
import { describe, expect, test } from "vitest";
import type { MessageName } from "../../src/catalogue/messages.ts";
import { decodeFrame } from "../../src/codec/message.ts";
import { asHostsSend, sparse } from "../../src/gateway/sparse.ts";
import { capturedVectors } from "../harness/captured-vectors.ts";

const captured = capturedVectors.filter(
  ({ direction, encoding, live }) => direction === "in" && encoding === "protobuf" && live,
);

describe("fields that say nothing", () => {
  test.each(captured.map((vector) => [vector.title, vector] as const))("are not in %s either", (_, vector) => {
    const { payload, serverVersion } = vector;
    const { fields } = decodeFrame(payload, { direction: "in", serverVersion });
    expect(asHostsSend(vector.name as MessageName, fields as never, serverVersion)).toEqual(fields);
  });

  test("go at every depth, zeros stay", () => {
    expect(
      sparse({ a: "", b: 0, c: false, d: [], e: null, f: { g: "", h: [{ i: "", j: "0" }] }, k: { l: false }, m: true }),
    ).toEqual({ b: 0, f: { h: [{ j: "0" }] }, m: true });
  });

  test("stay in the text form", () => {
    const fields = { orderId: 1, whyHeld: "" };
    expect(asHostsSend("ORDER_STATUS", fields, 202)).toBe(fields);
    expect(asHostsSend("ORDER_STATUS", fields, 203)).toEqual({ orderId: 1 });
  });
});
