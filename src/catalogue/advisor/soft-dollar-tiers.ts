/** The soft dollar tiers that professional customers may put on orders. */
import { SoftDollarTier } from "../groups/order.ts";
import { int, many, repeat, request, response, shape } from "../schema.ts";

export const SoftDollarTiersRequest = shape("SoftDollarTiersRequest", {
  reqId: int(1, "Id of this request, repeated in the answer"),
});

export const REQ_SOFT_DOLLAR_TIERS = request({
  id: 79,
  name: "REQ_SOFT_DOLLAR_TIERS",
  about: "Asks for the soft dollar tiers that are set up for the login. SOFT_DOLLAR_TIERS answers once.",
  since: "SOFT_DOLLAR_TIER",
  shape: SoftDollarTiersRequest,
  text: ["reqId"],
  protobuf: "PROTOBUF_REST_MESSAGES_2",
  official: { csharp: "RequestSoftDollarTiers", call: "reqSoftDollarTiers", tws: "Soft Dollars field of an order" },
});

export const SoftDollarTiers = shape("SoftDollarTiers", {
  reqId: int(1, "Id of the request that this answers"),
  softDollarTiers: many(2, SoftDollarTier, "The tiers; none for most logins", { aka: ["tiers"] }),
});

export const SOFT_DOLLAR_TIERS = response({
  id: 77,
  name: "SOFT_DOLLAR_TIERS",
  about: "The soft dollar tiers of the login, in answer to REQ_SOFT_DOLLAR_TIERS.",
  since: "SOFT_DOLLAR_TIER",
  shape: SoftDollarTiers,
  text: ["reqId", repeat("softDollarTiers", "nTiers", "name", "value", "displayName")],
  protobuf: "PROTOBUF_REST_MESSAGES_2",
  official: { csharp: "SoftDollarTier", call: "softDollarTiers", tws: "choices of the Soft Dollars field of an order" },
});
