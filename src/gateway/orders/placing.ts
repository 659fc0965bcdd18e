/** A new order: what is refused at once, what is only previewed, what stays at the host, and what is sent on. */
import { flooredTo, quantityOf, quantityText } from "../accounts/quantity.ts";
import type { Instrument } from "../market-view.ts";
import { endedOrder, nextOrderId, openOrder, orderByPermId, useOrderId } from "./book.ts";
import { change } from "./changing.ts";
import { cancelNow } from "./ending.ts";
import { stepOf } from "./filling.ts";
import { dashedMoment } from "./moments.ts";
import { isHedge } from "./hedging.ts";
import { newOrder } from "./new-order.ts";
import { directionOf, given, isBuy, isEnded, type LiveOrder, type OrderTerms } from "./order.ts";
import { type OrderType, orderTypeOf } from "./order-types.ts";
import { farOf, midOf, snapped } from "./pricing.ts";
import { trail } from "./triggers.ts";
import { later, reject, report, say, type Turn } from "./turn.ts";
import { refusalOf } from "./validate.ts";
import { volatilityLimit } from "./volatility.ts";
import { look } from "./working.ts";
import { codes, latency, type Placing, type World } from "./world.ts";

/** Documented: so many active orders a contract, side and account. */
const activeOrdersMax = 20;
/** Shares of one stock that can be borrowed; a larger short position waits for a locate. */
const borrowableShares = 1_000_000;
/** Smaller orders for currencies are odd lots, in units of the pair's first currency. */
const idealProMin = 20_000;

export function place(turn: Turn, event: Placing): void {
  const { book, world } = turn;
  const { clientId, orderId, instrument, terms } = event;
  const live = event.manual ? undefined : openOrder(book, clientId, orderId);
  if (live) return change(turn, live, event);
  if (!event.manual && (orderId < nextOrderId(book, clientId) || orderId <= 0)) {
    const filled = endedOrder(book, clientId, orderId)?.status === "Filled";
    return filled
      ? say(turn, event, codes.modifyFilled, "Cannot modify a filled order.")
      : say(turn, event, codes.duplicateId, "Duplicate order id");
  }
  const refusal = refusalOf({ orderId, terms, instrument, contract: event.contract, world });
  if (refusal) return say(turn, event, refusal.code, refusal.text);
  const parent = given(terms.parentId) ? parentOf(turn, clientId, terms.parentId) : undefined;
  if (given(terms.parentId) && !parent) return say(turn, event, codes.parentMissing, "Missing parent order.");
  const hedged = parent && world.instrument(parent.conId);
  if (terms.hedgeType === "D" && hedged?.underlying !== instrument.conId)
    return say(turn, event, codes.deltaHedge, "Invalid delta hedge order.");
  const order = taken(turn, event, parent);
  if (terms.whatIf) {
    // It never was: no number is used up.
    book.open.pop();
    book.nextPermId -= 1;
    turn.effects.push({ kind: "previewed", order, preview: world.preview(order) });
    return;
  }
  if (!event.manual) useOrderId(book, clientId, orderId);
  if (parent) joinBracket(turn, order, parent);
  // Left at the host until it or one of its family is transmitted; nothing is said of it. Source: captured session.
  if (terms.transmit) transmit(turn, order);
}

const parentOf = ({ book }: Turn, clientId: number, orderId: number): LiveOrder | undefined => {
  const found = openOrder(book, clientId, orderId) ?? endedOrder(book, clientId, orderId);
  return found && (!isEnded(found) || found.status === "Filled") ? found : undefined;
};

function taken({ book, world }: Turn, event: Placing, parent: LiveOrder | undefined): LiveOrder {
  const { instrument, terms } = event;
  const quantity = sizeOf(terms, instrument, world);
  const { faGroup, faMethod, faPercentage } = terms;
  const parts = faGroup
    ? world.allocate(faGroup, faMethod ?? "", instrument.conId, quantity, faPercentage ?? "")
    : undefined;
  const account = terms.account || world.advisor || world.accounts[0] || "";
  const size = parts ? parts.reduce((sum, part) => sum + part.quantity, 0) : quantity;
  return newOrder(book, world.now, {
    ...event,
    account,
    parent: parent?.permId ?? 0,
    quantity: size,
    ...(parts && { parts }),
  });
}

