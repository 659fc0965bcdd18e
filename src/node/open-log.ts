/** Reads logs from files and streams: the readers of the pure rooms, fed from the world. */
import { partOf } from "../base/byte-string.ts";
import type { VersionFinding } from "../logs/api-log/session-versions.ts";
import type { Day } from "../logs/calendar.ts";
import { LogReader } from "../logs/log-reader.ts";
import type { LogRecord } from "../logs/record.ts";
import type { TimeBounds } from "../logs/time-bounds.ts";
import { latin1 } from "./bytes.ts";
import { follow } from "./follow.ts";
import { InputError, openInput, streamInput, type Input } from "./input.ts";
import { mergeByTime } from "./merge.ts";
import { markOfRecord, once } from "./once.ts";
import { openRecordingLog } from "./open-recording-log.ts";
import type { KeyRing } from "./store/key-ring.ts";

export interface OpenLogOptions {
  /** Overrules the server version that would be inferred. */
  readonly serverVersion?: number | undefined;
  /** The day of the first line. */
  readonly day?: Day | undefined;
  /** Records of other times need not be given: they are passed over where that is possible, which is much faster. */
  readonly times?: TimeBounds | undefined;
  /** Go on reading what is added. */
  readonly follow?: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Told how many bytes on disk have been read. */
  readonly progress?: ((bytes: number) => void) | undefined;
  /** The keys of recordings, for when one is opened; without it, those in twscope's own folder. */
  readonly keys?: (() => KeyRing) | undefined;
}

/** Bytes whose records are in memory at once: of small messages they take forty times as much, in each of the merged logs. */
const batchBytes = 32 * 1024;
/** The first batch is small, so that the first records do not wait for what is read behind them. */
const firstBatchBytes = 1024;

/** A log that is open: its records in the order of their lines. */
export interface OpenLog extends AsyncIterable<LogRecord> {
  readonly input: Input;
  /** What the reader has found so far: lines, and server versions with the lines they rest on. */
  readonly reader: { readonly lines: number; readonly versions: readonly VersionFinding[] };
  /** No record is earlier than this, in ms on the log's clock; absent when that is not known. */
  readonly startMs?: number;
  /** The records in batches, as they become known: cheaper than one by one. */
  readonly batches: () => AsyncGenerator<LogRecord[]>;
}

/**
 * Opens a log for reading.
 * @param source a path, or the bytes of one (standard input)
 * @throws InputError with code `no-input` when it cannot be opened, `unreadable` when only its host can read it
 */
export async function openLog(
  source: string | AsyncIterable<Uint8Array>,
  options: OpenLogOptions = {},
): Promise<OpenLog> {
  const input = typeof source === "string" ? await openInput(source) : await streamInput(source);
  const { recognised, path, modifiedMs } = input;
  if (recognised.kind === "recording") return openRecordingLog(input, options);
  // A file that is empty now may grow.
  const waited = options.follow && recognised.kind === "empty";
  if (recognised.advice && !waited) throw new InputError("unreadable", recognised.advice);
  const { serverVersion, day, times } = options;
  const reader = new LogReader({
    file: path,
    name: recognised.name,
    modifiedMs,
    day,
    serverVersion,
    times,
    byteStrings: latin1,
  });
  async function* batches(): AsyncGenerator<LogRecord[]> {
    const chunks = options.follow && path !== "-" ? follow(path, options) : input.chunks(options.progress);
    let bytes = firstBatchBytes;
    try {
      for await (const chunk of chunks) {
        if (chunk.length === 0) {
          const records = reader.rest();
          if (records.length > 0) yield records;
        }
        for (let at = 0; at < chunk.length;) {
          const end = Math.min(at + bytes, chunk.length);
          const records = reader.push(partOf(chunk, at, end));
          if (records.length > 0) yield records;
          at = end;
          bytes = Math.min(2 * bytes, batchBytes);
        }
        if (options.signal?.aborted) break;
      }
    } catch (error) {
      // What came before the input broke off is shown all the same.
      yield reader.end();
      throw error;
    }
    const last = reader.end();
    if (last.length > 0) yield last;
  }
  async function* records(): AsyncGenerator<LogRecord> {
    for await (const batch of batches()) yield* batch;
  }
  return { input, reader, batches, [Symbol.asyncIterator]: records };
}

/** A log to be merged; one that tells when it begins is opened only when that time has come. */
export type MergeableLog = AsyncIterable<LogRecord> & {
  readonly startMs?: number;
  readonly batches?: () => AsyncIterable<readonly LogRecord[]>;
};

/**
 * Merges the records of several logs by their clocks. A record without a time stays behind the one before it in its
 * file.
 */
export async function* mergeLogs(logs: readonly MergeableLog[]): AsyncGenerator<LogRecord> {
  for await (const batch of mergeBatches(logs)) yield* batch;
}

/** The same in batches, which is cheaper. */
export const mergeBatches = (logs: readonly MergeableLog[]): AsyncGenerator<readonly LogRecord[]> =>
  once(
    mergeByTime(
      logs.map((log) => ({
        batches: log.batches?.() ?? oneByOne(log),
        start: log.startMs ?? Number.NEGATIVE_INFINITY,
      })),
      (record) => record.time?.ms,
    ),
    markOfRecord,
  );

async function* oneByOne(log: AsyncIterable<LogRecord>): AsyncGenerator<LogRecord[]> {
  for await (const record of log) yield [record];
}
