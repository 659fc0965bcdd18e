/** Combinations (secType BAG): made of legs that the request names by contract id. */
import type { ContractFields } from "../market-view.ts";
import { type ComboLegPricing, type Listing, listing } from "./listing.ts";

/** The id that hosts give to combinations; it does not tell one from another. */
export const comboConId = 28_812_380;

/** Legs that a combination may have. */
const legsMax = 6;

/** @returns undefined if the legs do not make a combination */
export function comboOf(
  contract: ContractFields,
  byConId: (conId: number) => Listing | undefined,
): Listing | undefined {
  const comboLegs = contract.comboLegs ?? [];
  // A delta-neutral combination may have a single leg: the other one is what it hedges with.
  const legsMin = contract.deltaNeutralContract ? 1 : 2;
  if (comboLegs.length < legsMin || comboLegs.length > legsMax) return undefined;
  const legs: ComboLegPricing[] = [];
  for (const leg of comboLegs) {
    const found = byConId(leg.conId ?? 0);
    const action = leg.action ?? "";
    if (!found || (leg.ratio ?? 0) < 1 || !/^(?:BUY|SELL|SSHORT)$/.test(action)) return undefined;
    legs.push({ listing: found, ratio: leg.ratio ?? 1, sign: action === "BUY" ? 1 : -1 });
  }
  const first = legs[0]?.listing as Listing;
  if (legs.some(({ listing: each }) => each.currency !== first.currency)) return undefined;
  const exchange = contract.exchange || "SMART";
  return listing({
    conId: comboConId,
    symbol: contract.symbol || first.symbol,
    secType: "BAG",
    exchanges: [exchange],
    primaryExchange: "",
    currency: first.currency,
    longName: [...new Set(legs.map(({ listing: each }) => each.symbol))].join(","),
    calendar: first.calendar,
    rule: first.marketRules[0] as number,
    multiplier: first.multiplier,
    localSymbol: "28812380",
    tradingClass: "COMB",
    underlying: 0,
    pricing: { kind: "combo", legs },
    liquidity: { spreadSteps: 1, spreadPart: 0, lot: 1, tradeChance: 0.02 },
    comboLegs,
  });
}
