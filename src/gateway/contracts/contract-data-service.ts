/** REQ_CONTRACT_DATA: all instruments that fit, with their details; bonds in a message of their own. */
import { refuseAsInvalid } from "../accounts/refusals.ts";
import { Subscriptions } from "../accounts/subscriptions.ts";
import type { ClientPort, Planned, Service, Surroundings } from "../service.ts";
import { officialExchange } from "../universe/find.ts";
import type { Listing } from "../universe/listing.ts";
import type { BuiltInUniverse } from "../universe/universe.ts";
import { contractData, isBond } from "./details.ts";
import { isKind, noSuchContract, unknownWords } from "./resolve.ts";

/** What hosts take to answer, ms, and how many answers they send at a time: long lists can be cancelled meanwhile. */
const answerMs = 10;
const batch = 100;

export function contractDataService(
  surroundings: Surroundings,
  universe: BuiltInUniverse,
): Service<"REQ_CONTRACT_DATA" | "CANCEL_CONTRACT_DATA"> {
  const open = new Subscriptions<{ planned: Planned }>(({ planned }) => planned.cancel());

  const send = (client: ClientPort, reqId: number, found: readonly Listing[], exchange: string, from: number): void => {
    const now = surroundings.now();
    for (const listing of found.slice(from, from + batch)) {
      const shown = exchange !== "" && listing.exchanges.includes(exchange) ? exchange : undefined;
      client.send(isBond(listing) ? "BOND_CONTRACT_DATA" : "CONTRACT_DATA", {
        reqId,
        ...contractData(listing, now, shown),
      });
    }
    if (from + batch < found.length) {
      open.set(client, reqId, {
        planned: surroundings.after(answerMs, () => send(client, reqId, found, exchange, from + batch)),
      });
    } else {
      open.end(client, reqId);
      client.send("CONTRACT_DATA_END", { reqId });
    }
  };

  return {
    answers: {
      REQ_CONTRACT_DATA: ({ reqId, contract = {} }, from) => {
        const id = reqId ?? -1;
        const named = (contract.conId ?? 0) > 0 || contract.secId || contract.issuerId;
        if (!named && !isKind(contract.secType)) return refuseAsInvalid(from, id, "Please enter a valid security type");
        if (!named && !contract.symbol && !contract.localSymbol && !contract.tradingClass)
          return refuseAsInvalid(from, id, "Please enter a symbol or local symbol");
        const found = universe.find(contract);
        const exchange = officialExchange((contract.exchange ?? "").trim());
        const planned = surroundings.after(answerMs, () => {
          if (found.length > 0) return send(from, id, found, exchange, 0);
          open.end(from, id);
          from.error(id, noSuchContract, unknownWords);
        });
        open.set(from, id, { planned });
      },
      CANCEL_CONTRACT_DATA: ({ reqId }, from) => void open.end(from, reqId ?? -1),
    },
    clientLeft: (client) => open.endAll(client),
  };
}
