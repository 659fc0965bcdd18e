/**
 * How prices wander: a function of time alone. Over days it is noise of many scales, which keeps it within reach of where it began
 * and needs no history; within a day it is a Brownian bridge between the days' ends, on a grid of slots. Time runs on over
 * nights and weekends, so that markets open with gaps.
 */
import { bell, mix } from "./hash.ts";

/** The grid on which prices have their corners; between two they move in a straight line. */
export const slotMs = 5000;
const dayMs = 86_400_000;
const slotsPerDay = dayMs / slotMs;
/** Slots are made by the quarter of an hour. */
const chunkSlots = 180;
const chunksPerDay = slotsPerDay / chunkSlots;

/** Days of the longest wave, as a power of two. */
const longest = 8;
/** Waves are weighted so that a day's moves have the deviation of one. */
const weight = 0.5;

/** Chunks kept by heart; the figures follow from the seed again when one was dropped. */
const chunksMax = 8192;

export interface PathRange {
  readonly low: number;
  readonly high: number;
  readonly mean: number;
}

export class PricePath {
  private readonly seed: number;
  private readonly chunks = new Map<number, Float64Array>();
  private readonly quarters = new Map<number, Float64Array>();
  /** Most questions are about the same quarter of an hour as the one before. */
  private lastIndex = Number.NaN;
  private last: Float64Array = new Float64Array();

  constructor(seed: number) {
    this.seed = seed;
  }

  /** Where it stands, in daily deviations. @param ms since 1970 */
  at(ms: number): number {
    const exact = ms / slotMs;
    const slot = Math.floor(exact);
    const chunk = Math.floor(slot / chunkSlots);
    const corners = this.chunk(chunk);
    const at = slot - chunk * chunkSlots;
    const here = corners[at] as number;
    return here + ((corners[at + 1] as number) - here) * (exact - slot);
  }

  /** Where it stands at the beginning of a slot. */
  corner(slot: number): number {
    const chunk = Math.floor(slot / chunkSlots);
    return this.chunk(chunk)[slot - chunk * chunkSlots] as number;
  }

  /** The end of a day, by the waves of all lengths. */
  private level(day: number): number {
    let sum = 0;
    for (let power = 1; power <= longest; power += 1) {
      const period = 2 ** power;
      const node = Math.floor(day / period);
      const from = bell(mix(this.seed, node, power));
      const to = bell(mix(this.seed, node + 1, power));
      sum += (from + (to - from) * (day / period - node)) * weight * Math.sqrt(period);
    }
    return sum + bell(mix(this.seed, day, 0)) * weight;
  }

  /** Lowest, highest and mean of the corners from one slot (included) to another (not included). */
  range(from: number, to: number): PathRange {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    let sum = 0;
    for (let chunk = Math.floor(from / chunkSlots); chunk * chunkSlots < to; chunk += 1) {
      const corners = this.chunk(chunk);
      const start = Math.max(0, from - chunk * chunkSlots);
      const end = Math.min(chunkSlots, to - chunk * chunkSlots);
      for (let at = start; at < end; at += 1) {
        const corner = corners[at] as number;
        if (corner < low) low = corner;
        if (corner > high) high = corner;
        sum += corner;
      }
    }
    return { low, high, mean: sum / (to - from) };
  }

  private chunk(index: number): Float64Array {
    if (index === this.lastIndex) return this.last;
    this.last = this.chunkAt(index);
    this.lastIndex = index;
    return this.last;
  }

  private chunkAt(index: number): Float64Array {
    const known = this.chunks.get(index);
    if (known) return known;
    if (this.chunks.size >= chunksMax) this.chunks.clear();
    const day = Math.floor(index / chunksPerDay);
    const quarters = this.quartersOf(day);
    const within = index - day * chunksPerDay;
    const made = new Float64Array(chunkSlots + 1);
    made[0] = quarters[within] as number;
    made[chunkSlots] = quarters[within + 1] as number;
    bridge(made, 0, chunkSlots, 1 / slotsPerDay, mix(this.seed, index, 77));
    this.chunks.set(index, made);
    return made;
  }

  /** The corners of a day at every quarter of an hour. */
  private quartersOf(day: number): Float64Array {
    const known = this.quarters.get(day);
    if (known) return known;
    if (this.quarters.size >= chunksMax) this.quarters.clear();
    const made = new Float64Array(chunksPerDay + 1);
    made[0] = this.level(day);
    made[chunksPerDay] = this.level(day + 1);
    bridge(made, 0, chunksPerDay, 1 / chunksPerDay, mix(this.seed, day, 99));
    this.quarters.set(day, made);
    return made;
  }
}

/** Fills in what lies between two corners, halving again and again. @param variance of one step */
function bridge(values: Float64Array, from: number, to: number, variance: number, seed: number): void {
  if (to - from < 2) return;
  const middle = (from + to) >> 1;
  const left = middle - from;
  const right = to - middle;
  const mean = ((values[from] as number) * right + (values[to] as number) * left) / (left + right);
  values[middle] = mean + bell(mix(seed, middle)) * Math.sqrt((variance * left * right) / (left + right));
  bridge(values, from, middle, variance, seed);
  bridge(values, middle, to, variance, seed);
}
