/**
 * One connection as a recording has it. Holds what happens until it is clear whether this is a connection of the TWS
 * API, and which side is the client; from then on everything becomes events.
 */
import { byteStringOf } from "../base/byte-string.ts";
import type { Direction } from "../base/direction.ts";
import type { CaptureIssueCode, LegCounts, LegSummary } from "./capture-items.ts";
import { captureLimits, overheadBytes } from "./capture-limits.ts";
import { connectionId } from "./connection-id.ts";
import { otherSide, type Endpoint, type Side } from "./endpoints.ts";
import type { Journal, PacketTime } from "./journal.ts";
import { apiPrefix, verdictOf } from "./sides.ts";

/** Names the sides once they are known. */
export type Naming = (side: Side) => "client" | "host";

/** Stands for first bytes that are missing: never those of a client. */
const unknownBeginning = "\uffff";

export class Leg {
  readonly counts: LegCounts = {
    packets: 0,
    duplicates: 0,
    retransmissions: 0,
    outOfOrder: 0,
    keepAlives: 0,
    zeroWindows: 0,
    lateBytes: 0,
  };
  state: "undecided" | "accepted" | "foreign" = "undecided";
  readonly start: PacketTime;
  private readonly journal: Journal;
  private readonly ends: readonly [Endpoint, Endpoint];
  private synFrom: Side | undefined;
  private isn: number | undefined;
  private client: Side = 0;
  private number = 0;
  private readonly begins: [string, string] = ["", ""];
  private begun: LegSummary["begins"] | undefined;
  private held: (() => void)[] = [];
  private heldBytes = 0;
  private readonly bytes = { in: 0, out: 0 };
  private readonly missing = { in: 0, out: 0 };
  private ending: string | undefined;

  constructor(journal: Journal, ends: readonly [Endpoint, Endpoint]) {
    this.journal = journal;
    this.ends = ends;
    this.start = journal.now;
  }

  /** The side that opened the connection is known, by its SYN or by the answer to it. @param isn its sequence number */
  opened(by: Side, isn: number | undefined): void {
    this.synFrom ??= by;
    this.isn ??= isn;
  }

  data(side: Side, bytes: Uint8Array): void {
    const begin = this.begins[side];
    if (begin.length < apiPrefix.length)
      this.begins[side] += byteStringOf(bytes, 0, Math.min(bytes.length, apiPrefix.length - begin.length));
    if (this.state === "accepted") this.emitData(side, bytes, this.journal.now);
    else if (this.state === "undecided") {
      const { now } = this.journal;
      this.hold(() => this.emitData(side, bytes, now), bytes.length);
    }
  }

  gap(side: Side, missing: number, why: string, sinceUs: number | undefined): void {
    const { now } = this.journal;
    if (this.begins[side].length < apiPrefix.length) this.begins[side] = unknownBeginning;
    this.whenKnown(() => this.emitGap(this.direction(side), missing, why, sinceUs ?? now.wallUs, now));
  }

  note(text: (name: Naming) => string): void {
    const { now } = this.journal;
    this.whenKnown(() =>
      this.journal.emit({ kind: "note", leg: this.number, ...now, about: { text: text((side) => this.name(side)) } }),
    );
  }

  issue(code: CaptureIssueCode, text: (name: Naming) => string): void {
    this.whenKnown(() =>
      this.journal.issue(
        code,
        this.number,
        text((side) => this.name(side)),
      ),
    );
  }

  /** Finds out what this connection is, as far as can be told. @param final no more will be known */
  decide(final: boolean): void {
    if (this.state !== "undecided") return;
    const { synFrom, begins, ends, journal } = this;
    const enough = final || this.heldBytes > captureLimits.undecidedBytesMax;
    const verdict = verdictOf({ synFrom, begins, ports: [ends[0].port, ends[1].port] }, journal.hostPorts, enough);
    if (verdict === "open") return;
    const { held } = this;
    this.held = [];
    if (verdict === "foreign") {
      this.state = "foreign";
      return;
    }
    this.state = "accepted";
    this.client = verdict.client;
    this.number = journal.nextLeg();
    const [client, host] = [ends[this.client].text, ends[otherSide(this.client)].text];
    const connection = connectionId(client, host, this.isn ?? this.start.wallUs);
    journal.emit({ kind: "open", leg: this.number, ...this.start, about: { connection, client, host } });
    for (const action of held) action();
  }

