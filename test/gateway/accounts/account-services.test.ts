/** What clients hear of accounts: values, positions, summaries, profit and loss. */
import { describe, expect, test } from "vitest";
import { call, future, stock } from "../orders/fake-market.ts";
import { aMoment, errors, tradingHost } from "../orders/trading-host.ts";

const account = "DU1234567";
const threeMinutes = 180_001;

function holding() {
  const made = tradingHost();
  const one = made.client();
  one.order(1, { orderType: "MKT" });
  made.after(aMoment);
  one.forget();
  return { ...made, one };
}
type Row = { key?: string | null; value?: string | null; currency?: string | null };
const valueOf = (rows: readonly Row[], key: string, currency = "USD"): string | null | undefined =>
  rows.findLast((row) => row.key === key && row.currency === currency)?.value;

describe("REQ_ACCT_DATA", () => {
  test("of another account takes the window from the others, or is refused", () => {
    const accounts = ["DU1000001", "DU1000002"];
    const asked = (switchesAccount: boolean) => {
      const made = tradingHost({ accounts, switchesAccount });
      const [one, two] = [made.client({ clientId: 1 }).forget(), made.client({ clientId: 2 }).forget()];
      one.request("REQ_ACCT_DATA", { subscribe: true, acctCode: "DU1000001" });
      two.request("REQ_ACCT_DATA", { subscribe: true, acctCode: "DU1000002" });
      return [one, two].map((client) => [errors(client), client.names.includes("ACCT_DOWNLOAD_END")]);
    };
    expect(asked(true)).toEqual([
      [[[-1, 2100]], true],
      [[], true],
    ]);
    expect(asked(false)).toEqual([
      [[], true],
      [[[-1, 2101]], false],
    ]);
  });

  test("tells all values, the portfolio, the time and the end", () => {
    const { one } = holding();
    one.request("REQ_ACCT_DATA", { subscribe: true, acctCode: account });
    const rows = one.got("ACCT_VALUE");
    expect(one.names.slice(-3)).toEqual(["PORTFOLIO_VALUE", "ACCT_UPDATE_TIME", "ACCT_DOWNLOAD_END"]);
    expect(one.got("ACCT_UPDATE_TIME")).toMatchObject([{ timeStamp: "14:00" }]);
    // Bought 100 at 100.01, a dollar of commission; the market last traded at 100.
    expect(valueOf(rows, "NetLiquidation")).toBe("999998.00");
    expect(valueOf(rows, "TotalCashValue")).toBe("989998.00");
    expect(valueOf(rows, "InitMarginReq")).toBe("5000.00");
    expect(valueOf(rows, "AvailableFunds")).toBe("994998.00");
    expect(valueOf(rows, "BuyingPower")).toBe("3979992.00");
    expect(valueOf(rows, "StockMarketValue", "BASE")).toBe("10000.00");
    expect(valueOf(rows, "CashBalance", "USD")).toBe("989998.00");
    expect(one.got("PORTFOLIO_VALUE")).toMatchObject([
      {
        position: "100",
        marketPrice: 100,
        marketValue: 10_000,
        averageCost: 100.02,
        unrealizedPNL: -2,
        realizedPNL: 0,
        accountName: account,
      },
    ]);
  });

  test("tells what a trade changed at once, and what the market changed after three minutes", () => {
    const { one, after, market } = holding();
    one.request("REQ_ACCT_DATA", { subscribe: true, acctCode: "" });
    one.forget().order(2, { orderType: "MKT", action: "SELL" });
    after(aMoment);
    expect(one.got("PORTFOLIO_VALUE").at(-1)).toMatchObject({ position: "0", realizedPNL: -4 });
    expect(valueOf(one.got("ACCT_VALUE"), "RealizedPnL")).toBe("-4.00");
    expect(one.got("ACCT_VALUE").length).toBeLessThan(60);
    one.order(3, { orderType: "MKT" });
    after(aMoment);
    one.forget();
    market.moves(stock, 110);
    after(60_000);
    expect(one.got("PORTFOLIO_VALUE")).toEqual([]);
    after(threeMinutes);
    expect(one.got("PORTFOLIO_VALUE")[0]).toMatchObject({ marketPrice: 110 });
  });

  test("ends when it is told to, and knows its accounts", () => {
    const { one, after } = holding();
    one.request("REQ_ACCT_DATA", { subscribe: true, acctCode: account });
    one.request("REQ_ACCT_DATA", { subscribe: false, acctCode: account });
    expect(errors(one)).toEqual([[-1, 2100]]);
    one.forget().order(2, { orderType: "MKT" });
    after(threeMinutes);
    expect(one.got("ACCT_VALUE")).toEqual([]);
    one.request("REQ_ACCT_DATA", { subscribe: true, acctCode: "DU7654321" });
    expect(errors(one)).toEqual([[-1, 321]]);
  });

  test("puts options and futures where they belong", () => {
    const { client, after, market } = tradingHost();
    const one = client();
    one.order(1, { orderType: "MKT", totalQuantity: "2" }, call);
    one.order(2, { orderType: "MKT", totalQuantity: "1" }, future, "CME");
    after(aMoment);
    market.moves(future, 5010, 0.25);
    one.request("REQ_ACCT_DATA", { subscribe: true, acctCode: account });
    const rows = one.got("ACCT_VALUE");
    expect(valueOf(rows, "OptionMarketValue", "BASE")).toBe("2400.00");
    // Bought at 5000.25: 9.75 points of 50 dollars.
    expect(valueOf(rows, "FuturesPNL", "BASE")).toBe("487.50");
    expect(valueOf(rows, "InitMarginReq-C")).toBe("25050.00");
    // Options count for nothing as a loan's collateral.
    expect(Number(valueOf(rows, "NetLiquidation")) - Number(valueOf(rows, "EquityWithLoanValue"))).toBeCloseTo(2400, 2);
  });
});

