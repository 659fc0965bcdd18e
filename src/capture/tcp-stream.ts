/**
 * The bytes of one direction of a TCP connection, put in order. Places are counted from the first byte on without end;
 * only `place` knows that sequence numbers begin anew behind 2³² − 1.
 *
 * A hole is a stretch that was sent and has not been seen. It is waited for, since segments may come late or be sent
 * again, and given up when the receiver has acknowledged it (then the capture lost it), when too much or too long has
 * been waited, or at the end. What the capture cut off its packets is never waited for.
 */
import { captureLimits, overheadBytes } from "./capture-limits.ts";
import { RecentBytes, type Stores } from "./recent-bytes.ts";
import { flag, type Segment } from "./segment.ts";
import { WaitingSegments } from "./waiting-segments.ts";

/** What becomes of a stream. */
export interface StreamSink {
  /** Bytes that follow those before, in bytes of their own. */
  data(bytes: Uint8Array): void;
  /** @param sinceUs when it was first noticed; `undefined`: now */
  gap(missing: number, why: string, sinceUs: number | undefined): void;
  /** Bytes were sent again and are not the same. */
  differs(count: number): void;
  /** Bytes came that had been given up. */
  late(count: number): void;
  /** Sequence numbers are far from those before. @param believed the stream goes on there; else they were left out */
  jumped(distance: number, believed: boolean): void;
}

export interface StreamCounts {
  retransmissions: number;
  outOfOrder: number;
  keepAlives: number;
}

const whyMissing = "packets are missing in the capture";
const whyCut = "the capture kept only the beginning of each packet (snaplen)";
const whyAnew = "the sequence numbers begin anew; how many bytes are missing is not known";
/** Stretches given up that are remembered, to know late bytes by. */
const givenUpMax = 16;

interface Stretch {
  readonly from: number;
  readonly to: number;
}

export class TcpStream {
  started = false;
  readonly counts: StreamCounts = { retransmissions: 0, outOfOrder: 0, keepAlives: 0 };
  private readonly sink: StreamSink;
  private readonly stores: Stores;
  /** The place up to which everything was delivered or given up, and its sequence number. */
  private position = 0;
  private nextSequence = 0;
  /** The first place was told by a segment without data: it may be one too early, or too late. */
  private unsure = false;
  private readonly waiting: WaitingSegments;
  private readonly recent: RecentBytes;
  private cuts: Stretch[] = [];
  private readonly givenUp: Stretch[] = [];
  private finAt: number | undefined;
  /** Everything before these places was sent, and has arrived. */
  private sentTo = 0;
  private ackedTo = 0;
  private holeAt = -1;
  private holeSinceUs = 0;
  private evidence: { readonly to: number; readonly us: number; readonly segments: number } | undefined;
  /** A segment far from what is expected: believed when another goes on from it. */
  private stray: { readonly sequence: number; readonly length: number; readonly bytes: Uint8Array } | undefined;

  constructor(sink: StreamSink, stores: Stores) {
    this.sink = sink;
    this.stores = stores;
    this.waiting = new WaitingSegments(stores, (count) => sink.differs(count));
    this.recent = new RecentBytes(stores);
  }

  /** Everything up to the sender's FIN is delivered or given up. */
  get finished(): boolean {
    return this.finAt !== undefined && this.position >= this.finAt;
  }

  get finSeen(): boolean {
    return this.finAt !== undefined;
  }

  /** Bytes are missing, and may still come. */
  get hasHole(): boolean {
    return this.holeEnd() !== undefined;
  }

  /** @param sequence of the first byte @param unsure the beginning of the connection was not seen */
  start(sequence: number, unsure: boolean): void {
    this.started = true;
    this.nextSequence = sequence >>> 0;
    this.unsure = unsure;
  }

  /** How far a sequence number is from the next one expected. */
  distance(sequence: number): number {
    return (sequence - this.nextSequence) | 0;
  }

  /** The other side has received everything before this. */
  acknowledged(sequence: number): void {
    const distance = this.distance(sequence);
    // The answer to a keep-alive probe, which stands one in front of what is expected.
    if (this.unsure && distance === 1) this.nextSequence = sequence;
    else if (distance > 0 && distance <= captureLimits.jumpBytesMax)
      this.ackedTo = Math.max(this.ackedTo, this.position + distance);
  }

