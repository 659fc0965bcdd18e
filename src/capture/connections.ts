/**
 * All connections of a capture, found by their ends. The same ends may serve several connections one after the other; a
 * connection that is over, or not one of the TWS API, is remembered only so that its packets can be passed over.
 */
import { captureLimits } from "./capture-limits.ts";
import { Connection } from "./connection.ts";
import type { ConnectionKey } from "./endpoints.ts";
import type { Journal } from "./journal.ts";
import { flag, type Segment } from "./segment.ts";

/** What is remembered of a connection that is not followed. */
interface Passed {
  readonly foreign: boolean;
  readonly isn: readonly [number | undefined, number | undefined];
  lastUs: number;
}

/** Holes are looked at this often, in the time of the packets, also when their connection is silent. */
const reviewEveryUs = 50_000;

export class Connections {
  /** Packets with data behind the end of their connection. */
  stragglers = 0;
  /** Packets of connections that were known not to be of the TWS API when they came. */
  foreignPackets = 0;
  /** Connections given up because there were too many. */
  abandoned = 0;
  private readonly journal: Journal;
  private readonly followed = new Map<string, Connection>();
  private readonly passed = new Map<string, Passed>();
  private readonly undecided = new Set<Connection>();
  private readonly holed = new Set<Connection>();
  private reviewedUs = 0;

  constructor(journal: Journal) {
    this.journal = journal;
  }

  /** When the oldest connection began of which it is not clear what it is; its events are still to come. */
  get undecidedSince(): number {
    for (const { leg } of this.undecided) return leg.start.monotonicUs;
    return Infinity;
  }

  take(key: ConnectionKey, segment: Segment): void {
    this.review();
    const syn = segment.has(flag.syn) && !segment.has(flag.reset);
    let connection = this.followed.get(key.text);
    if (connection && syn && connection.isOther(key.from, segment)) {
      connection.replaced();
      this.pass(key.text, connection);
      connection = undefined;
    }
    if (!connection) {
      if (this.passesOver(key, segment, syn)) return;
      connection = this.follow(key);
    }
    connection.take(key.from, segment);
    if (connection.leg.state !== "undecided") this.undecided.delete(connection);
    if (connection.closed) this.pass(key.text, connection);
    else if (connection.hasHole) this.holed.add(connection);
  }

  /** The capture has ended. */
  finish(): void {
    for (const connection of this.followed.values()) connection.finish();
    this.followed.clear();
    this.undecided.clear();
    this.holed.clear();
  }

  private follow(key: ConnectionKey): Connection {
    this.passed.delete(key.text);
    const [oldest] = this.followed.size >= captureLimits.connectionsMax ? this.followed : [];
    if (oldest) {
      this.abandoned += 1;
      oldest[1].abandon();
      this.pass(...oldest);
    }
    const connection = new Connection(this.journal, key.endpoints());
    this.followed.set(key.text, connection);
    this.undecided.add(connection);
    return connection;
  }

  private pass(key: string, connection: Connection): void {
    this.followed.delete(key);
    this.undecided.delete(connection);
    this.holed.delete(connection);
    const { leg, isn } = connection;
    this.passed.set(key, { foreign: leg.state === "foreign", isn, lastUs: this.journal.now.wallUs });
    if (this.passed.size > captureLimits.connectionsMax)
      for (const oldest of this.passed.keys()) {
        this.passed.delete(oldest);
        break;
      }
  }

  /** Whether a segment belongs to a connection that is not followed (any more). */
  private passesOver(key: ConnectionKey, segment: Segment, syn: boolean): boolean {
    const passed = this.passed.get(key.text);
    if (!passed) return false;
    const { wallUs } = this.journal.now;
    const lingers = wallUs - passed.lastUs <= captureLimits.lingerUs;
    const opens = syn && !segment.has(flag.ack);
    const its = opens
      ? lingers && passed.isn[key.from] === segment.sequence
      : passed.foreign || lingers || segment.length === 0;
    if (!its) return false;
    passed.lastUs = wallUs;
    if (passed.foreign) this.foreignPackets += 1;
    else if (segment.length > 0) this.stragglers += 1;
    return true;
  }

  private review(): void {
    const { wallUs } = this.journal.now;
    if (this.holed.size === 0 || Math.abs(wallUs - this.reviewedUs) < reviewEveryUs) return;
    this.reviewedUs = wallUs;
    for (const connection of this.holed) {
      connection.review();
      if (!connection.hasHole) this.holed.delete(connection);
    }
  }
}
