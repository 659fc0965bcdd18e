/** REQ_REAL_TIME_BARS: a bar of five seconds whenever one is complete. */
import { refuseAsFailed } from "../accounts/refusals.ts";
import { Subscriptions } from "../accounts/subscriptions.ts";
import { decimalText } from "../contracts/details.ts";
import { resolve } from "../contracts/resolve.ts";
import type { ClientPort, Planned, Service } from "../service.ts";
import { type Hours, sessionAt } from "../universe/calendars.ts";
import type { Listing } from "../universe/listing.ts";
import { endOf } from "../universe/universe.ts";
import { barOf, standing } from "./bars.ts";
import { hasKind } from "./data-kinds.ts";
import type { Desk } from "./desk.ts";
import { flowOf } from "./flow.ts";
import { noLineLeft } from "./lines.ts";
import { isSubscribed, noPermissions } from "./permission.ts";
import { sizeText } from "./sizes.ts";

const barMs = 5000;
const refused = 420;
const kinds: readonly string[] = ["TRADES", "MIDPOINT", "BID", "ASK"];
const invalidQuery = (cause: string): string => `Invalid Real-time Query:${cause}`;

interface Open {
  readonly planned: Planned;
  readonly giveBack: () => void;
}

export function realTimeBarsService({
  surroundings,
  universe,
  market,
  lines,
  link,
  pacing,
}: Desk): Service<"REQ_REAL_TIME_BARS" | "CANCEL_REAL_TIME_BARS"> {
  const open = new Subscriptions<Open>(({ planned, giveBack }) => {
    planned.cancel();
    giveBack();
  });

  const follow = (client: ClientPort, reqId: number, of: Listing, kind: string, hours: Hours): Planned => {
    let last: number | undefined;
    const flows = flowOf(link, of);
    const send = (): void => {
      if (!flows()) return;
      const to = Math.floor(surroundings.now() / barMs) * barMs;
      const from = to - barMs;
      if (!sessionAt(of.calendar, hours, from) || from >= endOf(of)) return;
      const bar =
        barOf(market, of, { parts: [[from, to]], day: 0 }, kind) ?? standing(last ?? market.quote(of, from).last);
      last = bar.close;
      client.send("REAL_TIME_BARS", {
        reqId,
        time: BigInt(from / 1000),
        open: bar.open,
        high: bar.high,
        low: bar.low,
        close: bar.close,
        volume: bar.volume < 0 ? "-1" : sizeText(of, client.serverVersion, bar.volume, "bar"),
        WAP: bar.average < 0 ? "-1" : decimalText(bar.average),
        count: bar.count,
      });
    };
    let beat: Planned | undefined;
    // Bars end on the clock's fives.
    const first = surroundings.after(barMs - (surroundings.now() % barMs), () => {
      beat = surroundings.every(barMs, send);
      send();
    });
    return {
      cancel: () => {
        first.cancel();
        beat?.cancel();
      },
    };
  };

  return {
    answers: {
      REQ_REAL_TIME_BARS: (request, client) => {
        const reqId = request.reqId ?? -1;
        if (open.get(client, reqId)) return refuseAsFailed(client, reqId, "Duplicate ticker id");
        const resolved = resolve(universe, request.contract, client, reqId);
        if (!resolved) return;
        const of = resolved.listing;
        const kind = (request.whatToShow ?? "").toUpperCase();
        if (!kinds.includes(kind) || !hasKind(of, kind))
          return client.error(reqId, refused, invalidQuery(`No data of type ${kind} for ${of.symbol} ${of.secType}`));
        if (!isSubscribed(surroundings.settings, of))
          return client.error(reqId, refused, invalidQuery(noPermissions(of)));
        const series = `${of.conId}/${resolved.exchange}/${kind}`;
        if (!pacing.allows(surroundings.now(), `bars/${series}/${reqId}/${client.connection}`, series, kind))
          return client.error(reqId, refused, invalidQuery("Historical data request pacing violation"));
        const giveBack = lines.take();
        if (!giveBack) return client.error(reqId, noLineLeft.code, noLineLeft.words);
        const planned = follow(client, reqId, of, kind, request.useRTH ? "liquid" : "trading");
        open.set(client, reqId, { planned, giveBack });
      },
      CANCEL_REAL_TIME_BARS: ({ reqId }, client) => {
        const id = reqId ?? -1;
        if (!open.end(client, id)) client.error(id, 300, `Can't find EId with tickerId:${id}`);
      },
    },
    clientLeft: (client) => open.endAll(client),
  };
}
