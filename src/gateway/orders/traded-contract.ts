/** What an order or an execution trades: combinations are found by the legs of their order, all else by contract id. */
import type { Instrument, Universe } from "../market-view.ts";
import { type Book, orderByPermId } from "./book.ts";
import type { LiveOrder } from "./order.ts";

export const isCombo = (conId: number): boolean => conId < 0;

export const tradedBy = (universe: Universe, { conId, contract }: Pick<LiveOrder, "conId" | "contract">) =>
  isCombo(conId) ? universe.find({ ...contract, secType: "BAG" })[0] : universe.byConId(conId);

/** @param conId of an order or execution; negative: the permId of the order for a combination */
export function tradedContract(universe: Universe, book: Book, conId: number): Instrument | undefined {
  if (!isCombo(conId)) return universe.byConId(conId);
  const order = orderByPermId(book, -conId);
  return order && tradedBy(universe, order);
}
