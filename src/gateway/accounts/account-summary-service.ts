/** REQ_ACCOUNT_SUMMARY: chosen figures of accounts, refreshed every three minutes; two subscriptions a client. */
import type { ClientPort, Planned, Service, Surroundings } from "../service.ts";
import { refreshMs } from "./account-updates-service.ts";
import { summaryRows } from "./account-values.ts";
import type { Accounts } from "./accounts.ts";
import { refuseAsFailed, refuseAsInvalid } from "./refusals.ts";
import { Subscriptions } from "./subscriptions.ts";
import { ToldRows } from "./told-rows.ts";

/** Documented limit of subscriptions at a time. */
const subscriptionsMax = 2;

interface Summary {
  readonly accounts: readonly string[];
  readonly tags: string;
  readonly rows: ToldRows;
  readonly refresh: Planned;
}

export function accountSummaryService(
  surroundings: Surroundings,
  accounts: Accounts,
): Service<"REQ_ACCOUNT_SUMMARY" | "CANCEL_ACCOUNT_SUMMARY"> {
  const summaries = new Subscriptions<Summary>(({ refresh }) => refresh.cancel());

  const update = (client: ClientPort, reqId: number, { accounts: names, tags, rows }: Summary): void => {
    for (const account of names) {
      const facts = {
        account,
        base: accounts.base,
        advisor: account === accounts.advisor,
        figures: accounts.figures(account),
      };
      for (const { key, value, currency } of rows.changed(account, summaryRows(facts, tags)))
        client.send("ACCOUNT_SUMMARY", { reqId, account, tag: key, value, currency });
    }
  };

  return {
    answers: {
      REQ_ACCOUNT_SUMMARY: ({ reqId, group, tags }, from) => {
        const id = reqId ?? -1;
        if (summaries.get(from, id)) return refuseAsFailed(from, id, "Duplicate ticker id");
        if (summaries.of(from).length >= subscriptionsMax)
          return refuseAsFailed(
            from,
            id,
            "Maximum number of account summary requests exceeded; desubscribe to previous request first",
          );
        const meant = accounts.meant(group ?? "");
        if (!meant) return refuseAsInvalid(from, id, `Invalid group name '${group ?? ""}'`);
        if (!tags) return refuseAsInvalid(from, id, "Tags are required for this operation.");
        const summary: Summary = {
          accounts: meant,
          tags,
          rows: new ToldRows(),
          refresh: surroundings.every(refreshMs, () => update(from, id, summary)),
        };
        summaries.set(from, id, summary);
        update(from, id, summary);
        from.send("ACCOUNT_SUMMARY_END", { reqId: id });
      },
      CANCEL_ACCOUNT_SUMMARY: ({ reqId }, from) => void summaries.end(from, reqId ?? -1),
    },
    clientLeft: (client) => summaries.endAll(client),
  };
}
