/** What the readers of all dialects give: one record for each message or log line. */
import type { Issue } from "../base/issue.ts";
import type { Direction } from "../catalogue/schema.ts";
import type { UnknownField } from "../codec/protobuf-decode.ts";

/** Where in the input a record stands. */
export interface Place {
  /** Name of the input as it was given; `-` for standard input. */
  readonly file: string;
  /** Line number of its first line, from 1. */
  readonly line: number;
  /** Byte offset of its first line (in the uncompressed input). */
  readonly offset: number;
}

/**
 * A moment as a log tells it. `local` is the clock on the wall of the host: `2026-02-18T11:49:32.797`, or only the time
 * of day (`11:49:32.797`) when no date is known.
 */
export interface LogTime {
  readonly local: string;
  /** Milliseconds on the log's own clock, for sorting and differences; counted as if the local clock were UTC. */
  readonly ms: number;
  /** Where the date comes from. */
  readonly date: "line" | "name" | "option" | "file time" | "none";
}

/** Of which connection of a recording a record is; logs tell of one client only, by their names. */
export interface OfConnection {
  /** Number of the connection in its recording. */
  readonly leg?: number | undefined;
  /** The client's id, from when it has said it on. */
  readonly client?: number | undefined;
}

/** One message of the API log. */
export interface MessageRecord extends Place, OfConnection {
  readonly kind: "message";
  /** Number of lines that its entry takes. */
  readonly lines: number;
  /** Which message of its line it is, from 0: a line is one write to the socket, and may hold several. */
  readonly frame: number;
  readonly time: LogTime | undefined;
  readonly direction: Direction;
  readonly id: number | undefined;
  readonly name: string | undefined;
  readonly encoding: "text" | "protobuf" | "protobuf-text";
  /** The server version the message was read with, or the range in which all readings agree. */
  readonly serverVersion: VersionKnown;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly issues: readonly Issue[];
  /** Present when the log allows more than one reading of this message. */
  readonly ambiguous: Ambiguity | undefined;
  /** Text fields behind those that the layout knows. */
  readonly rest: readonly string[];
  readonly unknown: readonly UnknownField[];
  /** The message as it stands in the log, as a byte string. */
  readonly raw: string;
  /** Its body with the fields' ends as NUL (text), for encoding it again. */
  readonly body: Uint8Array | undefined;
}

export interface VersionKnown {
  readonly min: number;
  /** Inclusive. */
  readonly max: number;
  readonly from: "option" | "log" | "recording" | "inferred" | "assumed";
}

/** Why a message has more than one reading, and which they are. The record itself shows the likeliest. */
export interface Ambiguity {
  readonly because: "hyphens" | "server version";
  /** How many readings there are, the record's own included. */
  readonly count: number;
  /** There may be even more: the search was stopped. With a count of 1, before it found another. */
  readonly more: boolean;
  /** The fields in which they differ, each with all its values: what to look at to tell the readings apart. */
  readonly differ: readonly { readonly path: string; readonly values: readonly unknown[] }[];
  /** The likeliest other readings, whole. */
  readonly readings: readonly OtherReading[];
}

export interface OtherReading {
  readonly name: string | undefined;
  readonly serverVersion: VersionKnown;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** One entry of a TWS or Gateway log, with what it means where that is known. */
export interface HostRecord extends Place {
  readonly kind: "host";
  readonly time: LogTime | undefined;
  /** `INFO`, `WARN`, `ERROR`, `DEBUG`; undefined in the oldest logs. */
  readonly level: string | undefined;
  readonly thread: string | undefined;
  /** The two letters that one run of the host puts on all its lines. */
  readonly tag: string | undefined;
  /** The text of the entry, its continuation lines joined by line feeds. */
  readonly text: string;
  /** Number of lines that the entry takes. */
  readonly lines: number;
  readonly event: HostEvent | undefined;
}

/** One entry of a log that a client program wrote about itself, with what it means where that is known. */
export interface ClientRecord extends Place {
  readonly kind: "client";
  readonly time: LogTime | undefined;
  readonly level: string | undefined;
  /** Which part of the client speaks: `ibapi.client`, `ib_async.wrapper`. */
  readonly logger: string | undefined;
  readonly text: string;
  /** Number of lines that the entry takes, or the entries that were joined to one. */
  readonly lines: number;
  readonly event: HostEvent | undefined;
}

/** What an entry of a host log says, in terms that a diagnosis can use. */
export interface HostEvent {
  /** Stable name, e.g. `api-listening`. */
  readonly name: string;
  /** One sentence in words. */
  readonly about: string;
  readonly severity: "ok" | "info" | "warning" | "error";
  readonly values: Readonly<Record<string, string | number | boolean>>;
}

/** What happened to a connection beside its messages, as a recording tells it. */
export interface LinkRecord extends Place, OfConnection {
  readonly kind: "link";
  readonly time: LogTime | undefined;
  readonly event: HostEvent;
}

/** A stretch of the input that no reader understands; nothing is dropped. */
export interface UnreadRecord extends Place {
  readonly kind: "unread";
  readonly time: LogTime | undefined;
  readonly lines: number;
  readonly text: string;
  readonly why: string;
}

export type LogRecord = MessageRecord | HostRecord | ClientRecord | LinkRecord | UnreadRecord;
