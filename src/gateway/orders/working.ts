/**
 * Looking after a live order: whatever holds it is looked at, from its parent to its trigger; when nothing holds it, it
 * is tried against its market. Called when the order begins to work, and again whenever time has passed.
 */
import type { Instrument, Quote } from "../market-view.ts";
import { orderByPermId } from "./book.ts";
import { conditionsHold } from "./conditions.ts";
import { cancelNow, cancelRelatives, endedBy } from "./ending.ts";
import { carryOut } from "./exercising.ts";
import { auctionFill, fill, fillNow } from "./filling.ts";
import { isEnded, type LiveOrder, remainingOf } from "./order.ts";
import { hedgeSize, isHedge } from "./hedging.ts";
import { type OrderType, orderTypeOf } from "./order-types.ts";
import { limitNow, outOfRange, watchedBy } from "./pricing.ts";
import { hasExpired, isTooEarly } from "./sessions.ts";
import { adjustment, isTriggered, trail } from "./triggers.ts";
import { end, report, reportStatus, type Turn } from "./turn.ts";
import { hedgeDelta, volatilityLimit } from "./volatility.ts";

/** What holds an order: words for `whyHeld`, or `over` when it has ended meanwhile; undefined: nothing. */
type Hold = { readonly whyHeld: string } | "over" | undefined;

interface Looked {
  readonly order: LiveOrder;
  readonly type: OrderType;
  readonly instrument: Instrument;
  readonly quote: Quote;
  readonly open: boolean;
}

/** @param first the order begins to work: hosts then report its state again even if nothing has changed */
export function look(turn: Turn, order: LiveOrder, first = false): void {
  const { world } = turn;
  const type = orderTypeOf(order.terms.orderType);
  const instrument = world.instrument(order.conId);
  if (!order.live || order.status === "PendingCancel" || !type || !instrument) return;
  if (order.exercise !== "") return carryOut(turn, order, instrument);
  const open = world.isOpen(order.conId);
  const looked: Looked = { order, type, instrument, quote: world.quote(order.conId), open };
  const wasOpen = order.sawOpen;
  if (open) order.sawOpen = true;
  else order.sawClosed = true;
  const closing = isForClose(type, instrument) && wasOpen && !open;
  if (!closing && hasExpired(order, instrument, world)) return cancelNow(turn, order);
  const hold = whatHolds(turn, looked);
  if (hold === "over") return;
  if (hold) return keep(turn, order, hold.whyHeld, first);
  order.whyHeld = "";
  if (order.terms.tif === "OPG" || isForClose(type, instrument)) return auction(turn, looked);
  work(turn, looked);
}

/** Funds have no quotes: whatever the type, they trade once a day at the value that the close gives them. */
const isForClose = (type: OrderType, { secType }: Instrument): boolean =>
  type.auction === "closing" || secType === "FUND";

/** The order waits; told when that is news. */
function keep(turn: Turn, order: LiveOrder, whyHeld: string, first: boolean): void {
  const news = order.whyHeld !== whyHeld || (order.status !== "PreSubmitted" && order.filled === 0);
  order.whyHeld = whyHeld;
  if (order.filled === 0) order.status = "PreSubmitted";
  if (news || first) report(turn, order);
}

/** @param peek nothing is changed: for what is said about an order before it works */
export function whatHolds(turn: Turn, looked: Looked): Hold {
  return heldByParent(turn, looked) ?? heldByTime(turn, looked) ?? heldByTrigger(turn, looked);
}

function heldByParent(turn: Turn, { order, type }: Looked): Hold {
  if (order.parent !== 0) {
    const parent = orderByPermId(turn.book, order.parent);
    if (!parent || (isEnded(parent) && parent.status !== "Filled")) {
      cancelNow(turn, order);
      return "over";
    }
    if (parent.status !== "Filled") return { whyHeld: type.trigger === "none" ? "child" : "child,trigger" };
    if (isHedge(order.terms) && order.quantity === 0) {
      order.quantity = hedgeSize(order, parent, turn.world);
      if (order.quantity === 0) {
        cancelNow(turn, order, "Nothing is to be hedged");
        return "over";
      }
      report(turn, order);
    }
  }
  return order.locating ? { whyHeld: "locate" } : undefined;
}

