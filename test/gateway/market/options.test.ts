/** The option models: published values, parity, bounds, derivatives by differences, and the way back from the price. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { americanGreeks, americanPrice } from "../../../src/gateway/market/american-option.ts";
import { europeanGreeks, europeanPrice, normal, type OptionTerms } from "../../../src/gateway/market/black-scholes.ts";
import { impliedVolatility } from "../../../src/gateway/market/implied-volatility.ts";

const terms: fc.Arbitrary<OptionTerms> = fc.record({
  right: fc.constantFrom("C" as const, "P" as const),
  strike: fc.double({ min: 50, max: 200, noNaN: true }),
  years: fc.double({ min: 0.01, max: 3, noNaN: true }),
  rate: fc.double({ min: 0, max: 0.1, noNaN: true }),
  carry: fc.double({ min: -0.05, max: 0.1, noNaN: true }),
});
const spots = fc.double({ min: 60, max: 180, noNaN: true });
const volatilities = fc.double({ min: 0.08, max: 0.9, noNaN: true });

describe("the European model", () => {
  test("gives the values of the textbook", () => {
    // E. G. Haug, second edition, chapter 1: stock, yield, future, currency.
    const call = { right: "C", strike: 65, years: 0.25, rate: 0.08, carry: 0.08 } as const;
    expect(europeanPrice(call, 60, 0.3)).toBeCloseTo(2.1334, 4);
    expect(europeanPrice({ right: "P", strike: 95, years: 0.5, rate: 0.1, carry: 0.05 }, 100, 0.2)).toBeCloseTo(
      2.4648,
      4,
    );
    expect(europeanPrice({ right: "C", strike: 19, years: 0.75, rate: 0.1, carry: 0 }, 19, 0.28)).toBeCloseTo(
      1.7011,
      4,
    );
    expect(europeanPrice({ right: "C", strike: 1.6, years: 0.5, rate: 0.06, carry: -0.02 }, 1.56, 0.12)).toBeCloseTo(
      0.0291,
      4,
    );
  });

  test("has a normal distribution that is right to twelve digits", () => {
    expect(normal(0)).toBeCloseTo(0.5, 14);
    expect(normal(1.96)).toBeCloseTo(0.9750021048517795, 12);
    expect(normal(-3)).toBeCloseTo(0.0013498980316301, 12);
    expect([normal(40), normal(-40)]).toEqual([1, 0]);
  });

  test("keeps the parity of puts and calls", () => {
    fc.assert(
      fc.property(terms, spots, volatilities, (given, spot, volatility) => {
        const call = europeanPrice({ ...given, right: "C" }, spot, volatility);
        const put = europeanPrice({ ...given, right: "P" }, spot, volatility);
        const forward = spot * Math.exp((given.carry - given.rate) * given.years);
        expect(call - put).toBeCloseTo(forward - given.strike * Math.exp(-given.rate * given.years), 8);
      }),
    );
  });

  test("has the derivatives that differences give", () => {
    fc.assert(
      fc.property(terms, spots, volatilities, (given, spot, volatility) => {
        const { delta, gamma, vega, theta } = europeanGreeks(given, spot, volatility);
        const price = (s: number, v = volatility, years = given.years): number =>
          europeanPrice({ ...given, years }, s, v);
        const step = spot * 1e-4;
        expect(delta).toBeCloseTo((price(spot + step) - price(spot - step)) / (2 * step), 4);
        expect(gamma).toBeCloseTo((price(spot + step) - 2 * price(spot) + price(spot - step)) / step ** 2, 2);
        expect(vega).toBeCloseTo((price(spot, volatility + 1e-4) - price(spot, volatility - 1e-4)) / 2e-4 / 100, 4);
        const dt = 1e-5;
        expect(theta).toBeCloseTo(
          (price(spot, volatility, given.years - dt) - price(spot, volatility, given.years + dt)) / (2 * dt) / 365,
          3,
        );
      }),
    );
  });

  test("is worth its inner value at its end", () => {
    expect(europeanPrice({ right: "C", strike: 90, years: 0, rate: 0.05, carry: 0.05 }, 100, 0.3)).toBe(10);
    expect(europeanGreeks({ right: "P", strike: 90, years: 0, rate: 0.05, carry: 0.05 }, 80, 0.3)).toMatchObject({
      price: 10,
      delta: -1,
      gamma: 0,
    });
  });
});

describe("the American model", () => {
  test("gives published values within a cent", () => {
    // J. Hull, Options, Futures, and Other Derivatives: five months, 50 at 50, 10 %, 40 %: 4.283 in the limit.
    expect(americanPrice({ right: "P", strike: 50, years: 5 / 12, rate: 0.1, carry: 0.1 }, 50, 0.4)).toBeCloseTo(
      4.284,
      2,
    );
    // Barone-Adesi and Whaley, 1987: puts on a commodity at 100 for a quarter year, 8 %, carry -4 %, 20 %.
    expect(americanPrice({ right: "P", strike: 100, years: 0.25, rate: 0.08, carry: -0.04 }, 90, 0.2)).toBeCloseTo(
      11.25,
      2,
    );
  });

  test("is worth at least the European option and its inner value", () => {
    fc.assert(
      fc.property(terms, spots, volatilities, (given, spot, volatility) => {
        const price = americanPrice(given, spot, volatility);
        const inner = given.right === "C" ? spot - given.strike : given.strike - spot;
        expect(price).toBeGreaterThanOrEqual(europeanPrice(given, spot, volatility) - 1e-9);
        expect(price).toBeGreaterThanOrEqual(inner - 1e-9);
        expect(price).toBeLessThanOrEqual(
          (given.right === "C" ? spot * Math.exp(Math.max(0, given.carry - given.rate) * given.years) : given.strike) +
            1e-6,
        );
      }),
    );
  });

  test("grows with volatility, and a call without yield is European", () => {
    fc.assert(
      fc.property(terms, spots, volatilities, (given, spot, volatility) => {
        expect(americanPrice(given, spot, volatility + 0.05)).toBeGreaterThanOrEqual(
          americanPrice(given, spot, volatility) - 0.02,
        );
        const call = { ...given, right: "C" as const, carry: given.rate };
        expect(americanPrice(call, spot, volatility)).toBeCloseTo(europeanPrice(call, spot, volatility), 10);
      }),
    );
  });

  test("has a delta between none and one, of the right sign", () => {
    fc.assert(
      fc.property(terms, spots, volatilities, (given, spot, volatility) => {
        const { delta, gamma, theta } = americanGreeks(
          { ...given, carry: Math.min(given.carry, given.rate) },
          spot,
          volatility,
        );
        const signed = given.right === "C" ? delta : -delta;
        expect(signed).toBeGreaterThanOrEqual(-0.02);
        expect(signed).toBeLessThanOrEqual(1.02);
        expect(gamma).toBeGreaterThanOrEqual(0);
        expect(theta).toBeLessThan(0.2);
      }),
    );
  });
});

describe("implied volatility", () => {
  test("leads back from the price of either model", () => {
    fc.assert(
      fc.property(terms, spots, volatilities, fc.boolean(), (given, spot, volatility, american) => {
        const priceAt = (v: number): number => (american ? americanPrice : europeanPrice)(given, spot, v);
        const price = priceAt(volatility);
        // Where the price hardly moves with volatility, no way leads back.
        fc.pre(priceAt(volatility + 0.01) - price > 1e-4 && price - priceAt(volatility - 0.01) > 1e-4);
        const found = impliedVolatility(priceAt, price);
        expect(found).toBeDefined();
        expect(priceAt(found as number)).toBeCloseTo(price, 5);
      }),
    );
  });

  test("does not exist for prices that no volatility gives", () => {
    const call: OptionTerms = { right: "C", strike: 100, years: 0.5, rate: 0.05, carry: 0.05 };
    const priceAt = (volatility: number): number => europeanPrice(call, 120, volatility);
    expect(impliedVolatility(priceAt, 5)).toBeUndefined();
    expect(impliedVolatility(priceAt, 500)).toBeUndefined();
    expect(impliedVolatility(priceAt, 0)).toBeUndefined();
  });
});
