/** REQ_POSITIONS and REQ_POSITIONS_MULTI: what is held, and every change of it. */
import type { Service } from "../service.ts";
import type { Accounts } from "./accounts.ts";
import { positionOf, positionsOf } from "./positions.ts";
import { accountRequired, invalidAccount, refuseAsFailed, refuseAsInvalid } from "./refusals.ts";
import { Subscriptions } from "./subscriptions.ts";

interface Watch {
  readonly accounts: readonly string[];
  readonly modelCode: string;
}

export function positionsService(
  accounts: Accounts,
): Service<"REQ_POSITIONS" | "CANCEL_POSITIONS" | "REQ_POSITIONS_MULTI" | "CANCEL_POSITIONS_MULTI"> {
  const plain = new Subscriptions<true>();
  const multi = new Subscriptions<Watch>();

  accounts.onChange((account, conId) => {
    const fields = positionOf(accounts, account, conId);
    if (fields) for (const { client } of plain.all) client.send("POSITION_DATA", fields);
    for (const { client, reqId, what } of multi.all) {
      if (!what.accounts.includes(account)) continue;
      const { modelCode } = what;
      const changed = positionOf(accounts, account, conId, modelCode);
      if (changed) client.send("POSITION_MULTI", { reqId, ...changed, modelCode });
    }
  });

  return {
    answers: {
      REQ_POSITIONS: (_, from) => {
        plain.set(from, 0, true);
        for (const account of accounts.names)
          for (const fields of positionsOf(accounts, account)) from.send("POSITION_DATA", fields);
        from.send("POSITION_END", {});
      },
      CANCEL_POSITIONS: (_, from) => void plain.end(from, 0),
      REQ_POSITIONS_MULTI: ({ reqId, account, modelCode }, from) => {
        const id = reqId ?? -1;
        const name = account ?? "";
        if (multi.get(from, id)) return refuseAsFailed(from, id, "Duplicate ticker id");
        const meant = accounts.meant(name);
        if (!meant) return refuseAsInvalid(from, id, name === "" ? accountRequired : invalidAccount(name));
        const watch: Watch = { accounts: meant, modelCode: modelCode ?? "" };
        multi.set(from, id, watch);
        for (const one of meant)
          for (const fields of positionsOf(accounts, one, watch.modelCode))
            from.send("POSITION_MULTI", { reqId: id, ...fields, modelCode: watch.modelCode });
        from.send("POSITION_MULTI_END", { reqId: id });
      },
      CANCEL_POSITIONS_MULTI: ({ reqId }, from) => void multi.end(from, reqId ?? -1),
    },
    clientLeft: (client) => {
      plain.endAll(client);
      multi.endAll(client);
    },
  };
}
