/**
 * Orders that a host loses when it crashes: they were taken a moment before, and never reached the broker. Their ids are
 * given out again, which is how one id comes to mean two orders.
 *
 * Source: QuantConnect's Lean, Interactive Brokers plug-in, issue 242.
 */
import type { Book } from "./book.ts";

/** @param since ms since 1970; orders placed from then on that have no fill are forgotten, and the ids they took */
export function loseOrders(book: Book, since: number): void {
  const lost = book.open.filter(({ placedAt, filled }) => placedAt >= since && filled === 0);
  book.open = book.open.filter((order) => !lost.includes(order));
  for (const clientId of new Set(lost.map((order) => order.clientId))) {
    const ids = lost.filter((order) => order.clientId === clientId && order.orderId > 0).map(({ orderId }) => orderId);
    if (ids.length > 0) book.nextOrderIds[String(clientId)] = Math.min(...ids);
  }
}
