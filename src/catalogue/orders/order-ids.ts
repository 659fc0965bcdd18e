/**
 * Order ids: which one is free next, and which one an order entered elsewhere has got.
 */
import { int, long, request, response, shape, version } from "../schema.ts";

export const IdsRequest = shape("IdsRequest", {
  numIds: int(1, "Number of ids wanted; ignored by the host, clients send 1", { min: 0 }),
});

export const REQ_IDS = request({
  id: 8,
  name: "REQ_IDS",
  about: "Asks for the next order id that this client may use. Answered by NEXT_VALID_ID.",
  shape: IdsRequest,
  text: [version, "numIds"],
  protobuf: "PROTOBUF_REST_MESSAGES_3",
  sends: 1,
  official: { csharp: "RequestIds", call: "reqIds", tws: "none: API only" },
});

export const NextValidId = shape("NextValidId", {
  orderId: int(1, "Smallest order id that this client may use next"),
});

export const NEXT_VALID_ID = response({
  id: 9,
  name: "NEXT_VALID_ID",
  about:
    "The smallest order id that this client may use next. Sent at the start of a session, where it also says that requests may begin, and in answer to REQ_IDS.",
  shape: NextValidId,
  text: [version, "orderId"],
  protobuf: "PROTOBUF_REST_MESSAGES_3",
  sends: 1,
  official: { csharp: "NextValidId", call: "nextValidId", tws: "API > Settings > Reset API order ID sequence" },
});

export const OrderBound = shape("OrderBound", {
  permId: long(1, "The host's own id of the order; named orderId or reqId in the callbacks of older clients", {
    aka: ["reqId"],
  }),
  clientId: int(2, "API client to which the order now belongs", { aka: ["apiClientId"] }),
  orderId: int(3, "Order id that the order got for this client", { aka: ["apiOrderId"] }),
});

export const ORDER_BOUND = response({
  id: 100,
  name: "ORDER_BOUND",
  about:
    "Says that an order entered elsewhere now has an order id of this client. Follows REQ_OPEN_ORDERS or REQ_AUTO_OPEN_ORDERS of client 0.",
  since: "API_BIND_ORDER",
  shape: OrderBound,
  text: ["permId", "clientId", "orderId"],
  protobuf: "PROTOBUF_COMPLETED_ORDER",
  official: {
    csharp: "OrderBound",
    call: "orderBound",
    tws: "API > Settings > Use negative numbers to bind automatic orders",
  },
});
