/**
 * Joins the lines of an API message log into entries. A line without a head belongs to the entry before it: only NUL is
 * replaced in the log, so payloads with line feeds (scanner XML, news, fundamentals) go on over several lines, and a
 * length byte that is a line feed cuts its line in two.
 */
import type { Direction } from "../../catalogue/schema.ts";
import type { Line } from "../lines.ts";
import type { ApiLineHead } from "./line-head.ts";

export interface Entry {
  readonly line: number;
  readonly offset: number;
  /** How many lines it takes. */
  readonly lines: number;
  readonly direction: Direction;
  readonly head: ApiLineHead;
  /** What stands behind the arrow, a byte string; lines joined by line feeds. */
  readonly body: string;
  /** Text that was left out because the entry is larger than any frame. */
  readonly leftOut: number;
}

/** Three frames of the largest size: no socket write of a host is larger. */
const entryBytesMax = 50_331_648;

export class EntryJoiner {
  private current:
    | { head: ApiLineHead; line: Line; parts: string[]; bytes: number; leftOut: number; lines: number }
    | undefined;
  /** Lines end with CR LF: then a CR before a LF inside an entry is the file's, not the message's. */
  private returns = 0;
  private feeds = 0;

  get open(): boolean {
    return this.current !== undefined;
  }

  /** Begins an entry; gives the one before. */
  begin(line: Line, head: ApiLineHead): Entry | undefined {
    const done = this.finish();
    const text = this.unreturned(line.text, true);
    this.current = { head, line, parts: [text.slice(head.body)], bytes: text.length, leftOut: 0, lines: 1 };
    return done;
  }

  /** Adds a line without a head; false when there is no entry to add it to. */
  add(line: Line): boolean {
    const { current } = this;
    if (!current) return false;
    current.lines += 1;
    if (current.bytes + line.text.length > entryBytesMax) current.leftOut += line.text.length + 1;
    else {
      current.parts.push(this.unreturned(line.text, false));
      current.bytes += line.text.length + 1;
    }
    return true;
  }

  finish(): Entry | undefined {
    const { current } = this;
    this.current = undefined;
    if (!current) return undefined;
    const { head, line, parts, leftOut, lines } = current;
    // Blank lines between entries are none of the message's.
    while (parts.length > 1 && parts.at(-1) === "") parts.pop();
    const body = parts.length === 1 ? (parts[0] as string) : parts.join("\n");
    return { line: line.number, offset: line.offset, lines, direction: head.direction, head, body, leftOut };
  }

  private unreturned(text: string, isHead: boolean): string {
    const returned = text.endsWith("\r");
    if (isHead) {
      if (returned) this.returns += 1;
      this.feeds += 1;
    }
    return returned && this.returns * 2 > this.feeds ? text.slice(0, -1) : text;
  }
}
