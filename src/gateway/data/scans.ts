/** Market scans: which instruments a scan looks at, what it ranks them by, and which filters it knows. */
import { scanCodes, scannerInstruments, scannerLocations } from "../../catalogue/codes/scanner-codes.ts";
import type { FieldsOf } from "../../catalogue/messages.ts";
import { mix, unit } from "../market/hash.ts";
import type { BuiltInMarket } from "../market/market.ts";
import { bonds } from "../universe/bonds.ts";
import { listed } from "../universe/derived-listings.ts";
import { leadFuture, products } from "../universe/futures.ts";
import type { Listing } from "../universe/listing.ts";
import { sharesOutstanding } from "./statistics.ts";

export type Subscription = NonNullable<FieldsOf<"REQ_SCANNER_SUBSCRIPTION">["scannerSubscription"]>;

const isEtf = (of: Listing): boolean => of.facts.stockType === "ETF";
const isStock = (of: Listing): boolean => of.secType === "STK" && !isEtf(of);

const european = new Set(["EUR", "CHF", "GBP"]);
const asian = new Set(["JPY", "HKD", "AUD"]);

/** Instruments by the kind that a scan names. */
function instrumentsOf(kind: string, now: number): readonly Listing[] {
  const futures = (currency: (code: string) => boolean): readonly Listing[] =>
    products.map((_, index) => leadFuture(index, now)).filter((of) => currency(of.currency));
  switch (kind) {
    case "STK":
      return listed.filter((of) => of.secType === "STK" && of.currency === "USD");
    case "STOCK.NA":
      return listed.filter((of) => isStock(of) && (of.currency === "CAD" || of.currency === "MXN"));
    case "STOCK.EU":
      return listed.filter((of) => isStock(of) && european.has(of.currency));
    case "STOCK.HK":
      return listed.filter((of) => isStock(of) && asian.has(of.currency));
    case "ETF.EQ.US":
      return listed.filter((of) => isEtf(of) && of.currency === "USD");
    case "IND.US":
      return listed.filter((of) => of.secType === "IND" && of.currency === "USD");
    case "IND.EU":
      return listed.filter((of) => of.secType === "IND" && european.has(of.currency));
    case "IND.HK":
      return listed.filter((of) => of.secType === "IND" && asian.has(of.currency));
    case "FUT.US":
      return futures((currency) => currency === "USD");
    case "FUT.EU":
      return futures((currency) => european.has(currency));
    case "FUT.HK":
      return futures((currency) => asian.has(currency));
    case "BOND":
      return bonds.filter(({ facts }) => facts.bondType === "CORP");
    case "BOND.GOVT":
      return bonds.filter(({ facts }) => facts.bondType === "GOVT");
    case "WAR.EU":
      return listed.filter(({ secType }) => secType === "WAR");
    case "FUND.ALL":
      return listed.filter(({ secType }) => secType === "FUND");
    default:
      return [];
  }
}

/** Whether an instrument lies in a market: `STK.US`, `STK.NASDAQ`, `FUT.EU.EUREX`. The last word may be an exchange. */
function isIn(of: Listing, locations: string): boolean {
  return locations.split(",").some((location) => {
    const words = location.split(".");
    const last = words.at(-1) ?? "";
    const venues = [of.primaryExchange, ...of.exchanges].filter((each) => each !== "SMART");
    if (last === "MAJOR") return of.primaryExchange !== "PINK";
    if (last === "MINOR") return of.primaryExchange === "PINK";
    if (last === "NMS" || last === "SCM") return of.primaryExchange === "NASDAQ";
    const known = listed.some(({ primaryExchange, exchanges }) => primaryExchange === last || exchanges[0] === last);
    if (words.length >= 2 && known) return of.primaryExchange === last || venues[0] === last;
    return true;
  });
}

type Score = (market: BuiltInMarket, of: Listing, ms: number) => number;

const gain: Score = (market, of, ms) => {
  const { last, close } = market.quote(of, ms);
  return last / close - 1;
};
const sinceOpen: Score = (market, of, ms) => {
  const { last, open } = market.quote(of, ms);
  return open > 0 ? last / open - 1 : 0;
};
const gap: Score = (market, of, ms) => {
  const { open, close } = market.quote(of, ms);
  return open > 0 ? open / close - 1 : 0;
};
const volume: Score = (market, of, ms) => market.quote(of, ms).volume;
const traded: Score = (market, of, ms) => {
  const { volume: shares, last } = market.quote(of, ms);
  return shares * last;
};
const range: Score = (market, of, ms) => {
  const { high, low, close } = market.quote(of, ms);
  return (high - low) / close;
};
const implied: Score = (market, of, ms) => market.impliedVolatility(of, ms);
const coupon: Score = (_, of) => of.facts.coupon ?? 0;
const maturity: Score = (_, of) => -Number(of.expiry);
const dividend: Score = (_, of) => (of.pricing.kind === "spot" ? of.pricing.yield : 0);
/** Figures that the market does not know are invented, and stay for a day. */
const invented =
  (purpose: number): Score =>
  (_, of, ms) =>
    unit(mix(of.conId, Math.floor(ms / 86_400_000), purpose));
