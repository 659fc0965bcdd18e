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
  /** Bytes that are no frame; nothing more of this direction can be read. */
  | {
      readonly kind: "unframed";
      readonly direction: Direction;
      readonly offset: number;
      readonly bytes: Uint8Array;
      readonly why: string;
    };

const prefix = [0x41, 0x50, 0x49, 0];
/** Frames of a direction that wait for the version; more means that this is no such connection. */
const waitingMax = 10_000;

export class Session {
  /** The version that both sides agreed on, once they have. */
  serverVersion: number | undefined;
  private readonly out = new ClientStart();
  private readonly readers: Record<Direction, FrameReader> = {
    in: new FrameReader(),
    out: new FrameReader(prefix.length),
  };
  private offered = false;
  private answered = false;
  private readonly waiting: { direction: Direction; frame: Frame }[] = [];
  private readonly dead: Record<Direction, boolean> = { in: false, out: false };

  /** Takes bytes as they came; gives what they mean. Chunks of both directions must come in their order in time. */
  push(direction: Direction, chunk: Uint8Array): SessionEvent[] {
    if (this.dead[direction]) return [];
    if (direction === "in") return this.frames("in", chunk);
    const start = this.out.push(chunk);
    if (start.state === "foreign") return this.die("out", 0, start.bytes, "a client that does not begin with API\\0");
    const events: SessionEvent[] = start.began ? [{ kind: "prefix", direction: "out", offset: 0 }] : [];
    return start.rest ? [...events, ...this.frames("out", start.rest)] : events;
  }

  private frames(direction: Direction, chunk: Uint8Array): SessionEvent[] {
    const { frames, unframed } = this.readers[direction].push(chunk);
    const events = frames.flatMap((frame) => this.frame(direction, frame));
    return unframed ? [...events, ...this.unframed(direction, unframed)] : events;
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
    return this.waiting.length > waitingMax
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
  readonly state: "waiting" | "foreign" | "begun";
  /** The prefix was completed by this chunk. */
  readonly began: boolean;
  readonly rest: Uint8Array | undefined;
  readonly bytes: Uint8Array;
}

/** The client's first four bytes, which are outside of any frame. */
class ClientStart {
  private seen: number[] = [];

  push(chunk: Uint8Array): Started {
    if (this.seen.length === prefix.length) return { state: "begun", began: false, rest: chunk, bytes: chunk };
    let at = 0;
    while (at < chunk.length && this.seen.length < prefix.length) {
      const byte = chunk[at] as number;
      this.seen.push(byte);
      at += 1;
      if (byte !== prefix[this.seen.length - 1])
        return {
          state: "foreign",
          began: false,
          rest: undefined,
          bytes: Uint8Array.from([...this.seen, ...chunk.subarray(at, at + 252)]),
        };
    }
    const begun = this.seen.length === prefix.length;
    const rest = begun && at < chunk.length ? chunk.subarray(at) : undefined;
    return { state: begun ? "begun" : "waiting", began: begun, rest, bytes: chunk };
  }
}
