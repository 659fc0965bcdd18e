/**
 * The points that a search has reached between the fields of a message, and the tokens that lead from one to the next.
 * Many readings go through the same points, so that a few thousand points hold millions of readings; they are told one by
 * one, the likeliest first.
 */
import type { Loop, WatchState } from "./least-tokens.ts";

/** A place in the message and the line that was reached. What may follow depends on nothing else, so each is searched from once. */
export interface Point {
  /** The next operation. */
  readonly pc: number;
  /** Where it begins. */
  readonly at: number;
  /** The first dash at or behind that. */
  readonly dash: number;
  readonly loops: Loop | undefined;
  readonly state: WatchState;
  /** The tokens that end here: all the ways in which this point is reached. */
  readonly ways: Way[];
  /** The least that speaks against a way here. */
  weight: number;
}

export interface Way {
  readonly from: Point;
  /** What speaks against the token between the points. */
  readonly weight: number;
}

/** A point where the message ends, or stops. */
export interface Final {
  readonly point: Point;
  readonly weight: number;
  readonly fit: "whole" | "early" | "late";
  readonly lacks?: number;
}

/** One reading: the ends of its tokens, and how it ends. */
export interface Path {
  readonly ends: readonly number[];
  readonly weight: number;
  readonly final: Final;
}

/** The end of a reading, and the point up to which it has been followed back. */
interface Tail {
  readonly point: Point;
  readonly weight: number;
  readonly next: Tail | undefined;
  readonly final: Final;
}

/** So many points are looked through one by one. */
const fewMax = 16;

/** All points that have passed the same number of dashes: there is only one place in the line where they can be. */
export class Points {
  readonly all: Point[] = [];
  private byKey: Map<number, Point> | undefined;

  /** The point of this kind, if it was reached before. */
  find(pc: number, loops: Loop | undefined, state: WatchState): Point | undefined {
    if (this.byKey) return this.byKey.get(keyOf(pc, loops, state));
    for (const point of this.all) if (point.pc === pc && point.state === state && point.loops === loops) return point;
    return undefined;
  }

  add(point: Point): void {
    this.all.push(point);
    if (this.byKey) this.byKey.set(keyOf(point.pc, point.loops, point.state), point);
    else if (this.all.length > fewMax)
      this.byKey = new Map(this.all.map((one) => [keyOf(one.pc, one.loops, one.state), one]));
  }
}

/** Exact as long as there are a million loops and states. */
const keyOf = (pc: number, loops: Loop | undefined, { number }: WatchState): number =>
  ((loops?.number ?? 0) * 2 ** 20 + number) * 4096 + pc;

/** Weights are multiples of this. */
const weightStep = 1 / 16;
/** A step back costs less work than a point. */
const workForStep = 1 / 8;

/** Readings of a lattice, the likeliest first, by following the ways back from the ends: none is a dead end. */
export function* pathsTo(finals: readonly Final[], weightMax: number, work: { left: number }): Generator<Path> {
  const queue: Tail[][] = [];
  const add = (tail: Tail): void => {
    const weight = tail.point.weight + tail.weight;
    if (weight <= weightMax) (queue[Math.round(weight / weightStep)] ??= []).push(tail);
  };
  for (const final of finals) add({ point: final.point, weight: final.weight, next: undefined, final });
  for (let order = 0; order < queue.length; order += 1)
    for (let tail = queue[order]?.pop(); tail; tail = queue[order]?.pop()) {
      work.left -= workForStep;
      const { point, weight, final } = tail;
      if (point.ways.length === 0) yield { ends: endsOf(tail), weight, final };
      for (const way of point.ways) add({ point: way.from, weight: weight + way.weight, next: tail, final });
    }
}

function endsOf({ next }: Tail): number[] {
  const ends: number[] = [];
  for (let tail = next; tail; tail = tail.next) ends.push(tail.point.at - 1);
  return ends;
}

/** The ends of the tokens on the likeliest way to a point. */
export function endsTo(point: Point): number[] {
  const ends: number[] = [];
  for (let here = point; here.ways.length > 0;) {
    ends.push(here.at - 1);
    here = here.ways.reduce((one, other) => (weightOf(other) < weightOf(one) ? other : one)).from;
  }
  return ends.toReversed();
}

const weightOf = ({ from, weight }: Way): number => from.weight + weight;
