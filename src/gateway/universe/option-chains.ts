/** Options: chains on stocks, ETFs, indexes and futures, from which the contracts are made. Ids come from con-ids.ts. */
import { type CalendarName, isTradingDay, sessionsOn, tradingDayBefore } from "./calendars.ts";
import { futureConId, optionConId, optionIdOf, strikesMax } from "./con-ids.ts";
import { civil, dayFrom, dayMs, dayOf, dayText, nthWeekday } from "./days.ts";
import { listed } from "./derived-listings.ts";
import { futureByConId, products } from "./futures.ts";
import { type Listing, listing } from "./listing.ts";

export interface Chain {
  readonly index: number;
  /** Index of the product for options on futures; undefined: options on a listed instrument. */
  readonly product: number | undefined;
  /** Contract id of what is listed, or the symbol's index for futures. */
  readonly underlying: number;
  readonly symbol: string;
  readonly secType: "OPT" | "FOP";
  readonly tradingClass: string;
  readonly exchanges: readonly string[];
  readonly currency: string;
  readonly multiplier: number;
  readonly style: "european" | "american";
  readonly weekly: boolean;
  readonly calendar: CalendarName;
  readonly rule: number;
  readonly lowest: number;
  readonly step: number;
  readonly strikes: number;
  /** Settled at the opening of the last day. */
  readonly atOpen: boolean;
}

const usVenues = [
  "AMEX",
  "CBOE",
  "PHLX",
  "PSE",
  "ISE",
  "BOX",
  "BATS",
  "NASDAQOM",
  "CBOE2",
  "NASDAQBX",
  "MIAX",
  "GEMINI",
  "EDGX",
  "MERCURY",
  "PEARL",
  "EMERALD",
  "MEMX",
  "IBUSOPT",
];
const byConId = new Map(listed.map((each) => [each.conId, each]));

const spotPrice = (of: Listing): number => (of.pricing.kind === "spot" ? of.pricing.price : 0);

type Made = Omit<Chain, "index">;

function span(price: number, step: number): Pick<Chain, "lowest" | "step" | "strikes"> {
  const lowest = Math.max(step, Math.floor((price * 0.5) / step) * step);
  return { lowest, step, strikes: Math.min(strikesMax, Math.floor((price * 1.6 - lowest) / step) + 1) };
}

const onStock = (conId: number, step: number, weekly = true): Made => {
  const of = byConId.get(conId) as Listing;
  return {
    product: undefined,
    underlying: conId,
    symbol: of.symbol,
    secType: "OPT",
    tradingClass: of.symbol.replace(" ", ""),
    exchanges: ["SMART", ...usVenues],
    currency: of.currency,
    multiplier: 100,
    style: "american",
    weekly,
    calendar: "us-options",
    rule: step <= 2.5 ? 109 : 32,
    atOpen: false,
    ...span(spotPrice(of), step),
  };
};

const onIndex = (conId: number, tradingClass: string, step: number, more: Partial<Made> = {}): Made => ({
  ...onStock(conId, step, false),
  tradingClass,
  exchanges: ["SMART", "CBOE", "IBUSOPT"],
  style: "european",
  calendar: "us-index-options",
  rule: 110,
  atOpen: true,
  ...more,
});

const european = (
  conId: number,
  tradingClass: string,
  step: number,
  multiplier: number,
  style: Chain["style"],
): Made => ({
  ...onStock(conId, step, false),
  tradingClass,
  exchanges: ["SMART", "EUREX"],
  multiplier,
  style,
  calendar: "eurex",
  rule: multiplier < 100 ? 69 : 26,
});

const onFuture = (symbol: string, tradingClass: string, step: number, rule: number): Made => {
  const product = products.findIndex((each) => each.symbol === symbol);
  const of = products[product] as (typeof products)[number];
  return {
    product,
    underlying: of.underlying,
    symbol,
    secType: "FOP",
    tradingClass,
    exchanges: [of.exchange],
    currency: of.currency,
    multiplier: of.multiplier,
    style: "american",
    weekly: false,
    calendar: of.calendar,
    rule,
    atOpen: false,
    ...span(of.spot.price, step),
  };
};

