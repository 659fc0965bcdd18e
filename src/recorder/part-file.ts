/**
 * One file that is being recorded. Keeps its promises when the disk does not: what cannot be written is counted, a block
 * that failed is tried again as it is, and the gap is marked as soon as writing works again. Never throws.
 */
import type { Direction } from "../base/direction.ts";
import type { GapAbout, LegContext, RecordingEvent } from "../recording/format.ts";
import type { RecordingWriter } from "../recording/recording-writer.ts";
import type { Counted } from "./held-messages.ts";

/** A file to append to. Its functions throw when the disk does. */
export interface Sink {
  /** Where it lies. */
  readonly path: string;
  /** Appends all of the pieces, or none: what a failure left behind is cut off again before the next. */
  readonly append: (pieces: readonly Uint8Array[]) => void;
  /** Whether the file is still there. */
  readonly there: () => boolean;
  readonly rename: (client: number) => void;
  readonly close: () => void;
  /** Closes and removes it. */
  readonly discard: () => void;
}

export interface NewPart {
  readonly writer: RecordingWriter;
  readonly sink: Sink;
}

/** A file that cannot be made is tried again after so long. */
const retryUs = 500_000;

type Both = Readonly<Record<Direction, number>>;
type Unfinished = GapAbout["unfinished"];

export class PartFile {
  /** There is no time to make blocks smaller. */
  hurry = false;
  /** The next block has no context yet. */
  private contextDue = false;
  /** Why writing does not work at the moment. */
  problem: string | undefined;
  gaps = 0;
  /** Bytes of this part that are in a block that was written. */
  readonly written = { in: 0, out: 0 };
  /** Bytes of this part that are not, and never will be. */
  readonly lost = { in: 0, out: 0 };
  private readonly create: () => NewPart;
  private readonly first: RecordingEvent;
  private part: NewPart | undefined;
  private stuck: { pieces: readonly Uint8Array[]; data: Readonly<Record<Direction, number>> } | undefined;
  private pending = { in: 0, out: 0 };
  private missed: { in: number; out: number; chunks: number; sinceWallUs: number } | undefined;
  private nextTryUs = 0;
  private lastMoment: { leg: number; monotonicUs: number; wallUs: number };

  /** @param first the event that every file of the leg begins with */
  constructor(create: () => NewPart, first: RecordingEvent) {
    this.create = create;
    this.first = first;
    this.lastMoment = first;
  }

  get path(): string | undefined {
    return this.part?.sink.path;
  }

  /** Whether the next bytes begin a block, in front of which stands what its reader must know. */
  get wantsContext(): boolean {
    return this.contextDue && this.part !== undefined && !this.stuck && !this.missed;
  }

  /** To be called before bytes are added, when a context is wanted. */
  begin({ leg, monotonicUs, wallUs }: RecordingEvent, context: LegContext): void {
    this.contextDue = false;
    this.part?.writer.add({ kind: "context", leg, monotonicUs, wallUs, context });
  }

  /** To be called when all bytes of an event are added. */
  settle(): void {
    if (this.part?.writer.full) this.flush(undefined);
  }

  /** @returns whether it is in the file, or will be */
  add(event: RecordingEvent): boolean {
    this.lastMoment = event;
    if (!this.open() || this.stuck || this.missed) {
      if (event.kind === "data") this.miss({ [event.direction]: event.bytes.length }, 1, event.wallUs);
      // What was missing before it came here is not marked either, as long as nothing can be written.
      if (event.kind === "gap") this.miss(event.about.missing, event.about.chunks, event.about.sinceWallUs);
      return false;
    }
    const { writer } = this.part as NewPart;
    writer.add(event);
    if (event.kind === "data") this.pending[event.direction] += event.bytes.length;
    if (event.kind === "gap") this.gaps += 1;
    return true;
  }

  /**
   * Writes what there is.
   * @param unfinished for the gap, when writing works again: where the next frame begins
   */
  flush(unfinished: Unfinished): void {
    if (!this.open() || !this.unstick()) return;
    if (this.missed) this.markGap(unfinished);
    const { writer } = this.part as NewPart;
    const pieces = writer.block(!this.hurry);
    if (!pieces) return;
    this.contextDue = true;
    const data = this.pending;
    this.pending = { in: 0, out: 0 };
    this.append(pieces, data);
  }

