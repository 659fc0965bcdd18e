/** What the entries of a log say of the server version, each asked for no more than is needed. */
import { gates } from "../../catalogue/gates.ts";
import { messageById } from "../../catalogue/messages.ts";
import type { Entry } from "./entries.ts";
import { allVersions, misfit, type Evidence } from "./evidence.ts";
import { readLine, rivalMargin as margin, usualLine, type LineReading, type Versions } from "./readings.ts";
import { printedId } from "./records.ts";

/** What one entry says of the server version. */
export interface Weighed {
  readonly name: string;
  /** The versions that fit it. */
  readonly allowed: Versions;
  readonly readings?: readonly LineReading[];
  /** A message that is printed protobuf exists from this version on. */
  readonly since?: number;
}

/** Entries behind a contradicting one that are asked whether they contradict too. */
const lookAhead = 3;
export const overlaps = (one: Versions, other: Versions): boolean => one.since < other.until && other.since < one.until;

/** Takes what an entry says as evidence. */
export function addTo(evidence: Evidence, { line }: Entry, { name, readings, since }: Weighed): void {
  if (readings) evidence.add(line, name, readings);
  else if (since !== undefined) evidence.addSince(line, name, since);
}

/** Whether all these versions are as likely as the likeliest: one of the likeliest readings is for each. */
export function fitAlike(readings: readonly LineReading[], versions: Versions): boolean {
  const [first] = readings;
  if (readings.length === 1 && first)
    return first.versions.since <= versions.since && first.versions.until >= versions.until;
  const likeliest = readings.filter(({ weight }) => weight === first?.weight);
  let until = versions.since;
  for (const reading of likeliest.toSorted((a, b) => a.versions.since - b.versions.since))
    if (reading.versions.since <= until) until = Math.max(until, reading.versions.until);
  return until >= versions.until;
}

export class EntryVersions {
  private readonly everywhere = new WeakMap<Entry, readonly LineReading[]>();

  /** Readings over all versions, if they were asked for before. */
  known(entry: Entry): readonly LineReading[] | undefined {
    return this.everywhere.get(entry);
  }

  /** Readings of an entry over all versions. They cost most, and are asked for up to three times. */
  readEverywhere(entry: Entry): readonly LineReading[] {
    const known = this.everywhere.get(entry);
    if (known) return known;
    const { body, direction } = entry;
    const readings = readLine(body, { direction, versions: allVersions, margin, inFull: true });
    this.everywhere.set(entry, readings);
    return readings;
  }

  weigh(entry: Entry): Weighed {
    const id = printedId(entry.body);
    if (id !== undefined) {
      const gate = messageById(entry.direction, id)?.protobuf;
      const since = gate ? gates[gate].version : allVersions.since;
      return { name: `[${id}]`, since, allowed: { since, until: allVersions.until } };
    }
    const readings = this.readEverywhere(entry);
    const first = readings[0]?.frames[0];
    if (!first?.plan || !readings[0]?.whole) return { name: "", allowed: allVersions };
    const allowed = {
      since: Math.min(...readings.map((reading) => reading.versions.since)),
      until: Math.max(...readings.map((reading) => reading.versions.until)),
    };
    return { name: first.plan.message.name, allowed, readings };
  }

  /**
   * Gathers evidence up to where another session begins: entries that the versions so far cannot have.
   * @param begun there is evidence of the session already
   */
  gather(entries: readonly Entry[], from: number, evidence: Evidence, begun: boolean): number {
    for (let index = from; index < entries.length; index += 1) {
      const entry = entries[index] as Entry;
      if (this.agrees(entry, evidence)) continue;
      const here = this.weigh(entry);
      if ((index > from || begun) && !overlaps(here.allowed, evidence.versions)) {
        const ahead = entries.slice(index + 1, index + 1 + lookAhead);
        const contradicting = ahead.filter((next) => !overlaps(this.weigh(next).allowed, evidence.versions)).length;
        // One entry alone may be damaged; where it is the last, it is believed.
        if (contradicting > 0 || ahead.length === 0) return index;
      }
      addTo(evidence, entry, here);
    }
    return entries.length;
  }

  /**
   * Whether an entry fits all versions that are in question equally: what it says against others does not matter. Nearly
   * all do, and reading them with the layouts of all versions would take many times as long.
   */
  private agrees({ body, direction }: Entry, evidence: Evidence): boolean {
    if (printedId(body) !== undefined) return false;
    const { versions } = evidence;
    const readings = readLine(body, { direction, versions, margin, weightMax: misfit, inFull: true });
    const best = readings[0];
    if (!best?.whole || best.weight > margin) return false;
    return fitAlike(readings, versions) && evidence.spares(best.weight);
  }

  /** What an entry says that all versions in question read alike, in the only way; else `undefined`. */
  independent(entry: Entry, versions: Versions): Weighed | undefined {
    const { body, direction } = entry;
    if (printedId(body) !== undefined) return this.weigh(entry);
    const readings = usualLine(body, { direction, versions, margin });
    const [only] = readings ?? [];
    if (!readings || !only || readings.length > 1 || only.weight > 0 || only.more) return undefined;
    return { name: only.frames[0]?.plan?.message.name ?? "", allowed: only.versions, readings };
  }
}