function heldByTime(turn: Turn, { order, type, instrument, open }: Looked): Hold {
  const { world, book } = turn;
  const waiting = { whyHeld: "" };
  if (isTooEarly(order, world.now)) return waiting;
  const { conditions, conditionsCancelOrder, outsideRth, tif } = order.terms;
  if ((conditions?.length ?? 0) > 0 && !order.conditionsMet) {
    const hold = conditionsHold(order, book, world);
    if (hold && conditionsCancelOrder) {
      cancelNow(turn, order, "Condition of the order was met");
      return "over";
    }
    order.conditionsMet = hold;
    if (!hold && !conditionsCancelOrder) return waiting;
  }
  if (tif === "OPG") return open && order.sawClosed ? undefined : waiting;
  if (isForClose(type, instrument)) return !open && order.sawOpen ? undefined : waiting;
  if (open || outsideRth) return undefined;
  // What cannot wait is not kept for the next session.
  if (tif === "IOC" || tif === "FOK") return undefined;
  return waiting;
}

function heldByTrigger(turn: Turn, { order, type, instrument, quote }: Looked): Hold {
  if (type.trigger === "none" || order.triggered) return undefined;
  const adjusted = adjustment(order, instrument.secType, quote);
  if (adjusted) {
    order.terms = adjusted;
    order.adjusted = true;
    order.stop = null;
    report(turn, order);
    return { whyHeld: "trigger" };
  }
  if (type.trailing) trail(order, type, instrument.secType, quote);
  if (!isTriggered(order, type, instrument.secType, quote)) return { whyHeld: "trigger" };
  order.triggered = true;
  return undefined;
}

/** The order meets its market. What cannot be filled rests, or ends when it must not. */
function work(turn: Turn, { order, type, instrument, quote, open }: Looked): void {
  const { world } = turn;
  const { outsideRth, postOnly, tif } = order.terms;
  if (type.pricing === "volatility" && (order.limit === null || order.terms.continuousUpdate)) {
    const fresh = volatilityLimit(order, instrument, world) ?? null;
    // A new price takes what is offered there; only an old one rests.
    if (fresh !== order.limit) order.tried = false;
    order.limit = fresh;
  }
  const watching = watchedBy(order, type, instrument);
  const watched = watching > 0 ? world.quote(watching).last : undefined;
  if (outOfRange(order, watched)) return cancelNow(turn, order);
  const limit = limitNow(order, type, quote, instrument, watched);
  const found = open || outsideRth ? fillNow(order, limit, quote, instrument) : undefined;
  if (found && postOnly && !order.tried) return cancelNow(turn, order, "Post-only order would take liquidity");
  if (found) fill(turn, order, instrument, found);
  if (found && type.pricing === "volatility") hedgeDelta(turn, order, instrument, found.quantity);
  order.tried = true;
  if (isEnded(order)) return;
  if (type.pricing === "market-to-limit" && found) order.limit = found.price;
  if (type.pricing === "protected") order.limit ??= limit === "market" || limit === undefined ? null : limit;
  if (tif === "IOC" || tif === "FOK") return endAtOnce(turn, order);
  if (order.status === "Submitted") return;
  order.status = "Submitted";
  report(turn, order);
}

/** What was not filled at once ends. Source: captured sessions: no 202 follows, and FOK becomes inactive. */
function endAtOnce(turn: Turn, order: LiveOrder): void {
  if (order.terms.tif === "FOK") {
    end(turn, order, "Inactive", endedBy.system);
    return report(turn, order);
  }
  order.status = "PendingCancel";
  reportStatus(turn, order);
  end(turn, order, "Cancelled", endedBy.system);
  reportStatus(turn, order);
  cancelRelatives(turn, order, endedBy.system);
}

/** The auction has come: everything at one price, or nothing. */
function auction(turn: Turn, { order, type, instrument, quote }: Looked): void {
  const price = order.terms.tif === "OPG" ? quote.open : quote.last;
  const found = auctionFill(order, limitNow(order, type, quote, instrument), price);
  if (found) fill(turn, order, instrument, found);
  if (remainingOf(order) > 0) cancelNow(turn, order);
}
