/** REQ_HISTORICAL_DATA: bars of the past, kept up to date if wished, or the schedule of sessions. */
import { refuseAsFailed } from "../accounts/refusals.ts";
import { Subscriptions } from "../accounts/subscriptions.ts";
import { resolve } from "../contracts/resolve.ts";
import type { FieldsOf } from "../../catalogue/messages.ts";
import type { ClientPort, Planned, Service } from "../service.ts";
import { sessionsOn, zoneOf } from "../universe/calendars.ts";
import { dayText } from "../universe/days.ts";
import { smallBarMax } from "./bar-sizes.ts";
import { barDate, barFields } from "./bar-message.ts";
import { barSpans, type Span, startOf, tradingDays } from "./bar-spans.ts";
import { type Bar, barOf, standing } from "./bars.ts";
import { headOf, historicalError, historicalService, noData, pacingViolation } from "./data-kinds.ts";
import type { Desk } from "./desk.ts";
import { flowOf } from "./flow.ts";
import { openMax } from "./historical-pacing.ts";
import { type HistoricalRequest, isRefusal, readHistoricalRequest } from "./historical-request.ts";
import { dashedText, zonedText } from "./moments.ts";
import { isSubscribed, noPermissions } from "./permission.ts";

/** What the data service takes to answer, ms: a request can be cancelled meanwhile. */
const answerMs = 50;
/** The newest bar is looked at so often while it is kept up to date. */
const updateMs = 1000;
/** Time of the market that is looked at in one go, ms: some sixty days of a stock. */
const sliceMs = 1_500_000_000;
const endMessageSince = 196;
const updatesSince = 124;
const scheduleSince = 165;

const codes = { noQuery: 366, notice: 165, zoneMissing: 2174 } as const;
const noService =
  "Historical Market Data Service query message:HMDS server disconnect occurred.  Attempting reconnection...";
const zoneWarning =
  "Warning: You submitted request with date-time attributes without explicit time zone. Please switch to use yyyymmdd-hh:mm:ss in UTC or use instrument timezone, like US/Eastern. Implied time zone functionality will be removed in the next API release";

