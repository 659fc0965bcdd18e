import { expect, test } from "vitest";
import { emptyBook, nextOrderId, type Book } from "../../../src/gateway/orders/book.ts";
import { loseOrders } from "../../../src/gateway/orders/lost-orders.ts";
import type { LiveOrder } from "../../../src/gateway/orders/order.ts";

const order = (clientId: number, orderId: number, placedAt: number, filled = 0): LiveOrder =>
  ({ clientId, orderId, permId: orderId, placedAt, filled }) as LiveOrder;

const bookOf = (...open: LiveOrder[]): Book => ({ ...emptyBook(1), open, nextOrderIds: { 1: 13, 2: 41 } });

test("orders of the last moment are lost, and their ids are given out again", () => {
  const book = bookOf(order(1, 10, 500), order(1, 11, 1000), order(1, 12, 1200), order(2, 40, 100));
  loseOrders(book, 1000);
  expect(book.open.map(({ orderId }) => orderId)).toEqual([10, 40]);
  expect([nextOrderId(book, 1), nextOrderId(book, 2)]).toEqual([11, 41]);
});

test("an order that has traded is not lost: the broker has it", () => {
  const book = bookOf(order(1, 12, 1200, 50));
  loseOrders(book, 1000);
  expect(book.open).toHaveLength(1);
  expect(nextOrderId(book, 1)).toBe(13);
});
