/**
 * Reads what a Python client logs of its own traffic: the messages that it sends and hears, exactly where it logs their
 * bytes, and its words as entries. Lines that only tell of the client's own workings are joined into one entry.
 */
import { charactersOf } from "../../base/byte-string.ts";
import { limits } from "../../base/limits.ts";
import { gates } from "../../catalogue/gates.ts";
import { messageById, messages, type AnyMessage } from "../../catalogue/messages.ts";
import type { Direction } from "../../catalogue/schema.ts";
import { decodeBody } from "../../codec/message.ts";
import { bytesIn } from "../../base/byte-range.ts";
import { loneEntry, type Entry } from "../api-log/entries.ts";
import { allVersions, Evidence } from "../api-log/evidence.ts";
import type { ApiLogReader } from "../api-log/reader.ts";
import type { Versions } from "../api-log/readings.ts";
import { printedRecord, recordsOf, type RecordContext } from "../api-log/records.ts";
import type { Calendar } from "../calendar.ts";
import type { Line } from "../lines.ts";
import type { ClientRecord, HostEvent, LogRecord, LogTime, MessageRecord, VersionKnown } from "../record.ts";
import { readBody, wholeText, type SaidText } from "./body-readings.ts";
import { clientEvent } from "./client-events.ts";
import type { ClientLineHead } from "./line-head.ts";
import { saidBy, type Said } from "./said.ts";

export interface ClientLogOptions {
  readonly file: string;
  readonly calendar: Calendar;
  /** Overrules what the log says. */
  readonly serverVersion?: number | undefined;
}

interface OpenEntry {
  readonly line: Line;
  readonly head: ClientLineHead;
  readonly parts: string[];
  bytes: number;
  lines: number;
  leftOut: number;
}

/** What a client tells of messages besides their bytes. */
const repeats: ReadonlySet<string> = new Set(["callback", "error-heard"]);
/** Entries without a meaning of their own are joined up to so many lines. */
const workingsLinesMax = 1000;

export class ClientLogReader {
  private readonly options: ClientLogOptions;
  private open: OpenEntry | undefined;
  /** Lines about the client's own workings, which wait for more of them. */
  private workings: { readonly record: ClientRecord; readonly texts: string[]; lines: number } | undefined;
  private evidence = new Evidence();
  private stated: number | undefined;
  private readonly found: ApiLogReader["findings"][number][] = [];
  /** The bytes of what the client hears are in the log: what it tells of them besides says nothing new. */
  private hears = false;
  /** The message that was printed last. Behind it stands the callback, with the same in other words. */
  private printed: MessageRecord | undefined;

  constructor(options: ClientLogOptions) {
    this.options = options;
  }

  /** What the server versions were found to be. */
  get findings(): ApiLogReader["findings"] {
    return this.found;
  }

  begin(line: Line, head: ClientLineHead): LogRecord[] {
    const done = this.close();
    const parts = [unreturned(line.text).slice(head.text)];
    this.open = { line, head, parts, bytes: line.text.length, lines: 1, leftOut: line.leftOut };
    return done;
  }

  /** A line without a head goes on with the entry before; false when there is none. */
  add(line: Line): boolean {
    const { open } = this;
    if (!open) return false;
    open.lines += 1;
    const text = unreturned(line.text);
    if (open.leftOut > 0 || open.bytes + text.length + 1 > limits.entryBytesMax) open.leftOut += text.length + 1;
    else open.parts.push(text);
    open.bytes += text.length + 1;
    open.leftOut += line.leftOut;
    return true;
  }

  /** Gives everything that waits; more may follow. */
  flush(): LogRecord[] {
    return [...this.close(), ...this.endWorkings()];
  }

  private close(): LogRecord[] {
    const { open } = this;
    this.open = undefined;
    if (!open) return [];
    const { clockMs, day } = open.head;
    const time = clockMs === undefined ? undefined : this.options.calendar.at(clockMs, day);
    while (open.parts.length > 1 && open.parts.at(-1) === "") open.parts.pop();
    const text = open.parts.join("\n");
    const said = saidBy(text);
    const messages = this.messagesOf(said, open, time);
    if (messages.length > 0) return [...this.endWorkings(), ...messages];
    return this.entry(open, time, text);
  }

  private messagesOf(said: Said, open: OpenEntry, time: LogTime | undefined): MessageRecord[] {
    switch (said.says) {
      case "text":
        if (said.direction === "in") this.hears = true;
        return this.textMessage(said, open, time);
      case "protobuf":
        if (said.direction === "in") this.hears = true;
        return [this.protobufMessage(said, open, time)];
      case "printed":
        return this.printedMessage(said, open, time);
      case "version":
        this.agree(said.serverVersion, open.line.number);
        return [];
      case "words":
        return [];
    }
  }

  /** Another connection may have another version. */
  private agree(serverVersion: number, line: number): void {
    if (this.options.serverVersion !== undefined || this.stated === serverVersion) return;
    this.stated = serverVersion;
    this.evidence = new Evidence();
    this.found.push({ line, version: { min: serverVersion, max: serverVersion, from: "log" }, grounds: [] });
  }

