/** One event in the making: the book that it changes, the world that it sees, and what it says. */
import type { Book } from "./book.ts";
import type { Execution, LiveOrder } from "./order.ts";
import { codes, type Effect, type OrderEvent, type World } from "./world.ts";

export interface Turn {
  readonly book: Book;
  readonly world: World;
  readonly effects: Effect[];
}

/** A copy, as later events go on changing the order. Terms are replaced, never changed, so they need none. */
const copyOf = (order: LiveOrder): LiveOrder => ({
  ...order,
  allocations: order.allocations.map((one) => ({ ...one })),
});

/** OPEN_ORDER and ORDER_STATUS. */
export const report = ({ effects }: Turn, order: LiveOrder): void =>
  void effects.push({ kind: "report", order: copyOf(order), statusOnly: false });

export const reportStatus = ({ effects }: Turn, order: LiveOrder): void =>
  void effects.push({ kind: "report", order: copyOf(order), statusOnly: true });

export const say = (
  { effects }: Turn,
  { clientId, orderId }: Pick<LiveOrder, "clientId" | "orderId">,
  code: number,
  text: string,
): void => void effects.push({ kind: "say", clientId, orderId, code, text });

export const later = ({ effects }: Turn, ms: number, event: OrderEvent): void =>
  void effects.push({ kind: "later", ms, event });

export const executed = (
  { effects }: Turn,
  order: LiveOrder,
  kind: "executed" | "charged",
  execution: Execution,
): void => void effects.push({ kind, order: copyOf(order), execution });

/** The order is over. What becomes of its children is the caller's affair. */
export function end({ world }: Turn, order: LiveOrder, status: LiveOrder["status"], words: string): void {
  order.status = status;
  order.whyHeld = "";
  order.live = false;
  order.endedAt = world.now;
  order.endedAs = words;
}

/** Rejected: nothing of it ever traded. */
export function reject(turn: Turn, order: LiveOrder, why: string): void {
  const text = `Order rejected - reason:${why}`;
  end(turn, order, "Inactive", text);
  say(turn, order, codes.rejected, text);
  report(turn, order);
}
