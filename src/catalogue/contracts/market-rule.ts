/**
 * Market rules: the price steps of an instrument at each exchange, by price level.
 */
import { double, int, many, repeat, request, response, shape } from "../schema.ts";

export const MarketRuleRequest = shape("MarketRuleRequest", {
  marketRuleId: int(1, "Id of the rule, from marketRuleIds of CONTRACT_DATA", { min: 0 }),
});

export const REQ_MARKET_RULE = request({
  id: 91,
  name: "REQ_MARKET_RULE",
  about: "Asks for the price steps of one market rule. Answered by MARKET_RULE.",
  since: "MARKET_RULES",
  shape: MarketRuleRequest,
  text: ["marketRuleId"],
  protobuf: "PROTOBUF_REST_MESSAGES_2",
  official: {
    csharp: "RequestMarketRule",
    call: "reqMarketRule",
    tws: "price steps when changing a limit price with the mouse wheel",
  },
});

export const PriceIncrement = shape("PriceIncrement", {
  lowEdge: double(1, "Price from which on this step applies, up to the next entry", {
    unit: "the contract's currency",
  }),
  increment: double(2, "Smallest price step from that price on", { unit: "the contract's currency", min: 0 }),
});

export const MarketRule = shape("MarketRule", {
  marketRuleId: int(1, "Id of the rule that was asked for", { min: 0 }),
  priceIncrements: many(2, PriceIncrement, "Price steps by price level, from the lowest level up"),
});

export const MARKET_RULE = response({
  id: 93,
  name: "MARKET_RULE",
  about: "The price steps of one market rule by price level. Answers REQ_MARKET_RULE.",
  since: "MARKET_RULES",
  shape: MarketRule,
  text: ["marketRuleId", repeat("priceIncrements", "nPriceIncrements", "lowEdge", "increment")],
  protobuf: "PROTOBUF_REST_MESSAGES_2",
  official: {
    csharp: "MarketRule",
    call: "marketRule",
    tws: "price steps when changing a limit price with the mouse wheel",
  },
});
