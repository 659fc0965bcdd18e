/** When orders may work and when they expire: time in force, trading hours, good-after and good-till times. */
import type { Instrument, Universe } from "../market-view.ts";
import { endOf, hostZone, minuteOfDay, momentOf } from "./moments.ts";
import { given, type LiveOrder } from "./order.ts";
import type { World } from "./world.ts";
import { fromLocal, localDay } from "../universe/time-zones.ts";
import { dayMs } from "../universe/days.ts";

const stepMs = 900_000;
const minuteMs = 60_000;
/** No market is closed for longer. */
const closedMaxMs = 11 * dayMs;
/** A shorter pause within a day ends no day order. */
const breakMaxMs = 3 * 3_600_000;
/** Markets without a close end their day at 17:00 in New York, others their late hours at 20:00. */
const dayEndsAt = 17 * 60;
const lateEndsAt = 20 * 60;
const roundTheClock: ReadonlySet<string> = new Set(["CASH", "CRYPTO"]);

/** When a market opens next: `ms` itself while it is open. Exact to the minute. */
export function opensAt(universe: Universe, instrument: Instrument, ms: number): number {
  if (universe.isOpen(instrument, ms)) return ms;
  const first = Math.ceil(ms / stepMs) * stepMs;
  for (let at = first; at < ms + closedMaxMs; at += stepMs) {
    if (!universe.isOpen(instrument, at)) continue;
    let exact = at;
    while (exact - minuteMs > ms && universe.isOpen(instrument, exact - minuteMs)) exact -= minuteMs;
    return exact;
  }
  return ms;
}

/** Orders of these times in force end with the day; empty means DAY. One for the opening ends with its auction. */
const dayTypes: ReadonlySet<string> = new Set(["", "DAY", "DTC", "AUC"]);

export function hasExpired(order: LiveOrder, instrument: Instrument, world: World): boolean {
  const { tif, goodTillDate, duration } = order.terms;
  if (tif === "GTD") {
    if (given(duration)) return world.now >= order.placedAt + duration * 1000;
    const at = endOf(goodTillDate ?? "");
    return at !== undefined && world.now >= at;
  }
  return dayTypes.has(tif ?? "") && isDayOver(order, instrument, world);
}

function isDayOver(order: LiveOrder, { secType, conId }: Instrument, world: World): boolean {
  if (roundTheClock.has(secType)) return world.now >= dayEndAfter(order.placedAt);
  if (!order.sawOpen || world.isOpen(conId)) return false;
  if (world.opensAt(conId) - world.now < breakMaxMs) return false;
  return !order.terms.outsideRth || minuteOfDay(world.now) >= lateEndsAt;
}

/** The next 17:00 in New York. */
export function dayEndAfter(ms: number): number {
  const day = localDay(hostZone, ms);
  const today = fromLocal(hostZone, day * dayMs + dayEndsAt * minuteMs);
  return ms < today ? today : fromLocal(hostZone, (day + 1) * dayMs + dayEndsAt * minuteMs);
}

/** Whether a good-after time still lies ahead. */
export function isTooEarly({ terms }: LiveOrder, now: number): boolean {
  const at = momentOf(terms.goodAfterTime ?? "");
  return at !== undefined && now < at;
}
