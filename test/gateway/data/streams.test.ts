/** Tick-by-tick data, order books and real-time bars. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type BookChange, type Row, sideChanges } from "../../../src/gateway/data/book.ts";
import { startMs, type ClientOfTests } from "../simulated-host.ts";
import { contracts, dataHost, errors } from "./data-host.ts";

const started = (settings: Parameters<typeof dataHost>[0] = {}, max = 226) => {
  const host = dataHost(settings);
  return { ...host, client: host.started({ clientId: 1, max }) };
};

describe("tick-by-tick data", () => {
  const ask = (
    client: ClientOfTests,
    reqId: number,
    tickType: string,
    contract: object = contracts.aapl,
    numberOfTicks = 0,
  ): void => client.request("REQ_TICK_BY_TICK_DATA", { reqId, contract, tickType, numberOfTicks, ignoreSize: false });

  test("of trades agrees with the volume of bars, and Last leaves out what is not reported", () => {
    const { client, advance } = started();
    ask(client, 1, "Last");
    ask(client, 2, "AllLast");
    advance(600_000);
    const ticks = (id: number) =>
      client
        .got("TICK_BY_TICK")
        .filter(({ reqId }) => reqId === id)
        .map(({ historicalTickLast }) => historicalTickLast ?? {});
    const sizes = (id: number): number => ticks(id).reduce((sum, { size }) => sum + Number(size), 0);
    client.request("REQ_HISTORICAL_DATA", {
      reqId: 3,
      contract: contracts.aapl,
      endDateTime: "",
      duration: "600 S",
      barSizeSetting: "10 mins",
      useRTH: true,
      whatToShow: "TRADES",
      formatDate: 2,
    });
    advance(100);
    const [bar] = client.got("HISTORICAL_DATA")[0]?.historicalDataBars ?? [];
    expect(bar?.date).toBe(String(startMs / 1000));
    expect(sizes(1)).toBe(Number(bar?.volume));
    expect(ticks(1).some(({ tickAttribLast }) => tickAttribLast?.unreported)).toBe(false);
    expect(sizes(2)).toBeGreaterThan(sizes(1));
    expect(ticks(2).some(({ tickAttribLast }) => tickAttribLast?.unreported)).toBe(true);
  });

  test("of quotes and midpoints changes with every tick", () => {
    const { client, advance } = started();
    ask(client, 1, "BidAsk");
    ask(client, 2, "MidPoint", contracts.eurusd);
    advance(30_000);
    const quotes = client
      .got("TICK_BY_TICK")
      .filter(({ tickType }) => tickType === 3)
      .map(({ historicalTickBidAsk }) =>
        JSON.stringify([
          historicalTickBidAsk?.priceBid,
          historicalTickBidAsk?.priceAsk,
          historicalTickBidAsk?.sizeBid,
          historicalTickBidAsk?.sizeAsk,
        ]),
      );
    expect(quotes.length).toBeGreaterThan(20);
    expect(quotes.every((quote, at) => quote !== quotes[at - 1])).toBe(true);
    const mids = client
      .got("TICK_BY_TICK")
      .filter(({ tickType }) => tickType === 4)
      .map(({ historicalTickMidPoint }) => historicalTickMidPoint?.price);
    expect(mids.every((mid, at) => mid !== mids[at - 1])).toBe(true);
  });

  test("comes behind past ticks when asked to", () => {
    const { client } = started();
    ask(client, 1, "AllLast", contracts.aapl, 10);
    ask(client, 2, "BidAsk", contracts.aapl, 10);
    ask(client, 3, "MidPoint", contracts.aapl, 10);
    expect(client.names).toEqual(["HISTORICAL_TICKS_LAST", "HISTORICAL_TICKS_BID_ASK", "HISTORICAL_TICKS"]);
  });

  test("is refused when the same is asked for again within 15 seconds", () => {
    const { client, advance } = started();
    ask(client, 1, "BidAsk");
    client.request("CANCEL_TICK_BY_TICK_DATA", { reqId: 1 });
    ask(client, 2, "BidAsk");
    ask(client, 3, "MidPoint");
    advance(15_000);
    ask(client, 4, "BidAsk");
    expect(errors(client).map(([id, code]) => [id, code])).toEqual([[2, 10189]]);
  });

  test("is refused beyond five, for what has none, and without permission", () => {
    const { client } = started();
    for (const [at, contract] of [
      contracts.aapl,
      contracts.spy,
      contracts.es,
      contracts.btc,
      contracts.eurusd,
    ].entries())
      ask(client, at, "BidAsk", contract);
    ask(client, 10, "BidAsk", contracts.spy);
    ask(client, 11, "Last", contracts.eurusd);
    ask(client, 12, "BidAsk", contracts.option);
    ask(client, 13, "Last", contracts.vodafone);
    ask(client, 14, "last");
    ask(client, 0, "BidAsk");
    client.request("CANCEL_TICK_BY_TICK_DATA", { reqId: 0 });
    client.request("CANCEL_TICK_BY_TICK_DATA", { reqId: 0 });
    expect(errors(client)).toEqual([
      [10, 10190, "Max number of tick-by-tick requests has been reached."],
      [11, 10189, "Failed to request tick-by-tick data.Last tick-by-tick requests are not supported for EUR."],
      [12, 10189, "Failed to request tick-by-tick data.BidAsk tick-by-tick requests are not supported for AAPL."],
      [13, 10189, "Failed to request tick-by-tick data.No market data permissions for LSE STK."],
      [14, 321, "Error validating request.-'bW' : cause - Invalid tick type last"],
      [0, 322, "Error processing request.-'bW' : cause - Duplicate ticker id"],
      [0, 300, "Can't find EId with tickerId:0"],
    ]);
  });
});

/** A book as clients keep it. */
class Kept {
  readonly sides: [Row[], Row[]] = [[], []];
  apply({ operation, position, side, row }: BookChange): void {
    const rows = this.sides[side];
    if (operation === 0) rows.splice(position, 0, row);
    else if (operation === 1) rows[position] = row;
    else rows.splice(position, 1);
  }
}

