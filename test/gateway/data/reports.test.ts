/** Calculations, news, bulletins, scans, company reports and events. */
import { describe, expect, test } from "vitest";
import { fundamentalReportTypes } from "../../../src/catalogue/codes/news-codes.ts";
import { articleIdText, jsonText, xmlText } from "../../../src/catalogue/patterns.ts";
import { contracts, dataHost, errors } from "./data-host.ts";

const started = (settings: Parameters<typeof dataHost>[0] = {}, max = 226) => {
  const host = dataHost(settings);
  return { ...host, client: host.started({ clientId: 1, max }) };
};

describe("calculations for an option", () => {
  test("lead from a volatility to a price and back", () => {
    const { client, advance } = started();
    client.request("REQ_CALC_OPTION_PRICE", {
      reqId: 1,
      contract: contracts.option,
      volatility: 0.31,
      underPrice: 252,
    });
    advance(100);
    const [priced] = client.got("TICK_OPTION_COMPUTATION");
    expect(priced).toMatchObject({ reqId: 1, tickType: 53, impliedVol: 0.31, undPrice: 252 });
    client.request("REQ_CALC_IMPLIED_VOLAT", {
      reqId: 2,
      contract: contracts.option,
      optionPrice: priced?.optPrice ?? 0,
      underPrice: 252,
    });
    advance(100);
    expect(client.got("TICK_OPTION_COMPUTATION")[1]?.impliedVol).toBeCloseTo(0.31, 5);
    client.request("CANCEL_CALC_IMPLIED_VOLAT", { reqId: 2 });
    client.request("CANCEL_CALC_OPTION_PRICE", { reqId: 1 });
    expect(errors(client)).toEqual([]);
  });

  test("need an option, and figures that can be", () => {
    const { client, advance } = started();
    client.request("REQ_CALC_OPTION_PRICE", { reqId: 1, contract: contracts.aapl, volatility: 0.3, underPrice: 250 });
    client.request("REQ_CALC_OPTION_PRICE", { reqId: 2, contract: contracts.option, volatility: 0, underPrice: 250 });
    client.request("REQ_CALC_IMPLIED_VOLAT", { reqId: 3, contract: contracts.option, optionPrice: 1, underPrice: 500 });
    advance(100);
    expect(errors(client).map(([id, code]) => [id, code])).toEqual([
      [1, 321],
      [2, 321],
      [3, 322],
    ]);
  });
});

describe("news", () => {
  test("has providers, headlines from the newest on, and bodies", () => {
    const { client, advance } = started();
    client.request("REQ_NEWS_PROVIDERS", {});
    const codes = (client.got("NEWS_PROVIDERS")[0]?.newsProviders ?? []).map(({ providerCode }) => providerCode);
    client.request("REQ_HISTORICAL_NEWS", {
      reqId: 1,
      conId: 265598,
      providerCodes: codes.join("+"),
      startDateTime: "",
      endDateTime: "",
      totalResults: 7,
    });
    advance(100);
    const headlines = client.got("HISTORICAL_NEWS");
    expect(headlines).toHaveLength(7);
    expect(headlines.map(({ time }) => time)).toEqual(
      headlines.map(({ time }) => time ?? "").toSorted((one, other) => (one < other ? 1 : -1)),
    );
    expect(client.got("HISTORICAL_NEWS_END")[0]?.hasMore).toBe(true);
    for (const { providerCode, articleId, headline } of headlines) {
      expect(articleIdText.test.test(articleId ?? "")).toBe(true);
      client.forget();
      client.request("REQ_NEWS_ARTICLE", { reqId: 2, providerCode: providerCode ?? "", articleId: articleId ?? "" });
      advance(100);
      const text = client.got("NEWS_ARTICLE")[0]?.articleText ?? "";
      expect(headline).toContain(text.split("&#10;")[0]);
    }
  });

  test("keeps to its bounds in time, and refuses what it does not know", () => {
    const { client, advance } = started();
    client.request("REQ_HISTORICAL_NEWS", {
      reqId: 1,
      conId: 265598,
      providerCodes: "BRFG",
      startDateTime: "2026-11-01 00:00:00.0",
      endDateTime: "2026-11-20 00:00:00.0",
      totalResults: 300,
    });
    client.request("REQ_HISTORICAL_NEWS", {
      reqId: 2,
      conId: 1,
      providerCodes: "BRFG",
      startDateTime: "",
      endDateTime: "",
      totalResults: 3,
    });
    client.request("REQ_HISTORICAL_NEWS", {
      reqId: 3,
      conId: 265598,
      providerCodes: "XYZ",
      startDateTime: "",
      endDateTime: "",
      totalResults: 3,
    });
    client.request("REQ_NEWS_ARTICLE", { reqId: 4, providerCode: "BRFG", articleId: "BRFG$00000000000000" });
    advance(100);
    expect(
      client
        .got("HISTORICAL_NEWS")
        .every(({ time }) => (time ?? "") >= "2026-11-01" && (time ?? "") <= "2026-11-20 00:00:00.0"),
    ).toBe(true);
    expect(client.got("HISTORICAL_NEWS_END")[0]?.hasMore ?? false).toBe(false);
    expect(errors(client).map(([id, code]) => [id, code])).toEqual([
      [2, 321],
      [3, 321],
      [4, 10172],
    ]);
  });

  test("of the broker are bulletins, of today first if wished, until they are cancelled", () => {
    const { client, advance } = started();
    client.request("REQ_NEWS_BULLETINS", { allMessages: true });
    const today = client.got("NEWS_BULLETINS");
    expect(today.length).toBeGreaterThan(5);
    advance(3_600_000);
    expect(client.got("NEWS_BULLETINS")).toHaveLength(today.length + 2);
    const ids = client.got("NEWS_BULLETINS").map(({ newsMsgId }) => newsMsgId);
    expect(new Set(ids).size).toBe(ids.length);
    client.request("CANCEL_NEWS_BULLETINS", {});
    client.forget();
    advance(3_600_000);
    expect(client.received).toEqual([]);
  });
});