  /** @param sequence of the first byte of the payload */
  take(segment: Segment, sequence: number): void {
    const { length } = segment;
    if (this.unsure && length > 0 && this.adjust(segment, sequence)) return;
    const distance = this.distance(sequence);
    if (Math.abs(distance) > captureLimits.jumpBytesMax) {
      if (length > 0) this.far(segment, sequence);
      return;
    }
    const at = this.position + distance;
    if (segment.has(flag.fin) && this.finAt === undefined && at + length >= this.position) this.finAt = at + length;
    if (distance > this.sentTo - this.position) this.sentTo = at;
    if (length > 0) this.place(at, length, segment.bytes.subarray(segment.payloadAt, segment.payloadEnd));
    else if (distance === -1) this.counts.keepAlives += 1;
  }

  /** Gives up what need not be waited for any longer. @param segments of the connection so far */
  review(nowUs: number, segments: number): void {
    for (let end = this.holeEnd(); end !== undefined; end = this.holeEnd()) {
      if (this.holeAt !== this.position) {
        this.holeAt = this.position;
        this.holeSinceUs = nowUs;
      }
      if (this.evidence && this.evidence.to <= this.position) this.evidence = undefined;
      if (!this.evidence && this.ackedTo > this.position) this.evidence = { to: this.ackedTo, us: nowUs, segments };
      const { evidence } = this;
      const acknowledged =
        evidence !== undefined &&
        (nowUs - evidence.us > captureLimits.acknowledgedUsMax ||
          segments - evidence.segments > captureLimits.acknowledgedSegmentsMax);
      const full =
        this.waiting.weight > captureLimits.waitingBytesMax || this.stores.waiting > captureLimits.waitingBytesAllMax;
      if (!acknowledged && !full && nowUs - this.holeSinceUs <= captureLimits.missingUsMax) return;
      this.giveUp(acknowledged && !full ? Math.min(end, evidence.to) : end);
    }
  }

  /** Nothing more comes: what is still missing is given up. */
  flush(): void {
    for (let end = this.holeEnd(); end !== undefined; end = this.holeEnd()) this.giveUp(end);
    if (this.stray) this.sink.jumped(this.distance(this.stray.sequence), false);
    this.stray = undefined;
  }

  /** Forgets everything that is kept only in case more comes. */
  release(): void {
    this.waiting.clear();
    this.recent.clear();
    this.cuts = [];
  }

  /** Corrects the first place by the first payload. @returns whether that was no payload but a probe */
  private adjust(segment: Segment, sequence: number): boolean {
    const { length, bytes, payloadAt, payloadEnd } = segment;
    const probe = length === 1 && payloadEnd > payloadAt && bytes[payloadAt] === 0 && !segment.has(flag.push);
    if (probe && this.distance(sequence) <= 0) {
      // A keep-alive probe with the one byte that some systems put in; it was sent long before.
      this.counts.keepAlives += 1;
      if (this.distance(sequence) === 0) this.nextSequence = (sequence + 1) >>> 0;
      return true;
    }
    this.unsure = false;
    const distance = this.distance(sequence);
    if (distance === 1 || (distance < 0 && distance >= -captureLimits.jumpBytesMax)) this.nextSequence = sequence;
    return false;
  }

  private place(at: number, length: number, bytes: Uint8Array): void {
    // A list this long comes from cut packets behind a hole; they count like bytes that wait.
    if (this.cuts.length * overheadBytes > captureLimits.waitingBytesMax) this.flush();
    const old = this.position - at;
    if (old >= length) {
      this.repeated(at, bytes);
      return;
    }
    this.unsure = false;
    if (old > 0) this.compare(at, bytes.subarray(0, old));
    const from = Math.max(at, this.position);
    const fresh = old > 0 ? bytes.subarray(Math.min(old, bytes.length)) : bytes;
    if (bytes.length < length) this.cut(at + bytes.length, at + length);
    if (from === this.position && this.waiting.empty && this.cuts.length === 0) {
      this.deliver(fresh.slice());
      return;
    }
    if (from > this.position) this.counts.outOfOrder += 1;
    else if (!this.waiting.empty && this.waiting.covers(from, fresh.length)) this.counts.retransmissions += 1;
    this.waiting.add(from, fresh);
    this.drain();
  }

