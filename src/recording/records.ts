/**
 * Records: what a block's body holds. A body begins with the two clocks; every record gives its times as differences
 * from the record before it, the second one as the difference between the clocks, which is nearly always 0.
 *
 *   records = monotonic wall record*
 *   record  = type leg monotonic-difference wall-difference length content
 *
 * The content is bytes as they came, JSON in UTF-8, or the numbers of a context. A type that a reader does not know is skipped by its length.
 */
import { byteStringOf, bytesOf, charactersOf, utf8ByteString } from "../base/byte-string.ts";
import { packing, type LegContext, type RecordingEvent } from "./format.ts";
import { ByteReader, ByteWriter } from "./varint.ts";

const types = { dataIn: 0, dataOut: 1, open: 2, close: 3, note: 4, gap: 5, context: 6 } as const;
const named = { [types.open]: "open", [types.close]: "close", [types.note]: "note", [types.gap]: "gap" } as const;

/** Collects the records of one block. */
export class RecordWriter {
  private readonly out = new ByteWriter(64 * 1024);
  /** How they are packed stands in front of them, in the same bytes, so that they need not be copied for it. */
  private static readonly front = 1;
  private monotonicUs = 0;
  private wallUs = 0;

  /** Bytes collected. */
  get length(): number {
    return Math.max(0, this.out.length - RecordWriter.front);
  }

  add(event: RecordingEvent): void {
    const { out } = this;
    const { monotonicUs, wallUs } = event;
    if (out.length === 0) {
      out.byte(packing.none);
      out.varint(monotonicUs);
      out.varint(wallUs);
      this.monotonicUs = monotonicUs;
      this.wallUs = wallUs;
    }
    const steady = monotonicUs - this.monotonicUs;
    out.byte(event.kind === "data" ? (event.direction === "in" ? types.dataIn : types.dataOut) : types[event.kind]);
    out.varint(event.leg);
    out.signed(steady);
    out.signed(wallUs - this.wallUs - steady);
    this.monotonicUs = monotonicUs;
    this.wallUs = wallUs;
    const content = contentOf(event);
    out.varint(content.length);
    out.put(content);
  }

  /** A byte for the packing, and the records, in place: they hold until the next is added. */
  take(): Uint8Array {
    return this.out.take();
  }
}

function contentOf(event: RecordingEvent): Uint8Array {
  if (event.kind === "data") return event.bytes;
  if (event.kind === "context") return contextBytes(event.context);
  return bytesOf(utf8ByteString(JSON.stringify(event.about)));
}

/** Six numbers; those that may be missing count from 1. */
function contextBytes({ serverVersion, clientId, before, unfinished }: LegContext): Uint8Array {
  const out = new ByteWriter(32);
  out.varint(serverVersion ?? 0);
  // No host takes a negative client id; one that a client makes up must not break the record.
  out.varint(clientId === undefined || clientId < 0 ? 0 : clientId + 1);
  out.varint(before.in);
  out.varint(before.out);
  out.varint(unfinished ? unfinished.in + 1 : 0);
  out.varint(unfinished ? unfinished.out + 1 : 0);
  return out.take();
}

function readContext(content: Uint8Array): LegContext | undefined {
  const from = new ByteReader(content);
  const serverVersion = from.varint();
  const clientId = from.varint();
  const before = { in: from.varint(), out: from.varint() };
  const unfinished = { in: from.varint(), out: from.varint() };
  if (from.failed) return undefined;
  return {
    serverVersion: serverVersion === 0 ? undefined : serverVersion,
    clientId: clientId === 0 ? undefined : clientId - 1,
    before,
    unfinished:
      unfinished.in === 0 || unfinished.out === 0 ? undefined : { in: unfinished.in - 1, out: unfinished.out - 1 },
  };
}

export interface RecordsRead {
  readonly events: RecordingEvent[];
  /** Where the records stop making sense, in a body that was authentic: a bug, or a newer writer. */
  readonly failedAt: number | undefined;
}

/** @returns events whose bytes lie in `records`, not in a copy */
export function readRecords(records: Uint8Array): RecordsRead {
  const from = new ByteReader(records);
  const events: RecordingEvent[] = [];
  if (records.length === 0) return { events, failedAt: undefined };
  let monotonicUs = from.varint();
  let wallUs = from.varint();
  while (from.left > 0 && !from.failed) {
    const start = from.at;
    const type = from.byte();
    const leg = from.varint();
    const steady = from.signed();
    monotonicUs += steady;
    wallUs += steady + from.signed();
    const content = from.take(from.varint());
    if (from.failed) return { events, failedAt: start };
    if (type === types.dataIn || type === types.dataOut) {
      const direction = type === types.dataIn ? "in" : "out";
      events.push({ kind: "data", leg, direction, monotonicUs, wallUs, bytes: content });
    } else if (type === types.context) {
      const context = readContext(content);
      if (context) events.push({ kind: "context", leg, monotonicUs, wallUs, context });
    } else if (type in named) {
      const about = parsed(content);
      if (about === undefined) return { events, failedAt: start };
      const kind = named[type as keyof typeof named];
      events.push({ kind, leg, monotonicUs, wallUs, about } as RecordingEvent);
    }
  }
  return { events, failedAt: from.failed ? from.at : undefined };
}

function parsed(content: Uint8Array): object | undefined {
  try {
    const value: unknown = JSON.parse(charactersOf(byteStringOf(content)));
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
