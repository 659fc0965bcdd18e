/**
 * Reads one input of any dialect, or of several mixed: each line goes to the reader that knows its head, and a line
 * without a head to the one that had the last word. Nothing is dropped: what no reader takes becomes an unread record.
 */
import { charactersOf } from "../base/byte-string.ts";
import { ApiLogReader, type VersionFinding } from "./api-log/reader.ts";
import { apiLineHead, type ApiLineHead } from "./api-log/line-head.ts";
import { Calendar, dayOf, dayStart, type Day, type FirstDay } from "./calendar.ts";
import type { FileName } from "./file-name.ts";
import { createHostLogReader, type HostLogReader } from "./host-log/reader.ts";
import { hostLineHead } from "./host-log/shapes.ts";
import { LineSplitter, type ByteStringReader, type Line } from "./lines.ts";
import type { LogRecord, UnreadRecord } from "./record.ts";

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
}

/** An unread stretch is given at least this often, so that it does not fill the memory. */
const unreadLinesMax = 1000;
const unreadBytesMax = 64 * 1024;

export class LogReader {
  private readonly options: LogOptions;
  private readonly splitter: LineSplitter;
  private api: ApiLogReader | undefined;
  private host: HostLogReader | undefined;
  private last: "api" | "host" | "none" = "none";
  private unread: { first: Line; lines: string[]; bytes: number } | undefined;
  /** Lines seen, for the account of `--stats`. */
  lines = 0;

  constructor(options: LogOptions) {
    this.options = options;
    this.splitter = new LineSplitter(options.byteStrings);
  }

  /** What the server versions were found to be, and from which lines. */
  get versions(): readonly VersionFinding[] {
    return this.api?.findings ?? [];
  }

  push(chunk: Uint8Array): LogRecord[] {
    return this.splitter.push(chunk).flatMap((line) => this.line(line));
  }

  /** Gives what waits for more lines, because for now there are none; more may follow. */
  rest(): LogRecord[] {
    return [...(this.api?.flush() ?? []), ...(this.host?.end() ?? []), ...this.endUnread()];
  }

  end(): LogRecord[] {
    return [...this.splitter.end().flatMap((line) => this.line(line)), ...this.rest()];
  }

  private line(line: Line): LogRecord[] {
    this.lines += 1;
    const apiHead = apiLineHead(line.text);
    if (apiHead) {
      const before = this.switchTo("api");
      return [...before, ...this.apiReader(apiHead).begin(line, apiHead)];
    }
    if (this.last === "api" ? hostLineHead(line.text) : this.last === "host" || hostLineHead(line.text)) {
      const before = this.switchTo("host");
      return [...before, ...this.hostReader().push(line.text, line.number, line.offset)];
    }
    if (this.last === "api" && this.api?.add(line)) return [];
    return this.keepUnread(line);
  }

  /** Ends the entry of the other dialect, so that records come in the order of their lines. */
  private switchTo(dialect: "api" | "host"): LogRecord[] {
    const before = this.endUnread();
    if (this.last !== dialect && this.last !== "none")
      before.push(...((dialect === "host" ? this.api?.flush() : this.host?.end()) ?? []));
    this.last = dialect;
    return before;
  }

  private apiReader(head: ApiLineHead): ApiLogReader {
    const { file, serverVersion } = this.options;
    this.api ??= new ApiLogReader({ file, serverVersion, calendar: new Calendar(this.firstDay(head.clockMs)) });
    return this.api;
  }

  private hostReader(): HostLogReader {
    this.host ??= createHostLogReader({ file: this.options.file, firstDay: this.firstDay(undefined) });
    return this.host;
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
    this.unread ??= { first: line, lines: [], bytes: 0 };
    this.unread.lines.push(line.text);
    this.unread.bytes += line.text.length;
    const full = this.unread.lines.length >= unreadLinesMax || this.unread.bytes >= unreadBytesMax;
    return full ? this.endUnread() : [];
  }

  private endUnread(): LogRecord[] {
    const { unread } = this;
    this.unread = undefined;
    if (!unread) return [];
    const { first, lines } = unread;
    const record: UnreadRecord = {
      kind: "unread",
      file: this.options.file,
      line: first.number,
      offset: first.offset,
      time: undefined,
      lines: lines.length,
      text: charactersOf(lines.join("\n")),
      why: "no line of a known log",
    };
    return [record];
  }
}
