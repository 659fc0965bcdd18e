/** REQ_HEAD_TIMESTAMP: since when there is data. It stays open until it is cancelled, and is paced like small bars. */
import { refuseAsFailed } from "../accounts/refusals.ts";
import { Subscriptions } from "../accounts/subscriptions.ts";
import { resolve } from "../contracts/resolve.ts";
import type { Planned, Service } from "../service.ts";
import {
  hasKind,
  headOf,
  historicalError,
  historicalService,
  isKnownKind,
  noSuchKind,
  pacingViolation,
} from "./data-kinds.ts";
import type { Desk } from "./desk.ts";
import { dashedText } from "./moments.ts";
import { isSubscribed, noPermissions } from "./permission.ts";

const answerMs = 30;

export function headTimestampService({
  surroundings,
  universe,
  pacing,
}: Desk): Service<"REQ_HEAD_TIMESTAMP" | "CANCEL_HEAD_TIMESTAMP"> {
  const open = new Subscriptions<Planned>((planned) => planned.cancel());
  return {
    answers: {
      REQ_HEAD_TIMESTAMP: (request, client) => {
        const reqId = request.reqId ?? -1;
        if (open.get(client, reqId))
          return refuseAsFailed(client, reqId, "Duplicate ticker ID for API historical data query");
        const resolved = resolve(universe, request.contract, client, reqId);
        if (!resolved) return;
        const { listing: of, exchange } = resolved;
        const kind = (request.whatToShow ?? "").toUpperCase();
        if (!isKnownKind(kind) || !hasKind(of, kind))
          return client.error(reqId, historicalError, noSuchKind(of, exchange, kind, "1d"));
        if (!isSubscribed(surroundings.settings, of))
          return client.error(reqId, historicalError, historicalService(noPermissions(of)));
        const series = `${of.conId}/${exchange}/${kind}`;
        const identity = `head/${series}/${request.useRTH}/${request.formatDate}`;
        if (!pacing.allows(surroundings.now(), identity, series, kind))
          return client.error(reqId, historicalError, pacingViolation);
        const head = headOf(of, kind);
        const headTimestamp = request.formatDate === 2 ? String(Math.floor(head / 1000)) : dashedText(head);
        open.set(
          client,
          reqId,
          surroundings.after(answerMs, () => client.send("HEAD_TIMESTAMP", { reqId, headTimestamp })),
        );
      },
      CANCEL_HEAD_TIMESTAMP: ({ reqId }, client) => {
        const id = reqId ?? -1;
        if (!open.end(client, id)) client.error(id, 300, `Can't find EId with tickerId:${id}`);
      },
    },
    clientLeft: (client) => open.endAll(client),
  };
}
