/**
 * The tape: takes copies of what was relayed and hands them in batches to whoever records. Never waits and never grows:
 * when all buffers are on their way, bytes are counted instead of copied, and the next thing recorded is a gap.
 */
import type { Direction } from "../base/direction.ts";
import type { Continued, GapAbout, LegAbout, LegNote, RecordingEvent } from "../recording/format.ts";
import { FrameCursor } from "../wire/frame-cursor.ts";
import { BatchWriter } from "./batch.ts";

export interface Moments {
  readonly monotonicUs: number;
  readonly wallUs: number;
}

export interface TapePorts {
  readonly now: () => Moments;
  /** Hands over a batch. The buffer comes back by `free`. */
  readonly post: (buffer: Uint8Array, length: number) => void;
  /** Asks for `flush` to be called soon. */
  readonly wake: () => void;
}

export interface TapeOptions {
  readonly bufferBytes: number;
  /** Buffers that may be on their way at once; memory is at most this many buffers. */
  readonly buffersMax: number;
}

/** Bytes before the first frame of a client: `API\0`. */
const prefixBytes = 4;

interface LegState {
  about: LegAbout;
  /** Where the frames begin, so that reading can go on behind a gap. */
  readonly cursors: Readonly<Record<Direction, FrameCursor>>;
  /** Bytes relayed. */
  readonly bytes: Record<Direction, number>;
  /** Bytes handed over in batches, to whoever records now. */
  readonly copied: Record<Direction, number>;
  gap: { in: number; out: number; chunks: number; sinceWallUs: number; why: string } | undefined;
}

/** What whoever records now is known to have written of a leg. */
export interface LegWritten {
  readonly bytes: Readonly<Record<Direction, number>>;
  readonly serverVersion?: number;
  readonly clientId?: number;
}

/** A buffer with less room than this is full. */
const roomBytesMin = 64;
/** Events other than data that wait for a buffer. There are few; more than this are counted as lost. */
const waitingMax = 10_000;

export class Tape {
  private readonly ports: TapePorts;
  private readonly options: TapeOptions;
  private readonly legs = new Map<number, LegState>();
  private readonly spare: Uint8Array[] = [];
  private waiting: RecordingEvent[] = [];
  private made = 0;
  private gapsOpen = 0;
  private batch: BatchWriter | undefined;
  /** Buffers that are on their way. */
  posted = 0;
  /** Bytes that were relayed and not recorded, since the beginning. */
  missed = { in: 0, out: 0, gaps: 0 };

  constructor(ports: TapePorts, options: TapeOptions) {
    this.ports = ports;
    this.options = options;
  }

  open(leg: number, about: LegAbout): void {
    this.legs.set(leg, {
      about,
      cursors: { in: new FrameCursor(), out: new FrameCursor(prefixBytes) },
      bytes: { in: 0, out: 0 },
      copied: { in: 0, out: 0 },
      gap: undefined,
    });
    this.tell({ kind: "open", leg, ...this.ports.now(), about });
  }

  data(leg: number, direction: Direction, bytes: Uint8Array): void {
    const state = this.legs.get(leg);
    if (!state) return;
    const copied = resumable(state) ? this.copy(leg, state, direction, bytes) : 0;
    state.copied[direction] += copied;
    if (copied < bytes.length) this.miss(state, direction, bytes.length - copied, "the recorder could not keep up");
    state.cursors[direction].push(bytes);
    state.bytes[direction] += bytes.length;
  }

  note(leg: number, about: LegNote): void {
    if (this.legs.has(leg)) this.tell({ kind: "note", leg, ...this.ports.now(), about });
  }

  close(leg: number, how: string): void {
    const state = this.legs.get(leg);
    if (!state) return;
    const now = this.ports.now();
    if (state.gap) {
      this.gapsOpen -= 1;
      this.tell({ kind: "gap", leg, ...now, about: gapAbout(state, state.gap) });
    }
    this.tell({ kind: "close", leg, ...now, about: { how, bytes: state.bytes } });
    this.legs.delete(leg);
  }

  /** Hands over what there is. */
  flush(): void {
    this.writeWaiting();
    this.markGaps();
    const { batch } = this;
    if (!batch || batch.length === 0) return;
    this.batch = undefined;
    this.posted += 1;
    this.ports.post(batch.buffer, batch.length);
  }

  /** A buffer is back. */
  free(buffer: Uint8Array): void {
    this.posted -= 1;
    this.spare.push(buffer);
    if (this.waiting.length > 0 || this.gapsOpen > 0) this.ports.wake();
  }

  /**
   * Whoever recorded is gone, with the buffers that were on their way. Another one takes over, and is told of every open
   * leg and of what may be missing.
   */
  restart(why: string, written: (leg: number) => LegWritten | undefined): void {
    this.made -= this.posted;
    this.posted = 0;
    if (this.batch) this.spare.push(this.batch.buffer);
    this.batch = undefined;
    this.waiting.length = 0;
    for (const [leg, state] of this.legs) {
      const known = written(leg);
      for (const direction of ["in", "out"] as const) {
        const lost = state.copied[direction] - (known?.bytes[direction] ?? 0);
        if (lost > 0) this.miss(state, direction, lost, why);
        // The next one counts from here.
        state.copied[direction] = 0;
      }
      state.about = { ...state.about, continued: continuedOf(state, known) };
      this.tell({ kind: "open", leg, ...this.ports.now(), about: state.about });
    }
  }