const upside =
  (score: Score): Score =>
  (market, of, ms) =>
    -score(market, of, ms);

/** What scans rank by. Scans of the catalogue that are not here rank by a figure of their own. */
const scores: Readonly<Record<string, Score>> = {
  TOP_PERC_GAIN: gain,
  TOP_PERC_LOSE: upside(gain),
  TOP_OPEN_PERC_GAIN: sinceOpen,
  TOP_OPEN_PERC_LOSE: upside(sinceOpen),
  HIGH_OPEN_GAP: gap,
  LOW_OPEN_GAP: upside(gap),
  MOST_ACTIVE: volume,
  MOST_ACTIVE_USD: traded,
  MOST_ACTIVE_AVG_USD: traded,
  HOT_BY_VOLUME: volume,
  HOT_BY_PRICE: (market, of, ms) => Math.abs(gain(market, of, ms)),
  HOT_BY_PRICE_RANGE: range,
  TOP_PRICE_RANGE: range,
  TOP_TRADE_COUNT: volume,
  HIGH_OPT_IMP_VOLAT: implied,
  LOW_OPT_IMP_VOLAT: upside(implied),
  HIGH_DIVIDEND_YIELD: dividend,
  HIGH_DIVIDEND_YIELD_IB: dividend,
  HIGH_COUPON_RATE: coupon,
  LOW_COUPON_RATE: upside(coupon),
  NEAR_MATURITY_DATE: maturity,
  FAR_MATURITY_DATE: upside(maturity),
};

const codes = scanCodes.codes.map(({ code }) => code);

export const isScan = (code: string): boolean => codes.includes(code);
export const isInstrument = (kind: string): boolean => scannerInstruments.codes.some(({ code }) => code === kind);
export const isLocation = (locations: string): boolean =>
  locations.split(",").every((location) => scannerLocations.codes.some(({ code }) => code === location));

const byName = (code: string): boolean => code.startsWith("ALL_SYMBOLS") || code.startsWith("BOND_CUSIP");

/** Whether an instrument passes the filters. Filters that concern other instruments let it pass. */
function passes(market: BuiltInMarket, of: Listing, ms: number, wanted: Subscription): boolean {
  const above = (value: number, bound: number | bigint | null | undefined): boolean =>
    bound === null || bound === undefined || value >= Number(bound);
  const below = (value: number, bound: number | bigint | null | undefined): boolean =>
    bound === null || bound === undefined || value <= Number(bound);
  const options = new Map(
    (wanted.scannerSubscriptionFilterOptions ?? []).map(({ tag, value }) => [tag, Number(value)]),
  );
  const { last, volume: shares } = market.quote(of, ms);
  const capital = (last * sharesOutstanding(of)) / 1e6;
  const kind = wanted.stockTypeFilter ?? "";
  const rightKind =
    kind === "" ||
    kind
      .split(",")
      .some(
        (each) =>
          each === "ALL" ||
          (each === "ETF"
            ? isEtf(of)
            : each === "STOCK" || each === "CORP"
              ? isStock(of)
              : of.facts.stockType === each),
      );
  return (
    rightKind &&
    above(last, wanted.abovePrice ?? options.get("priceAbove")) &&
    below(last, wanted.belowPrice ?? options.get("priceBelow")) &&
    above(shares, wanted.aboveVolume ?? options.get("volumeAbove")) &&
    above(capital, wanted.marketCapAbove ?? options.get("marketCapAbove1e6") ?? options.get("usdMarketCapAbove")) &&
    below(capital, wanted.marketCapBelow ?? options.get("marketCapBelow1e6") ?? options.get("usdMarketCapBelow")) &&
    above(of.facts.coupon ?? 0, wanted.couponRateAbove) &&
    below(of.facts.coupon ?? 0, wanted.couponRateBelow) &&
    above(gain(market, of, ms) * 100, options.get("changePercAbove")) &&
    below(gain(market, of, ms) * 100, options.get("changePercBelow"))
  );
}

/** Documented: results of one scan. */
const resultsMax = 50;

export function scan(market: BuiltInMarket, ms: number, wanted: Subscription): readonly Listing[] {
  const code = wanted.scanCode ?? "";
  const rows = wanted.numberOfRows ?? -1;
  const candidates = instrumentsOf(wanted.instrument ?? "", ms)
    .filter((of) => isIn(of, wanted.locationCode ?? ""))
    .filter((of) => passes(market, of, ms, wanted));
  const descending = code.endsWith("_DESC") || code.endsWith("_ZA");
  const score = scores[code] ?? invented(codes.indexOf(code));
  const ranked = byName(code)
    ? candidates.toSorted((one, other) => (one.symbol < other.symbol === descending ? 1 : -1))
    : candidates
        .map((of) => ({ of, score: score(market, of, ms) }))
        .sort((one, other) => other.score - one.score || one.of.conId - other.of.conId)
        .map(({ of }) => of);
  return ranked.slice(0, rows < 0 ? resultsMax : Math.min(rows, resultsMax));
}
