/**
 * Joins the lines of an API message log into entries. A line without a head belongs to the entry before it: only NUL is
 * replaced in the log, so payloads with line feeds (scanner XML, news, fundamentals) go on over several lines, and a
 * length byte that is a line feed cuts its line in two.
 */
import { limits } from "../../base/limits.ts";
import { Joiner } from "../../base/byte-string.ts";
import type { Direction } from "../../catalogue/schema.ts";
import type { Line } from "../lines.ts";
import type { ApiLineHead } from "./line-head.ts";

export interface Entry {
  readonly line: number;
  readonly offset: number;
  /** How many lines it takes. */
  readonly lines: number;
  /** Where its lines begin, those that are kept. */
  readonly offsets: readonly number[];
  readonly direction: Direction;
  readonly head: ApiLineHead;
  /** What stands behind the arrow, a byte string; lines joined by line feeds. */
  readonly body: string;
  /** How many bytes behind the body were left out, because the entry is larger than is kept of one. */
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

/** What is kept of an entry. */
export interface EntryLimits {
  readonly entryBytesMax: number;
  readonly entryLinesMax: number;
}

export class EntryJoiner {
  private readonly limits: EntryLimits;
  private current:
    | {
        head: ApiLineHead;
        line: Line;
        noise: RegExp | "";
        /** The lines that are kept, joined. */
        text: Joiner;
        keptLines: number;
        bytes: number;
        leftOut: number;
        lines: number;
        offsets: number[];
      }
    | undefined;
  /** Lines end with CR LF: then a CR before a LF inside an entry is the file's, not the message's. */
  private returns = 0;
  private feeds = 0;

  constructor(most: EntryLimits = limits) {
    this.limits = most;
  }

  get open(): boolean {
    return this.current !== undefined;
  }

  /** Begins an entry; gives the one before. */
  begin(line: Line, head: ApiLineHead): Entry | undefined {
    const done = this.finish();
    const noise = line.text.slice(0, head.start);
    const text = unquoted(this.unreturned(line.text, true), noise);
    const body = new Joiner();
    body.add(text.slice(head.body));
    this.current = {
      head,
      line,
      noise: noise && likeNoise(noise),
      text: body,
      keptLines: 1,
      bytes: text.length,
      leftOut: line.leftOut,
      lines: 1,
      offsets: [line.offset],
    };
    return done;
  }

  /** Adds a line without a head; false when there is no entry to add it to. */
  add(line: Line): boolean {
    const { current } = this;
    if (!current || (!line.ended && halfHead.test(line.text))) return false;
    current.lines += 1;
    const { entryBytesMax, entryLinesMax } = this.limits;
    // Nothing behind a gap: what is kept is the entry's beginning without holes.
    const full = current.leftOut > 0 || current.keptLines >= entryLinesMax;
    const room = full ? -1 : entryBytesMax - current.bytes - 1;
    if (room < 0) {
      current.leftOut += line.text.length + 1 + line.leftOut;
      return true;
    }
    current.offsets.push(line.offset);
    const kept = line.text.length > room ? line.text.slice(0, room) : line.text;
    const text = this.unreturned(kept, false);
    current.text.add(`\n${current.noise ? text.replace(current.noise, "") : text}`);
    current.keptLines += 1;
    current.bytes += kept.length + 1;
    current.leftOut += line.text.length - kept.length + line.leftOut;
    return true;
  }

  finish(): Entry | undefined {
    const { current } = this;
    this.current = undefined;
    if (!current) return undefined;
    const { head, line, leftOut, lines, offsets } = current;
    const text = current.text.all();
    // Blank lines between entries are none of the message's.
    const body = leftOut === 0 ? withoutFeeds(text) : text;
    const { direction } = head;
    return { line: line.number, offset: line.offset, lines, offsets, direction, head, body, leftOut };
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

function withoutFeeds(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 10) end -= 1;
  return end === text.length ? text : text.slice(0, end);
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
