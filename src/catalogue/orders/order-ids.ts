import { int, long, request, response, shape, version } from "../schema.ts";

export const IdsRequest = shape("IdsRequest", {
  numIds: int(1, "TODO"),
});

export const REQ_IDS = request({
  id: 8,
  name: "REQ_IDS",
  about: "TODO",
  shape: IdsRequest,
  text: [version, "numIds"],
  protobuf: "PROTOBUF_REST_MESSAGES_3",
  sends: 1,
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const NextValidId = shape("NextValidId", {
  orderId: int(1, "TODO"),
});

export const NEXT_VALID_ID = response({
  id: 9,
  name: "NEXT_VALID_ID",
  about: "TODO",
  shape: NextValidId,
  text: [version, "orderId"],
  protobuf: "PROTOBUF_REST_MESSAGES_3",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const OrderBound = shape("OrderBound", {
  permId: long(1, "TODO"),
  clientId: int(2, "TODO"),
  orderId: int(3, "TODO"),
});

export const ORDER_BOUND = response({
  id: 100,
  name: "ORDER_BOUND",
  about: "TODO",
  shape: OrderBound,
  text: ["permId", "clientId", "orderId"],
  protobuf: "PROTOBUF_COMPLETED_ORDER",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});
