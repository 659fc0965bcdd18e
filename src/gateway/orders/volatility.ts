/**
 * Orders whose limit is a volatility: what the option is worth at it, with the underlying at the price that the order
 * names; and the trade in the underlying that takes the delta of what was filled away.
 *
 * Source: the vendor's pages on volatility orders; release notes of API 8.85; error table, codes 367 to 380.
 */
import { flooredTo, onTick } from "../accounts/quantity.ts";
import type { Instrument } from "../market-view.ts";
import { stepOf } from "./filling.ts";
import { newOrder } from "./new-order.ts";
import { directionOf, given, isBuy, type LiveOrder, type OrderTerms } from "./order.ts";
import { orderTypeOf } from "./order-types.ts";
import { midOf } from "./pricing.ts";
import { later, type Turn } from "./turn.ts";
import { codes, latency, type World } from "./world.ts";

const tradingDays = 252;
const periods = { daily: 1, annual: 2 } as const;
const references = { midpoint: 1, bidOrAsk: 2 } as const;
/** Types of the hedge that need a price, and those that take none. */
const pricedHedges: ReadonlySet<string> = new Set(["LMT", "REL"]);
const unpricedHedges: ReadonlySet<string> = new Set(["MKT"]);

export const isHedged = ({ deltaNeutralOrderType }: OrderTerms): boolean =>
  (deltaNeutralOrderType ?? "") !== "" && deltaNeutralOrderType !== "None";

/** @returns code and words of what is wrong with the volatility fields; undefined: nothing */
export function wrongVolatility(
  terms: OrderTerms,
  instrument: Instrument,
): readonly [code: number, text: string] | undefined {
  const isVolatility = orderTypeOf(terms.orderType)?.pricing === "volatility";
  const { volatility, volatilityType, referencePriceType, continuousUpdate, deltaNeutralAuxPrice } = terms;
  const isPeriod = volatilityType === periods.daily || volatilityType === periods.annual;
  if (isVolatility ? !isPeriod : given(volatilityType))
    return [codes.volatilityType, "The Volatility Type must be 1 or 2, and only for VOL orders."];
  if (given(referencePriceType) && (!isVolatility || !Object.values<number>(references).includes(referencePriceType)))
    return [codes.referenceType, "The Reference Price Type must be 1 or 2, and only for VOL orders."];
  if (isVolatility && instrument.currency !== "USD")
    return [codes.volatilityContract, "Volatility orders are only valid for US options."];
  if (isVolatility ? !(given(volatility) && volatility > 0) : given(volatility))
    return [codes.volatilityMissing, "VOL order requires non-zero floating point value for volatility."];
  if (continuousUpdate && !isVolatility)
    return [codes.dynamicType, "Cannot set dynamic VOL attribute on non-VOL order."];
  if (!isHedged(terms)) return undefined;
  if (!isVolatility) return [codes.deltaNeutral, "Delta neutral orders are only supported for combos."];
  const hedge = terms.deltaNeutralOrderType ?? "";
  if (!pricedHedges.has(hedge) && !unpricedHedges.has(hedge))
    return [codes.hedgeOrderType, "This order type is not allowed for delta hedge orders."];
  if (pricedHedges.has(hedge) && !given(deltaNeutralAuxPrice))
    return [codes.hedgePriceMissing, "Delta hedge order type requires an auxiliary price."];
  return unpricedHedges.has(hedge) && given(deltaNeutralAuxPrice)
    ? [codes.hedgePriceUnwanted, "Delta hedge order type requires that no auxiliary price be set."]
    : undefined;
}

/** Fraction a year. */
const annual = ({ volatility, volatilityType }: OrderTerms): number =>
  ((volatility ?? 0) / 100) * (volatilityType === periods.daily ? Math.sqrt(tradingDays) : 1);

/** The price of the underlying that counts: the midpoint, or the side that a buyer of calls would sell at. */
function reference(order: LiveOrder, option: Instrument, world: World): number {
  const quote = world.quote(option.underlying);
  if (order.terms.referencePriceType !== references.bidOrAsk) return midOf(quote) ?? quote.last;
  return (isBuy(order) === (option.right === "C") ? quote.bid : quote.ask) || quote.last;
}

/** The limit on the price grid, rounded to the side that costs less; undefined while it cannot be worked out. */
export function volatilityLimit(order: LiveOrder, option: Instrument, world: World): number | undefined {
  const spot = reference(order, option, world);
  const priced = spot > 0 ? world.model(option, annual(order.terms), spot) : undefined;
  if (!priced) return undefined;
  const tick = option.tickAt(priced.price);
  const direction = directionOf(order);
  const rounded = onTick(priced.price, tick);
  const within =
    direction * rounded > direction * priced.price + 1e-9 ? onTick(rounded - direction * tick, tick) : rounded;
  return Math.max(tick, within);
}

/** Sends the order in the underlying that makes up for the delta of what was filled just now. */
export function hedgeDelta(turn: Turn, order: LiveOrder, option: Instrument, filled: number): void {
  const { world, book } = turn;
  const { terms } = order;
  const underlying = world.instrument(option.underlying);
  if (!underlying || !isHedged(terms)) return;
  const delta = world.model(option, annual(terms), reference(order, option, world))?.delta ?? 0;
  const quantity = flooredTo(stepOf(underlying), Math.abs(delta) * filled * option.multiplier);
  if (quantity <= 0) return;
  const price = terms.deltaNeutralAuxPrice ?? null;
  const type = terms.deltaNeutralOrderType ?? "MKT";
  const hedge = newOrder(book, world.now, {
    clientId: order.clientId,
    // It has no id of its own: its client hears of it by the permId.
    orderId: 0,
    instrument: underlying,
    contract: { conId: underlying.conId, exchange: underlying.exchanges[0] ?? "" },
    terms: {
      action: isBuy(order) === delta > 0 ? "SELL" : "BUY",
      totalQuantity: String(quantity),
      orderType: type,
      ...(type === "LMT" ? { lmtPrice: price } : { auxPrice: price }),
      tif: "DAY",
      account: order.account,
      orderRef: terms.orderRef ?? "",
      transmit: true,
    },
    account: order.account,
    parent: 0,
    quantity,
  });
  hedge.transmitted = true;
  later(turn, latency.acknowledge, { kind: "acknowledge", permId: hedge.permId });
}
