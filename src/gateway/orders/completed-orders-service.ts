/** REQ_COMPLETED_ORDERS: the orders of the day that are over. */
import { refusedAsReadOnly } from "../accounts/refusals.ts";
import type { Service, Surroundings } from "../service.ts";
import { dayNumber } from "./moments.ts";
import type { OrderDesk } from "./order-desk.ts";
import { completedOrderFields } from "./order-fields.ts";

export function completedOrdersService(surroundings: Surroundings, desk: OrderDesk): Service<"REQ_COMPLETED_ORDERS"> {
  return {
    answers: {
      REQ_COMPLETED_ORDERS: ({ apiOnly }, from) => {
        if (refusedAsReadOnly(surroundings, from)) return;
        const today = dayNumber(surroundings.now());
        for (const order of desk.book.ended) {
          if (dayNumber(order.endedAt) !== today || (apiOnly && order.manual)) continue;
          from.send("COMPLETED_ORDER", completedOrderFields(desk.accounts.universe, order, from.serverVersion));
        }
        from.send("COMPLETED_ORDERS_END", {});
      },
    },
  };
}
