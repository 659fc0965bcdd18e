/** What the official Python client asks of the simulated host, one step for each request, and what it must hear. */
import type { RequestName } from "../../../src/catalogue/messages.ts";
import { gates } from "../../../src/catalogue/gates.ts";

/** A callback, and arguments that it must have. */
export interface Heard {
  readonly call: string;
  readonly args?: Readonly<Record<string, unknown>>;
}

export interface Step {
  readonly request: RequestName;
  readonly method: string;
  readonly args: readonly unknown[];
  /** All of these must be heard. */
  readonly until: readonly Heard[];
  /** The first server version at which the client can send it. */
  readonly since?: number;
  /** The newest at which it can. */
  readonly last?: number;
}

const object = (name: string, set: object = {}): object => ({ class: name, set });
const contract = (symbol: string, more: object = {}): object =>
  object("Contract", { symbol, secType: "STK", exchange: "SMART", currency: "USD", ...more });
export const apple = contract("AAPL");
const euro = contract("EUR", { secType: "CASH", exchange: "IDEALPRO" });
const order = (set: object): object => object("Order", { tif: "DAY", ...set });
const ofId = (call: string, reqId: number, more: object = {}): Heard => ({ call, args: { reqId, ...more } });

/** Ids of orders that the steps use, from the next valid one on. */
export interface Ids {
  readonly next: number;
  readonly account: string;
  /** An option that is listed, as a contract of the client, and its strike. */
  readonly option: object;
  readonly strike: number;
  /** What TICK_REQ_PARAMS calls the exchanges of AAPL. */
  readonly bboExchange: string;
}

