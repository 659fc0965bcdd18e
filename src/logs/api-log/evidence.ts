/**
 * Infers the server version of a session from its messages. Every message says how well each version fits it; what
 * fits the whole session is kept. The lines that ruled versions out are remembered, to tell what the result rests on.
 */
import { serverVersionMax, serverVersionMin } from "../../catalogue/gates.ts";
import type { LineReading, Versions } from "./readings.ts";

export const allVersions: Versions = { since: serverVersionMin, until: serverVersionMax + 1 };

/** A line that narrowed the range. */
export interface Ground {
  readonly line: number;
  readonly name: string;
  /** The range that this line by itself allows. */
  readonly versions: Versions;
}

/** What a version that a line does not fit at all is charged, at most: one damaged line must not decide. */
export const misfit = 4;
/** Versions that fit nearly as well as the best one stay in the range. */
const tolerance = 3;
const groundsMax = 8;

export class Evidence {
  private readonly charges = new Float64Array(allVersions.until - allVersions.since);
  private range: Versions = allVersions;
  readonly grounds: Ground[] = [];
  /** What lines that were not weighed may speak against the versions that fit. */
  private spared = 0;

  /** The versions that fit everything so far. */
  get versions(): Versions {
    return this.range;
  }

  /**
   * Whether a line need not be weighed that speaks at most so much against the versions that fit: the others would be out
   * all the same.
   */
  spares(weight: number): boolean {
    if (weight === 0) return true;
    const spared = this.spared + weight;
    if (spared > this.lead) return false;
    this.spared = spared;
    return true;
  }

  /** How much more speaks against the other versions than would make them fit. */
  private get lead(): number {
    const { since, until } = this.range;
    let least = Infinity;
    for (const [index, charge] of this.charges.entries()) {
      const version = allVersions.since + index;
      if (version < since || version >= until) least = Math.min(least, charge);
    }
    return least - Math.min(...this.charges) - tolerance;
  }

  /** Takes the readings of one line, which must have been made for all versions. */
  add(line: number, name: string, readings: readonly LineReading[]): void {
    const whole = readings.filter((reading) => reading.whole);
    const best = Math.min(...whole.map((reading) => reading.weight));
    if (whole.length === 0) return;
    const charge = new Float64Array(this.charges.length).fill(misfit);
    for (const { versions, weight } of whole)
      for (let version = versions.since; version < versions.until; version += 1) {
        const index = version - allVersions.since;
        charge[index] = Math.min(charge[index] as number, weight - best);
      }
    this.charge(line, name, charge);
  }

  /** Takes a message that exists only from a server version on (printed protobuf). */
  addSince(line: number, name: string, since: number): void {
    const charge = new Float64Array(this.charges.length).fill(0);
    charge.fill(misfit, 0, Math.max(0, since - allVersions.since));
    this.charge(line, name, charge);
  }

  private charge(line: number, name: string, charge: Float64Array): void {
    for (const [index, weight] of charge.entries()) this.charges[index] = (this.charges[index] as number) + weight;
    const before = this.range;
    this.range = this.fitting();
    const narrower = this.range.since > before.since || this.range.until < before.until;
    if (!narrower) return;
    const allowed = rangeWhere(charge, (weight) => weight < misfit);
    if (this.grounds.length < groundsMax) this.grounds.push({ line, name, versions: allowed });
  }

  private fitting(): Versions {
    const least = Math.min(...this.charges);
    return rangeWhere(this.charges, (weight) => weight <= least + tolerance);
  }
}

function rangeWhere(weights: Float64Array, fits: (weight: number) => boolean): Versions {
  const first = weights.findIndex(fits);
  const last = weights.findLastIndex(fits);
  return { since: allVersions.since + first, until: allVersions.since + last + 1 };
}
