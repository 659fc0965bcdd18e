/** What the host answers about contracts. */
import { describe, expect, test } from "vitest";
import { stepAt } from "../../../src/gateway/universe/market-rules.ts";
import { contracts, dataHost, errors } from "../data/data-host.ts";

const started = (max = 226) => {
  const host = dataHost();
  const client = host.started({ clientId: 1, max });
  return { ...host, client };
};

describe("contract data", () => {
  test("tells of a stock in full, and says that nothing follows", () => {
    const { client, advance } = started();
    client.request("REQ_CONTRACT_DATA", { reqId: 1, contract: contracts.aapl });
    advance(100);
    expect(client.names).toEqual(["CONTRACT_DATA", "CONTRACT_DATA_END"]);
    const [{ contract, contractDetails: details } = {}] = client.got("CONTRACT_DATA");
    expect(contract).toMatchObject({
      conId: 265598,
      symbol: "AAPL",
      exchange: "SMART",
      primaryExch: "NASDAQ",
      tradingClass: "NMS",
    });
    expect(details).toMatchObject({
      longName: "APPLE INC",
      minTick: "0.01",
      timeZoneId: "US/Eastern",
      stockType: "COMMON",
      secIdList: [{ tag: "ISIN", value: "US0378331005" }],
    });
    expect(details?.validExchanges?.split(",")).toHaveLength(details?.marketRuleIds?.split(",").length ?? 0);
    expect(details?.liquidHours).toMatch(/^20261125:0930-20261125:1600;20261126:CLOSED/);
  });

  test("tells of all instruments that fit", () => {
    const { client, advance } = started();
    client.request("REQ_CONTRACT_DATA", { reqId: 1, contract: { symbol: "AAPL", secType: "STK" } });
    client.request("REQ_CONTRACT_DATA", { reqId: 2, contract: { symbol: "ES", secType: "FUT", exchange: "CME" } });
    advance(100);
    expect(
      client
        .got("CONTRACT_DATA")
        .filter(({ reqId }) => reqId === 1)
        .map(({ contract }) => contract?.currency),
    ).toEqual(["USD", "MXN", "CHF"]);
    const futures = client.got("CONTRACT_DATA").filter(({ reqId }) => reqId === 2);
    expect(futures[0]?.contract).toMatchObject({
      lastTradeDateOrContractMonth: "20261218 08:30:00 US/Central",
      lastTradeDate: "20261218",
      multiplier: "50",
      localSymbol: "ESZ6",
    });
    expect(futures[0]?.contractDetails).toMatchObject({
      contractMonth: "202612",
      underSymbol: "ES",
      underSecType: "IND",
      realExpirationDate: "20261218",
    });
  });

  test("tells of bonds in their own message", () => {
    const { client, advance } = started();
    client.request("REQ_CONTRACT_DATA", { reqId: 1, contract: { symbol: "AAPL", secType: "BOND" } });
    client.request("REQ_CONTRACT_DATA", { reqId: 2, contract: { issuerId: "e0000001", secType: "BOND" } });
    advance(100);
    expect(client.names.filter((name) => name === "BOND_CONTRACT_DATA")).toHaveLength(4);
    expect(client.got("BOND_CONTRACT_DATA")[0]).toMatchObject({
      contract: { conId: 194154340, secType: "BOND" },
      contractDetails: { cusip: "IBCID194154340", coupon: 1.625, descAppend: "AAPL 1 5/8 11/10/26" },
    });
  });

  test("does not exist for what is unknown, and is refused for nonsense", () => {
    const { client, advance } = started();
    client.request("REQ_CONTRACT_DATA", { reqId: 1, contract: { symbol: "NOSUCH", secType: "STK" } });
    client.request("REQ_CONTRACT_DATA", { reqId: 2, contract: { symbol: "AAPL", secType: "XYZ" } });
    client.request("REQ_CONTRACT_DATA", { reqId: 3, contract: { secType: "STK" } });
    client.request("REQ_CONTRACT_DATA", { reqId: 4, contract: { conId: 265598 } });
    advance(100);
    expect(errors(client)).toEqual([
      [2, 321, "Error validating request.-'bW' : cause - Please enter a valid security type"],
      [3, 321, "Error validating request.-'bW' : cause - Please enter a symbol or local symbol"],
      [1, 200, "No security definition has been found for the request"],
    ]);
    expect(client.got("CONTRACT_DATA").map(({ reqId }) => reqId)).toEqual([4]);
  });

  test("of a whole option chain comes bit by bit, and can be cancelled meanwhile", () => {
    const { client, advance } = started();
    client.request("REQ_CONTRACT_DATA", { reqId: 1, contract: { symbol: "SPY", secType: "OPT", exchange: "SMART" } });
    advance(25);
    const before = client.got("CONTRACT_DATA").length;
    expect(before).toBeGreaterThan(0);
    client.request("CANCEL_CONTRACT_DATA", { reqId: 1 });
    advance(10_000);
    expect(client.got("CONTRACT_DATA")).toHaveLength(before);
    expect(client.names).not.toContain("CONTRACT_DATA_END");
  });
});

