/** REQ_ACCOUNT_UPDATES_MULTI: the values of accounts, groups or models, several subscriptions at a time. */
import type { ClientPort, Planned, Service, Surroundings } from "../service.ts";
import { refreshMs } from "./account-updates-service.ts";
import { accountRows, allLedgerRows, type AccountRow } from "./account-values.ts";
import type { Accounts } from "./accounts.ts";
import { accountRequired, invalidAccount, refuseAsFailed, refuseAsInvalid } from "./refusals.ts";
import { Subscriptions } from "./subscriptions.ts";
import { ToldRows } from "./told-rows.ts";

interface Updates {
  readonly accounts: readonly string[];
  readonly modelCode: string;
  /** Balances by currency and net liquidation only. */
  readonly brief: boolean;
  readonly rows: ToldRows;
  readonly refresh: Planned;
}

export function accountUpdatesMultiService(
  surroundings: Surroundings,
  accounts: Accounts,
): Service<"REQ_ACCOUNT_UPDATES_MULTI" | "CANCEL_ACCOUNT_UPDATES_MULTI"> {
  const subscriptions = new Subscriptions<Updates>(({ refresh }) => refresh.cancel());

  const rowsOf = (account: string, { modelCode, brief }: Updates): AccountRow[] => {
    const figures = accounts.figures(account, modelCode);
    const facts = { account, base: accounts.base, advisor: account === accounts.advisor, figures };
    if (!brief) return accountRows(facts);
    return [...accountRows(facts).filter(({ key }) => key === "NetLiquidation"), ...allLedgerRows(facts)];
  };
  const update = (client: ClientPort, reqId: number, what: Updates): void => {
    for (const account of what.accounts)
      for (const row of what.rows.changed(account, rowsOf(account, what)))
        client.send("ACCOUNT_UPDATE_MULTI", { reqId, account, modelCode: what.modelCode, ...row });
  };

  accounts.onChange((account) => {
    for (const { client, reqId, what } of subscriptions.all)
      if (what.accounts.includes(account)) update(client, reqId, what);
  });

  return {
    answers: {
      REQ_ACCOUNT_UPDATES_MULTI: ({ reqId, account, modelCode, ledgerAndNLV }, from) => {
        const id = reqId ?? -1;
        const name = account ?? "";
        if (subscriptions.get(from, id)) return refuseAsFailed(from, id, "Duplicate ticker id");
        const meant = accounts.meant(name);
        if (!meant) return refuseAsInvalid(from, id, name === "" ? accountRequired : invalidAccount(name));
        const what: Updates = {
          accounts: meant,
          modelCode: modelCode ?? "",
          brief: ledgerAndNLV === true,
          rows: new ToldRows(),
          refresh: surroundings.every(refreshMs, () => update(from, id, what)),
        };
        subscriptions.set(from, id, what);
        update(from, id, what);
        from.send("ACCOUNT_UPDATE_MULTI_END", { reqId: id });
      },
      CANCEL_ACCOUNT_UPDATES_MULTI: ({ reqId }, from) => void subscriptions.end(from, reqId ?? -1),
    },
    clientLeft: (client) => subscriptions.endAll(client),
  };
}
