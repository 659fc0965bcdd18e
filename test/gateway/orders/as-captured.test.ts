/** What this host says of an order, field by field beside what a real one said of the same order. */
import { describe, expect, test } from "vitest";
import type { FieldsOf, ResponseName } from "../../../src/catalogue/messages.ts";
import { decodeFrame } from "../../../src/codec/message.ts";
import { capturedVectors } from "../../harness/captured-vectors.ts";
import { aMoment, tradingHost } from "./trading-host.ts";

/** What names the account, the user, the order or the moment. */
const own = new Set(["account", "accountName", "acctNumber", "orderId", "permId", "clientId", "submitter", "orderRef"]);
own.add("sharesAllocation").add("localSymbol").add("tradingClass").add("completedTime").add("execId").add("time");
own.add("exchange").add("price").add("avgPrice");

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The fields of both, one path a line, without those that are anybody's own. */
function lines(fields: Fields, path = ""): string[] {
  return Object.entries(fields)
    .flatMap(([key, value]) =>
      isFields(value)
        ? lines(value, `${path}${key}.`)
        : own.has(key)
          ? [`${path}${key}`]
          : [
              `${path}${key} = ${JSON.stringify(value, (_, one: unknown) => (typeof one === "bigint" ? Number(one) : one))}`,
            ],
    )
    .toSorted();
}

function captured<N extends ResponseName>(
  name: N,
  serverVersion: number,
  which: (fields: FieldsOf<N>) => boolean = () => true,
): Fields {
  const found = capturedVectors
    .filter((vector) => vector.name === name && vector.serverVersion === serverVersion && vector.live)
    .map(({ payload }) => decodeFrame(payload, { direction: "in", serverVersion }).fields as FieldsOf<N>)
    .find(which);
  expect(found, `no captured ${name} at ${serverVersion}`).toBeDefined();
  return found as Fields;
}

function host(serverVersion: number) {
  const made = tradingHost({ serverVersion });
  return { ...made, one: made.client() };
}
const limit = { totalQuantity: "1", lmtPrice: 50 };

describe("beside a captured message", () => {
  test("OPEN_ORDER and ORDER_STATUS in protobuf are the same", () => {
    const { one, after } = host(203);
    one.order(1, limit);
    after(20);
    expect(lines(one.got("OPEN_ORDER")[0] as Fields)).toEqual(lines(captured("OPEN_ORDER", 203)));
    expect(lines(one.got("ORDER_STATUS")[0] as Fields)).toEqual(lines(captured("ORDER_STATUS", 203)));
  });

  test("COMPLETED_ORDER in protobuf is the same", () => {
    const { one, after } = host(204);
    one.order(1, limit);
    after(aMoment);
    one.cancel(1);
    after(aMoment);
    one.request("REQ_COMPLETED_ORDERS", { apiOnly: false });
    expect(lines(one.got("COMPLETED_ORDER")[0] as Fields)).toEqual(lines(captured("COMPLETED_ORDER", 204)));
  });

  test("OPEN_ORDER as text is the same", () => {
    const real = captured(
      "OPEN_ORDER",
      200,
      ({ order }) => order?.lmtPrice === 14.59 && order.conditions?.[0]?.type === 5,
    );
    const { one, after } = host(200);
    one.order(1, {
      lmtPrice: 14.59,
      conditions: [{ type: 5, isConjunctionConnection: true, secType: "STK", exchange: "ANY", symbol: "AAPL" }],
      conditionsIgnoreRth: true,
    });
    after(20);
    expect(lines(one.got("OPEN_ORDER")[0] as Fields)).toEqual(lines(real));
  });

  test("COMPLETED_ORDER of a trailing stop as text is the same", () => {
    const { one, after } = host(200);
    one.order(1, {
      orderType: "TRAIL LIMIT",
      totalQuantity: "1",
      auxPrice: 1,
      trailStopPrice: 2000,
      lmtPriceOffset: 0.05,
    });
    after(20);
    one.request("REQ_GLOBAL_CANCEL", {});
    after(aMoment);
    one.request("REQ_COMPLETED_ORDERS", { apiOnly: false });
    // The market of the tests is nowhere near, so the stop has followed it down.
    const market = /trailStopPrice|lmtPrice = /;
    const ours = lines(one.got("COMPLETED_ORDER")[0] as Fields).filter((line) => !market.test(line));
    expect(ours).toEqual(lines(captured("COMPLETED_ORDER", 200)).filter((line) => !market.test(line)));
  });

  test("EXECUTION_DATA as text is the same", () => {
    const { one, after } = host(200);
    one.order(1, { orderType: "MKT", totalQuantity: "1" });
    after(aMoment);
    const ours = lines(one.got("EXECUTION_DATA")[0] as Fields);
    expect(ours.map((line) => line.replace(/submitter.*/, "submitter"))).toEqual(
      lines(captured("EXECUTION_DATA", 200)),
    );
  });

  test.each(["PORTFOLIO_VALUE", "POSITION_DATA", "PNL", "PNL_SINGLE", "ACCT_VALUE"] as const)(
    "%s has the same fields",
    (name) => {
      const names = (fields: Fields): string[] => lines(fields).map((line) => line.replace(/ = .*/, ""));
      const vectors = capturedVectors.filter((vector) => vector.name === name && vector.live);
      expect(vectors.length).toBeGreaterThan(0);
      for (const { serverVersion } of vectors) {
        const { one, after } = host(serverVersion);
        one.order(1, { orderType: "MKT" });
        after(aMoment);
        one.request("REQ_ACCT_DATA", { subscribe: true, acctCode: "DU1234567" });
        one.request("REQ_POSITIONS", {});
        one.request("REQ_PNL", { reqId: 1, account: "DU1234567", modelCode: "" });
        one.request("REQ_PNL_SINGLE", { reqId: 2, account: "DU1234567", modelCode: "", conId: 265598 });
        expect(names(one.got(name)[0] as Fields)).toEqual(names(captured(name, serverVersion)));
      }
    },
  );
});
