/**
 * The price of American options: a binomial tree after Leisen and Reimer, whose nodes stand about the strike, so that few steps
 * suffice and the price is smooth in the price of the underlying. A call without yield is worth as much as a European one.
 *
 * Source: D. Leisen and M. Reimer, "Binomial models for option valuation", 1996 (inversion by Peizer and Pratt, method 2).
 */
import { europeanGreeks, europeanPrice, type Greeks, type OptionTerms } from "./black-scholes.ts";

/** Odd, as the method wants it. With 51 the price is right to about a thousandth of itself. */
const steps = 51;

/** Peizer and Pratt's inversion: the probability of a tree of so many steps for a normal quantile. */
function inverse(z: number): number {
  const inner = z / (steps + 1 / 3 + 0.1 / (steps + 1));
  const root = Math.sqrt(0.25 - 0.25 * Math.exp(-inner * inner * (steps + 1 / 6)));
  return 0.5 + Math.sign(z) * root;
}

const values = new Float64Array(steps + 1);

function treePrice({ right, strike, years, rate, carry }: OptionTerms, spot: number, volatility: number): number {
  const deviation = volatility * Math.sqrt(years);
  const d1 = (Math.log(spot / strike) + carry * years) / deviation + deviation / 2;
  const up = inverse(d1 - deviation);
  const upPriced = inverse(d1);
  const dt = years / steps;
  const growth = Math.exp(carry * dt);
  const u = (growth * upPriced) / up;
  const d = (growth * (1 - upPriced)) / (1 - up);
  const kept = Math.exp(-rate * dt);
  const sign = right === "C" ? 1 : -1;
  const ratio = u / d;
  let price = spot * d ** steps;
  for (let at = 0; at <= steps; at += 1, price *= ratio) values[at] = Math.max(0, sign * (price - strike));
  for (let step = steps - 1; step >= 0; step -= 1) {
    price = spot * d ** step;
    for (let at = 0; at <= step; at += 1, price *= ratio) {
      const held = kept * ((values[at + 1] as number) * up + (values[at] as number) * (1 - up));
      const exercised = sign * (price - strike);
      values[at] = held > exercised ? held : exercised;
    }
  }
  return values[0] as number;
}

/** Whether early exercise can never pay: then the European price holds. */
const isEuropean = ({ right, rate, carry }: OptionTerms): boolean => right === "C" && carry >= rate;

export function americanPrice(terms: OptionTerms, spot: number, volatility: number): number {
  const european = europeanPrice(terms, spot, volatility);
  if (terms.years <= 0 || volatility * Math.sqrt(terms.years) < 1e-4 || isEuropean(terms))
    return Math.max(european, terms.right === "C" ? spot - terms.strike : terms.strike - spot);
  // A tree of few steps may lie a hair below what early exercise can only add to.
  return Math.max(european, treePrice(terms, spot, volatility));
}

/** Derivatives by differences: the tree is smooth enough for them. */
export function americanGreeks(terms: OptionTerms, spot: number, volatility: number): Greeks {
  if (terms.years <= 0 || isEuropean(terms)) return europeanGreeks(terms, spot, volatility);
  const price = americanPrice(terms, spot, volatility);
  const step = spot * 0.01;
  const above = americanPrice(terms, spot + step, volatility);
  const below = americanPrice(terms, spot - step, volatility);
  const later = americanPrice({ ...terms, years: Math.max(0, terms.years - 1 / 365) }, spot, volatility);
  return {
    price,
    delta: (above - below) / (2 * step),
    gamma: Math.max(0, (above - 2 * price + below) / (step * step)),
    vega: Math.max(0, americanPrice(terms, spot, volatility + 0.01) - price),
    theta: Math.min(0, later - price),
  };
}
