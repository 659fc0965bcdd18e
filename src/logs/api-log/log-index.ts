/**
 * Says where the entries of an API message log stand, when they were written and what each begins with, without reading
 * their fields: many times faster than reading, for viewers that scroll and tools that jump to a time. Bytes in, numbers
 * in typed arrays out, a block for each chunk, so that whoever indexes a large file decides what to keep.
 */
import { byteStringOf } from "../../base/byte-string.ts";
import { messages } from "../../catalogue/messages.ts";
import type { Direction } from "../../catalogue/schema.ts";
import { apiLineHead } from "./line-head.ts";

/** Entries of an API log, one column for each thing known of them. Lines without a head of their own have no entry. */
export interface LogIndex {
  /** Offset of the entry's first byte from the start of the input. */
  readonly offsets: Float64Array;
  /** Number of its first line, from 1. */
  readonly lines: Float64Array;
  /** Time of day in ms; -1 where the line has none. */
  readonly clocksMs: Int32Array;
  /** 0: from the host, `->`; 1: from the client, `<-`. */
  readonly outgoing: Uint8Array;
  /**
   * Base id of its first message as it stands at its usual place; -1 where there is none that the catalogue knows (the
   * line was damaged or cut: only reading it can tell).
   */
  readonly ids: Int16Array;
}

/** Head and id of an entry stand within so many bytes. */
const headBytesMax = 192;
const idMax = 999;
const [feed, dash, colon, bracket, semicolon, zero] = [10, 45, 58, 91, 59, 48];

const knownIds: Readonly<Record<Direction, Uint8Array>> = {
  in: new Uint8Array(idMax + 1),
  out: new Uint8Array(idMax + 1),
};
for (const { direction, id } of messages) if (id >= 0 && id <= idMax) knownIds[direction][id] = 1;

/** Indexes a log that comes in chunks, however they are cut. */
export class LogIndexer {
  private readonly clocks = new ClockReader();
  private columns = new Columns(0);
  /** The beginning of a line whose head may not be complete. */
  private held = new Uint8Array(0);
  private inLine = false;
  private offset = 0;
  private line = 1;

  /** The entries whose heads are complete with this chunk. */
  push(chunk: Uint8Array): LogIndex {
    this.columns = new Columns(chunk.length);
    let at = this.held.length > 0 ? this.complete(chunk) : 0;
    if (this.inLine) at = this.behindFeed(chunk, at);
    while (at < chunk.length) {
      const end = chunk.indexOf(feed, at);
      if (end < 0 && chunk.length - at < headBytesMax) {
        this.held = chunk.slice(at);
        break;
      }
      this.head(chunk, at, end < 0 ? chunk.length : end, this.offset + at);
      if (end < 0) {
        this.inLine = true;
        break;
      }
      this.line += 1;
      at = end + 1;
    }
    this.offset += chunk.length;
    return this.columns.index;
  }

  /** The entry behind the last line feed, if there is one. */
  end(): LogIndex {
    this.columns = new Columns(0);
    if (this.held.length > 0) this.head(this.held, 0, this.held.length, this.offset - this.held.length);
    this.held = new Uint8Array(0);
    return this.columns.index;
  }

  /** Goes on with the line that is held; gives where to go on in the chunk. */
  private complete(chunk: Uint8Array): number {
    const { held } = this;
    const more = chunk.subarray(0, headBytesMax);
    const both = new Uint8Array(held.length + more.length);
    both.set(held);
    both.set(more, held.length);
    const end = both.indexOf(feed);
    if (end < 0 && both.length < headBytesMax) {
      this.held = both;
      return chunk.length;
    }
    this.held = new Uint8Array(0);
    this.head(both, 0, end < 0 ? both.length : end, this.offset - held.length);
    this.inLine = true;
    return end < 0 ? more.length : end - held.length;
  }

  private behindFeed(chunk: Uint8Array, from: number): number {
    const end = chunk.indexOf(feed, from);
    if (end < 0) return chunk.length;
    this.inLine = false;
    this.line += 1;
    return end + 1;
  }

