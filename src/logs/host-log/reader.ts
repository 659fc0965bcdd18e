/**
 * Reads the logs of TWS and IB Gateway: lines in, records out. Lines without a head (stack traces, statistics, tables,
 * blank lines) are joined to the entry before, and every line ends up in exactly one record.
 *
 * Logs whose lines have no date may tell it some entries later; until then the records wait, up to a bound.
 */
import { charactersOf } from "../../base/byte-string.ts";
import type { FirstDay } from "../calendar.ts";
import type { HostEvent, HostRecord } from "../record.ts";
import { beforeCharacter } from "../unread-record.ts";
import { hostEvent } from "./events.ts";
import { HostClock, type Moment } from "./host-clock.ts";
import { hostLineHead, linePrefix, type HostLineHead } from "./shapes.ts";
import { withTimeValues } from "./time-values.ts";

export interface HostLogOptions {
  /** Name of the input, for the records. */
  readonly file: string;
  /** The date of the first line, for logs whose lines have none. */
  readonly firstDay?: FirstDay | undefined;
}

export interface HostLogReader {
  /**
   * Takes the next line, a byte string without its line feed; gives the records that are complete by now.
   * @param lineNumber from 1
   * @param offset of its first byte in the input
   * @param leftOut bytes at its end that are missing in the line, because it is longer than is kept of one
   */
  push(line: string, lineNumber: number, offset: number, leftOut?: number): HostRecord[];
  /** Gives everything that is left. More lines may follow; they begin a new entry. */
  end(): HostRecord[];
}

/** What the reader holds in memory at most. */
export const hostLogLimits = {
  /** Text that one entry keeps, in bytes; it then says how much it left out. Real entries have 21 KB at most. */
  entryBytesMax: 1024 * 1024,
  /** Entries that wait for a date. It stands among the first hundred of every known log that has it. */
  waitingEntriesMax: 500,
  waitingBytesMax: 4 * 1024 * 1024,
} as const;

export const createHostLogReader = (options: HostLogOptions): HostLogReader => new Reader(options);

interface OpenEntry {
  readonly line: number;
  readonly offset: number;
  /** Missing for lines before the first head. */
  readonly head: HostLineHead | undefined;
  readonly moment: Moment | undefined;
  /** The container whose line the head is, and whether other tools put something before it. */
  readonly container: string | undefined;
  readonly prefixed: boolean;
  readonly parts: string[];
  bytes: number;
  lines: number;
  leftOutLines: number;
  leftOutBytes: number;
}

/** A record whose date may still be found. */
interface Waiting {
  readonly record: HostRecord & { time: HostRecord["time"] };
  readonly moment: Moment | undefined;
}

class Reader implements HostLogReader {
  private readonly file: string;
  private readonly clock: HostClock;
  private open: OpenEntry | undefined;
  private waiting: Waiting[] = [];
  private waitingBytes = 0;
  /** No date came within the bound: from here on nothing waits any more. */
  private hopeless = false;

  constructor({ file, firstDay }: HostLogOptions) {
    this.file = file;
    this.clock = new HostClock(firstDay);
  }

  push(line: string, lineNumber: number, offset: number, leftOut = 0): HostRecord[] {
    const text = line.endsWith("\r") ? line.slice(0, -1) : line;
    const head = hostLineHead(text);
    if (!head) {
      const { open } = this;
      // Only lines behind a container's name, or of a log whose lines had something before them, are looked at closely.
      const prefix = open?.prefixed ? linePrefix(text) : undefined;
      const ours = open && (prefix?.container === undefined || prefix.container === open.container);
      if (ours) {
        addLine(open, prefix ? text.slice(prefix.bytes) : text, leftOut);
        return [];
      }
      const records = this.close();
      this.begin(lineNumber, offset, undefined, prefix?.container, prefix ? text.slice(prefix.bytes) : text, leftOut);
      return records;
    }
    const records = this.close();
    const prefix = head.prefix > 0 ? linePrefix(text) : undefined;
    this.begin(lineNumber, offset, head, prefix?.container, head.text, leftOut);
    return records;
  }

