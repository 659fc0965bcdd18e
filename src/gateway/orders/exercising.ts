/**
 * Options that are exercised or left to lapse. The option goes at no price, and an exercise brings or takes the
 * underlying at the strike; where the underlying is an index, the difference is paid in money.
 */
import type { Instrument } from "../market-view.ts";
import { newExecId, nextOrderId, remember, useOrderId } from "./book.ts";
import { newOrder } from "./new-order.ts";
import type { Execution, LiveOrder } from "./order.ts";
import { end, executed, later, report, say, type Turn } from "./turn.ts";
import { codes, type Exercising, latency } from "./world.ts";

const actions = { exercise: 1, lapse: 2 } as const;
const exerciseTypes = { exercise: 1, lapse: 2 } as const;
const optionTypes: ReadonlySet<string> = new Set(["OPT", "FOP", "WAR"]);

/** Value of an option if it were exercised now, per unit of the underlying. */
const intrinsic = ({ right, strike }: Instrument, underlying: number): number =>
  Math.max(0, right === "C" ? underlying - strike : strike - underlying);

export function placeExercise(turn: Turn, event: Exercising): void {
  const { world, book } = turn;
  const { clientId, orderId, instrument, account, action, quantity, override } = event;
  const refuse = (cause: string): void =>
    say(turn, event, codes.processing, `Error processing request.-'bW' : cause - ${cause}`);
  if (!optionTypes.has(instrument.secType)) return refuse("The contract is not an option");
  if (action !== actions.exercise && action !== actions.lapse) return refuse("Invalid exercise action");
  if (!(quantity > 0)) return refuse("Invalid exercise quantity");
  if (orderId < nextOrderId(book, clientId)) return say(turn, event, codes.duplicateId, "Duplicate order id");
  if (world.position(account, instrument.conId) < quantity)
    return refuse("Exercise quantity is greater than the position that is held");
  const worth = intrinsic(instrument, world.quote(instrument.underlying).last);
  if (action === actions.exercise && worth <= 0 && !override)
    return refuse("The option is out of the money; override is needed to exercise it");
  if (action === actions.lapse && worth > 0 && !override)
    return refuse("The option is in the money; override is needed to let it lapse");
  useOrderId(book, clientId, orderId);
  const terms = {
    action: "SELL",
    totalQuantity: String(quantity),
    orderType: "MKT",
    tif: "DAY",
    account,
    transmit: true,
  };
  const order = newOrder(book, world.now, { ...event, terms, account, parent: 0, quantity });
  order.exercise = action === actions.exercise ? "exercise" : "lapse";
  order.transmitted = true;
  later(turn, latency.acknowledge, { kind: "acknowledge", permId: order.permId });
}

/** The moment has come: the option goes, and an exercise brings what it stands for. */
export function carryOut(turn: Turn, order: LiveOrder, option: Instrument): void {
  const { world, book } = turn;
  const { quantity, exercise } = order;
  const underlying = world.instrument(option.underlying);
  const inMoney = underlying?.secType === "IND";
  const price = exercise === "exercise" && inMoney ? intrinsic(option, world.quote(option.underlying).last) : 0;
  const type = exercise === "exercise" ? exerciseTypes.exercise : exerciseTypes.lapse;
  order.filled = quantity;
  order.averagePrice = price;
  order.lastPrice = price;
  const base = {
    permId: order.permId,
    orderId: order.orderId,
    clientId: order.clientId,
    account: order.account,
    at: world.now,
    liquidity: 0,
    orderRef: "",
    modelCode: "",
    exercise: type,
    commission: 0,
    commissionCurrency: option.currency,
    realized: null,
  };
  const executions: Execution[] = [
    {
      ...base,
      execId: newExecId(book),
      conId: option.conId,
      exchange: world.venue(order),
      side: "SLD",
      quantity,
      price,
      filled: quantity,
      averagePrice: price,
    },
  ];
  if (exercise === "exercise" && underlying && !inMoney) {
    const shares = quantity * option.multiplier;
    executions.push({
      ...base,
      execId: newExecId(book),
      conId: underlying.conId,
      exchange: underlying.primaryExchange,
      side: option.right === "C" ? "BOT" : "SLD",
      quantity: shares,
      price: option.strike,
      filled: shares,
      averagePrice: option.strike,
    });
  }
  for (const execution of executions) {
    remember(book, execution);
    execution.realized = world.booked(order, execution);
    executed(turn, order, "executed", execution);
  }
  end(turn, order, "Filled", `Filled Size: ${quantity}`);
  report(turn, order);
  for (const execution of executions) executed(turn, order, "charged", execution);
}
