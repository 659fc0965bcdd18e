/** One-cancels-all groups: what a fill of one order does to the others. */
import { flooredTo, roundedQuantity } from "../accounts/quantity.ts";
import { isEnded, type LiveOrder, remainingOf } from "./order.ts";
import { cancelNow } from "./ending.ts";
import { report, type Turn } from "./turn.ts";

export const ocaTypes = { cancel: 1, reduceWithBlock: 2, reduce: 3 } as const;

/**
 * @param quantity that was filled just now
 * @param before what remained of the order before
 */
export function afterFill(turn: Turn, order: LiveOrder, quantity: number, before: number): void {
  if (order.ocaGroup === "" || before <= 0) return;
  const others = turn.book.open.filter(
    (other) =>
      other !== order && other.ocaGroup === order.ocaGroup && other.account === order.account && !isEnded(other),
  );
  for (const other of others) {
    if (order.ocaType === ocaTypes.cancel || quantity >= before) {
      cancelNow(turn, other);
      continue;
    }
    const step = Number(turn.world.instrument(other.conId)?.sizeMin ?? 1) || 1;
    const less = flooredTo(step, (remainingOf(other) * quantity) / before);
    other.quantity = roundedQuantity(other.quantity - less);
    if (remainingOf(other) <= 0) cancelNow(turn, other);
    else report(turn, other);
  }
}
