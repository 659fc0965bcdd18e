/** Orders for every kind of contract of the built-in universe, in the built-in market. */
import { describe, expect, test } from "vitest";
import { createMarket } from "../../../src/gateway/market/market.ts";
import type { ContractFields, Instrument } from "../../../src/gateway/market-view.ts";
import { tradingServices } from "../../../src/gateway/orders/trading-services.ts";
import { createUniverse } from "../../../src/gateway/universe/universe.ts";
import { hostOfTests, startMs } from "../simulated-host.ts";
import { errors, statuses, type Trading } from "./trading-host.ts";

function builtIn() {
  let trading: Trading | undefined;
  const { host, started } = hostOfTests(
    {},
    {
      services: (surroundings) => {
        trading = tradingServices(surroundings, createUniverse(surroundings.now), createMarket(1));
        return { answers: trading.answers as never, services: trading.services };
      },
    },
  );
  const made = trading as unknown as Trading;
  const found = (contract: ContractFields): Instrument => {
    const all = made.accounts.universe.find(contract);
    return all[Math.floor(all.length / 2)] as Instrument;
  };
  return { host, one: started(), trading: made, found };
}

const account = "DU1234567";
const kinds: ContractFields[] = [
  { symbol: "AAPL", secType: "STK", exchange: "SMART", currency: "USD" },
  { symbol: "SPY", secType: "STK", exchange: "SMART", currency: "USD" },
  { symbol: "EUR", secType: "CASH", exchange: "IDEALPRO", currency: "USD" },
  { symbol: "BTC", secType: "CRYPTO", exchange: "PAXOS", currency: "USD" },
  { symbol: "ES", secType: "FUT", exchange: "CME", currency: "USD" },
  { symbol: "AAPL", secType: "OPT", exchange: "SMART", currency: "USD", right: "C" },
  { symbol: "AAPL", secType: "CFD", exchange: "SMART", currency: "USD" },
  { symbol: "XAUUSD", secType: "CMDTY", exchange: "SMART", currency: "USD" },
  { symbol: "US-T", secType: "BOND", exchange: "SMART", currency: "USD" },
];

describe("in the built-in market", () => {
  test.each(kinds.map((kind) => [`${kind.symbol} ${kind.secType}`, kind] as const))(
    "%s is bought and sold",
    (_, kind) => {
      const { host, one, trading, found } = builtIn();
      const { conId } = found(kind);
      const trade = (orderId: number, action: string): void => {
        one.request("PLACE_ORDER", {
          orderId,
          contract: { conId, exchange: kind.exchange ?? "" },
          order: { action, totalQuantity: "1", orderType: "MKT", tif: "DAY", transmit: true },
        });
        host.advance(host.agenda.now + 20_000);
      };
      trade(1, "BUY");
      expect(statuses(one, 1).at(-1)).toBe("Filled");
      expect(trading.accounts.position(account, conId)).toBe(1);
      const { netLiquidation } = trading.accounts.figures(account);
      expect(netLiquidation).toBeGreaterThan(999_000);
      expect(netLiquidation).toBeLessThan(1_001_000);
      trade(2, "SELL");
      expect(trading.accounts.position(account, conId)).toBe(0);
      const realized = one.got("COMMISSION_AND_FEES_REPORT").findLast(({ realizedPNL }) => realizedPNL !== undefined);
      expect(realized).toBeDefined();
    },
  );

  test("an index is not traded", () => {
    const { one, found } = builtIn();
    const { conId } = found({ symbol: "SPX", secType: "IND", exchange: "CBOE", currency: "USD" });
    one.request("PLACE_ORDER", {
      orderId: 1,
      contract: { conId, exchange: "CBOE" },
      order: { action: "BUY", totalQuantity: "1", orderType: "MKT", tif: "DAY", transmit: true },
    });
    expect(errors(one)).toEqual([[1, 387]]);
  });

  test("a fund trades at the close", () => {
    const { host, one, found } = builtIn();
    const { conId } = found({ symbol: "VTSAX", secType: "FUND", exchange: "FUNDSERV", currency: "USD" });
    one.request("PLACE_ORDER", {
      orderId: 1,
      contract: { conId, exchange: "FUNDSERV" },
      order: { action: "BUY", totalQuantity: "10", orderType: "MKT", tif: "DAY", transmit: true },
    });
    host.advance(startMs + 3_600_000);
    expect(one.got("EXECUTION_DATA")).toEqual([]);
    host.advance(startMs + 2 * 3_600_000 + 1000);
    expect(statuses(one, 1).at(-1)).toBe("Filled");
  });

  test("a spread of options is bought as one, and held as its legs", () => {
    const { host, one, trading } = builtIn();
    const chain = trading.accounts.universe.find({ symbol: "AAPL", secType: "OPT", exchange: "SMART", right: "C" });
    const [first] = chain;
    const series = chain.filter(({ expiry }) => expiry === first?.expiry);
    const middle = Math.floor(series.length / 2);
    const [low, high] = [series[middle], series[middle + 1]].map((leg) => leg?.conId ?? 0) as [number, number];
    one.request("PLACE_ORDER", {
      orderId: 1,
      contract: {
        symbol: "AAPL",
        secType: "BAG",
        exchange: "SMART",
        currency: "USD",
        comboLegs: [
          { conId: low, ratio: 1, action: "BUY", exchange: "SMART" },
          { conId: high, ratio: 2, action: "SELL", exchange: "SMART" },
        ],
      },
      order: { action: "BUY", totalQuantity: "1", orderType: "MKT", tif: "DAY", transmit: true },
    });
    host.advance(startMs + 5000);
    expect(statuses(one, 1).at(-1)).toBe("Filled");
    expect(one.got("EXECUTION_DATA").map(({ contract }) => contract?.secType)).toEqual(["BAG", "OPT", "OPT"]);
    expect(trading.accounts.position(account, low)).toBe(1);
    expect(trading.accounts.position(account, high)).toBe(-2);
  });

  test("a small order for a currency is an odd lot, which 399 says", () => {
    const { host, one, found } = builtIn();
    const { conId } = found({ symbol: "EUR", secType: "CASH", exchange: "IDEALPRO", currency: "USD" });
    one.request("PLACE_ORDER", {
      orderId: 1,
      contract: { conId, exchange: "IDEALPRO" },
      order: { action: "BUY", totalQuantity: "100", orderType: "MKT", tif: "DAY", transmit: true },
    });
    host.advance(startMs + 1000);
    expect(one.got("ERR_MSG")[0]?.errorMsg).toContain("IdealPro minimum and will be routed as an odd lot order");
    expect(statuses(one, 1).at(-1)).toBe("Filled");
  });

  test("the same seed gives the same fills", () => {
    const run = (): string[] => {
      const { host, one, found } = builtIn();
      const { conId } = found({ symbol: "AAPL", secType: "STK", exchange: "SMART", currency: "USD" });
      for (const [index, orderType] of ["MKT", "MIDPRICE", "REL", "PEG MID"].entries())
        one.request("PLACE_ORDER", {
          orderId: index + 1,
          contract: { conId, exchange: "SMART" },
          order: { action: "BUY", totalQuantity: "500", orderType, tif: "DAY", transmit: true },
        });
      host.advance(startMs + 60_000);
      return one.writes;
    };
    const first = run();
    expect(first.length).toBeGreaterThan(10);
    expect(run()).toEqual(first);
  });
});
