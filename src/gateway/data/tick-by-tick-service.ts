/** REQ_TICK_BY_TICK_DATA: every trade, every change of the quote, or every change of the midpoint. */
import { refuseAsFailed, refuseAsInvalid } from "../accounts/refusals.ts";
import { Subscriptions } from "../accounts/subscriptions.ts";
import { resolve } from "../contracts/resolve.ts";
import { hasQuotes } from "../market/quotes.ts";
import { hasTrades } from "../market/trades.ts";
import type { ClientPort, Planned, Service } from "../service.ts";
import type { Listing } from "../universe/listing.ts";
import type { Desk } from "./desk.ts";
import { flowOf } from "./flow.ts";
import { pastTicks } from "./historical-ticks-service.ts";
import { isSubscribed, noPermissions } from "./permission.ts";
import { bidAskFields, lastFields, sendPastTicks } from "./tick-messages.ts";
import { midpoint, quoteTickAt, type TickKind, tradeTicks } from "./ticks.ts";

const codes = { refused: 10189, tooMany: 10190 } as const;
/** Observed at 100 market data lines; the documentation says five in a hundred. */
const linesEach = 20;
const pastMax = 1000;
/** Documented: one request for the same instrument within so long; here of the same type, as the samples ask for several. */
const againMs = 15_000;

const types = { Last: 1, AllLast: 2, BidAsk: 3, MidPoint: 4 } as const;
type TickType = keyof typeof types;
const pastKinds: Readonly<Record<TickType, TickKind>> = {
  Last: "TRADES",
  AllLast: "TRADES",
  BidAsk: "BID_ASK",
  MidPoint: "MIDPOINT",
};

const isTickType = (text: string): text is TickType => Object.hasOwn(types, text);

export function tickByTickService(desk: Desk): Service<"REQ_TICK_BY_TICK_DATA" | "CANCEL_TICK_BY_TICK_DATA"> {
  const { surroundings, universe, market, pulse } = desk;
  const open = new Subscriptions<Planned>((planned) => planned.cancel());
  /** When each kind of ticks of an instrument was asked for last, by connection. */
  const asked = new Map<string, number>();

  /** Sends what came since the beat before. */
  const follow = (client: ClientPort, reqId: number, of: Listing, type: TickType, ignoreSize: boolean): Planned => {
    const tickType = types[type];
    const version = client.serverVersion;
    let until = surroundings.now();
    let lastMid = Number.NaN;
    const flows = flowOf(desk.link, of);
    return pulse.follow((now) => {
      const from = until;
      until = now;
      if (!flows()) return;
      if (type === "Last" || type === "AllLast") {
        for (const tick of tradeTicks(market, of, from + 1, now + 1))
          if (type === "AllLast" || !tick.unreported)
            client.send("TICK_BY_TICK", { reqId, tickType, historicalTickLast: lastFields(of, version, tick) });
        return;
      }
      const tick = quoteTickAt(market, of, now, ignoreSize || type === "MidPoint");
      if (!tick) return;
      if (type === "BidAsk")
        return client.send("TICK_BY_TICK", { reqId, tickType, historicalTickBidAsk: bidAskFields(of, version, tick) });
      const price = midpoint(tick);
      if (price === lastMid) return;
      lastMid = price;
      client.send("TICK_BY_TICK", {
        reqId,
        tickType,
        historicalTickMidPoint: { time: BigInt(Math.floor(tick.at / 1000)), price, size: "0" },
      });
    });
  };

  return {
    answers: {
      REQ_TICK_BY_TICK_DATA: (request, client) => {
        const reqId = request.reqId ?? -1;
        if (open.get(client, reqId)) return refuseAsFailed(client, reqId, "Duplicate ticker id");
        const type = request.tickType ?? "";
        if (!isTickType(type)) return refuseAsInvalid(client, reqId, `Invalid tick type ${type}`);
        const resolved = resolve(universe, request.contract, client, reqId);
        if (!resolved) return;
        const of = resolved.listing;
        const refuse = (cause: string): void =>
          client.error(reqId, codes.refused, `Failed to request tick-by-tick data.${cause}`);
        const kind = pastKinds[type];
        const supported = kind === "TRADES" ? hasTrades(of) : hasQuotes(of);
        if (!supported || ["BAG", "OPT", "FOP"].includes(of.secType))
          return refuse(`${type} tick-by-tick requests are not supported for ${of.symbol}.`);
        if (!isSubscribed(surroundings.settings, of)) return refuse(`${noPermissions(of)}.`);
        if (open.all.length >= Math.max(3, Math.floor(surroundings.settings.marketDataLinesMax / linesEach)))
          return client.error(reqId, codes.tooMany, "Max number of tick-by-tick requests has been reached.");
        const now = surroundings.now();
        const identity = `${client.connection}/${of.conId}/${type}`;
        if (now - (asked.get(identity) ?? Number.NEGATIVE_INFINITY) < againMs)
          return refuse("No more than one request for the same instrument within 15 seconds is allowed.");
        asked.set(identity, now);
        const count = Math.min(request.numberOfTicks ?? 0, pastMax);
        const ignoreSize = request.ignoreSize ?? false;
        if (count > 0) {
          const past = pastTicks(
            desk,
            { of, kind, hours: "trading", moment: now, direction: -1, count, ignoreSize },
            now,
          );
          const trades = type === "Last" ? past.trades.filter(({ unreported }) => !unreported) : past.trades;
          sendPastTicks(client, reqId, of, kind, { ...past, trades });
        }
        open.set(client, reqId, follow(client, reqId, of, type, ignoreSize));
      },
      CANCEL_TICK_BY_TICK_DATA: ({ reqId }, client) => {
        const id = reqId ?? -1;
        if (!open.end(client, id)) client.error(id, 300, `Can't find EId with tickerId:${id}`);
      },
    },
    clientLeft: (client) => {
      open.endAll(client);
      for (const key of asked.keys()) if (key.startsWith(`${client.connection}/`)) asked.delete(key);
    },
  };
}
