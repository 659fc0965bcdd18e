import { double, int, many, repeat, request, response, shape } from "../schema.ts";

export const MarketRuleRequest = shape("MarketRuleRequest", {
  marketRuleId: int(1, "TODO"),
});

export const REQ_MARKET_RULE = request({
  id: 91,
  name: "REQ_MARKET_RULE",
  about: "TODO",
  shape: MarketRuleRequest,
  text: ["marketRuleId"],
  protobuf: "PROTOBUF_REST_MESSAGES_2",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const PriceIncrement = shape("PriceIncrement", {
  lowEdge: double(1, "TODO"),
  increment: double(2, "TODO"),
});

export const MarketRule = shape("MarketRule", {
  marketRuleId: int(1, "TODO"),
  priceIncrements: many(2, PriceIncrement, "TODO"),
});

export const MARKET_RULE = response({
  id: 93,
  name: "MARKET_RULE",
  about: "TODO",
  shape: MarketRule,
  text: ["marketRuleId", repeat("priceIncrements", "nPriceIncrements", "lowEdge", "increment")],
  protobuf: "PROTOBUF_REST_MESSAGES_2",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});
