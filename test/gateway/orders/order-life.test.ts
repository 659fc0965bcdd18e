/** The life of plain orders, as clients hear of it. The sequences are those of captured sessions. */
import { describe, expect, test } from "vitest";
import { call, coin, pair, stock } from "./fake-market.ts";
import { aLook, aMoment, errors, heard, statuses, tradingHost } from "./trading-host.ts";

describe("a market order", () => {
  test("is taken, filled at the far side of the quote, reported twice, and charged", () => {
    const { client, after } = tradingHost();
    const one = client();
    one.forget().order(1, { orderType: "MKT" });
    after(aMoment);
    expect(heard(one)).toEqual([
      "open 1 PreSubmitted",
      "1 PreSubmitted 0/100",
      "trade 1 BOT 100 @ 100.01",
      "open 1 Filled",
      "1 Filled 100/0",
      "open 1 Filled",
      "1 Filled 100/0",
      "commission",
    ]);
  });

  test("that is larger than the quote is filled piece by piece", () => {
    const { client, after, market } = tradingHost();
    market.set(stock, { askSize: 40 });
    const one = client();
    one.order(1, { orderType: "MKT" });
    after(aMoment + 3 * aLook);
    expect(heard(one).filter((line) => line.startsWith("trade"))).toEqual([
      "trade 1 BOT 40 @ 100.01",
      "trade 1 BOT 40 @ 100.01",
      "trade 1 BOT 20 @ 100.01",
    ]);
    expect(one.got("EXECUTION_DATA").map(({ execution }) => execution?.cumQty)).toEqual(["40", "80", "100"]);
  });

  test("writes OPEN_ORDER and ORDER_STATUS together", () => {
    const { client, after } = tradingHost();
    const one = client({ max: 176 });
    one.order(1, { lmtPrice: 90 });
    const before = one.writes.length;
    after(aMoment);
    const names = one.names.slice(-4);
    expect(names).toEqual(["OPEN_ORDER", "ORDER_STATUS", "OPEN_ORDER", "ORDER_STATUS"]);
    expect(one.writes.length - before).toBe(2);
  });
});

describe("a limit order", () => {
  test("rests, and is filled at its own price when the market comes to it", () => {
    const { client, after, market } = tradingHost();
    const one = client();
    one.order(1, { lmtPrice: 99.5 });
    after(aMoment);
    expect(statuses(one, 1)).toEqual(["PreSubmitted", "Submitted"]);
    market.moves(stock, 99.4);
    after(aLook);
    const [trade] = one.got("EXECUTION_DATA");
    expect(trade?.execution).toMatchObject({ price: 99.5, shares: "100", lastLiquidity: 1 });
  });

  test("that is marketable is filled at the better price, and takes liquidity", () => {
    const { client, after } = tradingHost();
    const one = client();
    one.order(1, { lmtPrice: 101 });
    after(aMoment);
    expect(one.got("EXECUTION_DATA")[0]?.execution).toMatchObject({ price: 100.01, lastLiquidity: 2 });
  });

  test("shows only its display size at a time", () => {
    const { client, after, market } = tradingHost();
    const one = client();
    one.order(1, { lmtPrice: 99.5, displaySize: 30 });
    after(aMoment);
    market.moves(stock, 99.4);
    after(4 * aLook);
    expect(one.got("EXECUTION_DATA").map(({ execution }) => execution?.shares)).toEqual(["30", "30", "30", "10"]);
  });

  test("that is all-or-none waits until the whole size is there", () => {
    const { client, after, market } = tradingHost();
    market.set(stock, { askSize: 99 });
    const one = client();
    one.order(1, { lmtPrice: 101, allOrNone: true });
    after(aMoment + aLook);
    expect(one.got("EXECUTION_DATA")).toEqual([]);
    market.set(stock, { askSize: 100 });
    after(aLook);
    expect(one.got("EXECUTION_DATA")).toHaveLength(1);
  });
});

