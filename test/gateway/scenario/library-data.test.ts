/** What the scenarios of market data and of bytes promise, at the client's side. */
import { describe, expect, test } from "vitest";
import type { ClientOfTests } from "../simulated-host.ts";
import { bars, codesOf, contracts, dayOf, lastTick, order, subscribe } from "./scenario-day.ts";

/** A subscription, half a minute later. */
function subscribed(name: string, seconds = 30): ClientOfTests {
  const day = dayOf(name);
  const client = day.begun();
  subscribe(client, 1);
  day.to(seconds);
  return client;
}

describe("market data", () => {
  test.each([
    ["competing-session", 10_197],
    ["no-subscription", 354],
  ])("%s: %i, and no tick", (name, code) => {
    const client = subscribed(name);
    expect(client.names).toEqual(["ERR_MSG"]);
    expect(client.got("ERR_MSG")).toMatchObject([{ id: 1, errorCode: code }]);
  });

  test("partly-subscribed: 10090, and ticks all the same", () => {
    const client = subscribed("partly-subscribed");
    expect(codesOf(client)).toEqual([10_090]);
    expect(lastTick(client, 1)).toBeGreaterThan(0);
  });

  test("delayed-data-only: 10167, and the data says that it is delayed", () => {
    const client = subscribed("delayed-data-only");
    expect(codesOf(client)).toEqual([10_167]);
    expect(client.got("MARKET_DATA_TYPE")).toMatchObject([{ marketDataType: 3 }]);
  });

  test("ticks-stop: after nineteen prices there are no more, and no word of it", () => {
    const client = subscribed("ticks-stop", 600);
    expect(client.got("TICK_PRICE")).toHaveLength(19);
    expect(codesOf(client)).toEqual([]);
  });

  test("market-data-late: the first price comes after fifteen seconds", () => {
    const day = dayOf("market-data-late");
    const client = day.begun();
    subscribe(client, 1, contracts.euro);
    const bids = (): number => client.got("TICK_PRICE").filter(({ tickType }) => tickType === 1).length;
    const before = bids();
    day.to(14.9);
    const later = bids();
    day.to(15.1);
    expect(before).toBe(0);
    expect(bids()).toBeGreaterThan(later);
  });

  test("news-in-the-night: 2107 and 2100 while nothing was asked", () => {
    const day = dayOf("news-in-the-night");
    const client = day.begun();
    day.to(10);
    expect(codesOf(client)).toEqual([2107, 2100]);
  });

  test("depth-resubscribe: 317 comes with the twentieth row", () => {
    const day = dayOf("depth-resubscribe");
    const client = day.begun();
    client.request("REQ_MKT_DEPTH", { reqId: 1, contract: contracts.euro, numRows: 10, isSmartDepth: false });
    day.to(30);
    expect(codesOf(client)).toEqual([317]);
  });

  test("tick-by-tick-dropped: one subscription ends with 10182, another begins and is dropped with the rest", () => {
    const day = dayOf("tick-by-tick-dropped");
    const client = day.begun();
    client.request("REQ_TICK_BY_TICK_DATA", {
      reqId: 1,
      contract: contracts.euro,
      tickType: "BidAsk",
      numberOfTicks: 0,
      ignoreSize: false,
    });
    subscribe(client, 2, contracts.euro);
    day.to(120);
    expect(client.got("TICK_BY_TICK")).toHaveLength(10);
    expect(client.got("ERR_MSG")).toMatchObject([{ id: 1, errorCode: 10_182 }]);
    client.forget();
    day.to(180);
    expect(client.got("TICK_PRICE").length).toBeGreaterThan(0);
  });
});