  private textMessage(said: SaidText, open: OpenEntry, time: LogTime | undefined): MessageRecord[] {
    const declared = messageById(said.direction, said.id);
    // Other programs write such arrows too.
    if (!declared && said.end === ",") return [];
    const entry = entryOf(open, wholeText(said), said.direction);
    const known = this.options.serverVersion ?? this.stated;
    if (known === undefined) this.evidence.add(open.line.number, declared?.name ?? "", readBody(said, allVersions));
    return recordsOf(entry, readBody(said, this.versions), this.context(time));
  }

  private protobufMessage(
    { id, direction, body }: Said & { says: "protobuf" },
    open: OpenEntry,
    time: LogTime | undefined,
  ): MessageRecord {
    const declared = messageById(direction, id);
    const { versions } = this;
    const gate = declared?.protobuf ? gates[declared.protobuf].version : versions.since;
    const since = Math.min(Math.max(versions.since, gate), versions.until - 1);
    const message = decodeBody(id, "protobuf", body, { direction, serverVersion: versions.until - 1 });
    const { name, fields, issues, rest, unknown } = message;
    return {
      kind: "message",
      ...placeOf(this.options.file, open),
      frame: 0,
      time,
      direction,
      id,
      name,
      encoding: "protobuf",
      serverVersion: { min: since, max: versions.until - 1, from: this.from },
      fields,
      issues,
      ambiguous: undefined,
      rest,
      unknown,
      raw: open.parts.join("\n"),
      body: bytesIn(message.body),
    };
  }

  /** What is printed of a message whose bytes stand beside it is told once. */
  private printedMessage(
    { direction, call, shape, body }: Said & { says: "printed" },
    open: OpenEntry,
    time: LogTime | undefined,
  ): MessageRecord[] {
    const message = messagePrinted(direction, call, shape);
    if (!message || direction === "out" || this.hears) return [];
    const entry = entryOf(open, `[${message.id};${body}]`, direction);
    this.printed = printedRecord(entry, message.id, this.context(time));
    return [this.printed];
  }

  private entry(open: OpenEntry, time: LogTime | undefined, text: string): LogRecord[] {
    const said = clientEvent(text);
    const event = said && this.isRepeat(said) ? undefined : said;
    const { level, logger } = open.head;
    const shown = charactersOf(text);
    const record: ClientRecord = {
      kind: "client",
      ...placeOf(this.options.file, open),
      time,
      level,
      logger,
      text: shown,
      event,
    };
    if (event) return [...this.endWorkings(), record];
    if (!this.workings) {
      this.workings = { record, texts: [shown], lines: open.lines };
      return [];
    }
    this.workings.texts.push(shown);
    this.workings.lines += open.lines;
    return this.workings.lines >= workingsLinesMax ? this.endWorkings() : [];
  }

  /** Whether an event tells of a message once more that stands in the log itself. */
  private isRepeat({ name, values }: HostEvent): boolean {
    if (!repeats.has(name)) return false;
    if (this.hears) return true;
    const { printed } = this;
    const declared = printed && messageById(printed.direction, printed.id ?? -1);
    if (!declared) return false;
    if (values["errorCode"] !== undefined) return values["errorCode"] === printed.fields["errorCode"];
    return declared.official.call.split(/,\s*/).includes(String(values["call"]));
  }

  private endWorkings(): LogRecord[] {
    const { workings } = this;
    this.workings = undefined;
    return workings ? [{ ...workings.record, text: workings.texts.join("\n"), lines: workings.lines }] : [];
  }

  private get versions(): Versions {
    const known = this.options.serverVersion ?? this.stated;
    return known === undefined ? this.evidence.versions : { since: known, until: known + 1 };
  }

  private get from(): VersionKnown["from"] {
    if (this.options.serverVersion !== undefined) return "option";
    return this.stated === undefined ? "inferred" : "log";
  }

  private context(time: LogTime | undefined): RecordContext {
    return { file: this.options.file, versions: this.versions, from: this.from, time };
  }
}

const unreturned = (text: string): string => (text.endsWith("\r") ? text.slice(0, -1) : text);

const placeOf = (
  file: string,
  { line, lines }: OpenEntry,
): { file: string; line: number; offset: number; lines: number } => ({
  file,
  line: line.number,
  offset: line.offset,
  lines,
});

const entryOf = ({ line, lines }: OpenEntry, body: string, direction: Direction): Entry => ({
  ...loneEntry(body, direction),
  line: line.number,
  offset: line.offset,
  lines,
  offsets: [line.offset],
});

function grouped(): Map<string, AnyMessage[]> {
  const groups = new Map<string, AnyMessage[]>();
  for (const message of messages) {
    const key = `${message.direction} ${message.shape.name.toLowerCase()}`;
    groups.set(key, [...(groups.get(key) ?? []), message]);
  }
  return groups;
}

let byShape: Map<string, AnyMessage[]> | undefined;

/**
 * The message that is printed for a function and under the name of its shape, `errorMessage` for ErrorMessage. Few
 * messages share a shape; theirs have the names of their functions.
 */
export function messagePrinted(direction: Direction, call: string, shape: string): AnyMessage | undefined {
  byShape ??= grouped();
  const found = byShape.get(`${direction} ${shape.toLowerCase()}`) ?? [];
  return found.length > 1
    ? found.find(({ name }) => name.replaceAll("_", "").toLowerCase() === call.toLowerCase())
    : found[0];
}
