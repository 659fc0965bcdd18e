/**
 * The order engine: events in, effects out. It changes nothing but the book, and asks the world for all that it does not
 * know; the same book, events and world give the same effects.
 */
import { type Book, orderByPermId, sortOut } from "./book.ts";
import { cancelById, cancelNow, confirmCancel, requestCancel } from "./ending.ts";
import { placeExercise } from "./exercising.ts";
import { isEnded } from "./order.ts";
import { acknowledge, beginWork, place } from "./placing.ts";
import { expire } from "./settling.ts";
import type { Turn } from "./turn.ts";
import { look } from "./working.ts";
import type { Effect, OrderEvent, World } from "./world.ts";

const splitWords = "The contract was changed by a stock split";

/** Carries out one event. @returns what is to be said and done, in order */
export function carryOutEvent(book: Book, event: OrderEvent, world: World): Effect[] {
  const turn: Turn = { book, world, effects: [] };
  run(turn, event);
  sortOut(book);
  return turn.effects;
}

function run(turn: Turn, event: OrderEvent): void {
  const { book } = turn;
  switch (event.kind) {
    case "place":
      return place(turn, event);
    case "exercise":
      return placeExercise(turn, event);
    case "cancel":
      return cancelById(turn, event.clientId, event.orderId, event.permId);
    case "cancel-all":
      // A child may have gone with its parent a moment before.
      for (const order of book.open)
        if (!isEnded(order) && order.status !== "PendingCancel") requestCancel(turn, order);
      return;
    case "acknowledge":
      return acknowledge(turn, event.permId);
    case "work":
      return beginWork(turn, event.permId);
    case "confirm-cancel":
      return confirmCancel(turn, event.permId, event.words);
    case "split":
      for (const order of book.open) if (order.conId === event.conId) cancelNow(turn, order, splitWords);
      return;
    case "expire":
      return expire(turn, event.conId);
    case "bind":
      return bind(turn, event.permId);
    case "beat":
      for (const order of book.open) if (order.live) look(turn, order);
      return;
  }
}

/** An order that was entered at the host gets an id by which client 0 can speak of it. */
function bind({ book, effects }: Turn, permId: number): void {
  const order = orderByPermId(book, permId);
  if (!order?.manual || order.orderId !== 0) return;
  order.orderId = book.nextBoundId;
  book.nextBoundId -= 1;
  effects.push({ kind: "bound", order: { ...order } });
}
