/** Prices and exchange rates as accounts need them. Whatever has no price is valued at nothing, and said so by `undefined`. */
import type { Instrument, Market, Universe } from "../market-view.ts";

export interface Valuation {
  readonly instrument: (conId: number) => Instrument | undefined;
  /** The price that a position is valued with. */
  readonly mark: (conId: number) => number | undefined;
  /** The price at which the day before ended. */
  readonly close: (conId: number) => number | undefined;
  /** What one unit of a currency is worth in the base currency; 1 for currencies that no pair is known of. */
  readonly rate: (currency: string) => number;
}

/** @param now ms since 1970 UTC */
export function valuationAt(universe: Universe, market: Market, base: string, now: number): Valuation {
  const quoteOf = (conId: number) => {
    const instrument = universe.byConId(conId);
    return instrument && market.quote(instrument, now);
  };
  const rates = new Map<string, number>([[base, 1]]);
  const pair = (symbol: string, currency: string): number | undefined => {
    const [found] = universe.find({ symbol, currency, secType: "CASH", exchange: "IDEALPRO" });
    if (!found) return undefined;
    const { bid, ask, last } = market.quote(found, now);
    const mid = bid > 0 && ask > 0 ? (bid + ask) / 2 : last;
    return mid > 0 ? mid : undefined;
  };
  return {
    instrument: universe.byConId,
    mark: (conId) => {
      const quote = quoteOf(conId);
      if (!quote) return undefined;
      if (quote.last > 0) return quote.last;
      return quote.bid > 0 && quote.ask > 0 ? (quote.bid + quote.ask) / 2 : quote.close || undefined;
    },
    close: (conId) => quoteOf(conId)?.close || undefined,
    rate: (currency) => {
      let rate = rates.get(currency);
      if (rate === undefined) {
        const inverse = pair(base, currency);
        rate = pair(currency, base) ?? (inverse === undefined ? 1 : 1 / inverse);
        rates.set(currency, rate);
      }
      return rate;
    },
  };
}
