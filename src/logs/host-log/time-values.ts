/**
 * Entries in which the log tells more about time than its lines do: the date of the moment, and how far the host's
 * clock is from UTC. Both are worked out from the difference between what the entry says and the line's own time.
 */
import { dayOf, dayStart, parseClock, parseDay, type Day } from "../calendar.ts";
import type { HostEvent } from "../record.ts";
import type { HostClock, Moment } from "./host-clock.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** All zones differ from UTC by whole quarters of an hour. */
const quarterMs = 15 * minuteMs;
/** An entry is written within moments of what it tells; a larger difference means that the two are not of one kind. */
const lagMs = 2 * minuteMs;
const universalZone = /^(?:Etc\/)?(?:UTC|GMT|UCT|Zulu|Greenwich|Universal|GMT[+-]?0)$/i;

/** The offset that explains a difference between local time and UTC, if one does. */
function offsetOf(differenceMs: number): number | undefined {
  const offset = Math.round(differenceMs / quarterMs) * quarterMs;
  const plausible = offset >= -12 * hourMs && offset <= 14 * hourMs;
  return plausible && Math.abs(differenceMs - offset) <= lagMs ? offset : undefined;
}

/** Takes from an entry what it tells about dates (for a line that has none), and adds to its values what follows. */
export function withTimeValues(
  event: HostEvent,
  moment: Moment | undefined,
  clock: HostClock,
  lineHasDay: boolean,
): HostEvent {
  switch (event.name) {
    case "started":
      return started(event, moment, clock, lineHasDay);
    case "log-created":
    case "day-began": {
      const day = parseDay(String(event.values["day"]));
      if (day && moment && !lineHasDay) clock.learn(day, moment);
      return event;
    }
    case "clock-difference":
      return clockDifference(event);
    default:
      return event;
  }
}

function started(event: HostEvent, moment: Moment | undefined, clock: HostClock, lineHasDay: boolean): HostEvent {
  const day = parseDay(String(event.values["day"]));
  const clockMs = parseClock(`${event.values["clock"]}.000`);
  if (!day || clockMs === undefined) return event;
  const { zone } = event.values;
  const told = isoSecond(dayStart(day) + clockMs);
  if (zone !== undefined && !universalZone.test(String(zone))) return { ...event, values: { zone, zoneTime: told } };
  const utcMs = dayStart(day) + clockMs;
  const offset = moment && (clock.dated ? offsetOf(clock.msOf(moment) - utcMs) : undefined);
  const values = { utc: `${told}Z` };
  if (offset !== undefined) return offsetKnown(event, values, offset);
  if (!moment || lineHasDay) return { ...event, values };
  // The day is not known, or is not this one. Of the two offsets that fit a time of day the one nearer to UTC is taken.
  let difference = moment.clockMs - clockMs;
  if (difference > 12 * hourMs) difference -= dayMs;
  else if (difference <= -12 * hourMs) difference += dayMs;
  const guessed = offsetOf(difference);
  if (guessed === undefined) return { ...event, values };
  clock.learn(dayOf(utcMs + guessed), moment);
  return offsetKnown(event, values, guessed);
}

function offsetKnown(event: HostEvent, values: HostEvent["values"], offset: number): HostEvent {
  const minutes = offset / minuteMs;
  const about = `The host tells the moment of its start; ${offsetWords(minutes)}.`;
  return { ...event, about, values: { ...values, utcOffsetMinutes: minutes } };
}

const offsetWords = (minutes: number): string => {
  const side = minutes > 0 ? "ahead of" : "behind";
  return minutes === 0 ? "its clock shows UTC" : `its clock is ${Math.abs(minutes)} minutes ${side} UTC`;
};

/** The entry gives its own moment on the local clock and in UTC. */
function clockDifference(event: HostEvent): HostEvent {
  const { gmt, local, ...values } = event.values;
  const difference = momentOf(String(local)) - momentOf(String(gmt));
  const offset = Number.isNaN(difference) ? undefined : offsetOf(difference);
  return { ...event, values: offset === undefined ? values : { ...values, utcOffsetMinutes: offset / minuteMs } };
}

function momentOf(text: string): number {
  const day: Day | undefined = parseDay(text.slice(0, 10));
  const clockMs = parseClock(text.slice(11, 23));
  return day && clockMs !== undefined ? dayStart(day) + clockMs : Number.NaN;
}

const isoSecond = (ms: number): string => new Date(ms).toISOString().slice(0, 19);
