/** Quotes as a stream or once, of each kind of freshness, with the refusals that hosts give. */
import { describe, expect, test } from "vitest";
import { tickTypes } from "../../../src/catalogue/codes/tick-types.ts";
import { genericTicksOf } from "../../../src/gateway/data/generic-ticks.ts";
import { seedFor } from "../../../src/base/random.ts";
import { storiesOf } from "../../../src/gateway/data/news.ts";
import { legalOnes, readGenericTicks } from "../../../src/gateway/data/generic-tick-list.ts";
import { find } from "../../../src/gateway/universe/find.ts";
import { listed } from "../../../src/gateway/universe/derived-listings.ts";
import { startMs, type ClientOfTests } from "../simulated-host.ts";
import { contracts, dataHost, errors, marketOf } from "./data-host.ts";

const started = (settings: Parameters<typeof dataHost>[0] = {}, max = 226) => {
  const host = dataHost(settings);
  return { ...host, client: host.started({ clientId: 1, max }) };
};
const quote = (client: ClientOfTests, reqId: number, contract: object, genericTickList = "", snapshot = false): void =>
  client.request("REQ_MKT_DATA", { reqId, contract, genericTickList, snapshot, regulatorySnapshot: false });

/** Saturday morning in New York. */
const weekendMs = Date.UTC(2026, 10, 28, 15) - startMs;

