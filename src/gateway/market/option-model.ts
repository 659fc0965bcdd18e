/** Which model prices an option of the universe, and with which figures: rates, yields, and a smile of volatilities. */
import { americanGreeks, americanPrice } from "./american-option.ts";
import { europeanGreeks, europeanPrice, type Greeks, type OptionTerms } from "./black-scholes.ts";
import { impliedVolatility } from "./implied-volatility.ts";
import type { Listing } from "../universe/listing.ts";

const yearMs = 365 * 86_400_000;

/** Interest by currency, fraction a year; invented. */
const rates: Readonly<Record<string, number>> = {
  USD: 0.0435,
  EUR: 0.0225,
  GBP: 0.0425,
  CHF: 0.005,
  JPY: 0.0045,
  HKD: 0.035,
};
export const rateOf = (currency: string): number => rates[currency] ?? 0.03;

const yieldOf = (underlying: Listing): number => (underlying.pricing.kind === "spot" ? underlying.pricing.yield : 0);

export const volatilityOf = (of: Listing): number => {
  if (of.pricing.kind === "spot") return of.pricing.volatility;
  return of.pricing.kind === "future" ? of.pricing.spot.volatility : 0.25;
};

export function termsOf(option: Listing, underlying: Listing, ms: number): OptionTerms {
  const rate = rateOf(option.currency);
  const endsAt = option.pricing.kind === "option" ? option.pricing.endsAt : ms;
  return {
    right: option.right === "P" ? "P" : "C",
    strike: option.strike,
    years: Math.max(0, (endsAt - ms) / yearMs),
    rate,
    carry: underlying.pricing.kind === "future" ? 0 : rate - yieldOf(underlying),
  };
}

const isAmerican = (option: Listing): boolean =>
  option.pricing.kind === "option" && option.pricing.style === "american";

export const optionPrice = (option: Listing, terms: OptionTerms, spot: number, volatility: number): number =>
  isAmerican(option) ? americanPrice(terms, spot, volatility) : europeanPrice(terms, spot, volatility);

export const optionGreeks = (option: Listing, terms: OptionTerms, spot: number, volatility: number): Greeks =>
  isAmerican(option) ? americanGreeks(terms, spot, volatility) : europeanGreeks(terms, spot, volatility);

export const impliedVolatilityOf = (
  option: Listing,
  terms: OptionTerms,
  spot: number,
  price: number,
): number | undefined =>
  terms.years <= 0 || spot <= 0
    ? undefined
    : impliedVolatility((volatility) => optionPrice(option, terms, spot, volatility), price);

/**
 * The volatility of the market for a strike: that of the underlying with a premium, higher below the price than above it. Calls and
 * puts of one strike have the same, without which put-call parity would not hold.
 */
export function marketVolatility(underlying: Listing, terms: OptionTerms, reference: number): number {
  const base = volatilityOf(underlying) * 1.04;
  const distance = Math.log(terms.strike / reference) / Math.sqrt(Math.max(terms.years, 1 / 52));
  return Math.max(0.02, base * Math.min(1.8, Math.max(0.75, 1 - 0.18 * distance + 0.35 * distance * distance)));
}