describe("REQ_ACCOUNT_SUMMARY", () => {
  test("gives the tags that were asked for, in every account, and the end", () => {
    const { client } = tradingHost({ accounts: [account, "DU1000001"] });
    const one = client();
    one.request("REQ_ACCOUNT_SUMMARY", {
      reqId: 1,
      group: "All",
      tags: "NetLiquidation,AccountType,Nonsense,Leverage",
    });
    expect(one.got("ACCOUNT_SUMMARY").map(({ account: of, tag, value }) => [of, tag, value])).toEqual([
      [account, "NetLiquidation", "1000000.00"],
      [account, "AccountType", "INDIVIDUAL"],
      [account, "Leverage", "0.00"],
      ["DU1000001", "NetLiquidation", "1000000.00"],
      ["DU1000001", "AccountType", "INDIVIDUAL"],
      ["DU1000001", "Leverage", "0.00"],
    ]);
    expect(one.names.at(-1)).toBe("ACCOUNT_SUMMARY_END");
  });

  test("gives ledgers by currency", () => {
    const { one } = holding();
    one.request("REQ_ACCOUNT_SUMMARY", { reqId: 1, group: "All", tags: "$LEDGER:USD" });
    const rows = one.got("ACCOUNT_SUMMARY");
    expect(rows.every(({ currency }) => currency === "USD")).toBe(true);
    expect(rows.find(({ tag }) => tag === "CashBalance")?.value).toBe("989998.00");
    one.forget().request("REQ_ACCOUNT_SUMMARY", { reqId: 2, group: "All", tags: "$LEDGER" });
    expect(new Set(one.got("ACCOUNT_SUMMARY").map(({ currency }) => currency))).toEqual(new Set(["BASE"]));
  });

  test("is refreshed every three minutes with what changed", () => {
    const { one, after, market } = holding();
    one.request("REQ_ACCOUNT_SUMMARY", { reqId: 1, group: "All", tags: "NetLiquidation,AccountType" });
    one.forget();
    market.moves(stock, 110);
    after(threeMinutes);
    expect(one.got("ACCOUNT_SUMMARY").map(({ tag, value }) => [tag, value])).toEqual([
      ["NetLiquidation", "1000998.00"],
    ]);
    one.forget().request("CANCEL_ACCOUNT_SUMMARY", { reqId: 1 });
    market.moves(stock, 120);
    after(threeMinutes);
    expect(one.got("ACCOUNT_SUMMARY")).toEqual([]);
  });

  test("allows two subscriptions a client, and no id twice", () => {
    const one = tradingHost().client();
    const ask = (reqId: number): void =>
      one.request("REQ_ACCOUNT_SUMMARY", { reqId, group: "All", tags: "NetLiquidation" });
    ask(1);
    ask(1);
    ask(2);
    ask(3);
    one.request("CANCEL_ACCOUNT_SUMMARY", { reqId: 1 });
    ask(4);
    expect(errors(one)).toEqual([
      [1, 322],
      [3, 322],
    ]);
    expect(one.got("ERR_MSG")[1]?.errorMsg).toContain("Maximum number of account summary requests exceeded");
  });

  test("knows its groups", () => {
    const one = tradingHost().client();
    one.request("REQ_ACCOUNT_SUMMARY", { reqId: 1, group: "Nobody", tags: "NetLiquidation" });
    expect(errors(one)).toEqual([[1, 321]]);
  });
});