describe("a stream of quotes", () => {
  test("begins with its kind, its description and all ticks, and goes on with changes", () => {
    const { client, advance } = started();
    quote(client, 1, contracts.aapl);
    expect(client.names.slice(0, 2)).toEqual(["TICK_REQ_PARAMS", "MARKET_DATA_TYPE"]);
    expect(client.got("MARKET_DATA_TYPE")).toEqual([expect.objectContaining({ reqId: 1, marketDataType: 1 })]);
    const types = client.got("TICK_PRICE").map(({ tickType }) => tickType);
    expect(types).toEqual([1, 2, 4, 6, 7, 9, 14]);
    const [bid, ask] = client.got("TICK_PRICE");
    expect(bid?.price).toBeLessThan(ask?.price ?? 0);
    client.forget();
    advance(60_000);
    expect(client.got("TICK_PRICE").filter(({ tickType }) => tickType === 4).length).toBeGreaterThan(3);
    expect(client.got("TICK_SIZE").some(({ tickType }) => tickType === 8)).toBe(true);
    expect(client.got("TICK_STRING").some(({ tickType }) => tickType === 45)).toBe(true);
  });

  test("says nothing twice", () => {
    const { client, advance } = started();
    quote(client, 1, contracts.aapl);
    advance(30_000);
    const last = new Map<number, string>();
    for (const { tickType, price, size } of client.got("TICK_PRICE")) {
      const now = `${price} ${size}`;
      expect(last.get(tickType ?? -1)).not.toBe(now);
      last.set(tickType ?? -1, now);
    }
  });

  test("ends when it is cancelled, and cannot be cancelled twice", () => {
    const { client, advance, host } = started();
    quote(client, 1, contracts.aapl);
    client.request("CANCEL_MKT_DATA", { reqId: 1 });
    client.forget();
    advance(10_000);
    expect(client.received).toEqual([]);
    client.request("CANCEL_MKT_DATA", { reqId: 1 });
    expect(errors(client)).toEqual([[1, 300, "Can't find EId with tickerId:1"]]);
    expect(host.agenda.nextAt ?? Infinity).toBeGreaterThan(host.agenda.now + 1000);
  });

  test("takes no id twice and no more lines than there are, of all clients together", () => {
    const { client, started: start } = started({ marketDataLinesMax: 2 });
    const other = start({ clientId: 2 });
    quote(client, 1, contracts.aapl);
    quote(client, 1, contracts.spy);
    quote(other, 1, contracts.spy);
    quote(other, 2, contracts.eurusd);
    expect(errors(client)).toEqual([[1, 322, "Error processing request.-'bW' : cause - Duplicate ticker id"]]);
    expect(errors(other)).toEqual([[2, 101, "Max number of tickers has been reached"]]);
    client.request("CANCEL_MKT_DATA", { reqId: 1 });
    quote(other, 3, contracts.eurusd);
    expect(errors(other)).toHaveLength(1);
  });

  test("gives its line back when the client goes", () => {
    const { client, started: start, host } = started({ marketDataLinesMax: 1 });
    quote(client, 1, contracts.aapl);
    host.left(client.connection);
    const other = start({ clientId: 2 });
    quote(other, 1, contracts.aapl);
    expect(errors(other)).toEqual([]);
  });

  test("of an option has the model, whose volatility gives the price", () => {
    const { client } = started();
    quote(client, 1, contracts.option);
    const computed = client.got("TICK_OPTION_COMPUTATION");
    expect(computed.map(({ tickType }) => tickType)).toEqual([10, 11, 12, 13]);
    const [bid, ask, , model] = computed;
    expect(bid?.impliedVol).toBeLessThan(ask?.impliedVol ?? 0);
    expect(model?.delta).toBeGreaterThan(0);
    expect(model?.delta).toBeLessThan(1);
    expect(model?.undPrice).toBeGreaterThan(100);
  });

  test("of a pair has no trades, of an index no quotes, of a bond yields", () => {
    const { client } = started();
    quote(client, 1, contracts.eurusd);
    quote(client, 2, contracts.spx);
    quote(client, 3, contracts.bond);
    const types = (id: number): unknown[] =>
      client
        .got("TICK_PRICE")
        .filter(({ reqId }) => reqId === id)
        .map(({ tickType }) => tickType);
    expect(types(1)).toEqual([1, 2, 6, 7, 9, 14]);
    expect(types(2)).toEqual([4, 6, 7, 9, 14]);
    expect(types(3)).toEqual(expect.arrayContaining([50, 51, 52]));
  });

  test("of a combination is the sum of its legs, and the hedge of a delta-neutral one is confirmed", () => {
    const { client } = started();
    quote(client, 1, { ...contracts.combo, deltaNeutralContract: { conId: 265598, delta: 0, price: 0 } });
    const [bid, ask] = client.got("TICK_PRICE");
    const market = marketOf(1);
    const of = (conId: number) => listed.find((each) => each.conId === conId) as (typeof listed)[number];
    expect(ask?.price).toBeCloseTo(market.bidAsk(of(265598), startMs).ask - market.bidAsk(of(272093), startMs).bid, 6);
    expect(bid?.price).toBeLessThan(ask?.price ?? 0);
    expect(client.got("DELTA_NEUTRAL_VALIDATION")).toHaveLength(1);
  });

  test("of a CFD on a stock is to be had from the stock, below version 125 it comes by itself", () => {
    const { client } = started();
    quote(client, 1, contracts.cfd);
    expect(client.got("REROUTE_MKT_DATA_REQ")).toEqual([
      expect.objectContaining({ reqId: 1, conId: 265598, exchange: "NASDAQ" }),
    ]);
    const old = started({}, 124).client;
    quote(old, 1, contracts.cfd);
    expect(old.names).toContain("TICK_PRICE");
  });

  test("counts US stocks in lots where versions did", () => {
    const sizes = (max: number): number => {
      const { client } = started({}, max);
      quote(client, 1, contracts.aapl);
      return Number(client.got("TICK_SIZE").find(({ tickType }) => tickType === 8)?.size);
    };
    expect(sizes(219)).toBe(Math.floor(sizes(220) / 100));
  });
});

