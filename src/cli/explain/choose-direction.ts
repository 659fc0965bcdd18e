/** Which direction a message of unknown direction has: both are tried, and the one that fits better is taken. */
import type { Direction } from "../../catalogue/schema.ts";
import { directionText } from "../dictionary/paint.ts";
import type { ExplainedMessage } from "./explained.ts";

/** A direction that is known, and from where. */
export interface DirectionGiven {
  readonly direction: Direction;
  readonly from: Exclude<ExplainedMessage["directionFrom"], "fit">;
}

/** How something reads in one direction, and what speaks against that. */
export interface Choice<T> {
  readonly weight: number;
  readonly name: string | undefined;
  readonly found: T;
}

/** The direction taken, and why. */
export interface Chosen<T> {
  readonly direction: Direction;
  readonly directionFrom: ExplainedMessage["directionFrom"];
  readonly remarks: readonly string[];
  readonly found: T;
  readonly weight: number;
}

/** A direction that is this close to the better one fits as well. */
const closeWeight = 3;

/** Tries the given direction, or both. */
export function choose<T>(
  given: DirectionGiven | undefined,
  attempt: (direction: Direction) => Choice<T> | undefined,
): Chosen<T> | undefined {
  if (given) {
    const made = attempt(given.direction);
    return made && { direction: given.direction, directionFrom: given.from, remarks: [], ...made };
  }
  const made = (["in", "out"] as const)
    .map((direction) => ({ direction, ...attempt(direction) }))
    .filter((one): one is { direction: Direction } & Choice<T> => one.weight !== undefined)
    .toSorted((a, b) => a.weight - b.weight);
  const [best, other] = made;
  if (!best) return undefined;
  const close = other?.name !== undefined && other.weight - best.weight <= closeWeight;
  const remarks = close
    ? [`Read as ${directionText(other.direction)}, it could be ${other.name}: --${other.direction} explains that.`]
    : [];
  const { direction, found, weight } = best;
  return { direction, directionFrom: "fit", remarks, found, weight };
}