  /** All of it was sent before. */
  private repeated(at: number, bytes: Uint8Array): void {
    if (bytes.length <= 1 && at + 1 === this.position) {
      this.counts.keepAlives += 1;
      return;
    }
    this.counts.retransmissions += 1;
    this.compare(at, bytes);
  }

  /** Compares bytes sent again with those that were delivered, and knows those that had been given up. */
  private compare(at: number, bytes: Uint8Array): void {
    const differing = this.recent.differing(at, bytes);
    if (differing > 0) this.sink.differs(differing);
    let late = 0;
    for (const { from, to } of this.givenUp) late += Math.max(0, Math.min(to, at + bytes.length) - Math.max(from, at));
    if (late > 0) this.sink.late(late);
  }

  private cut(from: number, to: number): void {
    const { position, cuts } = this;
    if (to <= position || cuts.some((cut) => cut.from === from && cut.to === to)) return;
    const before = cuts.findIndex((cut) => cut.from > from);
    cuts.splice(before === -1 ? cuts.length : before, 0, { from: Math.max(from, position), to });
  }

  private deliver(bytes: Uint8Array): void {
    if (bytes.length === 0) {
      this.drain();
      return;
    }
    this.recent.add(this.position, bytes);
    this.advance(bytes.length);
    this.sink.data(bytes);
    if (this.cuts.length > 0) this.drain();
  }

  /** Delivers what has become deliverable, and passes over what the capture cut off. */
  private drain(): void {
    for (;;) {
      const next = this.waiting.first;
      if (next !== undefined && next <= this.position) {
        const bytes = this.waiting.shift();
        this.recent.add(this.position, bytes);
        this.advance(bytes.length);
        this.sink.data(bytes);
        continue;
      }
      const cut = this.cuts[0];
      if (!cut || cut.from > this.position) return;
      this.cuts.shift();
      const to = Math.min(cut.to, next ?? cut.to);
      if (to > this.position) this.miss(to - this.position, whyCut);
    }
  }

  /** Where the hole at the present position ends; `undefined` when there is none. */
  private holeEnd(): number | undefined {
    const next = Math.min(this.waiting.first ?? Infinity, this.cuts[0]?.from ?? Infinity);
    if (next !== Infinity) return next;
    const { position, finAt } = this;
    if (finAt !== undefined) return finAt > position ? finAt : undefined;
    const sent = Math.max(this.sentTo, this.ackedTo);
    // A single one that nothing follows is the FIN, which the capture lost.
    return sent > position + 1 ? sent : undefined;
  }

  private giveUp(to: number): void {
    this.givenUp.push({ from: this.position, to });
    if (this.givenUp.length > givenUpMax) this.givenUp.shift();
    this.miss(to - this.position, whyMissing, this.holeAt === this.position ? this.holeSinceUs : undefined);
    this.drain();
  }

  private miss(count: number, why: string, sinceUs?: number): void {
    this.advance(count);
    this.sink.gap(count, why, sinceUs);
  }

  private advance(count: number): void {
    this.position += count;
    this.nextSequence = (this.nextSequence + count) >>> 0;
  }

  private far(segment: Segment, sequence: number): void {
    const { stray } = this;
    const bytes = segment.bytes.subarray(segment.payloadAt, segment.payloadEnd);
    if (!stray || (stray.sequence + stray.length) >>> 0 !== sequence) {
      this.stray = { sequence, length: segment.length, bytes: bytes.slice() };
      return;
    }
    this.stray = undefined;
    this.flush();
    this.jump(stray.sequence);
    this.place(this.position, stray.length, stray.bytes);
    this.place(this.position + this.distance(sequence), segment.length, bytes);
  }

  /** Goes on at a place far away. */
  private jump(sequence: number): void {
    const distance = this.distance(sequence);
    this.sink.jumped(distance, true);
    if (distance > 0) this.miss(distance, whyMissing);
    else this.sink.gap(0, whyAnew, undefined);
    this.nextSequence = sequence;
    this.recent.clear();
    this.givenUp.length = 0;
    this.finAt = undefined;
    this.evidence = undefined;
    this.sentTo = this.position;
    this.ackedTo = this.position;
  }
}
