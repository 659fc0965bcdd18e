/**
 * Every request of the protocol, as programs make them in a day: one part a subject, between which time passes. For tests
 * of all that the host sends, at any server version: requests that a version does not have are left out.
 */
import { gates } from "../../src/catalogue/gates.ts";
import { type FieldsOf, messageByName, type RequestName, type ResponseName } from "../../src/catalogue/messages.ts";
import { contracts, wholeLeg } from "./data/data-host.ts";

/** Whoever asks: a client of the tests. */
export interface Asking {
  readonly serverVersion: number;
  readonly request: <N extends RequestName>(name: N, fields: FieldsOf<N>) => void;
  readonly got: <N extends ResponseName>(name: N) => FieldsOf<N>[];
}

export const existsAt = (name: string, version: number): boolean => {
  const gate = messageByName(name)?.since;
  return gate === undefined || version >= gates[gate].version;
};

/** The account that orders are for, and the group of the advisor's that they are for otherwise. */
const account = "DU1000001";
/** What the host of these requests is set to. */
export const hostForAll = {
  accounts: ["DU1234567", account, "DU1000002"],
  advisor: true,
  requestsPerSecondMax: 10_000,
  marketDataLinesMax: 1000,
} as const;

/** All ticks of stocks, and those of others. */
const stockTicks = "100,101,104,105,106,165,221,232,233,236,292,293,294,295,318,375,411,456,577,595,614,619,623";
const sapFuture = { symbol: "SAP", secType: "FUT", exchange: "EUREX", currency: "EUR" };
const sapConId = 14_204;
const groups =
  '<?xml version="1.0" encoding="UTF-8"?><ListOfGroups><Group><name>Both-Half</name><defaultMethod>EqualQuantity' +
  '</defaultMethod><ListOfAccts varName="list"><Account><acct>DU1000001</acct></Account><Account><acct>DU1000002</acct>' +
  "</Account></ListOfAccts></Group></ListOfGroups>";

/** Articles came a version before the search for them. */
const knownStory = { providerCode: "DJ-N", articleId: "DJ-N$00040d7e028972" };

export class EveryRequest {
  readonly client: Asking;
  private last: number;
  /** Ids of all requests, by their names. */
  private readonly ids = new Map<RequestName, number[]>();

  /** @param firstId ids of requests begin behind it */
  constructor(client: Asking, firstId = 0) {
    this.client = client;
    this.last = firstId;
  }

  /** The names of all that was asked. */
  get asked(): RequestName[] {
    return [...this.ids.keys()];
  }

  session(): void {
    this.ask("REQ_MANAGED_ACCTS", {});
    this.ask("REQ_IDS", { numIds: 1 });
    this.ask("SET_SERVER_LOGLEVEL", { logLevel: 5 });
    this.ask("REQ_CURRENT_TIME", {});
    this.ask("REQ_CURRENT_TIME_IN_MILLIS", {});
    this.ask("VERIFY_REQUEST", { apiName: "well-known demo", apiVersion: "1.2-3" });
    this.ask("VERIFY_MESSAGE", { apiData: "an - answer" });
    this.ask("VERIFY_AND_AUTH_REQUEST", { apiName: "demo", apiVersion: "1", opaqueIsvKey: "key" });
    this.ask("VERIFY_AND_AUTH_MESSAGE", { apiData: "answer", xyzResponse: "-response" });
    this.ask("QUERY_DISPLAY_GROUPS", {});
    const group = this.ask("SUBSCRIBE_TO_GROUP_EVENTS", { groupId: 1 });
    for (const contractInfo of ["265598@SMART", "none", "no - contract"])
      this.ask("UPDATE_DISPLAY_GROUP", { reqId: group, contractInfo });
    this.ask("UNSUBSCRIBE_FROM_GROUP_EVENTS", { reqId: group });
    this.ask("REQ_CONFIG", {});
    this.ask("UPDATE_CONFIG", { api: { settings: { loggingLevel: "Detail" } } });
    this.ask("UPDATE_CONFIG", { api: { settings: { loggingLevel: "No - Level" } } });
    this.ask("REQ_USER_INFO", {});
    this.ask("REQ_FAMILY_CODES", {});
    this.ask("REQ_SOFT_DOLLAR_TIERS", {});
  }

