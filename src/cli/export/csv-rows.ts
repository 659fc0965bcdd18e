/** Records as rows of a table: what most questions are about has a column of its own, everything is in `fields`. */
import { charactersOf } from "../../base/byte-string.ts";
import type { LogRecord, MessageRecord } from "../../logs/record.ts";
import { plain } from "../read/record-json.ts";
import { isoTime } from "../read/zone.ts";

type Cell = string | number | null;

interface Column {
  readonly name: string;
  readonly about: string;
  readonly of: (record: LogRecord) => Cell;
}

/** The first of these fields that a message has, by their paths. */
const field =
  (...paths: readonly string[]) =>
  (record: LogRecord): Cell => {
    if (record.kind !== "message") return null;
    for (const path of paths) {
      let here: unknown = record.fields;
      for (const key of path.split("."))
        here = typeof here === "object" && here !== null ? (here as Record<string, unknown>)[key] : undefined;
      if (typeof here === "number" || typeof here === "bigint") return Number(here);
      if (typeof here === "string") return guarded(here);
    }
    return null;
  };

/** Spreadsheets take a text that begins like this for a formula, and run it. */
const guarded = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

const ofMessage =
  (of: (message: MessageRecord) => Cell) =>
  (record: LogRecord): Cell =>
    record.kind === "message" ? of(record) : null;

const json = (value: unknown): string => JSON.stringify(value, plain);

function aboutOf(record: LogRecord): Cell {
  if (record.kind === "link" || record.kind === "host" || record.kind === "client")
    return guarded(record.event?.about ?? "");
  return record.kind === "unread" ? guarded(record.text) : null;
}

/** In their order. docs/export.md lists them. */
export const columns: readonly Column[] = [
  {
    name: "time",
    about: "ISO 8601 on the recorder's clock, microseconds",
    of: ({ time }) => (time ? isoTime(time, undefined) : null),
  },
  { name: "client", about: "Client id", of: (record) => ("client" in record ? (record.client ?? null) : null) },
  {
    name: "leg",
    about: "Connection within its recording",
    of: (record) => ("leg" in record ? (record.leg ?? null) : null),
  },
  { name: "direction", about: "in: host to client; out: client to host", of: ofMessage(({ direction }) => direction) },
  { name: "kind", about: "message, or link: what happened to the connection", of: ({ kind }) => kind },
  { name: "id", about: "Message id", of: ofMessage(({ id }) => id ?? null) },
  {
    name: "name",
    about: "The message's official constant; of a link, what happened",
    of: (record) =>
      (record.kind === "message" ? record.name : record.kind === "link" ? record.event.name : null) ?? null,
  },
  { name: "encoding", about: "text or protobuf", of: ofMessage(({ encoding }) => encoding) },
  { name: "serverVersion", about: "With which it was read", of: ofMessage(({ serverVersion }) => serverVersion.min) },
  { name: "reqId", about: "Request id", of: field("reqId", "tickerId") },
  { name: "orderId", about: "Order id", of: field("orderId", "order.orderId") },
  { name: "permId", about: "Permanent order id", of: field("permId", "order.permId", "execution.permId") },
  { name: "account", about: "Account", of: field("account", "order.account", "execution.acctNumber", "accountName") },
  { name: "symbol", about: "Symbol of the contract", of: field("contract.symbol", "symbol") },
  { name: "errorCode", about: "Code of an error, warning or notice", of: field("errorCode") },
  { name: "about", about: "Of a link: a sentence", of: aboutOf },
  {
    name: "fields",
    about: "All fields, as JSON",
    of: (record) =>
      record.kind === "message" ? json(record.fields) : record.kind === "link" ? json(record.event.values) : null,
  },
  {
    name: "rest",
    about: "Fields behind those that the layout knows, as JSON",
    of: ofMessage(({ rest, unknown }) =>
      rest.length + unknown.length > 0 ? json([...rest.map(charactersOf), ...unknown]) : null,
    ),
  },
  {
    name: "issues",
    about: "What deviates from the protocol, as JSON",
    of: ofMessage(({ issues }) => (issues.length > 0 ? json(issues) : null)),
  },
  { name: "file", about: "The recording", of: ({ file }) => file },
  { name: "line", about: "Number of the record in it", of: ({ line }) => line },
  { name: "offset", about: "Where its block begins, in bytes", of: ({ offset }) => offset },
];

export const rowOf = (record: LogRecord): Cell[] => columns.map(({ of }) => of(record));
