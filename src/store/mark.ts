/**
 * Marks: somebody saw something go wrong and noted when, in words. A mark is a small file in the store, so that one can be made
 * whether a recorder runs or not; it keeps the recordings of its moment from being recycled until it is released.
 */

export interface Mark {
  /** By the local time of its moment: `20261122.101500`; a second one of that second ends in `.2`. */
  readonly id: string;
  /** The moment that it is about, in ms since 1970 UTC. */
  readonly atMs: number;
  readonly text: string;
  /** It is about these clients only; absent: about all. */
  readonly clients?: readonly number[];
  /** Names of the recordings that it kept when it was made. */
  readonly files: readonly string[];
  /** When it was made, ISO 8601 in UTC. */
  readonly since: string;
}

/** What must be known of a recording. */
export interface Marked {
  readonly fileName: string;
  /** `undefined`: the client never said who it is. */
  readonly client: number | undefined;
  /** Ms since 1970 UTC. */
  readonly startMs: number;
  /** When something was last written into it. */
  readonly lastMs: number;
}

/** Trouble is noticed late: a recording that ended so long before a mark is kept by it too. */
export const reachMs = 15 * 60_000;

/** Whether a mark is about a recording. */
export function concerns(mark: Mark, { fileName, client, startMs, lastMs }: Marked): boolean {
  if (mark.files.includes(fileName)) return true;
  const ofClient = mark.clients === undefined || client === undefined || mark.clients.includes(client);
  return ofClient && startMs <= mark.atMs && mark.atMs <= lastMs + reachMs;
}

export const markFileName = (id: string): string => `mark.${id}.json`;

/** The mark whose file has this name. */
export const markIdIn = (fileName: string): string | undefined =>
  /^mark\.(\d{8}\.\d{6}(?:\.\d{1,4})?)\.json$/.exec(fileName)?.[1];

/** @param local its moment on this machine's clock, `2026-11-22 10:15:00.123` @param copy which of this second, from 1 on */
export function markId(local: string, copy: number): string {
  const second = `${local.slice(0, 10).replaceAll("-", "")}.${local.slice(11, 19).replaceAll(":", "")}`;
  return copy > 1 ? `${second}.${copy}` : second;
}