  contracts(): void {
    for (const contract of Object.values(contracts)) this.ask("REQ_CONTRACT_DATA", { contract });
    this.ask("REQ_CONTRACT_DATA", { contract: sapFuture });
    // Several, none, by another id, that cannot be.
    this.ask("REQ_CONTRACT_DATA", {
      contract: { symbol: "ES", secType: "FUT", exchange: "CME", includeExpired: true },
    });
    this.ask("REQ_CONTRACT_DATA", { contract: { symbol: "NO-SUCH", secType: "STK", exchange: "SMART" } });
    this.ask("REQ_CONTRACT_DATA", { contract: { secIdType: "ISIN", secId: "US0378331005", exchange: "SMART" } });
    const wrong = this.ask("REQ_CONTRACT_DATA", { contract: { symbol: "EUR", secType: "X-Y" } });
    this.ask("CANCEL_CONTRACT_DATA", { reqId: wrong });
    for (const pattern of ["AAP", "BRK-", "Berkshire", "B"]) this.ask("REQ_MATCHING_SYMBOLS", { pattern });
    for (const marketRuleId of [26, 32, 59, 9999]) this.ask("REQ_MARKET_RULE", { marketRuleId });
    this.ask("REQ_SEC_DEF_OPT_PARAMS", {
      underlyingSymbol: "AAPL",
      futFopExchange: "",
      underlyingSecType: "STK",
      underlyingConId: 265598,
    });
    this.ask("REQ_MKT_DEPTH_EXCHANGES", {});
  }

  marketData(): void {
    for (const marketDataType of [1, 2, 4, 3]) {
      this.ask("REQ_MARKET_DATA_TYPE", { marketDataType });
      this.ask("REQ_MKT_DATA", { contract: contracts.vodafone, genericTickList: "" });
    }
    for (const contract of Object.values(contracts)) this.ask("REQ_MKT_DATA", { contract, genericTickList: "" });
    this.ask("REQ_MKT_DATA", { contract: contracts.spy, genericTickList: stockTicks });
    this.ask("REQ_MKT_DATA", { contract: contracts.aapl, genericTickList: "258,292" });
    this.ask("REQ_MKT_DATA", { contract: contracts.es, genericTickList: "588" });
    this.ask("REQ_MKT_DATA", {
      contract: { symbol: "BRFG:BRFG_ALL", secType: "NEWS", exchange: "BRFG" },
      genericTickList: "mdoff,292",
    });
    this.ask("REQ_MKT_DATA", { contract: contracts.spy, genericTickList: "no-tick" });
    const deltaNeutralContract = { conId: 265598, delta: 0.4, price: 250.5 };
    this.ask("REQ_MKT_DATA", { contract: { ...contracts.combo, deltaNeutralContract }, genericTickList: "" });
    this.ask("REQ_MKT_DATA", { contract: this.exchangeForPhysical, genericTickList: "" });
    this.ask("REQ_MKT_DEPTH", { contract: contracts.es, numRows: 5 });
    this.ask("REQ_MKT_DEPTH", { contract: { ...contracts.aapl, exchange: "NASDAQ" }, numRows: 5 });
    this.ask("REQ_MKT_DEPTH", { contract: contracts.spy, numRows: 5, isSmartDepth: true });
    this.ask("REQ_MKT_DEPTH", { contract: contracts.cfd, numRows: 5 });
    for (const tickType of ["Last", "AllLast", "BidAsk", "MidPoint"])
      this.ask("REQ_TICK_BY_TICK_DATA", { contract: contracts.aapl, tickType, numberOfTicks: 3, ignoreSize: false });
    this.ask("REQ_CALC_IMPLIED_VOLAT", { contract: contracts.option, optionPrice: 15, underPrice: 255 });
    this.ask("REQ_CALC_OPTION_PRICE", { contract: contracts.option, volatility: 0.3, underPrice: 255 });
  }

  /** Asks for what the answers name, and ends what was begun. */
  marketDataEnd(): void {
    const map = this.client.got("TICK_REQ_PARAMS").find(({ bboExchange }) => bboExchange)?.bboExchange;
    for (const bboExchange of [map ?? "a6", "no-map"]) this.ask("REQ_SMART_COMPONENTS", { bboExchange });
    this.cancel("CANCEL_MKT_DATA", "REQ_MKT_DATA");
    this.cancel("CANCEL_MKT_DEPTH", "REQ_MKT_DEPTH");
    this.cancel("CANCEL_TICK_BY_TICK_DATA", "REQ_TICK_BY_TICK_DATA");
    this.cancel("CANCEL_CALC_IMPLIED_VOLAT", "REQ_CALC_IMPLIED_VOLAT");
    this.cancel("CANCEL_CALC_OPTION_PRICE", "REQ_CALC_OPTION_PRICE");
  }

