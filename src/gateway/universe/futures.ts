/** Futures: products with their months, from which the contracts are made. A table; ids of contracts come from con-ids.ts. */
import { type CalendarName, isTradingDay, sessionsOn, tradingDayBefore, zoneOf } from "./calendars.ts";
import { futureConId, futureIdOf } from "./con-ids.ts";
import { civil, dayFrom, dayMs, dayOf, dayText, nthWeekday } from "./days.ts";
import { type Listing, listing, type SpotPricing } from "./listing.ts";
import { toLocal } from "./time-zones.ts";

type LastDay =
  | "third Friday"
  | "third Wednesday less two"
  | "Wednesday of VIX"
  | "energy"
  | "month end"
  | "second Friday";

interface Product {
  readonly symbol: string;
  readonly exchange: string;
  readonly currency: string;
  readonly calendar: CalendarName;
  readonly multiplier: number;
  readonly rule: number;
  /** Delivery months, 1 to 12. */
  readonly months: readonly number[];
  /** How many contracts are listed at a time. */
  readonly listed: number;
  readonly lastDay: LastDay;
  /** Minutes after midnight, local. */
  readonly lastMinute: number;
  readonly root: string;
  readonly longName: string;
  readonly underlying: number;
  readonly underlyingType: string;
  readonly spot: SpotPricing;
  readonly carry: number;
  readonly settlement: "Cash" | "Physical Delivery";
}

const quarters = [3, 6, 9, 12];
const everyMonth = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const spot = (path: string, price: number, percent: number, dividends = 0): SpotPricing => ({
  kind: "spot",
  path,
  price,
  volatility: percent / 100,
  yield: dividends / 100,
});

const product = (
  symbol: string,
  exchange: string,
  root: string,
  multiplier: number,
  rule: number,
  longName: string,
  of: SpotPricing,
  more: Partial<Product> & { readonly underlying: number },
): Product => ({
  symbol,
  exchange,
  root,
  multiplier,
  rule,
  longName,
  spot: of,
  currency: "USD",
  calendar: "us-futures",
  months: quarters,
  listed: 8,
  lastDay: "third Friday",
  lastMinute: 510,
  underlyingType: "IND",
  carry: 0.03,
  settlement: "Cash",
  ...more,
});

/** The indexes under the futures on them. */
const index = {
  spx: { of: spot("SPX", 5905, 16, 1.3), underlying: 11004968 },
  ndx: { of: spot("NDX", 20680, 21, 0.7), underlying: 416843 },
  rut: { of: spot("RUT", 2286, 22, 1.2), underlying: 416888 },
  dow: { of: spot("INDU", 43610, 14, 1.7), underlying: 1935181 },
} as const;

const onIndex = (
  symbol: string,
  exchange: string,
  multiplier: number,
  rule: number,
  longName: string,
  { of, underlying }: (typeof index)[keyof typeof index],
): Product => product(symbol, exchange, symbol, multiplier, rule, longName, of, { underlying });

const commodity = {
  calendar: "us-commodities",
  months: everyMonth,
  listed: 12,
  lastDay: "energy",
  lastMinute: 870,
  underlyingType: "CMDTY",
  carry: 0.01,
  settlement: "Physical Delivery",
} as const;
const metal = { ...commodity, lastDay: "month end", carry: 0.045 } as const;
const treasury = {
  lastDay: "month end",
  lastMinute: 721,
  underlyingType: "BOND",
  carry: -0.01,
  listed: 3,
  settlement: "Physical Delivery",
} as const;
const currency = {
  lastDay: "third Wednesday less two",
  lastMinute: 556,
  underlyingType: "CASH",
  carry: 0.01,
  settlement: "Physical Delivery",
} as const;
const eurex = { currency: "EUR", calendar: "eurex", lastMinute: 720, carry: 0.025, listed: 3 } as const;

