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
  /** Where its lines begin. */
  readonly offsets: readonly number[];
  readonly direction: Direction;
  readonly head: ApiLineHead;
  /** What stands behind the arrow, a byte string; lines joined by line feeds. */
  readonly body: string;
  /** Text that was left out because the entry is larger than any frame. */
  readonly leftOut: number;
}

/** An entry of its own, of no log: a body that somebody asks about. */
export const loneEntry = (body: string, direction: Direction): Entry => ({
  line: 1,
  offset: 0,
  lines: 1,
  offsets: [0],
  direction,
  head: { direction, clockMs: undefined, day: undefined, start: 0, body: 0 },
  body,
  leftOut: 0,
});

/** Three frames of the largest size: no socket write of a host is larger. */
const entryBytesMax = 50_331_648;

export class EntryJoiner {
  private current:
    | {
        head: ApiLineHead;
        line: Line;
        noise: RegExp | "";
        parts: string[];
        bytes: number;
        leftOut: number;
        offsets: number[];
      }
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
    const noise = line.text.slice(0, head.start);
    const text = unquoted(this.unreturned(line.text, true), noise);
    const parts = [text.slice(head.body)];
    this.current = {
      head,
      line,
      noise: noise && likeNoise(noise),
      parts,
      bytes: text.length,
      leftOut: 0,
      offsets: [line.offset],
    };
    return done;
  }

  /** Adds a line without a head; false when there is no entry to add it to. */
  add(line: Line): boolean {
    const { current } = this;
    if (!current || (!line.ended && halfHead.test(line.text))) return false;
    current.offsets.push(line.offset);
    if (current.bytes + line.text.length > entryBytesMax) current.leftOut += line.text.length + 1;
    else {
      const text = this.unreturned(line.text, false);
      current.parts.push(current.noise ? text.replace(current.noise, "") : text);
      current.bytes += line.text.length + 1;
    }
    return true;
  }

  finish(): Entry | undefined {
    const { current } = this;
    this.current = undefined;
    if (!current) return undefined;
    const { head, line, parts, leftOut, offsets } = current;
    // Blank lines between entries are none of the message's.
    while (parts.length > 1 && parts.at(-1) === "") parts.pop();
    const body = parts.length === 1 ? (parts[0] as string) : parts.join("\n");
    const { direction } = head;
    return { line: line.number, offset: line.offset, lines: offsets.length, offsets, direction, head, body, leftOut };
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

/** What is left of a head where a file was cut off. */
const halfHead = /^\d\d?(?::\d{0,2}){0,2}(?:(?<=:\d\d:\d\d)[:.,]\d{0,3})?(?: (?:->?|<-?)?)?$/;

/** What another tool puts before each line: the same text, with other numbers in it. */
const likeNoise = (noise: string): RegExp =>
  new RegExp(`^${noise.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&").replaceAll(/\d+/g, "\\d+")}`);

/** A line that was quoted as code or text ends with the same mark. */
function unquoted(text: string, noise: string): string {
  const mark = noise.at(-1);
  return mark && "`'\"".includes(mark) && text.endsWith(mark) ? text.slice(0, -1) : text;
}
