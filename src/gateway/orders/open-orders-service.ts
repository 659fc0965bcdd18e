/** The three ways to ask for open orders. Client 0 also gets what was entered at the host, bound to it. */
import type { Service } from "../service.ts";
import type { OrderDesk } from "./order-desk.ts";

/** Source: error table. */
const onlyClientZero = 327;

export function openOrdersService(
  desk: OrderDesk,
  masterClientId: () => number | undefined,
): Service<"REQ_OPEN_ORDERS" | "REQ_AUTO_OPEN_ORDERS" | "REQ_ALL_OPEN_ORDERS"> {
  return {
    answers: {
      REQ_OPEN_ORDERS: (_, from) => {
        if (from.clientId === 0) desk.bindManualOrders();
        const all = from.clientId === masterClientId();
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
