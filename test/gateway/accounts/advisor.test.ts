/** An advisor's groups: as documents, and as the division of an order. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aliasesXml, groupsFromXml, groupsXml } from "../../../src/gateway/accounts/advisor-groups.ts";
import { allocated, divided } from "../../../src/gateway/accounts/allocation.ts";
import { stock } from "../orders/fake-market.ts";
import { aMoment, errors, tradingHost } from "../orders/trading-host.ts";

const accounts = ["DU1234567", "DU1000001", "DU1000002", "DU1000003"];
const advisor = { accounts, advisor: true };

describe("group documents", () => {
  test("come back as they were written, whatever their names", () => {
    const group = fc.record({
      name: fc.string({ minLength: 1, unit: "grapheme-ascii" }).filter((name) => name.trim() === name),
      method: fc.constantFrom("EqualQuantity", "NetLiq", "Percent"),
      accounts: fc.array(fc.record({ account: fc.constantFrom(...accounts), amount: fc.constantFrom(0, 25, 12.5) }), {
        maxLength: 4,
      }),
    });
    fc.assert(
      fc.property(fc.array(group, { maxLength: 4 }), (groups) => {
        expect(groupsFromXml(groupsXml(groups))).toEqual(groups);
      }),
    );
  });

  test("of older hosts name the accounts only", () => {
    const xml =
      '<?xml version="1.0" encoding="UTF-8"?><ListOfGroups><Group><name>All_Equal</name><ListOfAccts varName="list"><String>DU1000001</String><String>DU1000002</String></ListOfAccts><defaultMethod>EqualQuantity</defaultMethod></Group></ListOfGroups>';
    expect(groupsFromXml(xml)).toEqual([
      {
        name: "All_Equal",
        method: "EqualQuantity",
        accounts: [
          { account: "DU1000001", amount: 0 },
          { account: "DU1000002", amount: 0 },
        ],
      },
    ]);
  });

  test("that are none are not read", () => {
    expect(groupsFromXml("<ListOfProfiles/>")).toBeUndefined();
    expect(groupsFromXml("")).toBeUndefined();
    expect(groupsFromXml("<ListOfGroups/>")).toEqual([]);
    expect(aliasesXml([["DU1", "a & b"]])).toContain("<alias>a &amp; b</alias>");
  });
});

describe("dividing an order", () => {
  test("always gives the whole order, in whole steps", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 12 }),
        fc.constantFrom(1, 10, 0.0001),
        (units, weights, step) => {
          const quantity = Math.round(units * step * 1e8) / 1e8;
          const parts = divided(quantity, weights, step);
          expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(quantity, 7);
          for (const part of parts) expect(Math.abs(part / step - Math.round(part / step))).toBeLessThan(1e-6);
        },
      ),
    );
  });

  test("is not misled by weights of next to nothing", () => {
    expect(divided(0.0417, [6e-323], 0.0001)).toEqual([0.0417]);
  });

  const size = (netLiquidation: number) => ({ netLiquidation, available: netLiquidation / 2, position: 10 });
  const group = (method: string, amounts: number[]) => ({
    name: "g",
    method,
    accounts: amounts.map((amount, index) => ({ account: accounts[index + 1] as string, amount })),
  });
  test.each([
    ["EqualQuantity", [0, 0, 0], [4, 3, 3]],
    ["NetLiq", [0, 0, 0], [1, 3, 6]],
    ["AvailableEquity", [0, 0, 0], [1, 3, 6]],
    ["Percent", [50, 30, 20], [5, 3, 2]],
    ["Ratio", [1, 1, 3], [2, 2, 6]],
  ])("by %s", (method, amounts, expected) => {
    const sizes = new Map([
      ["DU1000001", 100],
      ["DU1000002", 300],
      ["DU1000003", 600],
    ]);
    const parts = allocated(group(method, amounts), "", 10, 1, (account) => size(sizes.get(account) ?? 0));
    expect(parts.map(({ quantity }) => quantity)).toEqual(expected);
  });
});

describe("an advisor's order for a group", () => {
  test("is filled for every account, and its parts add up, however small the pieces", () => {
    const { client, after, market, trading } = tradingHost(advisor);
    market.set(stock, { askSize: 7 });
    const one = client();
    one.order(1, { orderType: "MKT", totalQuantity: "31", faGroup: "Equal_Quantity" });
    after(3000);
    const executions = one.got("EXECUTION_DATA").map(({ execution }) => execution);
    expect(executions.reduce((sum, execution) => sum + Number(execution?.shares), 0)).toBe(31);
    expect(accounts.map((account) => trading.accounts.position(account, stock.conId))).toEqual([0, 11, 10, 10]);
    expect(one.got("ORDER_STATUS").at(-1)).toMatchObject({ status: "Filled", filled: "31" });
    expect(one.got("OPEN_ORDER").at(-1)?.order?.account).toBe("DU1234567");
  });

  test("keeps its parts adding up through changes and partial fills", () => {
    const steps = fc.array(
      fc.record({ size: fc.integer({ min: 1, max: 90 }), offered: fc.integer({ min: 1, max: 40 }) }),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 90 }), steps, (size, all) => {
        const { client, after, market, trading } = tradingHost(advisor);
        const one = client();
        one.order(1, { lmtPrice: 99, totalQuantity: String(size), faGroup: "Equal_Quantity" });
        after(aMoment);
        for (const step of all) {
          one.order(1, { lmtPrice: 99, totalQuantity: String(step.size), faGroup: "Equal_Quantity" });
          market.set(stock, { ask: 98.9, askSize: step.offered });
          after(260);
          market.set(stock, { ask: 101 });
          after(260);
        }
        const [order] = [...trading.desk.book.open, ...trading.desk.book.ended];
        const parts = order?.allocations ?? [];
        expect(parts.reduce((sum, part) => sum + part.quantity, 0)).toBe(order?.quantity);
        expect(parts.reduce((sum, part) => sum + part.filled, 0)).toBe(order?.filled);
        for (const part of parts) {
          expect(part.filled).toBeLessThanOrEqual(part.quantity);
          expect(trading.accounts.position(part.account, stock.conId)).toBe(part.filled);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("by percentage change goes by what the accounts hold", () => {
    const { client, after, trading } = tradingHost(advisor);
    const one = client();
    one.order(1, { orderType: "MKT", totalQuantity: "100", account: "DU1000001" });
    one.order(2, { orderType: "MKT", totalQuantity: "40", account: "DU1000002" });
    after(aMoment);
    one.order(3, {
      orderType: "MKT",
      action: "SELL",
      totalQuantity: "1",
      faGroup: "Equal_Quantity",
      faMethod: "PctChange",
      faPercentage: "-50",
    });
    after(aMoment);
    expect(accounts.map((account) => trading.accounts.position(account, stock.conId))).toEqual([0, 50, 20, 0]);
  });

  test("previews what each account would get", () => {
    const { client, after } = tradingHost(advisor);
    const one = client();
    one.order(1, { orderType: "MKT", totalQuantity: "50", account: "DU1000002" });
    after(aMoment);
    one.forget();
    one.order(2, {
      action: "SELL",
      lmtPrice: 100,
      totalQuantity: "30",
      faGroup: "Equal_Quantity",
      whatIf: true,
    });
    const state = one.got("OPEN_ORDER")[0]?.orderState;
    expect(
      state?.orderAllocations?.map((one) => [one.account, one.position, one.positionAfter, one.desiredAllocQty]),
    ).toEqual([
      ["DU1000001", "0", "-10", "10"],
      ["DU1000002", "50", "40", "10"],
      ["DU1000003", "0", "-10", "10"],
    ]);
    // Two short sales, and a position that becomes smaller.
    expect(state?.initMarginChange).toBe(500);
  });

  test("needs a group that is known, or an account", () => {
    const { client } = tradingHost(advisor);
    const one = client();
    one.order(1, { orderType: "MKT", faGroup: "Nobody" });
    one.order(2, { orderType: "MKT" });
    expect(errors(one)).toEqual([
      [1, 332],
      [2, 436],
    ]);
  });
});

describe("REQ_FA and REPLACE_FA", () => {
  test("read the groups, replace them, and say when that is done", () => {
    const { client, after } = tradingHost(advisor);
    const one = client();
    one.request("REQ_FA", { faDataType: 1 });
    expect(groupsFromXml(one.got("RECEIVE_FA")[0]?.xml ?? "")?.map(({ name }) => name)).toEqual(["Equal_Quantity"]);
    const xml = groupsXml([{ name: "Two", method: "Percent", accounts: [{ account: "DU1000002", amount: 100 }] }]);
    one.forget().request("REPLACE_FA", { reqId: 3, faDataType: 1, xml });
    one.request("REQ_FA", { faDataType: 1 });
    expect(errors(one)).toEqual([[-1, 10230]]);
    after(aMoment);
    expect(one.got("REPLACE_FA_END")).toMatchObject([{ reqId: 3 }]);
    one.forget().request("REQ_FA", { faDataType: 1 });
    expect(groupsFromXml(one.got("RECEIVE_FA")[0]?.xml ?? "")?.map(({ name }) => name)).toEqual(["Two"]);
    one.request("REQ_FA", { faDataType: 3 });
    expect(one.got("RECEIVE_FA")[1]?.xml).toContain("<account>DU1000003</account>");
  });

  test("refuse unknown accounts, profiles, nonsense, and logins without an advisor", () => {
    const { client } = tradingHost(advisor);
    const one = client();
    const wrong = groupsXml([{ name: "Bad", method: "Equal", accounts: [{ account: "DU7777777", amount: 0 }] }]);
    one.request("REPLACE_FA", { reqId: 1, faDataType: 1, xml: wrong });
    one.request("REPLACE_FA", { reqId: 2, faDataType: 2, xml: "" });
    one.request("REPLACE_FA", { reqId: 3, faDataType: 1, xml: "no groups" });
    one.request("REQ_FA", { faDataType: 2 });
    expect(errors(one)).toEqual([
      [1, 10231],
      [2, 585],
      [3, 321],
      [-1, 585],
    ]);
    const plain = tradingHost().client();
    plain.request("REQ_FA", { faDataType: 1 });
    expect(plain.got("ERR_MSG")[0]?.errorMsg).toContain("FA data operations ignored for non FA customers");
  });

  test("family codes name the advisor, or nobody", () => {
    const one = tradingHost(advisor).client();
    one.request("REQ_FAMILY_CODES", {});
    expect(one.got("FAMILY_CODES")[0]?.familyCodes?.[1]).toEqual({ accountId: "DU1000001", familyCode: "DU1234567A" });
    const plain = tradingHost().client();
    plain.request("REQ_FAMILY_CODES", {});
    expect(plain.got("FAMILY_CODES")[0]?.familyCodes).toEqual([{ accountId: "*" }]);
  });
});
