/** Bars, schedules, ticks and histograms of the past, kept up to date, and refused with the documented words. */
import { describe, expect, test } from "vitest";
import { barSizes } from "../../../src/catalogue/codes/historical-codes.ts";
import type { FieldsOf } from "../../../src/catalogue/messages.ts";
import { readBarSize, readDuration } from "../../../src/gateway/data/bar-sizes.ts";
import { HistoricalPacing } from "../../../src/gateway/data/historical-pacing.ts";
import { readPeriod } from "../../../src/gateway/data/histogram-service.ts";
import { dashedText, readMoment, zonedText } from "../../../src/gateway/data/moments.ts";
import { startMs, type ClientOfTests } from "../simulated-host.ts";
import { contracts, dataHost, errors } from "./data-host.ts";

const started = (settings: Parameters<typeof dataHost>[0] = {}, max = 226) => {
  const host = dataHost(settings);
  return { ...host, client: host.started({ clientId: 1, max }) };
};

type Wish = Partial<Omit<FieldsOf<"REQ_HISTORICAL_DATA">, "reqId">>;
const usual = {
  contract: contracts.aapl,
  endDateTime: "",
  duration: "1 D",
  barSizeSetting: "30 mins",
  useRTH: true,
  whatToShow: "TRADES",
  formatDate: 1,
  keepUpToDate: false,
};
const history = (client: ClientOfTests, reqId: number, wish: Wish = {}): void =>
  client.request("REQ_HISTORICAL_DATA", { reqId, ...usual, ...wish });
const service = "Historical Market Data Service error message:";

