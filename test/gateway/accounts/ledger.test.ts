/** Ledgers: what a trade does to cash, positions and profit. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { beginDay, bookTrade, emptyLedger, type Ledger, type Trade } from "../../../src/gateway/accounts/ledger.ts";
import { flooredTo, isOnTick, moneyText, quantityOf, quantityText } from "../../../src/gateway/accounts/quantity.ts";

const trade = (quantity: number, price: number, more: Partial<Trade> = {}): Trade => ({
  conId: 1,
  quantity,
  price,
  multiplier: 1,
  currency: "USD",
  settlement: "paid",
  commission: 1,
  commissionCurrency: "USD",
  ...more,
});
const cash = (ledger: Ledger): number => ledger.cash["USD"] ?? 0;
const holding = (ledger: Ledger) => ledger.holdings["1"];

describe("a trade", () => {
  test("that opens costs its price and its commission, and realizes nothing", () => {
    const ledger = emptyLedger({ USD: 10_000 }, 0);
    expect(bookTrade(ledger, trade(10, 100))).toBeUndefined();
    expect(cash(ledger)).toBe(10_000 - 1000 - 1);
    expect(holding(ledger)).toMatchObject({ quantity: 10, averageCost: 100.1, averagePrice: 100 });
  });

  test("that closes realizes the difference less both commissions", () => {
    const ledger = emptyLedger({ USD: 10_000 }, 0);
    bookTrade(ledger, trade(10, 100));
    expect(bookTrade(ledger, trade(-10, 110))).toBe(98);
    expect(cash(ledger)).toBe(10_000 + 98);
    expect(holding(ledger)).toMatchObject({ quantity: 0, averageCost: 0, realized: 98 });
  });

  test("that turns a position around closes the old and opens the new", () => {
    const ledger = emptyLedger({ USD: 10_000 }, 0);
    bookTrade(ledger, trade(10, 100, { commission: 0 }));
    expect(bookTrade(ledger, trade(-15, 110, { commission: 3 }))).toBe(98);
    // A third of the commission belongs to the five that were sold short: they brought 109.8 each.
    expect(holding(ledger)).toMatchObject({ quantity: -5, averagePrice: 110, averageCost: 109.8 });
  });

  test("in futures moves gains only", () => {
    const ledger = emptyLedger({ USD: 10_000 }, 0);
    const future = { settlement: "variation", multiplier: 50 } as const;
    bookTrade(ledger, trade(2, 5000, future));
    expect(cash(ledger)).toBe(9_999);
    expect(bookTrade(ledger, trade(-2, 5001, future))).toBe(98);
    expect(cash(ledger)).toBe(10_098);
  });

  test("of a currency pair exchanges one currency for the other", () => {
    const ledger = emptyLedger({ USD: 10_000 }, 0);
    bookTrade(ledger, trade(1000, 1.1, { settlement: "exchanged", exchangedCurrency: "EUR", commission: 2 }));
    expect(ledger.cash).toEqual({ USD: 10_000 - 1100 - 2, EUR: 1000 });
  });

  test("belongs to its day", () => {
    const ledger = emptyLedger({ USD: 10_000 }, 0);
    bookTrade(ledger, trade(10, 100));
    bookTrade(ledger, trade(-4, 110));
    bookTrade(ledger, trade(1, 5, { conId: 2 }));
    bookTrade(ledger, trade(-1, 5, { conId: 2 }));
    beginDay(ledger, 1);
    expect(holding(ledger)).toMatchObject({ quantity: 6, startQuantity: 6, realized: 0, dayFlow: 0 });
    expect(Object.keys(ledger.holdings)).toEqual(["1"]);
    expect(ledger.commissions).toEqual({});
  });
});

const trades = fc.array(
  fc.record({
    quantity: fc.integer({ min: -500, max: 500 }).filter((value) => value !== 0),
    price: fc.integer({ min: 1, max: 100_000 }).map((cents) => cents / 100),
    commission: fc.integer({ min: 0, max: 500 }).map((cents) => cents / 100),
  }),
  { minLength: 1, maxLength: 30 },
);

describe("whatever is traded", () => {
  test.each(["paid", "variation"] as const)("cash and open positions add up (%s)", (settlement) => {
    fc.assert(
      fc.property(trades, fc.constantFrom(1, 50, 100), (all, multiplier) => {
        const ledger = emptyLedger({ USD: 0 }, 0);
        let realized = 0;
        let commission = 0;
        for (const each of all) {
          commission += each.commission;
          realized += bookTrade(ledger, trade(each.quantity, each.price, { ...each, multiplier, settlement })) ?? 0;
        }
        const { quantity = 0, averageCost = 0, averagePrice = 0, dayFlow = 0 } = holding(ledger) ?? {};
        expect(quantity).toBe(all.reduce((sum, each) => sum + each.quantity, 0));
        // What was realized, and what is held at cost, is where the money went.
        const held =
          settlement === "paid" ? quantity * averageCost : quantity * (averageCost - averagePrice * multiplier);
        expect(cash(ledger)).toBeCloseTo(realized - held, 3);
        expect(dayFlow).toBeCloseTo(-all.reduce((sum, each) => sum + each.quantity * each.price * multiplier, 0), 3);
        expect(ledger.commissions["USD"]).toBeCloseTo(commission, 4);
      }),
    );
  });

  test("quantities keep eight decimals and no exponent", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (units) => {
        const value = units / 1e8;
        const text = quantityText(value);
        expect(text).toMatch(/^-?\d+(?:\.\d{1,8})?$/);
        expect(quantityOf(text)).toBe(value);
      }),
    );
  });
});

test("quantities and money are written as hosts do", () => {
  expect(quantityText(100)).toBe("100");
  expect(quantityText(0.00000001)).toBe("0.00000001");
  expect(quantityText(0.1 + 0.2)).toBe("0.3");
  expect(moneyText(-0.001)).toBe("0.00");
  expect(flooredTo(0.0001, 0.3)).toBe(0.3);
  expect(isOnTick(0.3, 0.1)).toBe(true);
  expect(isOnTick(0.305, 0.01)).toBe(false);
});
