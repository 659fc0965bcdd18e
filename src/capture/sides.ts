/** Which side of a connection is the client, and whether it is a connection of the TWS API at all. */
import { otherSide, type Side } from "./endpoints.ts";

/** What every client of the TWS API sends first. */
export const apiPrefix = "API\0";

/** TWS live and paper, IB Gateway live and paper, as they are set by default. */
export const wellKnownHostPorts: readonly number[] = [7496, 7497, 4001, 4002];

export class HostPorts {
  private readonly given: ReadonlySet<number>;
  private readonly known: ReadonlySet<number>;

  constructor(given: readonly number[]) {
    this.given = new Set(given);
    this.known = new Set([...given, ...wellKnownHostPorts]);
  }

  has(port: number): boolean {
    return this.known.has(port);
  }

  /** The side that only can be the host, by its port; what the caller gave goes first. */
  hostAmong(ports: readonly [number, number]): Side | "both" | undefined {
    const among = (set: ReadonlySet<number>): Side | "both" | undefined => {
      const [first, second] = [set.has(ports[0]), set.has(ports[1])];
      if (first && second) return "both";
      return first ? 0 : second ? 1 : undefined;
    };
    const given = among(this.given);
    return given === 0 || given === 1 ? given : among(this.known);
  }
}

export interface SideEvidence {
  /** Who sent the SYN. */
  readonly synFrom: Side | undefined;
  readonly ports: readonly [number, number];
  /** The first bytes of each side, as a byte string no longer than the prefix. */
  readonly begins: readonly [string, string];
}

export type Verdict = { readonly client: Side } | "foreign" | "open";

/** @param final no more will be known */
export function verdictOf({ synFrom, ports, begins }: SideEvidence, hostPorts: HostPorts, final: boolean): Verdict {
  if (synFrom !== undefined) {
    if (hostPorts.has(ports[otherSide(synFrom)]) || begins[synFrom] === apiPrefix) return { client: synFrom };
    return final || !apiPrefix.startsWith(begins[synFrom]) ? "foreign" : "open";
  }
  for (const side of [0, 1] as const) if (begins[side] === apiPrefix) return { client: side };
  const host = hostPorts.hostAmong(ports);
  const others = begins.some((begin) => !apiPrefix.startsWith(begin));
  if (host === "both") return final || others ? { client: otherSide(lowerPort(ports)) } : "open";
  if (host !== undefined) return { client: otherSide(host) };
  return final || others ? "foreign" : "open";
}

const lowerPort = (ports: readonly [number, number]): Side => (ports[0] <= ports[1] ? 0 : 1);