  /** Whether the file was removed under the recorder. */
  get vanished(): boolean {
    return this.part !== undefined && !this.part.sink.there();
  }

  rename(client: number): void {
    try {
      this.part?.sink.rename(client);
    } catch {
      // It keeps the name it has; the client stands inside.
    }
  }

  /**
   * Ends the file as it should be, if the disk lets it.
   * @param last its last event
   */
  end(last: RecordingEvent, messages: Readonly<Record<Direction, Counted>>, unfinished: Unfinished): void {
    this.lastMoment = last;
    this.flush(unfinished);
    this.add(last);
    this.flush(unfinished);
    if (this.part && !this.stuck && !this.missed)
      this.append(this.part.writer.end(...told(messages)), { in: 0, out: 0 });
    if (this.stuck || this.missed) this.gaps += 1;
    this.abandon();
  }

  /** Lets go of the file as it is. */
  abandon(): void {
    for (const direction of ["in", "out"] as const)
      this.lost[direction] += this.pending[direction] + (this.stuck?.data[direction] ?? 0);
    this.pending = { in: 0, out: 0 };
    this.stuck = undefined;
    try {
      this.part?.sink.close();
    } catch {
      // Nothing more can be done for it.
    }
    this.part = undefined;
  }

  private open(): boolean {
    if (this.part) return true;
    const { monotonicUs } = this.lastMoment;
    if (monotonicUs < this.nextTryUs) return false;
    this.nextTryUs = monotonicUs + retryUs;
    let part: NewPart | undefined;
    try {
      part = this.create();
      part.sink.append([part.writer.head]);
      part.writer.add(this.first);
      this.part = part;
      this.problem = undefined;
      return true;
    } catch (error) {
      this.problem = (error as Error).message;
      part?.sink.discard();
      return false;
    }
  }

  private unstick(): boolean {
    const { stuck } = this;
    if (!stuck) return true;
    this.stuck = undefined;
    return this.append(stuck.pieces, stuck.data);
  }

  private append(pieces: readonly Uint8Array[], data: Readonly<Record<Direction, number>>): boolean {
    try {
      this.part?.sink.append(pieces);
      this.written.in += data.in;
      this.written.out += data.out;
      this.problem = undefined;
      return true;
    } catch (error) {
      // The pieces may lie in room that is used again.
      this.stuck = { pieces: pieces.map((piece) => piece.slice()), data };
      this.problem = (error as Error).message;
      return false;
    }
  }

  private markGap(unfinished: Unfinished): void {
    const { in: incoming, out, chunks, sinceWallUs } = this.missed as NonNullable<PartFile["missed"]>;
    this.missed = undefined;
    this.gaps += 1;
    const about: GapAbout = {
      missing: { in: incoming, out },
      chunks,
      sinceWallUs,
      why: "the recording could not be written",
      ...(unfinished && { unfinished }),
    };
    (this.part as NewPart).writer.add({ ...momentOf(this.lastMoment), kind: "gap", about });
  }

  private miss(bytes: Partial<Readonly<Record<Direction, number>>>, chunks: number, sinceWallUs: number): void {
    this.missed ??= { in: 0, out: 0, chunks: 0, sinceWallUs };
    this.missed.chunks += chunks;
    for (const direction of ["in", "out"] as const) {
      this.missed[direction] += bytes[direction] ?? 0;
      this.lost[direction] += bytes[direction] ?? 0;
    }
  }
}

function told({ in: incoming, out }: Readonly<Record<Direction, Counted>>): [Both, Both] {
  return [
    { in: incoming.held, out: out.held },
    { in: incoming.seen, out: out.seen },
  ];
}

const momentOf = ({ leg, monotonicUs, wallUs }: { leg: number; monotonicUs: number; wallUs: number }) => ({
  leg,
  monotonicUs,
  wallUs,
});