/** Quantity of an order; one by an amount of money is turned into as many steps as the money pays for. */
function sizeOf(terms: OrderTerms, instrument: Instrument, world: World): number {
  if (!given(terms.cashQty)) return quantityOf(terms.totalQuantity);
  const quote = world.quote(instrument.conId);
  const price = terms.lmtPrice || (terms.action === "BUY" ? quote.ask : quote.bid) || midOf(quote) || quote.last;
  return price > 0 ? flooredTo(stepOf(instrument), terms.cashQty / (price * instrument.multiplier)) : 0;
}

/** Children of one parent cancel each other. Hosts name the group after the parent. */
function joinBracket({ book }: Turn, order: LiveOrder, parent: LiveOrder): void {
  if (order.ocaGroup !== "" || given(order.terms.ocaType) || order.terms.hedgeType) return;
  const siblings = book.open.filter((other) => other !== order && other.parent === parent.permId);
  if (siblings.length === 0) return;
  for (const one of [...siblings, order]) {
    if (one.ocaGroup !== "") continue;
    one.ocaGroup = String(parent.permId);
    one.ocaType = 3;
  }
}

/** Sends an order on, and with it what waits in its family. */
export function transmit(turn: Turn, order: LiveOrder): void {
  const { book } = turn;
  const family =
    order.parent === 0
      ? [order]
      : book.open.filter(
          (other) => other.permId === order.parent || (other.parent === order.parent && other.permId <= order.permId),
        );
  for (const one of family) {
    if (one.transmitted) continue;
    one.transmitted = true;
    later(turn, latency.acknowledge, { kind: "acknowledge", permId: one.permId });
  }
}

/** The host takes the order, or rejects it for what only it can know: margin, limits, sizes. */
export function acknowledge(turn: Turn, permId: number): void {
  const { book, world } = turn;
  const order = orderByPermId(book, permId);
  const type = orderTypeOf(order?.terms.orderType);
  const instrument = order && world.instrument(order.conId);
  if (!order || !type || !instrument || isEnded(order) || order.status !== "PendingSubmit") return;
  const why = rejection(turn, order);
  if (why !== undefined) return reject(turn, order, why);
  const tooFar = throughBand(order, type, instrument, world);
  if (tooFar !== undefined) {
    order.status = "PreSubmitted";
    return cancelNow(turn, order, tooFar);
  }
  if (!order.terms.tif && order.exercise === "") {
    order.terms = { ...order.terms, tif: "DAY" };
    say(turn, order, codes.tifPreset, "Order TIF was set to DAY based on order preset.");
  }
  order.limit =
    (type.pricing === "volatility"
      ? volatilityLimit(order, instrument, world)
      : snapped(order, type, world.quote(order.conId))) ?? null;
  if (type.trailing && order.parent === 0) trail(order, type, instrument.secType, world.quote(order.conId));
  order.locating = isShortBeyond(order, instrument, world);
  order.status = "PreSubmitted";
  order.whyHeld = firstHold(
    order,
    type.trigger !== "none",
    book.open.some((one) => one.permId === order.parent),
  );
  report(turn, order);
  remark(turn, order, instrument);
  later(turn, latency.work, { kind: "work", permId });
}

function rejection({ book, world }: Turn, order: LiveOrder): string | undefined {
  if (order.quantity <= 0 && !isHedge(order.terms)) return "The amount of money does not pay for the smallest size";
  const same = book.open.filter(
    (other) =>
      other.status !== "PendingSubmit" &&
      !isEnded(other) &&
      other.conId === order.conId &&
      other.account === order.account &&
      other.terms.action === order.terms.action,
  );
  if (same.length >= activeOrdersMax)
    return `The number of active orders per contract, side and account may not exceed ${activeOrdersMax}`;
  if (order.exercise !== "") return undefined;
  const { equityAfter, initialAfter, initialBefore, base } = world.preview(order);
  if (initialAfter <= initialBefore || equityAfter >= initialAfter) return undefined;
  return (
    "YOUR ORDER IS NOT ACCEPTED. IN ORDER TO OBTAIN THE DESIRED POSITION YOUR EQUITY WITH LOAN VALUE " +
    `[${equityAfter.toFixed(2)} ${base}] MUST EXCEED THE INITIAL MARGIN [${initialAfter.toFixed(2)} ${base}]`
  );
}

