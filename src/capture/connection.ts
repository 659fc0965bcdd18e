/**
 * One TCP connection: its two streams, its handshake and its end. Knows which segments belong to it and which to another
 * connection between the same addresses and ports. Source: RFC 9293.
 */
import { captureLimits } from "./capture-limits.ts";
import { otherSide, type Endpoint, type Side } from "./endpoints.ts";
import type { Journal } from "./journal.ts";
import { Leg, type Naming } from "./leg.ts";
import { RecentMarks } from "./recent-marks.ts";
import { flag, type Segment } from "./segment.ts";
import { TcpStream, type StreamSink } from "./tcp-stream.ts";

/** A full window is told when it lasts so long; on a loopback, short ones are common and mean nothing. */
const zeroWindowUsMin = 100_000;

export class Connection {
  readonly leg: Leg;
  closed = false;
  /** The first sequence number of each side, where it was seen. */
  readonly isn: [number | undefined, number | undefined] = [undefined, undefined];
  private readonly journal: Journal;
  private readonly streams: readonly [TcpStream, TcpStream];
  private readonly marks = [new RecentMarks(), new RecentMarks()] as const;
  /** Since when a side has no room to receive. */
  private readonly fullSinceUs: [number | undefined, number | undefined] = [undefined, undefined];
  private synFrom: Side | undefined;
  private attempts = 0;
  private firstFin: Side | undefined;

  constructor(journal: Journal, ends: readonly [Endpoint, Endpoint]) {
    this.journal = journal;
    this.leg = new Leg(journal, ends);
    this.streams = [new TcpStream(this.sink(0), journal.stores), new TcpStream(this.sink(1), journal.stores)];
  }

  get hasHole(): boolean {
    return this.streams[0].hasHole || this.streams[1].hasHole;
  }

  /** Whether a segment with SYN begins another connection between the same ends. */
  isOther(from: Side, segment: Segment): boolean {
    const { sequence, acknowledged } = segment;
    const own = this.isn[from];
    const peer = this.isn[otherSide(from)];
    if (segment.has(flag.ack) && peer !== undefined) return (peer + 1) >>> 0 !== acknowledged;
    if (own !== undefined) return own !== sequence;
    const stream = this.streams[from];
    return stream.started && stream.distance(sequence + 1) !== 0;
  }

  take(from: Side, segment: Segment): void {
    const { leg } = this;
    leg.counts.packets += 1;
    if (this.marks[from].seen(segment)) {
      leg.counts.duplicates += 1;
      return;
    }
    const to = otherSide(from);
    const [stream, peer] = [this.streams[from], this.streams[to]];
    if (segment.has(flag.reset)) {
      this.reset(from, segment);
      return;
    }
    const syn = segment.has(flag.syn);
    if (syn) this.handshake(from, segment);
    const sequence = syn ? (segment.sequence + 1) >>> 0 : segment.sequence;
    if (!stream.started) stream.start(sequence, !syn);
    if (segment.has(flag.ack)) {
      if (peer.started) peer.acknowledged(segment.acknowledged);
      else peer.start(segment.acknowledged, !syn);
      if (!syn) this.window(from, segment.window);
    }
    stream.take(segment, sequence);
    if (this.firstFin === undefined && stream.finSeen) this.firstFin = from;
    this.review();
    leg.decide(false);
    if (leg.state === "foreign") this.over();
    else if (stream.finished && peer.finished) this.close((name) => this.howClosed(name));
  }

  /** Gives up what need not be waited for any longer. */
  review(): void {
    const { wallUs } = this.journal.now;
    for (const stream of this.streams) stream.review(wallUs, this.leg.counts.packets);
  }

  /** Another connection has begun between the same ends. */
  replaced(): void {
    const { synFrom } = this;
    this.flush();
    if (this.unanswered) this.close((name) => `the ${name(otherSide(synFrom ?? 0))} did not answer`);
    else
      this.close((name) =>
        this.firstFin === undefined
          ? "another connection began between the same addresses and ports; the end of this one was not captured"
          : this.howClosed(name),
      );
  }

  /** Too many connections are followed at a time. */
  abandon(): void {
    this.flush();
    this.close(() => `given up: more than ${captureLimits.connectionsMax} connections at a time`);
  }

  /** The capture has ended. */
  finish(): void {
    const { firstFin, synFrom, attempts, leg } = this;
    this.flush();
    if (firstFin !== undefined)
      this.close((name) => `${this.howClosed(name)}; the end from the ${name(otherSide(firstFin))} was not captured`);
    else if (this.unanswered && synFrom !== undefined)
      leg.note(
        (name) =>
          `the ${name(otherSide(synFrom))} did not answer the ${name(synFrom)}, which asked ${attempts} ` +
          `${attempts === 1 ? "time" : "times"} for a connection, before the capture ended`,
      );
    this.over();
  }