export function historicalDataService(desk: Desk): Service<"REQ_HISTORICAL_DATA" | "CANCEL_HISTORICAL_DATA"> {
  const { surroundings, universe, market, pacing } = desk;
  const open = new Subscriptions<{ planned: Planned }>(({ planned }) => planned.cancel());

  /** Bars of the spans from one on, until so much time of the market was looked at. @returns the span to go on with */
  const addBars = (
    wanted: HistoricalRequest,
    spans: readonly Span[],
    from: number,
    bars: (readonly [Span, Bar])[],
  ): number => {
    const { of, size, kind } = wanted;
    const head = headOf(of, kind);
    // Bars below a minute go on through times without trades, at the last price.
    const fills = (size.seconds ?? 60) < 60;
    let looked = 0;
    let at = from;
    for (; at < spans.length && looked < sliceMs; at += 1) {
      const span = spans[at] as Span;
      const start = span.parts[0]?.[0] ?? 0;
      if (start < head) continue;
      looked += span.parts.reduce((sum, [begin, end]) => sum + end - begin, 0);
      const last = bars.at(-1)?.[1].close;
      const bar = barOf(market, of, span, kind) ?? (fills ? standing(last ?? market.quote(of, start).last) : undefined);
      if (bar) bars.push([span, bar]);
    }
    return at;
  };

  /** Long histories are made bit by bit, so that other clients need not wait for them. */
  const answer = (wanted: HistoricalRequest, client: ClientPort, reqId: number, told = false): void => {
    // Without its service a request waits until that is there again.
    if (!desk.link.hasHistory(wanted.of)) {
      if (!told) client.error(reqId, codes.notice, noService);
      const again = (): void => answer(wanted, client, reqId, true);
      return open.set(client, reqId, { planned: surroundings.after(updateMs, again) });
    }
    if (wanted.kind === "SCHEDULE") return sendSchedule(wanted, client, reqId);
    const spans = barSpans(wanted.of, wanted.hours, wanted.end, wanted.duration, wanted.size);
    const bars: (readonly [Span, Bar])[] = [];
    const goOn = (from: number): void => {
      const next = addBars(wanted, spans, from, bars);
      if (next >= spans.length) return sendBars(wanted, client, reqId, bars);
      open.set(client, reqId, { planned: surroundings.after(1, () => goOn(next)) });
    };
    goOn(0);
  };

  const sendBars = (
    wanted: HistoricalRequest,
    client: ClientPort,
    reqId: number,
    bars: readonly (readonly [Span, Bar])[],
  ): void => {
    const { of, exchange, kind, size, formatDate, end } = wanted;
    if (bars.length === 0) {
      open.end(client, reqId);
      return client.error(reqId, historicalError, noData(of, exchange, kind));
    }
    const zone = zoneOf(of.calendar);
    const start = zonedText(startOf(end, wanted.duration, zone), zone);
    const ends = { startDateStr: start, endDateStr: zonedText(end, zone) };
    client.send("HISTORICAL_DATA", {
      reqId,
      historicalDataBars: bars.map(([span, bar]) =>
        barFields(of, client.serverVersion, barDate(of, span, size.days !== undefined, formatDate), bar),
      ),
      ...(client.serverVersion < endMessageSince ? ends : {}),
    });
    if (client.serverVersion >= endMessageSince) client.send("HISTORICAL_DATA_END", { reqId, ...ends });
    if (wanted.keepUpToDate && client.serverVersion >= updatesSince)
      keepUpToDate(wanted, client, reqId, bars.at(-1)?.[1]);
    else open.end(client, reqId);
  };

  const keepUpToDate = (wanted: HistoricalRequest, client: ClientPort, reqId: number, last: Bar | undefined): void => {
    const { of, size, formatDate } = wanted;
    let told = JSON.stringify(last);
    const flows = flowOf(desk.link, of);
    const update = (): void => {
      if (!flows()) return;
      const now = surroundings.now();
      const span = barSpans(of, wanted.hours, now, { count: 1, unit: "D" }, size).at(-1);
      const bar = span && barOf(market, of, span, wanted.kind);
      // Nothing happens to a bar whose session is over.
      if (!span || !bar || (span.parts.at(-1)?.[1] ?? 0) < now) return;
      const date = barDate(of, span, size.days !== undefined, formatDate);
      const text = JSON.stringify([date, bar]);
      if (text === told) return;
      told = text;
      client.send("HISTORICAL_DATA_UPDATE", {
        reqId,
        historicalDataBar: barFields(of, client.serverVersion, date, bar),
      });
    };
    open.set(client, reqId, { planned: surroundings.every(updateMs, update) });
  };

  const sendSchedule = (wanted: HistoricalRequest, client: ClientPort, reqId: number): void => {
    open.end(client, reqId);
    const { of, hours, end, duration } = wanted;
    const zone = zoneOf(of.calendar);
    const sessions = tradingDays(of, hours, end, duration).flatMap((day) => {
      const parts = sessionsOn(of.calendar, hours, day);
      const [first, last] = [parts[0], parts.at(-1)];
      return first && last
        ? [
            {
              startDateTime: dashedText(first.start, zone),
              endDateTime: dashedText(last.end, zone),
              refDate: dayText(day),
            },
          ]
        : [];
    });
    client.send("HISTORICAL_SCHEDULE", {
      reqId,
      startDateTime: sessions[0]?.startDateTime ?? "",
      endDateTime: sessions.at(-1)?.endDateTime ?? "",
      timeZone: zone,
      historicalSessions: sessions,
    });
  };

  const paced = (request: FieldsOf<"REQ_HISTORICAL_DATA">, wanted: HistoricalRequest): boolean => {
    if ((wanted.size.seconds ?? Infinity) > smallBarMax) return true;
    const { version: _, reqId: __, contract: ___, ...rest } = request;
    const series = `${wanted.of.conId}/${wanted.exchange}/${wanted.kind}`;
    return pacing.allows(surroundings.now(), `${series}/${JSON.stringify(rest)}`, series, wanted.kind);
  };

  return {
    answers: {
      REQ_HISTORICAL_DATA: (request, client) => {
        const reqId = request.reqId ?? -1;
        if (open.get(client, reqId))
          return refuseAsFailed(client, reqId, "Duplicate ticker ID for API historical data query");
        if (open.all.length >= openMax)
          return refuseAsFailed(client, reqId, `Only ${openMax} simultaneous API historical data requests allowed.`);
        const resolved = resolve(universe, request.contract, client, reqId);
        if (!resolved) return;
        const now = surroundings.now();
        const wanted = readHistoricalRequest(request, resolved.listing, resolved.exchange, now);
        if (isRefusal(wanted)) return client.error(reqId, wanted.code, wanted.words);
        if (wanted.kind === "SCHEDULE" && client.serverVersion < scheduleSince)
          return client.error(reqId, historicalError, noData(wanted.of, wanted.exchange, wanted.kind));
        if (!isSubscribed(surroundings.settings, wanted.of))
          return client.error(reqId, historicalError, historicalService(noPermissions(wanted.of)));
        if (!paced(request, wanted)) return client.error(reqId, historicalError, pacingViolation);
        if (wanted.zoneMissing) client.error(reqId, codes.zoneMissing, zoneWarning);
        open.set(client, reqId, { planned: surroundings.after(answerMs, () => answer(wanted, client, reqId)) });
      },
      CANCEL_HISTORICAL_DATA: ({ reqId }, client) => {
        const id = reqId ?? -1;
        if (!open.end(client, id))
          return client.error(id, codes.noQuery, `No historical data query found for ticker id:${id}`);
        client.error(id, historicalError, historicalService(`API historical data query cancelled: ${id}`));
      },
    },
    clientLeft: (client) => open.endAll(client),
  };
}
