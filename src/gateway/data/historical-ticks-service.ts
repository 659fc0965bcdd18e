/** REQ_HISTORICAL_TICKS: past trades, quotes or midpoints, a thousand at most. */
import { refuseAsFailed, refuseAsInvalid } from "../accounts/refusals.ts";
import { Subscriptions } from "../accounts/subscriptions.ts";
import { resolve } from "../contracts/resolve.ts";
import { hasQuotes } from "../market/quotes.ts";
import { hasTrades } from "../market/trades.ts";
import type { Planned, Service } from "../service.ts";
import { type Hours, zoneOf } from "../universe/calendars.ts";
import type { Listing } from "../universe/listing.ts";
import type { Desk } from "./desk.ts";
import { invalidMoment } from "./historical-request.ts";
import { readMoment } from "./moments.ts";
import { isSubscribed, noPermissions } from "./permission.ts";
import { sendPastTicks } from "./tick-messages.ts";
import {
  collect,
  midTicksBetween,
  quoteTicksBetween,
  type QuoteTick,
  type TickKind,
  type TradeTick,
  tradeTicks,
} from "./ticks.ts";

const answerMs = 50;
const ticksMax = 1000;
const failed = 10187;

const kinds: readonly string[] = ["TRADES", "BID_ASK", "MIDPOINT"];

/** What a search for past ticks starts from. */
export interface Wanted {
  readonly of: Listing;
  readonly kind: TickKind;
  readonly hours: Hours;
  readonly moment: number;
  readonly direction: 1 | -1;
  readonly count: number;
  readonly ignoreSize: boolean;
}

export function pastTicks(
  { market }: Pick<Desk, "market">,
  { of, kind, hours, moment, direction, count, ignoreSize }: Wanted,
  now: number,
): { readonly trades: readonly TradeTick[]; readonly quotes: readonly QuoteTick[] } {
  if (kind === "TRADES")
    return {
      trades: collect(of, hours, moment, direction, count, (from, to) => tradeTicks(market, of, from, to), now),
      quotes: [],
    };
  const within = (from: number, to: number): readonly QuoteTick[] =>
    kind === "BID_ASK" ? quoteTicksBetween(market, of, from, to, ignoreSize) : midTicksBetween(market, of, from, to);
  return { trades: [], quotes: collect(of, hours, moment, direction, count, within, now) };
}

export function historicalTicksService(desk: Desk): Service<"REQ_HISTORICAL_TICKS" | "CANCEL_HISTORICAL_TICKS"> {
  const { surroundings, universe } = desk;
  const open = new Subscriptions<Planned>((planned) => planned.cancel());
  return {
    answers: {
      REQ_HISTORICAL_TICKS: (request, client) => {
        const reqId = request.reqId ?? -1;
        if (open.get(client, reqId)) return refuseAsFailed(client, reqId, "Duplicate ticker id");
        const resolved = resolve(universe, request.contract, client, reqId);
        if (!resolved) return;
        const of = resolved.listing;
        const kind = (request.whatToShow ?? "").toUpperCase();
        if (!kinds.includes(kind)) return refuseAsInvalid(client, reqId, "Incorrect what to show field");
        const refuse = (cause: string): void =>
          client.error(reqId, failed, `Failed to request historical ticks:${cause}`);
        const start = (request.startDateTime ?? "").trim();
        const end = (request.endDateTime ?? "").trim();
        if ((start === "") === (end === ""))
          return refuseAsInvalid(client, reqId, "Please enter either start date/time or end date/time, not both");
        const count = request.numberOfTicks ?? 0;
        if (count < 1 || count > ticksMax)
          return refuseAsInvalid(client, reqId, `Number of ticks must be between 1 and ${ticksMax}`);
        const moment = readMoment(start || end, zoneOf(of.calendar));
        const wrong = invalidMoment(start === "" ? "End Date/Time" : "Start Date/Time");
        if (moment === undefined) return client.error(reqId, wrong.code, wrong.words);
        if (of.secType === "BAG") return refuse("Historical ticks are not supported for combos");
        if (kind === "TRADES" ? !hasTrades(of) : !hasQuotes(of)) return refuse("No data of this kind for the contract");
        if (!isSubscribed(surroundings.settings, of)) return refuse(noPermissions(of));
        const send = (): void => {
          open.end(client, reqId);
          const wanted: Wanted = {
            of,
            kind: kind as TickKind,
            hours: request.useRTH ? "liquid" : "trading",
            moment,
            direction: start === "" ? -1 : 1,
            count,
            ignoreSize: request.ignoreSize ?? false,
          };
          sendPastTicks(client, reqId, of, wanted.kind, pastTicks(desk, wanted, surroundings.now()));
        };
        open.set(client, reqId, surroundings.after(answerMs, send));
      },
      CANCEL_HISTORICAL_TICKS: ({ reqId }, client) => {
        const id = reqId ?? -1;
        if (!open.end(client, id)) client.error(id, 300, `Can't find EId with tickerId:${id}`);
      },
    },
    clientLeft: (client) => open.endAll(client),
  };
}