const made: readonly Made[] = [
  onStock(265598, 2.5),
  onStock(272093, 5),
  onStock(3691937, 2.5),
  onStock(208813720, 2.5),
  onStock(107113386, 5),
  onStock(4815747, 1),
  onStock(76792991, 2.5),
  onStock(4391, 2.5),
  onStock(270639, 0.5),
  onStock(15124833, 10),
  onStock(8314, 2.5),
  onStock(1520593, 2.5),
  onStock(9599491, 0.5),
  onStock(43645865, 2.5, false),
  onStock(756733, 5),
  onStock(320227571, 5),
  onStock(9579970, 2.5),
  onStock(51529211, 2.5),
  onStock(15547841, 1),
  onIndex(416904, "SPX", 25),
  onIndex(416904, "SPXW", 25, { weekly: true, atOpen: false }),
  onIndex(416843, "NDX", 100),
  onIndex(416888, "RUT", 10),
  onIndex(13455763, "VIX", 0.5),
  european(14094, "BMW", 2, 100, "american"),
  european(14204, "SAP", 5, 100, "american"),
  european(825711, "ODAX", 100, 5, "european"),
  european(4356500, "OESX", 25, 10, "european"),
  onFuture("ES", "ES", 25, 73),
  onFuture("NQ", "NQ", 100, 73),
  onFuture("CL", "LO", 0.5, 26),
  onFuture("GC", "OG", 25, 69),
  onFuture("EUR", "EUU", 0.005, 71),
  onFuture("ZN", "OZN", 0.5, 70),
];

export const chains: readonly Chain[] = made.map((each, index) => ({ index, ...each }));

const firstFriday = dayFrom(1990, 1, 5);
const fridayOf = (week: number): number => firstFriday + week * 7;
const weekOf = (friday: number): number => Math.floor((friday - firstFriday) / 7);

/** Whether the week is that of the month's regular expiry. */
function isMonthly(week: number): boolean {
  const { year, month } = civil(fridayOf(week));
  return nthWeekday(year, month, 5, 3) === fridayOf(week);
}

/** The last day of an expiry: its Friday, or the trading day before. */
export const expiryDay = (chain: Chain, week: number): number =>
  isTradingDay(chain.calendar, fridayOf(week)) ? fridayOf(week) : tradingDayBefore(chain.calendar, fridayOf(week));

const strikeOf = (chain: Chain, at: number): number => Number((chain.lowest + at * chain.step).toFixed(6));

export const strikesOf = (chain: Chain): readonly number[] =>
  Array.from({ length: chain.strikes }, (_, at) => strikeOf(chain, at));

const weeksListed = 8;
const monthsListed = 30;
const nearMonths = 6;

function endOf(chain: Chain, day: number): number {
  const session = sessionsOn(chain.calendar, "liquid", day)[0];
  if (!session) return day * dayMs;
  return chain.atOpen ? session.start : session.end;
}

/** The weeks in which contracts of a chain expire, as listed at a moment, nearest first. */
export function weeksOf(chain: Chain, now: number): readonly number[] {
  const first = weekOf(dayOf(now) - 1);
  const found: number[] = [];
  for (let week = first; week < first + monthsListed * 4.4; week += 1) {
    if (endOf(chain, expiryDay(chain, week)) <= now) continue;
    const near = week < first + nearMonths * 4.4;
    // Far expiries are those of January, June and December.
    const listedMonth = isMonthly(week) && (near || [1, 6, 12].includes(civil(fridayOf(week)).month));
    if (listedMonth ? !(chain.weekly && chain.atOpen) : chain.weekly && week < first + weeksListed) found.push(week);
  }
  return found;
}

