/** Trades: how much of an order its market takes at this moment and at what price, and what a fill does. */
import { divided } from "../accounts/allocation.ts";
import { commissionCurrency, commissionOf } from "../accounts/commission.ts";
import { baseCurrency } from "../accounts/ledger.ts";
import { flooredTo, roundedMoney, roundedQuantity } from "../accounts/quantity.ts";
import type { Instrument, Quote } from "../market-view.ts";
import { newExecId, remember } from "./book.ts";
import { afterFill } from "./groups.ts";
import { type Execution, given, isBuy, type LiveOrder, remainingOf } from "./order.ts";
import { farOf, farSizeOf, type LimitNow, midOf } from "./pricing.ts";
import { componentOf } from "./scaling.ts";
import { isCombo } from "./traded-contract.ts";
import { end, executed, report, type Turn } from "./turn.ts";

const liquidity = { added: 1, removed: 2 } as const;

export interface Fill {
  readonly quantity: number;
  readonly price: number;
  readonly liquidity: number;
}

export const stepOf = ({ sizeMin }: Instrument): number => Number(sizeMin) || 1;

/**
 * What the market gives at this moment; undefined: nothing. An order takes the other side's quote when it reaches it;
 * one that rests is also hit when the market last traded at its price or worse for the other side.
 */
export function fillNow(order: LiveOrder, limit: LimitNow, quote: Quote, instrument: Instrument): Fill | undefined {
  const offer = offeredTo(order, limit, quote);
  if (!offer) return undefined;
  const { allOrNone, minQty, displaySize, tif } = order.terms;
  const remaining = Math.min(remainingOf(order), componentOf(order)?.quantity ?? Number.POSITIVE_INFINITY);
  const shown = offer.liquidity === liquidity.added && given(displaySize) ? displaySize : remaining;
  const quantity = Math.min(remaining, flooredTo(stepOf(instrument), Math.min(offer.quantity, shown)));
  const whole = allOrNone === true || tif === "FOK";
  if (quantity <= 0 || (whole && offer.quantity < remaining)) return undefined;
  const taken = whole ? remaining : quantity;
  if (given(minQty) && order.filled === 0 && taken < Math.min(minQty, remaining)) return undefined;
  return { ...offer, quantity: taken };
}

function offeredTo(order: LiveOrder, limit: LimitNow, quote: Quote): Fill | undefined {
  const far = farOf(order, quote);
  const rests = order.tried && limit !== "market";
  // Only a combination can have a price below zero.
  const quoted = isCombo(order.conId) ? far !== 0 : far > 0;
  if (limit === undefined) return undefined;
  const within = (price: number): boolean => limit === "market" || (isBuy(order) ? price <= limit : price >= limit);
  if (quoted && within(far)) {
    const quantity = farSizeOf(order, quote);
    // What rests is hit by others, at its own price.
    return rests
      ? { quantity, price: limit, liquidity: liquidity.added }
      : { quantity, price: far, liquidity: liquidity.removed };
  }
  return rests && quote.last > 0 && within(quote.last)
    ? { quantity: quote.lastSize, price: limit, liquidity: liquidity.added }
    : undefined;
}

/** An auction fills everything at one price. */
export function auctionFill(order: LiveOrder, limit: LimitNow, price: number): Fill | undefined {
  if (limit === undefined || !(price > 0)) return undefined;
  if (limit !== "market" && (isBuy(order) ? price > limit : price < limit)) return undefined;
  return { quantity: remainingOf(order), price, liquidity: liquidity.added };
}

/** Carries out a fill: executions, the state of the order, and what it does to others. */
export function fill(turn: Turn, order: LiveOrder, instrument: Instrument, filled: Fill): void {
  const { book, world } = turn;
  const before = remainingOf(order);
  const value = order.averagePrice * order.filled + filled.price * filled.quantity;
  order.filled = roundedQuantity(order.filled + filled.quantity);
  order.averagePrice = Number((value / order.filled).toFixed(8));
  order.lastPrice = filled.price;
  const charged = commissionOf(instrument, order.filled, order.averagePrice);
  const commission = roundedMoney(charged - order.commission);
  order.commission = charged;
  const parts = partsOf(order, filled.quantity, stepOf(instrument));
  const executions = parts.flatMap(({ account, quantity }) => {
    const whole = executionOf(turn, order, filled, { account, quantity, conId: order.conId, price: filled.price });
    const share = roundedMoney((commission * quantity) / filled.quantity);
    const currency = commissionCurrency(instrument, baseCurrency);
    if (!isCombo(order.conId)) return [{ ...whole, commission: share, commissionCurrency: currency }];
    return [{ ...whole, commissionCurrency: currency }, ...legsOf(turn, order, filled, whole)];
  });
  for (const execution of executions) {
    remember(book, execution);
    // A combination is held as its legs.
    if (!isCombo(execution.conId)) execution.realized = world.booked(order, execution);
    executed(turn, order, "executed", execution);
  }
  if (remainingOf(order) <= 0) end(turn, order, "Filled", `Filled Size: ${order.filled}`);
  else order.status = "Submitted";
  // Hosts report a fill twice. Source: the vendor's page on orderStatus; captured sessions.
  report(turn, order);
  report(turn, order);
  for (const execution of executions) executed(turn, order, "charged", execution);
  afterFill(turn, order, filled.quantity, before);
}

