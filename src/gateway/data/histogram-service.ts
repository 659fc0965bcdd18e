/** REQ_HISTOGRAM_DATA: how much was traded at each price of the last days, weeks or months. */
import { refuseAsFailed, refuseAsInvalid } from "../accounts/refusals.ts";
import { Subscriptions } from "../accounts/subscriptions.ts";
import { resolve } from "../contracts/resolve.ts";
import { decimalText } from "../contracts/details.ts";
import type { BuiltInMarket } from "../market/market.ts";
import { hasTrades } from "../market/trades.ts";
import type { Planned, Service } from "../service.ts";
import { type Hours, sessionsOn } from "../universe/calendars.ts";
import type { Listing } from "../universe/listing.ts";
import type { Duration } from "./bar-sizes.ts";
import { tradingDays } from "./bar-spans.ts";
import type { Desk } from "./desk.ts";
import { isSubscribed, noPermissions } from "./permission.ts";

const answerMs = 50;
/** Days whose single trades are counted; longer periods are cut. */
const daysMax = 21;
const failed = 10188;

/** `3 days`, `1 week`: a number and a unit in words. */
export function readPeriod(text: string): Duration | undefined {
  const parts = /^(\d{1,3}) ?(seconds?|secs?|minutes?|mins?|hours?|days?|weeks?|months?|years?)$/i.exec(text.trim());
  if (!parts) return undefined;
  const count = Number(parts[1]);
  const word = (parts[2] ?? "").toLowerCase();
  const scale = word.startsWith("sec") ? 1 : word.startsWith("min") ? 60 : word.startsWith("hour") ? 3600 : 0;
  if (count < 1) return undefined;
  return scale > 0
    ? { count: count * scale, unit: "S" }
    : { count, unit: word.slice(0, 1).toUpperCase() as Duration["unit"] };
}

/** Prices with what was traded at each, by price. */
export function histogram(
  market: BuiltInMarket,
  of: Listing,
  hours: Hours,
  end: number,
  period: Duration,
): readonly { price: number; size: number }[] {
  const sizes = new Map<number, number>();
  const from = period.unit === "S" ? end - period.count * 1000 : Number.NEGATIVE_INFINITY;
  for (const day of tradingDays(of, hours, end, period).slice(-daysMax))
    for (const session of sessionsOn(of.calendar, hours, day))
      for (const { price, size, unreported } of market.trades(
        of,
        Math.max(session.start, from),
        Math.min(session.end, end),
      ))
        if (!unreported) sizes.set(price, (sizes.get(price) ?? 0) + size);
  return [...sizes].sort(([one], [other]) => one - other).map(([price, size]) => ({ price, size }));
}

export function histogramService({
  surroundings,
  universe,
  market,
}: Desk): Service<"REQ_HISTOGRAM_DATA" | "CANCEL_HISTOGRAM_DATA"> {
  const open = new Subscriptions<Planned>((planned) => planned.cancel());
  return {
    answers: {
      REQ_HISTOGRAM_DATA: (request, client) => {
        const reqId = request.reqId ?? -1;
        if (open.get(client, reqId)) return refuseAsFailed(client, reqId, "Duplicate ticker id");
        const resolved = resolve(universe, request.contract, client, reqId);
        if (!resolved) return;
        const of = resolved.listing;
        const period = readPeriod(request.timePeriod ?? "");
        if (!period) return refuseAsInvalid(client, reqId, "Invalid time period");
        const refuse = (cause: string): void =>
          client.error(reqId, failed, `Failed to request histogram data:${cause}`);
        if (!hasTrades(of)) return refuse("No trades of this contract");
        if (!isSubscribed(surroundings.settings, of)) return refuse(noPermissions(of));
        const send = (): void => {
          const entries = histogram(market, of, request.useRTH ? "liquid" : "trading", surroundings.now(), period);
          open.end(client, reqId);
          client.send("HISTOGRAM_DATA", {
            reqId,
            histogramDataEntries: entries.map(({ price, size }) => ({ price, size: decimalText(size) })),
          });
        };
        open.set(client, reqId, surroundings.after(answerMs, send));
      },
      CANCEL_HISTOGRAM_DATA: ({ reqId }, client) => {
        const id = reqId ?? -1;
        if (!open.end(client, id)) client.error(id, 300, `Can't find EId with tickerId:${id}`);
      },
    },
    clientLeft: (client) => open.endAll(client),
  };
}
