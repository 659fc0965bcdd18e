/** How an order enters the book. */
import { type Book } from "./book.ts";
import type { LiveOrder, OrderTerms } from "./order.ts";
import type { Part } from "../accounts/allocation.ts";
import type { ContractFields, Instrument } from "../market-view.ts";

export interface NewOrder {
  readonly clientId: number;
  readonly orderId: number;
  readonly instrument: Instrument;
  readonly contract: ContractFields;
  readonly terms: OrderTerms;
  readonly manual?: boolean;
  readonly account: string;
  /** permId; 0 without one. */
  readonly parent: number;
  readonly quantity: number;
  readonly parts?: readonly Part[];
}

/**
 * Combinations share one contract id, so an order for one is known by a number of its own: its permId, negative. What
 * the number stands for is found by the order's legs.
 */
const orderConId = ({ secType, conId }: Instrument, permId: number): number => (secType === "BAG" ? -permId : conId);

export function newOrder(book: Book, now: number, fresh: NewOrder): LiveOrder {
  const { clientId, orderId, instrument, contract, terms, account, parent, quantity } = fresh;
  const order: LiveOrder = {
    permId: book.nextPermId,
    clientId,
    orderId,
    manual: fresh.manual === true,
    account,
    allocations: (fresh.parts ?? []).map((part) => ({ ...part, filled: 0 })),
    conId: orderConId(instrument, book.nextPermId),
    contract,
    terms,
    parent,
    ocaGroup: terms.ocaGroup ?? "",
    ocaType: terms.ocaType ?? 0,
    status: "PendingSubmit",
    whyHeld: "",
    transmitted: false,
    live: false,
    quantity,
    filled: 0,
    averagePrice: 0,
    lastPrice: 0,
    commission: 0,
    placedAt: now,
    triggered: false,
    sightings: 0,
    stop: null,
    limit: null,
    conditionsMet: false,
    sawOpen: false,
    sawClosed: false,
    locating: false,
    tried: false,
    adjusted: false,
    exercise: "",
    endedAt: 0,
    endedAs: "",
  };
  book.nextPermId += 1;
  book.open.push(order);
  return order;
}
