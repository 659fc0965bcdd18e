/** What the scenarios of the market promise, at the client's side; and that no scenario of the library is without a test. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { scenarios } from "../../../src/gateway/scenario/library/index.ts";
import type { ClientOfTests } from "../simulated-host.ts";
import { bars, codesOf, contracts, dayOf, lastTick, order, positionOf, statuses, subscribe } from "./scenario-day.ts";

/** A client that watches a stock, and holds a hundred shares of it. */
function holding(name: string) {
  const day = dayOf(name);
  const client = day.begun();
  subscribe(client, 1);
  order(client, 1);
  day.to(4);
  return { day, client };
}

const sizeOf = (client: ClientOfTests): number =>
  Number(client.got("TICK_PRICE").findLast(({ tickType }) => tickType === 1)?.size);
const generic = (client: ClientOfTests, tickType: number): number | null | undefined =>
  client.got("TICK_GENERIC").findLast((tick) => tick.tickType === tickType)?.value;

describe("prices", () => {
  test("flash-crash: nine percent down within four minutes, and back", () => {
    const { day, client } = holding("flash-crash");
    const before = lastTick(client, 1) ?? 0;
    order(client, 2, { action: "SELL", orderType: "STP", auxPrice: Math.round(before * 0.95) });
    day.to(255);
    const bottom = lastTick(client, 1) ?? 0;
    expect(bottom / before).toBeCloseTo(0.91, 1);
    expect(statuses(client, 2).at(-1)).toBe("Filled");
    day.to(660);
    expect((lastTick(client, 1) ?? 0) / bottom).toBeCloseTo(1.09, 1);
  });

  test("stop-gapped-through: no quotes for a while, then a stop is filled far below its price", () => {
    const day = dayOf("stop-gapped-through");
    const client = day.begun();
    subscribe(client, 1, contracts.euroFranc);
    order(client, 1, { totalQuantity: "100000" }, contracts.euroFranc);
    day.to(5);
    const before = lastTick(client, 1) ?? 0;
    const stop = Number((before * 0.99).toFixed(3));
    order(
      client,
      2,
      { action: "SELL", orderType: "STP", auxPrice: stop, totalQuantity: "100000" },
      contracts.euroFranc,
    );
    day.to(12);
    expect(lastTick(client, 1)).toBe(-1);
    day.to(30);
    const filled =
      client.got("EXECUTION_DATA").find(({ execution }) => execution?.orderId === 2)?.execution?.price ?? 0;
    expect(filled).toBeGreaterThan(0);
    expect(filled).toBeLessThan(stop * 0.87);
  });

  test("wild-day: prices move more than on the same day otherwise, and options cost more", () => {
    const range = (name: string): number => {
      const day = dayOf(name);
      const client = day.begun();
      bars(client, 1);
      day.to(2);
      const [data] = client.got("HISTORICAL_DATA");
      const found = data?.historicalDataBars ?? [];
      return Math.max(...found.map(({ high }) => high ?? 0)) / Math.min(...found.map(({ low }) => low ?? 0)) - 1;
    };
    expect(range("wild-day")).toBeGreaterThan(3 * range("unknown-message"));
    const { simulated, host } = dayOf("wild-day");
    const usual = dayOf("unknown-message").simulated;
    const stock = simulated.universe.byConId(265598);
    if (!stock) throw new RangeError("no stock");
    expect(simulated.market.impliedVolatility(stock, host.agenda.now)).toBeCloseTo(
      4 * usual.market.impliedVolatility(stock, host.agenda.now),
      9,
    );
    // It begins where it would have stood.
    expect(simulated.market.fair(stock, host.agenda.now)).toBeCloseTo(usual.market.fair(stock, host.agenda.now), 6);
  });
});

