/** REQ_FUNDAMENTAL_DATA: one report about a company. */
import { refuseAsFailed, refuseAsInvalid } from "../accounts/refusals.ts";
import { Subscriptions } from "../accounts/subscriptions.ts";
import { resolve } from "../contracts/resolve.ts";
import type { Planned, Service } from "../service.ts";
import { companyReport } from "./company-reports.ts";
import type { Desk } from "./desk.ts";

const answerMs = 50;
const none = 430;

export function fundamentalDataService({
  surroundings,
  universe,
  market,
}: Desk): Service<"REQ_FUNDAMENTAL_DATA" | "CANCEL_FUNDAMENTAL_DATA"> {
  const open = new Subscriptions<Planned>((planned) => planned.cancel());
  return {
    answers: {
      REQ_FUNDAMENTAL_DATA: ({ reqId, contract, reportType }, client) => {
        const id = reqId ?? -1;
        if (open.get(client, id)) return refuseAsFailed(client, id, "Duplicate ticker id");
        const resolved = resolve(universe, contract, client, id);
        if (!resolved) return;
        const of = resolved.listing;
        const now = surroundings.now();
        const report = companyReport(reportType ?? "", of, market.quote(of, now).last, now);
        if (report === undefined) return refuseAsInvalid(client, id, `Invalid report type ${reportType ?? ""}`);
        const company = of.secType === "STK" && of.facts.stockType !== "ETF";
        const send = (): void => {
          open.end(client, id);
          if (company) return client.send("FUNDAMENTAL_DATA", { reqId: id, data: report });
          client.error(id, none, "The fundamentals data for the security specified is not available.Not allowed");
        };
        open.set(client, id, surroundings.after(answerMs, send));
      },
      CANCEL_FUNDAMENTAL_DATA: ({ reqId }, client) => {
        const id = reqId ?? -1;
        if (!open.end(client, id)) client.error(id, 300, `Can't find EId with tickerId:${id}`);
      },
    },
    clientLeft: (client) => open.endAll(client),
  };
}
