/**
 * Frames: four bytes of big-endian length, which do not count themselves, and the payload. Knows no message. Any
 * chunking of the stream gives the same frames.
 *
 * Source: the official clients; their own bound of 0x00ffffff bytes a frame.
 */
import { limits } from "../base/limits.ts";

export interface Frame {
  readonly payload: Uint8Array;
  /** Offset of the length's first byte in the stream. */
  readonly offset: number;
}

/** The stream stopped making sense: a length that no frame has. What follows cannot be framed any more. */
export interface Unframed {
  readonly offset: number;
  /** The length as it stood there. */
  readonly length: number;
  /** The first bytes from there on. */
  readonly bytes: Uint8Array;
}

export interface FramesRead {
  readonly frames: readonly Frame[];
  readonly unframed: Unframed | undefined;
}

/** The length and the payload, as they go on the wire. */
export function frameBytes(payload: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(4 + payload.length);
  new DataView(bytes.buffer).setUint32(0, payload.length);
  bytes.set(payload, 4);
  return bytes;
}

/** Takes one direction of a connection apart into frames. Holds at most one unfinished frame. */
export class FrameReader {
  private readonly parts: Uint8Array[] = [];
  private held = 0;
  private offset: number;
  private broken = false;

  /** @param offset of the first byte in the stream */
  constructor(offset = 0) {
    this.offset = offset;
  }

  /** Bytes of a frame that is not complete yet. */
  get pending(): number {
    return this.held;
  }

  push(chunk: Uint8Array): FramesRead {
    if (this.broken || chunk.length === 0) return { frames: [], unframed: undefined };
    this.parts.push(chunk);
    this.held += chunk.length;
    const frames: Frame[] = [];
    while (this.held >= 4) {
      const length = this.lengthAhead();
      if (length > limits.frameBytesMax) {
        this.broken = true;
        const bytes = this.joined().slice(0, 256);
        return { frames, unframed: { offset: this.offset, length, bytes } };
      }
      if (this.held < 4 + length) break;
      const bytes = this.joined();
      frames.push({ payload: bytes.subarray(4, 4 + length), offset: this.offset });
      this.replace(bytes.subarray(4 + length));
      this.offset += 4 + length;
    }
    return { frames, unframed: undefined };
  }

  /** The bytes of a frame that is not complete, because nothing more comes. Nothing is held any more. */
  rest(): Uint8Array {
    const bytes = this.joined();
    this.replace(new Uint8Array(0));
    return bytes;
  }

  private lengthAhead(): number {
    const first = this.parts[0] as Uint8Array;
    const bytes = first.length >= 4 ? first : this.joined();
    return (
      (bytes[0] as number) * 2 ** 24 + ((bytes[1] as number) << 16) + ((bytes[2] as number) << 8) + (bytes[3] as number)
    );
  }

  /** All that is held, in one piece. */
  private joined(): Uint8Array {
    if (this.parts.length > 1) {
      const all = new Uint8Array(this.held);
      let at = 0;
      for (const part of this.parts) {
        all.set(part, at);
        at += part.length;
      }
      this.replace(all);
    }
    return this.parts[0] ?? new Uint8Array(0);
  }

  private replace(bytes: Uint8Array): void {
    this.parts.length = 0;
    if (bytes.length > 0) this.parts.push(bytes);
    this.held = bytes.length;
  }
}