/** A limit too far through the market is not sent on. Documented: 202, and why. @returns the words for it */
function throughBand(order: LiveOrder, type: OrderType, instrument: Instrument, world: World): string | undefined {
  const { band } = world.state(instrument);
  const { lmtPrice } = order.terms;
  if (band === undefined || type.pricing !== "limit" || type.trigger !== "none" || !given(lmtPrice)) return undefined;
  const quote = world.quote(order.conId);
  const market = farOf(order, quote) || quote.last;
  const beyond = (lmtPrice - market) * directionOf(order);
  if (!(market > 0) || beyond <= (market * band) / 100) return undefined;
  return (
    `In accordance with our regulatory obligations as a broker, we cannot accept your order at the limit price ${lmtPrice} ` +
    `you selected because it is too far through the market. Please submit your order using a limit price that is closer ` +
    `to the current market price ${market}.`
  );
}

const isShortBeyond = (order: LiveOrder, { secType, conId }: Instrument, world: World): boolean =>
  secType === "STK" && !isBuy(order) && order.quantity - world.position(order.account, conId) > borrowableShares;

const firstHold = (order: LiveOrder, triggers: boolean, parentLives: boolean): string =>
  [parentLives && "child", order.locating && "locate", triggers && "trigger"].filter(Boolean).join(",");

/** `BUY 100 AAPL NASDAQ.NMS`, as remarks name an order. */
const named = (order: LiveOrder, { symbol, primaryExchange, tradingClass }: Instrument): string =>
  `${order.terms.action} ${quantityText(order.quantity)} ${symbol} ${primaryExchange}.${tradingClass}`;

/** What hosts remark on orders that they take. */
function remark(turn: Turn, order: LiveOrder, instrument: Instrument): void {
  const { world } = turn;
  const { outsideRth, tif } = order.terms;
  const auction = orderTypeOf(order.terms.orderType)?.auction !== "" || tif === "OPG";
  if (outsideRth && auction)
    say(
      turn,
      order,
      codes.outsideRthIgnored,
      "Order Event Warning: Attribute 'Outside Regular Trading Hours' is ignored based on the order type and destination. PlaceOrder is now being processed.",
    );
  if (order.locating) say(turn, order, codes.locate, "Order held while securities are located.");
  const held = world.position(order.account, order.conId);
  const closes = held !== 0 && isBuy(order) === held < 0;
  if (closes && order.quantity > Math.abs(held))
    say(turn, order, codes.crossesPosition, "The closing order quantity is greater than your current position.");
  if (instrument.secType === "CASH" && order.quantity < idealProMin)
    say(
      turn,
      order,
      codes.message,
      `Order Message:\n${named(order, instrument)}\nWarning: Your order size is below the ${instrument.symbol} ${idealProMin} IdealPro minimum and will be routed as an odd lot order.`,
    );
  if (world.isOpen(order.conId) || outsideRth || tif === "IOC" || tif === "FOK" || order.exercise !== "") return;
  const at = world.opensAt(order.conId);
  const until = `${dashedMoment(at)} US/Eastern`;
  say(
    turn,
    order,
    codes.message,
    `Order Message:\n${named(order, instrument)}\nWarning: Your order will not be placed at the exchange until ${until}.`,
  );
}

/** Its destination has the order: from now on the market looks at it. */
export function beginWork(turn: Turn, permId: number): void {
  const order = orderByPermId(turn.book, permId);
  if (!order || isEnded(order) || !order.transmitted || order.status === "PendingSubmit") return;
  order.live = true;
  look(turn, order, true);
}
