/**
 * One connection between a client and a host: bytes of both directions in, events out. Follows the handshake, and from
 * then on tells which server version every frame is to be read with. Owns no socket and no clock.
 *
 *   client: "API\0", frame "v100..226 +PACEAPI"      host: frame "176\0" "20260405 23:49:38 CET\0"
 *   client: frame START_API, …                        host: frames
 *
 * Source: the official clients' connection code; captured handshakes.
 */
import { byteStringOf } from "../base/byte-string.ts";
import type { Direction } from "../catalogue/schema.ts";
import { FrameReader, type Frame, type Unframed } from "../wire/frames.ts";

export type SessionEvent =
  /** The client begins with `API\0`, as all clients of server version 100 and above do. */
  | { readonly kind: "prefix"; readonly direction: "out"; readonly offset: number }
  /** The range of versions that the client offers, and its connection options. */
  | {
      readonly kind: "offer";
      readonly direction: "out";
      readonly offset: number;
      readonly min: number;
      readonly max: number;
      readonly options: string;
    }
  /** The host chose a version. The time is locale text, as a byte string. */
  | {
      readonly kind: "agreement";
      readonly direction: "in";
      readonly offset: number;
      readonly serverVersion: number;
      readonly time: string;
    }
  /** The host asks the client to connect elsewhere. */
  | { readonly kind: "redirect"; readonly direction: "in"; readonly offset: number; readonly to: string }
  | {
      readonly kind: "frame";
      readonly direction: Direction;
      readonly offset: number;
      readonly payload: Uint8Array;
      readonly serverVersion: number;
    }
  /** Part of a frame whose other part was not recorded. */
  | {
      readonly kind: "partial";
      readonly direction: Direction;
      readonly offset: number;
      readonly bytes: Uint8Array;
      readonly which: "beginning" | "end";
    }
  /** Bytes that are no frame; nothing more of this direction can be read. */
  | {
      readonly kind: "unframed";
      readonly direction: Direction;
      readonly offset: number;
      readonly bytes: Uint8Array;
      readonly why: string;
    };

const prefix = [0x41, 0x50, 0x49, 0];
/** Frames that wait for the version, and their bytes; more means that this is no such connection. */
const waitingMax = 10_000;
const waitingBytesMax = 16 * 1024 * 1024;

/** What is known of a connection whose beginning is in another file. */
export interface SessionSoFar {
  readonly serverVersion?: number | undefined;
  /** Bytes of each direction before. */
  readonly before: Readonly<Record<Direction, number>>;
  /** Bytes that still belong to a frame from before; `undefined` when it is not known where the next one begins. */
  readonly unfinished?: Readonly<Record<Direction, number>> | undefined;
}

export class Session {
  /** The version that both sides agreed on, once they have. */
  serverVersion: number | undefined;
  private readonly start = new ClientStart();
  private readers: Record<Direction, FrameReader> = {
    in: new FrameReader(),
    out: new FrameReader(prefix.length),
  };
  private offered = false;
  private answered = false;
  private readonly waiting: { direction: Direction; frame: Frame }[] = [];
  private waitingBytes = 0;
  private readonly dead: Record<Direction, boolean> = { in: false, out: false };
  /** Bytes at the front that belong to a frame whose beginning is missing. */
  private tails: Record<Direction, number> = { in: 0, out: 0 };
  private readonly offsets: Record<Direction, number> = { in: 0, out: 0 };

  /** @param soFar when the connection began earlier */
  constructor(soFar?: SessionSoFar) {
    if (!soFar) return;
    this.serverVersion = soFar.serverVersion;
    this.goOn(soFar.before, soFar.unfinished);
  }

  /** Takes bytes as they came; gives what they mean. Chunks of both directions must come in their order in time. */
  push(direction: Direction, chunk: Uint8Array): SessionEvent[] {
    const offset = this.offsets[direction];
    this.offsets[direction] += chunk.length;
    if (this.dead[direction] || chunk.length === 0) return [];
    const tail = Math.min(this.tails[direction], chunk.length);
    if (tail > 0) {
      this.tails[direction] -= tail;
      const bytes = chunk.subarray(0, tail);
      const partial: SessionEvent = { kind: "partial", direction, offset, bytes, which: "end" };
      return [partial, ...this.frames(direction, chunk.subarray(tail))];
    }
    if (direction === "in" || this.start.begun) return this.frames(direction, chunk);
    const start = this.start.push(chunk);
    if (start.foreign) return this.die("out", 0, start.foreign, "a client that does not begin with API\\0");
    const events: SessionEvent[] = this.start.begun ? [{ kind: "prefix", direction: "out", offset: 0 }] : [];
    return start.rest ? [...events, ...this.frames("out", start.rest)] : events;
  }

  /**
   * Bytes are missing here. @param unfinished bytes behind the gap that still belong to a frame inside of it;
   * `undefined` when nobody knows where the next frame begins
   */
  gap(missing: Readonly<Record<Direction, number>>, unfinished?: Readonly<Record<Direction, number>>): SessionEvent[] {
    const { offsets } = this;
    return this.resume({ before: { in: offsets.in + missing.in, out: offsets.out + missing.out }, unfinished });
  }