describe("changes of a book", () => {
  const rows = fc.uniqueArray(
    fc.record({
      price: fc.integer({ min: 1, max: 12 }),
      size: fc.integer({ min: 1, max: 3 }),
      maker: fc.constantFrom("A", "B"),
    }),
    { selector: ({ price, maker }) => `${price}${maker}`, maxLength: 8 },
  );
  test("turn every side into every other", () => {
    fc.assert(
      fc.property(rows, rows, (before, after) => {
        const sorted = (side: Row[]): Row[] => side.toSorted((one, other) => other.price - one.price);
        const kept = new Kept();
        kept.sides[1] = sorted(before);
        for (const change of sideChanges(sorted(before), sorted(after), 1)) kept.apply(change);
        expect(kept.sides[1]).toEqual(sorted(after));
      }),
    );
  });
});

describe("market depth", () => {
  const ask = (client: ClientOfTests, reqId: number, contract: object, isSmartDepth = false, numRows = 5): void =>
    client.request("REQ_MKT_DEPTH", { reqId, contract, numRows, isSmartDepth });

  test("of one exchange is a book in order, whose best rows are the quote", () => {
    const { client, advance } = started();
    ask(client, 1, contracts.es);
    client.request("REQ_MKT_DATA", { reqId: 2, contract: contracts.es, genericTickList: "" });
    advance(20_000);
    const kept = new Kept();
    for (const { marketDepthData: { position = 0, operation = 0, side = 0, price = 0, size = "0" } = {} } of client.got(
      "MARKET_DEPTH",
    ))
      kept.apply({
        position: position ?? 0,
        operation: operation as 0,
        side: side as 0,
        row: { price: price ?? 0, size: Number(size), maker: "" },
      });
    const [asks, bids] = kept.sides;
    expect([asks.length, bids.length]).toEqual([5, 5]);
    expect(asks.map(({ price }) => price)).toEqual(
      asks.map(({ price }) => price).toSorted((one, other) => one - other),
    );
    expect(bids.map(({ price }) => price)).toEqual(
      bids.map(({ price }) => price).toSorted((one, other) => other - one),
    );
    const last = (type: number): unknown =>
      client.got("TICK_PRICE").findLast(({ tickType }) => tickType === type)?.price;
    expect([bids[0]?.price, asks[0]?.price]).toEqual([last(1), last(2)]);
  });

  test("names market makers where the exchange does, and exchanges for SMART", () => {
    const { client } = started();
    ask(client, 1, { ...contracts.aapl, exchange: "NASDAQ" });
    ask(client, 2, contracts.aapl, true);
    const rows = client.got("MARKET_DEPTH_L2");
    const makers = rows
      .filter(({ reqId }) => reqId === 1)
      .map(({ marketDepthData }) => marketDepthData?.marketMaker ?? "");
    const smart = rows.filter(({ reqId }) => reqId === 2);
    expect(makers.every((maker) => /^[A-Z]{4}$/.test(maker))).toBe(true);
    expect(smart.length).toBe(10);
    expect(smart.every(({ marketDepthData }) => marketDepthData?.isSmartDepth)).toBe(true);
  });

  test("has three books at most, and requests for one of them are free", () => {
    const { client, started: start } = started();
    const other = start({ clientId: 2 });
    for (const [at, contract] of [contracts.es, contracts.eurusd, contracts.btc].entries()) ask(client, at, contract);
    ask(other, 1, contracts.es);
    ask(other, 2, { ...contracts.aapl, exchange: "NASDAQ" });
    expect(errors(other)).toEqual([[2, 309, "Max number (3) of market depth requests has been reached"]]);
    client.request("CANCEL_MKT_DEPTH", { reqId: 1, isSmartDepth: false });
    ask(other, 3, { ...contracts.aapl, exchange: "NASDAQ" });
    expect(errors(other)).toHaveLength(1);
  });

  test("has one book more for every hundred lines beyond three hundred", () => {
    const { client } = started({ marketDataLinesMax: 400 });
    for (const [at, contract] of [contracts.es, contracts.eurusd, contracts.btc].entries()) ask(client, at, contract);
    ask(client, 4, { ...contracts.aapl, exchange: "NASDAQ" });
    expect(errors(client)).toEqual([]);
    ask(client, 5, { symbol: "MSFT", secType: "STK", currency: "USD", exchange: "NASDAQ" });
    expect(errors(client)).toEqual([[5, 309, "Max number (4) of market depth requests has been reached"]]);
  });

  test("is refused where there is none, and its cancel must say which kind it was", () => {
    const { client } = started();
    ask(client, 1, contracts.aapl);
    ask(client, 2, contracts.combo);
    ask(client, 3, contracts.es, false, 0);
    ask(client, 4, contracts.cfd);
    ask(client, 5, contracts.aapl, true);
    ask(client, 5, contracts.aapl, true);
    client.request("CANCEL_MKT_DEPTH", { reqId: 5, isSmartDepth: false });
    client.request("CANCEL_MKT_DEPTH", { reqId: 5, isSmartDepth: true });
    client.request("CANCEL_MKT_DEPTH", { reqId: 5, isSmartDepth: true });
    expect(errors(client)).toEqual([
      [1, 10092, "Deep market data is not supported for this combination of security type/exchange"],
      [2, 321, "Error validating request.-'bW' : cause - Market depth does not support combos."],
      [3, 321, "Error validating request.-'bW' : cause - Market depth rows requested must be greater than zero."],
      [5, 2152, expect.stringMatching(/^Exchanges - Depth: .*ARCA.*; Top: .*PSX; $/)],
      [5, 322, "Error processing request.-'bW' : cause - Duplicate ticker id"],
      [5, 310, "Can't find the subscribed market depth with tickerId:5"],
      [5, 310, "Can't find the subscribed market depth with tickerId:5"],
    ]);
    expect(client.got("REROUTE_MKT_DEPTH_REQ")).toEqual([expect.objectContaining({ reqId: 4, conId: 265598 })]);
  });
});

