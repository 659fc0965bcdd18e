/** Order types that the host simulates or prices itself. */
import { describe, expect, test } from "vitest";
import { otherStock, stock } from "./fake-market.ts";
import { aLook, aMoment, heard, statuses, tradingHost } from "./trading-host.ts";
import type { OrderTerms } from "../../../src/gateway/orders/order.ts";

/** Places one order and lets it work. */
function working(order: OrderTerms) {
  const made = tradingHost();
  const one = made.client();
  one.order(1, order);
  made.after(aMoment);
  const moves = (price: number): void => {
    made.market.moves(stock, price);
    made.after(aLook);
  };
  const status = (): string => statuses(one, 1).at(-1) ?? "";
  const trades = (): string[] => heard(one).filter((line) => line.startsWith("trade"));
  return { ...made, one, moves, status, trades };
}

describe("stops", () => {
  test("wait for their trigger, told twice, and then trade at market", () => {
    const { one, moves, status, trades } = working({ action: "SELL", orderType: "STP", auxPrice: 95 });
    expect(heard(one)).toEqual([
      "open 1 PreSubmitted",
      "1 PreSubmitted 0/100 trigger",
      "open 1 PreSubmitted",
      "1 PreSubmitted 0/100 trigger",
    ]);
    moves(95.5);
    expect(status()).toBe("PreSubmitted");
    moves(94);
    expect(trades()).toEqual(["trade 1 SLD 100 @ 93.99"]);
  });

  test("with a limit rest at it when the market has gone past", () => {
    const { moves, status, trades } = working({
      action: "SELL",
      orderType: "STP LMT",
      auxPrice: 95,
      lmtPrice: 94.5,
    });
    moves(94);
    expect(status()).toBe("Submitted");
    moves(94.6);
    expect(trades()).toEqual(["trade 1 SLD 100 @ 94.5"]);
  });

  test("to buy are triggered from below", () => {
    const { moves, status } = working({ orderType: "STP", auxPrice: 105 });
    moves(104.9);
    expect(status()).toBe("PreSubmitted");
    moves(105);
    expect(status()).toBe("Filled");
  });

  test("by two prices need two in a row", () => {
    const { moves, status } = working({ action: "SELL", orderType: "STP", auxPrice: 95, triggerMethod: 3 });
    moves(94);
    expect(status()).toBe("PreSubmitted");
    moves(96);
    moves(94);
    expect(status()).toBe("PreSubmitted");
    moves(94);
    expect(status()).toBe("Filled");
  });

  test("by midpoint look at the quotes, not at trades", () => {
    const { market, after, status } = working({ action: "SELL", orderType: "STP", auxPrice: 95, triggerMethod: 8 });
    market.set(stock, { last: 90 });
    after(aLook);
    expect(status()).toBe("PreSubmitted");
    market.set(stock, { bid: 94, ask: 95 });
    after(aLook);
    expect(status()).toBe("Filled");
  });
});

describe("trailing stops", () => {
  test("follow the market by an amount and never go back", () => {
    const { one, moves, status, trades } = working({ action: "SELL", orderType: "TRAIL", auxPrice: 2 });
    moves(104);
    moves(102.5);
    expect(status()).toBe("PreSubmitted");
    one.forget().request("REQ_OPEN_ORDERS", {});
    expect(one.got("OPEN_ORDER")[0]?.order?.trailStopPrice).toBe(102);
    moves(102);
    expect(trades()).toEqual(["trade 1 SLD 100 @ 101.99"]);
  });

  test("tell their stop from the first report on", () => {
    const { one } = working({ action: "SELL", orderType: "TRAIL", auxPrice: 2 });
    expect(one.got("OPEN_ORDER")[0]?.order?.trailStopPrice).toBe(98);
  });

  test("follow by a percentage", () => {
    const { moves, status } = working({ action: "SELL", orderType: "TRAIL", trailingPercent: 5 });
    moves(110);
    moves(104.6);
    expect(status()).toBe("PreSubmitted");
    moves(104.5);
    expect(status()).toBe("Filled");
  });

  test("begin where they are told to, and carry their limit along", () => {
    const { one, moves, status } = working({
      action: "SELL",
      orderType: "TRAIL LIMIT",
      auxPrice: 2,
      trailStopPrice: 97,
      lmtPriceOffset: 0.5,
    });
    moves(101);
    one.forget().request("REQ_OPEN_ORDERS", {});
    expect(one.got("OPEN_ORDER")[0]?.order).toMatchObject({ trailStopPrice: 99, lmtPrice: 98.5 });
    moves(98);
    expect(status()).toBe("Submitted");
    moves(98.6);
    expect(status()).toBe("Filled");
  });

  test("to buy follow the market down", () => {
    const { moves, status } = working({ orderType: "TRAIL", auxPrice: 2 });
    moves(95);
    moves(96.9);
    expect(status()).toBe("PreSubmitted");
    moves(97);
    expect(status()).toBe("Filled");
  });
});