describe("historical bars", () => {
  test("come in one message with their dates in the exchange's zone, and then their end", () => {
    const { client, advance } = started();
    history(client, 1);
    advance(100);
    expect(client.names).toEqual(["HISTORICAL_DATA", "HISTORICAL_DATA_END"]);
    const bars = client.got("HISTORICAL_DATA")[0]?.historicalDataBars ?? [];
    expect(bars.map(({ date }) => date)).toEqual(
      ["0930", "1000", "1030", "1100", "1130", "1200", "1230", "1300", "1330"].map(
        (time) => `20261125 ${time.slice(0, 2)}:${time.slice(2)}:00 US/Eastern`,
      ),
    );
    for (const { open = 0, high = 0, low = 0, close = 0, WAP } of bars as {
      open: number;
      high: number;
      low: number;
      close: number;
      WAP: string;
    }[]) {
      expect(Math.max(open, close)).toBeLessThanOrEqual(high);
      expect(Math.min(open, close)).toBeGreaterThanOrEqual(low);
      expect(Number(WAP)).toBeGreaterThanOrEqual(low - 1e-6);
      expect(Number(WAP)).toBeLessThanOrEqual(high + 1e-6);
    }
    expect(client.got("HISTORICAL_DATA_END")[0]).toMatchObject({
      startDateStr: "20261124 14:00:00 US/Eastern",
      endDateStr: "20261125 14:00:00 US/Eastern",
    });
  });

  test("of every size cover the same trades", () => {
    const { client, advance } = started();
    const end = "20261124 16:00:00 US/Eastern";
    const sizes = barSizes.codes.map(({ code }) => code).filter((size) => !/sec|week|month/.test(size));
    for (const [at, barSizeSetting] of sizes.entries()) {
      history(client, at, { barSizeSetting, endDateTime: end });
      advance(100);
    }
    const all = client.got("HISTORICAL_DATA").map(({ historicalDataBars = [] }) => ({
      open: historicalDataBars[0]?.open,
      close: historicalDataBars.at(-1)?.close,
      high: Math.max(...historicalDataBars.map(({ high }) => high ?? 0)),
      low: Math.min(...historicalDataBars.map(({ low }) => low ?? 0)),
      volume: historicalDataBars.reduce((sum, { volume }) => sum + Number(volume), 0),
      count: historicalDataBars.reduce((sum, { barCount }) => sum + (barCount ?? 0), 0),
    }));
    expect(all).toHaveLength(sizes.length);
    for (const each of all) expect(each).toEqual(all[0]);
  });

  test("of seconds, weeks and months come too", () => {
    const { client, advance } = started();
    history(client, 1, { barSizeSetting: "1 secs", duration: "60 S" });
    history(client, 2, { barSizeSetting: "1 week", duration: "2 M" });
    history(client, 3, { barSizeSetting: "1M", duration: "3 M" });
    history(client, 4, {
      barSizeSetting: "5 secs",
      duration: "120 S",
      whatToShow: "MIDPOINT",
      contract: contracts.eurusd,
    });
    advance(100);
    const counts = new Map(
      client.got("HISTORICAL_DATA").map(({ reqId, historicalDataBars }) => [reqId, historicalDataBars?.length ?? 0]),
    );
    expect(counts.get(1)).toBeGreaterThan(50);
    // From Friday, 25 September, two months before: its week counts too.
    expect(counts.get(2)).toBe(10);
    expect(counts.get(3)).toBe(4);
    expect(counts.get(4)).toBe(24);
    expect(client.got("HISTORICAL_DATA").find(({ reqId }) => reqId === 2)?.historicalDataBars?.[0]?.date).toMatch(
      /^\d{8}$/,
    );
  });

  test.each([
    "MIDPOINT",
    "BID",
    "ASK",
    "BID_ASK",
    "ADJUSTED_LAST",
    "HISTORICAL_VOLATILITY",
    "OPTION_IMPLIED_VOLATILITY",
    "FEE_RATE",
    "REBATE_RATE",
  ])("of %s come for a stock, without volume where there is none", (whatToShow) => {
    const { client, advance } = started();
    history(client, 1, { whatToShow, barSizeSetting: "1 hour" });
    advance(100);
    const bars = client.got("HISTORICAL_DATA")[0]?.historicalDataBars ?? [];
    expect(bars.length).toBeGreaterThan(3);
    expect(bars.every(({ volume }) => (volume === "-1") === (whatToShow !== "ADJUSTED_LAST"))).toBe(true);
  });

  test.each([
    ["YIELD_BID", contracts.bond],
    ["YIELD_LAST", contracts.bond],
    ["AGGTRADES", contracts.btc],
    ["TRADES", contracts.spx],
    ["TRADES", contracts.es],
    ["MIDPOINT", contracts.combo],
  ])("of %s come for what has them", (whatToShow, contract) => {
    const { client, advance } = started();
    history(client, 1, { whatToShow, contract, barSizeSetting: "1 hour", useRTH: false });
    advance(100);
    expect(errors(client)).toEqual([]);
    expect(client.got("HISTORICAL_DATA")[0]?.historicalDataBars?.length).toBeGreaterThan(2);
  });

  test("carry seconds since 1970 when asked to, and days where bars are days", () => {
    const { client, advance } = started();
    history(client, 1, { formatDate: 2 });
    history(client, 2, { formatDate: 2, barSizeSetting: "1 day", duration: "3 D" });
    advance(100);
    const [half, days] = client.got("HISTORICAL_DATA");
    expect(half?.historicalDataBars?.[0]?.date).toBe(String(Date.UTC(2026, 10, 25, 14, 30) / 1000));
    expect(days?.historicalDataBars?.map(({ date }) => date)).toEqual(["20261123", "20261124", "20261125"]);
  });

  test("of weeks and months are as many, and of the days, as a real host gave for a duration", () => {
    const { client, advance } = started();
    const asked = { endDateTime: "20230904-20:00:00", useRTH: false, formatDate: 2 };
    history(client, 1, { ...asked, barSizeSetting: "1W", duration: "1 M" });
    history(client, 2, { ...asked, barSizeSetting: "1M", duration: "1 Y" });
    advance(100);
    const [weeks, months] = [1, 2].map((id) =>
      client
        .got("HISTORICAL_DATA")
        .find(({ reqId }) => reqId === id)
        ?.historicalDataBars?.map(({ date }) => date),
    );
    expect([weeks?.length, weeks?.at(-1)]).toEqual([5, "20230901"]);
    expect([months?.length, months?.at(-1)]).toEqual([13, "20230901"]);
    expect(client.got("HISTORICAL_DATA_END").map(({ startDateStr }) => startDateStr)).toEqual([
      "20230804 16:00:00 US/Eastern",
      "20220904 16:00:00 US/Eastern",
    ]);
  });

  test("outside regular hours are more, and closed days are left out", () => {
    const { client, advance } = started();
    history(client, 1, { useRTH: false });
    history(client, 2, { barSizeSetting: "1 day", duration: "1 W", endDateTime: "20261130 20:00:00 US/Eastern" });
    advance(100);
    expect(client.got("HISTORICAL_DATA")[0]?.historicalDataBars?.[0]?.date).toBe("20261125 04:00:00 US/Eastern");
    expect(client.got("HISTORICAL_DATA")[1]?.historicalDataBars?.map(({ date }) => date)).toEqual([
      "20261119",
      "20261120",
      "20261123",
      "20261124",
      "20261125",
    ]);
  });

  test("are kept up to date until they are cancelled", () => {
    const { client, advance } = started();
    history(client, 1, { keepUpToDate: true, barSizeSetting: "1 min", duration: "600 S" });
    advance(120_000);
    const updates = client.got("HISTORICAL_DATA_UPDATE");
    expect(updates.length).toBeGreaterThan(10);
    expect(new Set(updates.map(({ historicalDataBar }) => historicalDataBar?.date)).size).toBeGreaterThanOrEqual(2);
    history(client, 1);
    client.request("CANCEL_HISTORICAL_DATA", { reqId: 1 });
    client.request("CANCEL_HISTORICAL_DATA", { reqId: 1 });
    expect(errors(client)).toEqual([
      [1, 322, "Error processing request.-'bW' : cause - Duplicate ticker ID for API historical data query"],
      [1, 162, `${service}API historical data query cancelled: 1`],
      [1, 366, "No historical data query found for ticker id:1"],
    ]);
    client.forget();
    advance(10_000);
    expect(client.received).toEqual([]);
  });

  test("of a schedule are the sessions", () => {
    const { client, advance } = started();
    history(client, 1, { whatToShow: "SCHEDULE", barSizeSetting: "1 day", duration: "3 D" });
    history(client, 2, { whatToShow: "SCHEDULE", barSizeSetting: "1 hour" });
    advance(100);
    expect(client.got("HISTORICAL_SCHEDULE")[0]).toMatchObject({
      startDateTime: "20261123-09:30:00",
      endDateTime: "20261125-16:00:00",
      timeZone: "US/Eastern",
      historicalSessions: [
        { refDate: "20261123" },
        { refDate: "20261124" },
        { startDateTime: "20261125-09:30:00", refDate: "20261125" },
      ],
    });
    expect(errors(client).map(([id, code]) => [id, code])).toEqual([[2, 321]]);
  });

  test("tell their span in the same message below version 196", () => {
    const { client, advance } = started({}, 195);
    history(client, 1);
    advance(100);
    expect(client.names).toEqual(["HISTORICAL_DATA"]);
    expect(client.got("HISTORICAL_DATA")[0]?.endDateStr).toBe("20261125 14:00:00 US/Eastern");
  });
});