describe("freshness", () => {
  test("is live for what is subscribed, whatever was asked for", () => {
    const { client } = started();
    client.request("REQ_MARKET_DATA_TYPE", { marketDataType: 3 });
    quote(client, 1, contracts.aapl);
    expect(client.got("MARKET_DATA_TYPE")[0]?.marketDataType).toBe(1);
  });

  test("is refused for what is not subscribed, unless delayed data is welcome", () => {
    const open = Date.UTC(2026, 10, 27, 10) - startMs;
    const { client, advance } = started();
    advance(open);
    quote(client, 1, contracts.vodafone);
    expect(errors(client)).toEqual([
      [1, 354, "Requested market data is not subscribed. Delayed market data is available.VOD LSE/TOP/ALL"],
    ]);
    client.request("REQ_MARKET_DATA_TYPE", { marketDataType: 3 });
    quote(client, 2, contracts.vodafone);
    expect(errors(client).at(-1)).toEqual([
      2,
      10167,
      "Requested market data is not subscribed. Displaying delayed market data.",
    ]);
    expect(client.got("MARKET_DATA_TYPE").at(-1)).toMatchObject({ reqId: 2, marketDataType: 3 });
    const types = client.got("TICK_PRICE").map(({ tickType }) => tickType);
    expect(types).toEqual([66, 67, 68, 72, 73, 75, 76]);
    const vodafone = listed.find(({ symbol }) => symbol === "VOD") as (typeof listed)[number];
    const { bid } = marketOf(1).bidAsk(vodafone, startMs + open - 15 * 60_000);
    expect(client.got("TICK_PRICE")[0]?.price).toBe(bid);
  });

  test("of an option lacks the greeks when its underlying is not subscribed, and the rest comes", () => {
    const { client } = started({ unsubscribedExchanges: ["NASDAQ"] });
    quote(client, 1, contracts.option);
    expect(errors(client).map(([, code]) => code)).toEqual([10090]);
    expect(client.names).toContain("TICK_PRICE");
    expect(client.names).not.toContain("TICK_OPTION_COMPUTATION");
  });

  test("is frozen while the market is closed and frozen data is welcome; else there is no bid", () => {
    const { client, advance } = started();
    advance(weekendMs);
    quote(client, 1, contracts.aapl);
    expect(
      client
        .got("TICK_PRICE")
        .slice(0, 2)
        .map(({ price, size }) => [price, size]),
    ).toEqual([
      [-1, "0"],
      [-1, "0"],
    ]);
    client.request("REQ_MARKET_DATA_TYPE", { marketDataType: 2 });
    client.forget();
    quote(client, 2, contracts.aapl);
    expect(client.got("MARKET_DATA_TYPE")[0]?.marketDataType).toBe(2);
    expect(client.got("TICK_PRICE")[0]?.price).toBeGreaterThan(0);
    client.request("REQ_MARKET_DATA_TYPE", { marketDataType: 4 });
    quote(client, 3, contracts.vodafone);
    expect(client.got("MARKET_DATA_TYPE").at(-1)?.marketDataType).toBe(4);
  });

  test("changes when the market opens", () => {
    const { client, advance } = started();
    advance(Date.UTC(2026, 10, 27, 8, 59, 50) - startMs);
    client.request("REQ_MARKET_DATA_TYPE", { marketDataType: 2 });
    quote(client, 1, contracts.aapl);
    advance(20_000);
    expect(client.got("MARKET_DATA_TYPE").map(({ marketDataType }) => marketDataType)).toEqual([2, 1]);
  });

  test("of an unknown kind does not exist", () => {
    const { client } = started();
    client.request("REQ_MARKET_DATA_TYPE", { marketDataType: 7 });
    expect(errors(client).map(([id, code]) => [id, code])).toEqual([[-1, 321]]);
  });
});

describe("a snapshot", () => {
  test("comes once, and is complete after eleven seconds", () => {
    const { client, advance } = started({ marketDataLinesMax: 0 });
    quote(client, 1, contracts.aapl, "", true);
    const ticks = client.got("TICK_PRICE").length;
    expect(ticks).toBeGreaterThan(5);
    advance(10_999);
    expect(client.names).not.toContain("TICK_SNAPSHOT_END");
    advance(1);
    expect(client.names.at(-1)).toBe("TICK_SNAPSHOT_END");
    expect(client.got("TICK_PRICE")).toHaveLength(ticks);
    client.request("CANCEL_MKT_DATA", { reqId: 1 });
    expect(errors(client).map(([, code]) => code)).toEqual([300]);
  });

  test("takes no generic ticks", () => {
    const { client } = started();
    quote(client, 1, contracts.aapl, "233", true);
    expect(errors(client)).toEqual([
      [
        1,
        321,
        "Error validating request.-'bW' : cause - Snapshot market data subscription is not applicable to generic ticks",
      ],
    ]);
  });

  test("that is paid for needs no subscription, and is of US stocks", () => {
    const { client, advance } = started({ unsubscribedExchanges: ["NASDAQ"] });
    client.request("REQ_MKT_DATA", {
      reqId: 1,
      contract: contracts.aapl,
      genericTickList: "",
      regulatorySnapshot: true,
    });
    client.request("REQ_MKT_DATA", {
      reqId: 2,
      contract: contracts.eurusd,
      genericTickList: "",
      regulatorySnapshot: true,
    });
    advance(11_000);
    expect(errors(client).map(([id, code]) => [id, code])).toEqual([[2, 321]]);
    expect(client.got("TICK_SNAPSHOT_END").map(({ reqId }) => reqId)).toEqual([1]);
  });
});