describe("trading", () => {
  test("halted-symbol: tick 49, no quotes, 154; then lower, and orders are taken again", () => {
    const { day, client } = holding("halted-symbol");
    const before = lastTick(client, 1) ?? 0;
    day.to(11);
    expect([generic(client, 49), lastTick(client, 1)]).toEqual([1, -1]);
    order(client.forget(), 2);
    expect(codesOf(client)).toEqual([154]);
    client.forget();
    day.to(300);
    expect(client.got("TICK_PRICE").filter(({ tickType }) => tickType === 4)).toEqual([]);
    day.to(312);
    expect((lastTick(client, 1) ?? 0) / before).toBeCloseTo(0.88, 1);
    order(client, 3);
    day.wait(2);
    expect(statuses(client, 3).at(-1)).toBe("Filled");
    expect(generic(client, 49)).toBe(0);
  });

  test("circuit-breaker: seven percent down, then a halt of a quarter of an hour for everything", () => {
    const { day, client } = holding("circuit-breaker");
    const before = lastTick(client, 4) ?? 0;
    day.to(255);
    expect((lastTick(client, 4) ?? 0) / before).toBeCloseTo(0.93, 1);
    expect(generic(client, 49)).toBe(2);
    order(client.forget(), 2, {}, { symbol: "MSFT", secType: "STK", exchange: "SMART", currency: "USD" });
    expect(codesOf(client)).toEqual([154]);
    day.to(250 + 15 * 60 + 6);
    expect(generic(client, 49)).toBe(0);
  });

  test("volatility-halts: two halts of five minutes", () => {
    const { day, client } = holding("volatility-halts");
    day.to(800);
    expect(client.got("TICK_GENERIC").flatMap(({ tickType, value }) => (tickType === 49 ? [value] : []))).toEqual([
      0, 2, 0, 2, 0,
    ]);
  });

  test("stock-split: four shares for one, orders are gone, the past is told in new shares", () => {
    const { day, client } = holding("stock-split");
    order(client, 2, { action: "SELL", orderType: "LMT", lmtPrice: 1000, tif: "GTC" });
    bars(client, 5);
    day.to(14);
    const before = lastTick(client, 1) ?? 0;
    day.to(16);
    bars(client, 6);
    day.to(30);
    client.request("REQ_POSITIONS", {});
    expect(positionOf(client, "AAPL")).toBe("400");
    expect((lastTick(client, 1) ?? 0) / before).toBeCloseTo(0.25, 2);
    expect(statuses(client, 2).at(-1)).toBe("Cancelled");
    const [old, fresh] = client.got("HISTORICAL_DATA").map((data) => data.historicalDataBars?.[0]?.open ?? 0);
    expect((fresh ?? 0) / (old ?? 1)).toBeCloseTo(0.25, 3);
    const value = client.got("POSITION_DATA").at(-1);
    expect(Number(value?.avgCost)).toBeCloseTo(before / 4, 0);
  });

  test("price-band-reject: a limit too far through the market is cancelled, and 202 says why", () => {
    const { day, client } = holding("price-band-reject");
    const ask = lastTick(client, 2) ?? 0;
    order(client, 2, { orderType: "LMT", lmtPrice: Math.round(ask * 1.1) });
    order(client, 3, { orderType: "LMT", lmtPrice: Math.round(ask * 1.01) });
    day.wait(2);
    expect([statuses(client, 2), statuses(client, 3).at(-1)]).toEqual([["Cancelled"], "Filled"]);
    expect(client.got("ERR_MSG")).toMatchObject([
      { id: 2, errorCode: 202, errorMsg: expect.stringContaining("too far through the market") },
    ]);
  });
});

describe("quotes", () => {
  test("no-quotes: -1 on both sides, market orders wait, then prices again", () => {
    const { day, client } = holding("no-quotes");
    day.to(6);
    expect([lastTick(client, 1), lastTick(client, 2)]).toEqual([-1, -1]);
    order(client, 2);
    day.to(60);
    expect(statuses(client, 2).at(-1)).toBe("Submitted");
    day.to(70);
    expect(lastTick(client, 1)).toBeGreaterThan(0);
    expect(statuses(client, 2).at(-1)).toBe("Filled");
  });

  test("crossed-quotes: the bid above the ask, then both the same", () => {
    const { day, client } = holding("crossed-quotes");
    day.to(20);
    expect(lastTick(client, 1)).toBeGreaterThan(lastTick(client, 2) ?? 0);
    day.to(40);
    expect(lastTick(client, 1)).toBe(lastTick(client, 2));
    day.to(55);
    expect(lastTick(client, 1)).toBeLessThan(lastTick(client, 2) ?? 0);
  });

  test("wide-spreads: a hundred times as wide, and thin", () => {
    const width = (name: string): number => {
      const { client } = holding(name);
      return (lastTick(client, 2) ?? 0) - (lastTick(client, 1) ?? 0);
    };
    expect(width("wide-spreads")).toBeGreaterThan(20 * width("unknown-message"));
    expect(sizeOf(holding("wide-spreads").client)).toBeLessThan(sizeOf(holding("unknown-message").client));
  });

  test("partial-fills: one order, many executions, each with its commission", () => {
    const { day, client } = holding("partial-fills");
    day.to(120);
    const executions = client.got("EXECUTION_DATA").filter(({ execution }) => execution?.orderId === 1);
    expect(executions.length).toBeGreaterThan(5);
    expect(client.got("COMMISSION_AND_FEES_REPORT")).toHaveLength(executions.length);
    expect(executions.reduce((sum, { execution }) => sum + Number(execution?.shares), 0)).toBe(100);
    expect(statuses(client, 1).at(-1)).toBe("Filled");
  });

  test("nobody-there: no sizes and no trades, an order stays open and no error says why", () => {
    const { day, client } = holding("nobody-there");
    day.to(6);
    order(client.forget(), 2);
    day.to(600);
    expect(client.got("TICK_PRICE").filter(({ tickType }) => tickType === 4)).toEqual([]);
    expect([statuses(client, 2).at(-1), codesOf(client)]).toEqual(["Submitted", []]);
  });
});

test("every scenario of the library has a test of what it promises", () => {
  const texts = ["links", "orders", "data", "market"]
    .map((name) => readFileSync(join(import.meta.dirname, `library-${name}.test.ts`), "utf8"))
    .join();
  const untested = scenarios.map(({ name }) => name).filter((name) => !texts.includes(`"${name}`));
  expect(untested).toEqual([]);
});