  /** What takes 11 seconds. */
  slowData(): void {
    this.ask("REQ_MKT_DATA", { contract: contracts.spy, genericTickList: "", snapshot: true });
    this.ask("REQ_REAL_TIME_BARS", { contract: contracts.aapl, barSize: 5, whatToShow: "TRADES", useRTH: false });
  }

  slowDataEnd(): void {
    this.cancel("CANCEL_MKT_DATA", "REQ_MKT_DATA");
    this.cancel("CANCEL_REAL_TIME_BARS", "REQ_REAL_TIME_BARS");
  }

  history(): void {
    const contract = contracts.aapl;
    const bars = {
      contract,
      endDateTime: "",
      duration: "3600 S",
      barSizeSetting: "5 mins",
      useRTH: true,
      formatDate: 1,
    };
    for (const whatToShow of ["TRADES", "MIDPOINT", "BID_ASK", "FEE_RATE", "HISTORICAL_VOLATILITY", "NO-SUCH"])
      this.ask("REQ_HISTORICAL_DATA", { ...bars, whatToShow, keepUpToDate: whatToShow === "TRADES" });
    this.ask("REQ_HISTORICAL_DATA", { ...bars, duration: "1 M", barSizeSetting: "1 day", whatToShow: "ADJUSTED_LAST" });
    this.ask("REQ_HISTORICAL_DATA", { ...bars, whatToShow: "TRADES", endDateTime: "20261124-20:00:00", formatDate: 2 });
    this.ask("REQ_HISTORICAL_DATA", { ...bars, duration: "5 D", barSizeSetting: "1 day", whatToShow: "SCHEDULE" });
    this.ask("REQ_HEAD_TIMESTAMP", { contract, useRTH: true, whatToShow: "TRADES", formatDate: 1 });
    this.ask("REQ_HISTOGRAM_DATA", { contract, useRTH: true, timePeriod: "1 day" });
    for (const whatToShow of ["TRADES", "BID_ASK", "MIDPOINT"])
      this.ask("REQ_HISTORICAL_TICKS", {
        contract,
        startDateTime: "20261124 15:00:00 US/Eastern",
        endDateTime: "",
        numberOfTicks: 10,
        whatToShow,
        useRTH: true,
      });
  }

  historyEnd(): void {
    this.cancel("CANCEL_HISTORICAL_DATA", "REQ_HISTORICAL_DATA");
    this.cancel("CANCEL_HEAD_TIMESTAMP", "REQ_HEAD_TIMESTAMP");
    this.cancel("CANCEL_HISTOGRAM_DATA", "REQ_HISTOGRAM_DATA");
    this.cancel("CANCEL_HISTORICAL_TICKS", "REQ_HISTORICAL_TICKS");
  }

  reports(): void {
    this.ask("REQ_NEWS_BULLETINS", { allMessages: true });
    this.ask("REQ_NEWS_PROVIDERS", {});
    this.ask("REQ_HISTORICAL_NEWS", {
      conId: 265598,
      providerCodes: "BRFG+DJ-N+BRFUPDN+DJNL",
      startDateTime: "",
      endDateTime: "",
      totalResults: 5,
    });
    this.ask("REQ_SCANNER_PARAMETERS", {});
    const scan = { instrument: "STK", locationCode: "STK.US.MAJOR", numberOfRows: 5 };
    this.ask("REQ_SCANNER_SUBSCRIPTION", {
      scannerSubscription: { ...scan, scanCode: "MOST_ACTIVE", abovePrice: 5, stockTypeFilter: "CORP" },
    });
    this.ask("REQ_SCANNER_SUBSCRIPTION", { scannerSubscription: { ...scan, scanCode: "NO-SCAN" } });
    for (const reportType of ["ReportSnapshot", "ReportsFinSummary", "No-Report"])
      this.ask("REQ_FUNDAMENTAL_DATA", { contract: contracts.aapl, reportType });
    this.ask("REQ_WSH_META_DATA", {});
  }

