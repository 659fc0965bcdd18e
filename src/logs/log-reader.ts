/**
 * Reads one input of any dialect, or of several mixed: each line goes to the reader that knows its head, and a line
 * without a head to the one that had the last word. Nothing is dropped: what no reader takes becomes an unread record.
 */
import { byteStringOf, partOf } from "../base/byte-string.ts";
import { usualClock } from "./api-log/log-index.ts";
import { ApiLogReader } from "./api-log/reader.ts";
import type { VersionFinding } from "./api-log/session-versions.ts";
import { apiLineHead, type ApiLineHead } from "./api-log/line-head.ts";
import { Calendar, dayOf, dayStart, type Day, type FirstDay } from "./calendar.ts";
import { clientLineHead } from "./client-log/line-head.ts";
import { ClientLogReader } from "./client-log/reader.ts";
import type { FileName } from "./file-name.ts";
import { createHostLogReader, type HostLogReader } from "./host-log/reader.ts";
import { hostLineHead } from "./host-log/shapes.ts";
import { LineSplitter, type ByteStringReader, type Line } from "./lines.ts";
import type { LogRecord } from "./record.ts";
import type { TimeBounds } from "./time-bounds.ts";
import { unreadRecord } from "./unread-record.ts";

export interface LogOptions {
  /** Name of the input, for the records. */
  readonly file: string;
  /** What the name of the file tells. */
  readonly name?: FileName | undefined;
  /** When the file was last written, ms as if local time were UTC: the last resort for a date. */
  readonly modifiedMs?: number | undefined;
  /** The day of the first line; overrules the file's name. */
  readonly day?: Day | undefined;
  /** The server version of all messages; overrules what would be inferred. */
  readonly serverVersion?: number | undefined;
  readonly byteStrings?: ByteStringReader | undefined;
  /**
   * Records of other times are not asked for: long stretches of an API log that lie outside are skimmed over. Their lines
   * count, but they have no records; the server version behind them is inferred anew.
   */
  readonly times?: TimeBounds | undefined;
}

type Dialect = "api" | "host" | "client";

/** An unread stretch is given at least this often, so that it does not fill the memory. */
const stretchLinesMax = 1000;
const stretchBytesMax = 64 * 1024;

/** Bytes whose lines are taken apart at once: a chunk of nothing but line feeds has as many lines as bytes. */
const pieceBytes = 16 * 1024;
const lineFeed = 10;
/** The head of a line stands within so many bytes. */
const headBytesMax = 192;

export class LogReader {
  private readonly options: LogOptions;
  private readonly splitter: LineSplitter;
  private api: ApiLogReader | undefined;
  private host: HostLogReader | undefined;
  private client: ClientLogReader | undefined;
  private last: Dialect | "none" = "none";
  private unread: { first: Line; lines: string[]; bytes: number; leftOut: number } | undefined;
  /** Lines seen, for the account of `--stats`. */
  lines = 0;

  constructor(options: LogOptions) {
    this.options = options;
    this.splitter = new LineSplitter(options.byteStrings);
  }

  /** What the server versions were found to be, and from which lines. */
  get versions(): readonly VersionFinding[] {
    return [...(this.api?.findings ?? []), ...(this.client?.findings ?? [])];
  }

  push(chunk: Uint8Array): LogRecord[] {
    const records: LogRecord[] = [];
    for (let at = 0; at < chunk.length;) {
      if (this.skims) {
        const behind = this.skim(chunk, at, records);
        if (behind > at) {
          at = behind;
          continue;
        }
      }
      const end = Math.min(at + pieceBytes, chunk.length);
      this.lookAt(chunk, at, end, records);
      at = end;
    }
    return records;
  }

  private lookAt(chunk: Uint8Array, start: number, end: number, records: LogRecord[]): void {
    for (const line of this.splitter.push(partOf(chunk, start, end)))
      for (const record of this.line(line)) records.push(record);
  }

  private get skims(): boolean {
    return this.last === "api" && this.api?.skims === true;
  }

  /** Passes over whole lines of times that nobody asks for, and what belongs to them. @returns where to go on */
  private skim(chunk: Uint8Array, start: number, records: LogRecord[]): number {
    const api = this.api as ApiLogReader;
    let at = start;
    if (!this.splitter.atLineStart) {
      // What the line is shows only when all of it is there.
      const feed = chunk.indexOf(lineFeed, at);
      if (feed < 0) return at;
      this.lookAt(chunk, at, feed + 1, records);
      at = feed + 1;
      if (!this.skims) return at;
    }
    for (const record of api.pause()) records.push(record);
    let lines = 0;
    const first = at;
    for (let feed = chunk.indexOf(lineFeed, at); feed >= 0; feed = chunk.indexOf(lineFeed, at)) {
      const clock = usualClock(chunk, at, feed);
      const wanted = clock >= 0 ? api.wants(clock, undefined) : this.isOther(chunk, at, feed);
      if (wanted) {
        api.resume();
        break;
      }
      lines += 1;
      at = feed + 1;
    }
    this.splitter.pass(lines, at - first);
    this.lines += lines;
    return at;
  }

