/** Listed instruments that stand on others: CFDs and warrants. A table; their prices follow from what they stand on. */
import { bonds } from "./bonds.ts";
import { coins, metals, pairs } from "./currencies.ts";
import { dayFromText } from "./days.ts";
import { sessionsOn } from "./calendars.ts";
import { indices } from "./indices.ts";
import { type Listing, listing } from "./listing.ts";
import { stocks } from "./stocks.ts";
import { etfs, funds } from "./trackers.ts";

const basic: readonly Listing[] = [...stocks, ...etfs, ...indices, ...pairs, ...bonds, ...coins, ...funds, ...metals];
const byConId = new Map(basic.map((each) => [each.conId, each]));
const on = (conId: number): Listing => byConId.get(conId) as Listing;

/** A CFD on a stock or pair goes by the symbol of that; one on an index has its own. */
const cfd = (conId: number, underlying: number, symbol?: string, name?: string): Listing => {
  const under = on(underlying);
  return listing({
    conId,
    symbol: symbol ?? under.symbol,
    secType: "CFD",
    exchanges: ["SMART", "IBCFD"],
    primaryExchange: "",
    currency: under.currency,
    longName: name ?? under.longName,
    calendar: symbol ? "us-futures" : under.calendar,
    rule: symbol ? 0 : (under.marketRules[0] as number),
    localSymbol: symbol ?? `${under.localSymbol}${under.secType === "STK" ? "n" : ""}`,
    tradingClass: symbol ?? under.tradingClass,
    underlying,
    pricing: under.pricing,
    liquidity: symbol ? { spreadSteps: 40, spreadPart: 0.00008, lot: 1, tradeChance: 0 } : under.liquidity,
    facts: { underSymbol: under.symbol, underSecType: under.secType },
  });
};

export const cfds: readonly Listing[] = [
  cfd(118089500, 265598),
  cfd(118089512, 272093),
  cfd(118091740, 76792991),
  cfd(120549942, 14217),
  // What the samples of the official clients ask for.
  cfd(118090134, 8314),
  cfd(120549899, 14094),
  cfd(143916318, 12087792),
  cfd(143916322, 12087797),
  cfd(111987422, 416904, "IBUS500", "US 500"),
  cfd(111987421, 416843, "IBUST100", "US Tech 100"),
  cfd(111987424, 825711, "IBDE40", "Germany 40"),
  cfd(111987420, 1935181, "IBUS30", "US 30"),
];

const warrant = (
  conId: number,
  underlying: number,
  right: "C" | "P",
  strike: number,
  expiry: string,
  ratio: number,
): Listing => {
  const under = on(underlying);
  const day = dayFromText(expiry) as number;
  return listing({
    conId,
    symbol: under.symbol,
    secType: "WAR",
    expiry,
    strike,
    right,
    multiplier: ratio,
    exchanges: ["FWB", "SWB", "GETTEX"],
    primaryExchange: "FWB",
    currency: under.currency,
    longName: `${under.longName} ${right === "C" ? "CALL" : "PUT"} ${strike}`,
    calendar: "xetra",
    rule: 1870,
    localSymbol: `TW${String(conId).slice(-4)}`,
    tradingClass: "WAR",
    underlying,
    pricing: {
      kind: "option",
      style: "european",
      endsAt: sessionsOn("xetra", "liquid", day)[0]?.end ?? day * 86_400_000,
    },
    liquidity: { spreadSteps: 2, spreadPart: 0.01, lot: 500, tradeChance: 0.004 },
    facts: { underSymbol: under.symbol, underSecType: under.secType, contractMonth: expiry.slice(0, 6) },
  });
};

export const warrants: readonly Listing[] = [
  warrant(610010021, 14121, "C", 18, "20281215", 1),
  warrant(610010022, 14121, "P", 14, "20281215", 1),
  warrant(610010031, 14094, "C", 80, "20281215", 1),
];

/** Everything that is listed by itself, in a fixed order. */
export const listed: readonly Listing[] = [...basic, ...cfds, ...warrants];