export const products: readonly Product[] = [
  onIndex("ES", "CME", 50, 67, "E-mini S&P 500", index.spx),
  onIndex("MES", "CME", 5, 67, "Micro E-Mini S&P 500 Stock Price Index", index.spx),
  onIndex("NQ", "CME", 20, 67, "E-mini NASDAQ 100", index.ndx),
  onIndex("MNQ", "CME", 2, 67, "Micro E-Mini Nasdaq-100 Index", index.ndx),
  onIndex("RTY", "CME", 50, 69, "E-Mini Russell 2000 Index", index.rut),
  onIndex("YM", "CBOT", 5, 68, "Mini Sized Dow Jones Industrial Average $5", index.dow),
  product("VIX", "CFE", "VX", 1000, 73, "CBOE Volatility Index", spot("VIX", 16.8, 60), {
    underlying: 13455763,
    months: everyMonth,
    listed: 9,
    lastDay: "Wednesday of VIX",
    lastMinute: 480,
    carry: 0.12,
  }),
  product("CL", "NYMEX", "CL", 1000, 26, "Light Sweet Crude Oil", spot("CL", 69.8, 34), {
    underlying: 17340715,
    ...commodity,
  }),
  product("NG", "NYMEX", "NG", 10_000, 72, "Henry Hub Natural Gas", spot("NG", 3.12, 58), {
    underlying: 17340718,
    ...commodity,
  }),
  product("GC", "COMEX", "GC", 100, 69, "Gold", spot("XAU", 2652.4, 15), {
    underlying: 17340720,
    ...metal,
    lastMinute: 810,
  }),
  product("SI", "COMEX", "SI", 5000, 72, "Silver", spot("XAG", 30.42, 27), {
    underlying: 17340724,
    ...metal,
    lastMinute: 805,
  }),
  product("ZN", "CBOT", "ZN", 1000, 70, "10 Year US Treasury Note", spot("ZN", 110.4, 7), {
    underlying: 17340730,
    ...treasury,
  }),
  product("ZB", "CBOT", "ZB", 1000, 70, "30 Year US Treasury Bond", spot("ZB", 117.8, 12), {
    underlying: 17340732,
    ...treasury,
  }),
  product("EUR", "CME", "6E", 125_000, 71, "European Monetary Union Euro", spot("EUR.USD", 1.0842, 7.2), {
    underlying: 12087792,
    ...currency,
  }),
  product("GBP", "CME", "6B", 62_500, 71, "British pound", spot("GBP.USD", 1.2711, 8.1), {
    underlying: 12087797,
    ...currency,
  }),
  product("MBT", "CME", "MBT", 0.1, 74, "Micro Bitcoin", spot("BTC", 91_250, 55), {
    underlying: 479624278,
    months: everyMonth,
    listed: 6,
    lastDay: "month end",
    underlyingType: "CRYPTO",
    carry: 0.07,
  }),
  product("DAX", "EUREX", "FDAX", 25, 68, "DAX Performance Index", spot("DAX", 19340, 17), {
    underlying: 825711,
    ...eurex,
  }),
  product("ESTX50", "EUREX", "FESX", 10, 68, "Dow Jones Euro STOXX50", spot("ESTX50", 4890, 18, 2.9), {
    underlying: 4356500,
    ...eurex,
  }),
  product("GBL", "EUREX", "FGBL", 1000, 26, "Euro Bund (10 Year Bond)", spot("GBL", 133.2, 7), {
    underlying: 17340740,
    ...eurex,
    underlyingType: "BOND",
    carry: -0.01,
    settlement: "Physical Delivery",
  }),
  product("N225", "OSE.JPN", "225", 1000, 74, "Nikkei 225", spot("N225", 38650, 21, 1.8), {
    underlying: 3909294,
    currency: "JPY",
    calendar: "tokyo",
    lastDay: "second Friday",
    listed: 4,
    carry: 0.004,
  }),
  product("HSI", "HKFE", "HSI", 50, 68, "Hang Seng Stock Index", spot("HSI", 19620, 24, 3.8), {
    underlying: 1328298,
    currency: "HKD",
    calendar: "hong-kong",
    months: everyMonth,
    listed: 4,
    lastDay: "month end",
    carry: 0.0,
  }),
  // A future on one stock, which delivers it.
  product("SAP", "EUREX", "SAPF", 100, 26, "SAP SE", spot("SAP", 224.5, 24, 1), {
    underlying: 14204,
    ...eurex,
    underlyingType: "STK",
    carry: 0.0125,
    settlement: "Physical Delivery",
  }),
];

const letters = "FGHJKMNQUVXZ";
const monthsSince1990 = (year: number, month: number): number => (year - 1990) * 12 + month - 1;

