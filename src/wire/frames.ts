/**
 * Frames: four bytes of big-endian length, which do not count themselves, and the payload. Knows no message. Any
 * chunking of the stream gives the same frames.
 *
 * Source: the official clients; their own bound of 0x00ffffff bytes a frame.
 */
import { bytesIn, type ByteRange } from "../base/byte-range.ts";
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
  /** The beginning of an unfinished frame, its length included; more room than `held` bytes of it need. */
  private buffer = new Uint8Array(0);
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

  /** Frames that lie whole in the chunk are parts of it; nothing else of the chunk is kept. */
  push(chunk: Uint8Array): FramesRead {
    const frames: Frame[] = [];
    const unframed = this.each(chunk, (payload, offset) => {
      frames.push({ payload: bytesIn(payload), offset });
    });
    return { frames, unframed };
  }

  /**
   * The same without a view for each frame, for reading at full speed.
   * @param tell is given the place of each payload, which holds until it returns, and the frame's offset in the stream
   */
  each(chunk: Uint8Array, tell: (payload: ByteRange, offset: number) => void): Unframed | undefined {
    const inChunk = { bytes: chunk, start: 0, end: 0 };
    for (let at = 0; at < chunk.length && !this.broken;) {
      const { offset } = this;
      if (this.held > 0) {
        at += this.goOn(chunk, at);
        const length = this.held >= 4 ? lengthAt(this.buffer, 0) : 0;
        if (length > limits.frameBytesMax) return this.unframed(length, chunk.subarray(at));
        if (this.held < 4 + length || this.held < 4) continue;
        const bytes = this.buffer;
        this.forget();
        this.offset += 4 + length;
        tell({ bytes, start: 4, end: 4 + length }, offset);
        continue;
      }
      const left = chunk.length - at;
      const length = left >= 4 ? lengthAt(chunk, at) : 0;
      if (length > limits.frameBytesMax) return this.unframed(length, chunk.subarray(at));
      if (left < 4 || left < 4 + length) {
        this.hold(chunk, at, chunk.length);
        break;
      }
      inChunk.start = at + 4;
      at += 4 + length;
      inChunk.end = at;
      this.offset += 4 + length;
      tell(inChunk, offset);
    }
    return undefined;
  }

  /** The bytes of a frame that is not complete, because nothing more comes. Nothing is held any more. */
  rest(): Uint8Array {
    const bytes = this.buffer.subarray(0, this.held);
    this.forget();
    return bytes;
  }

  private unframed(length: number, behind: Uint8Array): Unframed {
    this.broken = true;
    const held = this.rest();
    const bytes = new Uint8Array(Math.min(held.length + behind.length, unframedBytesMax));
    bytes.set(held.subarray(0, bytes.length));
    bytes.set(behind.subarray(0, bytes.length - held.length), held.length);
    return { offset: this.offset, length, bytes };
  }

  /** Takes what the unfinished frame, or first its length, still needs. @returns how many bytes that were */
  private goOn(chunk: Uint8Array, at: number): number {
    const wanted = this.held < 4 ? 4 : 4 + lengthAt(this.buffer, 0);
    const end = Math.min(chunk.length, at + wanted - this.held);
    this.hold(chunk, at, end);
    return end - at;
  }

  /** The room doubles, so that a frame in many small pieces costs no more than a few copies of it. */
  private hold(chunk: Uint8Array, start: number, end: number): void {
    const held = this.held + end - start;
    if (held > this.buffer.length) {
      const larger = new Uint8Array(Math.max(held, 2 * this.buffer.length, 64));
      larger.set(this.buffer.subarray(0, this.held));
      this.buffer = larger;
    }
    this.buffer.set(chunk.subarray(start, end), this.held);
    this.held = held;
  }

  private forget(): void {
    // A frame that was given away must not be written over.
    this.buffer = new Uint8Array(0);
    this.held = 0;
  }
}

/** Bytes shown of what is no frame. */
const unframedBytesMax = 256;

const lengthAt = (bytes: Uint8Array, at: number): number =>
  bytes[at]! * 2 ** 24 + (bytes[at + 1]! << 16) + (bytes[at + 2]! << 8) + bytes[at + 3]!;
