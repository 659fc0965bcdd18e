/** The contracts of the universe, and how requests find them. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ContractFields } from "../../../src/gateway/market-view.ts";
import { futureIdOf, optionIdOf } from "../../../src/gateway/universe/con-ids.ts";
import { listed } from "../../../src/gateway/universe/derived-listings.ts";
import { byConId, find } from "../../../src/gateway/universe/find.ts";
import { endOfFuture, futuresOf, products } from "../../../src/gateway/universe/futures.ts";
import { isIsin, isinFrom } from "../../../src/gateway/universe/identifiers.ts";
import { marketRule, marketRuleIds, onStep, stepAt } from "../../../src/gateway/universe/market-rules.ts";
import { chains, optionsOf, weeksOf } from "../../../src/gateway/universe/option-chains.ts";
import { createUniverse, endOf } from "../../../src/gateway/universe/universe.ts";

const now = Date.UTC(2026, 10, 25, 19);
const named = (contract: ContractFields): string[] =>
  find(contract, now).map(
    ({ localSymbol, primaryExchange, currency }) => `${localSymbol}@${primaryExchange} ${currency}`,
  );

describe("the list", () => {
  test("holds every kind of instrument, and forty stocks in several currencies", () => {
    const stocks = listed.filter(({ secType, facts }) => secType === "STK" && facts.stockType !== "ETF");
    expect(stocks.length).toBeGreaterThanOrEqual(40);
    expect(new Set(stocks.map(({ currency }) => currency)).size).toBeGreaterThanOrEqual(8);
    expect([...new Set(listed.map(({ secType }) => secType))].toSorted()).toEqual(
      ["BOND", "CASH", "CFD", "CMDTY", "CRYPTO", "FUND", "IND", "STK", "WAR"].toSorted(),
    );
  });

  test("gives every contract an id of its own, which leads back to it", () => {
    const all = [
      ...listed,
      ...products.flatMap((_, index) => futuresOf(index, now)),
      ...chains.flatMap((chain) => optionsOf(chain, now, { expiry: "", strike: chain.lowest + chain.step, right: "" })),
    ];
    expect(new Set(all.map(({ conId }) => conId)).size).toBe(all.length);
    for (const each of all) expect(byConId(each.conId)?.localSymbol).toBe(each.localSymbol);
    expect(byConId(1)).toBeUndefined();
    expect(byConId(2_000_000_000)).toBeUndefined();
  });

  test("has widely known ids for widely known contracts", () => {
    expect(byConId(265598)?.symbol).toBe("AAPL");
    expect(byConId(12087792)?.localSymbol).toBe("EUR.USD");
  });

  test("names a market rule for each exchange, and rules exist", () => {
    for (const each of listed) {
      expect(each.marketRules).toHaveLength(each.exchanges.length);
      for (const rule of each.marketRules) expect(marketRule(rule)).toBeDefined();
    }
  });

  test("gives identifiers with right check digits", () => {
    expect(isIsin("US0378331005")).toBe(true);
    expect(isIsin("US0378331006")).toBe(false);
    for (const { isin } of listed.filter((each) => each.isin !== "")) expect(isIsin(isin)).toBe(true);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), (number) => isIsin(isinFrom("DE", String(number)))),
    );
  });

  test("stands derivatives on contracts that exist", () => {
    const derived = listed.filter(({ underlying }) => underlying !== 0);
    expect(derived.length).toBeGreaterThan(0);
    for (const { underlying } of derived) expect(byConId(underlying)).toBeDefined();
    for (const chain of chains)
      for (const option of optionsOf(chain, now, { expiry: "", strike: chain.lowest, right: "C" }))
        expect(byConId(option.underlying)).toBeDefined();
  });
});

describe("a request", () => {
  test("finds what it describes, by symbol, exchange and currency", () => {
    expect(named({ symbol: "AAPL", secType: "STK", exchange: "SMART", currency: "USD" })).toEqual(["AAPL@NASDAQ USD"]);
    expect(named({ symbol: "aapl", secType: "STK", exchange: "ISLAND" })).toEqual(["AAPL@NASDAQ USD"]);
    expect(named({ symbol: "AAPL", secType: "STK", exchange: "SMART:NASDAQ" })).toEqual(["AAPL@NASDAQ USD"]);
    expect(named({ symbol: "EUR", secType: "CASH", currency: "USD", exchange: "IDEALPRO" })).toEqual(["EUR.USD@ USD"]);
    // The broker's own pool, as sample contracts name it, is none of the exchanges of what trades there.
    expect(named({ symbol: "SPY", secType: "STK", exchange: "IBKRATS", currency: "USD" })).toEqual(["SPY@ARCA USD"]);
    expect(named({ symbol: "EUR", secType: "CASH", exchange: "IBKRATS", currency: "USD" })).toEqual([]);
  });

  test("finds several where a symbol is traded at several places", () => {
    expect(named({ symbol: "AAPL", secType: "STK" })).toEqual(["AAPL@NASDAQ USD", "AAPL@MEXI MXN", "AAPL@EBS CHF"]);
    expect(named({ symbol: "SAN", secType: "STK", currency: "EUR", exchange: "SMART" })).toHaveLength(2);
    expect(
      named({ symbol: "SAN", secType: "STK", currency: "EUR", exchange: "SMART", primaryExch: "BM" }),
    ).toHaveLength(1);
  });

  test("finds nothing that does not exist", () => {
    for (const contract of [
      { symbol: "NOSUCH", secType: "STK" },
      { symbol: "AAPL", secType: "STK", exchange: "IDEALPRO" },
      { conId: 265598, exchange: "LSE" },
      { conId: 7, secType: "STK" },
      { symbol: "AAPL", secType: "OPT", strike: 251.3 },
      { symbol: "AAPL", secType: "OPT", lastTradeDateOrContractMonth: "20261217" },
      { secType: "STK" },
    ])
      expect(find(contract, now)).toEqual([]);
  });

  test("finds by identifier, and bonds by their issuer", () => {
    expect(
      named({ secIdType: "ISIN", secId: "US0378331005", exchange: "SMART", secType: "STK", currency: "USD" }),
    ).toEqual(["AAPL@NASDAQ USD"]);
    expect(find({ issuerId: "e1009061" }, now).map(({ symbol }) => symbol)).toEqual(["AAPL", "AAPL"]);
  });

  test("finds futures by month, day, local symbol, and the continuous one", () => {
    expect(named({ symbol: "ES", secType: "FUT", lastTradeDateOrContractMonth: "202612", exchange: "CME" })).toEqual([
      "ESZ6@ USD",
    ]);
    expect(named({ localSymbol: "ESZ6", secType: "FUT", exchange: "CME" })).toEqual(["ESZ6@ USD"]);
    expect(named({ symbol: "ES", secType: "FUT" }).length).toBe(8);
    const [continuous] = find({ symbol: "ES", secType: "CONTFUT", exchange: "CME" }, now);
    expect(continuous?.secType).toBe("CONTFUT");
    expect(find({ symbol: "ES", secType: "FUT+CONTFUT" }, now).length).toBe(9);
    const expired = find({ symbol: "ES", secType: "FUT", includeExpired: true }, now);
    expect(expired.some((future) => endOfFuture(future) < now)).toBe(true);
  });

  test("finds options by each of their terms", () => {
    const [call] = find(
      { symbol: "AAPL", secType: "OPT", lastTradeDateOrContractMonth: "20261218", strike: 250, right: "CALL" },
      now,
    );
    expect(call).toMatchObject({
      right: "C",
      strike: 250,
      expiry: "20261218",
      localSymbol: "AAPL  261218C00250000",
      multiplier: 100,
    });
    expect(find({ secType: "OPT", localSymbol: "AAPL  261218C00250000" }, now)).toEqual([call]);
    expect(
      find({ symbol: "ES", secType: "FOP", exchange: "CME", lastTradeDateOrContractMonth: "202612" }, now).length,
    ).toBeGreaterThan(50);
  });

  test("makes a combination of legs that fit together, and of no others", () => {
    const leg = (conId: number, action = "BUY") => ({ conId, ratio: 1, action, exchange: "SMART" });
    const combo = (...comboLegs: ReturnType<typeof leg>[]): ContractFields => ({
      symbol: "AAPL",
      secType: "BAG",
      exchange: "SMART",
      currency: "USD",
      comboLegs,
    });
    expect(find(combo(leg(265598), leg(272093, "SELL")), now)).toHaveLength(1);
    expect(find(combo(leg(265598)), now)).toEqual([]);
    expect(find(combo(leg(265598), leg(1)), now)).toEqual([]);
    expect(find(combo(leg(265598), leg(14094)), now)).toEqual([]);
    expect(find(combo(leg(265598), leg(272093, "HOLD")), now)).toEqual([]);
  });
});

describe("what is derived", () => {
  test("expires on a day of trading, in order", () => {
    for (const chain of chains) {
      const weeks = weeksOf(chain, now);
      expect(weeks.length).toBeGreaterThan(3);
      expect(weeks).toEqual(weeks.toSorted((one, other) => one - other));
    }
    for (const [index] of products.entries()) {
      const futures = futuresOf(index, now);
      expect(futures.map(({ expiry }) => expiry)).toEqual(futures.map(({ expiry }) => expiry).toSorted());
      for (const future of futures) expect(endOf(future)).toBeGreaterThan(now);
    }
  });

  test("has its terms in its id", () => {
    const ids = fc.oneof(
      fc.integer({ min: 500_000_000, max: 500_090_000 }),
      fc.integer({ min: 700_000_000, max: 850_000_000 }),
    );
    fc.assert(
      fc.property(ids, (conId) => {
        const instrument = byConId(conId);
        const kinds = optionIdOf(conId) ? ["OPT", "FOP"] : futureIdOf(conId) ? ["FUT"] : [];
        expect(instrument === undefined || (instrument.conId === conId && kinds.includes(instrument.secType))).toBe(
          true,
        );
      }),
      { numRuns: 2000 },
    );
  });

  test("is open in its hours only, and not behind its end", () => {
    const universe = createUniverse(() => now);
    const apple = byConId(265598) as NonNullable<ReturnType<typeof byConId>>;
    expect(universe.isOpen(apple, now)).toBe(true);
    expect(universe.isOpen(apple, now + 86_400_000)).toBe(false);
    const [future] = futuresOf(0, now);
    expect(universe.isOpen(future as typeof apple, endOf(future as typeof apple) + 1)).toBe(false);
  });
});

describe("price steps", () => {
  test("hold from their edge on, and prices on them are told without dust", () => {
    expect(stepAt(32, 2.99)).toBe(0.01);
    expect(stepAt(32, 3)).toBe(0.05);
    expect(() => stepAt(987_654, 1)).toThrow(RangeError);
    fc.assert(
      fc.property(
        fc.constantFrom(...marketRuleIds),
        fc.double({ min: 0.01, max: 100_000, noNaN: true }),
        (rule, price) => {
          const step = stepAt(rule, price);
          const down = onStep(price, step, "down");
          const up = onStep(price, step, "up");
          expect(up - down).toBeLessThan(step * 1.000001);
          expect(Math.abs(up / step - Math.round(up / step))).toBeLessThan(1e-6);
          expect(down).toBeLessThanOrEqual(price + step * 1e-6);
          expect(String(up).length).toBeLessThan(16);
        },
      ),
    );
  });
});
