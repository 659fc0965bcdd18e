/**
 * A change of a live order: the same id with all its fields again. What may change is price, size, time in force and
 * what goes with them; anything else is refused, and the live order stays as it was.
 */
import { divided } from "../accounts/allocation.ts";
import { quantityOf, roundedQuantity } from "../accounts/quantity.ts";
import { stepOf } from "./filling.ts";
import { isEnded, given, type LiveOrder, type OrderTerms } from "./order.ts";
import { type OrderType, orderTypeOf } from "./order-types.ts";
import { transmit } from "./placing.ts";
import { snapped } from "./pricing.ts";
import { later, report, say, type Turn } from "./turn.ts";
import { isCombo } from "./traded-contract.ts";
import { volatilityLimit } from "./volatility.ts";
import { invalid, refusalOf, type Refusal } from "./validate.ts";
import { codes, latency, type Placing } from "./world.ts";

/** Types that a live order may be changed between. */
const exchangeable: ReadonlySet<string> = new Set([
  "MKT",
  "LMT",
  "STP",
  "STP LMT",
  "TRAIL",
  "TRAIL LIMIT",
  "MIT",
  "LIT",
  "REL",
  "MIDPRICE",
]);
const changeableTimes: ReadonlySet<string> = new Set(["", "DAY", "GTC", "GTD"]);

/** Legs tell combinations apart, contract ids everything else. */
const isSameContract = (order: LiveOrder, { instrument, contract }: Placing): boolean =>
  isCombo(order.conId)
    ? JSON.stringify(contract.comboLegs) === JSON.stringify(order.contract.comboLegs)
    : instrument.conId === order.conId;

const text = (value: string | null | undefined): string => value ?? "";

function forbidden(order: LiveOrder, event: Placing, type: OrderType | undefined): Refusal | undefined {
  const { terms: now } = order;
  const { terms: wanted } = event;
  const before = orderTypeOf(now.orderType);
  const refusal = (code: number, words: string): Refusal => ({ code, text: words });
  if (order.status === "PendingCancel")
    return refusal(codes.busy, "Unable to modify this order as it is still being processed.");
  if (!isSameContract(order, event) || wanted.action !== now.action)
    return refusal(codes.modifyMismatch, "Order being modified does not match original order.");
  if (given(now.cashQty) || given(wanted.cashQty))
    return refusal(codes.modifyCash, "Cash Quantity Order cannot be modified via API. Please see documentation.");
  if (wanted.account && wanted.account !== order.account)
    return refusal(codes.modifyAccount, "Change of Account or Clearing information is not allowed for a live order.");
  if ((wanted.parentId ?? 0) !== (now.parentId ?? 0))
    return refusal(codes.modifyParent, "Parent order of a live order cannot be changed.");
  if (text(wanted.ocaGroup) !== text(now.ocaGroup) && text(wanted.ocaGroup) !== order.ocaGroup)
    return refusal(codes.modifyOcaGroup, "OCA group revision is not allowed.");
  if (text(now.ocaGroup) !== "" && (wanted.ocaType ?? 0) !== (now.ocaType ?? 0))
    return refusal(codes.modifyOcaType, "OCA handling method revision is not allowed.");
  if (text(wanted.algoStrategy) !== text(now.algoStrategy))
    return refusal(codes.modifyAlgo, "Change of algo strategy is not allowed for a live order.");
  if (type !== before && !(exchangeable.has(type?.name ?? "") && exchangeable.has(before?.name ?? "")))
    return refusal(codes.modifyType, "Order modify failed. Cannot change to the new order type.");
  if ((wanted.tif || "DAY") !== (now.tif || "DAY") && !changeableTimes.has(text(wanted.tif)))
    return refusal(codes.modifyTif, `Cannot change to the new Time in Force.${text(wanted.tif)}`);
  return undefined;
}

export function change(turn: Turn, order: LiveOrder, event: Placing): void {
  const { world } = turn;
  const { instrument } = event;
  const terms: OrderTerms = { ...event.terms, tif: event.terms.tif || order.terms.tif || "" };
  const type = orderTypeOf(terms.orderType);
  const refusal =
    forbidden(order, event, type) ??
    refusalOf({
      orderId: order.orderId,
      terms: { ...terms, whatIf: false },
      instrument,
      contract: event.contract,
      world,
    });
  if (refusal) return say(turn, order, refusal.code, refusal.text);
  const quantity = quantityOf(terms.totalQuantity);
  if (quantity <= order.filled) {
    const { code, text: words } = invalid("The new quantity is not above what has been filled");
    return say(turn, order, code, words);
  }
  if (terms.whatIf) {
    const preview = world.preview({ ...order, terms, quantity });
    turn.effects.push({ kind: "previewed", order: { ...order, terms, quantity }, preview });
    return;
  }
  const before = order.terms;
  order.terms = terms;
  resize(order, quantity, stepOf(instrument));
  if (order.triggered && (terms.auxPrice !== before.auxPrice || terms.orderType !== before.orderType))
    order.triggered = false;
  if (terms.orderType !== before.orderType || terms.trailStopPrice !== before.trailStopPrice) order.stop = null;
  order.limit =
    (type?.pricing === "volatility"
      ? volatilityLimit(order, instrument, world)
      : type && snapped(order, type, world.quote(order.conId))) ?? null;
  order.tried = false;
  if (!order.transmitted) {
    if (terms.transmit) transmit(turn, order);
    return;
  }
  // An order that was not acknowledged yet simply is the new one.
  if (order.status === "PendingSubmit" || isEnded(order)) return;
  report(turn, order);
  later(turn, latency.work, { kind: "work", permId: order.permId });
}

/** What an advisor's order still wants is divided anew, in the proportions of what its parts still wanted. */
function resize(order: LiveOrder, quantity: number, step: number): void {
  const before = order.quantity;
  order.quantity = quantity;
  if (order.allocations.length === 0 || before === quantity) return;
  const wanted = order.allocations.map((one) => roundedQuantity(one.quantity - one.filled));
  const more = divided(roundedQuantity(quantity - order.filled), wanted, step);
  const parts = order.allocations.map((one, index) => ({
    ...one,
    quantity: roundedQuantity(one.filled + (more[index] ?? 0)),
  }));
  order.allocations.splice(0, order.allocations.length, ...parts);
}
