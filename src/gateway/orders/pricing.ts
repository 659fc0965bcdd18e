/** The price at which a working order may trade, from its type, its terms and the quotes of the moment. */
import { onTick } from "../accounts/quantity.ts";
import type { Instrument, Quote } from "../market-view.ts";
import { directionOf, given, isBuy, type LiveOrder } from "./order.ts";
import type { OrderType } from "./order-types.ts";
import { componentOf } from "./scaling.ts";

/** How far behind the market an order with protection still trades, percent; the exchange's own figure differs by contract. */
const protection = 0.5;

/** `market`: any price; `undefined`: none at the moment, so it rests. */
export type LimitNow = number | "market" | undefined;

export const midOf = ({ bid, ask }: Quote): number | undefined => (bid > 0 && ask > 0 ? (bid + ask) / 2 : undefined);

/** The side of the quote that the order would join, and the one that it would take. */
export const nearOf = (order: LiveOrder, { bid, ask }: Quote): number => (isBuy(order) ? bid : ask);
export const farOf = (order: LiveOrder, { bid, ask }: Quote): number => (isBuy(order) ? ask : bid);
export const farSizeOf = (order: LiveOrder, { bidSize, askSize }: Quote): number => (isBuy(order) ? askSize : bidSize);

function offsetOf({ terms }: LiveOrder, price: number): number {
  if (given(terms.auxPrice)) return terms.auxPrice;
  return given(terms.percentOffset) ? (price * terms.percentOffset) / 100 : 0;
}

/** Offset from the midpoint at IBKRATS: which one applies depends on whether the spread is an even number of cents. */
function midOffset({ terms }: LiveOrder, { bid, ask }: Quote): number {
  const whole = Math.round((ask - bid) * 100) % 2 === 0;
  return (whole ? terms.midOffsetAtWhole : terms.midOffsetAtHalf) ?? 0;
}

/** Follows another contract: one step of its own for every step of that one. */
function benchmark({ terms }: LiveOrder, start: number, reference: number): number {
  const step = terms.referenceChangeAmount ?? 0;
  const change = terms.peggedChangeAmount ?? 0;
  const from = given(terms.stockRefPrice) ? terms.stockRefPrice : reference;
  const steps = step > 0 ? Math.trunc((reference - from) / step + 1e-9) : 0;
  return start + steps * change * (terms.isPeggedChangeAmountDecrease ? -1 : 1);
}

/** Follows the stock by a delta, which is written as 0 to 100. */
const byDelta = ({ terms }: LiveOrder, start: number, stock: number): number =>
  start + ((terms.delta ?? 0) / 100) * (stock - (given(terms.stockRefPrice) ? terms.stockRefPrice : stock));

/** Whether the price that a pegged order watches has left the range in which it may live. */
export function outOfRange({ terms }: LiveOrder, watched: number | undefined): boolean {
  if (watched === undefined) return false;
  const { stockRangeLower: lower, stockRangeUpper: upper } = terms;
  return (given(lower) && watched < lower) || (given(upper) && watched > upper);
}

/** The contract whose price a pegged order watches; 0 for the others. */
export const watchedBy = (order: LiveOrder, type: OrderType, instrument: Instrument): number =>
  type.pricing === "benchmark"
    ? (order.terms.referenceContractId ?? 0)
    : type.pricing === "stock" || type.pricing === "volatility"
      ? instrument.underlying
      : 0;

/** @param watched price of the contract that a pegged order follows */
export function limitNow(
  order: LiveOrder,
  type: OrderType,
  quote: Quote,
  instrument: Instrument,
  watched?: number,
): LimitNow {
  const raw = rawLimit(order, type, quote, watched);
  if (raw === undefined || raw === "market") return raw;
  const { terms } = order;
  const direction = directionOf(order);
  const cap = type.capped && given(terms.lmtPrice) ? terms.lmtPrice : undefined;
  const within = cap === undefined ? raw : direction * Math.min(direction * raw, direction * cap);
  // Prices that follow the market are rounded to the side that costs less.
  if (["limit", "market-to-limit", "volatility"].includes(type.pricing)) return within;
  const tick = instrument.tickAt(within);
  const rounded = onTick(within, tick);
  return direction * rounded > direction * within + 1e-9 ? onTick(rounded - direction * tick, tick) : rounded;
}

function rawLimit(order: LiveOrder, type: OrderType, quote: Quote, watched: number | undefined): LimitNow {
  const { terms } = order;
  const direction = directionOf(order);
  const near = nearOf(order, quote) || undefined;
  const far = farOf(order, quote) || undefined;
  const mid = midOf(quote);
  const start = given(terms.startingPrice) ? terms.startingPrice : mid;
  switch (type.pricing) {
    case "market":
      return "market";
    case "volatility":
      return order.limit ?? undefined;
    case "protected":
      return order.limit ?? (far && far + (direction * far * protection) / 100);
    case "limit": {
      const limit = componentOf(order)?.limit ?? order.limit ?? terms.lmtPrice ?? undefined;
      return limit === undefined ? undefined : limit + direction * (terms.discretionaryAmt ?? 0);
    }
    case "market-to-limit":
      return order.limit ?? "market";
    case "primary":
      return near && near + direction * offsetOf(order, near);
    case "passive":
      return near && near - direction * offsetOf(order, near);
    case "far":
      return far && far - direction * offsetOf(order, far);
    case "midpoint":
      return mid && mid + direction * midOffset(order, quote);
    case "best": {
      const offset = terms.competeAgainstBestOffset ?? 0;
      if (!Number.isFinite(offset)) return mid && mid + direction * midOffset(order, quote);
      return near && near + direction * offset;
    }
    case "benchmark":
      return start !== undefined && watched !== undefined ? benchmark(order, start, watched) : undefined;
    case "stock":
      return start !== undefined && watched !== undefined ? byDelta(order, start, watched) : undefined;
    case "snap-primary":
    case "snap-far":
    case "snap-midpoint":
      return order.limit ?? snapped(order, type, quote);
  }
}

/** The price that an order takes once, when it is accepted. */
export function snapped(order: LiveOrder, type: OrderType, quote: Quote): number | undefined {
  const direction = directionOf(order);
  const offset = order.terms.auxPrice ?? 0;
  switch (type.pricing) {
    case "snap-primary":
      return nearOf(order, quote) + direction * offset;
    case "snap-far":
      return farOf(order, quote) - direction * offset;
    case "snap-midpoint":
      return midOf(quote);
    default:
      return undefined;
  }
}