  end(): HostRecord[] {
    return [...this.close(), ...this.release()];
  }

  private begin(
    line: number,
    offset: number,
    head: HostLineHead | undefined,
    container: string | undefined,
    text: string,
    leftOut: number,
  ): void {
    const moment = head?.clockMs === undefined ? undefined : this.clock.place(head.clockMs, head.day);
    const prefixed = (head?.prefix ?? 0) > 0 || container !== undefined;
    const open: OpenEntry = {
      line,
      offset,
      head,
      moment,
      container,
      prefixed,
      parts: [],
      bytes: 0,
      lines: 0,
      leftOutLines: 0,
      leftOutBytes: 0,
    };
    addLine(open, text, leftOut);
    this.open = open;
  }

  /** Completes the open entry. */
  private close(): HostRecord[] {
    const { open } = this;
    if (!open) return [];
    this.open = undefined;
    const { head, moment } = open;
    const text = textOf(open);
    const event = this.eventOf(text, head, moment);
    const record: Waiting["record"] = {
      kind: "host",
      file: this.file,
      line: open.line,
      offset: open.offset,
      time: undefined,
      level: head?.level,
      thread: head?.thread,
      tag: head?.tag,
      text,
      lines: open.lines,
      event,
    };
    const undated = moment !== undefined && !this.clock.settled;
    if (this.waiting.length === 0 && (!undated || this.hopeless)) return [this.timed({ record, moment })];
    this.waiting.push({ record, moment });
    this.waitingBytes += text.length;
    if (this.clock.settled) return this.release();
    const full =
      this.waiting.length >= hostLogLimits.waitingEntriesMax || this.waitingBytes >= hostLogLimits.waitingBytesMax;
    if (full) this.hopeless = true;
    return full ? this.release() : [];
  }

  private eventOf(text: string, head: HostLineHead | undefined, moment: Moment | undefined): HostEvent | undefined {
    const event = hostEvent(text, head?.thread);
    return event && withTimeValues(event, moment, this.clock, head?.day !== undefined);
  }

  private release(): HostRecord[] {
    const { waiting } = this;
    this.waiting = [];
    this.waitingBytes = 0;
    return waiting.map((item) => this.timed(item));
  }

  private timed({ record, moment }: Waiting): HostRecord {
    record.time = moment && this.clock.timeOf(moment);
    return record;
  }
}

function addLine(entry: OpenEntry, text: string, leftOut: number): void {
  entry.lines += 1;
  entry.leftOutBytes += leftOut;
  const room = hostLogLimits.entryBytesMax - entry.bytes;
  if (room <= 0 || (text.length > room && entry.lines > 1)) {
    entry.leftOutLines += 1;
    entry.leftOutBytes += text.length + 1;
    // Nothing behind a gap: what is kept is the entry's beginning without holes.
    entry.bytes = hostLogLimits.entryBytesMax;
    return;
  }
  const kept = text.length > room ? text.slice(0, beforeCharacter(text, room)) : text;
  entry.leftOutBytes += text.length - kept.length;
  entry.bytes += kept.length + 1;
  entry.parts.push(charactersOf(kept));
}

/** The entry's characters: line by line, for a log can hold lines in several encodings. */
function textOf({ parts, leftOutLines, leftOutBytes }: OpenEntry): string {
  if (leftOutBytes > 0) {
    const lines = leftOutLines > 0 ? `${leftOutLines} more lines, ` : "";
    return [...parts, `[left out: ${lines}${leftOutBytes} bytes]`].join("\n");
  }
  let end = parts.length;
  // Blank lines between entries are none of the entry's text.
  while (end > 1 && parts[end - 1] === "") end -= 1;
  return end === parts.length ? parts.join("\n") : parts.slice(0, end).join("\n");
}
