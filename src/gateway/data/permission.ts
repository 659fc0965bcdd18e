/** Which data the user may have, live or delayed, and in which words hosts refuse the rest. */
import type { GatewaySettings } from "../settings.ts";
import { byConId } from "../universe/find.ts";
import type { Listing } from "../universe/listing.ts";

/** Delayed data is so old. Documented: 10 to 20 minutes. */
export const delayMs = 15 * 60_000;

const venue = (of: Listing): string => of.primaryExchange || (of.exchanges.find((each) => each !== "SMART") ?? "");

export const isSubscribed = (settings: GatewaySettings, of: Listing): boolean =>
  !settings.unsubscribedExchanges.includes(venue(of));

/** For an option, whether its underlying's data is missing, without which there are no greeks. */
export function lacksUnderlying(settings: GatewaySettings, of: Listing): boolean {
  const underlying = of.pricing.kind === "option" ? byConId(of.underlying) : undefined;
  return underlying !== undefined && !isSubscribed(settings, underlying);
}

export const marketDataTypes = { live: 1, frozen: 2, delayed: 3, delayedFrozen: 4 } as const;

/** Hosts name the exchange as the data service does. */
const serviceName = (exchange: string): string => (exchange === "NASDAQ" ? "ISLAND" : exchange);

export const notSubscribed = (of: Listing): string =>
  `Requested market data is not subscribed. Delayed market data is available.${of.symbol} ${venue(of)}/TOP/ALL`;
export const delayedInstead = "Requested market data is not subscribed. Displaying delayed market data.";
export const partNotSubscribed = (of: Listing): string =>
  `Part of requested market data is not subscribed. Subscription-independent ticks are still active.Delayed market data is available.${of.symbol} ${venue(of)}/TOP/ALL`;
export const noPermissions = (of: Listing): string =>
  `No market data permissions for ${serviceName(venue(of))} ${of.secType}`;
