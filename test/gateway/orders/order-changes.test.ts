/** Changing and cancelling orders, and what is refused. */
import { describe, expect, test } from "vitest";
import { errorCodes } from "../../../src/catalogue/codes/error-codes.ts";
import type { OrderTerms } from "../../../src/gateway/orders/order.ts";
import { codes } from "../../../src/gateway/orders/world.ts";
import { call, coin, stock } from "./fake-market.ts";
import { aLook, aMoment, errors, heard, statuses, tradingHost } from "./trading-host.ts";

describe("a change", () => {
  test("of price and size is taken and told twice, as hosts do", () => {
    const { client, after, market } = tradingHost();
    const one = client();
    one.order(1, { lmtPrice: 90 });
    after(aMoment);
    one.forget().order(1, { lmtPrice: 91, totalQuantity: "50" });
    after(aMoment);
    expect(heard(one)).toEqual(["open 1 Submitted", "1 Submitted 0/50"]);
    expect(one.got("OPEN_ORDER")[0]?.order).toMatchObject({ lmtPrice: 91, totalQuantity: "50" });
    market.moves(stock, 90.9);
    after(aLook);
    expect(one.got("EXECUTION_DATA")[0]?.execution).toMatchObject({ price: 91, shares: "50" });
  });

  test("of a limit order to a market order fills it", () => {
    const { client, after } = tradingHost();
    const one = client();
    one.order(1, { lmtPrice: 90 });
    after(aMoment);
    one.order(1, { orderType: "MKT" });
    after(aMoment);
    expect(statuses(one, 1).at(-1)).toBe("Filled");
  });

  test("of an order that was left at the host sends it on", () => {
    const { client, after } = tradingHost();
    const one = client();
    one.order(1, { lmtPrice: 90, transmit: false });
    after(aMoment);
    one.forget().order(1, { lmtPrice: 90 });
    after(aMoment);
    expect(statuses(one, 1)).toEqual(["PreSubmitted", "Submitted"]);
  });

  test.each<[number, string, OrderTerms]>([
    [105, "the side", { lmtPrice: 90, action: "SELL" }],
    [329, "the type to an auction's", { orderType: "MOC" }],
    [462, "the time in force to at once", { lmtPrice: 90, tif: "IOC" }],
    [10326, "the group", { lmtPrice: 90, ocaGroup: "g" }],
    [10341, "the parent", { lmtPrice: 90, parentId: 5 }],
    [440, "the algo", { lmtPrice: 90, algoStrategy: "Vwap" }],
    [422, "the account", { lmtPrice: 90, account: "DU1000001" }],
    [110, "the price to one off the increment", { lmtPrice: 90.005 }],
  ])("is refused with %i when it changes %s, and the order stays as it was", (code, _, changed) => {
    const { client, after } = tradingHost({ accounts: ["DU1234567", "DU1000001"] });
    const one = client();
    one.order(1, { lmtPrice: 90, account: "DU1234567" });
    after(aMoment);
    one.forget().order(1, { account: "DU1234567", ...changed });
    after(aMoment);
    expect(errors(one)).toEqual([[1, code]]);
    one.forget().request("REQ_OPEN_ORDERS", {});
    expect(one.got("OPEN_ORDER")[0]?.order).toMatchObject({ lmtPrice: 90, action: "BUY", orderType: "LMT" });
  });

  test("of a filled order is refused with 104, of a cancelled one with 103", () => {
    const { client, after } = tradingHost();
    const one = client();
    one.order(1, { orderType: "MKT" });
    one.order(2, { lmtPrice: 90 });
    after(aMoment);
    one.cancel(2);
    after(aMoment);
    one.forget();
    one.order(1, { lmtPrice: 90 });
    one.order(2, { lmtPrice: 90 });
    expect(errors(one)).toEqual([
      [1, 104],
      [2, 103],
    ]);
  });

  test("while a cancel is under way is refused with 2102", () => {
    const { client, after } = tradingHost();
    const one = client();
    one.order(1, { lmtPrice: 90 });
    after(aMoment);
    one.cancel(1);
    one.forget().order(1, { lmtPrice: 91 });
    expect(errors(one)).toEqual([[1, 2102]]);
  });
});