describe("historical bars that do not exist", () => {
  const cause = (words: string): string => `Error validating request.-'bW' : cause - ${words}`;
  test.each<[Wish, number, string | RegExp]>([
    [
      { barSizeSetting: "7 mins" },
      321,
      /Historical data bar size setting is invalid\. Legal ones are: 1 secs, 5 secs,.*1 day, 1W, 1M$/,
    ],
    [{ duration: "soon" }, 321, cause("Historical data requested duration is invalid.")],
    [
      { duration: "400 D" },
      321,
      cause("Historical data requests for durations longer than 365 days must be made in years."),
    ],
    [{ whatToShow: "NONSENSE" }, 321, cause("Incorrect what to show field")],
    [{ endDateTime: "yesterday" }, 10314, /^End Date\/Time: The date, time, or time-zone entered is invalid/],
    [
      { whatToShow: "ADJUSTED_LAST", endDateTime: "20261124-20:00:00" },
      321,
      cause("End Date not supported with adjusted last"),
    ],
    [{ barSizeSetting: "1 secs", duration: "1 D" }, 162, `${service}Time length exceed max.`],
    [
      { contract: contracts.eurusd, whatToShow: "TRADES" },
      162,
      "Historical Market Data Service error message:No historical market data for EUR/CASH@IDEALPRO Last 1800",
    ],
    [
      { contract: contracts.option, barSizeSetting: "1 day" },
      162,
      `${service}No data of type EODChart is available for the exchange 'BEST' and the security type 'Option' and '1 d' and '1 day'`,
    ],
    [
      { contract: contracts.btc, whatToShow: "TRADES" },
      10299,
      "Expected what to show is AGGTRADES, please use that instead of TRADES.",
    ],
    [{ contract: contracts.vodafone }, 162, `${service}No market data permissions for LSE STK`],
    [{ endDateTime: "19790101-00:00:00" }, 162, `${service}HMDS query returned no data: AAPL@SMART Trades`],
    [
      { barSizeSetting: "30 secs", duration: "3600 S", endDateTime: "20251125-20:00:00" },
      162,
      `${service}HMDS query returned no data: AAPL@SMART Trades`,
    ],
    [
      { contract: { ...contracts.es, secType: "CONTFUT" }, endDateTime: "20261124-20:00:00" },
      10339,
      "Setting end date/time for continuous future security type is not allowed",
    ],
  ])("as %j asks for are refused", (wish, code, words) => {
    const { client, advance } = started();
    history(client, 1, wish);
    advance(100);
    const [[, given, text] = []] = errors(client);
    expect(given).toBe(code);
    if (typeof words === "string") expect(text).toBe(words);
    else expect(text).toMatch(words);
    expect(client.names).not.toContain("HISTORICAL_DATA");
  });

  test("are warned of when their time has no zone, and come", () => {
    const { client, advance } = started();
    history(client, 1, { endDateTime: "20261124 16:00:00" });
    advance(100);
    expect(errors(client).map(([id, code]) => [id, code])).toEqual([[1, 2174]]);
    expect(client.names).toContain("HISTORICAL_DATA");
  });

  test("are refused by the fifty-first request that is open", () => {
    const { client } = started();
    for (let id = 1; id <= 51; id += 1) history(client, id, { keepUpToDate: true, barSizeSetting: "1 hour" });
    expect(errors(client)).toEqual([
      [51, 322, "Error processing request.-'bW' : cause - Only 50 simultaneous API historical data requests allowed."],
    ]);
  });
});

