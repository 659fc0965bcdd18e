/** Server versions as the dictionary shows and reads them: a gate's name with its number. */
import { UsageError } from "../../base/errors.ts";
import { gates, serverVersionMax, serverVersionMin, type GateName } from "../../catalogue/gates.ts";
import type { OptionValues } from "../command.ts";
import type { Terminal } from "../terminal.ts";

/** A named server version. */
export interface GateRef {
  readonly name: GateName;
  readonly version: number;
}

/** The server versions in which something is there: from `since` on, and below `until`. */
export interface VersionRange {
  readonly since?: GateRef;
  readonly until?: GateRef;
}

export const gateRef = (name: GateName): GateRef => ({ name, version: gates[name].version });

/** The range in which both are there. */
export function within(outer: VersionRange, since: GateName | undefined, until: GateName | undefined): VersionRange {
  const from = [outer.since, since && gateRef(since)].filter((gate) => gate !== undefined);
  const to = [outer.until, until && gateRef(until)].filter((gate) => gate !== undefined);
  const latest = from.toSorted((a, b) => b.version - a.version)[0];
  const earliest = to.toSorted((a, b) => a.version - b.version)[0];
  return { ...(latest && { since: latest }), ...(earliest && { until: earliest }) };
}

/** `from 146 SMART_DEPTH`, `below 145 ORDER_CONTAINER`, or both. */
export function rangeText({ since, until }: VersionRange): string {
  const parts = [];
  if (since) parts.push(`from ${since.version} ${since.name}`);
  if (until) parts.push(`below ${until.version} ${until.name}`);
  return parts.join(", ");
}

/**
 * No host is near this: the server version has grown by about ten a year. What is above it is a slip, such as a build
 * (1019) or a port (4002).
 */
const serverVersionCredible = 999;

/** The value of `--server-version`, if it is given. That it is newer than all known ones is noted. */
export function serverVersionOption({ serverVersion }: OptionValues, terminal: Terminal): number | undefined {
  if (typeof serverVersion !== "string") return undefined;
  const version = Number(serverVersion);
  if (!/^\d+$/.test(serverVersion) || version < serverVersionMin || version > serverVersionCredible)
    throw new UsageError(
      "server-version",
      `--server-version takes a server version, which is a whole number from ${serverVersionMin} to ${serverVersionMax} (newer hosts may have a higher one), not "${serverVersion}"`,
    );
  if (version > serverVersionMax)
    terminal.note(
      `--server-version ${version} is newer than ${serverVersionMax}, the newest that is known here: messages are read as ${serverVersionMax} has them`,
    );
  return version;
}