describe("a cancel", () => {
  test("is pending, confirmed, and told with 202", () => {
    const { client, after } = tradingHost();
    const one = client();
    one.order(1, { lmtPrice: 90 });
    after(aMoment);
    one.forget().cancel(1);
    after(aMoment);
    expect(heard(one)).toEqual(["1 PendingCancel 0/100", "1 Cancelled 0/100", "error 1 202"]);
    expect(one.got("ERR_MSG")[0]?.errorMsg).toBe("Order Canceled - reason:");
  });

  test("before the order was acknowledged gives ApiCancelled", () => {
    const { client } = tradingHost();
    const one = client();
    one.order(1, { lmtPrice: 90 });
    one.forget().cancel(1);
    expect(heard(one)).toEqual(["1 ApiCancelled 0/100", "error 1 202"]);
  });

  test("of the unknown, of the ended and of what is being cancelled have their codes", () => {
    const { client, after } = tradingHost();
    const one = client();
    one.order(1, { orderType: "MKT" });
    one.order(2, { lmtPrice: 90 });
    after(aMoment);
    one.forget();
    one.cancel(9);
    one.cancel(1);
    one.cancel(2);
    one.cancel(2);
    expect(errors(one)).toEqual([
      [9, 10147],
      [1, 10148],
      [2, 161],
    ]);
    const [unknown, filled] = one.got("ERR_MSG").map(({ errorMsg }) => errorMsg);
    expect(unknown).toBe("OrderId 9 that needs to be cancelled is not found.");
    expect(filled).toBe("OrderId 1 that needs to be cancelled can not be cancelled, state: Filled.");
  });

  test("of everything cancels the orders of all clients", () => {
    const { client, after } = tradingHost();
    const one = client({ clientId: 1 });
    const two = client({ clientId: 2 });
    one.order(1, { lmtPrice: 90 });
    two.order(1, { lmtPrice: 91 });
    after(aMoment);
    one.request("REQ_GLOBAL_CANCEL", {});
    after(aMoment);
    expect(statuses(one, 1).at(-1)).toBe("Cancelled");
    expect(statuses(two, 1).at(-1)).toBe("Cancelled");
  });
});

describe("an order is refused", () => {
  test.each<[number, string, OrderTerms]>([
    [321, "an unknown side", { action: "HOLD", lmtPrice: 90 }],
    [321, "an unknown type", { orderType: "MAGIC" }],
    [434, "no size", { totalQuantity: "0", lmtPrice: 90 }],
    [388, "less than the smallest size", { totalQuantity: "0.5", lmtPrice: 90 }],
    [10243, "a fraction of a share", { totalQuantity: "1.5", lmtPrice: 90 }],
    [107, "a limit order without its limit", {}],
    [403, "a stop without its stop", { orderType: "STP" }],
    [158, "a trailing stop without distance", { orderType: "TRAIL" }],
    [159, "a percentage above 100", { orderType: "TRAIL", trailingPercent: 101 }],
    [110, "a price off the increment", { lmtPrice: 90.001 }],
    [10052, "an unknown time in force", { lmtPrice: 90, tif: "XYZ" }],
    [113, "an on-close order that is not for the day", { orderType: "MOC", tif: "GTC" }],
    [111, "a stop for the opening", { orderType: "STP", auxPrice: 95, tif: "OPG" }],
    [334, "a good-till date in the past", { lmtPrice: 90, tif: "GTD", goodTillDate: "20200101 10:00:00 UTC" }],
    [337, "a good-after time that is none", { lmtPrice: 90, goodAfterTime: "soon" }],
    [10020, "a display size that is not below the size", { lmtPrice: 90, displaySize: 100 }],
    [146, "an unknown trigger method", { lmtPrice: 90, triggerMethod: 6 }],
    [117, "a small block order", { lmtPrice: 90, totalQuantity: "10", blockOrder: true }],
    [413, "a preview that is not transmitted", { lmtPrice: 90, whatIf: true, transmit: false }],
    [10268, "a retired attribute", { lmtPrice: 90, eTradeOnly: true }],
    [321, "an unknown account", { lmtPrice: 90, account: "DU7654321" }],
    [344, "an advisor's group without an advisor", { lmtPrice: 90, faGroup: "All" }],
    [10293, "money and a size together", { lmtPrice: 90, cashQty: 1000 }],
  ])("with %i for %s", (code, _, order) => {
    const { client, after } = tradingHost();
    // Attributes that are gone in protobuf still travel as text.
    const one = client({ max: 200 });
    one.order(1, order);
    after(aMoment);
    expect(errors(one)).toEqual([[1, code]]);
    expect(one.got("OPEN_ORDER")).toEqual([]);
    one.request("REQ_IDS", { numIds: 1 });
    expect(one.got("NEXT_VALID_ID").at(-1)?.orderId).toBe(1);
  });

  test("with 200 when nothing or too much fits the contract, with 321 without an exchange", () => {
    const { client } = tradingHost();
    const one = client();
    one.order(1, { lmtPrice: 90 }, { ...stock, conId: 0, symbol: "NOPE" });
    one.order(2, { lmtPrice: 90 }, { ...stock, conId: 0, secType: "", currency: "" });
    one.order(3, { lmtPrice: 90 }, stock, "");
    expect(errors(one)).toEqual([
      [1, 200],
      [2, 200],
      [3, 321],
    ]);
  });

  test("with 201 and inactive when the margin does not suffice", () => {
    const { client, after } = tradingHost();
    const one = client();
    one.order(1, { lmtPrice: 100, totalQuantity: "50000" });
    after(aMoment);
    expect(errors(one)).toEqual([[1, 201]]);
    expect(statuses(one, 1)).toEqual(["Inactive"]);
    const text = one.got("ERR_MSG")[0]?.errorMsg ?? "";
    expect(text).toMatch(/^Order rejected - reason:YOUR ORDER IS NOT ACCEPTED\./);
    expect(one.got("OPEN_ORDER")[0]?.orderState?.rejectReason).toBe(text);
  });

  test("with 201 beyond 20 active orders of one contract and side", () => {
    const { client, after } = tradingHost();
    const one = client();
    for (let id = 1; id <= 21; id += 1) one.order(id, { lmtPrice: 50, totalQuantity: "1" });
    after(aMoment);
    expect(errors(one)).toEqual([[21, 201]]);
  });

  test("with 321 in read-only mode, like cancels, exercises, and who asks for own or completed orders", () => {
    const { client } = tradingHost({ readOnly: true });
    const one = client();
    one.order(1, { lmtPrice: 90 });
    one.cancel(1);
    one.request("REQ_GLOBAL_CANCEL", {});
    one.request("EXERCISE_OPTIONS", { orderId: 2, contract: { conId: call.conId, exchange: "SMART" } });
    one.request("REQ_OPEN_ORDERS", {});
    one.request("REQ_COMPLETED_ORDERS", { apiOnly: false });
    expect(errors(one)).toEqual([1, 1, -1, 2, -1, -1].map((id) => [id, 321]));
    expect(one.names).not.toContain("OPEN_ORDER_END");
    expect(one.names).not.toContain("COMPLETED_ORDERS_END");
    expect(one.got("ERR_MSG")[0]?.errorMsg).toContain("The API interface is currently in Read-Only mode.");
  });

  test("never: a fraction of a coin is an order", () => {
    const { client, after } = tradingHost();
    const one = client();
    one.order(1, { orderType: "MKT", totalQuantity: "0.25" }, coin, "PAXOS");
    after(aMoment);
    expect(one.got("EXECUTION_DATA")[0]?.execution?.shares).toBe("0.25");
  });
});

