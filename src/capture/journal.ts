/**
 * What all connections share: the time of the packet at hand, and where they tell what becomes of them. Collects the
 * items that the reader gives out, and what the summary says.
 */
import type { RecordingEvent } from "../recording/format.ts";
import type { CaptureIssueCode, CaptureItem, CaptureSummary, LegSummary } from "./capture-items.ts";
import { captureLimits } from "./capture-limits.ts";
import { EventOrder } from "./event-order.ts";
import { IssueLog } from "./issue-log.ts";
import type { Stores } from "./recent-bytes.ts";
import type { HostPorts } from "./sides.ts";

/** The time of a packet, on both clocks of a recording. */
export interface PacketTime {
  readonly monotonicUs: number;
  readonly wallUs: number;
}

/** A capture of several interfaces is seldom quite in order; saying it a few times is enough. */
const timeBackMax = 3;

export class Journal {
  now: PacketTime = { monotonicUs: 0, wallUs: 0 };
  /** Where the packet at hand stands. */
  place: { readonly offset: number; readonly packet: number | undefined } = { offset: 0, packet: undefined };
  readonly hostPorts: HostPorts;
  readonly stores: Stores = { waiting: 0, recent: 0 };
  private readonly log = new IssueLog();
  private readonly order = new EventOrder();
  private items: CaptureItem[] = [];
  private leg: number;
  private firstUs: number | undefined;
  private readonly legs: LegSummary[] = [];
  private legsNotNamed = 0;
  private readonly others = { connections: 0, packets: 0, named: [] as string[] };

  constructor(hostPorts: HostPorts, firstLeg: number) {
    this.hostPorts = hostPorts;
    this.leg = firstLeg;
  }

  /** A packet of this time is at hand. */
  tick(wallUs: number): void {
    this.firstUs ??= wallUs;
    const { now } = this;
    if (wallUs < now.wallUs) {
      const seconds = ((now.wallUs - wallUs) / 1e6).toFixed(6);
      const text =
        `packet ${this.place.packet} is ${seconds} s earlier than the one before it: the clock was set back, or the ` +
        `packets do not stand in order (reordercap in out)`;
      this.issue("time-back", undefined, text, timeBackMax);
    }
    this.now = { monotonicUs: Math.max(now.monotonicUs, wallUs - this.firstUs), wallUs };
  }

  nextLeg(): number {
    return this.leg++;
  }

  emit(event: RecordingEvent): void {
    this.order.add(event);
  }

  issue(code: CaptureIssueCode, leg: number | undefined, text: string, toldMax?: number): void {
    const issue = this.log.tell(code, { ...this.place, leg }, text, toldMax);
    if (issue) this.items.push(issue);
  }

  /** A connection of the TWS API is over, or the capture is. */
  ended(leg: LegSummary): void {
    if (this.legs.length < captureLimits.namedMax) this.legs.push(leg);
    else this.legsNotNamed += 1;
  }

  /** A connection is known not to be one of the TWS API: its name, and its packets so far. */
  foreign(name: string, packets: number): void {
    const { others } = this;
    others.connections += 1;
    others.packets += packets;
    if (others.named.length < captureLimits.namedMax) others.named.push(name);
  }

  /** Lets events go. @param untilUs earlier ones may still come from here on */
  release(untilUs: number): void {
    for (const event of this.order.release(untilUs, this.now.monotonicUs)) this.items.push({ kind: "event", event });
  }

  /** The items since the last call. */
  take(): CaptureItem[] {
    const { items } = this;
    this.items = [];
    return items;
  }

  /** What the summary says of connections and issues. @param foreignPackets that were not counted here */
  summary(
    foreignPackets: number,
  ): Omit<CaptureSummary, "kind" | "format" | "bytes" | "packets" | "stragglers" | "cutPackets" | "tcpPackets"> {
    const { firstUs, now, others } = this;
    return {
      ...(firstUs !== undefined && { firstWallUs: firstUs, lastWallUs: now.wallUs }),
      legs: this.legs.toSorted((one, other) => one.leg - other.leg),
      legsNotNamed: this.legsNotNamed,
      foreign: { ...others, packets: others.packets + foreignPackets },
      issues: this.log.counts,
    };
  }
}