describe("scans", () => {
  test("are described by a document", () => {
    const { client, advance } = started();
    client.request("REQ_SCANNER_PARAMETERS", {});
    advance(1000);
    const xml = client.got("SCANNER_PARAMETERS")[0]?.xml ?? "";
    expect(xmlText.test.test(xml)).toBe(true);
    expect(xml).toContain("<scanCode>TOP_PERC_GAIN</scanCode>");
    expect(xml).toContain("<locationCode>STK.US.MAJOR</locationCode>");
  });

  const ask = (client: ReturnType<typeof started>["client"], reqId: number, wish: object = {}): void =>
    client.request("REQ_SCANNER_SUBSCRIPTION", {
      reqId,
      scannerSubscription: {
        instrument: "STK",
        locationCode: "STK.US.MAJOR",
        scanCode: "TOP_PERC_GAIN",
        numberOfRows: 10,
        ...wish,
      },
    });

  test("rank, filter, come again, and can be cancelled", () => {
    const { client, advance } = started();
    ask(client, 1);
    ask(client, 2, { scanCode: "TOP_PERC_LOSE" });
    ask(client, 3, { scanCode: "ALL_SYMBOLS_ASC", abovePrice: 400, numberOfRows: -1 });
    ask(client, 4, { instrument: "FUT.US", locationCode: "FUT.US", scanCode: "MOST_ACTIVE" });
    ask(client, 5, { locationCode: "STK.NASDAQ", scanCode: "ALL_SYMBOLS_DESC", numberOfRows: 50 });
    advance(1000);
    const results = new Map(
      client.got("SCANNER_DATA").map(({ reqId, scannerDataElement = [] }) => [reqId, scannerDataElement]),
    );
    const symbols = (id: number): unknown[] => (results.get(id) ?? []).map(({ contract }) => contract?.symbol);
    expect(symbols(1)).toHaveLength(10);
    expect(symbols(1)).not.toContain(symbols(2)[0]);
    expect(symbols(3)).toEqual(symbols(3).toSorted((one, other) => (String(one) < String(other) ? -1 : 1)));
    expect(symbols(4)).toContain("ES");
    expect(symbols(5)).not.toContain("IBM");
    advance(30_000);
    expect(client.got("SCANNER_DATA").filter(({ reqId }) => reqId === 1)).toHaveLength(2);
    client.request("CANCEL_SCANNER_SUBSCRIPTION", { reqId: 1 });
    client.request("CANCEL_SCANNER_SUBSCRIPTION", { reqId: 1 });
    expect(errors(client)).toEqual([
      [1, 162, "Historical Market Data Service error message:API scanner subscription cancelled: 1"],
      [1, 365, "No scanner subscription found for ticker id:1"],
    ]);
  });

  test("without results say so, and are empty", () => {
    const { client, advance } = started();
    ask(client, 1, { abovePrice: 1e9 });
    advance(200);
    expect(client.names).toEqual(["ERR_MSG", "SCANNER_DATA"]);
    expect(errors(client)[0]?.[1]).toBe(165);
  });

  test("are ten at most, with ids and codes that exist", () => {
    const { client } = started();
    for (let id = 1; id <= 11; id += 1) ask(client, id);
    ask(client, 1);
    client.request("CANCEL_SCANNER_SUBSCRIPTION", { reqId: 2 });
    ask(client, 20, { scanCode: "NOPE" });
    ask(client, 21, { instrument: "NOPE" });
    ask(client, 22, { locationCode: "NOPE" });
    expect(errors(client).map(([id, code]) => [id, code])).toEqual([
      [11, 322],
      [1, 322],
      [2, 162],
      [20, 321],
      [21, 321],
      [22, 321],
    ]);
    expect(errors(client)[0]?.[2]).toBe(
      "Error processing request.-'bW' : cause - Only 10 simultaneous API scanner subscriptions are allowed.",
    );
  });
});

