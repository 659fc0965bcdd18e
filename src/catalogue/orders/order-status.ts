import { decimal, double, int, long, response, shape, since, string, until, version } from "../schema.ts";

export const OrderStatus = shape("OrderStatus", {
  orderId: int(1, "TODO"),
  status: string(2, "TODO"),
  filled: decimal(3, "TODO"),
  remaining: decimal(4, "TODO"),
  avgFillPrice: double(5, "TODO"),
  permId: long(6, "TODO"),
  parentId: int(7, "TODO"),
  lastFillPrice: double(8, "TODO"),
  clientId: int(9, "TODO"),
  whyHeld: string(10, "TODO"),
  mktCapPrice: double(11, "TODO"),
});

export const ORDER_STATUS = response({
  id: 3,
  name: "ORDER_STATUS",
  about: "TODO",
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
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});