  private get unanswered(): boolean {
    const { synFrom } = this;
    return synFrom !== undefined && !this.streams[otherSide(synFrom)].started;
  }

  private handshake(from: Side, segment: Segment): void {
    this.isn[from] ??= segment.sequence;
    if (!segment.has(flag.ack)) this.attempts += 1;
    if (this.synFrom !== undefined) return;
    this.synFrom = segment.has(flag.ack) ? otherSide(from) : from;
    if (segment.has(flag.ack)) this.isn[this.synFrom] ??= (segment.acknowledged - 1) >>> 0;
    this.leg.opened(this.synFrom, this.isn[this.synFrom]);
  }

  private reset(from: Side, segment: Segment): void {
    const to = otherSide(from);
    const ours =
      near(this.streams[from], segment.sequence) ||
      (segment.has(flag.ack) && near(this.streams[to], segment.acknowledged)) ||
      (!this.streams[from].started && !this.streams[to].started);
    // From an earlier connection between the same ends: the receiver does not heed it either.
    if (!ours) return;
    const refused = this.synFrom === to && this.isn[from] === undefined && !this.streams[from].started;
    this.flush();
    const { firstFin } = this;
    this.close((name) => {
      if (refused) return `the ${name(from)} refused the connection`;
      if (firstFin === undefined) return `the ${name(from)} reset the connection`;
      return firstFin === from
        ? this.howClosed(name)
        : `${this.howClosed(name)}, the ${name(from)} reset the connection`;
    });
  }

  private howClosed(name: Naming): string {
    return `the ${name(this.firstFin ?? 0)} closed`;
  }

  private window(side: Side, window: number): void {
    if (window === 0 && this.fullSinceUs[side] === undefined) {
      this.fullSinceUs[side] = this.journal.now.wallUs;
      this.leg.counts.zeroWindows += 1;
    } else if (window > 0) this.reads(side);
  }

  /** A side that had no room left has some again, or the connection is over. */
  private reads(side: Side): void {
    const since = this.fullSinceUs[side];
    if (since === undefined) return;
    this.fullSinceUs[side] = undefined;
    const us = this.journal.now.wallUs - since;
    if (us < zeroWindowUsMin) return;
    const seconds = (us / 1e6).toFixed(3);
    this.leg.note(
      (name) => `the ${name(side)} had no room left to receive for ${seconds} s (zero window): it reads too slowly`,
    );
  }

  private flush(): void {
    for (const stream of this.streams) stream.flush();
    this.reads(0);
    this.reads(1);
  }

  private close(how: (name: Naming) => string): void {
    if (this.closed) return;
    this.leg.close(how);
    this.over();
  }

  private over(): void {
    if (this.closed) return;
    this.closed = true;
    this.count();
    this.leg.finish();
    for (const stream of this.streams) stream.release();
  }

  private count(): void {
    const { counts } = this.leg;
    for (const { counts: of } of this.streams) {
      counts.retransmissions += of.retransmissions;
      counts.outOfOrder += of.outOfOrder;
      counts.keepAlives += of.keepAlives;
    }
  }

  private sink(side: Side): StreamSink {
    return {
      data: (bytes) => this.leg.data(side, bytes),
      gap: (missing, why, sinceUs) => this.leg.gap(side, missing, why, sinceUs),
      differs: (count) =>
        this.leg.issue(
          "overlap-differs",
          (name) => `the ${name(side)} sent ${count} bytes a second time with another content: the first is kept`,
        ),
      late: (count) => {
        this.leg.counts.lateBytes += count;
        this.leg.issue(
          "late-data",
          (name) =>
            `${count} bytes from the ${name(side)} came after they had been given up, and are left out: the packets ` +
            `stand far from their order; sort them by time first (reordercap in out)`,
        );
      },
      jumped: (distance, believed) =>
        this.leg.issue("sequence-jump", (name) => jumpText(name(side), distance, believed)),
    };
  }
}

/** Whether a sequence number can be one of this stream. */
const near = (stream: TcpStream, sequence: number): boolean =>
  stream.started && Math.abs(stream.distance(sequence)) <= captureLimits.jumpBytesMax;

function jumpText(name: string, distance: number, believed: boolean): string {
  const away = `${Math.abs(distance)} bytes ${distance < 0 ? "before" : "behind"} what is expected`;
  return believed
    ? `the sequence numbers of the ${name} go on ${away}: much is missing in the capture`
    : `a segment of the ${name} stands ${away}, and nothing goes on from it: left out`;
}