/** The last trading day of a delivery month. */
function lastDayOf({ lastDay, calendar }: Product, year: number, month: number): number {
  const back = (day: number): number => (isTradingDay(calendar, day) ? day : tradingDayBefore(calendar, day));
  switch (lastDay) {
    case "third Friday":
      return back(nthWeekday(year, month, 5, 3));
    case "second Friday":
      return tradingDayBefore(calendar, nthWeekday(year, month, 5, 2));
    case "third Wednesday less two":
      return back(nthWeekday(year, month, 3, 3) - 2);
    case "Wednesday of VIX":
      return back(nthWeekday(year, month + 1, 5, 3) - 30);
    case "energy":
      return back(tradingDayBefore(calendar, back(dayFrom(year, month - 1, 25))) - 2);
    default:
      return back(tradingDayBefore(calendar, back(dayFrom(year, month + 1, 1) - 1)) - 1);
  }
}

function contract(index: number, year: number, month: number): Listing {
  const of = products[index] as Product;
  const day = lastDayOf(of, year, month);
  const session = sessionsOn(of.calendar, "trading", day).at(-1);
  const zoneStart = day * dayMs;
  const localEnd = session ? toLocal(zoneOf(of.calendar), session.end) : zoneStart;
  const endsAt = session ? session.end - (localEnd - zoneStart - of.lastMinute * 60_000) : zoneStart;
  const text = dayText(day);
  const code = `${letters[month - 1]}${year % 10}`;
  return listing({
    conId: futureConId({ product: index, month: monthsSince1990(year, month) }),
    symbol: of.symbol,
    secType: "FUT",
    expiry: text,
    multiplier: of.multiplier,
    exchanges: of.exchange === "CME" || of.exchange === "CBOT" ? [of.exchange, "QBALGO"] : [of.exchange],
    primaryExchange: "",
    currency: of.currency,
    localSymbol: of.exchange === "EUREX" ? `${of.root} ${text} M` : `${of.root}${code}`,
    tradingClass: of.root,
    longName: of.longName,
    calendar: of.calendar,
    rule: of.rule,
    underlying: of.underlying,
    pricing: { kind: "future", spot: of.spot, carry: of.carry, endsAt },
    liquidity: { spreadSteps: 1, spreadPart: 0.00001, lot: 1, tradeChance: 0.9 },
    facts: {
      underSymbol: of.symbol,
      underSecType: of.underlyingType,
      contractMonth: `${year}${String(month).padStart(2, "0")}`,
      settlementMethod: of.settlement,
    },
  });
}

const made = new Map<number, Listing>();
/** Contracts kept by heart; a few hundred are listed at a time. */
const madeMax = 5000;

export function futureByConId(conId: number): Listing | undefined {
  const known = made.get(conId);
  if (known) return known;
  const id = futureIdOf(conId);
  const of = id && products[id.product];
  if (!id || !of || !of.months.includes((id.month % 12) + 1)) return undefined;
  if (made.size >= madeMax) made.clear();
  const future = contract(id.product, 1990 + Math.floor(id.month / 12), (id.month % 12) + 1);
  made.set(conId, future);
  return future;
}

export const endOfFuture = (future: Listing): number => (future.pricing.kind === "future" ? future.pricing.endsAt : 0);

/** How long expired futures are still known. */
const expiredMonthsMax = 24;

/** The contracts of a product that are listed at a moment, the nearest first. */
export function futuresOf(index: number, now: number, withExpired = false): readonly Listing[] {
  const of = products[index] as Product;
  const { year, month } = civil(dayOf(now));
  const found: Listing[] = [];
  const first = monthsSince1990(year, month) - (withExpired ? expiredMonthsMax : 1);
  let listedSoFar = 0;
  for (let at = first; listedSoFar < of.listed; at += 1) {
    const future = futureByConId(futureConId({ product: index, month: at }));
    if (!future) continue;
    const expired = endOfFuture(future) < now;
    if (!expired) listedSoFar += 1;
    if (!expired || withExpired) found.push(future);
  }
  return found;
}

/** The nearest contract, which stands for the continuous future. */
export const leadFuture = (index: number, now: number): Listing => futuresOf(index, now)[0] as Listing;