describe("history and accounts", () => {
  test("bars-never-answered: nothing comes", () => {
    const day = dayOf("bars-never-answered");
    const client = day.begun();
    bars(client, 1);
    day.to(300);
    expect(client.names).toEqual([]);
  });

  test("historical-pacing: the third request is refused with 162", () => {
    const day = dayOf("historical-pacing");
    const client = day.begun();
    for (const reqId of [1, 2, 3]) bars(client, reqId);
    day.to(5);
    expect(client.got("HISTORICAL_DATA").map(({ reqId }) => reqId)).toEqual([1, 2]);
    expect(client.got("ERR_MSG")).toMatchObject([{ id: 3, errorCode: 162 }]);
  });

  test.each([
    ["bars-without-end", "HISTORICAL_DATA", "HISTORICAL_DATA_END"],
    ["details-without-end", "CONTRACT_DATA", "CONTRACT_DATA_END"],
    ["account-download-without-end", "ACCT_VALUE", "ACCT_DOWNLOAD_END"],
  ])("%s: %s without %s", (name, data, end) => {
    const day = dayOf(name);
    const client = day.begun();
    bars(client, 1);
    client.request("REQ_CONTRACT_DATA", { reqId: 2, contract: contracts.stock });
    client.request("REQ_ACCT_DATA", { subscribe: true, acctCode: "DU1234567" });
    day.to(60);
    expect(client.names).toContain(data);
    expect(client.names).not.toContain(end);
  });

  test("time-zone-warning: 2174, and the bars", () => {
    const day = dayOf("time-zone-warning");
    const client = day.begun();
    bars(client, 1);
    day.to(5);
    expect(codesOf(client)).toEqual([2174]);
    expect(client.got("HISTORICAL_DATA")).toHaveLength(1);
  });
});

describe("bytes", () => {
  test("glued-frames: the fifth size has the next message behind it", () => {
    const day = dayOf("glued-frames", { serverVersion: 176 });
    const client = day.begun();
    subscribe(client, 1);
    day.to(30);
    const odd = client.received.filter(({ rest, issues }) => rest.length + issues.length > 0);
    expect(odd).toHaveLength(1);
    expect(odd[0]).toMatchObject({ name: "TICK_SIZE" });
    expect(client.got("TICK_SIZE").length).toBeGreaterThan(5);
  });

  test("frame-in-pieces: every price comes in two writes, whole", () => {
    const client = subscribed("frame-in-pieces", 2);
    expect(client.writes.some((hex) => hex.length === 12)).toBe(true);
    expect(client.received.flatMap(({ issues }) => issues)).toEqual([]);
    expect(lastTick(client, 1)).toBeGreaterThan(0);
  });

  test("frame-cut-off: the tenth price is cut, and the connection gone", () => {
    const day = dayOf("frame-cut-off");
    const client = day.begun();
    subscribe(client, 1);
    day.to(600);
    expect(client.got("TICK_PRICE")).toHaveLength(9);
    expect(client.writes.at(-1)).toHaveLength(14);
    expect(day.host.connections).toBe(0);
  });

  test("unknown-message: two of them come, and the rest goes on", () => {
    const client = subscribed("unknown-message");
    expect(client.received.filter(({ name }) => name === undefined)).toHaveLength(2);
    expect(lastTick(client, 1)).toBeGreaterThan(0);
  });

  test("unset-everywhere: sizes and fill prices are unset", () => {
    const day = dayOf("unset-everywhere", { serverVersion: 176 });
    const client = day.begun();
    subscribe(client, 1);
    order(client, 1);
    day.to(2);
    expect(new Set(client.got("TICK_PRICE").map(({ size }) => size ?? null))).toEqual(new Set([null]));
    expect(client.got("ORDER_STATUS").every(({ avgFillPrice }) => avgFillPrice === null)).toBe(true);
  });

  test("order-of-answers: a price comes behind the message that followed it", () => {
    const usual = dayOf("unknown-message");
    const one = usual.begun();
    subscribe(one, 1);
    const day = dayOf("order-of-answers");
    const other = day.begun();
    subscribe(other, 1);
    const types = (client: ClientOfTests) => client.got("TICK_PRICE").map(({ tickType }) => tickType);
    expect(types(one).slice(0, 2)).toEqual([1, 2]);
    expect(types(other).slice(0, 2)).toEqual([2, 1]);
  });

  test("localised-texts: the code is known, the words are Chinese", () => {
    const day = dayOf("localised-texts");
    const client = day.begun();
    day.to(4);
    expect(client.got("ERR_MSG")).toMatchObject([
      { errorCode: 2104, errorMsg: expect.stringMatching(/[\u4e00-\u9fff]/) },
    ]);
  });
});
