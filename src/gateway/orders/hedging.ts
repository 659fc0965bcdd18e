/**
 * Hedging children: orders without a size of their own, which follows from what their parent has filled.
 *
 * Source: the vendor's page on hedging orders.
 */
import { flooredTo } from "../accounts/quantity.ts";
import { expectedPrice } from "./expected-price.ts";
import { stepOf } from "./filling.ts";
import type { LiveOrder, OrderTerms } from "./order.ts";
import type { World } from "./world.ts";

const hedgeTypes = { beta: "B", currency: "F", pair: "P", delta: "D" } as const;
export const knownHedgeTypes: readonly string[] = Object.values(hedgeTypes);

export const isHedge = ({ hedgeType }: OrderTerms): boolean => (hedgeType ?? "") !== "";

/** A ratio or beta; 1 where the client gave none. */
export const hedgeFactor = ({ hedgeParam }: OrderTerms): number => (hedgeParam ? Number(hedgeParam) : 1);

/** Size of a hedge, in whole steps of its contract. */
export function hedgeSize(order: LiveOrder, parent: LiveOrder, world: World): number {
  const instrument = world.instrument(order.conId);
  const hedged = world.instrument(parent.conId);
  const price = expectedPrice(order, world);
  if (!instrument || !hedged || !(price > 0)) return 0;
  const factor = hedgeFactor(order.terms);
  const value = parent.filled * parent.averagePrice * hedged.multiplier;
  const raw = ((): number => {
    switch (order.terms.hedgeType) {
      case hedgeTypes.pair:
        return parent.filled * factor;
      case hedgeTypes.beta:
        return (value * factor) / (price * instrument.multiplier);
      case hedgeTypes.delta: {
        const spot = world.quote(instrument.conId).last;
        const delta = hedged.underlying === instrument.conId ? world.model(hedged, undefined, spot)?.delta : undefined;
        return parent.filled * hedged.multiplier * Math.abs(delta ?? 0);
      }
      case hedgeTypes.currency:
        // The pair's first currency is the parent's, or its second.
        return instrument.symbol === hedged.currency ? value : value / price;
      default:
        return 0;
    }
  })();
  return flooredTo(stepOf(instrument), raw);
}
