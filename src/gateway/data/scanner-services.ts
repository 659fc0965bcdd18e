/** REQ_SCANNER_PARAMETERS and REQ_SCANNER_SUBSCRIPTION: what scans there are, and the results of one, again and again. */
import { refuseAsFailed, refuseAsInvalid } from "../accounts/refusals.ts";
import { Subscriptions } from "../accounts/subscriptions.ts";
import { describe } from "../universe/universe.ts";
import type { ClientPort, Planned, Service } from "../service.ts";
import { historicalError, historicalService } from "./data-kinds.ts";
import type { Desk } from "./desk.ts";
import { scannerParameters } from "./scanner-parameters.ts";
import { isInstrument, isLocation, isScan, scan, type Subscription } from "./scans.ts";

const firstMs = 100;
/** Documented: results come again about every 30 seconds. */
const againMs = 30_000;
/** Documented: scans open at a time. */
const scansMax = 10;
const codes = { noScan: 365, notice: 165 } as const;

export const scannerParametersService = ({ surroundings }: Desk): Service<"REQ_SCANNER_PARAMETERS"> => ({
  answers: {
    REQ_SCANNER_PARAMETERS: (_, client) => {
      surroundings.after(firstMs, () => client.send("SCANNER_PARAMETERS", { xml: scannerParameters }));
    },
  },
});

export function scannerSubscriptionService({
  surroundings,
  market,
}: Desk): Service<"REQ_SCANNER_SUBSCRIPTION" | "CANCEL_SCANNER_SUBSCRIPTION"> {
  const open = new Subscriptions<{ planned: Planned }>(({ planned }) => planned.cancel());

  const send = (client: ClientPort, reqId: number, wanted: Subscription): void => {
    const found = scan(market, surroundings.now(), wanted);
    if (found.length === 0)
      client.error(reqId, codes.notice, "Historical Market Data Service query message:no items retrieved");
    client.send("SCANNER_DATA", {
      reqId,
      scannerDataElement: found.map((of, rank) => ({
        rank,
        contract: describe(of),
        marketName: of.tradingClass,
        distance: "",
        benchmark: "",
        projection: "",
        comboKey: "",
      })),
    });
    open.set(client, reqId, { planned: surroundings.after(againMs, () => send(client, reqId, wanted)) });
  };

  return {
    answers: {
      REQ_SCANNER_SUBSCRIPTION: ({ reqId, scannerSubscription = {} }, client) => {
        const id = reqId ?? -1;
        if (open.get(client, id)) return refuseAsFailed(client, id, "Duplicate ticker ID for API scanner subscription");
        if (open.all.length >= scansMax)
          return refuseAsFailed(client, id, `Only ${scansMax} simultaneous API scanner subscriptions are allowed.`);
        const { instrument, locationCode, scanCode } = scannerSubscription;
        if (!isScan(scanCode ?? "")) return refuseAsInvalid(client, id, "Scan code is not valid");
        if (!isInstrument(instrument ?? "")) return refuseAsInvalid(client, id, "Instrument is not valid");
        if (!isLocation(locationCode ?? "")) return refuseAsInvalid(client, id, "Location code is not valid");
        const rows = scannerSubscription.numberOfRows ?? -1;
        if (rows === 0) return refuseAsInvalid(client, id, "Number of rows must be greater than zero");
        open.set(client, id, {
          planned: surroundings.after(firstMs, () => send(client, id, scannerSubscription)),
        });
      },
      CANCEL_SCANNER_SUBSCRIPTION: ({ reqId }, client) => {
        const id = reqId ?? -1;
        if (!open.end(client, id))
          return client.error(id, codes.noScan, `No scanner subscription found for ticker id:${id}`);
        client.error(id, historicalError, historicalService(`API scanner subscription cancelled: ${id}`));
      },
    },
    clientLeft: (client) => open.endAll(client),
  };
}