export const officialSteps = ({ next, account, option, strike, bboExchange }: Ids): readonly Step[] => [
  // ── the session ──
  {
    request: "REQ_MANAGED_ACCTS",
    method: "reqManagedAccts",
    args: [],
    until: [{ call: "managedAccounts", args: { accountsList: account } }],
  },
  { request: "REQ_IDS", method: "reqIds", args: [1], until: [{ call: "nextValidId", args: { orderId: next } }] },
  { request: "SET_SERVER_LOGLEVEL", method: "setServerLogLevel", args: [5], until: [] },
  { request: "REQ_CURRENT_TIME", method: "reqCurrentTime", args: [], until: [{ call: "currentTime" }] },
  {
    request: "REQ_CURRENT_TIME_IN_MILLIS",
    method: "reqCurrentTimeInMillis",
    args: [],
    until: [{ call: "currentTimeInMillis" }],
    since: gates.CURRENT_TIME_IN_MILLIS.version,
  },
  { request: "VERIFY_REQUEST", method: "verifyRequest", args: ["demo", "1"], until: [{ call: "verifyMessageAPI" }] },
  { request: "VERIFY_MESSAGE", method: "verifyMessage", args: ["answer"], until: [{ call: "verifyCompleted" }] },
  {
    request: "VERIFY_AND_AUTH_REQUEST",
    method: "verifyAndAuthRequest",
    args: ["demo", "1", "key"],
    until: [{ call: "verifyAndAuthMessageAPI" }],
  },
  {
    request: "VERIFY_AND_AUTH_MESSAGE",
    method: "verifyAndAuthMessage",
    args: ["answer", "response"],
    until: [{ call: "verifyAndAuthCompleted" }],
  },
  {
    request: "QUERY_DISPLAY_GROUPS",
    method: "queryDisplayGroups",
    args: [101],
    until: [ofId("displayGroupList", 101)],
  },
  {
    request: "SUBSCRIBE_TO_GROUP_EVENTS",
    method: "subscribeToGroupEvents",
    args: [102, 1],
    until: [ofId("displayGroupUpdated", 102, { contractInfo: "none" })],
  },
  {
    request: "UPDATE_DISPLAY_GROUP",
    method: "updateDisplayGroup",
    args: [102, "265598@SMART"],
    until: [ofId("displayGroupUpdated", 102, { contractInfo: "265598@SMART" })],
  },
  { request: "UNSUBSCRIBE_FROM_GROUP_EVENTS", method: "unsubscribeFromGroupEvents", args: [102], until: [] },
  {
    request: "REQ_CONFIG",
    method: "reqConfigProtoBuf",
    args: [{ proto: "ConfigRequest", set: { reqId: 103 } }],
    until: [{ call: "configResponseProtoBuf" }],
    since: gates.CONFIG.version,
  },
  {
    request: "UPDATE_CONFIG",
    method: "updateConfigProtoBuf",
    args: [{ proto: "UpdateConfigRequest", set: { reqId: 104, api: { settings: { loggingLevel: "Detail" } } } }],
    until: [{ call: "updateConfigResponseProtoBuf" }],
    since: gates.UPDATE_CONFIG.version,
  },
  // ── contracts ──
  {
    request: "REQ_CONTRACT_DATA",
    method: "reqContractDetails",
    args: [201, apple],
    until: [ofId("contractDetails", 201), ofId("contractDetailsEnd", 201)],
  },
  {
    request: "CANCEL_CONTRACT_DATA",
    method: "cancelContractData",
    args: [201],
    until: [],
    since: gates.CANCEL_CONTRACT_DATA.version,
  },
  {
    request: "REQ_MATCHING_SYMBOLS",
    method: "reqMatchingSymbols",
    args: [202, "App"],
    until: [ofId("symbolSamples", 202)],
  },
  {
    request: "REQ_MARKET_RULE",
    method: "reqMarketRule",
    args: [26],
    until: [{ call: "marketRule", args: { marketRuleId: 26 } }],
  },
  {
    request: "REQ_SEC_DEF_OPT_PARAMS",
    method: "reqSecDefOptParams",
    args: [203, "AAPL", "", "STK", 265_598],
    until: [ofId("securityDefinitionOptionParameter", 203), ofId("securityDefinitionOptionParameterEnd", 203)],
  },
  {
    request: "REQ_MKT_DEPTH_EXCHANGES",
    method: "reqMktDepthExchanges",
    args: [],
    until: [{ call: "mktDepthExchanges" }],
  },
  // ── market data ──
  { request: "REQ_MARKET_DATA_TYPE", method: "reqMarketDataType", args: [1], until: [] },
  {
    request: "REQ_MKT_DATA",
    method: "reqMktData",
    args: [301, apple, "100,101,106,233", false, false, []],
    until: [
      ofId("marketDataType", 301),
      ofId("tickPrice", 301),
      ofId("tickSize", 301),
      { call: "tickReqParams", args: { tickerId: 301 } },
    ],
  },
  { request: "CANCEL_MKT_DATA", method: "cancelMktData", args: [301], until: [] },
  {
    request: "REQ_SMART_COMPONENTS",
    method: "reqSmartComponents",
    args: [302, bboExchange],
    until: [ofId("smartComponents", 302)],
  },
  {
    request: "REQ_MKT_DEPTH",
    method: "reqMktDepth",
    args: [303, euro, 5, false, []],
    until: [ofId("updateMktDepth", 303)],
  },
  { request: "CANCEL_MKT_DEPTH", method: "cancelMktDepth", args: [303, false], until: [] },
  {
    request: "REQ_TICK_BY_TICK_DATA",
    method: "reqTickByTickData",
    args: [304, euro, "BidAsk", 0, false],
    until: [ofId("tickByTickBidAsk", 304)],
  },
  { request: "CANCEL_TICK_BY_TICK_DATA", method: "cancelTickByTickData", args: [304], until: [] },
  {
    request: "REQ_REAL_TIME_BARS",
    method: "reqRealTimeBars",
    args: [305, apple, 5, "TRADES", true, []],
    until: [ofId("realtimeBar", 305)],
  },
  { request: "CANCEL_REAL_TIME_BARS", method: "cancelRealTimeBars", args: [305], until: [] },
  {
    request: "REQ_CALC_IMPLIED_VOLAT",
    method: "calculateImpliedVolatility",
    args: [306, option, strike / 10, strike, []],
    until: [ofId("tickOptionComputation", 306)],
  },
  { request: "CANCEL_CALC_IMPLIED_VOLAT", method: "cancelCalculateImpliedVolatility", args: [306], until: [] },
  {
    request: "REQ_CALC_OPTION_PRICE",
    method: "calculateOptionPrice",
    args: [307, option, 0.3, strike, []],
    until: [ofId("tickOptionComputation", 307)],
  },
  { request: "CANCEL_CALC_OPTION_PRICE", method: "cancelCalculateOptionPrice", args: [307], until: [] },
  // ── history ──
  {
    request: "REQ_HISTORICAL_DATA",
    method: "reqHistoricalData",
    args: [401, apple, "", "1 D", "1 hour", "TRADES", 1, 1, false, []],
    until: [ofId("historicalData", 401), ofId("historicalDataEnd", 401)],
  },
  { request: "CANCEL_HISTORICAL_DATA", method: "cancelHistoricalData", args: [401], until: [] },
  {
    request: "REQ_HEAD_TIMESTAMP",
    method: "reqHeadTimeStamp",
    args: [402, apple, "TRADES", 1, 1],
    until: [ofId("headTimestamp", 402)],
  },
  { request: "CANCEL_HEAD_TIMESTAMP", method: "cancelHeadTimeStamp", args: [402], until: [] },
  {
    request: "REQ_HISTOGRAM_DATA",
    method: "reqHistogramData",
    args: [403, apple, true, "1 week"],
    until: [ofId("histogramData", 403)],
  },
  { request: "CANCEL_HISTOGRAM_DATA", method: "cancelHistogramData", args: [403], until: [] },
  {
    request: "REQ_HISTORICAL_TICKS",
    method: "reqHistoricalTicks",
    args: [404, apple, "20261124 15:00:00 UTC", "", 10, "TRADES", 1, false, []],
    until: [ofId("historicalTicksLast", 404)],
  },
  {
    request: "CANCEL_HISTORICAL_TICKS",
    method: "cancelHistoricalTicks",
    args: [404],
    until: [],
    since: gates.CANCEL_CONTRACT_DATA.version,
  },
  // ── news, scanners, calendars ──
  { request: "REQ_NEWS_PROVIDERS", method: "reqNewsProviders", args: [], until: [{ call: "newsProviders" }] },
  {
    request: "REQ_HISTORICAL_NEWS",
    method: "reqHistoricalNews",
    args: [501, 265_598, "BRFG", "", "", 10, []],
    until: [{ call: "historicalNewsEnd", args: { requestId: 501 } }],
  },
  { request: "REQ_NEWS_ARTICLE", method: "reqNewsArticle", args: [502, "BRFG", "BRFG$00000000", []], until: [] },
  { request: "REQ_NEWS_BULLETINS", method: "reqNewsBulletins", args: [true], until: [] },
  { request: "CANCEL_NEWS_BULLETINS", method: "cancelNewsBulletins", args: [], until: [] },
  {
    request: "REQ_SCANNER_PARAMETERS",
    method: "reqScannerParameters",
    args: [],
    until: [{ call: "scannerParameters" }],
  },
  {
    request: "REQ_SCANNER_SUBSCRIPTION",
    method: "reqScannerSubscription",
    args: [
      503,
      object("ScannerSubscription", { instrument: "STK", locationCode: "STK.US.MAJOR", scanCode: "TOP_PERC_GAIN" }),
      [],
      [],
    ],
    until: [ofId("scannerData", 503), ofId("scannerDataEnd", 503)],
  },
  { request: "CANCEL_SCANNER_SUBSCRIPTION", method: "cancelScannerSubscription", args: [503], until: [] },
  { request: "REQ_WSH_META_DATA", method: "reqWshMetaData", args: [504], until: [ofId("wshMetaData", 504)] },
  { request: "CANCEL_WSH_META_DATA", method: "cancelWshMetaData", args: [504], until: [] },
  {
    request: "REQ_WSH_EVENT_DATA",
    method: "reqWshEventData",
    args: [505, object("WshEventData", { conId: 265_598 })],
    until: [ofId("wshEventData", 505)],
  },
  { request: "CANCEL_WSH_EVENT_DATA", method: "cancelWshEventData", args: [505], until: [] },
  // ── accounts ──
  {
    request: "REQ_ACCT_DATA",
    method: "reqAccountUpdates",
    args: [true, account],
    until: [
      { call: "updateAccountValue" },
      { call: "updateAccountTime" },
      { call: "accountDownloadEnd", args: { accountName: account } },
    ],
  },
  {
    request: "REQ_ACCOUNT_SUMMARY",
    method: "reqAccountSummary",
    args: [601, "All", "NetLiquidation,BuyingPower"],
    until: [ofId("accountSummary", 601, { tag: "NetLiquidation" }), ofId("accountSummaryEnd", 601)],
  },
  { request: "CANCEL_ACCOUNT_SUMMARY", method: "cancelAccountSummary", args: [601], until: [] },
  { request: "REQ_POSITIONS", method: "reqPositions", args: [], until: [{ call: "positionEnd" }] },
  { request: "CANCEL_POSITIONS", method: "cancelPositions", args: [], until: [] },
  {
    request: "REQ_POSITIONS_MULTI",
    method: "reqPositionsMulti",
    args: [602, account, ""],
    until: [ofId("positionMultiEnd", 602)],
  },
  { request: "CANCEL_POSITIONS_MULTI", method: "cancelPositionsMulti", args: [602], until: [] },
  {
    request: "REQ_ACCOUNT_UPDATES_MULTI",
    method: "reqAccountUpdatesMulti",
    args: [603, account, "", true],
    until: [ofId("accountUpdateMulti", 603), ofId("accountUpdateMultiEnd", 603)],
  },
  { request: "CANCEL_ACCOUNT_UPDATES_MULTI", method: "cancelAccountUpdatesMulti", args: [603], until: [] },
  { request: "REQ_PNL", method: "reqPnL", args: [604, account, ""], until: [ofId("pnl", 604)] },
  { request: "CANCEL_PNL", method: "cancelPnL", args: [604], until: [] },
  { request: "REQ_FAMILY_CODES", method: "reqFamilyCodes", args: [], until: [{ call: "familyCodes" }] },
  { request: "REQ_USER_INFO", method: "reqUserInfo", args: [606], until: [ofId("userInfo", 606)] },
  {
    request: "REQ_SOFT_DOLLAR_TIERS",
    method: "reqSoftDollarTiers",
    args: [607],
    until: [ofId("softDollarTiers", 607)],
  },
  // ── orders ──
  { request: "REQ_AUTO_OPEN_ORDERS", method: "reqAutoOpenOrders", args: [true], until: [] },
  {
    request: "PLACE_ORDER",
    method: "placeOrder",
    args: [next, apple, order({ action: "BUY", totalQuantity: 100, orderType: "MKT" })],
    until: [
      { call: "openOrder", args: { orderId: next } },
      { call: "orderStatus", args: { orderId: next, status: "Filled" } },
      { call: "execDetails" },
      { call: "commissionAndFeesReport" },
    ],
  },
  {
    request: "REQ_PNL_SINGLE",
    method: "reqPnLSingle",
    args: [605, account, "", 265_598],
    until: [ofId("pnlSingle", 605)],
  },
  { request: "CANCEL_PNL_SINGLE", method: "cancelPnLSingle", args: [605], until: [] },
  {
    request: "REQ_EXECUTIONS",
    method: "reqExecutions",
    args: [701, object("ExecutionFilter")],
    until: [ofId("execDetails", 701), ofId("execDetailsEnd", 701)],
  },
  {
    request: "PLACE_ORDER",
    method: "placeOrder",
    args: [next + 1, apple, order({ action: "BUY", totalQuantity: 100, orderType: "LMT", lmtPrice: 1 })],
    until: [{ call: "openOrder", args: { orderId: next + 1 } }],
  },
  {
    request: "REQ_OPEN_ORDERS",
    method: "reqOpenOrders",
    args: [],
    until: [{ call: "openOrder", args: { orderId: next + 1 } }, { call: "openOrderEnd" }],
  },
  {
    request: "REQ_ALL_OPEN_ORDERS",
    method: "reqAllOpenOrders",
    args: [],
    until: [{ call: "openOrder", args: { orderId: next + 1 } }, { call: "openOrderEnd" }],
  },
  {
    request: "CANCEL_ORDER",
    method: "cancelOrder",
    args: [next + 1, object("OrderCancel")],
    until: [
      { call: "orderStatus", args: { orderId: next + 1, status: "Cancelled" } },
      { call: "error", args: { reqId: next + 1, errorCode: 202 } },
    ],
  },
  {
    request: "REQ_COMPLETED_ORDERS",
    method: "reqCompletedOrders",
    args: [false],
    until: [{ call: "completedOrder" }, { call: "completedOrdersEnd" }],
  },
  {
    request: "EXERCISE_OPTIONS",
    method: "exerciseOptions",
    args: [next + 2, option, 1, 1, account, 0, "", "", false],
    until: [{ call: "error", args: { reqId: next + 2 } }],
  },
  { request: "REQ_GLOBAL_CANCEL", method: "reqGlobalCancel", args: [object("OrderCancel")], until: [] },
];

/** What only the account of a financial advisor can ask. */
export const advisorSteps: readonly Step[] = [
  { request: "REQ_FA", method: "requestFA", args: [1], until: [{ call: "receiveFA", args: { faData: 1 } }] },
  {
    request: "REPLACE_FA",
    method: "replaceFA",
    args: [
      608,
      1,
      '<?xml version="1.0" encoding="UTF-8"?><ListOfGroups><Group><name>All</name><defaultMethod>Equal</defaultMethod><ListOfAccts varName="list"><Account><acct>DU1000001</acct></Account></ListOfAccts></Group></ListOfGroups>',
    ],
    until: [ofId("replaceFAEnd", 608)],
  },
];