describe("remarks", () => {
  test("404 holds a short sale that is larger than what can be borrowed", () => {
    const { client, after, trading } = tradingHost();
    trading.accounts.ledger("DU1234567").cash["USD"] = 1e9;
    const one = client();
    one.order(1, { action: "SELL", lmtPrice: 101, totalQuantity: "1000001" });
    after(aMoment + aLook);
    expect(errors(one)).toEqual([[1, 404]]);
    expect(one.got("ORDER_STATUS").at(-1)).toMatchObject({ status: "PreSubmitted", whyHeld: "locate" });
  });

  test("2137 tells of an order that turns the position around", () => {
    const { client, after } = tradingHost();
    const one = client();
    one.order(1, { orderType: "MKT" });
    after(aMoment);
    one.forget().order(2, { orderType: "MKT", action: "SELL", totalQuantity: "150" });
    after(aMoment);
    expect(errors(one)).toEqual([[2, 2137]]);
    expect(statuses(one, 2).at(-1)).toBe("Filled");
  });
});

describe("order ids", () => {
  test("only grow, and each client has its own", () => {
    const { client } = tradingHost();
    const one = client({ clientId: 1 });
    const two = client({ clientId: 2 });
    one.order(5, { lmtPrice: 90 });
    one.order(4, { lmtPrice: 90 });
    one.request("REQ_IDS", { numIds: 1 });
    two.request("REQ_IDS", { numIds: 1 });
    expect(errors(one)).toEqual([[4, 103]]);
    expect(one.got("NEXT_VALID_ID").map(({ orderId }) => orderId)).toEqual([1, 6]);
    expect(two.got("NEXT_VALID_ID").at(-1)?.orderId).toBe(1);
  });

  test("are told at the start, and survive the client", () => {
    const { client, host } = tradingHost();
    const one = client({ clientId: 1 });
    one.order(5, { lmtPrice: 90 });
    host.left(one.connection);
    expect(client({ clientId: 1 }).got("NEXT_VALID_ID")).toMatchObject([{ orderId: 6 }]);
  });

  test("begin anew only while no order lives", () => {
    const { client, after, trading } = tradingHost();
    const one = client();
    one.order(5, { lmtPrice: 90 });
    expect(trading.desk.resetOrderIds()).toBe(false);
    after(aMoment);
    one.cancel(5);
    after(aMoment);
    expect(trading.desk.resetOrderIds()).toBe(true);
    expect(trading.desk.nextOrderId(1)).toBe(1);
  });
});

test("every code that orders are answered with is one of the error table", () => {
  const unknown = Object.values(codes).filter((code) => !errorCodes.get(code));
  expect(unknown).toEqual([]);
});
