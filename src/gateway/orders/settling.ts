/**
 * Positions that leave an account without a trade: options that are exercised, assigned or lapse, derivatives that
 * expire. An option brings or takes its underlying at the strike; where that is an index, the difference is paid.
 */
import type { Instrument } from "../market-view.ts";
import { newExecId, remember } from "./book.ts";
import { momentOf } from "./moments.ts";
import { newOrder } from "./new-order.ts";
import type { Execution, LiveOrder } from "./order.ts";
import { end, executed, type Turn } from "./turn.ts";
import type { World } from "./world.ts";

/** Source: the OptionExerciseType enumeration of the official clients. */
export const exerciseTypes = { exercise: 1, lapse: 2, assigned: 100, automatic: 101, expired: 102 } as const;
type ExerciseType = (typeof exerciseTypes)[keyof typeof exerciseTypes];

const optionTypes: ReadonlySet<string> = new Set(["OPT", "FOP", "WAR"]);
const futureTypes: ReadonlySet<string> = new Set(["FUT"]);
export const isOption = ({ secType }: Instrument): boolean => optionTypes.has(secType);

/** Expired positions are settled at this time of the day in New York. */
const settledAt = "17:00:00";

/** When a position in a contract is settled; undefined for what does not expire. */
export const settlesAt = (instrument: Instrument): number | undefined =>
  isOption(instrument) || futureTypes.has(instrument.secType)
    ? momentOf(`${instrument.expiry} ${settledAt} US/Eastern`)
    : undefined;

/** Value of an option if it were exercised now, per unit of the underlying. */
export function intrinsic(option: Instrument, world: World): number {
  const { right, strike } = option;
  const underlying = world.quote(option.underlying).last * world.sharesFor(option);
  return Math.max(0, right === "C" ? underlying - strike : strike - underlying);
}

/**
 * Takes a position, or a part of it, out of an account and brings what it stands for.
 * @param quantity positive: a long position leaves
 * @returns the executions, booked and told
 */
export function settle(
  turn: Turn,
  order: LiveOrder,
  instrument: Instrument,
  quantity: number,
  type: ExerciseType,
): Execution[] {
  const { world, book } = turn;
  const underlying = world.instrument(instrument.underlying);
  const takesPart = type !== exerciseTypes.lapse && type !== exerciseTypes.expired;
  const inMoney = underlying?.secType === "IND";
  const price = futureTypes.has(instrument.secType)
    ? world.quote(instrument.conId).last || world.quote(instrument.conId).close
    : takesPart && inMoney
      ? intrinsic(instrument, world)
      : 0;
  const size = Math.abs(quantity);
  const execution = (conId: number, exchange: string, buys: boolean, shares: number, at: number): Execution => ({
    execId: newExecId(book),
    permId: order.permId,
    orderId: order.orderId,
    clientId: order.clientId,
    account: order.account,
    conId,
    exchange,
    side: buys ? "BOT" : "SLD",
    quantity: shares,
    price: at,
    filled: shares,
    averagePrice: at,
    at: world.now,
    liquidity: 0,
    orderRef: "",
    modelCode: "",
    exercise: type,
    commission: 0,
    commissionCurrency: instrument.currency,
    realized: null,
  });
  order.filled = size;
  order.averagePrice = price;
  order.lastPrice = price;
  const executions = [execution(instrument.conId, world.venue(order), quantity < 0, size, price)];
  if (takesPart && underlying && !inMoney) {
    // A call that is held brings the underlying, a put takes it; for a short position it is the other way round.
    const buys = (instrument.right === "C") === quantity > 0;
    const split = world.sharesFor(instrument);
    const shares = size * instrument.multiplier * split;
    executions.push(execution(underlying.conId, underlying.primaryExchange, buys, shares, instrument.strike / split));
  }
  for (const one of executions) {
    remember(book, one);
    one.realized = world.booked(order, one);
    executed(turn, order, "executed", one);
  }
  return executions;
}

/** A contract has expired: what is held of it goes in every account, by the natural outcome. */
export function expire(turn: Turn, conId: number): void {
  const { world, book } = turn;
  const instrument = world.instrument(conId);
  if (!instrument) return;
  for (const account of world.accounts) {
    const quantity = world.position(account, conId);
    if (quantity === 0) continue;
    const worth = isOption(instrument) ? intrinsic(instrument, world) : 0;
    const type = worth <= 0 ? exerciseTypes.expired : quantity > 0 ? exerciseTypes.automatic : exerciseTypes.assigned;
    const action = quantity > 0 ? "SELL" : "BUY";
    const order = newOrder(book, world.now, {
      clientId: 0,
      orderId: 0,
      manual: true,
      instrument,
      contract: { conId, exchange: instrument.primaryExchange },
      terms: { action, totalQuantity: String(Math.abs(quantity)), orderType: "MKT", tif: "DAY" },
      account,
      parent: 0,
      quantity: Math.abs(quantity),
    });
    const executions = settle(turn, order, instrument, quantity, type);
    end(turn, order, "Filled", `Filled Size: ${order.quantity}`);
    for (const execution of executions) executed(turn, order, "charged", execution);
  }
}
