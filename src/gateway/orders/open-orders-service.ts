/**
 * The three ways to ask for open orders. Client 0 also gets what was entered at the host, bound to it.
 *
 * In read-only mode hosts refuse a client its own, and those that are completed; of all open orders nobody reports that.
 * Source: erdewit/ib_insync issues 1, 7 and 224.
 */
import { refusedAsReadOnly } from "../accounts/refusals.ts";
import type { Service, Surroundings } from "../service.ts";
import type { OrderDesk } from "./order-desk.ts";

/** Source: error table. */
const onlyClientZero = 327;

export function openOrdersService(
  surroundings: Surroundings,
  desk: OrderDesk,
): Service<"REQ_OPEN_ORDERS" | "REQ_AUTO_OPEN_ORDERS" | "REQ_ALL_OPEN_ORDERS"> {
  return {
    answers: {
      REQ_OPEN_ORDERS: (_, from) => {
        if (refusedAsReadOnly(surroundings, from)) return;
        if (from.clientId === 0) desk.bindManualOrders();
        const all = from.clientId === surroundings.settings.masterClientId;
        desk.tellOpenOrders(from, (order) => all || order.clientId === from.clientId);
        from.send("OPEN_ORDER_END", {});
      },
      REQ_AUTO_OPEN_ORDERS: ({ autoBind }, from) => {
        if (from.clientId !== 0) {
          from.error(
            -1,
            onlyClientZero,
            "Only API connections with clientId set to 0 can set the auto bind TWS orders property.",
          );
          return;
        }
        desk.setAutoBind(autoBind === true);
      },
      REQ_ALL_OPEN_ORDERS: (_, from) => {
        desk.tellOpenOrders(from, () => true);
        from.send("OPEN_ORDER_END", {});
      },
    },
    clientLeft: (client) => desk.forget(client),
  };
}
