/**
 * Follows the frames of one direction without keeping them: how many there were, and how far it is to the next one.
 * Costs next to nothing, for places that must not be slow.
 */
import { limits } from "../base/limits.ts";

export class FrameCursor {
  /** Frames that have begun. */
  frames = 0;
  /** Bytes left of the current frame. */
  private left: number;
  /** Bytes of the current length that have been read, and their value. */
  private lengthBytes = 0;
  private length = 0;
  /** The bytes turned out to be no frames. */
  lost = false;

  /** @param skip bytes in front of the first frame */
  constructor(skip = 0) {
    this.left = skip;
  }

  /**
   * Bytes until the next frame begins: 0 between two frames, `undefined` inside of a length, and when the bytes turned
   * out to be no frames.
   */
  get unfinished(): number | undefined {
    return this.lost || this.lengthBytes > 0 ? undefined : this.left;
  }

  push(chunk: Uint8Array): void {
    if (this.lost) return;
    const end = chunk.length;
    let at = 0;
    while (at < end) {
      if (this.left > 0) {
        const step = Math.min(this.left, end - at);
        this.left -= step;
        at += step;
        continue;
      }
      if (this.lengthBytes === 0 && at + 4 <= end) at = this.pass(chunk, at);
      else {
        this.length = (this.length << 8) | chunk[at]!;
        this.lengthBytes += 1;
        at += 1;
        if (this.lengthBytes === 4) this.begin(this.length);
      }
      if (this.lost) return;
    }
  }

  /**
   * Goes from length to length, as far as they lie whole in the chunk. Millions of frames a second pass here, on the thread
   * that relays: nothing is kept in the object before the end.
   * @returns where it stopped
   */
  private pass(chunk: Uint8Array, start: number): number {
    const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const end = chunk.length;
    const longest = limits.frameBytesMax;
    let at = start;
    let frames = 0;
    while (at + 4 <= end) {
      const length = view.getInt32(at);
      if (length >>> 0 > longest) {
        this.lost = true;
        break;
      }
      frames += 1;
      at += 4 + length;
    }
    this.frames += frames;
    if (at <= end) return at;
    this.left = at - end;
    return end;
  }

  private begin(length: number): void {
    this.lengthBytes = 0;
    this.length = 0;
    if (length < 0 || length > limits.frameBytesMax) {
      this.lost = true;
      return;
    }
    this.left = length;
    this.frames += 1;
  }
}
