/**
 * One connection through the relay: what to do with the two sockets of a leg when something happens to them. Bytes pass
 * exactly as they came; closing, half-closing, resetting and being slow pass too. Owns no socket and knows no message.
 *
 * Forwards first, tells the tape after: nothing the tape does can come before the bytes.
 */
import type { Direction } from "../base/direction.ts";

export type Side = "client" | "host";

/** What the core asks of a socket. None of it may throw. */
export interface Line {
  /** Sends bytes; `false` when no more should be sent until `drained`. */
  readonly write: (bytes: Uint8Array) => boolean;
  /** Sends what is left, and a FIN. */
  readonly end: () => void;
  /** Sends what is left as far as the other side takes it, and then a RST. */
  readonly reset: () => void;
  readonly pause: () => void;
  readonly resume: () => void;
}

/** Who wants to know of what passed. */
export interface Tape {
  readonly data: (direction: Direction, bytes: Uint8Array) => void;
  readonly close: (how: string, bytes: Readonly<Record<Direction, number>>) => void;
}

interface Half {
  readonly line: Line;
  /** It has sent its FIN, or was reset. */
  ended: boolean;
  /** Nothing can be sent to it any more. */
  gone: boolean;
}

const other = { client: "host", host: "client" } as const;
const directionFrom = { client: "out", host: "in" } as const;

export class Leg {
  readonly bytes = { in: 0, out: 0 };
  private readonly halves: Readonly<Record<Side, Half>>;
  private readonly tape: Tape;
  private how: string | undefined;
  private closed = false;

  constructor(client: Line, host: Line, tape: Tape) {
    this.halves = {
      client: { line: client, ended: false, gone: false },
      host: { line: host, ended: false, gone: false },
    };
    this.tape = tape;
  }

  /** Bytes came from a side. */
  data(from: Side, bytes: Uint8Array): void {
    const to = this.halves[other[from]];
    const direction = directionFrom[from];
    if (!to.gone && !to.line.write(bytes)) this.halves[from].line.pause();
    this.bytes[direction] += bytes.length;
    this.tape.data(direction, bytes);
  }

  /** A side takes bytes again. */
  drained(side: Side): void {
    this.halves[other[side]].line.resume();
  }

  /** A side has sent its last byte; it may still take some. */
  ended(from: Side): void {
    if (this.halves[from].ended) return;
    this.halves[from].ended = true;
    this.how ??= `the ${from} closed`;
    const to = this.halves[other[from]];
    if (!to.gone) to.line.end();
  }

  /** A side was reset, timed out or cannot be written to. @param why the system's word for it, such as `ECONNRESET` */
  failed(side: Side, why: string): void {
    this.how ??= `the ${side} reset the connection (${why})`;
    this.halves[side].ended = true;
    this.halves[side].gone = true;
    const to = this.halves[other[side]];
    if (!to.gone) to.line.reset();
  }

  /** A side's socket is closed for good. When both are, the leg is over. */
  gone(side: Side): void {
    this.halves[side].gone = true;
    this.halves[side].ended = true;
    const opposite = this.halves[other[side]];
    // The one that is left must not wait for bytes to be taken by nobody; what it still sends would go nowhere.
    if (!opposite.gone) opposite.line[opposite.ended ? "resume" : "reset"]();
    if (this.closed || !opposite.gone) return;
    this.closed = true;
    this.tape.close(this.how ?? "closed", this.bytes);
  }

  /** The relay itself must stop: both sides are told as gently as can be. */
  stop(why: string): void {
    this.how ??= why;
    for (const half of Object.values(this.halves)) if (!half.gone) half.line.end();
  }
}