describe("historical pacing", () => {
  test("refuses what comes again within fifteen seconds, and lets it pass then", () => {
    const { client, advance } = started();
    const small = { barSizeSetting: "30 secs", duration: "3600 S" };
    history(client, 1, small);
    advance(14_000);
    history(client, 2, small);
    advance(2000);
    history(client, 3, small);
    advance(100);
    expect(errors(client)).toEqual([[2, 162, `${service}Historical data request pacing violation`]]);
    expect(client.got("HISTORICAL_DATA").map(({ reqId }) => reqId)).toEqual([1, 3]);
  });

  test("allows sixty in ten minutes, quotes counting twice, and five of a kind in two seconds", () => {
    const pacing = new HistoricalPacing();
    const allowed = (now: number, series: string, kind = "TRADES"): boolean =>
      pacing.allows(now, `${series}/${now}`, series, kind);
    for (let at = 0; at < 58; at += 1) expect(allowed(at * 100, `series ${at}`)).toBe(true);
    expect(allowed(6000, "quotes", "BID_ASK")).toBe(true);
    expect(allowed(6001, "one more")).toBe(false);
    expect(allowed(600_001, "later")).toBe(true);
    const burst = new HistoricalPacing();
    const passed = Array.from({ length: 7 }, (_, at) => burst.allows(at * 10, String(at), "same", "TRADES"));
    expect(passed).toEqual([true, true, true, true, true, false, false]);
  });

  test("does not hold for bars of a minute and more", () => {
    const { client, advance } = started();
    for (let id = 1; id <= 80; id += 1) {
      history(client, id, { barSizeSetting: "1 hour" });
      advance(60);
    }
    expect(errors(client)).toEqual([]);
  });
});

