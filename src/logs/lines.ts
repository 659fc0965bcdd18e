/**
 * Cuts a stream of bytes into lines, wherever its chunks begin and end. Works on byte strings: a log's characters are
 * decoded field by field, much later, because one file can hold several encodings.
 */
import { byteStringOf } from "../base/byte-string.ts";
import { limits } from "../base/limits.ts";

export interface Line {
  /** Without its line feed; a carriage return before it stays. */
  readonly text: string;
  /** From 1. */
  readonly number: number;
  /** Offset of its first byte. */
  readonly offset: number;
  /** It ends with a line feed; only the last line of an input may not. */
  readonly ended: boolean;
  /** How many bytes at its end are missing in the text, because it is longer than is kept of a line. */
  readonly leftOut: number;
}

const utf8Mark = "\u00ef\u00bb\u00bf";

/** Turns bytes into a byte string; the host of this code may have a faster way than the portable one. */
export type ByteStringReader = (bytes: Uint8Array, start: number, end: number) => string;

export class LineSplitter {
  private readonly read: ByteStringReader;
  private readonly bytesMax: number;
  private parts: string[] = [];
  private keptBytes = 0;
  private leftOut = 0;
  private number = 1;
  private offset = 0;

  /** @param bytesMax most bytes that are kept of a line */
  constructor(read: ByteStringReader = byteStringOf, bytesMax: number = limits.entryBytesMax) {
    this.read = read;
    this.bytesMax = bytesMax;
  }

  /** The lines that end in this chunk. */
  push(chunk: Uint8Array): Line[] {
    const lines: Line[] = [];
    let start = 0;
    for (let feed = chunk.indexOf(10); feed >= 0; feed = chunk.indexOf(10, start)) {
      this.keep(chunk, start, feed);
      lines.push(this.take(true));
      start = feed + 1;
    }
    this.keep(chunk, start, chunk.length);
    return lines;
  }

  /** Nothing of the next line has come yet. */
  get atLineStart(): boolean {
    return this.keptBytes === 0;
  }

  /** Counts lines that somebody else has looked at. */
  pass(lines: number, bytes: number): void {
    this.number += lines;
    this.offset += bytes;
  }

  /** What stands behind the last line feed. */
  end(): Line[] {
    return this.keptBytes > 0 ? [this.take(false)] : [];
  }

  private keep(chunk: Uint8Array, start: number, end: number): void {
    if (start === end) return;
    const bytes = Math.min(end - start, this.bytesMax - this.keptBytes);
    if (bytes > 0) this.parts.push(this.read(chunk, start, start + bytes));
    this.keptBytes += bytes;
    this.leftOut += end - start - bytes;
  }

  private take(ended: boolean): Line {
    const { parts, number, offset, leftOut } = this;
    let text = parts.length > 1 ? parts.join("") : (parts[0] ?? "");
    this.offset += this.keptBytes + leftOut + (ended ? 1 : 0);
    this.number += 1;
    if (parts.length > 0) this.parts = [];
    this.keptBytes = 0;
    this.leftOut = 0;
    if (offset === 0 && text.startsWith(utf8Mark)) text = text.slice(utf8Mark.length);
    return { text, number, offset, ended, leftOut };
  }
}
