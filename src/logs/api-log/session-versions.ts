/** The server versions of a log's sessions: what was inferred for each, and for the one that is read, still is. */
import { Evidence, type Ground } from "./evidence.ts";
import { fitAlike } from "./entry-versions.ts";
import type { LineReading, Versions } from "./readings.ts";
import type { VersionKnown } from "../record.ts";

/** What a session's server version was found to be, and from which lines. */
export interface VersionFinding {
  /** The session's first line. */
  readonly line: number;
  readonly version: VersionKnown;
  readonly grounds: readonly Ground[];
}

export class SessionVersions {
  /** What speaks for the versions of the session that is read. */
  evidence = new Evidence();
  private readonly begun: { readonly line: number; readonly evidence: Evidence }[] = [];

  /** The versions that fit the session that is read. */
  get versions(): Versions {
    return this.evidence.versions;
  }

  /** All sessions so far, each with the range that its lines leave. */
  get findings(): VersionFinding[] {
    return this.begun.map(({ line, evidence: { versions, grounds } }) => ({
      line,
      version: { min: versions.since, max: versions.until - 1, from: "inferred" },
      grounds,
    }));
  }

  /** Another session may begin: what was learned so far does not hold for it. */
  forget(): void {
    this.evidence = new Evidence();
  }

  /** The session that is read begins at this line, unless it is known to begin before. */
  beginsAt(line: number): void {
    if (this.begun.at(-1)?.evidence !== this.evidence) this.begun.push({ line, evidence: this.evidence });
  }

  /** Whether the session that is read has a first line. */
  get hasBegun(): boolean {
    return this.begun.at(-1)?.evidence === this.evidence;
  }

  /** Takes what a line, read with the versions so far, says beyond the lines before it: the range may become narrower. */
  learn(line: number, name: string, readings: readonly LineReading[]): void {
    if (!fitAlike(readings, this.versions)) this.evidence.add(line, name, readings);
  }

  /** The same of a message that exists from a server version on. */
  learnSince(line: number, name: string, since: number): void {
    if (since > this.versions.since) this.evidence.addSince(line, name, since);
  }
}