  reportsEnd(): void {
    this.cancel("CANCEL_FUNDAMENTAL_DATA", "REQ_FUNDAMENTAL_DATA");
    this.cancel("CANCEL_WSH_META_DATA", "REQ_WSH_META_DATA");
    const story = this.client.got("HISTORICAL_NEWS")[0] ?? knownStory;
    const { providerCode, articleId } = story;
    this.ask("REQ_NEWS_ARTICLE", { providerCode, articleId });
    this.ask("REQ_NEWS_ARTICLE", { providerCode, articleId: "DJ-N$no-article" });
    this.ask("REQ_WSH_EVENT_DATA", { conId: 265598, startDate: "", endDate: "", totalLimit: 5 });
    this.ask("REQ_WSH_EVENT_DATA", {
      conId: null,
      filter: '{"country":"All","watchlist":["265598"],"wshe_ed":"true"}',
    });
  }

  eventsEnd(): void {
    this.ask("CANCEL_NEWS_BULLETINS", {});
    this.cancel("CANCEL_SCANNER_SUBSCRIPTION", "REQ_SCANNER_SUBSCRIPTION");
    this.cancel("CANCEL_WSH_EVENT_DATA", "REQ_WSH_EVENT_DATA");
  }

  account(): void {
    this.ask("REQ_ACCT_DATA", { subscribe: true, acctCode: account });
    this.ask("REQ_ACCOUNT_SUMMARY", { group: "All", tags: "NetLiquidation,Leverage,$LEDGER:ALL" });
    this.ask("REQ_ACCOUNT_SUMMARY", { group: "No-Group", tags: "Cushion" });
    this.ask("REQ_POSITIONS", {});
    this.ask("REQ_POSITIONS_MULTI", { account, modelCode: "" });
    this.ask("REQ_ACCOUNT_UPDATES_MULTI", { account, modelCode: "", ledgerAndNLV: false });
    this.ask("REQ_PNL", { account, modelCode: "" });
    this.ask("REQ_PNL_SINGLE", { account, modelCode: "", conId: 265598 });
    for (const faDataType of [1, 3]) this.ask("REQ_FA", { faDataType });
    this.ask("REPLACE_FA", { faDataType: 1, xml: groups });
    this.ask("REPLACE_FA", { faDataType: 1, xml: "<no-groups/>" });
  }

  accountEnd(): void {
    this.ask("REQ_ACCT_DATA", { subscribe: false, acctCode: account });
    this.cancel("CANCEL_ACCOUNT_SUMMARY", "REQ_ACCOUNT_SUMMARY");
    this.ask("CANCEL_POSITIONS", {});
    this.cancel("CANCEL_POSITIONS_MULTI", "REQ_POSITIONS_MULTI");
    this.cancel("CANCEL_ACCOUNT_UPDATES_MULTI", "REQ_ACCOUNT_UPDATES_MULTI");
    this.cancel("CANCEL_PNL", "REQ_PNL");
    this.cancel("CANCEL_PNL_SINGLE", "REQ_PNL_SINGLE");
  }

  /** The nearest future on SAP against its hundred shares. */
  private get exchangeForPhysical(): FieldsOf<"REQ_MKT_DATA">["contract"] {
    const future = this.client.got("CONTRACT_DATA").find(({ contract }) => contract?.symbol === "SAP")?.contract;
    return {
      symbol: "SAP",
      secType: "BAG",
      exchange: "SMART",
      currency: "EUR",
      comboLegs: [
        { ...wholeLeg, conId: future?.conId ?? 0, ratio: 1, action: "BUY", exchange: "EUREX" },
        { ...wholeLeg, conId: sapConId, ratio: 100, action: "SELL", exchange: "SMART" },
      ],
    };
  }

  /** Asks with a new id, where the version has the request. @returns the id */
  ask<N extends RequestName>(name: N, fields: FieldsOf<N>): number {
    this.last += 1;
    if (!existsAt(name, this.client.serverVersion)) return this.last;
    this.ids.set(name, [...(this.ids.get(name) ?? []), this.last]);
    this.client.request(name, { reqId: this.last, ...fields });
    return this.last;
  }

  /** Cancels all that were asked for, and one that never was. */
  private cancel(name: RequestName, request: RequestName): void {
    for (const reqId of [...(this.ids.get(request) ?? []), 99_999]) this.ask(name, { reqId } as object);
    this.ids.set(request, []);
  }
}
