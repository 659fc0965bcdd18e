/** Every message of contracts and market data, at every version at which one of them changes: it decodes without an issue. */
import { expect, test } from "vitest";
import { gates, serverVersionMax, serverVersionMin } from "../../../src/catalogue/gates.ts";
import { type AnyMessage, messageByName, type RequestName } from "../../../src/catalogue/messages.ts";
import { gatesOf } from "../../harness/gate-versions.ts";
import type { ClientOfTests } from "../simulated-host.ts";
import { contracts, dataHost } from "./data-host.ts";

const answered: readonly RequestName[] = [
  "REQ_CONTRACT_DATA",
  "REQ_MATCHING_SYMBOLS",
  "REQ_MARKET_RULE",
  "REQ_SEC_DEF_OPT_PARAMS",
  "REQ_SMART_COMPONENTS",
  "REQ_MKT_DEPTH_EXCHANGES",
  "REQ_MKT_DATA",
  "REQ_MKT_DEPTH",
  "REQ_TICK_BY_TICK_DATA",
  "REQ_REAL_TIME_BARS",
  "REQ_HISTORICAL_DATA",
  "REQ_HEAD_TIMESTAMP",
  "REQ_HISTOGRAM_DATA",
  "REQ_HISTORICAL_TICKS",
  "REQ_CALC_IMPLIED_VOLAT",
  "REQ_CALC_OPTION_PRICE",
  "REQ_NEWS_BULLETINS",
  "REQ_NEWS_ARTICLE",
  "REQ_NEWS_PROVIDERS",
  "REQ_HISTORICAL_NEWS",
  "REQ_SCANNER_SUBSCRIPTION",
  "REQ_SCANNER_PARAMETERS",
  "REQ_FUNDAMENTAL_DATA",
  "REQ_WSH_META_DATA",
];

const told = [
  "CONTRACT_DATA",
  "BOND_CONTRACT_DATA",
  "SYMBOL_SAMPLES",
  "MARKET_RULE",
  "SECURITY_DEFINITION_OPTION_PARAMETER",
  "SMART_COMPONENTS",
  "MKT_DEPTH_EXCHANGES",
  "MARKET_DATA_TYPE",
  "TICK_REQ_PARAMS",
  "TICK_PRICE",
  "TICK_SIZE",
  "TICK_STRING",
  "TICK_GENERIC",
  "TICK_OPTION_COMPUTATION",
  "TICK_NEWS",
  "TICK_SNAPSHOT_END",
  "REROUTE_MKT_DATA_REQ",
  "MARKET_DEPTH",
  "MARKET_DEPTH_L2",
  "TICK_BY_TICK",
  "REAL_TIME_BARS",
  "HISTORICAL_DATA",
  "HISTORICAL_DATA_UPDATE",
  "HISTORICAL_DATA_END",
  "HISTORICAL_SCHEDULE",
  "HEAD_TIMESTAMP",
  "HISTOGRAM_DATA",
  "HISTORICAL_TICKS",
  "HISTORICAL_TICKS_BID_ASK",
  "HISTORICAL_TICKS_LAST",
  "NEWS_BULLETINS",
  "NEWS_PROVIDERS",
  "HISTORICAL_NEWS",
  "HISTORICAL_NEWS_END",
  "NEWS_ARTICLE",
  "SCANNER_PARAMETERS",
  "SCANNER_DATA",
  "FUNDAMENTAL_DATA",
  "WSH_META_DATA",
  "WSH_EVENT_DATA",
  "ERR_MSG",
] as const;

const existsAt = (name: string, version: number): boolean => {
  const gate = messageByName(name)?.since;
  return gate === undefined || version >= gates[gate].version;
};