describe("a search", () => {
  test("finds symbols first, names then, with what derives from them", () => {
    const { client, advance } = started();
    client.request("REQ_MATCHING_SYMBOLS", { reqId: 1, pattern: "AAPL" });
    client.request("REQ_MATCHING_SYMBOLS", { reqId: 2, pattern: "bank" });
    client.request("REQ_MATCHING_SYMBOLS", { reqId: 3, pattern: "" });
    // One search a second: the others wait for their turn.
    advance(100);
    expect(client.got("SYMBOL_SAMPLES")).toHaveLength(1);
    advance(2000);
    const [apple, bank, nothing] = client.got("SYMBOL_SAMPLES");
    expect(apple?.contractDescriptions?.[0]).toMatchObject({
      contract: { conId: 265598, symbol: "AAPL", primaryExch: "NASDAQ", description: "APPLE INC" },
      derivativeSecTypes: ["CFD", "OPT", "BAG"],
    });
    expect(apple?.contractDescriptions?.at(-1)?.contract).toMatchObject({ secType: "BOND", issuerId: "e1009061" });
    expect(bank?.contractDescriptions?.length).toBeGreaterThan(2);
    expect(nothing?.contractDescriptions ?? []).toEqual([]);
  });
});

describe("option parameters", () => {
  test("tell expiries and strikes by exchange, and end", () => {
    const { client, advance } = started();
    client.request("REQ_SEC_DEF_OPT_PARAMS", {
      reqId: 1,
      underlyingSymbol: "SPX",
      futFopExchange: "",
      underlyingSecType: "IND",
      underlyingConId: 416904,
    });
    client.request("REQ_SEC_DEF_OPT_PARAMS", {
      reqId: 2,
      underlyingSymbol: "ES",
      futFopExchange: "CME",
      underlyingSecType: "IND",
      underlyingConId: 11004968,
    });
    client.request("REQ_SEC_DEF_OPT_PARAMS", {
      reqId: 3,
      underlyingSymbol: "BHP",
      futFopExchange: "",
      underlyingSecType: "STK",
      underlyingConId: 4775,
    });
    advance(100);
    const spx = client.got("SECURITY_DEFINITION_OPTION_PARAMETER").filter(({ reqId }) => reqId === 1);
    expect(new Set(spx.map(({ tradingClass }) => tradingClass))).toEqual(new Set(["SPX", "SPXW"]));
    expect(spx[0]?.strikes?.length).toBeGreaterThan(50);
    const es = client.got("SECURITY_DEFINITION_OPTION_PARAMETER").filter(({ reqId }) => reqId === 2);
    expect(es.map(({ exchange, multiplier }) => [exchange, multiplier])).toEqual([["CME", "50"]]);
    expect(client.got("SECURITY_DEFINITION_OPTION_PARAMETER_END").map(({ reqId }) => reqId)).toEqual([1, 2, 3]);
  });

  test("name contracts that exist", () => {
    const { client, advance } = started();
    client.request("REQ_SEC_DEF_OPT_PARAMS", {
      reqId: 1,
      underlyingSymbol: "IBM",
      futFopExchange: "",
      underlyingSecType: "STK",
      underlyingConId: 8314,
    });
    advance(100);
    const [chain] = client.got("SECURITY_DEFINITION_OPTION_PARAMETER");
    for (const expiry of chain?.expirations ?? [])
      client.request("REQ_CONTRACT_DATA", {
        reqId: 2,
        contract: {
          symbol: "IBM",
          secType: "OPT",
          exchange: "SMART",
          lastTradeDateOrContractMonth: expiry ?? "",
          strike: chain?.strikes?.[5] ?? 0,
          right: "P",
        },
      });
    advance(1000);
    expect(errors(client)).toEqual([]);
  });
});