describe("real-time bars", () => {
  const ask = (client: ClientOfTests, reqId: number, wish: object = {}): void =>
    client.request("REQ_REAL_TIME_BARS", {
      reqId,
      contract: contracts.aapl,
      barSize: 5,
      whatToShow: "TRADES",
      useRTH: true,
      ...wish,
    });

  test("come every five seconds, and are those that history has", () => {
    const { client, advance } = started();
    advance(2300);
    ask(client, 1);
    advance(60_000);
    const bars = client.got("REAL_TIME_BARS");
    expect(bars.length).toBe(12);
    expect(bars.every(({ time }, at) => Number(time) === startMs / 1000 + at * 5)).toBe(true);
    client.request("REQ_HISTORICAL_DATA", {
      reqId: 2,
      contract: contracts.aapl,
      endDateTime: "20261125-19:01:00",
      duration: "60 S",
      barSizeSetting: "5 secs",
      useRTH: true,
      whatToShow: "TRADES",
      formatDate: 2,
    });
    advance(100);
    const past = client.got("HISTORICAL_DATA")[0]?.historicalDataBars ?? [];
    const plain = (bar: {
      open?: unknown;
      high?: unknown;
      low?: unknown;
      close?: unknown;
      volume?: unknown;
    }): unknown => [bar.open, bar.high, bar.low, bar.close, bar.volume];
    expect(past.map(plain)).toEqual(bars.map(plain));
  });

  test("end with the session, and take lines", () => {
    const { client, advance } = started({ marketDataLinesMax: 1 });
    advance(Date.UTC(2026, 10, 25, 20, 59, 50) - startMs);
    ask(client, 1);
    ask(client, 2, { contract: contracts.spy });
    advance(60_000);
    expect(client.got("REAL_TIME_BARS").length).toBe(2);
    expect(errors(client).map(([id, code]) => [id, code])).toEqual([[2, 101]]);
    client.request("CANCEL_REAL_TIME_BARS", { reqId: 1 });
    client.request("CANCEL_REAL_TIME_BARS", { reqId: 1 });
    expect(errors(client).at(-1)).toEqual([1, 300, "Can't find EId with tickerId:1"]);
  });

  test("are refused with their words", () => {
    const { client } = started();
    ask(client, 1, { whatToShow: "BID_ASK" });
    ask(client, 2, { contract: contracts.vodafone });
    ask(client, 3, { contract: contracts.eurusd });
    expect(errors(client)).toEqual([
      [1, 420, "Invalid Real-time Query:No data of type BID_ASK for AAPL STK"],
      [2, 420, "Invalid Real-time Query:No market data permissions for LSE STK"],
      [3, 420, "Invalid Real-time Query:No data of type TRADES for EUR CASH"],
    ]);
  });
});