describe("touches", () => {
  test("wait on the better side of the market", () => {
    const { moves, status, trades } = working({ orderType: "MIT", auxPrice: 95 });
    moves(95.5);
    expect(status()).toBe("PreSubmitted");
    moves(95);
    expect(trades()).toEqual(["trade 1 BOT 100 @ 95.01"]);
  });

  test("with a limit become limit orders", () => {
    const { moves, status } = working({ action: "SELL", orderType: "LIT", auxPrice: 105, lmtPrice: 106 });
    moves(105);
    expect(status()).toBe("Submitted");
    moves(106.5);
    expect(status()).toBe("Filled");
  });
});

describe("adjustable stops", () => {
  test("change their stop when the market passes the trigger price", () => {
    const { one, moves, status } = working({
      action: "SELL",
      orderType: "STP",
      auxPrice: 95,
      adjustedOrderType: "STP",
      triggerPrice: 105,
      adjustedStopPrice: 101,
    });
    moves(105);
    expect(one.got("OPEN_ORDER").at(-1)?.order?.auxPrice).toBe(101);
    moves(101);
    expect(status()).toBe("Filled");
  });

  test("can become trailing stops", () => {
    const { one, moves, status } = working({
      action: "SELL",
      orderType: "STP",
      auxPrice: 95,
      adjustedOrderType: "TRAIL",
      triggerPrice: 105,
      adjustedStopPrice: 101,
      adjustedTrailingAmount: 3,
      adjustableTrailingUnit: 0,
    });
    moves(105);
    expect(one.got("OPEN_ORDER").at(-1)?.order?.orderType).toBe("TRAIL");
    moves(110);
    moves(107);
    expect(status()).toBe("Filled");
  });
});

describe("orders that are priced by the market", () => {
  test("a relative order does not go beyond its cap", () => {
    const { market, after, one } = working({ orderType: "REL", auxPrice: 0.5, lmtPrice: 99.99 });
    market.set(stock, { bid: 99.9, ask: 100 });
    after(aLook);
    expect(one.got("EXECUTION_DATA")).toEqual([]);
    market.set(stock, { bid: 99.9, ask: 99.99 });
    after(aLook);
    expect(one.got("EXECUTION_DATA")[0]?.execution?.price).toBe(99.99);
  });

  test("a midprice order buys at the midpoint once the market trades there", () => {
    const { market, after, one } = working({ orderType: "MIDPRICE" });
    market.set(stock, { bid: 99.9, ask: 100.1, last: 100.1 });
    after(aLook);
    expect(one.got("EXECUTION_DATA")).toEqual([]);
    market.set(stock, { last: 100 });
    after(aLook);
    expect(one.got("EXECUTION_DATA")[0]?.execution?.price).toBe(100);
  });

  test("a snap order keeps the price that it took when it was accepted", () => {
    const { one, moves } = working({ orderType: "SNAP PRIM" });
    expect(one.got("OPEN_ORDER").at(-1)?.order?.lmtPrice).toBe(99.99);
    moves(101);
    one.forget().request("REQ_OPEN_ORDERS", {});
    expect(one.got("OPEN_ORDER")[0]?.order?.lmtPrice).toBe(99.99);
  });

  test("an order pegged to a benchmark moves with it", () => {
    const { market, after, status, trades } = working({
      orderType: "PEG BENCH",
      startingPrice: 98.9,
      referenceContractId: otherStock.conId,
      stockRefPrice: 200,
      peggedChangeAmount: 0.5,
      referenceChangeAmount: 1,
    });
    expect(status()).toBe("Submitted");
    // Two steps of the benchmark: 98.9 + 2 × 0.5 = 99.9, and the market asks 100.01.
    market.moves(otherStock, 202);
    after(aLook);
    expect(trades()).toEqual([]);
    market.moves(otherStock, 203);
    after(aLook);
    expect(trades()).toEqual(["trade 1 BOT 100 @ 100.4"]);
    expect(status()).toBe("Filled");
  });

  test("an order pegged to a benchmark ends when that leaves its range", () => {
    const { market, after, status } = working({
      orderType: "PEG BENCH",
      startingPrice: 95,
      referenceContractId: otherStock.conId,
      stockRefPrice: 200,
      peggedChangeAmount: 0.01,
      referenceChangeAmount: 1,
      stockRangeLower: 190,
      stockRangeUpper: 210,
    });
    market.moves(otherStock, 211);
    after(aLook);
    expect(status()).toBe("Cancelled");
  });

  test("a market-to-limit order leaves its rest at the price of its first fill", () => {
    const made = tradingHost();
    made.market.set(stock, { askSize: 30 });
    const one = made.client();
    one.order(1, { orderType: "MTL" });
    made.after(aMoment);
    made.market.moves(stock, 101);
    made.after(aLook);
    expect(heard(one).filter((line) => line.startsWith("trade"))).toEqual(["trade 1 BOT 30 @ 100.01"]);
    expect(one.got("ORDER_STATUS").at(-1)).toMatchObject({ filled: "30", remaining: "70" });
    made.market.moves(stock, 100);
    made.after(4 * aLook);
    expect(statuses(one, 1).at(-1)).toBe("Filled");
  });
});
