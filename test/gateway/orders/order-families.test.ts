/** Orders that hang together: brackets, groups, attached orders, conditions, combinations. */
import { describe, expect, test } from "vitest";
import { call, future, otherStock, pair, stock } from "./fake-market.ts";
import { aLook, aMoment, errors, heard, statuses, tradingHost } from "./trading-host.ts";

type Host = ReturnType<typeof tradingHost>;

/** Parent at 100.50, profit at 105, stop at 95. */
function bracket({ client }: Host) {
  const one = client();
  one.order(1, { lmtPrice: 99, transmit: false });
  one.order(2, { action: "SELL", lmtPrice: 105, parentId: 1, transmit: false });
  one.forget().order(3, { action: "SELL", orderType: "STP", auxPrice: 95, parentId: 1 });
  return one;
}

describe("a bracket", () => {
  test("says nothing until its last order is transmitted, then all three are taken", () => {
    const made = tradingHost();
    const one = made.client();
    one.forget().order(1, { lmtPrice: 99, transmit: false });
    made.after(1000);
    expect(heard(one)).toEqual([]);
    one.order(2, { action: "SELL", lmtPrice: 105, parentId: 1, transmit: false });
    made.after(1000);
    expect(heard(one)).toEqual([]);
    one.order(3, { action: "SELL", orderType: "STP", auxPrice: 95, parentId: 1 });
    made.after(aMoment);
    expect(heard(one).slice(0, 6)).toEqual([
      "open 1 PreSubmitted",
      "1 PreSubmitted 0/100",
      "open 2 PreSubmitted",
      "2 PreSubmitted 0/100 child",
      "open 3 PreSubmitted",
      "3 PreSubmitted 0/100 child,trigger",
    ]);
    expect(statuses(one, 1).at(-1)).toBe("Submitted");
  });

  test("lets its children go when the parent is filled, and one cancels the other", () => {
    const made = tradingHost();
    const one = bracket(made);
    made.after(aMoment);
    made.market.moves(stock, 98.9);
    made.after(2 * aLook);
    expect(statuses(one, 1).at(-1)).toBe("Filled");
    expect(statuses(one, 2).at(-1)).toBe("Submitted");
    const last = one.got("ORDER_STATUS").findLast(({ orderId }) => orderId === 3);
    expect(last).toMatchObject({ status: "PreSubmitted", whyHeld: "trigger" });
    made.market.moves(stock, 105.1);
    made.after(2 * aLook);
    expect(statuses(one, 2).at(-1)).toBe("Filled");
    expect(statuses(one, 3).at(-1)).toBe("Cancelled");
    expect(made.trading.accounts.position("DU1234567", stock.conId)).toBe(0);
  });

  test("names the group of the children after the parent", () => {
    const made = tradingHost();
    const one = bracket(made);
    made.after(aMoment);
    const orders = one.got("OPEN_ORDER").map(({ order }) => order);
    const parent = orders.find((order) => order?.orderId === 1)?.permId;
    expect(orders.filter((order) => order?.orderId !== 1).every((order) => order?.ocaGroup === String(parent))).toBe(
      true,
    );
  });

  test("goes as a whole when its parent is cancelled", () => {
    const made = tradingHost();
    const one = bracket(made);
    made.after(aMoment);
    one.cancel(1);
    made.after(aMoment);
    expect([1, 2, 3].map((id) => statuses(one, id).at(-1))).toEqual(["Cancelled", "Cancelled", "Cancelled"]);
    expect(errors(one).map(([id, code]) => `${id} ${code}`)).toEqual(["1 202", "2 202", "3 202"]);
  });

  test("that was not acknowledged yet goes once when everything is cancelled", () => {
    const made = tradingHost();
    const one = bracket(made);
    one.request("REQ_GLOBAL_CANCEL", {});
    made.after(aMoment);
    expect(heard(one).filter((line) => !line.startsWith("error"))).toEqual([
      "1 ApiCancelled 0/100",
      "2 ApiCancelled 0/100",
      "3 ApiCancelled 0/100",
    ]);
  });

  test("needs its parent", () => {
    const { client, after } = tradingHost();
    const one = client();
    one.order(7, { lmtPrice: 105, parentId: 6 });
    after(aMoment);
    expect(errors(one)).toEqual([[7, 10006]]);
  });
});

describe("attached orders from presets", () => {
  test("come with ids of the client and wait for the parent", () => {
    const { client, after } = tradingHost();
    const one = client();
    one.request("PLACE_ORDER", {
      orderId: 1,
      contract: { conId: stock.conId, exchange: "SMART" },
      order: { action: "BUY", totalQuantity: "100", orderType: "MKT", tif: "DAY", transmit: true },
      attachedOrders: { slOrderId: 2, slOrderType: "PRESET", ptOrderId: 3, ptOrderType: "PRESET" },
    });
    after(aMoment + aLook);
    expect(statuses(one, 1).at(-1)).toBe("Filled");
    const loss = one.got("OPEN_ORDER").findLast(({ orderId }) => orderId === 2)?.order;
    const profit = one.got("OPEN_ORDER").findLast(({ orderId }) => orderId === 3)?.order;
    expect(loss).toMatchObject({ action: "SELL", orderType: "STP", auxPrice: 99.01, parentId: 1 });
    expect(profit).toMatchObject({ action: "SELL", orderType: "LMT", lmtPrice: 101.01 });
  });
});

