/** Whatever is sent about orders and accounts decodes without an issue at every version at which something changed. */
import { describe, expect, test } from "vitest";
import { messages } from "../../../src/catalogue/messages.ts";
import { versionsAround } from "../../harness/gate-versions.ts";
import { call, pair, stock } from "./fake-market.ts";
import { aLook, aMoment, tradingHost } from "./trading-host.ts";

const about = new Set([
  "OPEN_ORDER",
  "ORDER_STATUS",
  "EXECUTION_DATA",
  "COMPLETED_ORDER",
  "ERR_MSG",
  "ACCT_VALUE",
  "PORTFOLIO_VALUE",
  "POSITION_DATA",
  "PNL",
  "RECEIVE_FA",
  "USER_INFO",
  "FAMILY_CODES",
  "SOFT_DOLLAR_TIERS",
]);
const versions = [
  ...new Set(messages.filter(({ name }) => about.has(name)).flatMap((message) => versionsAround(message))),
].toSorted((one, other) => one - other);

/** A day in the life of two clients, with every request that this part answers and the server version carries. */
function session(serverVersion: number) {
  const made = tradingHost({ serverVersion, accounts: ["DU1234567", "DU1000001", "DU1000002"], advisor: true });
  const { client, after, market } = made;
  const one = client({ clientId: 0 });
  const account = "DU1000001";
  const since = (version: number, what: () => void): void => {
    if (serverVersion >= version) what();
  };
  one.request("REQ_ACCT_DATA", { subscribe: true, acctCode: account });
  one.request("REQ_ACCOUNT_SUMMARY", { reqId: 1, group: "All", tags: "NetLiquidation,Leverage,$LEDGER:ALL" });
  one.request("REQ_POSITIONS", {});
  since(103, () => {
    one.request("REQ_POSITIONS_MULTI", { reqId: 2, account, modelCode: "" });
    one.request("REQ_ACCOUNT_UPDATES_MULTI", { reqId: 3, account, modelCode: "", ledgerAndNLV: false });
  });
  since(127, () => {
    one.request("REQ_PNL", { reqId: 4, account, modelCode: "" });
    one.request("REQ_PNL_SINGLE", { reqId: 5, account, modelCode: "", conId: stock.conId });
  });
  one.order(1, { account, orderType: "MKT", totalQuantity: "300" });
  one.order(2, {
    account,
    action: "SELL",
    orderType: "TRAIL LIMIT",
    auxPrice: 2,
    lmtPriceOffset: 0.5,
    trailStopPrice: 90,
  });
  one.order(3, { account, lmtPrice: 90, orderRef: "r", outsideRth: true, ocaGroup: "g", ocaType: 2, displaySize: 10 });
  one.order(4, { account, orderType: "MKT", totalQuantity: "2" }, call);
  one.order(5, { account, orderType: "MKT", totalQuantity: "25000" }, pair, "IDEALPRO");
  one.order(6, { lmtPrice: 101, faGroup: "Equal_Quantity", totalQuantity: "11" });
  one.order(7, { account, lmtPrice: 90, whatIf: true });
  one.order(8, { account, lmtPrice: 0.001 });
  one.order(9, {
    account,
    lmtPrice: 90,
    conditions: [
      {
        type: 1,
        isConjunctionConnection: true,
        isMore: true,
        price: 999,
        conId: stock.conId,
        exchange: "SMART",
        triggerMethod: 0,
      },
      { type: 3, isConjunctionConnection: false, isMore: true, time: "20271125 14:00:00 US/Eastern" },
    ],
  });
  one.order(10, { account, action: "SELL", orderType: "STP", auxPrice: 80, tif: "GTC" });
  after(aMoment + 4 * aLook);
  market.moves(stock, 101);
  after(1500);
  one.cancel(3);
  one.cancel(77);
  one.request("EXERCISE_OPTIONS", {
    orderId: 20,
    contract: { conId: call.conId, symbol: "AAPL", secType: "OPT", exchange: "SMART", currency: "USD" },
    exerciseAction: 1,
    exerciseQuantity: 1,
    account,
    override: false,
  });
  after(500);
  made.trading.desk.enter({
    instrument: stock,
    contract: { conId: stock.conId, exchange: "SMART" },
    terms: { account, action: "BUY", totalQuantity: "10", orderType: "LMT", lmtPrice: 90, transmit: true },
  });
  after(aMoment);
  for (const name of ["REQ_OPEN_ORDERS", "REQ_ALL_OPEN_ORDERS"] as const) one.request(name, {});
  one.request("REQ_AUTO_OPEN_ORDERS", { autoBind: true });
  one.request("REQ_EXECUTIONS", { reqId: 6, executionFilter: {} });
  one.request("REQ_IDS", { numIds: 1 });
  one.request("REQ_FA", { faDataType: 1 });
  one.request("REQ_FA", { faDataType: 3 });
  one.request("REPLACE_FA", { reqId: 7, faDataType: 1, xml: "<ListOfGroups></ListOfGroups>" });
  since(150, () => one.request("REQ_COMPLETED_ORDERS", { apiOnly: false }));
  since(114, () => one.request("REQ_SOFT_DOLLAR_TIERS", { reqId: 8 }));
  since(117, () => one.request("REQ_FAMILY_CODES", {}));
  since(167, () => one.request("REQ_USER_INFO", { reqId: 9 }));
  after(180_001);
  one.request("CANCEL_ACCOUNT_SUMMARY", { reqId: 1 });
  one.request("REQ_GLOBAL_CANCEL", {});
  after(500);
  one.request("REQ_ACCT_DATA", { subscribe: false, acctCode: account });
  return one;
}

describe("what is sent about orders and accounts", () => {
  test.each(versions)("decodes without an issue at server version %i", (serverVersion) => {
    const { received } = session(serverVersion);
    const wrong = received.filter(({ issues, rest, unknown }) => issues.length + rest.length + unknown.length > 0);
    expect(wrong.map(({ name, issues, rest }) => ({ name, issues, rest }))).toEqual([]);
    expect(received.length).toBeGreaterThan(400);
  });

  test("is every answer that this part has, at the newest version", () => {
    const names = new Set(session(226).received.map(({ name }) => name));
    const expected = [
      "OPEN_ORDER",
      "ORDER_STATUS",
      "OPEN_ORDER_END",
      "EXECUTION_DATA",
      "EXECUTION_DATA_END",
      "COMMISSION_AND_FEES_REPORT",
      "COMPLETED_ORDER",
      "COMPLETED_ORDERS_END",
      "ORDER_BOUND",
      "NEXT_VALID_ID",
      "ERR_MSG",
      "ACCT_VALUE",
      "PORTFOLIO_VALUE",
      "ACCT_UPDATE_TIME",
      "ACCT_DOWNLOAD_END",
      "ACCOUNT_SUMMARY",
      "ACCOUNT_SUMMARY_END",
      "ACCOUNT_UPDATE_MULTI",
      "ACCOUNT_UPDATE_MULTI_END",
      "POSITION_DATA",
      "POSITION_END",
      "POSITION_MULTI",
      "POSITION_MULTI_END",
      "PNL",
      "PNL_SINGLE",
      "RECEIVE_FA",
      "REPLACE_FA_END",
      "SOFT_DOLLAR_TIERS",
      "FAMILY_CODES",
      "USER_INFO",
    ];
    expect(expected.filter((name) => !names.has(name as never))).toEqual([]);
  });
});
