/** What the scenarios of orders promise, at the client's side. */
import { expect, test } from "vitest";
import type { ClientOfTests } from "../simulated-host.ts";
import { codesOf, dayOf, order, positionOf, statuses } from "./scenario-day.ts";

/** An order at the market, two seconds later. */
function bought(name: string): ClientOfTests {
  const day = dayOf(name);
  const client = day.begun();
  order(client, 1);
  day.wait(2);
  return client;
}

const first = (client: ClientOfTests, name: string): number => client.names.indexOf(name);

test("preset-notice: 10349 is said, and the order lives and fills", () => {
  const client = bought("preset-notice");
  expect(codesOf(client)).toEqual([10_349]);
  expect(statuses(client, 1).at(-1)).toBe("Filled");
});

test("order-swallowed: the first order is never answered, the second one is", () => {
  const day = dayOf("order-swallowed");
  const client = day.begun();
  order(client, 1);
  day.wait(300);
  expect(client.names).toEqual([]);
  order(client, 2);
  day.wait(2);
  expect(statuses(client, 2).at(-1)).toBe("Filled");
});

test("late-acknowledgement: nothing is heard of the order for ten seconds", () => {
  const day = dayOf("late-acknowledgement");
  const client = day.begun();
  order(client, 1, { orderType: "LMT", lmtPrice: 1 });
  day.wait(9.9);
  expect(client.names).toEqual([]);
  day.wait(1);
  expect(statuses(client, 1)).toEqual(["PreSubmitted", "Submitted"]);
});

test("duplicated-statuses: every status comes three times", () => {
  const client = bought("duplicated-statuses");
  const told = client.got("ORDER_STATUS").map((status) => JSON.stringify(status));
  for (const status of new Set(told)) expect(told.filter((one) => one === status).length % 3).toBe(0);
});

test("fill-before-acknowledgement: the execution is the first that is heard of the order", () => {
  const client = bought("fill-before-acknowledgement");
  expect(first(client, "EXECUTION_DATA")).toBeLessThan(first(client, "OPEN_ORDER"));
  const told = client.got("ORDER_STATUS").map(({ status }) => status);
  // The old status comes behind the new one.
  expect(told[0]).toBe("Filled");
  expect(told.at(-1)).toBe("PreSubmitted");
});

test("status-lost: executions come, the status Filled does not", () => {
  const client = bought("status-lost");
  expect(client.names).toContain("EXECUTION_DATA");
  expect(statuses(client, 1)).not.toContain("Filled");
});

test("execution-lost: the status says Filled and no execution is reported, also not when asked for", () => {
  const client = bought("execution-lost");
  expect(statuses(client, 1).at(-1)).toBe("Filled");
  expect(client.names).not.toContain("EXECUTION_DATA");
  client.request("REQ_POSITIONS", {});
  expect(positionOf(client, "AAPL")).toBe("100");
});

test("commission-before-execution: they come in this order", () => {
  const { names } = bought("commission-before-execution");
  const money = names.filter((name) => name === "EXECUTION_DATA" || name === "COMMISSION_AND_FEES_REPORT");
  expect(money.slice(0, 2)).toEqual(["COMMISSION_AND_FEES_REPORT", "EXECUTION_DATA"]);
});

test("order-rejected: 201, and nothing else", () => {
  const client = bought("order-rejected");
  expect(client.names).toEqual(["ERR_MSG"]);
  expect(client.got("ERR_MSG")).toMatchObject([{ id: 1, errorCode: 201 }]);
});

test("rejected-with-json: the refusal carries JSON", () => {
  const [error] = bought("rejected-with-json").got("ERR_MSG");
  expect(JSON.parse(error?.advancedOrderRejectJson ?? "")).toMatchObject({ code: "8229" });
});

test("order-presets: 383 for the size, 163 for the price, unless that is overridden", () => {
  const day = dayOf("order-presets");
  const client = day.begun();
  order(client, 1, { totalQuantity: "501" });
  order(client, 2, { orderType: "LMT", lmtPrice: 1 });
  order(client, 3, { orderType: "LMT", lmtPrice: 1, overridePercentageConstraints: true });
  day.wait(2);
  expect(client.got("ERR_MSG").map(({ id, errorCode }) => [id, errorCode])).toEqual([
    [1, 383],
    [2, 163],
  ]);
  expect(statuses(client, 3).at(-1)).toBe("Submitted");
});

/** A resting order that the client wants cancelled. */
function cancelled(name: string): ClientOfTests {
  const day = dayOf(name);
  const client = day.begun();
  order(client, 1, { orderType: "LMT", lmtPrice: 1 });
  day.wait(2);
  client.forget().request("CANCEL_ORDER", { orderId: 1, orderCancel: {} });
  day.wait(300);
  return client;
}

test("cancel-answered-10147: that is all the answer there is", () => {
  const client = cancelled("cancel-answered-10147");
  expect([client.names, codesOf(client)]).toEqual([["ERR_MSG"], [10_147]]);
});

test("cancel-never-acknowledged: nothing comes, and the order is still open", () => {
  const client = cancelled("cancel-never-acknowledged");
  expect(client.names).toEqual([]);
  client.request("REQ_OPEN_ORDERS", {});
  expect(client.got("OPEN_ORDER")).toHaveLength(1);
});

test("held-outside-hours: 399 is said of an order that lives", () => {
  const client = bought("held-outside-hours");
  expect(codesOf(client)).toEqual([399]);
  expect(statuses(client, 1).at(-1)).toBe("Filled");
});

test("short-sale-locate: 404 is said of a sale that lives", () => {
  const day = dayOf("short-sale-locate");
  const client = day.begun();
  order(client, 1, { action: "SELL" });
  day.wait(2);
  expect(codesOf(client)).toContain(404);
  expect(statuses(client, 1).at(-1)).toBe("Filled");
});

test("status-without-order: a status of order 0 that nobody placed", () => {
  const [status] = bought("status-without-order").got("ORDER_STATUS");
  expect(status).toMatchObject({ orderId: 0, clientId: 0 });
});
