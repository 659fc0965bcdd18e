/** REQ_PNL and REQ_PNL_SINGLE: profit and loss, about once a second while it changes. */
import type { ClientPort, Planned, Service, Surroundings } from "../service.ts";
import type { Accounts } from "./accounts.ts";
import { positionProfitOf, profitOf } from "./profit.ts";
import { quantityText } from "./quantity.ts";
import { accountRequired, invalidAccount, refuseAsFailed, refuseAsInvalid } from "./refusals.ts";
import { Subscriptions } from "./subscriptions.ts";

const secondMs = 1000;
/** Source: error table. */
const codes = { notSubscribed: 10185, singleNotSubscribed: 10186, cannotCompute: 2150 } as const;

export function profitService(
  surroundings: Surroundings,
  accounts: Accounts,
): Service<"REQ_PNL" | "CANCEL_PNL" | "REQ_PNL_SINGLE" | "CANCEL_PNL_SINGLE"> {
  const whole = new Subscriptions<Planned>((planned) => planned.cancel());
  const single = new Subscriptions<Planned>((planned) => planned.cancel());

  /** Calls `tell` at once and every second, and lets it send only what differs from the time before. */
  const repeat = <T>(figures: () => T | undefined, tell: (figures: T) => void): Planned => {
    let told = "";
    const once = (): void => {
      const now = figures();
      const text = JSON.stringify(now) ?? "";
      if (now === undefined || text === told) return;
      told = text;
      tell(now);
    };
    once();
    return surroundings.every(secondMs, once);
  };

  const meantBy = (client: ClientPort, id: number, name: string): readonly string[] | undefined => {
    const meant = accounts.meant(name);
    if (!meant) refuseAsInvalid(client, id, name === "" ? accountRequired : invalidAccount(name));
    return meant;
  };

  return {
    answers: {
      REQ_PNL: ({ reqId, account, modelCode }, from) => {
        const id = reqId ?? -1;
        if (whole.get(from, id)) return refuseAsFailed(from, id, "Duplicate ticker id");
        const meant = meantBy(from, id, account ?? "");
        if (!meant) return;
        const figures = () => profitOf(accounts, meant, modelCode ?? "");
        whole.set(
          from,
          id,
          repeat(figures, (profit) => from.send("PNL", { reqId: id, ...profit })),
        );
      },
      CANCEL_PNL: ({ reqId }, from) => {
        const id = reqId ?? -1;
        if (!whole.end(from, id)) from.error(id, codes.notSubscribed, "Failed to cancel PNL (not subscribed)");
      },
      REQ_PNL_SINGLE: ({ reqId, account, modelCode, conId }, from) => {
        const id = reqId ?? -1;
        if (single.get(from, id)) return refuseAsFailed(from, id, "Duplicate ticker id");
        const meant = meantBy(from, id, account ?? "");
        if (!meant) return;
        // A contract that is not held gets no answer at all; figures come once it is.
        const figures = () => positionProfitOf(accounts, meant, modelCode ?? "", conId ?? 0);
        single.set(
          from,
          id,
          repeat(figures, ({ position, ...profit }) => {
            if (profit.value === null) from.error(id, codes.cannotCompute, "Invalid position trade derived value");
            from.send("PNL_SINGLE", { reqId: id, position: quantityText(position), ...profit });
          }),
        );
      },
      CANCEL_PNL_SINGLE: ({ reqId }, from) => {
        const id = reqId ?? -1;
        if (!single.end(from, id))
          from.error(id, codes.singleNotSubscribed, "Failed to cancel PNL single (not subscribed)");
      },
    },
    clientLeft: (client) => {
      whole.endAll(client);
      single.endAll(client);
    },
  };
}
