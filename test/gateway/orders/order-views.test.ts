/** Who sees which orders, and what can be asked about them afterwards. */
import { describe, expect, test } from "vitest";
import { call, future, otherStock, stock } from "./fake-market.ts";
import { aLook, aMoment, errors, heard, statuses, tradingHost } from "./trading-host.ts";

describe("open orders", () => {
  test("of a client are its own, all of them are everybody's", () => {
    const { client, after } = tradingHost();
    const one = client({ clientId: 1 });
    const two = client({ clientId: 2 });
    one.order(1, { lmtPrice: 90 });
    two.order(7, { lmtPrice: 91 });
    after(aMoment);
    one.forget().request("REQ_OPEN_ORDERS", {});
    expect(one.got("OPEN_ORDER").map(({ orderId, order }) => [orderId, order?.clientId])).toEqual([[1, 1]]);
    expect(one.names.at(-1)).toBe("OPEN_ORDER_END");
    one.forget().request("REQ_ALL_OPEN_ORDERS", {});
    expect(one.got("OPEN_ORDER").map(({ orderId, order }) => [orderId, order?.clientId])).toEqual([
      [1, 1],
      [7, 2],
    ]);
  });

  test("are told to nobody else as they change", () => {
    const { client, after } = tradingHost();
    const two = client({ clientId: 2 });
    two.forget();
    client({ clientId: 1 }).order(1, { orderType: "MKT" });
    after(aMoment);
    expect(heard(two)).toEqual([]);
  });

  test("are all told to the master client", () => {
    const { client, after } = tradingHost({ masterClientId: 9 });
    const master = client({ clientId: 9 });
    client({ clientId: 1 }).order(1, { orderType: "MKT" });
    after(aMoment);
    expect(statuses(master, 1)).toEqual(["PreSubmitted", "Filled"]);
    expect(master.got("EXECUTION_DATA")).toHaveLength(1);
  });

  test("of others can be cancelled by a client that has seen them", () => {
    const { client, after } = tradingHost();
    const one = client({ clientId: 1 });
    const two = client({ clientId: 2 });
    one.order(1, { lmtPrice: 90 });
    after(aMoment);
    two.cancel(1);
    expect(errors(two)).toEqual([[1, 10147]]);
    two.request("REQ_ALL_OPEN_ORDERS", {});
    two.forget().cancel(1);
    after(aMoment);
    expect(heard(two)).toEqual(["1 PendingCancel 0/100", "1 Cancelled 0/100", "error 1 202"]);
    expect(statuses(one, 1).at(-1)).toBe("Cancelled");
  });

  test("come by themselves when their client connects again", () => {
    const { client, after, host } = tradingHost();
    const one = client({ clientId: 1 });
    one.order(1, { lmtPrice: 90, tif: "GTC" });
    after(aMoment);
    host.left(one.connection);
    const again = client({ clientId: 1 });
    expect(heard(again)).toEqual(["open 1 Submitted", "1 Submitted 0/100"]);
  });
});

describe("orders that were entered at the host", () => {
  const enter = ({ trading }: ReturnType<typeof tradingHost>): void =>
    trading.desk.enter({
      instrument: stock,
      contract: { conId: stock.conId, exchange: "SMART" },
      terms: { action: "BUY", totalQuantity: "10", orderType: "LMT", lmtPrice: 90, tif: "DAY", transmit: true },
    });

  test("are bound to client 0 when it asks for open orders, with a negative id", () => {
    const made = tradingHost();
    const zero = made.client({ clientId: 0 });
    zero.forget();
    enter(made);
    made.after(aMoment);
    expect(heard(zero)).toEqual([]);
    zero.request("REQ_OPEN_ORDERS", {});
    expect(zero.got("ORDER_BOUND")).toMatchObject([{ clientId: 0, orderId: -1 }]);
    zero.forget().cancel(-1);
    made.after(aMoment);
    expect(statuses(zero, -1)).toEqual(["PendingCancel", "Cancelled"]);
  });

  test("are bound at once while client 0 asked for that", () => {
    const made = tradingHost();
    const zero = made.client({ clientId: 0 });
    zero.request("REQ_AUTO_OPEN_ORDERS", { autoBind: true });
    enter(made);
    enter(made);
    made.after(aMoment);
    expect(zero.got("ORDER_BOUND").map(({ orderId }) => orderId)).toEqual([-1, -2]);
    expect(statuses(zero, -2)).toEqual(["PendingSubmit", "PreSubmitted", "Submitted"]);
  });

  test("are for client 0 only", () => {
    const { client } = tradingHost();
    const one = client({ clientId: 1 });
    one.request("REQ_AUTO_OPEN_ORDERS", { autoBind: true });
    expect(errors(one)).toEqual([[-1, 327]]);
  });
});