  close(how: (name: Naming) => string): void {
    this.decide(true);
    if (this.state !== "accepted") return;
    const { now } = this.journal;
    this.begin(undefined, now);
    this.ending = how((side) => this.name(side));
    const bytes = { in: this.bytes.in + this.missing.in, out: this.bytes.out + this.missing.out };
    this.journal.emit({ kind: "close", leg: this.number, ...now, about: { how: this.ending, bytes } });
  }

  /** Nothing more will be told of it. */
  finish(): void {
    this.decide(true);
    if (this.state !== "accepted") {
      this.journal.foreign(this.ends.map(({ text }) => text).join(" and "), this.counts.packets);
      return;
    }
    this.begin(undefined, this.journal.now);
    this.journal.ended({
      leg: this.number,
      client: this.ends[this.client].text,
      host: this.ends[otherSide(this.client)].text,
      begins: this.begun ?? "handshake",
      ends: this.ending,
      bytes: this.bytes,
      missing: this.missing,
      counts: this.counts,
    });
  }

  private whenKnown(action: () => void): void {
    if (this.state === "accepted") action();
    else if (this.state === "undecided") this.hold(action, 0);
  }

  private hold(action: () => void, bytes: number): void {
    this.held.push(action);
    this.heldBytes += bytes + overheadBytes;
  }

  private name(side: Side): "client" | "host" {
    return side === this.client ? "client" : "host";
  }

  private direction(side: Side): Direction {
    return side === this.client ? "out" : "in";
  }

  private emitData(side: Side, bytes: Uint8Array, time: PacketTime): void {
    const direction = this.direction(side);
    if (this.begun === undefined) this.begin(direction, time);
    this.bytes[direction] += bytes.length;
    const { wallUs, monotonicUs } = time;
    this.journal.emit({ kind: "data", leg: this.number, direction, monotonicUs, wallUs, bytes });
  }

  private emitGap(direction: Direction, missing: number, why: string, sinceWallUs: number, time: PacketTime): void {
    this.begin(undefined, time);
    this.missing[direction] += missing;
    const both = { in: 0, out: 0, [direction]: missing };
    this.journal.emit({
      kind: "gap",
      leg: this.number,
      ...time,
      about: { missing: both, chunks: 0, sinceWallUs, why },
    });
  }

  /** Says how much of the connection's beginning is there, before its first event. @param direction of first data */
  private begin(direction: Direction | undefined, time: PacketTime): void {
    if (this.begun !== undefined) return;
    if (this.synFrom !== undefined) {
      this.begun = "handshake";
      return;
    }
    const first = this.begins[this.client];
    this.begun = direction === "out" && apiPrefix.startsWith(first) && first !== "" ? "beginning of data" : "middle";
    const { number, ends, client, journal } = this;
    const named = `leg ${number}, ${ends[client].text} to ${ends[otherSide(client)].text}`;
    if (this.begun === "beginning of data") {
      const text = `the TCP handshake of ${named}, was not captured; its data are there from the beginning`;
      journal.issue("no-handshake", number, text);
      return;
    }
    const text =
      `the capture begins in the middle of ${named}: what went before is not known, and messages cannot be read until ` +
      `the server version is; begin the capture before the client connects`;
    journal.issue("no-handshake", number, text);
    const why = "the capture begins in the middle of the connection; how many bytes went before is not known";
    const about = { missing: { in: 0, out: 0 }, chunks: 0, sinceWallUs: time.wallUs, why };
    journal.emit({ kind: "gap", leg: number, ...time, about });
  }
}
