/**
 * What lets a simulated order go: stops, touches, trailing prices, and stops that change when a price is passed. The
 * host watches the market for them; the exchange does not know of them.
 *
 * Source: the vendor's pages on trigger methods, trailing stops and adjustable stops.
 */
import type { Quote } from "../market-view.ts";
import { directionOf, given, isBuy, type LiveOrder, type OrderTerms } from "./order.ts";
import type { OrderType } from "./order-types.ts";
import { midOf } from "./pricing.ts";

export const triggerMethods = {
  byDefault: 0,
  doubleBidAsk: 1,
  last: 2,
  doubleLast: 3,
  bidAsk: 4,
  lastBidAsk: 7,
  midpoint: 8,
} as const;
export const knownTriggerMethods: readonly number[] = Object.values(triggerMethods);

/** Default method of a kind of instrument: options go by two quotes, currencies by one, the rest by the last price. */
const methodOf = (method: number, secType: string): number =>
  method !== triggerMethods.byDefault
    ? method
    : secType === "OPT" || secType === "FOP"
      ? triggerMethods.doubleBidAsk
      : secType === "CASH" || secType === "CRYPTO"
        ? triggerMethods.bidAsk
        : triggerMethods.last;

const isDouble = (method: number): boolean =>
  method === triggerMethods.doubleBidAsk || method === triggerMethods.doubleLast;

/** The prices of which one must reach the trigger. @param rising whether it is reached from below */
export function triggerPrices(method: number, secType: string, quote: Quote, rising: boolean): number[] {
  const side = rising ? quote.bid : quote.ask;
  const prices = ((): (number | undefined)[] => {
    switch (methodOf(method, secType)) {
      case triggerMethods.doubleBidAsk:
      case triggerMethods.bidAsk:
        return [side];
      case triggerMethods.lastBidAsk:
        return [quote.last, side];
      case triggerMethods.midpoint:
        return [midOf(quote)];
      default:
        return [quote.last];
    }
  })();
  return prices.filter((price) => price !== undefined && price > 0) as number[];
}

/** Whether a level was reached from below or from above. */
export const reached = (prices: readonly number[], level: number, rising: boolean): boolean =>
  prices.some((price) => (rising ? price >= level : price <= level));

/** A stop to buy and a touch to sell lie above the market. */
const isAbove = (order: LiveOrder, type: OrderType): boolean => isBuy(order) === (type.trigger === "stop");

/** The price that a trailing order keeps its distance from. */
const followed = (order: LiveOrder, secType: string, quote: Quote): number | undefined =>
  triggerPrices(order.terms.triggerMethod ?? 0, secType, quote, !isBuy(order))[0];

const distanceOf = ({ terms }: LiveOrder, price: number): number =>
  given(terms.trailingPercent) ? (price * terms.trailingPercent) / 100 : (terms.auxPrice ?? 0);

/** How far the limit of a trailing stop limit order lies beyond its stop. */
export function limitOffset({ terms }: LiveOrder): number {
  if (given(terms.lmtPriceOffset)) return terms.lmtPriceOffset;
  return given(terms.trailStopPrice) && given(terms.lmtPrice) ? Math.abs(terms.trailStopPrice - terms.lmtPrice) : 0;
}

/**
 * Moves the stop of a trailing order with the market, never against it, and its limit with it.
 * @returns whether it moved
 */
export function trail(order: LiveOrder, type: OrderType, secType: string, quote: Quote): boolean {
  const price = followed(order, secType, quote);
  const before = order.stop;
  order.stop ??= given(order.terms.trailStopPrice) ? order.terms.trailStopPrice : null;
  if (price !== undefined) {
    const above = isAbove(order, type);
    const fresh = price + (above ? 1 : -1) * distanceOf(order, price);
    order.stop = order.stop === null ? fresh : above ? Math.min(order.stop, fresh) : Math.max(order.stop, fresh);
  }
  if (type.pricing === "limit" && order.stop !== null)
    order.limit = order.stop + directionOf(order) * limitOffset(order);
  return order.stop !== before;
}

/** Looks at the market once more. @returns whether the order is triggered now */
export function isTriggered(order: LiveOrder, type: OrderType, secType: string, quote: Quote): boolean {
  const level = type.trailing ? order.stop : (order.terms.auxPrice ?? null);
  if (level === null) return false;
  const rising = isAbove(order, type);
  const method = order.terms.triggerMethod ?? 0;
  if (!reached(triggerPrices(method, secType, quote, rising), level, rising)) {
    order.sightings = 0;
    return false;
  }
  order.sightings += 1;
  return order.sightings >= (isDouble(methodOf(method, secType)) ? 2 : 1);
}

/**
 * The terms of a stop after its adjustment, when the market has passed `triggerPrice` in its favour.
 * @returns undefined while nothing changes
 */
export function adjustment(order: LiveOrder, secType: string, quote: Quote): OrderTerms | undefined {
  const { terms } = order;
  const to = terms.adjustedOrderType ?? "";
  if (order.adjusted || to === "" || to === "None" || !given(terms.triggerPrice)) return undefined;
  const rising = !isBuy(order);
  const prices = triggerPrices(terms.triggerMethod ?? 0, secType, quote, rising);
  if (!reached(prices, terms.triggerPrice, rising)) return undefined;
  const percent = terms.adjustableTrailingUnit === 1;
  const trails = to.startsWith("TRAIL");
  return {
    ...terms,
    orderType: to,
    ...(trails
      ? {
          auxPrice: percent ? null : (terms.adjustedTrailingAmount ?? null),
          trailingPercent: percent ? (terms.adjustedTrailingAmount ?? null) : null,
          trailStopPrice: terms.adjustedStopPrice ?? null,
        }
      : { auxPrice: terms.adjustedStopPrice ?? terms.auxPrice ?? null }),
    ...(given(terms.adjustedStopLimitPrice) && { lmtPrice: terms.adjustedStopLimitPrice }),
  };
}
