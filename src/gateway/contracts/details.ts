/** What contract data says of an instrument. */
import type { DetailsFields } from "../market-view.ts";
import { issuerOf } from "../universe/bonds.ts";
import { hoursText, zoneOf } from "../universe/calendars.ts";
import { dayMs, timeText } from "../universe/days.ts";
import { byConId } from "../universe/find.ts";
import { type Listing, minTickOf } from "../universe/listing.ts";
import { toLocal } from "../universe/time-zones.ts";
import { describe, endOf } from "../universe/universe.ts";

type Contract = NonNullable<DetailsFields["contract"]>;
type Details = NonNullable<DetailsFields["contractDetails"]>;

/** Futures say when on their last day they end: `20261218 08:30:00 US/Central`. */
function lastTradeText(of: Listing): string {
  if (of.secType !== "FUT" && of.secType !== "CONTFUT") return of.expiry;
  const zone = zoneOf(of.calendar);
  const local = toLocal(zone, endOf(of));
  return `${of.expiry} ${timeText(((local % dayMs) + dayMs) % dayMs)} ${zone}`;
}

export const isBond = (of: Listing): boolean => of.secType === "BOND" || of.secType === "BILL";

function contractFields(of: Listing, exchange: string): Contract {
  const issuerId = issuerOf.get(of.conId);
  return {
    ...describe(of, exchange),
    // Bonds are named by their CUSIP, not by a symbol.
    ...(isBond(of)
      ? { symbol: "", ...(issuerId === undefined ? {} : { issuerId }) }
      : { lastTradeDateOrContractMonth: lastTradeText(of), lastTradeDate: of.expiry }),
  };
}

/** Smart-routing groups; instruments that are not routed have none. */
function aggGroupOf(of: Listing): number | null {
  if (!of.exchanges.includes("SMART")) return null;
  if (of.secType === "OPT") return 2;
  return of.secType === "BOND" ? 7 : 1;
}

const sizeSteps = (of: Listing): Pick<Details, "minSize" | "sizeIncrement" | "suggestedSizeIncrement"> => ({
  minSize: of.facts.minSize ?? of.sizeMin,
  sizeIncrement: of.facts.sizeIncrement ?? of.sizeMin,
  suggestedSizeIncrement: of.facts.suggestedSizeIncrement ?? (of.secType === "STK" ? String(of.liquidity.lot) : "1"),
});

/** Combinations of futures expire and have a month; other instruments leave these fields empty. */
const months = (of: Listing): Pick<Details, "contractMonth" | "realExpirationDate"> => ({
  contractMonth: of.facts.contractMonth ?? "",
  realExpirationDate: isBond(of) ? "" : of.expiry,
});

/**
 * @param ms since 1970: the hours are those of the days from then on
 * @param exchange the one that was asked for; else the first
 */
export function contractData(of: Listing, ms: number, exchange?: string): Omit<DetailsFields, "reqId" | "version"> {
  const underlying = byConId(of.underlying);
  const details: Details = {
    marketName: of.tradingClass,
    minTick: decimalText(minTickOf(of)),
    orderTypes: of.orderTypes.join(","),
    validExchanges: of.exchanges.join(","),
    priceMagnifier: 1,
    underConId: of.underlying,
    longName: of.longName,
    industry: "",
    category: "",
    subcategory: "",
    timeZoneId: zoneOf(of.calendar),
    tradingHours: hoursText(of.calendar, "trading", ms),
    liquidHours: hoursText(of.calendar, "liquid", ms),
    evRule: "",
    evMultiplier: 0,
    secIdList: of.isin === "" ? [] : [{ tag: "ISIN", value: of.isin }],
    aggGroup: aggGroupOf(of),
    underSymbol: underlying?.symbol ?? "",
    underSecType: underlying?.secType ?? "",
    marketRuleIds: of.secType === "IND" ? "" : of.marketRules.join(","),
    stockType: "",
    ineligibilityReasonList: [],
    mdSizeMultiplier: of.secType === "STK" && of.currency === "USD" ? 100 : 1,
    sizeMinTick: of.sizeMin,
    lastPricePrecision: decimalText(minTickOf(of) / 10_000),
    lastSizePrecision: "0.000001",
    ...months(of),
    ...of.facts,
    ...sizeSteps(of),
  };
  return { contract: contractFields(of, exchange ?? of.exchanges[0] ?? ""), contractDetails: details };
}

/** A number as decimals, never with an exponent. */
export function decimalText(value: number): string {
  const text = value.toFixed(10);
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