/** Asks for everything that the version knows. */
function askForAll(client: ClientOfTests, version: number): void {
  let reqId = 0;
  const ask: ClientOfTests["request"] = (name, fields) => {
    if (existsAt(name, version)) client.request(name, { ...fields, reqId: (reqId += 1) });
  };
  ask("REQ_MARKET_DATA_TYPE", { marketDataType: 3 });
  for (const contract of Object.values(contracts)) ask("REQ_CONTRACT_DATA", { contract });
  ask("REQ_MATCHING_SYMBOLS", { pattern: "AAP" });
  ask("REQ_MARKET_RULE", { marketRuleId: 26 });
  ask("REQ_SEC_DEF_OPT_PARAMS", {
    underlyingSymbol: "AAPL",
    futFopExchange: "",
    underlyingSecType: "STK",
    underlyingConId: 265598,
  });
  ask("REQ_MKT_DEPTH_EXCHANGES", {});
  for (const contract of Object.values(contracts)) ask("REQ_MKT_DATA", { contract, genericTickList: "" });
  ask("REQ_MKT_DATA", {
    contract: contracts.spy,
    genericTickList: "100,101,104,105,106,165,221,232,233,236,292,293,294,295,318,375,411,456,577,595,614,619,623",
  });
  ask("REQ_MKT_DATA", { contract: contracts.aapl, genericTickList: "258,292" });
  ask("REQ_MKT_DATA", {
    contract: { symbol: "BRFG:BRFG_ALL", secType: "NEWS", exchange: "BRFG" },
    genericTickList: "mdoff,292",
  });
  ask("REQ_MKT_DATA", { contract: contracts.spy, genericTickList: "", snapshot: true });
  ask("REQ_MKT_DEPTH", { contract: contracts.es, numRows: 5 });
  ask("REQ_MKT_DEPTH", { contract: { ...contracts.aapl, exchange: "NASDAQ" }, numRows: 5 });
  ask("REQ_MKT_DEPTH", { contract: contracts.spy, numRows: 5, isSmartDepth: true });
  for (const tickType of ["Last", "AllLast", "BidAsk", "MidPoint"])
    ask("REQ_TICK_BY_TICK_DATA", { contract: contracts.aapl, tickType, numberOfTicks: 3, ignoreSize: false });
  ask("REQ_REAL_TIME_BARS", { contract: contracts.aapl, barSize: 5, whatToShow: "TRADES", useRTH: false });
  const history = {
    contract: contracts.aapl,
    endDateTime: "",
    duration: "3600 S",
    barSizeSetting: "5 mins",
    useRTH: true,
  };
  for (const whatToShow of ["TRADES", "MIDPOINT", "BID_ASK", "FEE_RATE", "HISTORICAL_VOLATILITY"])
    ask("REQ_HISTORICAL_DATA", { ...history, whatToShow, formatDate: 1, keepUpToDate: whatToShow === "TRADES" });
  ask("REQ_HISTORICAL_DATA", {
    ...history,
    duration: "5 D",
    barSizeSetting: "1 day",
    whatToShow: "SCHEDULE",
    formatDate: 1,
  });
  ask("REQ_HEAD_TIMESTAMP", { contract: contracts.aapl, useRTH: true, whatToShow: "TRADES", formatDate: 1 });
  ask("REQ_HISTOGRAM_DATA", { contract: contracts.aapl, useRTH: true, timePeriod: "1 day" });
  for (const whatToShow of ["TRADES", "BID_ASK", "MIDPOINT"])
    ask("REQ_HISTORICAL_TICKS", {
      contract: contracts.aapl,
      startDateTime: "20261124 15:00:00 US/Eastern",
      endDateTime: "",
      numberOfTicks: 10,
      whatToShow,
      useRTH: true,
    });
  ask("REQ_CALC_IMPLIED_VOLAT", { contract: contracts.option, optionPrice: 15, underPrice: 255 });
  ask("REQ_CALC_OPTION_PRICE", { contract: contracts.option, volatility: 0.3, underPrice: 255 });
  ask("REQ_NEWS_BULLETINS", { allMessages: true });
  ask("REQ_NEWS_PROVIDERS", {});
  ask("REQ_HISTORICAL_NEWS", {
    conId: 265598,
    providerCodes: "BRFG+DJ-N+BRFUPDN+DJNL",
    startDateTime: "",
    endDateTime: "",
    totalResults: 5,
  });
  ask("REQ_SCANNER_PARAMETERS", {});
  ask("REQ_SCANNER_SUBSCRIPTION", {
    scannerSubscription: { instrument: "STK", locationCode: "STK.US.MAJOR", scanCode: "MOST_ACTIVE", numberOfRows: 5 },
  });
  ask("REQ_FUNDAMENTAL_DATA", { contract: contracts.aapl, reportType: "ReportSnapshot" });
  ask("REQ_WSH_META_DATA", {});
}

/** Asks for what other answers name. */
function askFurther(client: ClientOfTests, version: number): void {
  const map = client.got("TICK_REQ_PARAMS").find(({ bboExchange }) => bboExchange)?.bboExchange;
  if (map && existsAt("REQ_SMART_COMPONENTS", version))
    client.request("REQ_SMART_COMPONENTS", { reqId: 901, bboExchange: map });
  const [story] = client.got("HISTORICAL_NEWS");
  if (story)
    client.request("REQ_NEWS_ARTICLE", {
      reqId: 902,
      providerCode: story.providerCode ?? "",
      articleId: story.articleId ?? "",
    });
  if (existsAt("REQ_WSH_EVENT_DATA", version))
    client.request("REQ_WSH_EVENT_DATA", { reqId: 903, conId: 265598, startDate: "", endDate: "", totalLimit: 5 });
}

/** Between two gates nothing changes: the version of each gate stands for those up to the next. */
const versions = [
  ...new Set([
    serverVersionMin,
    serverVersionMax,
    ...[...answered, ...told].flatMap((name) =>
      [...gatesOf(messageByName(name) as AnyMessage)].map((gate) => gates[gate].version),
    ),
  ]),
]
  .filter((version) => version >= serverVersionMin && version <= serverVersionMax)
  .toSorted((one, other) => one - other);

test.each(versions)("at version %i all that comes decodes without an issue", (version) => {
  const { started, advance } = dataHost();
  const client = started({ clientId: 1, max: version });
  expect(client.serverVersion).toBe(version);
  askForAll(client, version);
  advance(1000);
  askFurther(client, version);
  advance(11_000);
  expect(client.received.filter(({ issues }) => issues.length > 0).map(({ name, issues }) => [name, issues])).toEqual(
    [],
  );
  expect(client.names).not.toContain(undefined);
  const missing = told.filter((name) => existsAt(name, version) && !client.names.includes(name));
  // Versions without the request have no answer to it either.
  const unasked = new Set<string>([
    ...(existsAt("REQ_HISTORICAL_NEWS", version) ? [] : ["NEWS_ARTICLE"]),
    ...(existsAt("REQ_SMART_COMPONENTS", version) ? [] : ["SMART_COMPONENTS"]),
  ]);
  expect(missing.filter((name) => !unasked.has(name))).toEqual([]);
});

test("versions of the test reach from the oldest to the newest", () => {
  expect([versions[0], versions.at(-1)]).toEqual([serverVersionMin, serverVersionMax]);
});