describe("a head timestamp", () => {
  test("says since when there is data, in UTC or in seconds, and stays open", () => {
    const { client, advance } = started();
    client.request("REQ_HEAD_TIMESTAMP", {
      reqId: 1,
      contract: contracts.aapl,
      useRTH: true,
      whatToShow: "TRADES",
      formatDate: 1,
    });
    client.request("REQ_HEAD_TIMESTAMP", {
      reqId: 2,
      contract: contracts.aapl,
      useRTH: true,
      whatToShow: "BID",
      formatDate: 2,
    });
    client.request("REQ_HEAD_TIMESTAMP", {
      reqId: 3,
      contract: contracts.eurusd,
      useRTH: true,
      whatToShow: "TRADES",
      formatDate: 1,
    });
    advance(100);
    expect(client.got("HEAD_TIMESTAMP").map(({ headTimestamp }) => headTimestamp)).toEqual([
      "19801212-14:30:00",
      expect.stringMatching(/^\d{9,10}$/),
    ]);
    client.request("REQ_HEAD_TIMESTAMP", {
      reqId: 1,
      contract: contracts.aapl,
      useRTH: true,
      whatToShow: "TRADES",
      formatDate: 1,
    });
    client.request("CANCEL_HEAD_TIMESTAMP", { reqId: 1 });
    client.request("CANCEL_HEAD_TIMESTAMP", { reqId: 1 });
    expect(errors(client).map(([id, code]) => [id, code])).toEqual([
      [3, 162],
      [1, 322],
      [1, 300],
    ]);
  });
});

describe("a histogram", () => {
  test("holds the volume of the bars of its time, price by price", () => {
    const { client, advance } = started();
    client.request("REQ_HISTOGRAM_DATA", { reqId: 1, contract: contracts.aapl, useRTH: true, timePeriod: "2 days" });
    history(client, 2, { barSizeSetting: "1 day", duration: "2 D" });
    advance(50);
    const entries = client.got("HISTOGRAM_DATA")[0]?.histogramDataEntries ?? [];
    const volume = (client.got("HISTORICAL_DATA")[0]?.historicalDataBars ?? []).reduce(
      (sum, bar) => sum + Number(bar.volume),
      0,
    );
    expect(entries.reduce((sum, { size }) => sum + Number(size), 0)).toBe(volume);
    const prices = entries.map(({ price }) => price ?? 0);
    expect(prices).toEqual(prices.toSorted((one, other) => one - other));
  });

  test("can be cancelled before it comes, and needs a period", () => {
    const { client, advance } = started();
    client.request("REQ_HISTOGRAM_DATA", { reqId: 1, contract: contracts.aapl, useRTH: true, timePeriod: "3 days" });
    client.request("CANCEL_HISTOGRAM_DATA", { reqId: 1 });
    client.request("REQ_HISTOGRAM_DATA", { reqId: 2, contract: contracts.aapl, useRTH: true, timePeriod: "soon" });
    client.request("REQ_HISTOGRAM_DATA", { reqId: 3, contract: contracts.eurusd, useRTH: true, timePeriod: "3 days" });
    client.request("CANCEL_HISTOGRAM_DATA", { reqId: 1 });
    advance(1000);
    expect(client.names).not.toContain("HISTOGRAM_DATA");
    expect(errors(client).map(([id, code]) => [id, code])).toEqual([
      [2, 321],
      [3, 10188],
      [1, 300],
    ]);
    expect(readPeriod("90 minutes")).toEqual({ count: 5400, unit: "S" });
  });
});

