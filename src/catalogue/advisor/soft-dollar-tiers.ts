import { int, many, repeat, request, response, shape } from "../schema.ts";
import { SoftDollarTier } from "../groups/order.ts";

export const SoftDollarTiersRequest = shape("SoftDollarTiersRequest", {
  reqId: int(1, "TODO"),
});

export const REQ_SOFT_DOLLAR_TIERS = request({
  id: 79,
  name: "REQ_SOFT_DOLLAR_TIERS",
  about: "TODO",
  shape: SoftDollarTiersRequest,
  text: ["reqId"],
  protobuf: "PROTOBUF_REST_MESSAGES_2",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const SoftDollarTiers = shape("SoftDollarTiers", {
  reqId: int(1, "TODO"),
  softDollarTiers: many(2, SoftDollarTier, "TODO"),
});

export const SOFT_DOLLAR_TIERS = response({
  id: 77,
  name: "SOFT_DOLLAR_TIERS",
  about: "TODO",
  shape: SoftDollarTiers,
  text: ["reqId", repeat("softDollarTiers", "nTiers", "name", "value", "displayName")],
  protobuf: "PROTOBUF_REST_MESSAGES_2",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});
