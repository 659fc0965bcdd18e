/** Recordings as logs: the same records as of any other log, only exact. */
import { RecordingLogReader } from "../logs/recording/recording-log.ts";
import type { LogRecord } from "../logs/record.ts";
import { follow } from "./follow.ts";
import { localMs, type Input } from "./input.ts";
import type { OpenLog, OpenLogOptions } from "./open-log.ts";
import { MarksBeside } from "./record/marks-beside.ts";
import { headOfStream, openRecording, recordingItems, unwrapped } from "./record/recording-input.ts";
import { KeyRing } from "./store/key-ring.ts";
import { places } from "./store/places.ts";

/**
 * @throws InputError `unreadable` when its head is damaged or its key is not here. Damage further on becomes records, each
 * with its place, and the rest is read.
 */
export async function openRecordingLog(input: Input, options: OpenLogOptions): Promise<OpenLog> {
  const { path } = input;
  const keys = options.keys?.() ?? new KeyRing({ folder: places().settings });
  const { recording, chunks } = await opened(input, keys, options);
  const reader = new RecordingLogReader({
    file: path,
    serverVersion: options.serverVersion,
    localMs: (utcMs) => localMs(new Date(utcMs)),
  });
  const created = Date.parse(recording.head.header.created);
  async function* batches(): AsyncGenerator<LogRecord[]> {
    const marks = new MarksBeside(path, created);
    for await (const items of recordingItems(chunks(), recording)) {
      // A block at a time: its records take many times its room.
      for (const item of items.length > 0 || !options.follow ? marks.take(items) : marks.meanwhile()) {
        const records = reader.take(item);
        if (records.length > 0) yield records;
      }
      // What was ended gets no more.
      if (options.signal?.aborted || (options.follow && items.some(({ kind }) => kind === "end"))) return;
    }
  }
  async function* records(): AsyncGenerator<LogRecord> {
    for await (const batch of batches()) yield* batch;
  }
  const startMs = localMs(new Date(created));
  return { input, reader, startMs, batches, [Symbol.asyncIterator]: records };
}

async function opened({ path, chunks }: Input, keys: KeyRing, { follow: following, signal, progress }: OpenLogOptions) {
  if (path !== "-") {
    const recording = await openRecording(path, keys);
    return { recording, chunks: () => (following ? follow(path, { signal }) : chunks(progress)) };
  }
  const stream = await headOfStream(chunks(progress), path);
  const recording = { head: stream.head, key: await unwrapped(stream.head, "standard input", keys) };
  return { recording, chunks: () => stream.chunks };
}