describe("reports on a company", () => {
  test.each(fundamentalReportTypes.codes.map(({ code }) => code))("%s is a document", (reportType) => {
    const { client, advance } = started();
    client.request("REQ_FUNDAMENTAL_DATA", { reqId: 1, contract: contracts.aapl, reportType });
    advance(100);
    const data = client.got("FUNDAMENTAL_DATA")[0]?.data ?? "";
    expect(xmlText.test.test(data)).toBe(true);
    expect(errors(client)).toEqual([]);
  });

  test("do not exist for funds, nor under other names", () => {
    const { client, advance } = started();
    client.request("REQ_FUNDAMENTAL_DATA", { reqId: 1, contract: contracts.spy, reportType: "ReportSnapshot" });
    client.request("REQ_FUNDAMENTAL_DATA", { reqId: 2, contract: contracts.aapl, reportType: "toString" });
    client.request("REQ_FUNDAMENTAL_DATA", { reqId: 3, contract: contracts.aapl, reportType: "RESC" });
    client.request("CANCEL_FUNDAMENTAL_DATA", { reqId: 3 });
    client.request("CANCEL_FUNDAMENTAL_DATA", { reqId: 3 });
    advance(100);
    expect(errors(client).map(([id, code]) => [id, code])).toEqual([
      [2, 321],
      [3, 300],
      [1, 430],
    ]);
    expect(client.names).not.toContain("FUNDAMENTAL_DATA");
  });
});

describe("company events", () => {
  test("come after their kinds were asked for, one request at a time", () => {
    const { client, advance } = started();
    client.request("REQ_WSH_EVENT_DATA", { reqId: 1, conId: 265598 });
    client.request("REQ_WSH_META_DATA", { reqId: 2 });
    client.request("REQ_WSH_META_DATA", { reqId: 3 });
    advance(100);
    expect(jsonText.test.test(client.got("WSH_META_DATA")[0]?.dataJson ?? "")).toBe(true);
    client.request("REQ_WSH_EVENT_DATA", {
      reqId: 4,
      conId: 265598,
      startDate: "20270101",
      endDate: "20271231",
      totalLimit: 3,
    });
    client.request("REQ_WSH_EVENT_DATA", { reqId: 5, conId: 265598 });
    advance(100);
    const events = JSON.parse(client.got("WSH_EVENT_DATA")[0]?.dataJson ?? "[]") as {
      index_date: string;
      conids: string[];
    }[];
    expect(events).toHaveLength(3);
    expect(events.every(({ index_date: date, conids }) => date.startsWith("2027") && conids[0] === "265598")).toBe(
      true,
    );
    expect(errors(client).map(([id, code]) => [id, code])).toEqual([
      [1, 10282],
      [3, 10278],
      [5, 10281],
    ]);
  });

  test("are found by a filter, which must be an object and alone", () => {
    const { client, advance } = started();
    client.request("REQ_WSH_META_DATA", { reqId: 1 });
    advance(100);
    const filter = '{"country":"All","watchlist":["8314","265598"],"wshe_ed":"true"}';
    client.request("REQ_WSH_EVENT_DATA", { reqId: 2, conId: null, filter, startDate: "20270101", endDate: "20270630" });
    advance(100);
    const events = JSON.parse(client.got("WSH_EVENT_DATA")[0]?.dataJson ?? "[]") as {
      event_type: string;
      conids: string[];
    }[];
    expect(new Set(events.map(({ event_type: type }) => type))).toEqual(new Set(["wshe_ed"]));
    expect(new Set(events.flatMap(({ conids }) => conids))).toEqual(new Set(["8314", "265598"]));
    client.request("REQ_WSH_EVENT_DATA", { reqId: 3, conId: 265598, filter });
    client.request("REQ_WSH_EVENT_DATA", { reqId: 4, conId: null, filter: "[1" });
    expect(errors(client).map(([id, code]) => [id, code])).toEqual([
      [3, 10309],
      [4, 10309],
    ]);
  });

  test("can be cancelled while they are under way only", () => {
    const { client, advance } = started();
    client.request("REQ_WSH_META_DATA", { reqId: 1 });
    client.request("CANCEL_WSH_META_DATA", { reqId: 1 });
    client.request("CANCEL_WSH_META_DATA", { reqId: 1 });
    client.request("CANCEL_WSH_EVENT_DATA", { reqId: 2 });
    advance(100);
    expect(client.names).not.toContain("WSH_META_DATA");
    expect(errors(client).map(([id, code]) => [id, code])).toEqual([
      [1, 10280],
      [2, 10284],
    ]);
  });
});