type What = Pick<Execution, "account" | "quantity" | "conId" | "price">;

const executionOf = ({ book, world }: Turn, order: LiveOrder, filled: Fill, what: What): Execution => ({
  execId: newExecId(book),
  permId: order.permId,
  orderId: order.orderId,
  clientId: order.clientId,
  exchange: world.venue(order),
  side: isBuy(order) ? "BOT" : "SLD",
  filled: order.filled,
  averagePrice: order.averagePrice,
  at: world.now,
  liquidity: filled.liquidity,
  orderRef: order.terms.orderRef ?? "",
  modelCode: order.terms.modelCode ?? "",
  exercise: -1,
  commission: 0,
  commissionCurrency: "",
  realized: null,
  ...what,
});

/** The legs of a combination: at their quotes, the first one making up what is missing to the combination's price. */
function legsOf(turn: Turn, order: LiveOrder, filled: Fill, whole: Execution): Execution[] {
  const { world } = turn;
  const found = (order.contract.comboLegs ?? []).flatMap(({ conId, ratio, action }) => {
    const instrument = world.instrument(conId ?? 0);
    if (!instrument) return [];
    const sign = action === "BUY" ? 1 : -1;
    return [{ instrument, ratio: ratio ?? 1, sign, price: midOf(world.quote(instrument.conId)) ?? 0 }];
  });
  const [first] = found;
  if (!first) return [];
  const sum = found.reduce((all, { price, ratio, sign }) => all + price * ratio * sign, 0);
  first.price = Number((first.price + ((filled.price - sum) * first.sign) / first.ratio).toFixed(8));
  return [...found, ...hedgeLegOf(order, found, world)].map(({ instrument, ratio, sign, price }): Execution => {
    const quantity = roundedQuantity(whole.quantity * ratio);
    const { conId } = instrument;
    return {
      ...executionOf(turn, order, filled, { account: whole.account, quantity, conId, price }),
      side: sign > 0 === isBuy(order) ? "BOT" : "SLD",
      filled: quantity,
      averagePrice: price,
      commission: commissionOf(instrument, quantity, price),
      commissionCurrency: commissionCurrency(instrument, baseCurrency),
    };
  });
}

interface Leg {
  readonly instrument: Instrument;
  readonly ratio: number;
  readonly sign: number;
  readonly price: number;
}

/** A delta-neutral combination also trades what makes up for its delta, at the price that was agreed on. */
function hedgeLegOf(order: LiveOrder, legs: readonly Leg[], world: Turn["world"]): readonly Leg[] {
  const { conId, delta: agreed, price } = order.contract.deltaNeutralContract ?? {};
  const instrument = world.instrument(conId ?? 0);
  if (!instrument) return [];
  const at = given(price) ? price : world.quote(instrument.conId).last;
  const delta = given(agreed)
    ? agreed
    : legs.reduce(
        (sum, leg) => sum + leg.ratio * leg.sign * (world.model(leg.instrument, undefined, at)?.delta ?? 0),
        0,
      );
  const ratio = Math.round(Math.abs(delta) * Math.max(...legs.map((leg) => leg.instrument.multiplier)));
  return ratio > 0 ? [{ instrument, ratio, sign: -Math.sign(delta), price: at }] : [];
}

/** Who gets a fill: the order's account, or the accounts of an advisor's order in proportion to what they still want. */
function partsOf(order: LiveOrder, quantity: number, step: number): { account: string; quantity: number }[] {
  const { allocations } = order;
  if (allocations.length === 0) return [{ account: order.account, quantity }];
  const wanted = allocations.map((one) => roundedQuantity(one.quantity - one.filled));
  const parts = capped(divided(quantity, wanted, step), wanted);
  return allocations.flatMap((one, index) => {
    const part = parts[index] ?? 0;
    one.filled = roundedQuantity(one.filled + part);
    return part > 0 ? [{ account: one.account, quantity: part }] : [];
  });
}

/** Nobody gets more than he wants: what is too much for one goes to the next who still wants some. */
function capped(parts: readonly number[], wanted: readonly number[]): number[] {
  const kept = parts.map((part, index) => Math.min(part, wanted[index] ?? 0));
  let over = roundedQuantity(parts.reduce((sum, part, index) => sum + part - (kept[index] ?? 0), 0));
  return kept.map((part, index) => {
    const more = Math.min(over, roundedQuantity((wanted[index] ?? 0) - part));
    over = roundedQuantity(over - more);
    return roundedQuantity(part + more);
  });
}