/** The future that an option on a future delivers: the first whose last day is not before the option's. */
function futureUnder(chain: Chain, day: number): Listing | undefined {
  const { year, month } = civil(day);
  for (let ahead = 0; ahead < 5; ahead += 1) {
    const future = futureByConId(
      futureConId({ product: chain.product as number, month: (year - 1990) * 12 + month - 1 + ahead }),
    );
    if (future && future.expiry >= dayText(day)) return future;
  }
  return undefined;
}

/** `AAPL  261218C00150000`, the OCC's way; others join root, month and strike. */
function localSymbolOf(chain: Chain, expiry: string, right: string, strike: number, month: string): string {
  if (chain.secType === "FOP") return `${month} ${right}${strike}`;
  if (chain.exchanges.includes("EUREX")) return `${right} ${chain.tradingClass} ${expiry} ${strike} M`;
  return `${chain.tradingClass.padEnd(6)}${expiry.slice(2)}${right}${String(Math.round(strike * 1000)).padStart(8, "0")}`;
}

const kept = new Map<number, Listing>();
const keptMax = 50_000;

export function optionByConId(conId: number): Listing | undefined {
  const known = kept.get(conId);
  if (known) return known;
  const id = optionIdOf(conId);
  const chain = id && chains[id.chain];
  if (!id || !chain || id.strike >= chain.strikes || !(chain.weekly || isMonthly(id.week))) return undefined;
  const day = expiryDay(chain, id.week);
  const expiry = dayText(day);
  const under = chain.product === undefined ? byConId.get(chain.underlying) : futureUnder(chain, day);
  if (!under) return undefined;
  const strike = strikeOf(chain, id.strike);
  const option = listing({
    conId,
    symbol: chain.symbol,
    secType: chain.secType,
    expiry,
    strike,
    right: id.right,
    multiplier: chain.multiplier,
    exchanges: chain.exchanges,
    primaryExchange: "",
    currency: chain.currency,
    localSymbol: localSymbolOf(chain, expiry, id.right, strike, under.localSymbol),
    tradingClass: chain.tradingClass,
    longName: under.longName,
    calendar: chain.calendar,
    rule: chain.rule,
    underlying: under.conId,
    pricing: { kind: "option", style: chain.style, endsAt: endOf(chain, day) },
    liquidity: { spreadSteps: 1, spreadPart: 0.012, lot: 1, tradeChance: 0.03 },
    facts: {
      underSymbol: under.secType === "FUT" ? under.localSymbol : under.symbol,
      underSecType: under.secType,
      contractMonth: expiry.slice(0, 6),
      settlementMethod: chain.style === "european" && chain.secType === "OPT" ? "Cash" : "Physical Delivery",
    },
  });
  if (kept.size >= keptMax) kept.clear();
  kept.set(conId, option);
  return option;
}

export interface OptionFilter {
  /** The beginning of the expiry, `yyyymm` or `yyyymmdd`; empty: all. */
  readonly expiry: string;
  /** 0: all. */
  readonly strike: number;
  /** Empty: both. */
  readonly right: string;
}

/** The listed contracts of a chain that fit, by expiry, strike and right. */
export function optionsOf(chain: Chain, now: number, { expiry, strike, right }: OptionFilter): readonly Listing[] {
  const at = Math.round((strike - chain.lowest) / chain.step);
  if (strike > 0 && (at < 0 || at >= chain.strikes || Math.abs(strikeOf(chain, at) - strike) > 1e-6)) return [];
  const strikes = strike > 0 ? [at] : Array.from({ length: chain.strikes }, (_, each) => each);
  const rights = right === "" ? (["C", "P"] as const) : ([right === "P" ? "P" : "C"] as const);
  return weeksOf(chain, now)
    .filter((week) => dayText(expiryDay(chain, week)).startsWith(expiry))
    .flatMap((week) =>
      strikes.flatMap((each) =>
        rights.map((side) => optionByConId(optionConId({ chain: chain.index, week, strike: each, right: side }))),
      ),
    )
    .filter((option) => option !== undefined);
}
