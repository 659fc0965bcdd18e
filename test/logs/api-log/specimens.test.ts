/** The lines that users published are read as what they say. */
import { describe, expect, test } from "vitest";
import { specimens } from "../../cli/specimens.ts";
import { utf8 } from "../../cli/api-lines.ts";
import { messageOf, messagesOf, namesOf } from "../read-log.ts";

const read = (name: keyof typeof specimens): ReturnType<typeof messageOf> => messageOf(utf8(specimens[name]));

describe("a session of 2021", () => {
  test.each([
    ["managedAccounts", "MANAGED_ACCTS", { version: 1, accountsList: "DU100001" }],
    ["nextValidId", "NEXT_VALID_ID", { version: 1, orderId: 6 }],
    [
      "marketDataUp",
      "ERR_MSG",
      { version: 2, id: -1, errorCode: 2104, errorMsg: "Market data farm connection is OK:usfarm" },
    ],
    [
      "historicalDataUp",
      "ERR_MSG",
      { version: 2, id: -1, errorCode: 2106, errorMsg: "HMDS data farm connection is OK:ushmds" },
    ],
    [
      "definitionsUp",
      "ERR_MSG",
      { version: 2, id: -1, errorCode: 2158, errorMsg: "Sec-def data farm connection is OK:secdefnj" },
    ],
    [
      "historicalDataBroken",
      "ERR_MSG",
      { version: 2, id: -1, errorCode: 2105, errorMsg: "HMDS data farm connection is broken:ushmds" },
    ],
  ] as const)("%s", (specimen, name, fields) => {
    expect(read(specimen)).toMatchObject({ direction: "in", encoding: "text", name, fields });
  });

  test("a digit that is the length does not become part of the message id", () => {
    expect(read("marketDataUp").raw).toBe("4-2--1-2104-Market data farm connection is OK:usfarm-");
  });
});

describe("a market order of 2023", () => {
  test("the request has no length", () => {
    expect(read("placeOrder")).toMatchObject({
      direction: "out",
      name: "PLACE_ORDER",
      fields: {
        orderId: 12,
        contract: { symbol: "AAPL", secType: "STK", exchange: "SMART", currency: "USD" },
        order: { action: "BUY", totalQuantity: "100", orderType: "MKT", lmtPrice: null, transmit: true },
      },
    });
  });

  test.each([
    ["submitted", "Submitted", "0"],
    ["filled", "Filled", "100"],
    ["filledWithCommission", "Filled", "100"],
  ] as const)("%s: the line holds two messages, the order and its status", (specimen, status, filled) => {
    const [order, orderStatus, ...others] = messagesOf(utf8(specimens[specimen]));
    expect(others).toEqual([]);
    expect(order).toMatchObject({
      name: "OPEN_ORDER",
      frame: 0,
      fields: { orderId: 12, contract: { symbol: "AAPL" }, orderState: { status } },
    });
    expect(orderStatus).toMatchObject({
      name: "ORDER_STATUS",
      frame: 1,
      fields: { orderId: 12, status, filled, permId: 45587459 },
    });
  });

  test("execution and commission belong together", () => {
    const { fields } = read("execution") as { fields: { execution?: { execId?: string; price?: number } } };
    expect(fields.execution).toMatchObject({ price: 149.23, time: "20230223  11:49:33", shares: "100" });
    expect(read("commission")).toMatchObject({
      name: "COMMISSION_AND_FEES_REPORT",
      fields: { execId: fields.execution?.execId, realizedPNL: null },
    });
  });

  test("the whole session agrees on the versions that all its lines fit", () => {
    const lines = [
      specimens.placeOrder,
      specimens.submitted,
      specimens.execution,
      specimens.filled,
      specimens.filledWithCommission,
      specimens.commission,
    ];
    const messages = messagesOf(utf8(lines.join("\n")));
    expect(messages.map(({ name }) => name)).toEqual([
      "PLACE_ORDER",
      "OPEN_ORDER",
      "ORDER_STATUS",
      "EXECUTION_DATA",
      "OPEN_ORDER",
      "ORDER_STATUS",
      "OPEN_ORDER",
      "ORDER_STATUS",
      "COMMISSION_AND_FEES_REPORT",
    ]);
    expect(new Set(messages.map(({ serverVersion: { min, max } }) => `${min} to ${max}`)).size).toBe(1);
    expect(messages[0]?.serverVersion).toMatchObject({ min: 162, max: 165, from: "inferred" });
  });
});

describe("a pasted pair of 2018, whose length byte was lost", () => {
  test("the request leaves its flags empty", () => {
    expect(read("contractRequest")).toMatchObject({
      name: "REQ_MKT_DATA",
      time: undefined,
      fields: { reqId: 789, contract: { symbol: "USD", secType: "CASH", exchange: "IDEALPRO", currency: "CAD" } },
    });
  });

  test("the answer's exponent keeps its sign", () => {
    expect(read("tickParameters")).toMatchObject({
      name: "TICK_REQ_PARAMS",
      fields: { reqId: 123, minTick: "5.0E-5", bboExchange: "", snapshotPermissions: 0 },
    });
  });
});

describe("printed protobuf of 2026", () => {
  test("both directions", () => {
    expect(read("printedRequest")).toMatchObject({
      direction: "out",
      name: "REQ_MKT_DATA",
      encoding: "protobuf-text",
      fields: { reqId: 1935, contract: { conId: 0, strike: 6825, multiplier: "100" }, genericTickList: "101,104" },
    });
    expect(read("printedSize")).toMatchObject({ name: "TICK_SIZE", fields: { tickType: 28, size: "1736" } });
  });

  test("exists from the message's own server version on", () => {
    expect(read("printedSize").serverVersion.min).toBeGreaterThan(200);
  });
});

test("all specimens in one file, sessions of four kinds, keep their meaning", () => {
  const all = Object.values(specimens);
  const apart = all.flatMap((line) => namesOf(utf8(line)));
  expect(namesOf(utf8(all.join("\r\n")))).toEqual(apart);
});
