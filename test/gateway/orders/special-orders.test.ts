/** Volatility orders, scale orders, delta-neutral combinations and order presets. */
import { describe, expect, test } from "vitest";
import type { OrderTerms } from "../../../src/gateway/orders/order.ts";
import { call, future, otherStock, stock } from "./fake-market.ts";
import { aLook, aMoment, errors, heard, statuses, tradingHost } from "./trading-host.ts";

/** At a volatility of 100 percent the option of the tests is worth 10, a tenth of its stock. */
const volatility: OrderTerms = { orderType: "VOL", volatility: 100, volatilityType: 2, totalQuantity: "10" };

function placed(terms: OrderTerms, of = call) {
  const made = tradingHost();
  const one = made.client();
  one.order(1, terms, of);
  made.after(aMoment);
  const limit = (): unknown => {
    one.request("REQ_OPEN_ORDERS", {});
    return one.got("OPEN_ORDER").at(-1)?.order?.lmtPrice;
  };
  return { ...made, one, limit };
}

describe("a volatility order", () => {
  test("is priced by the model once, and rests at that", () => {
    const { limit, market, after, one } = placed(volatility);
    expect(limit()).toBe(10);
    market.moves(stock, 110);
    after(aLook);
    expect(limit()).toBe(10);
    expect(statuses(one, 1).at(-1)).toBe("Submitted");
  });

  test("follows the stock when it is to be updated continuously, and fills when the option is offered there", () => {
    const { limit, market, after, one } = placed({ ...volatility, continuousUpdate: true });
    market.moves(stock, 110);
    after(aLook);
    expect(limit()).toBe(11);
    market.moves(stock, 121);
    after(aLook);
    expect(one.got("EXECUTION_DATA")[0]?.execution?.price).toBe(12.01);
  });

  test("by the day is that of a year over the root of its days", () => {
    expect(placed({ ...volatility, volatility: 10, volatilityType: 1 }).limit()).toBe(15.87);
  });

  test("takes the bid or the ask of the stock where that is asked for", () => {
    const { market, limit, after, one } = placed({ ...volatility, referencePriceType: 1 });
    market.set(stock, { bid: 99, ask: 101 });
    one.order(2, { ...volatility, referencePriceType: 2 }, call);
    after(aMoment);
    expect(limit()).toBe(9.9);
  });

  test("ends when the stock leaves its range", () => {
    const { market, after, one } = placed({ ...volatility, stockRangeLower: 95, stockRangeUpper: 105 });
    market.moves(stock, 106);
    after(aLook);
    expect(statuses(one, 1).at(-1)).toBe("Cancelled");
  });

  test("sells the delta of what it bought", () => {
    const { trading, after, one } = placed({ ...volatility, volatility: 130, deltaNeutralOrderType: "MKT" });
    after(2 * aLook);
    expect(trading.accounts.position("DU1234567", call.conId)).toBe(10);
    expect(trading.accounts.position("DU1234567", stock.conId)).toBe(-500);
    // Its client hears of the hedge, which has no id of its own.
    expect(statuses(one, 0).at(-1)).toBe("Filled");
  });

  test.each<[string, OrderTerms, number]>([
    ["no volatility", { ...volatility, volatility: null }, 371],
    ["a period that does not exist", { ...volatility, volatilityType: 3 }, 367],
    ["a reference that does not exist", { ...volatility, referencePriceType: 3 }, 368],
    ["a range upside down", { ...volatility, stockRangeLower: 105, stockRangeUpper: 95 }, 374],
    ["a range below zero", { ...volatility, stockRangeLower: -5 }, 375],
    ["a hedge of an impossible type", { ...volatility, deltaNeutralOrderType: "STP" }, 380],
    ["a limit hedge without a price", { ...volatility, deltaNeutralOrderType: "LMT" }, 378],
    ["a market hedge with a price", { ...volatility, deltaNeutralOrderType: "MKT", deltaNeutralAuxPrice: 1 }, 379],
  ])("with %s is refused", (_, terms, code) => {
    expect(errors(placed(terms).one)).toEqual([[1, code]]);
  });

  test.each<[string, OrderTerms, number]>([
    ["a volatility", { volatility: 10 }, 371],
    ["a period", { volatilityType: 2 }, 367],
    ["a reference", { referencePriceType: 1 }, 368],
    ["continuous updates", { continuousUpdate: true }, 372],
    ["a range", { stockRangeLower: 1 }, 373],
    ["a hedge", { deltaNeutralOrderType: "MKT" }, 429],
  ])("alone may have %s", (_, terms, code) => {
    expect(errors(placed({ lmtPrice: 12, ...terms }).one)).toEqual([[1, code]]);
  });

  test("is for options", () => {
    expect(errors(placed(volatility, stock).one)).toEqual([[1, 369]]);
  });
});

