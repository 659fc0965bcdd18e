/** The price at which an order is expected to trade, for margins and costs that are worked out before it does. */
import { given, type LiveOrder } from "./order.ts";
import { orderTypeOf } from "./order-types.ts";
import { farOf } from "./pricing.ts";
import type { World } from "./world.ts";

export function expectedPrice(order: LiveOrder, world: Pick<World, "quote">): number {
  const quote = world.quote(order.conId);
  const { lmtPrice, auxPrice } = order.terms;
  const type = orderTypeOf(order.terms.orderType);
  if (type?.pricing === "limit" && given(lmtPrice)) return lmtPrice;
  if (type?.trigger !== "none" && !type?.trailing && given(auxPrice)) return auxPrice;
  return farOf(order, quote) || quote.last;
}
