/** What an instrument is worth at a moment: of listed ones by their path, of the others by what they stand on. */
import { byConId } from "../universe/find.ts";
import type { Listing, SpotPricing } from "../universe/listing.ts";
import { seedFor } from "../../base/random.ts";
import { bell, mix } from "./hash.ts";
import type { MarketOverlay } from "./overlay.ts";
import { marketVolatility, optionPrice, termsOf, volatilityOf } from "./option-model.ts";
import { type PathRange, PricePath } from "./price-path.ts";
import type { OptionTerms } from "./black-scholes.ts";

const yearMs = 365 * 86_400_000;
const dayMs = 86_400_000;
const rootOfYear = Math.sqrt(365);

/** How an option stands at a moment. */
export interface OptionState {
  readonly terms: OptionTerms;
  readonly underlying: Listing;
  /** Price of the underlying. */
  readonly spot: number;
  /** Volatility of the market, fraction a year. */
  readonly volatility: number;
}

export class Pricing {
  private readonly seed: number;
  private readonly paths = new Map<string, PricePath>();
  private readonly fairs = new WeakMap<Listing, (ms: number) => number>();
  /** What scenarios made of the market. */
  readonly overlay: MarketOverlay;

  constructor(seed: number, overlay: MarketOverlay) {
    this.seed = seed;
    this.overlay = overlay;
  }

  /** The fair price, off the price grid. @param ms since 1970 */
  fair(of: Listing, ms: number): number {
    let fair = this.fairs.get(of);
    if (!fair) {
      fair = this.fairOf(of);
      this.fairs.set(of, fair);
    }
    return fair(ms);
  }

  /** The fair price as a function of time: it is asked millions of times. */
  private fairOf(of: Listing): (ms: number) => number {
    const { pricing } = of;
    switch (pricing.kind) {
      case "spot":
        return this.share(of, this.spot(pricing));
      case "future": {
        const spot = this.spot(pricing.spot);
        const { carry, endsAt } = pricing;
        return (ms) => spot(ms) * Math.exp((carry * Math.max(0, endsAt - ms)) / yearMs);
      }
      case "option":
        return (ms) => {
          const { terms, spot, volatility } = this.option(of, ms);
          return optionPrice(of, terms, spot, volatility);
        };
      default:
        return (ms) => pricing.legs.reduce((sum, leg) => sum + leg.sign * leg.ratio * this.fair(leg.listing, ms), 0);
    }
  }

  /**
   * Lowest, highest and mean fair price at the corners from one slot (included) to another (not included), of instruments that follow a path
   * which no scenario has touched; undefined for the others.
   */
  range(of: Listing, from: number, to: number): PathRange | undefined {
    const { pricing } = of;
    if (pricing.kind !== "spot" || !this.overlay.leaves(of, pricing.path)) return undefined;
    const { low, high, mean } = this.path(pricing.path).range(from, to);
    const price = (at: number): number => pricing.price * Math.exp((pricing.volatility / rootOfYear) * at);
    return { low: price(low), high: price(high), mean: price(mean) };
  }

  option(option: Listing, ms: number): OptionState {
    const underlying = byConId(option.underlying) as Listing;
    const terms = termsOf(option, underlying, ms);
    return {
      terms,
      underlying,
      // Options go on in terms of the shares that they were made for.
      spot: this.fair(underlying, ms) * this.overlay.sharesFor(underlying.conId),
      volatility: marketVolatility(underlying, terms, referencePrice(underlying)) * this.mood(underlying, ms),
    };
  }

  /** How nervous options on an underlying are on a day, about 1: the same for all of them, so that parity holds. */
  mood(underlying: Listing, ms: number): number {
    const nervous = 1 + 0.05 * bell(mix(this.seed, underlying.conId, Math.floor(ms / dayMs)));
    return nervous * this.overlay.volatility;
  }

  /** The 30-day volatility that the options on an instrument imply, fraction a year. */
  impliedVolatility(underlying: Listing, ms: number): number {
    return volatilityOf(underlying) * 1.04 * this.mood(underlying, ms);
  }

  private spot({ path: name, price, volatility }: SpotPricing): (ms: number) => number {
    const path = this.path(name);
    const deviation = volatility / rootOfYear;
    const { overlay } = this;
    return (ms) => price * Math.exp(deviation * overlay.position(path, ms) + overlay.shift(name, ms));
  }

  /** A share that was split is worth its part. */
  private share({ conId, underlying }: Listing, whole: (ms: number) => number): (ms: number) => number {
    const { overlay } = this;
    return (ms) => whole(ms) / overlay.sharesFor(underlying || conId);
  }

  private path(name: string): PricePath {
    let path = this.paths.get(name);
    if (!path) {
      path = new PricePath(seedFor(this.seed, name));
      this.paths.set(name, path);
    }
    return path;
  }
}

/** The price about which an underlying wanders; the smile is fixed to it. */
const referencePrice = (of: Listing): number => {
  if (of.pricing.kind === "spot") return of.pricing.price;
  return of.pricing.kind === "future" ? of.pricing.spot.price : 1;
};