  private head(bytes: Uint8Array, start: number, end: number, offset: number): void {
    const from = offset === 0 && isMark(bytes, start) ? start + 3 : start;
    // Nearly all entries begin with the time and an arrow of two characters.
    const outgoing = end - from >= 16 ? usualArrow(bytes, from) : -1;
    const clockMs = outgoing >= 0 ? this.clocks.at(bytes, from) : -1;
    if (clockMs >= 0) {
      const id = idAt(bytes, from + 16, end, outgoing === 1 ? "out" : "in");
      this.columns.add(offset, this.line, clockMs, outgoing, id);
      return;
    }
    const text = byteStringOf(bytes, from, Math.min(end, from + headBytesMax));
    const head = apiLineHead(text);
    if (!head) return;
    const id = idAt(bytes, from + head.body, end, head.direction);
    this.columns.add(offset, this.line, head.clockMs ?? -1, head.direction === "out" ? 1 : 0, id);
  }
}

/** The index of a log that is in memory as a whole. */
export function indexLog(bytes: Uint8Array): LogIndex {
  const indexer = new LogIndexer();
  const all = indexer.push(bytes);
  const last = indexer.end();
  return last.offsets.length === 0 ? all : joinIndexes([all, last]);
}

/** Blocks of an index as one. */
export function joinIndexes(blocks: readonly LogIndex[]): LogIndex {
  const count = blocks.reduce((sum, { offsets }) => sum + offsets.length, 0);
  const all = {
    offsets: new Float64Array(count),
    lines: new Float64Array(count),
    clocksMs: new Int32Array(count),
    outgoing: new Uint8Array(count),
    ids: new Int16Array(count),
  };
  let at = 0;
  for (const { offsets, lines, clocksMs, outgoing, ids } of blocks) {
    all.offsets.set(offsets, at);
    all.lines.set(lines, at);
    all.clocksMs.set(clocksMs, at);
    all.outgoing.set(outgoing, at);
    all.ids.set(ids, at);
    at += offsets.length;
  }
  return all;
}

const isMark = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf;

/** Ms since midnight of a line that begins with the time and an arrow, as nearly all entries do; -1 for others. */
export const usualClock = (bytes: Uint8Array, at: number, end: number): number =>
  end - at >= 16 && usualArrow(bytes, at) >= 0 ? clockAt(bytes, at) : -1;

/** 0 or 1 for ` -> ` or ` <- ` behind a clock of twelve characters, else -1. */
function usualArrow(bytes: Uint8Array, at: number): number {
  if (bytes[at + 12] !== 0x20 || bytes[at + 15] !== 0x20) return -1;
  if (bytes[at + 13] === dash) return bytes[at + 14] === 0x3e ? 0 : -1;
  return bytes[at + 13] === 0x3c && bytes[at + 14] === dash ? 1 : -1;
}

/** Ms since midnight of `11:49:32:797`, or -1. */
function clockAt(bytes: Uint8Array, at: number): number {
  const secondMs = secondAt(bytes, at);
  const ms = secondMs < 0 ? -1 : numberAt(bytes, at + 9, 3);
  return ms < 0 ? -1 : secondMs + ms;
}