describe("generic ticks", () => {
  test("are read as hosts read them", () => {
    expect(readGenericTicks("233, 236 ,,mdoff", "STK", 226)).toEqual({
      codes: [233, 236],
      quotesOff: true,
      newsProviders: [],
    });
    expect(readGenericTicks("mdoff,292:BRFG+DJNL", "STK", 226)?.newsProviders).toEqual(["BRFG", "DJNL"]);
    // As rust-ibapi asks for several.
    expect(readGenericTicks("mdoff,292:BRFG,292:DJNL", "STK", 226)?.newsProviders).toEqual(["BRFG", "DJNL"]);
    for (const list of ["999", "abc", "292:", "mdoff", "162"])
      expect(readGenericTicks(list, "STK", 226)).toBeUndefined();
    expect(readGenericTicks("162", "IND", 226)?.codes).toEqual([162]);
    expect(readGenericTicks("787", "STK", 224)).toBeUndefined();
    expect(readGenericTicks("787", "STK", 225)?.codes).toEqual([787]);
    expect(legalOnes("CASH")).not.toContain("456/59");
  });

  test("that are not legal refuse the request, and the words list those that are", () => {
    const { client } = started();
    quote(client, 1, contracts.aapl, "999");
    const [[, code, words] = []] = errors(client);
    expect(code).toBe(321);
    // As a Gateway of 2026 said it.
    expect(words).toContain(
      "Incorrect generic tick list of 999.  Legal ones for (STK) are: 100(Option Volume),101(Option Open Interest)," +
        "105(Average Opt Volume),106(impvolat),165(Misc. Stats),221/220(Creditman Mark Price),225(Auction),232/221(Pl Price)," +
        "233(RTVolume),236(inventory),258/47(Fundamentals),292(Wide_news),293(TradeCount),294(TradeRate),295(VolumeRate)," +
        "318(LastRTHTrade),375(RTTrdVolume),411(rthistvol),456/59(IBDividends),460(Bond Factor Multiplier)," +
        "577(EtfNavLast(navlast)),586(IPOHLMPRC),587(Pl Price Delayed),588(Futures Open Interest)," +
        "595(Short-Term Volume X Mins),614(EtfNavMisc(high/low)),619(Creditman Slow Mark Price)," +
        "623(EtfFrozenNavLast(fznavlast))",
    );
    expect(client.names).not.toContain("TICK_PRICE");
  });

  test("come in the form that their type has", () => {
    const market = marketOf(1);
    const codes = [
      100, 101, 104, 105, 106, 162, 165, 221, 225, 232, 233, 236, 258, 293, 294, 295, 318, 375, 411, 456, 460, 577, 588,
      595, 614, 619, 623, 787,
    ];
    const option = find({ ...contracts.option, lastTradeDateOrContractMonth: "20261218" }, startMs);
    const future = find(contracts.es, startMs);
    const ids = [265598, 756733, 416904, 14094, 12087792, 479624278, 194154340];
    const some = [...listed.filter(({ conId }) => ids.includes(conId)), ...option, ...future];
    const seen = new Set<number>();
    const forms: Record<string, string> = {
      price: "tickPrice",
      size: "tickSize",
      volume: "tickSize",
      generic: "tickGeneric",
      string: "tickString",
    };
    for (const of of some)
      for (const [number, tick] of genericTicksOf(market, of, startMs + 55 * 60_000 * 2 - 5 * 60_000, codes)) {
        expect([number, forms[tick.form]]).toEqual([
          number,
          tickTypes.codes.find(({ code }) => code === number)?.callback,
        ]);
        seen.add(number);
      }
    expect(seen.size).toBeGreaterThan(40);
  });

  test("bring every trade, and headlines as they come", () => {
    const { client, advance } = started();
    quote(client, 1, contracts.aapl, "mdoff,233,292");
    expect(client.names).not.toContain("TICK_PRICE");
    advance(60_000);
    const trades = client.got("TICK_STRING").filter(({ tickType }) => tickType === 48);
    expect(trades.length).toBeGreaterThan(5);
    for (const { value } of trades) expect(value).toMatch(/^\d+\.?\d*;\d+;\d{13};\d+;\d+\.\d+;(?:true|false)$/);
  });

  test("bring a headline when it comes out", () => {
    const { client, advance, host } = started();
    const apple = listed.find(({ conId }) => conId === 265598) as (typeof listed)[number];
    const [story] = storiesOf(seedFor(1, "news"), apple, startMs, startMs + 5 * 86_400_000, ["BRFG", "DJ-N"]);
    advance((story?.at ?? 0) - startMs - 500);
    quote(client, 1, contracts.aapl, "mdoff,292:BRFG+DJ-N");
    client.forget();
    advance(1000);
    expect(client.got("TICK_NEWS")).toEqual([
      expect.objectContaining({
        reqId: 1,
        articleId: story?.articleId,
        timestamp: story?.at,
        headline: story?.headline,
      }),
    ]);
    expect(host.agenda.now).toBeGreaterThan(story?.at ?? 0);
  });

  test("of a provider bring its broad tape", () => {
    const { client } = started();
    quote(client, 1, { symbol: "BRFG:BRFG_ALL", secType: "NEWS", exchange: "BRFG" }, "mdoff,292");
    quote(client, 2, { symbol: "NOPE:NOPE_ALL", secType: "NEWS", exchange: "NOPE" }, "mdoff,292");
    expect(client.got("TICK_NEWS").every(({ providerCode }) => providerCode === "BRFG")).toBe(true);
    expect(errors(client).map(([id, code]) => [id, code])).toEqual([[2, 200]]);
  });
});

