import { describe, expect, test } from "vitest";
import { UsageError } from "../../../src/base/errors.ts";
import { messages } from "../../../src/catalogue/messages.ts";
import { findMessages } from "../../../src/cli/dictionary/find-message.ts";
import { allNames } from "../../../src/cli/dictionary/official-names.ts";

const found = (query: string): string[] =>
  findMessages(query).messages.map(({ direction, name }) => `${direction} ${name}`);

describe("a message is found", () => {
  test("by any of its official names, in any case", () => {
    for (const message of messages)
      for (const name of allNames(message))
        for (const query of [name, name.toLowerCase(), name.toUpperCase()])
          expect(findMessages(query).messages).toContain(message);
  });

  test("by method, callback, C# constant, Java constant and shape", () => {
    expect(found("reqMktData")).toEqual(["out REQ_MKT_DATA"]);
    expect(found("openOrder")).toEqual(["in OPEN_ORDER"]);
    expect(found("RequestMarketData")).toEqual(["out REQ_MKT_DATA"]);
    expect(found("REQ_ACCOUNT_DATA")).toEqual(["out REQ_ACCT_DATA"]);
    expect(found("PlaceOrderRequest")).toEqual(["out PLACE_ORDER"]);
    expect(found("placeOrderProtoBuf")).toEqual(["out PLACE_ORDER"]);
  });

  test("in both directions by an id that both have, and in one when it is named", () => {
    expect(found("3")).toEqual(["out PLACE_ORDER", "in ORDER_STATUS"]);
    expect(found("out:3")).toEqual(["out PLACE_ORDER"]);
    expect(found("IN:3")).toEqual(["in ORDER_STATUS"]);
    expect(findMessages("3", "in").messages.map(({ name }) => name)).toEqual(["ORDER_STATUS"]);
  });

  test("by the raw id of its protobuf form, with a remark on it", () => {
    expect(found("205")).toEqual(["out REQ_OPEN_ORDERS", "in OPEN_ORDER"]);
    expect(findMessages("205").remark).toBe("205 is the raw id of a protobuf message: 5 + 200.");
    expect(findMessages("5").remark).toBeUndefined();
  });

  test("with others when several call the same callback, but alone by its constant", () => {
    expect(found("tickSize")).toEqual(["in TICK_PRICE", "in TICK_SIZE"]);
    expect(found("tick_size")).toEqual(["in TICK_SIZE"]);
  });
});

const refusal = (query: string): string => {
  try {
    findMessages(query);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
  }
  throw new Error(`${query} was found`);
};

describe("a message is not found", () => {
  test("by a mistyped name, and the nearest are named", () => {
    expect(refusal("OPN_ORDER")).toBe('no message is called "OPN_ORDER" (did you mean OPEN_ORDER or OPEN_ORDER_END?)');
    expect(refusal("xyzxyzxyz")).toBe('no message is called "xyzxyzxyz"; `twscope messages` lists all');
  });

  test("by an id that nobody has, and the ids around it are named", () => {
    expect(refusal("30")).toBe("no message has the id 30; the nearest are 25 and 45");
    expect(refusal("out:47")).toContain("25 and 49");
  });

  test("by the raw id of a message without a protobuf form", () => {
    expect(refusal("247")).toContain("no message has the id 247");
  });
});
