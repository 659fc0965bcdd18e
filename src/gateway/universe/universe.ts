/** The built-in universe, as services see it. */
import type { HostContractFields, Instrument, Universe } from "../market-view.ts";
import { sessionAt } from "./calendars.ts";
import { byConId, find } from "./find.ts";
import type { Listing } from "./listing.ts";

/** The universe whose instruments are all of this one. */
export interface BuiltInUniverse extends Universe {
  readonly find: (contract: Parameters<Universe["find"]>[0]) => readonly Listing[];
  readonly byConId: (conId: number) => Listing | undefined;
}

/** Every instrument that the universe gives out is a listing of its own making. */
export const asListing = (instrument: Instrument): Listing => instrument as Listing;

const isDerivative = (secType: string): boolean => ["OPT", "FOP", "FUT", "CONTFUT", "WAR", "IOPT"].includes(secType);

/** `100`, or unset for instruments without a multiplier: empty as text, absent in protobuf. */
export const multiplierText = (of: Listing): string | null => (isDerivative(of.secType) ? String(of.multiplier) : null);

export function describe(instrument: Instrument, exchange?: string): HostContractFields {
  const of = asListing(instrument);
  return {
    conId: of.conId,
    symbol: of.symbol,
    secType: of.secType,
    lastTradeDateOrContractMonth: of.expiry,
    strike: of.strike,
    right: of.right,
    multiplier: multiplierText(of),
    exchange: exchange ?? of.exchanges[0] ?? "",
    primaryExch: of.primaryExchange,
    currency: of.currency,
    localSymbol: of.localSymbol,
    tradingClass: of.tradingClass,
    ...(of.comboLegs ? { comboLegs: of.comboLegs } : {}),
  };
}

/** When it can no longer trade; ms since 1970, infinite for what does not expire. */
export const endOf = (of: Listing): number =>
  of.pricing.kind === "future" || of.pricing.kind === "option" ? of.pricing.endsAt : Number.POSITIVE_INFINITY;

/** @param now ms since 1970: which derivatives are listed */
export const createUniverse = (now: () => number): BuiltInUniverse => ({
  find: (contract) => find(contract, now()),
  byConId,
  describe,
  isOpen: (instrument, ms) =>
    ms < endOf(asListing(instrument)) && sessionAt(asListing(instrument).calendar, "liquid", ms) !== undefined,
});