describe("a contract that is not clear", () => {
  test.each([
    [
      { symbol: "NOSUCH", secType: "STK", exchange: "SMART" },
      200,
      "No security definition has been found for the request",
    ],
    [
      { symbol: "SAN", secType: "STK", exchange: "SMART", currency: "EUR" },
      200,
      "The contract description specified for SAN is ambiguous.",
    ],
    [{ symbol: "AAPL", secType: "STK" }, 321, "Error validating request.-'bW' : cause - Please enter exchange"],
    [
      { symbol: "AAPL", exchange: "SMART" },
      321,
      "Error validating request.-'bW' : cause - Please enter a valid security type",
    ],
    [
      { symbol: "ES", secType: "FUT", exchange: "CME" },
      321,
      "Error validating request.-'bW' : cause - Please enter a local symbol or an expiry",
    ],
  ])("%j is refused with its words", (contract, code, words) => {
    const { client } = started();
    quote(client, 1, contract);
    expect(errors(client)).toEqual([[1, code, words]]);
  });
});

test.each([176, 226])(
  "an exchange for physical is quoted by the rate that its future implies, at version %i",
  (serverVersion) => {
    const made = dataHost({ serverVersion });
    // While both trade: 10:00 in Frankfurt.
    made.advance(14 * 3_600_000);
    const client = made.started().forget();
    const sap = { symbol: "SAP", secType: "FUT", exchange: "EUREX", currency: "EUR" };
    client.request("REQ_CONTRACT_DATA", { reqId: 1, contract: sap });
    made.advance(1000);
    const future = client.got("CONTRACT_DATA")[0]?.contract;
    client.request("REQ_MKT_DATA", {
      reqId: 2,
      contract: {
        symbol: "SAP",
        secType: "BAG",
        exchange: "SMART",
        currency: "EUR",
        comboLegs: [
          { conId: future?.conId ?? 0, ratio: 1, action: "BUY", exchange: "EUREX" },
          { conId: 14204, ratio: 100, action: "SELL", exchange: "SMART" },
        ],
      },
      genericTickList: "",
      snapshot: false,
      regulatorySnapshot: false,
    });
    const ticks = client.got("TICK_EFP");
    expect(ticks.map(({ tickType }) => tickType)).toEqual([38, 39, 40, 41, 42, 43, 44]);
    const [bid, ask, last] = ticks;
    expect(bid?.basisPoints).toBeLessThan(ask?.basisPoints ?? 0);
    // 1.25 percent of carry and 1 percent of dividends, with what last prices of two tapes differ by.
    expect(Math.abs((last?.basisPoints ?? 0) - 225)).toBeLessThan(150);
    expect(last).toMatchObject({ reqId: 2, futureLastTradeDate: "20261218", holdDays: 23 });
    expect(client.got("TICK_PRICE")).toEqual([]);
  },
);
