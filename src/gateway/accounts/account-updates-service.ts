/**
 * REQ_ACCT_DATA: the account window as a subscription. All values and positions at first, later those that changed: at
 * once after a trade, otherwise every three minutes.
 */
import { gates } from "../../catalogue/gates.ts";
import type { HostContractFields } from "../market-view.ts";
import type { ClientPort, Planned, Service, Surroundings } from "../service.ts";
import { localDay, toLocal } from "../universe/time-zones.ts";
import { dayMs, timeText } from "../universe/days.ts";
import { accountRows } from "./account-values.ts";
import { type Accounts, zone } from "./accounts.ts";
import { portfolioOf } from "./positions.ts";
import { accountRequired, invalidAccount, refuseAsInvalid } from "./refusals.ts";
import { Subscriptions } from "./subscriptions.ts";
import { ToldRows } from "./told-rows.ts";

/** Documented: account values are refreshed every three minutes. */
export const refreshMs = 180_000;
const codes = { unsubscribed: 2100, elsewhere: 2101 } as const;

interface Window {
  readonly accounts: readonly string[];
  readonly rows: ToldRows;
  /** Positions as they were told last. */
  readonly portfolio: Map<string, string>;
  readonly refresh: Planned;
}

export function accountUpdatesService(surroundings: Surroundings, accounts: Accounts): Service<"REQ_ACCT_DATA"> {
  // One account at a time and client: there is no request id, and a second subscription replaces the first.
  const windows = new Subscriptions<Window>(({ refresh }) => refresh.cancel());

  const update = (client: ClientPort, { accounts: names, rows, portfolio }: Window): void => {
    for (const account of names) {
      const facts = {
        account,
        base: accounts.base,
        advisor: account === accounts.advisor,
        figures: accounts.figures(account),
      };
      for (const { key, value, currency } of rows.changed(account, accountRows(facts)))
        client.send("ACCT_VALUE", { key, value, currency, accountName: account });
      for (const fields of portfolioOf(accounts, account)) {
        const name = `${account}/${fields.contract.conId}`;
        const told = JSON.stringify(fields);
        if (portfolio.get(name) === told) continue;
        portfolio.set(name, told);
        const contract = { ...fields.contract, ...asText(client, fields.contract) };
        client.send("PORTFOLIO_VALUE", { ...fields, contract });
      }
    }
    client.send("ACCT_UPDATE_TIME", { timeStamp: clock(surroundings.now()) });
  };

  /** As text, hosts name the listing exchange, and write a 0 for a right. Source: captured PORTFOLIO_VALUE. */
  const asText = ({ serverVersion }: ClientPort, { conId, right }: HostContractFields): HostContractFields =>
    serverVersion < gates.PROTOBUF_ACCOUNTS_POSITIONS.version
      ? { right: right || "0", primaryExch: accounts.universe.byConId(conId ?? 0)?.primaryExchange ?? "" }
      : {};

  /** There is one account window: whoever looks at another account takes it from the others, or is refused. */
  const isTakenByOthers = (from: ClientPort, meant: readonly string[]): boolean => {
    const others = windows.all.filter(
      ({ client, what }) => client.connection !== from.connection && what.accounts.join() !== meant.join(),
    );
    if (others.length === 0) return false;
    if (!surroundings.settings.switchesAccount) {
      const ids = others.map(({ client }) => client.clientId).join(",");
      from.error(
        -1,
        codes.elsewhere,
        `Unable to subscribe to account as the following clients are subscribed to a different account. ${ids}`,
      );
      return true;
    }
    for (const { client } of others) {
      windows.end(client, 0);
      client.error(
        -1,
        codes.unsubscribed,
        "New account data requested from TWS.  API client has been unsubscribed from account data.",
      );
    }
    return false;
  };

  accounts.onChange((account) => {
    for (const { client, what } of windows.all) if (what.accounts.includes(account)) update(client, what);
  });

  return {
    answers: {
      REQ_ACCT_DATA: ({ subscribe, acctCode }, from) => {
        if (!subscribe) {
          if (windows.end(from, 0))
            from.error(-1, codes.unsubscribed, "API client has been unsubscribed from account data.");
          return;
        }
        const name = acctCode ?? "";
        const meant = name === "" && !accounts.advisor ? accounts.names.slice(0, 1) : accounts.meant(name);
        if (!meant) return refuseAsInvalid(from, -1, name === "" ? accountRequired : invalidAccount(name));
        if (isTakenByOthers(from, meant)) return;
        const window: Window = {
          accounts: meant,
          rows: new ToldRows(),
          portfolio: new Map(),
          refresh: surroundings.every(refreshMs, () => update(from, window)),
        };
        windows.set(from, 0, window);
        update(from, window);
        from.send("ACCT_DOWNLOAD_END", { accountName: name || (meant[0] ?? "") });
      },
    },
    clientLeft: (client) => windows.endAll(client),
  };
}

/** `hh:mm` in New York. */
function clock(ms: number): string {
  const local = toLocal(zone, ms) - localDay(zone, ms) * dayMs;
  return timeText(local).slice(0, 5);
}
