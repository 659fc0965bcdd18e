/** Bonds of the universe: government and corporate. A table; prices are in percent of the principal and invented. */
import { isinFrom } from "./identifiers.ts";
import { type Listing, listing } from "./listing.ts";

type Row = readonly [
  conId: number,
  issuer: string,
  issuerId: string,
  coupon: number,
  maturity: string,
  issued: string,
  price: number,
  volatility: number,
  ratings: string,
  kind: string,
  description: string,
  callable: boolean,
  /** Where programs ask for it by this name; left out: one is made of the contract id. */
  isin?: string,
];

const rows: readonly Row[] = [
  [
    194154340,
    "AAPL",
    "e1009061",
    1.625,
    "20261110",
    "20141110",
    97.4,
    2,
    "Aaa/AA+",
    "CORP",
    "AAPL 1 5/8 11/10/26",
    false,
  ],
  [304312812, "AAPL", "e1009061", 3.85, "20460804", "20160804", 81.9, 9, "Aaa/AA+", "CORP", "AAPL 3.85 08/04/46", true],
  [302480120, "IBM", "e1359061", 3.45, "20360219", "20160219", 88.3, 7, "A3/A-", "CORP", "IBM 3.45 02/19/36", true],
  [
    412089694,
    "MSFT",
    "e1432232",
    2.525,
    "20500601",
    "20200601",
    63.1,
    12,
    "Aaa/AAA",
    "CORP",
    "MSFT 2.525 06/01/50",
    true,
  ],
  [338012877, "F", "e1012055", 4.346, "20291208", "20161208", 95.6, 6, "Ba1/BBB-", "CORP", "F 4.346 12/08/29", true],
  [
    748291733,
    "BNS",
    "e1021551",
    4.85,
    "20300201",
    "20230202",
    100.4,
    5,
    "A2/A-",
    "CORP",
    "BNS 4.85 02/01/30",
    false,
    "US064159KJ44",
  ],
  [661008432, "US-T", "e0000001", 4.25, "20341115", "20241115", 98.7, 6, "", "GOVT", "US-T 4.25 11/15/34", false],
  [661008590, "US-T", "e0000001", 4.5, "20541115", "20241115", 96.2, 12, "", "GOVT", "US-T 4.5 11/15/54", false],
];

export const bonds: readonly Listing[] = rows.map(
  ([conId, issuer, , coupon, maturity, issued, price, volatility, ratings, kind, description, callable, isin]) =>
    listing({
      conId,
      symbol: issuer,
      secType: "BOND",
      expiry: maturity,
      exchanges: ["SMART"],
      primaryExchange: "",
      currency: "USD",
      longName: description,
      calendar: "us-bonds",
      rule: 1388,
      multiplier: 10,
      localSymbol: `IBCID${conId}`,
      tradingClass: issuer,
      sizeMin: "1",
      pricing: { kind: "spot", path: description, price, volatility: volatility / 100, yield: coupon / 100 },
      liquidity: { spreadSteps: 20, spreadPart: 0.0008, lot: 10, tradeChance: 0.01 },
      isin: isin ?? isinFrom("US", String(conId)),
      facts: {
        cusip: `IBCID${conId}`,
        coupon,
        couponType: "FIXED",
        issueDate: issued,
        ratings,
        bondType: kind,
        convertible: false,
        callable,
        puttable: false,
        descAppend: description,
        bondNotes: "",
        minSize: "1",
        sizeIncrement: "1",
        suggestedSizeIncrement: "1",
        ...(callable ? { nextOptionDate: maturity, nextOptionType: "CALL", nextOptionPartial: false } : {}),
      },
    }),
);

/** Issuers by bond: contract ids to the ids by which requests ask for all bonds of an issuer. */
export const issuerOf: ReadonlyMap<number, string> = new Map(rows.map(([conId, , issuerId]) => [conId, issuerId]));
