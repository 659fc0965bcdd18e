/** What must hold whatever clients do and however the market moves. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { OrderTerms } from "../../../src/gateway/orders/order.ts";
import { tradingStateOf, tradingStateText } from "../../../src/gateway/orders/trading-state.ts";
import { otherStock, stock } from "./fake-market.ts";
import { tradingHost } from "./trading-host.ts";

const account = "DU1234567";
const startingCash = 1_000_000;

type Step =
  | { readonly do: "order"; readonly terms: OrderTerms; readonly other: boolean }
  | { readonly do: "change"; readonly of: number; readonly price: number; readonly size: number }
  | { readonly do: "cancel"; readonly of: number }
  | { readonly do: "cancel-all" }
  | { readonly do: "market"; readonly price: number; readonly size: number; readonly other: boolean }
  | { readonly do: "wait"; readonly ms: number };

const price = fc.integer({ min: 9000, max: 11_000 }).map((cents) => cents / 100);
const size = fc.integer({ min: 1, max: 300 });
const terms: fc.Arbitrary<OrderTerms> = fc.record({
  action: fc.constantFrom("BUY", "SELL"),
  orderType: fc.constantFrom("MKT", "LMT", "STP", "STP LMT", "TRAIL", "MIT", "REL", "MIDPRICE", "MTL"),
  totalQuantity: size.map(String),
  lmtPrice: price,
  auxPrice: fc.oneof(price, fc.constantFrom(0.05, 1)),
  tif: fc.constantFrom("DAY", "GTC", "IOC", "FOK"),
  ocaGroup: fc.constantFrom("", "", "a", "b"),
  ocaType: fc.constantFrom(1, 2, 3),
  parentId: fc.constantFrom(0, 0, 0, 1, 2),
  transmit: fc.constantFrom(true, true, true, false),
  allOrNone: fc.constantFrom(false, false, true),
  displaySize: fc.constantFrom(null, null, 10),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("order" as const), terms, other: fc.boolean() }) },
  fc.record({ do: fc.constant("change" as const), of: fc.integer({ min: 1, max: 12 }), price, size }),
  fc.record({ do: fc.constant("cancel" as const), of: fc.integer({ min: 1, max: 12 }) }),
  { weight: 1, arbitrary: fc.record({ do: fc.constant("cancel-all" as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("market" as const), price, size, other: fc.boolean() }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.constantFrom(5, 30, 100, 300, 1000) }) },
);

function played(steps: readonly Step[]) {
  const made = tradingHost();
  const one = made.client();
  let next = 1;
  for (const each of steps) {
    switch (each.do) {
      case "order":
        one.order(next, each.terms, each.other ? otherStock : stock);
        next += 1;
        break;
      case "change":
        one.order(each.of, { lmtPrice: each.price, totalQuantity: String(each.size) });
        break;
      case "cancel":
        one.cancel(each.of);
        break;
      case "cancel-all":
        one.request("REQ_GLOBAL_CANCEL", {});
        break;
      case "market":
        made.market.moves(each.other ? otherStock : stock, each.price);
        made.market.set(each.other ? otherStock : stock, { bidSize: each.size, askSize: each.size });
        break;
      case "wait":
        made.after(each.ms);
    }
  }
  made.after(2000);
  return { ...made, one };
}

const scenarios = fc.array(step, { minLength: 1, maxLength: 40 });

test("money and positions add up to the executions, and those to the orders", () => {
  fc.assert(
    fc.property(scenarios, (steps) => {
      const { one, trading } = played(steps);
      const { cash, holdings } = trading.accounts.ledger(account);
      const { executions, open, ended } = trading.desk.book;
      const signed = executions.map((each) => ({
        ...each,
        signed: each.side === "BOT" ? each.quantity : -each.quantity,
      }));
      for (const { conId, quantity } of Object.values(holdings)) {
        const sum = signed.filter((each) => each.conId === conId).reduce((all, each) => all + each.signed, 0);
        expect(quantity).toBe(sum);
      }
      const paid = signed.reduce((all, each) => all + each.signed * each.price + each.commission, 0);
      expect(cash["USD"]).toBeCloseTo(startingCash - paid, 4);
      for (const order of [...open, ...ended]) {
        const filled = executions.filter(({ permId }) => permId === order.permId);
        expect(order.filled).toBe(filled.reduce((all, each) => all + each.quantity, 0));
      }
      // What the client heard is what happened.
      expect(one.got("EXECUTION_DATA").map(({ execution }) => execution?.execId)).toEqual(
        executions.map(({ execId }) => execId),
      );
    }),
    { numRuns: 60 },
  );
});

test("every status adds up, and an order that has ended stays as it ended", () => {
  const final = new Set(["Filled", "Cancelled", "ApiCancelled", "Inactive"]);
  fc.assert(
    fc.property(scenarios, (steps) => {
      const { one } = played(steps);
      const sizes = new Map<number, number>();
      const ended = new Map<number, string>();
      for (const { name, fields } of one.received) {
        if (name === "OPEN_ORDER") {
          const { order } = fields as { order: { permId: number; totalQuantity: string } };
          sizes.set(order.permId, Number(order.totalQuantity));
        }
        if (name !== "ORDER_STATUS") continue;
        const { permId, status, filled, remaining } = fields as {
          permId: number;
          status: string;
          filled: string;
          remaining: string;
        };
        const size = sizes.get(permId);
        if (size !== undefined && !final.has(status)) expect(Number(filled) + Number(remaining)).toBe(size);
        expect(Number(remaining)).toBeGreaterThanOrEqual(0);
        if (status === "Filled") expect(Number(remaining)).toBe(0);
        const before = ended.get(permId);
        if (before !== undefined) expect(status).toBe(before);
        if (final.has(status)) ended.set(permId, status);
      }
    }),
    { numRuns: 60 },
  );
});

test("numbers that the host gives out never repeat", () => {
  fc.assert(
    fc.property(scenarios, (steps) => {
      const { trading } = played(steps);
      const { executions, open, ended } = trading.desk.book;
      const perms = [...open, ...ended].map(({ permId }) => permId);
      const execs = executions.map(({ execId }) => execId);
      expect(new Set(perms).size).toBe(perms.length);
      expect(new Set(execs).size).toBe(execs.length);
    }),
    { numRuns: 40 },
  );
});

test("the same steps give the same bytes", () => {
  fc.assert(
    fc.property(scenarios, (steps) => {
      expect(played(steps).one.writes).toEqual(played(steps).one.writes);
    }),
    { numRuns: 15 },
  );
});

test("the state survives being saved and read, and the host goes on from there", () => {
  fc.assert(
    fc.property(scenarios, (steps) => {
      const { trading, market } = played(steps);
      const text = tradingStateText(trading.state());
      const saved = tradingStateOf(text);
      expect(tradingStateText(saved)).toBe(text);
      const again = tradingHost({}, saved);
      for (const [conId, quote] of market.quotes) again.market.quotes.set(conId, quote);
      const one = again.client();
      expect(one.got("NEXT_VALID_ID")[0]?.orderId).toBe(trading.desk.nextOrderId(1));
      one.request("REQ_GLOBAL_CANCEL", {});
      again.after(1000);
      expect(again.trading.desk.book.open).toEqual([]);
    }),
    { numRuns: 30 },
  );
});

test("what was under way when the state was saved goes on", () => {
  const made = tradingHost();
  const one = made.client();
  one.order(1, { lmtPrice: 90, tif: "GTC" });
  made.after(100);
  one.order(2, { lmtPrice: 91, tif: "GTC" });
  one.cancel(1);
  const again = tradingHost({}, tradingStateOf(tradingStateText(made.trading.state())));
  const client = again.client();
  again.after(200);
  client.request("REQ_OPEN_ORDERS", {});
  expect(client.got("OPEN_ORDER").at(-1)).toMatchObject({ orderId: 2, orderState: { status: "Submitted" } });
  expect(client.got("ORDER_STATUS")).toContainEqual(expect.objectContaining({ orderId: 1, status: "Cancelled" }));
  again.market.moves(stock, 90);
  again.after(300);
  expect(client.got("EXECUTION_DATA").map(({ execution }) => execution?.orderId)).toEqual([2]);
});

test("a text that is no saved state is refused", () => {
  expect(() => tradingStateOf("{}")).toThrow(SyntaxError);
});
