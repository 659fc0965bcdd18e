/**
 * The state of an order, as it changes.
 */
import { decimal, double, int, long, response, shape, since, string, until, version } from "../schema.ts";
import { orderStatuses, whyHeldReasons } from "../codes/order-codes.ts";
import { wordListText, wordText } from "../patterns.ts";

export const OrderStatus = shape("OrderStatus", {
  orderId: int(1, "Order id of the API client; 0 for orders of others, negative for orders bound automatically"),
  status: string(2, "State of the order", { filled: true, codes: orderStatuses, pattern: wordText }),
  filled: decimal(3, "Quantity filled so far", { unit: "shares or contracts", min: 0 }),
  remaining: decimal(4, "Quantity not filled yet", { unit: "shares or contracts" }),
  avgFillPrice: double(5, "Average price of the fills; 0 before the first", { unit: "the contract's currency" }),
  permId: long(6, "The host's own id of the order, unique in the account; 0 while not assigned"),
  parentId: int(7, "Order id of the parent; 0 without one"),
  lastFillPrice: double(8, "Price of the last fill; 0 before the first", { unit: "the contract's currency" }),
  clientId: int(9, "API client that placed the order; 0 also for orders entered in TWS"),
  whyHeld: string(10, "Why the order is held back, such as locate or child,trigger; empty when it is not", {
    codes: whyHeldReasons,
    pattern: wordListText,
  }),
  mktCapPrice: double(11, "Price at which the host has capped the order; 0 when it has not", {
    unit: "the contract's currency",
  }),
});

export const ORDER_STATUS = response({
  id: 3,
  name: "ORDER_STATUS",
  about:
    "The state of an order and what is filled of it. Sent when either changes, often more than once with the same content, and together with OPEN_ORDER in answer to requests for open orders.",
  shape: OrderStatus,
  text: [
    until("MARKET_CAP_PRICE", version),
    "orderId",
    "status",
    "filled",
    "remaining",
    "avgFillPrice",
    "permId",
    "parentId",
    "lastFillPrice",
    "clientId",
    "whyHeld",
    since("MARKET_CAP_PRICE", "mktCapPrice"),
  ],
  protobuf: "PROTOBUF_PLACE_ORDER",
  implied: Number.MAX_SAFE_INTEGER,
  sends: 6,
  official: { csharp: "OrderStatus", call: "orderStatus", tws: "Status and Filled columns of the Orders panel" },
});
