/**
 * What distinguishes the types of orders: what makes them wait, how they are priced once they work, which prices they
 * need, which auction they belong to, and what they are for. The engine asks this table, never for a type by name.
 *
 * Source: the vendor's page on available orders; the lists of types in captured contract data.
 */
import { orderTypes as declared } from "../../catalogue/codes/order-codes.ts";

/** What a type waits for before it works. */
export type Trigger = "none" | "stop" | "touch";
/** How it is priced once it works. */
export type Pricing =
  | "market"
  | "limit"
  /** The market's price first, then a limit at the price of the first fill. */
  | "market-to-limit"
  /** Up to a limit a little behind the market, taken when it begins to work. */
  | "protected"
  /** The near side of the quote and an offset towards the other. */
  | "primary"
  | "passive"
  /** The far side of the quote. */
  | "far"
  | "midpoint"
  | "best"
  | "benchmark"
  | "stock"
  /** What the option is worth at the order's volatility. */
  | "volatility"
  /** Priced once, when it is accepted. */
  | "snap-primary"
  | "snap-far"
  | "snap-midpoint";

export interface OrderType {
  readonly trigger: Trigger;
  /** The trigger follows the market. */
  readonly trailing: boolean;
  readonly pricing: Pricing;
  /** Auction that the order is for; `opening` also comes with the time in force OPG. */
  readonly auction: "" | "closing";
  /** The limit is the most that it pays, not needed. */
  readonly capped: boolean;
  /** Orders of this type may wait for conditions. */
  readonly conditional: boolean;
  /** What hosts call it in what they report. */
  readonly name: string;
  /** What contract data calls it in the list of types that a contract takes; empty: it is not listed there. */
  readonly listed: string;
  /** Kinds of contracts it is for; empty: all whose list has it. */
  readonly kinds: readonly string[];
  /** The exchange that it must be sent to; empty: any. */
  readonly exchange: string;
}

const type = (name: string, listed: string, pricing: Pricing, more: Partial<OrderType> = {}): OrderType => ({
  name,
  listed,
  pricing,
  trigger: "none",
  trailing: false,
  auction: "",
  capped: false,
  conditional: false,
  kinds: [],
  exchange: "",
  ...more,
});

const conditional = { conditional: true } as const;
const capped = { capped: true } as const;
const stop = { trigger: "stop" } as const;
const touch = { trigger: "touch" } as const;
const trailing = { trailing: true } as const;
const forFutures = { kinds: ["FUT", "FOP"] } as const;
const forCombos = { kinds: ["BAG"] } as const;

const types: readonly (readonly [spellings: readonly string[], OrderType])[] = [
  [["MKT"], type("MKT", "MKT", "market", conditional)],
  [["MKT PRT"], type("MKT PRT", "", "protected", forFutures)],
  [["LMT"], type("LMT", "LMT", "limit", conditional)],
  // One leg by limit, the others at market: a combination that is filled as a whole is filled within the limit.
  [["LMT + MKT"], type("LMT + MKT", "", "limit", forCombos)],
  [["STP"], type("STP", "STP", "market", stop)],
  [["STP PRT"], type("STP PRT", "", "protected", { ...stop, ...forFutures })],
  [["STP LMT", "STPLMT"], type("STP LMT", "STPLMT", "limit", stop)],
  [["TRAIL"], type("TRAIL", "TRAIL", "market", { ...stop, ...trailing })],
  [["TRAIL LIMIT", "TRAILLIMIT"], type("TRAIL LIMIT", "TRAILLMT", "limit", { ...stop, ...trailing })],
  [["MIT"], type("MIT", "MIT", "market", touch)],
  [["LIT"], type("LIT", "LIT", "limit", touch)],
  [["TRAIL MIT"], type("TRAIL MIT", "TRAILMIT", "market", { ...touch, ...trailing })],
  [["TRAIL LIT"], type("TRAIL LIT", "TRAILLIT", "limit", { ...touch, ...trailing })],
  [["MTL"], type("MTL", "MTL", "market-to-limit")],
  [["BOX TOP"], type("BOX TOP", "", "market-to-limit", { kinds: ["OPT"], exchange: "BOX" })],
  [["MOC", "MKTCLS"], type("MOC", "MOC", "market", { auction: "closing" })],
  [["LOC", "LMTCLS"], type("LOC", "LOC", "limit", { auction: "closing" })],
  [["MIDPRICE"], type("MIDPRICE", "MIDPX", "midpoint", { ...capped, ...conditional })],
  [["REL"], type("REL", "REL", "primary", { ...capped, ...conditional })],
  [["REL + LMT", "REL + MKT"], type("REL", "", "primary", { ...capped, ...forCombos })],
  [["PEG PRIM"], type("PEG PRIM", "REL", "primary", capped)],
  [["PASSV REL"], type("PASSV REL", "REL", "passive", capped)],
  [["PEG MKT", "PEGMKT"], type("PEG MKT", "", "far", { ...capped, kinds: ["STK"] })],
  [["PEG MID", "PEGMID"], type("PEG MID", "PEGMID", "midpoint", capped)],
  [["PEG BEST", "PEGBEST"], type("PEG BEST", "IBKRATS", "best", { ...capped, kinds: ["STK"] })],
  [["PEG BENCH", "PEGBENCH"], type("PEG BENCH", "PEGBENCH", "benchmark", capped)],
  [["PEG STK"], type("PEG STK", "RELSTK", "stock", { ...capped, kinds: ["OPT"] })],
  [["VOL"], type("VOL", "VOLAT", "volatility", { kinds: ["OPT", "FOP"] })],
  [["SNAP MKT"], type("SNAP MKT", "SNAPMKT", "snap-far", { ...capped, ...conditional })],
  [["SNAP MID"], type("SNAP MID", "SNAPMID", "snap-midpoint", { ...capped, ...conditional })],
  [["SNAP PRIM"], type("SNAP PRIM", "SNAPREL", "snap-primary", { ...capped, ...conditional })],
];

const bySpelling = new Map(types.flatMap(([spellings, one]) => spellings.map((spelling) => [spelling, one] as const)));

/** @returns undefined for types that the host does not take */
export const orderTypeOf = (name: string | null | undefined): OrderType | undefined =>
  bySpelling.get((name ?? "").toUpperCase());

/** All spellings of the types that the host takes. */
export const knownOrderTypes: readonly string[] = [...bySpelling.keys()];

/** Whether a type exists at all, taken here or not. */
export const isOrderType = (name: string | null | undefined): boolean =>
  name !== "None" && declared.codes.some(({ code }) => code === (name ?? "").toUpperCase());

/** What contract data may list that is a type of orders, with a spelling of that type. */
export const listedTypes: ReadonlyMap<string, string> = new Map(
  types.flatMap(([[spelling = ""], { listed }]) => (listed === "" ? [] : [[listed, spelling] as const])).toReversed(),
);

/** Whether a contract takes a type. An empty list of a contract says nothing. */
export const takes = (
  { secType, orderTypes }: { readonly secType: string; readonly orderTypes: readonly string[] },
  { listed, kinds }: OrderType,
): boolean =>
  (kinds.length === 0 || kinds.includes(secType)) &&
  (listed === "" || orderTypes.length === 0 || orderTypes.includes(listed));
