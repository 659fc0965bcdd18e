/**
 * From when to when somebody wants to read: what lies outside can be skimmed over, by the clocks of its lines alone. Bounds
 * are inclusive, in ms: since midnight of any day, or on the log's clock as if it were UTC.
 */
export interface TimeBounds {
  readonly since?: TimeBound | undefined;
  readonly until?: TimeBound | undefined;
}

export interface TimeBound {
  readonly ms: number;
  /** A time of day, of every day. */
  readonly clockOnly: boolean;
}

/**
 * Whether a moment is wanted.
 * @param clockMs ms since midnight
 * @param ms the moment; `undefined` where the day is not known
 */
export const isWanted = ({ since, until }: TimeBounds, clockMs: number, ms: number | undefined): boolean =>
  isLater(since, clockMs, ms, 1) && isLater(until, clockMs, ms, -1);

function isLater(bound: TimeBound | undefined, clockMs: number, ms: number | undefined, sign: 1 | -1): boolean {
  if (!bound) return true;
  const moment = bound.clockOnly ? clockMs : ms;
  // What cannot be told is wanted.
  return moment === undefined || sign * moment >= sign * bound.ms;
}
