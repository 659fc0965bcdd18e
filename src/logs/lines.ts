/**
 * Cuts a stream of bytes into lines, wherever its chunks begin and end. Works on byte strings: a log's characters are
 * decoded field by field, much later, because one file can hold several encodings.
 */
import { byteStringOf } from "../base/byte-string.ts";

export interface Line {
  /** Without its line feed; a carriage return before it stays. */
  readonly text: string;
  /** From 1. */
  readonly number: number;
  /** Offset of its first byte. */
  readonly offset: number;
  /** It ends with a line feed; only the last line of an input may not. */
  readonly ended: boolean;
}

/** Longer lines are cut: no frame of the protocol is that large, so such a line belongs to no log. */
export const lineBytesMax = 48 * 1024 * 1024;

const utf8Mark = "\u00ef\u00bb\u00bf";

/** Turns bytes into a byte string; the host of this code may have a faster way than the portable one. */
export type ByteStringReader = (bytes: Uint8Array, start: number, end: number) => string;

export class LineSplitter {
  private readonly read: ByteStringReader;
  private parts: string[] = [];
  private partBytes = 0;
  private number = 1;
  private offset = 0;

  constructor(read: ByteStringReader = byteStringOf) {
    this.read = read;
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
    if (this.partBytes > lineBytesMax) lines.push(this.take(false));
    return lines;
  }

  /** What stands behind the last line feed. */
  end(): Line[] {
    return this.partBytes > 0 ? [this.take(false)] : [];
  }

  private keep(chunk: Uint8Array, start: number, end: number): void {
    if (start === end) return;
    this.parts.push(this.read(chunk, start, end));
    this.partBytes += end - start;
  }

  private take(ended: boolean): Line {
    let text = this.parts.length === 1 ? (this.parts[0] as string) : this.parts.join("");
    const line = { number: this.number, offset: this.offset, ended };
    this.offset += this.partBytes + (ended ? 1 : 0);
    this.number += 1;
    this.parts = [];
    this.partBytes = 0;
    if (line.offset === 0 && text.startsWith(utf8Mark)) text = text.slice(utf8Mark.length);
    return { text, ...line };
  }
}
