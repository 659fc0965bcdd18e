/**
 * Reads recordings as a log: one record for each message, exact, since the bytes are there, and one for everything that
 * happened to the connection.
 */
import { bytesIn } from "../../base/byte-range.ts";
import { byteStringOf } from "../../base/byte-string.ts";
import { decodeFrame } from "../../codec/message.ts";
import type { ContextEvent, DataEvent, RecordingEvent } from "../../recording/format.ts";
import type { RecordingItem } from "../../recording/recording-reader.ts";
import { Session, type SessionEvent, type SessionSoFar } from "../../session/session.ts";
import { formatClock, formatDay, dayOf, dayStart } from "../calendar.ts";
import type { VersionFinding } from "../api-log/session-versions.ts";
import type { LinkRecord, LogRecord, LogTime, MessageRecord, OfConnection, Place, VersionKnown } from "../record.ts";
import { linkOf, linkOfDamage, linkOfEnd, linkOfLost, linkOfSession } from "./link-events.ts";

export interface RecordingLogOptions {
  readonly file: string;
  /** Ms of the recorder's local clock, as if it were UTC, of a moment in ms since 1970 UTC. */
  readonly localMs: (utcMs: number) => number;
  /** With which connections are read whose version is not in the recording. */
  readonly serverVersion?: number | undefined;
}

/** With which messages are read when their connection's version is not known: the newest layouts. */
const assumedVersion = 226;

export class RecordingLogReader {
  private readonly options: RecordingLogOptions;
  private readonly legs = new Map<number, Session>();
  private readonly clients = new Map<number, number>();
  /** Legs whose version is not in the recording. */
  private readonly assumed = new Set<number>();
  /** Blocks are missing before what comes now. */
  private torn = false;
  /** Number of the next record: recordings have no lines. */
  private next = 1;
  /** The server versions of the connections, each with the record from which on it holds. */
  readonly versions: VersionFinding[] = [];

  constructor(options: RecordingLogOptions) {
    this.options = options;
  }

  /** Records so far. */
  get lines(): number {
    return this.next - 1;
  }

  take(item: RecordingItem): LogRecord[] {
    if (item.kind === "damage") {
      this.torn ||= item.code !== "repeated" && item.code !== "no-end";
      return [this.link(item.offset, undefined, undefined, linkOfDamage(item))];
    }
    if (item.kind === "end") return [this.link(item.offset, undefined, undefined, linkOfEnd(item.summary))];
    const records = item.events.flatMap((event) => this.event(event, item.offset));
    this.torn = false;
    return records;
  }

  private event(event: RecordingEvent, offset: number): LogRecord[] {
    const time = this.time(event.wallUs);
    if (event.kind === "data") return this.data(event, offset, time);
    if (event.kind === "context") return this.torn ? this.resume(event, offset, time) : [];
    const client = clientIn(event);
    if (client !== undefined) this.clients.set(event.leg, client);
    const said = linkOf(event);
    const records: LogRecord[] = said ? [this.link(offset, time, event.leg, said)] : [];
    if (event.kind === "open") this.legs.set(event.leg, this.sessionFrom(event.leg, event.about.continued));
    const leg = this.legs.get(event.leg);
    if (event.kind === "gap" && leg)
      records.unshift(
        ...this.sessionRecords(event.leg, leg.gap(event.about.missing, event.about.unfinished), offset, time),
      );
    if (event.kind === "close") {
      this.legs.delete(event.leg);
      this.clients.delete(event.leg);
    }
    return records;
  }

  /** Behind damage, a block says itself where its connection stands. */
  private resume({ leg, context }: ContextEvent, offset: number, time: LogTime): LogRecord[] {
    if (context.clientId !== undefined) this.clients.set(leg, context.clientId);
    const known = this.legs.get(leg);
    if (known) return this.sessionRecords(leg, known.resume(context), offset, time);
    this.legs.set(leg, this.sessionFrom(leg, context));
    return [];
  }

  private sessionFrom(leg: number, soFar: SessionSoFar | undefined): Session {
    if (soFar?.serverVersion !== undefined) this.found(soFar.serverVersion, "recording");
    if (!soFar || soFar.before.in === 0 || soFar.serverVersion !== undefined) return new Session(soFar);
    this.assumed.add(leg);
    const serverVersion = this.options.serverVersion ?? assumedVersion;
    this.found(serverVersion, this.from(leg));
    return new Session({ ...soFar, serverVersion });
  }

  private found(version: number, from: VersionKnown["from"]): void {
    this.versions.push({ line: this.next, version: { min: version, max: version, from }, grounds: [] });
  }

  private from(leg: number): VersionKnown["from"] {
    if (!this.assumed.has(leg)) return "recording";
    return this.options.serverVersion === undefined ? "assumed" : "option";
  }

  private data(event: DataEvent, offset: number, time: LogTime): LogRecord[] {
    const session = this.legs.get(event.leg);
    // Without its opening and without a context there is nothing that tells how to read it.
    if (!session) return [this.link(offset, time, event.leg, linkOfLost(event))];
    return this.sessionRecords(event.leg, session.push(event.direction, event.bytes), offset, time);
  }

  private sessionRecords(leg: number, events: readonly SessionEvent[], offset: number, time: LogTime): LogRecord[] {
    return events.flatMap((event): LogRecord[] => {
      if (event.kind === "frame") return [this.message(event, leg, offset, time)];
      if (event.kind === "agreement") this.found(event.serverVersion, "recording");
      const said = linkOfSession(event);
      return said ? [this.link(offset, time, leg, said)] : [];
    });
  }

  private message(
    { direction, payload, serverVersion }: SessionEvent & { kind: "frame" },
    leg: number,
    offset: number,
    time: LogTime,
  ): MessageRecord {
    const { id, name, encoding, fields, issues, rest, unknown, body } = decodeFrame(payload, {
      direction,
      serverVersion,
    });
    return {
      kind: "message",
      ...this.place(offset),
      ...this.connection(leg),
      lines: 1,
      frame: 0,
      time,
      direction,
      id,
      name,
      encoding,
      serverVersion: {
        min: serverVersion,
        max: serverVersion,
        from: this.from(leg),
      },
      fields,
      issues,
      ambiguous: undefined,
      rest,
      unknown,
      raw: byteStringOf(payload),
      body: bytesIn(body),
    };
  }

  private link(
    offset: number,
    time: LogTime | undefined,
    leg: number | undefined,
    event: LinkRecord["event"],
  ): LinkRecord {
    return { kind: "link", ...this.place(offset), ...(leg !== undefined && this.connection(leg)), time, event };
  }

  private connection(leg: number): OfConnection {
    const client = this.clients.get(leg);
    return { leg, ...(client !== undefined && { client }) };
  }

  private place(offset: number): Place {
    const line = this.next;
    this.next += 1;
    return { file: this.options.file, line, offset };
  }

  private time(wallUs: number): LogTime {
    const ms = this.options.localMs(Math.floor(wallUs / 1000)) + (wallUs % 1000) / 1000;
    const whole = Math.floor(ms);
    const day = dayOf(whole);
    const micros = String(Math.floor(wallUs % 1000)).padStart(3, "0");
    return { local: `${formatDay(day)}T${formatClock(whole - dayStart(day))}${micros}`, ms, date: "line" };
  }
}

/** The client's id, where an event tells it. */
function clientIn(event: RecordingEvent): number | undefined {
  if (event.kind === "note") return event.about.clientId;
  return event.kind === "open" ? event.about.continued?.clientId : undefined;
}
