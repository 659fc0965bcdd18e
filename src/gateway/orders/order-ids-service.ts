/** Order ids: the next free one, told at the start of a session and when asked for; and the client's own open orders. */
import type { Service } from "../service.ts";
import type { OrderDesk } from "./order-desk.ts";

export function orderIdsService(desk: OrderDesk): Service<"REQ_IDS"> {
  return {
    answers: {
      REQ_IDS: (_, from) => from.send("NEXT_VALID_ID", { orderId: desk.nextOrderId(from.clientId) }),
    },
    clientStarted: (client) => {
      client.send("NEXT_VALID_ID", { orderId: desk.nextOrderId(client.clientId) });
      // The setting to download open orders on connection is on.
      desk.tellOpenOrders(client, (order) => order.clientId === client.clientId && !order.manual);
    },
  };
}