describe("positions", () => {
  test("are told with their cost, and again when they change, also to 0", () => {
    const { one, after } = holding();
    one.request("REQ_POSITIONS", {});
    expect(one.got("POSITION_DATA")).toMatchObject([
      { account, position: "100", avgCost: 100.02, contract: { exchange: "NASDAQ" } },
    ]);
    expect(one.names.at(-1)).toBe("POSITION_END");
    one.forget().order(2, { orderType: "MKT", action: "SELL" });
    after(aMoment);
    expect(one.got("POSITION_DATA")).toMatchObject([{ position: "0", avgCost: 0 }]);
    one.request("CANCEL_POSITIONS", {});
    one.forget().order(3, { orderType: "MKT" });
    after(aMoment);
    expect(one.got("POSITION_DATA")).toEqual([]);
  });

  test("of a model are those that were traded for it", () => {
    const { client, after } = tradingHost();
    const one = client();
    one.request("REQ_POSITIONS_MULTI", { reqId: 1, account, modelCode: "Growth" });
    one.request("REQ_POSITIONS_MULTI", { reqId: 2, account, modelCode: "" });
    one.forget().order(1, { orderType: "MKT", modelCode: "Growth" });
    one.order(2, { orderType: "MKT", totalQuantity: "5" });
    after(aMoment);
    const last = (reqId: number) => one.got("POSITION_MULTI").findLast((each) => each.reqId === reqId);
    expect(last(1)).toMatchObject({ position: "100", modelCode: "Growth" });
    expect(last(2)).toMatchObject({ position: "105" });
    expect(one.got("EXECUTION_DATA")[0]?.execution?.modelCode).toBe("Growth");
  });

  test("of an unknown account are refused", () => {
    const one = tradingHost().client();
    one.request("REQ_POSITIONS_MULTI", { reqId: 1, account: "DU7654321", modelCode: "" });
    expect(errors(one)).toEqual([[1, 321]]);
  });
});

describe("REQ_ACCOUNT_UPDATES_MULTI", () => {
  test("gives all values, or balances and net liquidation only, and changes after a trade", () => {
    const { one, after } = holding();
    one.request("REQ_ACCOUNT_UPDATES_MULTI", { reqId: 1, account, modelCode: "", ledgerAndNLV: false });
    one.request("REQ_ACCOUNT_UPDATES_MULTI", { reqId: 2, account, modelCode: "", ledgerAndNLV: true });
    const of = (reqId: number) => one.got("ACCOUNT_UPDATE_MULTI").filter((each) => each.reqId === reqId);
    expect(of(1).some(({ key }) => key === "InitMarginReq")).toBe(true);
    expect(of(2).some(({ key }) => key === "InitMarginReq")).toBe(false);
    expect(valueOf(of(2), "NetLiquidation")).toBe("999998.00");
    one.forget().order(2, { orderType: "MKT" });
    after(aMoment);
    expect(valueOf(of(1), "StockMarketValue", "BASE")).toBe("20000.00");
  });
});

describe("profit and loss", () => {
  test("is told once a second while it changes", () => {
    const { one, after, market } = holding();
    one.request("REQ_PNL", { reqId: 1, account, modelCode: "" });
    one.request("REQ_PNL_SINGLE", { reqId: 2, account, modelCode: "", conId: stock.conId });
    expect(one.got("PNL")).toMatchObject([{ reqId: 1, dailyPnL: -2, unrealizedPnL: -2, realizedPnL: 0 }]);
    expect(one.got("PNL_SINGLE")).toMatchObject([{ reqId: 2, position: "100", dailyPnL: -1, value: 10_000 }]);
    after(3000);
    expect(one.got("PNL")).toHaveLength(1);
    market.moves(stock, 101);
    after(3000);
    expect(one.got("PNL")).toHaveLength(2);
    expect(one.got("PNL")[1]).toMatchObject({ dailyPnL: 98, unrealizedPnL: 98 });
    one.order(2, { orderType: "MKT", action: "SELL" });
    after(1100);
    expect(one.got("PNL").at(-1)).toMatchObject({ dailyPnL: 96, unrealizedPnL: 0, realizedPnL: 96 });
  });

  test("counts from the close of the day before", () => {
    const { one, after, market } = holding();
    after(24 * 3_600_000);
    market.set(stock, { last: 103, close: 101 });
    one.request("REQ_PNL", { reqId: 1, account, modelCode: "" });
    expect(one.got("PNL")[0]).toMatchObject({ dailyPnL: 200, unrealizedPnL: 298 });
  });

  test("of what is not held is not answered at all", () => {
    const one = tradingHost().client();
    one.forget().request("REQ_PNL_SINGLE", { reqId: 2, account, modelCode: "", conId: 1 });
    expect(one.received).toEqual([]);
  });

  test("can be cancelled once", () => {
    const { one } = holding();
    one.request("REQ_PNL", { reqId: 1, account, modelCode: "" });
    one.request("CANCEL_PNL", { reqId: 1 });
    one.request("CANCEL_PNL", { reqId: 1 });
    one.request("CANCEL_PNL_SINGLE", { reqId: 2 });
    expect(errors(one)).toEqual([
      [1, 10185],
      [2, 10186],
    ]);
  });
});

test("a client that leaves takes its subscriptions with it", () => {
  const { one, host, after, client } = holding();
  one.request("REQ_ACCT_DATA", { subscribe: true, acctCode: account });
  one.request("REQ_PNL", { reqId: 1, account, modelCode: "" });
  one.request("REQ_POSITIONS", {});
  host.left(one.connection);
  one.forget();
  client({ clientId: 2 }).order(1, { orderType: "MKT" });
  after(threeMinutes);
  expect(one.received).toEqual([]);
});
