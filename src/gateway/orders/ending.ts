/** How orders end without being filled: cancels asked for, cancels by the host, and what follows for parents and children. */
import { childrenOf, endedOrder, openOrder, orderByPermId } from "./book.ts";
import { isEnded, type LiveOrder } from "./order.ts";
import { end, later, reportStatus, say, type Turn } from "./turn.ts";
import { codes, latency } from "./world.ts";

/** How completed orders are said to have ended. Source: captured COMPLETED_ORDER. */
export const endedBy = { trader: "Cancelled by Trader", system: "Cancelled by System:\n" } as const;

/** Ends an order as cancelled, tells its client, and its children go with it. @param words behind `reason:` */
export function cancelNow(turn: Turn, order: LiveOrder, words = "", by: string = endedBy.system): void {
  if (isEnded(order)) return;
  const status = order.status === "PendingSubmit" ? "ApiCancelled" : "Cancelled";
  end(turn, order, status, by);
  reportStatus(turn, order);
  say(turn, order, codes.cancelled, `Order Canceled - reason:${words}`);
  cancelRelatives(turn, order, by);
}

/** Children of an order that will not be filled have nothing to wait for; a parent may be tied to its child. */
export function cancelRelatives(turn: Turn, order: LiveOrder, by: string): void {
  for (const child of childrenOf(turn.book, order)) cancelNow(turn, child, "", by);
  if (!order.terms.autoCancelParent || order.parent === 0) return;
  const parent = orderByPermId(turn.book, order.parent);
  if (parent && !isEnded(parent)) cancelNow(turn, parent, "", by);
}

/** A client, or the user, wants an order cancelled. The destination confirms it a moment later. */
export function requestCancel(turn: Turn, order: LiveOrder): void {
  if (order.status === "PendingCancel") {
    const text = `Cancel attempted when order is not in a cancellable state.  Order permId =${order.permId}`;
    say(turn, order, codes.notCancellable, text);
    return;
  }
  // What never left the host, or was not acknowledged, needs no confirmation.
  if (!order.transmitted || order.status === "PendingSubmit") return cancelNow(turn, order, "", endedBy.trader);
  order.status = "PendingCancel";
  reportStatus(turn, order);
  later(turn, latency.cancel, { kind: "confirm-cancel", permId: order.permId, words: "" });
}

export function cancelById(turn: Turn, clientId: number, orderId: number, permId?: number): void {
  const { book } = turn;
  const named = permId === undefined ? undefined : orderByPermId(book, permId);
  const order = openOrder(book, clientId, orderId) ?? (named && !isEnded(named) ? named : undefined);
  if (order) return requestCancel(turn, order);
  const ended = endedOrder(book, clientId, orderId) ?? named;
  const of = { clientId, orderId };
  if (!ended) return say(turn, of, codes.cancelUnknown, `OrderId ${orderId} that needs to be cancelled is not found.`);
  const text = `OrderId ${orderId} that needs to be cancelled can not be cancelled, state: ${ended.status}.`;
  say(turn, of, codes.cancelState, text);
}

export function confirmCancel(turn: Turn, permId: number, words: string): void {
  const order = orderByPermId(turn.book, permId);
  if (order?.status === "PendingCancel") cancelNow(turn, order, words, endedBy.trader);
}