  /** Goes on at another place of the connection. @returns what was left unfinished at this one */
  resume(soFar: SessionSoFar): SessionEvent[] {
    const cut = (["in", "out"] as const).flatMap((direction): SessionEvent[] => {
      const bytes = this.readers[direction].rest();
      const offset = this.offsets[direction] - bytes.length;
      return bytes.length > 0 ? [{ kind: "partial", direction, offset, bytes, which: "beginning" }] : [];
    });
    this.serverVersion ??= soFar.serverVersion;
    this.goOn(soFar.before, soFar.unfinished);
    return cut;
  }

  private goOn(
    before: Readonly<Record<Direction, number>>,
    unfinished: Readonly<Record<Direction, number>> | undefined,
  ): void {
    Object.assign(this.offsets, before);
    const tails = unfinished ?? { in: 0, out: 0 };
    this.tails = { ...tails };
    this.readers = {
      in: new FrameReader(before.in + tails.in),
      out: new FrameReader(Math.max(before.out + tails.out, prefix.length)),
    };
    // What comes before the handshake is over still is the handshake.
    if (before.out > 0) this.start.skip();
    this.offered ||= before.out > prefix.length;
    this.answered ||= before.in > 0 || this.serverVersion !== undefined;
    this.dead.in = !unfinished && before.in > 0;
    this.dead.out = !unfinished && before.out > 0;
  }

  private frames(direction: Direction, chunk: Uint8Array): SessionEvent[] {
    const { frames, unframed } = this.readers[direction].push(chunk);
    const events: SessionEvent[] = [];
    for (const frame of frames) if (!this.dead[direction]) events.push(...this.frame(direction, frame));
    return unframed && !this.dead[direction] ? [...events, ...this.unframed(direction, unframed)] : events;
  }

  private unframed(direction: Direction, { offset, length, bytes }: Unframed): SessionEvent[] {
    return this.die(direction, offset, bytes, `a frame length of ${length} bytes, above what any frame has`);
  }

  private die(direction: Direction, offset: number, bytes: Uint8Array, why: string): SessionEvent[] {
    this.dead[direction] = true;
    return [{ kind: "unframed", direction, offset, bytes, why }];
  }

  private frame(direction: Direction, frame: Frame): SessionEvent[] {
    if (direction === "out" && !this.offered) return this.offer(frame);
    if (direction === "in" && !this.answered) return this.answer(frame);
    if (this.serverVersion !== undefined) return [this.message(direction, frame, this.serverVersion)];
    // A client that does not wait for the host's version (asynchronous connect) is read once it is known.
    this.waiting.push({ direction, frame });
    this.waitingBytes += frame.payload.length;
    return this.waiting.length > waitingMax || this.waitingBytes > waitingBytesMax
      ? this.die(direction, frame.offset, frame.payload, "messages without an agreed version")
      : [];
  }

  private message(direction: Direction, { payload, offset }: Frame, serverVersion: number): SessionEvent {
    return { kind: "frame", direction, offset, payload, serverVersion };
  }

  private offer({ payload, offset }: Frame): SessionEvent[] {
    const parts = /^v(\d{1,6})(?:\.\.(\d{1,6}))?(?: ([\s\S]*))?$/.exec(byteStringOf(payload).replace(/\0$/, ""));
    if (!parts) return this.die("out", offset, payload, "no version offer such as v100..226");
    this.offered = true;
    const min = Number(parts[1]);
    return [{ kind: "offer", direction: "out", offset, min, max: Number(parts[2] ?? min), options: parts[3] ?? "" }];
  }

  private answer({ payload, offset }: Frame): SessionEvent[] {
    const [version = "", rest = ""] = byteStringOf(payload).split("\0");
    if (version === "-1") return [{ kind: "redirect", direction: "in", offset, to: rest }];
    if (!/^\d{1,6}$/.test(version)) return this.die("in", offset, payload, "no server version");
    this.answered = true;
    this.serverVersion = Number(version);
    const agreement: SessionEvent = {
      kind: "agreement",
      direction: "in",
      offset,
      serverVersion: this.serverVersion,
      time: rest,
    };
    const waiting = this.waiting.splice(0).map((one) => this.message(one.direction, one.frame, Number(version)));
    return [agreement, ...waiting];
  }
}

interface Started {
  /** The client begins with something else: its first bytes. */
  readonly foreign?: Uint8Array;
  readonly rest?: Uint8Array;
}

/** The client's first four bytes, which are outside of any frame. */
class ClientStart {
  private seen: number[] = [];

  get begun(): boolean {
    return this.seen.length === prefix.length;
  }

  /** They are not there to be read. */
  skip(): void {
    this.seen = prefix;
  }

  push(chunk: Uint8Array): Started {
    let at = 0;
    while (at < chunk.length && !this.begun) {
      const byte = chunk[at] as number;
      this.seen.push(byte);
      at += 1;
      if (byte !== prefix[this.seen.length - 1])
        return { foreign: Uint8Array.from([...this.seen, ...chunk.subarray(at, at + 252)]) };
    }
    return at < chunk.length ? { rest: chunk.subarray(at) } : {};
  }
}
