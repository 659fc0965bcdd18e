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
      if (this.lengthBytes === 0 && at + 4 <= end) {
        this.begin((chunk[at]! << 24) | (chunk[at + 1]! << 16) | (chunk[at + 2]! << 8) | chunk[at + 3]!);
        at += 4;
      } else {
        this.length = (this.length << 8) | chunk[at]!;
        this.lengthBytes += 1;
        at += 1;
        if (this.lengthBytes === 4) this.begin(this.length);
      }
      if (this.lost) return;
    }
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