describe("one-cancels-all groups", () => {
  test("of type 1 end with the first fill, even a partial one", () => {
    const { client, after, market } = tradingHost();
    const one = client();
    one.order(1, { lmtPrice: 90, ocaGroup: "g", ocaType: 1 });
    one.order(2, { lmtPrice: 99, ocaGroup: "g", ocaType: 1 });
    after(aMoment);
    market.set(stock, { ask: 98.9, askSize: 10 });
    after(aLook);
    expect(statuses(one, 1).at(-1)).toBe("Cancelled");
    expect(statuses(one, 2).at(-1)).toBe("Submitted");
  });

  test.each([2, 3])("of type %i are reduced in proportion", (ocaType) => {
    const { client, after, market } = tradingHost();
    const one = client();
    one.order(1, { lmtPrice: 90, totalQuantity: "200", ocaGroup: "g", ocaType });
    one.order(2, { lmtPrice: 99, ocaGroup: "g", ocaType });
    after(aMoment);
    market.set(stock, { ask: 98.9, askSize: 40 });
    after(aLook);
    const last = one.got("ORDER_STATUS").findLast(({ orderId }) => orderId === 1);
    expect(last).toMatchObject({ status: "Submitted", filled: "0", remaining: "120" });
    market.set(stock, { ask: 98.9, askSize: 1000 });
    after(aLook);
    expect(statuses(one, 1).at(-1)).toBe("Cancelled");
  });
});

describe("conditions", () => {
  const price = { type: 1, isMore: true, price: 210, conId: otherStock.conId, exchange: "SMART", triggerMethod: 0 };

  test("hold an order until a price is passed", () => {
    const { client, after, market } = tradingHost();
    const one = client();
    one.order(1, { lmtPrice: 101, conditions: [{ ...price, isConjunctionConnection: true }] });
    after(aMoment + aLook);
    expect(statuses(one, 1)).toEqual(["PreSubmitted"]);
    market.moves(otherStock, 210);
    after(aLook);
    expect(statuses(one, 1).at(-1)).toBe("Filled");
  });

  test("joined by and must all hold, joined by or one is enough", () => {
    const { client, after } = tradingHost();
    const one = client();
    const past = { type: 3, isMore: true, time: "20261125 13:00:00 US/Eastern" };
    one.order(1, { lmtPrice: 101, conditions: [{ ...past, isConjunctionConnection: true }, price] });
    one.order(2, { lmtPrice: 101, conditions: [{ ...price, isConjunctionConnection: false }, past] });
    after(aMoment + aLook);
    expect(statuses(one, 1)).toEqual(["PreSubmitted"]);
    expect(statuses(one, 2).at(-1)).toBe("Filled");
  });

  const watched = { conId: stock.conId, exchange: "SMART" };
  test.each([
    ["time", { type: 3, isMore: true, time: "20261125 14:01:00 US/Eastern" }, { time: "20261125 14:02:00 US/Eastern" }],
    ["margin", { type: 4, isMore: true, percent: 50 }, { isMore: false }],
    ["volume", { type: 6, isMore: true, volume: 900_000, ...watched }, { volume: 2_000_000_000 }],
    ["percent change", { type: 7, isMore: true, changePercent: -1, ...watched }, { changePercent: 1 }],
  ])("about %s send an order when they hold, and no other", (_, holds, otherwise) => {
    const { client, after } = tradingHost();
    const one = client();
    one.order(1, { lmtPrice: 101, conditions: [holds] });
    one.order(2, { lmtPrice: 101, conditions: [{ ...holds, ...otherwise }] });
    after(61_000);
    expect([1, 2].map((id) => statuses(one, id).at(-1))).toEqual(["Filled", "PreSubmitted"]);
  });

  test("about an execution wait for a trade in that symbol", () => {
    const { client, after } = tradingHost();
    const one = client();
    one.order(1, { lmtPrice: 101, conditions: [{ type: 5, symbol: "MSFT", secType: "STK", exchange: "ANY" }] });
    after(aMoment + aLook);
    expect(statuses(one, 1)).toEqual(["PreSubmitted"]);
    one.order(2, { orderType: "MKT" }, otherStock);
    after(aMoment + aLook);
    expect(statuses(one, 1).at(-1)).toBe("Filled");
  });

  test("can cancel an order instead", () => {
    const { client, after, market } = tradingHost();
    const one = client();
    one.order(1, { lmtPrice: 90, conditions: [price], conditionsCancelOrder: true });
    after(aMoment + aLook);
    expect(statuses(one, 1).at(-1)).toBe("Submitted");
    market.moves(otherStock, 211);
    after(aLook);
    expect(statuses(one, 1).at(-1)).toBe("Cancelled");
  });

  test("are refused for types that cannot wait, and for unknown contracts", () => {
    const { client } = tradingHost();
    const one = client();
    one.order(1, { orderType: "STP", auxPrice: 90, action: "SELL", conditions: [price] });
    one.order(2, { lmtPrice: 90, conditions: [{ ...price, conId: 1 }] });
    expect(errors(one)).toEqual([
      [1, 148],
      [2, 147],
    ]);
  });
});