describe("rules and exchanges", () => {
  test("of contract data can be looked up", () => {
    const { client, advance } = started();
    client.request("REQ_CONTRACT_DATA", { reqId: 1, contract: contracts.option });
    advance(100);
    const details = client.got("CONTRACT_DATA")[0]?.contractDetails;
    const rule = Number(details?.marketRuleIds?.split(",")[0]);
    client.request("REQ_MARKET_RULE", { marketRuleId: rule });
    client.request("REQ_MARKET_RULE", { marketRuleId: 999_999 });
    const [answer] = client.got("MARKET_RULE");
    expect(answer?.priceIncrements?.[0]).toEqual({ lowEdge: 0, increment: stepAt(rule, 0) });
    expect(errors(client).map(([id, code]) => [id, code])).toEqual([[-1, 321]]);
  });

  test("behind the letters of a quote are told, one letter each", () => {
    const { client, advance } = started();
    client.request("REQ_MKT_DATA", { reqId: 1, contract: contracts.aapl, genericTickList: "" });
    advance(0);
    const [{ bboExchange } = {}] = client.got("TICK_REQ_PARAMS");
    client.request("REQ_SMART_COMPONENTS", { reqId: 2, bboExchange: bboExchange ?? "" });
    client.request("REQ_SMART_COMPONENTS", { reqId: 3, bboExchange: "zz" });
    const [{ smartComponents = [] } = {}] = client.got("SMART_COMPONENTS");
    expect(smartComponents.find(({ exchange }) => exchange === "NASDAQ")?.exchangeLetter).toBe("Q");
    expect(new Set(smartComponents.map(({ exchangeLetter }) => exchangeLetter)).size).toBe(smartComponents.length);
    const letters = client.got("TICK_STRING").find(({ tickType }) => tickType === 32)?.value ?? "";
    expect(smartComponents.map(({ exchangeLetter }) => exchangeLetter)).toEqual(
      expect.arrayContaining(Array.from(letters)),
    );
    expect(errors(client).map(([id, code]) => [id, code])).toEqual([[3, 321]]);
  });

  test("with books are listed", () => {
    const { client } = started();
    client.request("REQ_MKT_DEPTH_EXCHANGES", {});
    const [{ depthMarketDataDescriptions = [] } = {}] = client.got("MKT_DEPTH_EXCHANGES");
    expect(depthMarketDataDescriptions).toContainEqual(
      expect.objectContaining({ exchange: "NASDAQ", secType: "STK", serviceDataType: "Deep2" }),
    );
  });
});

test.each(["AAPL", "IBCID194154340", "US1941543407"])("bonds are found by %s in the place of the symbol", (symbol) => {
  const { client, advance } = started();
  client.request("REQ_CONTRACT_DATA", { reqId: 1, contract: { symbol, secType: "BOND", currency: "USD" } });
  advance(100);
  const found = client.got("BOND_CONTRACT_DATA").map(({ contract }) => contract?.conId);
  expect(found).toContain(194154340);
  expect(found).toHaveLength(symbol === "AAPL" ? 2 : 1);
});

test.each([
  ["a bond by its ISIN", { symbol: "US064159KJ44", secType: "BOND", currency: "USD" }],
  ["a CFD on a US stock", { symbol: "IBM", secType: "CFD", currency: "USD" }],
  ["a CFD on a European stock", { symbol: "BMW", secType: "CFD", currency: "EUR" }],
  ["a CFD on an index", { symbol: "IBUS30", secType: "CFD", currency: "USD" }],
  ["a CFD on a pair", { symbol: "EUR", secType: "CFD", currency: "USD" }],
])("%s, as sample contracts of clients name it, is one contract", (_, contract) => {
  const { client, advance } = started();
  client.request("REQ_CONTRACT_DATA", { reqId: 1, contract: { ...contract, exchange: "SMART" } });
  advance(100);
  expect(client.names.filter((name) => name?.endsWith("CONTRACT_DATA"))).toHaveLength(1);
  expect(client.got("CONTRACT_DATA_END")).toHaveLength(1);
});
