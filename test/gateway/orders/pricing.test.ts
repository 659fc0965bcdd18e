/** The prices that pegged and relative orders have at a moment. */
import { describe, expect, test } from "vitest";
import { emptyBook } from "../../../src/gateway/orders/book.ts";
import { newOrder } from "../../../src/gateway/orders/new-order.ts";
import type { OrderTerms } from "../../../src/gateway/orders/order.ts";
import { knownOrderTypes, orderTypeOf } from "../../../src/gateway/orders/order-types.ts";
import { limitNow } from "../../../src/gateway/orders/pricing.ts";
import { orderTypes } from "../../../src/catalogue/codes/order-codes.ts";
import { stock } from "./fake-market.ts";

const quote = {
  bid: 99.9,
  ask: 100.1,
  last: 100,
  bidSize: 100,
  askSize: 100,
  lastSize: 100,
  volume: 1000,
  open: 100,
  high: 101,
  low: 99,
  close: 100,
};

function priceOf(terms: OrderTerms, watched?: number) {
  const type = orderTypeOf(terms.orderType);
  if (!type) throw new Error(`no type ${terms.orderType}`);
  const order = newOrder(emptyBook(1), 0, {
    clientId: 1,
    orderId: 1,
    instrument: stock,
    contract: {},
    terms,
    account: "DU1234567",
    parent: 0,
    quantity: 100,
  });
  return limitNow(order, type, quote, stock, watched);
}

const buy = { action: "BUY" };
const sell = { action: "SELL" };

describe("the price of an order at a moment", () => {
  test.each<[string, OrderTerms, number | "market" | undefined]>([
    ["market", { ...buy, orderType: "MKT" }, "market"],
    ["limit", { ...buy, orderType: "LMT", lmtPrice: 99 }, 99],
    ["limit with discretion", { ...sell, orderType: "LMT", lmtPrice: 101, discretionaryAmt: 0.1 }, 100.9],
    ["relative to buy", { ...buy, orderType: "REL", auxPrice: 0.05 }, 99.95],
    ["relative to sell", { ...sell, orderType: "REL", auxPrice: 0.05 }, 100.05],
    ["relative by a percentage", { ...buy, orderType: "REL", percentOffset: 0.1 }, 99.99],
    ["passive relative", { ...buy, orderType: "PASSV REL", auxPrice: 0.05 }, 99.85],
    ["capped relative", { ...buy, orderType: "REL", auxPrice: 0.05, lmtPrice: 99.92 }, 99.92],
    ["capped relative to sell", { ...sell, orderType: "REL", auxPrice: 0.05, lmtPrice: 100.08 }, 100.08],
    ["pegged to market", { ...buy, orderType: "PEG MKT", auxPrice: 0.03 }, 100.07],
    ["pegged to midpoint", { ...sell, orderType: "PEG MID" }, 100],
    ["pegged to midpoint at an offset", { ...buy, orderType: "PEG MID", midOffsetAtWhole: -0.02 }, 99.98],
    ["pegged to best", { ...buy, orderType: "PEG BEST", competeAgainstBestOffset: 0.02 }, 99.92],
    ["pegged to best up to the midpoint", { ...buy, orderType: "PEG BEST", competeAgainstBestOffset: Infinity }, 100],
    ["snapped to market", { ...sell, orderType: "SNAP MKT", auxPrice: 0.01 }, 99.91],
    ["a benchmark that is not known", { ...buy, orderType: "PEG BENCH", startingPrice: 99 }, undefined],
  ])("%s", (_, terms, expected) => expect(priceOf(terms)).toBe(expected));

  test("moves against a benchmark when it is told to", () => {
    const terms = {
      ...buy,
      orderType: "PEG BENCH",
      startingPrice: 99,
      stockRefPrice: 200,
      peggedChangeAmount: 0.25,
      referenceChangeAmount: 2,
      isPeggedChangeAmountDecrease: true,
    };
    expect(priceOf(terms, 205)).toBe(98.5);
    expect(priceOf(terms, 195)).toBe(99.5);
  });

  test("follows a stock by its delta", () => {
    const terms = { ...buy, orderType: "PEG STK", startingPrice: 10, stockRefPrice: 100, delta: 40 };
    expect(priceOf(terms, 105)).toBe(12);
  });

  test("lies on the price increment, on the cheaper side", () => {
    expect(priceOf({ ...buy, orderType: "REL", percentOffset: 0.0137 })).toBe(99.91);
    expect(priceOf({ ...sell, orderType: "REL", percentOffset: 0.0137 })).toBe(100.09);
  });
});

test("every type that this host knows is one of the catalogue", () => {
  const catalogued = new Set(orderTypes.codes.map(({ code }) => code));
  expect(knownOrderTypes.filter((name) => !catalogued.has(name))).toEqual([]);
});