describe("a combination", () => {
  test("is told as a whole and as its legs, and held as its legs", () => {
    const { client, after, trading } = tradingHost();
    const one = client();
    one.request("PLACE_ORDER", {
      orderId: 1,
      contract: {
        symbol: "AAPL,MSFT",
        secType: "BAG",
        exchange: "SMART",
        currency: "USD",
        comboLegs: [
          { conId: stock.conId, ratio: 1, action: "SELL", exchange: "SMART" },
          { conId: otherStock.conId, ratio: 1, action: "BUY", exchange: "SMART" },
        ],
      },
      order: { action: "BUY", totalQuantity: "10", orderType: "MKT", tif: "DAY", transmit: true },
    });
    after(aMoment);
    expect(statuses(one, 1).at(-1)).toBe("Filled");
    expect(one.got("EXECUTION_DATA").map(({ contract, execution }) => [contract?.secType, execution?.side])).toEqual([
      ["BAG", "BOT"],
      ["STK", "SLD"],
      ["STK", "BOT"],
    ]);
    const [whole, sold, bought] = one.got("EXECUTION_DATA").map(({ execution }) => execution?.price ?? 0);
    expect((bought ?? 0) - (sold ?? 0)).toBeCloseTo(whole ?? 0, 6);
    expect(trading.accounts.position("DU1234567", stock.conId)).toBe(-10);
    expect(trading.accounts.position("DU1234567", otherStock.conId)).toBe(10);
  });
});

describe("hedging children", () => {
  const hedged = (hedge: object, of = otherStock, exchange = "SMART") => {
    const made = tradingHost();
    const one = made.client();
    one.order(1, { lmtPrice: 101, transmit: false });
    one.order(2, { action: "SELL", orderType: "MKT", totalQuantity: "0", parentId: 1, ...hedge }, of, exchange);
    made.after(aMoment + aLook);
    return { ...made, one };
  };
  const held = ({ trading }: { trading: Host["trading"] }, conId: number): number =>
    trading.accounts.position("DU1234567", conId);

  test("of a pair trade its ratio of what the parent filled", () => {
    const made = hedged({ hedgeType: "P", hedgeParam: "0.5" });
    expect(statuses(made.one, 2).at(-1)).toBe("Filled");
    expect(held(made, otherStock.conId)).toBe(-50);
  });

  test("by beta trade its value times beta", () => {
    // 100 at 100.01 times 1.2, in shares at 199.99.
    expect(held(hedged({ hedgeType: "B", hedgeParam: "1.2" }), otherStock.conId)).toBe(-60);
    // In contracts of 50 dollars a point there is nothing to be sold for that.
    expect(statuses(hedged({ hedgeType: "B" }, future, "CME").one, 2).at(-1)).toBe("Cancelled");
  });

  test("of currency trade the parent's value", () => {
    expect(held(hedged({ hedgeType: "F" }, pair, "IDEALPRO"), pair.conId)).toBe(-Math.floor(10_001 / 1.0999));
  });

  test("by delta trade what the option's delta makes of the contracts", () => {
    const made = tradingHost();
    const one = made.client();
    one.order(1, { totalQuantity: "10", lmtPrice: 12.1, transmit: false }, call);
    one.order(2, { action: "SELL", orderType: "MKT", totalQuantity: "0", parentId: 1, hedgeType: "D" }, stock);
    made.after(aMoment + aLook);
    // Ten contracts of a hundred at a delta of a half.
    expect(held(made, stock.conId)).toBe(-500);
  });

  test("of what the parent does not stand on are refused by delta, like unknown ones and nonsense", () => {
    const code = (hedge: object): number[] => errors(hedged(hedge).one).map(([, found]) => found);
    expect(code({ hedgeType: "D" })).toEqual([10010]);
    expect(code({ hedgeType: "X" })).toEqual([10007]);
    expect(code({ hedgeType: "B", hedgeParam: "-1" })).toEqual([10008]);
    expect(code({ hedgeType: "P", hedgeParam: "none" })).toEqual([10009]);
  });
});
