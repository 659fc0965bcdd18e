/**
 * The price of European options and its derivatives, by Black and Scholes with a cost of carry: on stocks and indexes with a
 * yield q it is r - q; on futures (Black's model of 1976) it is 0.
 *
 * Source: E. G. Haug, The Complete Guide to Option Pricing Formulas, generalised Black-Scholes-Merton.
 */

export interface OptionTerms {
  readonly right: "C" | "P";
  readonly strike: number;
  /** Years to the end; 0 or less: at its end. */
  readonly years: number;
  /** Interest, fraction a year. */
  readonly rate: number;
  /** Cost of carry, fraction a year. */
  readonly carry: number;
}

export interface Greeks {
  readonly price: number;
  /** For a change of 1 in the underlying. */
  readonly delta: number;
  /** Change of delta for a change of 1 in the underlying. */
  readonly gamma: number;
  /** For one percentage point of volatility. */
  readonly vega: number;
  /** For one day. */
  readonly theta: number;
}

/** The normal distribution to 16 digits (W. J. Cody's rational approximation as given by G. West, "Better approximations", 2005). */
export function normal(x: number): number {
  const z = Math.abs(x);
  if (z > 37) return x > 0 ? 1 : 0;
  const tail = Math.exp((-z * z) / 2);
  let upper: number;
  if (z < 7.07106781186547) {
    const above =
      (((((3.52624965998911e-2 * z + 0.700383064443688) * z + 6.37396220353165) * z + 33.912866078383) * z +
        112.079291497871) *
        z +
        221.213596169931) *
        z +
      220.206867912376;
    const below =
      ((((((8.83883476483184e-2 * z + 1.75566716318264) * z + 16.064177579207) * z + 86.7807322029461) * z +
        296.564248779674) *
        z +
        637.333633378831) *
        z +
        793.826512519948) *
        z +
      440.413735824752;
    upper = (tail * above) / below;
  } else {
    upper = tail / (z + 1 / (z + 2 / (z + 3 / (z + 4 / (z + 0.65))))) / 2.506628274631;
  }
  return x > 0 ? 1 - upper : upper;
}

const density = (x: number): number => Math.exp((-x * x) / 2) / 2.5066282746310002;

const intrinsic = ({ right, strike }: OptionTerms, spot: number): number =>
  Math.max(0, right === "C" ? spot - strike : strike - spot);

/** @param volatility fraction a year */
export function europeanPrice(terms: OptionTerms, spot: number, volatility: number): number {
  const { right, strike, years, rate, carry } = terms;
  if (years <= 0) return intrinsic(terms, spot);
  const grown = spot * Math.exp((carry - rate) * years);
  const owed = strike * Math.exp(-rate * years);
  const deviation = volatility * Math.sqrt(years);
  if (deviation < 1e-9) return Math.max(0, right === "C" ? grown - owed : owed - grown);
  const d1 = (Math.log(spot / strike) + carry * years) / deviation + deviation / 2;
  const d2 = d1 - deviation;
  return right === "C" ? grown * normal(d1) - owed * normal(d2) : owed * normal(-d2) - grown * normal(-d1);
}

export function europeanGreeks(terms: OptionTerms, spot: number, volatility: number): Greeks {
  const { right, strike, years, rate, carry } = terms;
  const price = europeanPrice(terms, spot, volatility);
  const sign = right === "C" ? 1 : -1;
  const deviation = volatility * Math.sqrt(Math.max(0, years));
  if (years <= 0 || deviation < 1e-9) return { price, delta: price > 0 ? sign : 0, gamma: 0, vega: 0, theta: 0 };
  const d1 = (Math.log(spot / strike) + carry * years) / deviation + deviation / 2;
  const d2 = d1 - deviation;
  const factor = Math.exp((carry - rate) * years);
  const pace = (spot * factor * density(d1) * volatility) / (2 * Math.sqrt(years));
  const theta =
    -pace -
    sign * (carry - rate) * spot * factor * normal(sign * d1) -
    sign * rate * strike * Math.exp(-rate * years) * normal(sign * d2);
  return {
    price,
    delta: sign * factor * normal(sign * d1),
    gamma: (factor * density(d1)) / (spot * deviation),
    vega: (spot * factor * density(d1) * Math.sqrt(years)) / 100,
    theta: theta / 365,
  };
}
