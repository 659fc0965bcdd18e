/**
 * Conditions on orders: what must be so before an order is sent, or cancelled. They are joined from first to last, `and`
 * binding closer than `or`.
 */
import type { Book } from "./book.ts";
import { momentOf } from "./moments.ts";
import type { ConditionTerms, LiveOrder } from "./order.ts";
import { reached, triggerPrices } from "./triggers.ts";
import type { World } from "./world.ts";

export const conditionTypes = { price: 1, time: 3, margin: 4, execution: 5, volume: 6, percentChange: 7 } as const;
export const knownConditionTypes: readonly number[] = Object.values(conditionTypes);
/** Conditions about a contract, which must be known. */
export const watchingTypes: readonly number[] = [
  conditionTypes.price,
  conditionTypes.volume,
  conditionTypes.percentChange,
];

/** Whether all that an order waits for is so. An order without conditions waits for nothing. */
export function conditionsHold(order: LiveOrder, book: Book, world: World): boolean {
  const conditions = order.terms.conditions ?? [];
  let holds = true;
  for (const [index, condition] of conditions.entries()) {
    holds &&= conditionHolds(condition, order, book, world);
    const last = index === conditions.length - 1;
    if (last || !condition.isConjunctionConnection) {
      if (holds) return true;
      if (!last) holds = true;
    }
  }
  return holds;
}

function conditionHolds(condition: ConditionTerms, order: LiveOrder, book: Book, world: World): boolean {
  const more = condition.isMore === true;
  const passes = (value: number, level: number): boolean => (more ? value >= level : value <= level);
  // An instrument that does not trade satisfies no condition, unless the order says so.
  const watched = condition.conId ?? 0;
  const instrument = watched > 0 ? world.instrument(watched) : undefined;
  const asleep = instrument !== undefined && !order.terms.conditionsIgnoreRth && !world.isOpen(watched);
  switch (condition.type) {
    case conditionTypes.price: {
      if (!instrument || asleep) return false;
      const prices = triggerPrices(condition.triggerMethod ?? 0, instrument.secType, world.quote(watched), more);
      return reached(prices, condition.price ?? 0, more);
    }
    case conditionTypes.time: {
      const at = momentOf(condition.time ?? "");
      return at !== undefined && passes(world.now, at);
    }
    case conditionTypes.margin:
      return passes(world.cushion(order.account) * 100, condition.percent ?? 0);
    case conditionTypes.execution:
      return book.executions.some((execution) => {
        const traded = world.instrument(execution.conId);
        return (
          execution.at >= order.placedAt &&
          execution.permId !== order.permId &&
          traded?.symbol === condition.symbol &&
          (!condition.secType || traded?.secType === condition.secType)
        );
      });
    case conditionTypes.volume:
      return instrument !== undefined && !asleep && passes(world.quote(watched).volume, condition.volume ?? 0);
    case conditionTypes.percentChange: {
      if (!instrument || asleep) return false;
      const { last, close } = world.quote(watched);
      return close > 0 && passes((last / close - 1) * 100, condition.changePercent ?? 0);
    }
    default:
      return false;
  }
}