describe("executions", () => {
  test("of the day are told again, with their commission, as the filter wants them", () => {
    const { client, after } = tradingHost();
    const one = client({ clientId: 1 });
    const two = client({ clientId: 2 });
    one.order(1, { orderType: "MKT", orderRef: "mine" });
    two.order(1, { orderType: "MKT", action: "SELL" }, otherStock);
    after(aMoment);
    const asked = (executionFilter: object): (string | null | undefined)[] => {
      one.forget().request("REQ_EXECUTIONS", { reqId: 5, executionFilter });
      expect(one.got("EXECUTION_DATA_END")).toMatchObject([{ reqId: 5 }]);
      expect(one.got("COMMISSION_AND_FEES_REPORT")).toHaveLength(one.got("EXECUTION_DATA").length);
      return one.got("EXECUTION_DATA").map(({ contract }) => contract?.symbol);
    };
    expect(asked({})).toEqual(["AAPL", "MSFT"]);
    expect(asked({ clientId: 2 })).toEqual(["MSFT"]);
    expect(asked({ symbol: "AAPL" })).toEqual(["AAPL"]);
    expect(asked({ side: "SELL" })).toEqual(["MSFT"]);
    expect(asked({ secType: "OPT" })).toEqual([]);
    expect(asked({ time: "20261125 14:00:01 US/Eastern" })).toEqual([]);
    expect(asked({ specificDates: [20261125] })).toEqual(["AAPL", "MSFT"]);
    expect(asked({ specificDates: [20261124] })).toEqual([]);
    after(24 * 3_600_000);
    expect(asked({})).toEqual([]);
    expect(asked({ lastNDays: 2 })).toEqual(["AAPL", "MSFT"]);
  });

  test("have ids of the form that hosts give, times with a zone, and what the order said", () => {
    const { client, after } = tradingHost();
    const one = client();
    one.order(1, { orderType: "MKT", orderRef: "mine" });
    after(aMoment);
    const execution = one.got("EXECUTION_DATA")[0]?.execution;
    expect(execution?.execId).toMatch(/^[0-9a-f]{8}\.[0-9a-f]{8}\.01\.01$/);
    expect(execution).toMatchObject({
      time: "20261125 14:00:00 US/Eastern",
      orderRef: "mine",
      acctNumber: "DU1234567",
      clientId: 1,
    });
    expect(["NASDAQ", "ARCA", "IEX"]).toContain(execution?.exchange);
  });

  test("carry realized profit when they close something", () => {
    const { client, after, market } = tradingHost();
    const one = client();
    one.order(1, { orderType: "MKT" });
    after(aMoment);
    market.moves(stock, 110);
    one.order(2, { orderType: "MKT", action: "SELL" });
    after(aMoment);
    // Bought at 100.01 and sold at 109.99, a dollar of commission each way.
    expect(one.got("COMMISSION_AND_FEES_REPORT").map(({ realizedPNL }) => realizedPNL)).toEqual([undefined, 996]);
  });
});

describe("completed orders", () => {
  test("are those of the day that are over, in the words of hosts", () => {
    const { client, after } = tradingHost();
    const one = client();
    one.order(1, { orderType: "MKT" });
    one.order(2, { lmtPrice: 90 });
    one.order(3, { lmtPrice: 90 });
    after(aMoment);
    one.cancel(2);
    after(aMoment);
    one.forget().request("REQ_COMPLETED_ORDERS", { apiOnly: true });
    expect(
      one.got("COMPLETED_ORDER").map(({ orderState }) => [orderState?.status, orderState?.completedStatus]),
    ).toEqual([
      ["Filled", "Filled Size: 100"],
      ["Cancelled", "Cancelled by Trader"],
    ]);
    expect(one.names.at(-1)).toBe("COMPLETED_ORDERS_END");
    after(24 * 3_600_000);
    one.forget().request("REQ_COMPLETED_ORDERS", { apiOnly: true });
    expect(one.got("COMPLETED_ORDER")).toEqual([]);
  });
});

describe("what-if orders", () => {
  test("are answered with margins and commission, and never work", () => {
    const { client, after } = tradingHost();
    const one = client();
    one.forget().order(1, { lmtPrice: 100, whatIf: true });
    after(aMoment + aLook);
    expect(one.names).toEqual(["OPEN_ORDER"]);
    expect(one.got("OPEN_ORDER")[0]).toMatchObject({
      order: { whatIf: true },
      orderState: {
        status: "PreSubmitted",
        initMarginBefore: 0,
        initMarginChange: 5000,
        initMarginAfter: 5000,
        maintMarginAfter: 2500,
        equityWithLoanBefore: 1_000_000,
        equityWithLoanAfter: 999_999,
        commissionAndFees: 1,
        commissionAndFeesCurrency: "USD",
        marginCurrency: "USD",
        initMarginBeforeOutsideRTH: 0,
        initMarginChangeOutsideRTH: 5000,
        equityWithLoanAfterOutsideRTH: 999_999,
      },
    });
    one.forget().request("REQ_OPEN_ORDERS", {});
    expect(one.got("OPEN_ORDER")).toEqual([]);
  });
});