describe("a scale order", () => {
  const scale: OrderTerms = {
    totalQuantity: "100",
    lmtPrice: 100.5,
    scaleInitLevelSize: 40,
    scaleSubsLevelSize: 30,
    scalePriceIncrement: 1,
  };

  test("buys component by component, each a step lower", () => {
    const { market, after, one } = placed(scale, stock);
    const trades = (): string[] => heard(one).filter((line) => line.startsWith("trade"));
    expect(trades()).toEqual(["trade 1 BOT 40 @ 100.01"]);
    after(4 * aLook);
    expect(trades()).toHaveLength(1);
    market.moves(stock, 99);
    after(aLook);
    expect(trades().at(-1)).toBe("trade 1 BOT 30 @ 99.5");
    market.moves(stock, 98);
    after(aLook);
    expect(trades().at(-1)).toBe("trade 1 BOT 30 @ 98.5");
    expect(statuses(one, 1).at(-1)).toBe("Filled");
  });

  test.each<[string, OrderTerms, number]>([
    ["no first component", { scaleInitLevelSize: null }, 419],
    ["a first component larger than the order", { scaleInitLevelSize: 101 }, 417],
    ["a negative later component", { scaleSubsLevelSize: -1 }, 410],
    ["no increment", { scalePriceIncrement: null }, 408],
    ["a profit offset, which this host does not have", { scaleProfitOffset: 1 }, 418],
  ])("with %s is refused", (_, terms, code) => {
    expect(errors(placed({ ...scale, ...terms }, stock).one)).toEqual([[1, code]]);
  });
});

test("a market order with protection leaves its rest a little behind the market", () => {
  const made = tradingHost();
  made.market.set(future, { askSize: 2 });
  const one = made.client();
  one.order(1, { orderType: "MKT PRT", totalQuantity: "5" }, future, "CME");
  made.after(aMoment);
  made.market.moves(future, 5100, 0.25);
  made.after(aLook);
  expect(heard(one).filter((line) => line.startsWith("trade"))).toEqual(["trade 1 BOT 2 @ 5000.25"]);
  expect(one.got("ORDER_STATUS").at(-1)).toMatchObject({ status: "Submitted", remaining: "3" });
});

describe("a delta-neutral combination", () => {
  test("trades its legs and what makes up for their delta, at the price that was agreed on", () => {
    const made = tradingHost();
    const one = made.client();
    one.request("PLACE_ORDER", {
      orderId: 1,
      contract: {
        symbol: "AAPL",
        secType: "BAG",
        exchange: "SMART",
        currency: "USD",
        comboLegs: [
          { conId: call.conId, ratio: 1, action: "BUY", exchange: "SMART" },
          { conId: otherStock.conId, ratio: 1, action: "SELL", exchange: "SMART" },
        ],
        deltaNeutralContract: { conId: stock.conId, delta: 0.4, price: 101 },
      },
      order: { action: "BUY", orderType: "MKT", totalQuantity: "2", tif: "DAY", transmit: true },
    });
    made.after(aMoment + aLook);
    expect(made.trading.accounts.position("DU1234567", stock.conId)).toBe(-80);
    const hedge = one.got("EXECUTION_DATA").find(({ contract }) => contract?.conId === stock.conId);
    expect(hedge?.execution).toMatchObject({ side: "SLD", shares: "80", price: 101 });
  });

  test("is refused for a single contract", () => {
    const made = tradingHost();
    const one = made.client();
    one.request("PLACE_ORDER", {
      orderId: 1,
      contract: {
        conId: stock.conId,
        exchange: "SMART",
        deltaNeutralContract: { conId: stock.conId, delta: 0.4, price: 101 },
      },
      order: { action: "BUY", orderType: "MKT", totalQuantity: "2", tif: "DAY", transmit: true },
    });
    expect(errors(one)).toEqual([[1, 429]]);
  });
});

describe("order presets", () => {
  const presets = { percentage: 3, ticks: 1000, sizeLimit: 500, totalValueLimit: 20_000 };
  const codes = (terms: OrderTerms, bypassPrecautions = false): number[] => {
    const made = tradingHost({ presets, bypassPrecautions });
    const one = made.client();
    one.order(1, terms);
    made.after(aMoment);
    return errors(one).map(([, code]) => code);
  };

  test("refuse sizes, values and prices beyond their limits", () => {
    expect(codes({ totalQuantity: "501", lmtPrice: 1 })).toEqual([383]);
    expect(codes({ totalQuantity: "201", orderType: "MKT" })).toEqual([451]);
    expect(codes({ lmtPrice: 96 })).toEqual([163]);
    expect(codes({ lmtPrice: 80 })).toEqual([382]);
    expect(codes({ lmtPrice: 98 })).toEqual([]);
  });

  test("are bypassed: those of the price by the order, all by the settings", () => {
    expect(codes({ lmtPrice: 96, overridePercentageConstraints: true })).toEqual([]);
    expect(codes({ totalQuantity: "501", lmtPrice: 96 }, true)).toEqual([]);
  });

  test("say that a price cannot be checked where there is none", () => {
    const made = tradingHost({ presets: { percentage: 3 } });
    made.market.set(stock, { bid: 0, ask: 0 });
    const one = made.client();
    one.order(1, { lmtPrice: 96 });
    expect(errors(one)).toEqual([[1, 164]]);
  });
});