  /** Whether a line that does not begin as usual is one to look at: an entry that is asked for, or of another log. */
  private isOther(chunk: Uint8Array, start: number, end: number): boolean {
    const text = byteStringOf(chunk, start, Math.min(end, start + headBytesMax));
    const head = apiLineHead(text);
    if (!head) return hostLineHead(text) !== undefined;
    return head.clockMs !== undefined && (this.api as ApiLogReader).wants(head.clockMs, head.day);
  }

  /** Gives what waits for more lines, because for now there are none; more may follow. */
  rest(): LogRecord[] {
    return [
      ...(this.api?.flush() ?? []),
      ...(this.host?.end() ?? []),
      ...(this.client?.flush() ?? []),
      ...this.endUnread(),
    ];
  }

  end(): LogRecord[] {
    return [...this.splitter.end().flatMap((line) => this.line(line)), ...this.rest()];
  }

  private line(line: Line): LogRecord[] {
    this.lines += 1;
    const blank = line.text === "";
    const apiHead = blank ? undefined : apiLineHead(line.text);
    if (apiHead) {
      const before = this.switchTo("api");
      return [...before, ...this.apiReader(apiHead).begin(line, apiHead)];
    }
    const clientHead = blank ? undefined : clientLineHead(line.text, this.last === "client");
    if (clientHead) {
      const before = this.switchTo("client");
      return [...before, ...this.clientReader(clientHead.clockMs).begin(line, clientHead)];
    }
    if (this.last === "host" || (!blank && hostLineHead(line.text))) {
      const before = this.switchTo("host");
      return [...before, ...this.hostReader().push(line.text, line.number, line.offset, line.leftOut)];
    }
    if (this.last === "api" && this.api?.add(line)) return [];
    if (this.last === "client" && this.client?.add(line)) return [];
    return this.keepUnread(line);
  }

  /** Ends the entry of the other dialect, so that records come in the order of their lines. */
  private switchTo(dialect: Dialect): LogRecord[] {
    const before = this.endUnread();
    if (this.last !== dialect) {
      if (this.last === "api") before.push(...(this.api?.flush() ?? []));
      if (this.last === "host") before.push(...(this.host?.end() ?? []));
      if (this.last === "client") before.push(...(this.client?.flush() ?? []));
    }
    this.last = dialect;
    return before;
  }

  private apiReader(head: ApiLineHead): ApiLogReader {
    const { file, serverVersion, times } = this.options;
    this.api ??= new ApiLogReader({ file, serverVersion, times, calendar: new Calendar(this.firstDay(head.clockMs)) });
    return this.api;
  }

  private hostReader(): HostLogReader {
    this.host ??= createHostLogReader({ file: this.options.file, firstDay: this.firstDay(undefined) });
    return this.host;
  }

  private clientReader(clockMs: number | undefined): ClientLogReader {
    const { file, serverVersion } = this.options;
    this.client ??= new ClientLogReader({ file, serverVersion, calendar: new Calendar(this.firstDay(clockMs)) });
    return this.client;
  }

  private firstDay(firstClockMs: number | undefined): FirstDay {
    const { day, name, modifiedMs } = this.options;
    if (day) return { day, from: "option" };
    if (name?.day) return { day: name.day, from: "name" };
    if (modifiedMs === undefined) return { day: undefined, from: "none" };
    // The file ends when it was last written; a first line later in the day than that is from the day before.
    const modified = dayOf(modifiedMs);
    const earlier = firstClockMs !== undefined && firstClockMs > modifiedMs - dayStart(modified) + 60_000;
    return { day: earlier ? dayOf(dayStart(modified) - 86_400_000) : modified, from: "file time" };
  }

  private keepUnread(line: Line): LogRecord[] {
    this.unread ??= { first: line, lines: [], bytes: 0, leftOut: 0 };
    this.unread.lines.push(line.text);
    this.unread.bytes += line.text.length;
    this.unread.leftOut += line.leftOut;
    const full = this.unread.lines.length >= stretchLinesMax || this.unread.bytes >= stretchBytesMax;
    return full ? this.endUnread() : [];
  }

  private endUnread(): LogRecord[] {
    const { unread } = this;
    this.unread = undefined;
    if (!unread) return [];
    const { first, lines, leftOut } = unread;
    const place = { file: this.options.file, line: first.number, offset: first.offset, time: undefined };
    return [unreadRecord({ ...place, lines: lines.length, why: "no line of a known log" }, lines.join("\n"), leftOut)];
  }
}