describe("historical ticks", () => {
  const ask = (client: ClientOfTests, reqId: number, wish: Partial<FieldsOf<"REQ_HISTORICAL_TICKS">>): void =>
    client.request("REQ_HISTORICAL_TICKS", {
      reqId,
      contract: contracts.aapl,
      startDateTime: "20261124 10:00:00 US/Eastern",
      endDateTime: "",
      numberOfTicks: 20,
      whatToShow: "TRADES",
      useRTH: true,
      ignoreSize: false,
      ...wish,
    });

  test("of trades, quotes and midpoints come in order, from their start on", () => {
    const { client, advance } = started();
    const start = BigInt(Date.UTC(2026, 10, 24, 15) / 1000);
    ask(client, 1, {});
    ask(client, 2, { whatToShow: "BID_ASK" });
    ask(client, 3, { whatToShow: "MIDPOINT" });
    advance(100);
    const [{ historicalTicksLast: trades = [], isDone } = {}] = client.got("HISTORICAL_TICKS_LAST");
    const [{ historicalTicksBidAsk: quotes = [] } = {}] = client.got("HISTORICAL_TICKS_BID_ASK");
    const [{ historicalTicks: mids = [] } = {}] = client.got("HISTORICAL_TICKS");
    expect(isDone).toBe(true);
    for (const ticks of [trades, quotes, mids]) {
      expect(ticks.length).toBeGreaterThanOrEqual(20);
      const times = ticks.map(({ time }) => BigInt(time ?? 0));
      expect(times[0]).toBeGreaterThanOrEqual(start);
      expect(times.every((time, at) => at === 0 || time >= (times[at - 1] as bigint))).toBe(true);
    }
    expect(quotes.every(({ priceBid = 0, priceAsk = 0 }) => (priceBid ?? 0) < (priceAsk ?? 0))).toBe(true);
    expect(trades.every(({ exchange }) => exchange !== "")).toBe(true);
  });

  test("up to an end are the last ones before it, and a second is never cut", () => {
    const { client, advance } = started();
    ask(client, 1, { startDateTime: "", endDateTime: "20261124-20:00:00", numberOfTicks: 5 });
    ask(client, 2, { startDateTime: "", endDateTime: "20261124-20:00:00", numberOfTicks: 50 });
    advance(100);
    const [few, many] = client.got("HISTORICAL_TICKS_LAST").map(({ historicalTicksLast = [] }) => historicalTicksLast);
    expect(few?.length).toBeGreaterThanOrEqual(5);
    expect(many?.slice(-(few?.length ?? 0))).toEqual(few);
  });

  test("that ignore sizes are fewer", () => {
    const { client, advance } = started();
    ask(client, 1, { whatToShow: "BID_ASK", numberOfTicks: 200 });
    ask(client, 2, { whatToShow: "BID_ASK", numberOfTicks: 200, ignoreSize: true });
    advance(100);
    const [all, prices] = client
      .got("HISTORICAL_TICKS_BID_ASK")
      .map(({ historicalTicksBidAsk = [] }) => historicalTicksBidAsk);
    expect(prices?.at(-1)?.time ?? 0n).toBeGreaterThan(BigInt(all?.at(-1)?.time ?? 0));
  });

  test("are refused with their words", () => {
    const { client, advance } = started();
    ask(client, 1, { startDateTime: "" });
    ask(client, 2, { numberOfTicks: 1001 });
    ask(client, 3, { contract: contracts.vodafone });
    ask(client, 4, { contract: contracts.combo });
    ask(client, 5, { startDateTime: "then" });
    ask(client, 6, {});
    client.request("CANCEL_HISTORICAL_TICKS", { reqId: 6 });
    advance(100);
    expect(errors(client).map(([id, code]) => [id, code])).toEqual([
      [1, 321],
      [2, 321],
      [3, 10187],
      [4, 10187],
      [5, 10314],
    ]);
    expect(errors(client)[2]?.[2]).toBe("Failed to request historical ticks:No market data permissions for LSE STK");
    expect(client.names).not.toContain("HISTORICAL_TICKS_LAST");
  });
});

describe("times", () => {
  test("are read in all their forms", () => {
    const at = Date.UTC(2026, 10, 24, 20);
    for (const text of [
      "20261124 15:00:00",
      "20261124  15:00:00",
      "20261124 15:00",
      "20261124 15:00:00 US/Eastern",
      "20261124 14:00:00 US/Central",
      "20261124-20:00:00",
      "2026-11-24 15:00:00.0",
    ])
      expect(readMoment(text, "US/Eastern")).toBe(at);
    for (const text of ["", "20261332 15:00:00", "20261124 25:00:00", "20261124 15:00:00 Mars/Olympus"])
      expect(readMoment(text, "US/Eastern")).toBeUndefined();
    expect(zonedText(at, "US/Eastern")).toBe("20261124 15:00:00 US/Eastern");
    expect(dashedText(at)).toBe("20261124-20:00:00");
    expect(startMs).toBeGreaterThan(at);
  });

  test("of bars are read as clients write them", () => {
    expect(readBarSize("1 W")?.name).toBe("1 week");
    expect(readBarSize("1 min")).toEqual({ name: "1 min", seconds: 60, days: undefined });
    expect(readDuration("2 w")).toEqual({ count: 2, unit: "W" });
    expect(readDuration("0 D")).toBe("Historical data requested duration is invalid.");
  });
});
