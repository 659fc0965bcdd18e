/** REQ_MARKET_RULE: the price steps of one rule. */
import { refuseAsInvalid } from "../accounts/refusals.ts";
import type { Service } from "../service.ts";
import { marketRule } from "../universe/market-rules.ts";

export const marketRuleService = (): Service<"REQ_MARKET_RULE"> => ({
  answers: {
    REQ_MARKET_RULE: ({ marketRuleId }, from) => {
      const id = marketRuleId ?? 0;
      const steps = id === 0 ? undefined : marketRule(id);
      // The request has no id of its own that an error could carry.
      if (!steps) return refuseAsInvalid(from, -1, `Invalid market rule id ${id}`);
      from.send("MARKET_RULE", {
        marketRuleId: id,
        priceIncrements: steps.map(({ lowEdge, increment }) => ({ lowEdge, increment })),
      });
    },
  },
});