describe("times in force", () => {
  test("IOC takes what is there and is cancelled with the rest, without 202", () => {
    const { client, after, market } = tradingHost();
    market.set(stock, { askSize: 60 });
    const one = client();
    one.forget().order(1, { lmtPrice: 101, tif: "IOC" });
    after(aMoment);
    expect(statuses(one, 1)).toEqual(["PreSubmitted", "Submitted", "PendingCancel", "Cancelled"]);
    expect(heard(one).at(-1)).toBe("1 Cancelled 60/40");
    expect(errors(one)).toEqual([]);
  });

  test("FOK that cannot be filled whole becomes inactive", () => {
    const { client, after, market } = tradingHost();
    market.set(stock, { askSize: 60 });
    const one = client();
    one.order(1, { lmtPrice: 101, tif: "FOK" });
    after(aMoment);
    expect(statuses(one, 1)).toEqual(["PreSubmitted", "Inactive"]);
    expect(one.got("EXECUTION_DATA")).toEqual([]);
  });

  test("GTD expires at its time", () => {
    const { client, after } = tradingHost();
    const one = client();
    one.order(1, { lmtPrice: 90, tif: "GTD", goodTillDate: "20261125 14:00:10 US/Eastern" });
    after(9_000);
    expect(statuses(one, 1).at(-1)).toBe("Submitted");
    after(1_500);
    expect(statuses(one, 1).at(-1)).toBe("Cancelled");
    expect(errors(one)).toContainEqual([1, 202]);
  });

  test("GTD with a mere date lives to the end of that day, with one that is over it is refused", () => {
    const { client, after } = tradingHost();
    const one = client();
    one.order(1, { lmtPrice: 90, tif: "GTD", goodTillDate: "20261125" });
    one.order(2, { lmtPrice: 90, tif: "GTD", goodTillDate: "20261124" });
    after(9 * 3_600_000);
    expect(statuses(one, 1).at(-1)).toBe("Submitted");
    after(3_600_000);
    expect(statuses(one, 1).at(-1)).toBe("Cancelled");
    expect(errors(one)).toContainEqual([2, 334]);
  });

  test("GTD may give seconds instead", () => {
    const { client, after } = tradingHost();
    const one = client();
    one.order(1, { lmtPrice: 90, tif: "GTD", duration: 5 });
    after(5_500);
    expect(statuses(one, 1).at(-1)).toBe("Cancelled");
  });

  test("a day order ends when the session does, a GTC order waits for the next", () => {
    const { client, after, market, now } = tradingHost();
    const closesAt = now() + 60_000;
    market.open = (ms) => ms < closesAt || ms > closesAt + 17 * 3_600_000;
    const one = client();
    one.order(1, { lmtPrice: 90 });
    one.order(2, { lmtPrice: 90, tif: "GTC" });
    after(61_000);
    expect(statuses(one, 1).at(-1)).toBe("Cancelled");
    expect(statuses(one, 2).at(-1)).toBe("PreSubmitted");
    after(17 * 3_600_000);
    expect(statuses(one, 2).at(-1)).toBe("Submitted");
  });

  test("an order outside hours is held, and 399 says until when", () => {
    const { client, after, market, now } = tradingHost();
    const opensAt = now() + 19.5 * 3_600_000;
    market.open = (ms) => ms >= opensAt;
    const one = client();
    one.order(1, { orderType: "MKT" });
    after(aMoment);
    expect(statuses(one, 1)).toEqual(["PreSubmitted"]);
    const text = one.got("ERR_MSG").find(({ errorCode }) => errorCode === 399)?.errorMsg;
    expect(text).toBe(
      "Order Message:\nBUY 100 AAPL NASDAQ.NMS\nWarning: Your order will not be placed at the exchange until 2026-11-26 09:30:00 US/Eastern.",
    );
    after(20 * 3_600_000);
    expect(statuses(one, 1).at(-1)).toBe("Filled");
  });

  test("an order that may trade outside hours does", () => {
    const { client, after, market } = tradingHost();
    market.open = false;
    const one = client();
    one.order(1, { lmtPrice: 101, outsideRth: true });
    after(aMoment);
    expect(statuses(one, 1).at(-1)).toBe("Filled");
  });

  test("an empty time in force is DAY, and 10349 says so while the order lives", () => {
    const { client, after } = tradingHost();
    const one = client();
    one.order(1, { lmtPrice: 90, tif: "" });
    after(aMoment);
    expect(errors(one)).toEqual([[1, 10349]]);
    expect(statuses(one, 1).at(-1)).toBe("Submitted");
    expect(one.got("OPEN_ORDER").at(-1)?.order?.tif).toBe("DAY");
  });

  test("orders for the close trade at the last price, those for the opening at the first", () => {
    const { client, after, market, now } = tradingHost();
    const closesAt = now() + 60_000;
    const opensAt = closesAt + 17 * 3_600_000;
    market.open = (ms) => ms < closesAt || ms > opensAt;
    const one = client();
    one.order(1, { orderType: "MOC" });
    one.order(2, { orderType: "LOC", lmtPrice: 99 });
    one.order(3, { orderType: "MKT", tif: "OPG" });
    after(59_000);
    expect(one.got("EXECUTION_DATA")).toEqual([]);
    after(2_000);
    expect(statuses(one, 1).at(-1)).toBe("Filled");
    expect(statuses(one, 2).at(-1)).toBe("Cancelled");
    market.set(stock, { open: 102 });
    after(17 * 3_600_000);
    expect(heard(one).filter((line) => line.startsWith("trade"))).toEqual([
      "trade 1 BOT 100 @ 100",
      "trade 3 BOT 100 @ 102",
    ]);
  });

  test("a good-after time holds an order back", () => {
    const { client, after } = tradingHost();
    const one = client();
    one.order(1, { orderType: "MKT", goodAfterTime: "20261125 14:01:00 US/Eastern" });
    after(59_000);
    expect(statuses(one, 1)).toEqual(["PreSubmitted"]);
    after(2_000);
    expect(statuses(one, 1).at(-1)).toBe("Filled");
  });
});

