/** The recorder's two clocks: a steady one that only goes forward, and the wall clock, both in microseconds. */
import { performance } from "node:perf_hooks";

export interface Clock {
  readonly now: () => { readonly monotonicUs: number; readonly wallUs: number };
}

/**
 * The system tells wall time in whole milliseconds only. The steady clock gives the microseconds between two of them:
 * what it estimates is held within the millisecond that the system tells, so a clock that is set, or slewed, is followed
 * at once.
 */
export function systemClock(
  steadyMs: () => number = () => performance.now(),
  wallMs: () => number = () => Date.now(),
): Clock {
  let offsetUs = wallMs() * 1000 - Math.round(steadyMs() * 1000);
  const now = (): { monotonicUs: number; wallUs: number } => {
    const monotonicUs = Math.round(steadyMs() * 1000);
    const told = wallMs() * 1000;
    const estimated = monotonicUs + offsetUs;
    if (estimated < told) offsetUs += told - estimated;
    else if (estimated > told + 999) offsetUs -= estimated - (told + 999);
    return { monotonicUs, wallUs: monotonicUs + offsetUs };
  };
  return { now };
}

const two = (value: number): string => String(value).padStart(2, "0");

/** A moment on this machine's clock: `2026-11-22 10:15:00.123`. */
export function localText(wallUs: number): string {
  const date = new Date(Math.floor(wallUs / 1000));
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const clock = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(":");
  return `${day} ${clock}.${String(date.getMilliseconds()).padStart(3, "0")}`;
}

/** The local day of a moment, `2026-11-22`. Remembers the last, since it is asked for every read of a socket. */
export function localDays(): (wallUs: number) => string {
  let from = 1;
  let until = 0;
  let day = "";
  return (wallUs) => {
    if (wallUs >= from && wallUs < until) return day;
    day = localText(wallUs).slice(0, 10);
    // A minute at a time is exact: no time zone changes its offset within one.
    from = Math.floor(wallUs / 60e6) * 60e6;
    until = from + 60e6;
    return day;
  };
}
