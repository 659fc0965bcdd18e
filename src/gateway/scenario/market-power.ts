/** What scenarios do to the market: each action becomes a change of it that holds from this moment on. */
import type { BuiltInMarket } from "../market/market.ts";
import type { Condition, MarketOverlay } from "../market/overlay.ts";
import { type Target, targetCalled } from "../market/targets.ts";
import type { Surroundings } from "../service.ts";
import type { MarketAction, MarketPlan } from "./scenario.ts";

export interface MarketPower {
  readonly begin: (plan: MarketPlan) => void;
  /** An action on a symbol that does not exist changes nothing. */
  readonly act: (action: MarketAction) => void;
  /** Everything trades as usual again; prices stay where they are. */
  readonly calm: () => void;
}

/** @param splitPositions books a split in the accounts, and cancels the orders on the contract */
export function marketPower(
  { now, after, log }: Pick<Surroundings, "now" | "after" | "log">,
  market: BuiltInMarket,
  splitPositions: (conId: number, shares: number) => void,
): MarketPower {
  const change = (target: Target, changed: Partial<Condition>): void =>
    market.change((overlay) => overlay.change(target, now(), changed));

  /** From where it stands to a price. @param from when the move begins; -Infinity: the past moves with it */
  const moveTo = (overlay: MarketOverlay, target: Target, price: number, from: number, over: number): void => {
    if (!target.of) return;
    const there = market.fair(target.of, now() + over);
    overlay.move(target, from, over, Math.log(price / there));
  };

  const act = (action: MarketAction): void => {
    const target = targetCalled(action.symbol);
    if (!target) return;
    log("INFO", `Market: ${action.do} ${action.symbol}`);
    switch (action.do) {
      case "move": {
        const over = action.over ?? 0;
        return market.change((overlay) => {
          if (action.to !== undefined) moveTo(overlay, target, action.to, now(), over);
          else overlay.move(target, now(), over, Math.log(1 + (action.percent ?? 0) / 100));
        });
      }
      case "halt":
        change(target, { halted: action.volatility === true ? 2 : 1 });
        if (action.ms !== undefined) after(action.ms, () => act({ do: "resume", symbol: action.symbol }));
        return;
      case "resume":
        return change(target, { halted: 0 });
      case "spread":
        return change(target, { spread: action.times });
      case "quotes":
        return change(target, { quotes: action.show });
      case "liquidity":
        return change(target, { liquidity: action.part });
      case "band":
        return change(target, { band: action.percent });
      case "split":
        for (const conId of target.ids) {
          market.change((overlay) => overlay.split(conId, action.shares));
          splitPositions(conId, action.shares);
        }
    }
  };

  return {
    act,
    begin: ({ volatility, prices }) =>
      market.change((overlay) => {
        if (volatility !== undefined) overlay.becomeWild(volatility, now());
        for (const [symbol, price] of Object.entries(prices ?? {})) {
          const target = targetCalled(symbol);
          if (target) moveTo(overlay, target, price, Number.NEGATIVE_INFINITY, 0);
        }
      }),
    calm: () => market.change((overlay) => overlay.calm(now())),
  };
}
