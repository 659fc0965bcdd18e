/** EXERCISE_OPTIONS as an order: what is refused, and what happens to the position when its moment has come. */
import type { Instrument } from "../market-view.ts";
import { nextOrderId, useOrderId } from "./book.ts";
import { newOrder } from "./new-order.ts";
import type { LiveOrder } from "./order.ts";
import { exerciseTypes, intrinsic, isOption, settle } from "./settling.ts";
import { end, executed, later, report, say, type Turn } from "./turn.ts";
import { codes, type Exercising, latency } from "./world.ts";

const actions = { exercise: 1, lapse: 2 } as const;

export function placeExercise(turn: Turn, event: Exercising): void {
  const { world, book } = turn;
  const { clientId, orderId, instrument, account, action, quantity, override } = event;
  const refuse = (cause: string): void =>
    say(turn, event, codes.processing, `Error processing request.-'bW' : cause - ${cause}`);
  if (!isOption(instrument)) return refuse("The contract is not an option");
  if (action !== actions.exercise && action !== actions.lapse) return refuse("Invalid exercise action");
  if (!(quantity > 0)) return refuse("Invalid exercise quantity");
  if (orderId < nextOrderId(book, clientId)) return say(turn, event, codes.duplicateId, "Duplicate order id");
  if (world.position(account, instrument.conId) < quantity)
    return refuse("Exercise quantity is greater than the position that is held");
  const worth = intrinsic(instrument, world);
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
  const type = order.exercise === "exercise" ? exerciseTypes.exercise : exerciseTypes.lapse;
  const executions = settle(turn, order, option, order.quantity, type);
  end(turn, order, "Filled", `Filled Size: ${order.quantity}`);
  report(turn, order);
  for (const execution of executions) executed(turn, order, "charged", execution);
}