  private miss(state: LegState, direction: Direction, count: number, why: string): void {
    if (!state.gap) {
      this.missed.gaps += 1;
      this.gapsOpen += 1;
    }
    state.gap ??= { in: 0, out: 0, chunks: 0, sinceWallUs: this.ports.now().wallUs, why };
    state.gap[direction] += count;
    state.gap.chunks += 1;
    this.missed[direction] += count;
  }

  /** Copies as much as there is room for; all or nothing, as long as nothing goes wrong. @returns bytes copied */
  private copy(leg: number, state: LegState, direction: Direction, bytes: Uint8Array): number {
    const now = this.ports.now();
    const { gap } = state;
    if (gap && this.crowded) return 0;
    if (!this.hasRoom(bytes.length + (gap ? 1024 : 0))) return 0;
    if (gap && !this.markGap(leg, state, now)) return 0;
    let at = 0;
    while (at < bytes.length) {
      const room = this.batch?.room ?? this.options.bufferBytes - roomBytesMin;
      const piece = bytes.subarray(at, at + room);
      if (!this.put({ kind: "data", leg, direction, ...now, bytes: piece })) break;
      at += piece.length;
    }
    return at;
  }

  /** Behind a gap nothing is copied before half of the buffers are back: one large gap is better than many small ones. */
  private get crowded(): boolean {
    return this.posted * 2 > this.options.buffersMax;
  }

  /** A connection that has fallen silent has its gap marked too. */
  private markGaps(): void {
    if (this.gapsOpen === 0 || this.crowded) return;
    const now = this.ports.now();
    for (const [leg, state] of this.legs) if (state.gap && resumable(state)) this.markGap(leg, state, now);
  }

  private markGap(leg: number, state: LegState, now: Moments): boolean {
    const { gap } = state;
    if (!gap || !this.put({ kind: "gap", leg, ...now, about: gapAbout(state, gap) })) return false;
    state.gap = undefined;
    this.gapsOpen -= 1;
    return true;
  }

  /** Whether so many bytes can be copied now, in all. */
  private hasRoom(bytes: number): boolean {
    this.writeWaiting();
    if (this.waiting.length > 0) return false;
    const { bufferBytes, buffersMax } = this.options;
    const here = this.batch ? Math.max(0, this.batch.room) : 0;
    const buffers = this.spare.length + buffersMax - this.made;
    // Every buffer loses a little to heads and at its end.
    return bytes <= here + buffers * (bufferBytes - 2 * roomBytesMin);
  }

  private tell(event: RecordingEvent): void {
    this.writeWaiting();
    if (this.waiting.length === 0 && this.put(event)) return;
    if (this.waiting.length < waitingMax) this.waiting.push(event);
  }

  private writeWaiting(): void {
    let count = 0;
    while (count < this.waiting.length && this.put(this.waiting[count]!)) count += 1;
    if (count > 0) this.waiting.splice(0, count);
  }

  private put(event: RecordingEvent): boolean {
    let batch = this.batch ?? this.take();
    if (!batch) return false;
    if (!batch.add(event)) {
      this.batch = batch;
      this.postFull(batch);
      batch = this.take();
      if (!batch?.add(event)) return false;
    }
    this.batch = batch;
    if (batch.room < roomBytesMin) this.postFull(batch);
    else this.ports.wake();
    return true;
  }

  private postFull(batch: BatchWriter): void {
    this.batch = undefined;
    this.posted += 1;
    this.ports.post(batch.buffer, batch.length);
  }

  private take(): BatchWriter | undefined {
    const { bufferBytes, buffersMax } = this.options;
    let buffer = this.spare.pop();
    if (!buffer && this.made < buffersMax) {
      this.made += 1;
      buffer = new Uint8Array(bufferBytes);
    }
    return buffer && new BatchWriter(buffer);
  }
}

/** Behind a gap, recording goes on where the next frame is known to begin; inside of a length it waits for more. */
function resumable({ gap, cursors }: LegState): boolean {
  if (!gap) return true;
  return Object.values(cursors).every((cursor) => cursor.lost || cursor.unfinished !== undefined);
}

function unfinishedOf({ cursors }: LegState): Readonly<Record<Direction, number>> | undefined {
  const [incoming, outgoing] = [cursors.in.unfinished, cursors.out.unfinished];
  return incoming === undefined || outgoing === undefined ? undefined : { in: incoming, out: outgoing };
}

function gapAbout(state: LegState, gap: NonNullable<LegState["gap"]>): GapAbout {
  const { chunks, sinceWallUs, why } = gap;
  const unfinished = unfinishedOf(state);
  return { missing: { in: gap.in, out: gap.out }, chunks, sinceWallUs, why, ...(unfinished && { unfinished }) };
}

function continuedOf(state: LegState, known: LegWritten | undefined): Continued {
  const { serverVersion, clientId } = known ?? {};
  return {
    part: (state.about.continued?.part ?? 0) + 1,
    ...(serverVersion !== undefined && { serverVersion }),
    ...(clientId !== undefined && { clientId }),
    before: { ...state.bytes },
    ...withUnfinished(state),
  };
}

const withUnfinished = (state: LegState): Pick<Continued, "unfinished"> => {
  const unfinished = unfinishedOf(state);
  return unfinished ? { unfinished } : {};
};
