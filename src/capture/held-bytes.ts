/**
 * The stretch of a file that is at hand: what came and was not used up yet. Works on the caller's chunk where nothing is
 * left over from the one before, and copies only what must be kept beyond the call.
 */
export class HeldBytes {
  bytes: Uint8Array = new Uint8Array(0);
  /** Index of the first unused byte in `bytes`, and the index behind the last. */
  start = 0;
  end = 0;
  /** Where the first unused byte stands in the file. */
  offset = 0;
  private own: Uint8Array = new Uint8Array(0);
  /** Bytes to be passed over that have not come yet. */
  private owed = 0;

  get length(): number {
    return this.end - this.start;
  }

  /** Bytes that were passed over and did not come: at the end of the file, so many are missing. */
  get short(): number {
    return this.owed;
  }

  append(chunk: Uint8Array): void {
    const passed = Math.min(this.owed, chunk.length);
    this.owed -= passed;
    this.offset += passed;
    // Node's own kind of byte array makes views where others make copies.
    const fresh = new Uint8Array(chunk.buffer, chunk.byteOffset + passed, chunk.length - passed);
    if (this.length === 0) {
      this.bytes = fresh;
      this.start = 0;
      this.end = fresh.length;
      return;
    }
    this.makeRoom(fresh.length);
    this.bytes.set(fresh, this.end);
    this.end += fresh.length;
  }

  /** Uses up bytes, or passes over more than have come. */
  pass(count: number): void {
    const here = Math.min(count, this.length);
    this.start += here;
    this.offset += here;
    this.owed += count - here;
  }

  /** Called before the caller's chunk may change. */
  settle(): void {
    if (this.length > 0 && this.bytes !== this.own) this.makeRoom(0);
    else if (this.length === 0) this.bytes = this.own.subarray(0, 0);
  }

  /** Moves what is held to the front of a store of its own, with room behind it. */
  private makeRoom(more: number): void {
    const { length } = this;
    if (this.bytes === this.own && this.end + more <= this.own.length) return;
    const held = this.bytes.subarray(this.start, this.end);
    if (length + more > this.own.length || this.start < length)
      this.own = new Uint8Array(Math.max(length + more, 2 * length, 4096));
    this.own.set(held);
    this.bytes = this.own;
    this.start = 0;
    this.end = length;
  }
}