describe("options that are held", () => {
  const exercise = (account = "DU1234567") => ({
    contract: { conId: call.conId, exchange: "SMART" },
    exerciseQuantity: 2,
    account,
    override: false,
  });
  const holding = () => {
    const made = tradingHost();
    const one = made.client();
    one.order(1, { orderType: "MKT", totalQuantity: "2" }, call);
    made.after(aMoment);
    return { ...made, one };
  };

  test("bring the underlying at the strike when they are exercised", () => {
    const { one, after, trading } = holding();
    one.request("EXERCISE_OPTIONS", { orderId: 2, exerciseAction: 1, ...exercise() });
    after(aMoment);
    expect(statuses(one, 2)).toEqual(["PreSubmitted", "Filled"]);
    expect(heard(one).filter((line) => line.startsWith("trade 2"))).toEqual([
      "trade 2 SLD 2 @ 0",
      "trade 2 BOT 200 @ 90",
    ]);
    expect(trading.accounts.position("DU1234567", call.conId)).toBe(0);
    expect(trading.accounts.position("DU1234567", stock.conId)).toBe(200);
  });

  test("vanish when they lapse, which needs an override while they are in the money", () => {
    const { one, after, trading } = holding();
    one.forget().request("EXERCISE_OPTIONS", { orderId: 2, exerciseAction: 2, ...exercise() });
    expect(errors(one)).toEqual([[2, 322]]);
    one.request("EXERCISE_OPTIONS", { orderId: 3, exerciseAction: 2, ...exercise(), override: true });
    after(aMoment);
    expect(statuses(one, 3).at(-1)).toBe("Filled");
    expect(trading.accounts.position("DU1234567", call.conId)).toBe(0);
    expect(trading.accounts.position("DU1234567", stock.conId)).toBe(0);
  });

  test("cannot be exercised beyond what is held, nor out of the money", () => {
    const { one, market } = holding();
    one.forget();
    one.request("EXERCISE_OPTIONS", { orderId: 2, exerciseAction: 1, ...exercise(), exerciseQuantity: 3 });
    market.moves(stock, 80);
    one.request("EXERCISE_OPTIONS", { orderId: 3, exerciseAction: 1, ...exercise() });
    expect(errors(one)).toEqual([
      [2, 322],
      [3, 322],
    ]);
  });
});

describe("what expires", () => {
  const account = "DU1234567";
  /** Until after 17:00 in New York on 18 December, the day on which option and future end. */
  const untilThen = 24 * 24 * 3_600_000;

  test.each([
    ["held in the money is exercised", "BUY", 100, 200, 101],
    ["sold in the money is assigned", "SELL", 100, -200, 100],
    ["held out of the money is gone", "BUY", 80, 0, 102],
    ["sold out of the money is gone", "SELL", 80, 0, 102],
  ])("an option %s", (_, action, price, shares, type) => {
    const { client, after, market, trading } = tradingHost();
    client().order(1, { action, orderType: "MKT", totalQuantity: "2" }, call);
    after(aMoment);
    market.moves(stock, price);
    after(untilThen);
    expect(trading.accounts.position(account, call.conId)).toBe(0);
    expect(trading.accounts.position(account, stock.conId)).toBe(shares);
    expect(trading.desk.book.executions.slice(1).every(({ exercise }) => exercise === type)).toBe(true);
  });

  test("a future is settled at the last price", () => {
    const { client, after, market, trading } = tradingHost();
    client().order(1, { orderType: "MKT", totalQuantity: "1" }, future, "CME");
    after(aMoment);
    market.moves(future, 5010.25, 0.25);
    after(untilThen);
    expect(trading.accounts.position(account, future.conId)).toBe(0);
    // Ten points of 50 dollars, less 85 cents of commission for the purchase.
    expect(trading.accounts.ledger(account).cash).toEqual({ USD: 1_000_499.15 });
  });

  test("is settled by a host that was started again in between", () => {
    const made = tradingHost();
    made.client().order(1, { orderType: "MKT", totalQuantity: "2" }, call);
    made.after(aMoment);
    const again = tradingHost({}, made.trading.state());
    again.after(untilThen);
    expect(again.trading.accounts.position(account, stock.conId)).toBe(200);
  });
});