/** The same up to the second, with the colon behind it. */
function secondAt(bytes: Uint8Array, at: number): number {
  if (bytes[at + 2] !== colon || bytes[at + 5] !== colon || bytes[at + 8] !== colon) return -1;
  const hours = numberAt(bytes, at, 2);
  const minutes = numberAt(bytes, at + 3, 2);
  const seconds = numberAt(bytes, at + 6, 2);
  if (hours < 0 || minutes < 0 || seconds < 0 || hours > 23 || minutes > 59 || seconds > 60) return -1;
  return ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

/** Reads clocks of lines in their order: most are of the same second as the one before, whose digits need no second look. */
class ClockReader {
  private hour = 0;
  private minute = 0;
  private secondMs = -1;

  /** Ms since midnight, or -1. */
  at(bytes: Uint8Array, at: number): number {
    const hour = wordAt(bytes, at);
    const minute = wordAt(bytes, at + 4);
    if (hour !== this.hour || minute !== this.minute || this.secondMs < 0 || bytes[at + 8] !== colon) {
      this.secondMs = secondAt(bytes, at);
      this.hour = hour;
      this.minute = minute;
      if (this.secondMs < 0) return -1;
    }
    const hundreds = (bytes[at + 9] as number) - zero;
    const tens = (bytes[at + 10] as number) - zero;
    const ones = (bytes[at + 11] as number) - zero;
    // A character below the digits is a large number without its sign.
    if (hundreds >>> 0 > 9 || tens >>> 0 > 9 || ones >>> 0 > 9) return -1;
    return this.secondMs + hundreds * 100 + tens * 10 + ones;
  }
}

/** Four bytes as one number. */
const wordAt = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] as number) << 24) |
  ((bytes[at + 1] as number) << 16) |
  ((bytes[at + 2] as number) << 8) |
  (bytes[at + 3] as number);

function numberAt(bytes: Uint8Array, at: number, digits: number): number {
  let value = 0;
  for (let index = at; index < at + digits; index += 1) {
    const digit = (bytes[index] as number) - zero;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** The id behind an arrow: `[2;` of printed protobuf, digits behind a length or alone, or four raw bytes. */
function idAt(bytes: Uint8Array, at: number, end: number, direction: Direction): number {
  if (bytes[at] === bracket) return digitsAt(bytes, at + 1, end, semicolon, direction);
  const payload = direction === "in" && bytes[at] === dash ? at + 4 : at;
  if (bytes[payload] !== dash) return digitsAt(bytes, payload, end, dash, direction);
  const raw = payload + 3 < end && bytes[payload + 1] === dash && bytes[payload + 2] === dash ? bytes[payload + 3] : 0;
  return raw && knownIds[direction][raw] === 1 ? raw : -1;
}

function digitsAt(bytes: Uint8Array, start: number, end: number, stop: number, direction: Direction): number {
  let id = 0;
  for (let at = start; at < end && id <= idMax; at += 1) {
    const byte = bytes[at] as number;
    if (byte === stop) return at > start && knownIds[direction][id] === 1 ? id : -1;
    if (byte < zero || byte > zero + 9) return -1;
    id = id * 10 + byte - zero;
  }
  return -1;
}

const bytesForEntry = 40;

/** Columns that grow. */
class Columns {
  private count = 0;
  private room: number;
  private offsets: Float64Array;
  private lines: Float64Array;
  private clocksMs: Int32Array;
  private outgoing: Uint8Array;
  private ids: Int16Array;

  constructor(bytes: number) {
    this.room = Math.ceil(bytes / bytesForEntry) + 1;
    this.offsets = new Float64Array(this.room);
    this.lines = new Float64Array(this.room);
    this.clocksMs = new Int32Array(this.room);
    this.outgoing = new Uint8Array(this.room);
    this.ids = new Int16Array(this.room);
  }

  add(offset: number, line: number, clockMs: number, outgoing: number, id: number): void {
    if (this.count === this.room) this.grow();
    const at = this.count++;
    this.offsets[at] = offset;
    this.lines[at] = line;
    this.clocksMs[at] = clockMs;
    this.outgoing[at] = outgoing;
    this.ids[at] = id;
  }

  get index(): LogIndex {
    const { count } = this;
    return {
      offsets: this.offsets.subarray(0, count),
      lines: this.lines.subarray(0, count),
      clocksMs: this.clocksMs.subarray(0, count),
      outgoing: this.outgoing.subarray(0, count),
      ids: this.ids.subarray(0, count),
    };
  }

  private grow(): void {
    this.room *= 2;
    const { offsets, lines, clocksMs, outgoing, ids, room } = this;
    (this.offsets = new Float64Array(room)).set(offsets);
    (this.lines = new Float64Array(room)).set(lines);
    (this.clocksMs = new Int32Array(room)).set(clocksMs);
    (this.outgoing = new Uint8Array(room)).set(outgoing);
    (this.ids = new Int16Array(room)).set(ids);
  }
}