describe("amounts of money", () => {
  test("buy as many steps as they pay for", () => {
    const { client, after } = tradingHost();
    const one = client();
    one.order(1, { orderType: "MKT", totalQuantity: "0", cashQty: 1000 }, coin, "PAXOS");
    one.order(2, { orderType: "MKT", totalQuantity: "0", cashQty: 1000 });
    after(aMoment);
    expect(one.got("EXECUTION_DATA")[0]?.execution?.shares).toBe("0.0199");
    expect(errors(one)).toContainEqual([2, 10244]);
  });

  test("currency pairs move both currencies", () => {
    const { client, after, trading } = tradingHost();
    client().order(1, { orderType: "MKT", totalQuantity: "20000" }, pair, "IDEALPRO");
    after(aMoment);
    const { cash } = trading.accounts.ledger("DU1234567");
    expect(cash).toEqual({ USD: 1_000_000 - 20_000 * 1.1001 - 2, EUR: 20_000 });
  });
});

describe("what hosts fill in", () => {
  test("is there when the client left it out", () => {
    const { client, after } = tradingHost();
    const one = client();
    one.order(1, { lmtPrice: 90 });
    one.order(2, { lmtPrice: 5, action: "SELL" }, call);
    after(aMoment);
    const [first] = one.got("OPEN_ORDER");
    expect(first).toMatchObject({
      contract: { conId: 265598, exchange: "SMART", localSymbol: "AAPL" },
      order: {
        account: "DU1234567",
        clearingIntent: "IB",
        deltaNeutralOrderType: "None",
        adjustedOrderType: "None",
        ocaType: 3,
        exemptCode: -1,
        submitter: "paperuser",
      },
    });
    expect(first?.order?.permId).toBeGreaterThan(1_400_000_000);
  });
});
