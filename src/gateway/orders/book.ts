/**
 * All orders and executions that the host remembers, and the numbers that it gives out. Plain JSON; whatever is saved and
 * restored of orders is here.
 */
import type { Execution, LiveOrder } from "./order.ts";
import { isEnded } from "./order.ts";

export interface Book {
  /** Orders that live, in the order in which they came. */
  open: LiveOrder[];
  /** Orders of the day that have ended, in the order in which they did. */
  ended: LiveOrder[];
  executions: Execution[];
  /** The next order id of each client. They only grow. */
  nextOrderIds: Record<string, number>;
  nextPermId: number;
  nextExecution: number;
  /** Orders that were entered at the host get negative ids when a client binds them. */
  nextBoundId: number;
}

/** Ended orders and executions that are remembered; the oldest are forgotten first. */
const endedMax = 10_000;
const executionsMax = 50_000;

/** @param seed so that hosts with different seeds do not give out the same numbers */
export const emptyBook = (seed: number): Book => ({
  open: [],
  ended: [],
  executions: [],
  nextOrderIds: {},
  nextPermId: 1_400_000_001 + (Math.abs(seed) % 1000) * 100_000,
  nextExecution: 1,
  nextBoundId: -1,
});

/** The smallest order id that a client may use next. */
export const nextOrderId = (book: Book, clientId: number): number => book.nextOrderIds[String(clientId)] ?? 1;

/** An id was used: every later one must be above it. */
export function useOrderId(book: Book, clientId: number, orderId: number): void {
  book.nextOrderIds[String(clientId)] = Math.max(nextOrderId(book, clientId), orderId + 1);
}

/** Order ids may begin anew while no order lives. @returns whether they do */
export function resetOrderIds(book: Book): boolean {
  if (book.open.length > 0) return false;
  book.nextOrderIds = {};
  return true;
}

export const orderByPermId = (book: Book, permId: number): LiveOrder | undefined =>
  book.open.find((order) => order.permId === permId) ?? book.ended.findLast((order) => order.permId === permId);

export const openOrder = (book: Book, clientId: number, orderId: number): LiveOrder | undefined =>
  book.open.find((order) => order.clientId === clientId && order.orderId === orderId && orderId !== 0);

export const endedOrder = (book: Book, clientId: number, orderId: number): LiveOrder | undefined =>
  book.ended.findLast((order) => order.clientId === clientId && order.orderId === orderId && orderId !== 0);

export const childrenOf = (book: Book, parent: LiveOrder): LiveOrder[] =>
  book.open.filter((order) => order.parent === parent.permId);

/** Moves what has ended to the end of the list of the ended. */
export function sortOut(book: Book): void {
  if (!book.open.some(isEnded)) return;
  book.ended.push(...book.open.filter(isEnded));
  book.open = book.open.filter((order) => !isEnded(order));
  if (book.ended.length > endedMax) book.ended.splice(0, book.ended.length - endedMax);
}

/** The id of an execution: the number of the day's session, of the trade, and two counters for corrections. */
export function newExecId(book: Book): string {
  const number = book.nextExecution;
  book.nextExecution += 1;
  const hex = (value: number): string => value.toString(16).padStart(8, "0");
  return `${hex(0xe0d5 + (number >>> 16))}.${hex(0x65000000 + number)}.01.01`;
}

export function remember(book: Book, execution: Execution): void {
  book.executions.push(execution);
  if (book.executions.length > executionsMax) book.executions.splice(0, book.executions.length - executionsMax);
}
