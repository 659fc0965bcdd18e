/** Which kinds of past data there are of which instruments, since when, and the words in which hosts say that there is none. */
import { whatToShow as declaredKinds } from "../../catalogue/codes/historical-codes.ts";
import { mix } from "../market/hash.ts";
import { hasQuotes } from "../market/quotes.ts";
import { hasTrades } from "../market/trades.ts";
import { sessionsOn, tradingDayAfter } from "../universe/calendars.ts";
import { dayFrom, dayMs } from "../universe/days.ts";
import type { Listing } from "../universe/listing.ts";
import { chains } from "../universe/option-chains.ts";
import { endOf } from "../universe/universe.ts";

export const historicalService = (text: string): string => `Historical Market Data Service error message:${text}`;
export const historicalError = 162;
export const pacingViolation = historicalService("Historical data request pacing violation");

const shown: Readonly<Record<string, string>> = {
  TRADES: "Trades",
  MIDPOINT: "Midpoint",
  BID: "Bid",
  ASK: "Ask",
  BID_ASK: "BidAsk",
  ADJUSTED_LAST: "AdjustedLast",
  AGGTRADES: "AggTrades",
};

export const noData = (of: Listing, exchange: string, kind: string): string =>
  historicalService(`HMDS query returned no data: ${of.localSymbol}@${exchange} ${shown[kind] ?? kind}`);

export const noSuchKind = (of: Listing, exchange: string, kind: string, step: string): string =>
  historicalService(
    `No historical market data for ${of.symbol}/${of.secType}@${exchange} ${kind === "TRADES" ? "Last" : (shown[kind] ?? kind)} ${step}`,
  );

const kindNames: Readonly<Record<string, string>> = { OPT: "Option", FOP: "Option", WAR: "Warrant" };
export const endOfDayKinds = (of: Listing): boolean => of.secType in kindNames;
export const noEndOfDay = (of: Listing, duration: string, size: string): string =>
  historicalService(
    `No data of type EODChart is available for the exchange 'BEST' and the security type '${kindNames[of.secType]}' and '${duration.toLowerCase()}' and '${size}'`,
  );

export const isKnownKind = (kind: string): boolean => declaredKinds.codes.some(({ code }) => code === kind);

/** Whether there is data of this kind of an instrument at all. */
export function hasKind(of: Listing, kind: string): boolean {
  switch (kind) {
    case "TRADES":
    case "ADJUSTED_LAST":
      return hasTrades(of) || of.secType === "IND";
    case "AGGTRADES":
      return of.secType === "CRYPTO";
    case "MIDPOINT":
    case "BID":
    case "ASK":
    case "BID_ASK":
      return hasQuotes(of);
    case "HISTORICAL_VOLATILITY":
      return of.secType === "STK" || of.secType === "IND";
    case "OPTION_IMPLIED_VOLATILITY":
      return chains.some(({ underlying }) => underlying === of.conId) && of.secType !== "CASH";
    case "FEE_RATE":
    case "REBATE_RATE":
      return of.secType === "STK";
    case "SCHEDULE":
      return true;
    default:
      return of.secType === "BOND";
  }
}

/** What is widely known to be old begins early; the others at a moment of their own. */
const begins = new Map<number, number>([[265598, dayFrom(1980, 12, 12)]]);

/** Since when there is data, ms since 1970. Quotes are kept since 2004 at the earliest. */
export function headOf(of: Listing, kind: string): number {
  const listedOn =
    begins.get(of.conId) ??
    (endOf(of) < Number.POSITIVE_INFINITY
      ? Math.floor(endOf(of) / dayMs) - 540
      : of.secType === "CRYPTO"
        ? dayFrom(2021, 9, 1)
        : dayFrom(1990 + (mix(of.conId, 1) % 20), 1 + (mix(of.conId, 2) % 12), 1));
  const day = ["TRADES", "ADJUSTED_LAST", "AGGTRADES"].includes(kind)
    ? listedOn
    : Math.max(listedOn, dayFrom(2004, 1, 23));
  const first = tradingDayAfter(of.calendar, day - 1);
  return sessionsOn(of.calendar, "liquid", first)[0]?.start ?? first * dayMs;
}

/** Small bars and ticks are kept for so long. */
export const smallKeptMs = 183 * dayMs;
