/**
 * Scale orders: a limit order that goes out in components, each at a better price than the one before. Only one component
 * is at the market; when it is filled the next one follows.
 *
 * Source: the vendor's page on scale orders; error table, codes 408 to 410, 417 and 419.
 */
import { quantityOf } from "../accounts/quantity.ts";
import { directionOf, given, type LiveOrder, type OrderTerms } from "./order.ts";
import { codes } from "./world.ts";

export const isScale = ({ scalePriceIncrement }: OrderTerms): boolean =>
  given(scalePriceIncrement) && scalePriceIncrement > 0;

/** @returns code and words of what is wrong with the scale fields; undefined: nothing */
export function wrongScale(terms: OrderTerms): readonly [code: number, text: string] | undefined {
  const { scaleInitLevelSize: first, scaleSubsLevelSize: later, scalePriceIncrement: step } = terms;
  if (given(step) && step < 0) return [codes.scaleIncrement, "Invalid scale price increment."];
  if (!given(step) && (given(first) || given(later)))
    return [codes.scaleIncrement, "The price increment of a scale order must be above zero."];
  if (!given(step)) return undefined;
  if (!given(first)) return [codes.scaleFirstMissing, "Initial component size must be set for a scale order."];
  if (first < 0 || first > quantityOf(terms.totalQuantity))
    return [codes.scaleFirst, "Invalid initial component size."];
  if (given(later) && later < 0) return [codes.scaleLater, "Invalid subsequent component size."];
  // What is bought is sold again at a profit only by hosts that keep a position for it.
  return given(terms.scaleProfitOffset) || terms.scaleAutoReset
    ? [codes.scaleProfit, "Profit offset and restoring of scale orders are not available."]
    : undefined;
}

/** The component that is at the market now. */
export interface Component {
  readonly limit: number;
  /** What of it is not filled yet. */
  readonly quantity: number;
}

export function componentOf(order: LiveOrder): Component | undefined {
  const { terms, filled, quantity } = order;
  const { scaleInitLevelSize: first, scaleSubsLevelSize: later, scalePriceIncrement: step, lmtPrice } = terms;
  if (!isScale(terms) || !given(first) || !given(step)) return undefined;
  const each = given(later) ? later : first;
  const index = filled < first ? 0 : 1 + Math.floor((filled - first) / each + 1e-9);
  const end = Math.min(quantity, first + index * each);
  const limit = (lmtPrice ?? 0) - directionOf(order) * index * step;
  return { limit: Number(limit.toFixed(8)), quantity: Number((end - filled).toFixed(8)) };
}
