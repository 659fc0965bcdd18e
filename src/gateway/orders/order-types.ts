/**
 * What distinguishes the types of orders: what makes them wait, how they are priced once they work, which prices they
 * need, and which auction they belong to. The engine asks this table, never for a type by name.
 *
 * Source: the vendor's page on available orders.
 */

/** What a type waits for before it works. */
export type Trigger = "none" | "stop" | "touch";
/** How it is priced once it works. */
export type Pricing =
  | "market"
  | "limit"
  /** The market's price first, then a limit at the price of the first fill. */
  | "market-to-limit"
  /** The near side of the quote and an offset towards the other. */
  | "primary"
  | "passive"
  /** The far side of the quote. */
  | "far"
  | "midpoint"
  | "best"
  | "benchmark"
  | "stock"
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
}

const type = (name: string, pricing: Pricing, more: Partial<OrderType> = {}): OrderType => ({
  name,
  pricing,
  trigger: "none",
  trailing: false,
  auction: "",
  capped: false,
  conditional: false,
  ...more,
});

const conditional = { conditional: true } as const;
const capped = { capped: true } as const;
const stop = { trigger: "stop" } as const;
const touch = { trigger: "touch" } as const;
const trailing = { trailing: true } as const;

const types: readonly (readonly [spellings: readonly string[], OrderType])[] = [
  [["MKT"], type("MKT", "market", conditional)],
  [["MKT PRT"], type("MKT PRT", "market")],
  [["LMT"], type("LMT", "limit", conditional)],
  [["RPI", "FUNARI", "LMT + MKT", "SCALE"], type("LMT", "limit")],
  [["STP"], type("STP", "market", stop)],
  [["STP PRT"], type("STP PRT", "market", stop)],
  [["STP LMT", "STPLMT"], type("STP LMT", "limit", stop)],
  [["TRAIL"], type("TRAIL", "market", { ...stop, ...trailing })],
  [["TRAIL LIMIT", "TRAILLIMIT"], type("TRAIL LIMIT", "limit", { ...stop, ...trailing })],
  [["MIT"], type("MIT", "market", touch)],
  [["LIT"], type("LIT", "limit", touch)],
  [["TRAIL MIT"], type("TRAIL MIT", "market", { ...touch, ...trailing })],
  [["TRAIL LIT"], type("TRAIL LIT", "limit", { ...touch, ...trailing })],
  [["MTL", "BOX TOP"], type("MTL", "market-to-limit")],
  [["MOC", "MKTCLS"], type("MOC", "market", { auction: "closing" })],
  [["LOC", "LMTCLS"], type("LOC", "limit", { auction: "closing" })],
  [["MIDPRICE"], type("MIDPRICE", "midpoint", { ...capped, ...conditional })],
  [["REL", "REL + LMT", "REL + MKT"], type("REL", "primary", { ...capped, ...conditional })],
  [["PEG PRIM"], type("PEG PRIM", "primary", capped)],
  [["PASSV REL"], type("PASSV REL", "passive", capped)],
  [["PEG MKT", "PEGMKT"], type("PEG MKT", "far", capped)],
  [["PEG MID", "PEGMID"], type("PEG MID", "midpoint", capped)],
  [["PEG BEST", "PEGBEST"], type("PEG BEST", "best", capped)],
  [["PEG BENCH", "PEGBENCH"], type("PEG BENCH", "benchmark", capped)],
  [["PEG STK"], type("PEG STK", "stock", capped)],
  [["SNAP MKT"], type("SNAP MKT", "snap-far", { ...capped, ...conditional })],
  [["SNAP MID"], type("SNAP MID", "snap-midpoint", { ...capped, ...conditional })],
  [["SNAP PRIM"], type("SNAP PRIM", "snap-primary", { ...capped, ...conditional })],
];

const bySpelling = new Map(types.flatMap(([spellings, one]) => spellings.map((spelling) => [spelling, one] as const)));

/** @returns undefined for types that the host does not know */
export const orderTypeOf = (name: string | null | undefined): OrderType | undefined =>
  bySpelling.get((name ?? "").toUpperCase());

/** All spellings of the types that the host knows. */
export const knownOrderTypes: readonly string[] = [...bySpelling.keys()];
