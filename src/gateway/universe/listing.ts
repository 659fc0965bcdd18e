/** An instrument of the built-in universe: what everyone sees of it, and what the market needs to price it. */
import type { ContractFields, DetailsFields, Instrument } from "../market-view.ts";
import type { CalendarName } from "./calendars.ts";
import { smallestStep, stepsOf } from "./market-rules.ts";

/** One way in which prices wander: instruments that name the same one move together. */
export interface SpotPricing {
  readonly kind: "spot";
  readonly path: string;
  /** Price around which it wanders. */
  readonly price: number;
  /** Fraction a year. */
  readonly volatility: number;
  /** Yield that the holder has, fraction a year; options and futures take it off. */
  readonly yield: number;
}

export interface FuturePricing {
  readonly kind: "future";
  readonly spot: SpotPricing;
  /** Cost of carry, fraction a year. */
  readonly carry: number;
  /** Last moment of trading, ms since 1970. */
  readonly endsAt: number;
}

export interface OptionPricing {
  readonly kind: "option";
  readonly style: "european" | "american";
  readonly endsAt: number;
}

export interface ComboLegPricing {
  readonly listing: Listing;
  readonly ratio: number;
  readonly sign: 1 | -1;
}

export interface ComboPricing {
  readonly kind: "combo";
  readonly legs: readonly ComboLegPricing[];
}

export type Pricing = SpotPricing | FuturePricing | OptionPricing | ComboPricing;

/** How it trades. */
export interface Liquidity {
  /** Least difference of bid and ask, in price steps and in parts of the price: the larger one counts. */
  readonly spreadSteps: number;
  readonly spreadPart: number;
  /** Size of a usual trade; quantities are its multiples. */
  readonly lot: number;
  /** How probable a trade is within a slot of five seconds of regular hours. */
  readonly tradeChance: number;
}

/** What contract data says beyond the instrument itself. */
export type Facts = Partial<NonNullable<DetailsFields["contractDetails"]>>;

export interface Listing extends Instrument {
  readonly calendar: CalendarName;
  /** A market rule for each of `exchanges`. */
  readonly marketRules: readonly number[];
  readonly pricing: Pricing;
  readonly liquidity: Liquidity;
  readonly facts: Facts;
  readonly isin: string;
  readonly cusip: string;
  /** For combos, what the request said of the legs. */
  readonly comboLegs?: NonNullable<ContractFields["comboLegs"]>;
}

type Given = Pick<
  Listing,
  "conId" | "symbol" | "secType" | "exchanges" | "currency" | "longName" | "calendar" | "pricing" | "liquidity"
> &
  Partial<Omit<Listing, "tickAt">> & { readonly rule: number };

/** A listing with what most instruments of its kind have in common filled in. */
export function listing(given: Given): Listing {
  const { rule, ...stated } = given;
  return {
    expiry: "",
    strike: 0,
    right: "",
    multiplier: 1,
    primaryExchange: given.exchanges.at(-1) ?? "",
    localSymbol: given.symbol,
    tradingClass: given.symbol,
    sizeMin: "1",
    orderTypes: orderTypesOf(given.secType),
    underlying: 0,
    marketRules: given.exchanges.map(() => rule),
    facts: {},
    isin: "",
    cusip: "",
    tickAt: stepsOf(rule),
    ...stated,
  };
}

/** The smallest step at any price and exchange. */
export const minTickOf = (of: Listing): number => Math.min(...of.marketRules.map(smallestStep));

const allTypes =
  "ACTIVETIM,AD,ADJUST,ALERT,ALGO,ALLOC,AON,AVGCOST,BASKET,BENCHPX,COND,CONDORDER,DARKONLY,DARKPOLL,DAY,DEACT,DEACTDIS,DEACTEOD,DIS,GAT,GTC,GTD,GTT,HID,IBKRATS,ICE,IMB,IOC,LIT,LMT,LOC,MIDPX,MIT,MKT,MOC,MTL,NGCOMB,NODARK,NONALGO,OCA,OPG,OPGREROUT,PEGBENCH,PEGMID,POSTATS,POSTONLY,PREOPGRTH,PRICECHK,REL,REL2MID,RELPCTOFS,RTH,SCALE,SIZECHK,SMARTSTG,SNAPMID,SNAPMKT,SNAPREL,STP,STPLMT,SWEEP,TRAIL,TRAILLIT,TRAILLMT,TRAILMIT,WHATIF";
const fewTypes =
  "ACTIVETIM,AD,ADJUST,ALERT,ALLOC,AVGCOST,BASKET,COND,CONDORDER,DAY,DEACT,DEACTDIS,DEACTEOD,GAT,GTC,GTD,GTT,HID,ICE,IOC,LIT,LMT,MIT,MKT,MTL,NGCOMB,NONALGO,OCA,PEGBENCH,RTH,SCALE,SNAPMID,SNAPMKT,SNAPREL,STP,STPLMT,TRAIL,TRAILLIT,TRAILLMT,TRAILMIT,WHATIF";
/** What orders may be, by kind of contract. Source: captured contract data; what this host does not take is left out. */
const types: Readonly<Record<string, string>> = {
  STK: allTypes,
  OPT: "ACTIVETIM,AD,ADJUST,ALERT,ALGO,ALLOC,AON,AVGCOST,BASKET,COND,CONDORDER,DAY,DEACT,DEACTDIS,DEACTEOD,DIS,FOK,GAT,GTC,GTD,GTT,HID,ICE,IOC,LIT,LMT,MIT,MKT,MTL,NGCOMB,NONALGO,OCA,OPENCLOSE,PAON,POSTONLY,PRICECHK,REL,RELPCTOFS,RELSTK,SCALE,SIZECHK,SMARTSTG,SNAPMID,SNAPMKT,SNAPREL,STP,STPLMT,TRAIL,TRAILLIT,TRAILLMT,TRAILMIT,VOLAT,WHATIF",
  FOP: "ACTIVETIM,AD,ADJUST,ALERT,ALLOC,AVGCOST,BASKET,COND,CONDORDER,DAY,DEACT,DEACTDIS,DEACTEOD,GAT,GTC,GTD,GTT,HID,IOC,LIT,LMT,MIT,MKT,MTL,NGCOMB,NONALGO,OCA,SCALE,SNAPMID,SNAPMKT,SNAPREL,STP,STPLMT,TRAIL,TRAILLIT,TRAILLMT,TRAILMIT,VOLAT,WHATIF",
  FUT: `${fewTypes},LOC,MOC,REL`,
  CFD: `${fewTypes},LOC,MOC,REL`,
  CASH: `${fewTypes},REL`,
  BAG: `${fewTypes},REL`,
  FUND: "AD,ALERT,ALLOC,BASKET,DAY,DEACT,DEACTDIS,FUNDSWAP,MKT,NONALGO,WHATIF",
  BOND: "ACTIVETIM,AD,ADJUST,ALERT,ALLOC,AON,AVGCOST,BASKET,BENCHPX,CONDORDER,DAY,DEACT,DEACTDIS,DEACTEOD,GAT,GTC,GTD,GTT,HID,IBKRATS,IOC,LMT,MKT,NONALGO,OCA,ODDPOSCLS,PAON,RFQ,RTH,SCALE,WHATIF",
  CRYPTO: "ACTIVETIM,AD,ALERT,ALLOC,CASHQTY,COND,CONDORDER,DAY,GTC,IOC,LMT,MKT,NONALGO,STPLMT,WHATIF",
  IND: "",
};

function orderTypesOf(secType: string): readonly string[] {
  const text = types[secType] ?? fewTypes;
  return text === "" ? [] : text.split(",");
}
