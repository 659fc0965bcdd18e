/** Recordings as inputs: opens the head, finds the key, and gives what stands in the blocks. */
import { open } from "node:fs/promises";
import { readHead, type Head } from "../../recording/header.ts";
import { RecordingReader, type RecordingItem } from "../../recording/recording-reader.ts";
import { InputError } from "../input.ts";
import { KeyError, type KeyRing } from "../store/key-ring.ts";
import { checksum, makeSealer, packer } from "./sealing.ts";

/** Longer heads are no heads. */
const headBytesMax = 4 * 1024 * 1024;

export interface OpenRecording {
  readonly head: Head;
  readonly key: Uint8Array | undefined;
}

/**
 * Reads the head of a recording and unwraps its key.
 * @throws InputError `unreadable` when the head is damaged, or the key is not there
 */
export async function openRecording(path: string, keys: KeyRing): Promise<OpenRecording> {
  const head = await headOf(path);
  return { head, key: await unwrapped(head, path, keys) };
}

/**
 * The key of a recording's blocks; `undefined` when they lie in the open.
 * @throws InputError `unreadable` when it is not there
 */
export async function unwrapped(head: Head, path: string, keys: KeyRing): Promise<Uint8Array | undefined> {
  if (head.header.sealed === "none") return undefined;
  try {
    return await keys.unwrap(head.key, path);
  } catch (error) {
    if (!(error instanceof KeyError)) throw error;
    const whose = head.header.recipients?.join(", ");
    throw new InputError("unreadable", `${error.message}${whose ? `\nIt was sealed for ${whose}.` : ""}`, {
      cause: error,
    });
  }
}

export function readerFor(head: Head, key: Uint8Array | undefined): RecordingReader {
  const sealer = key && makeSealer(key, head.header.id, head.bytes);
  return new RecordingReader({ sealer, packer, checksum, headLength: head.length });
}

/** What stands in the blocks, of chunks of the file from its first byte on. */
export async function* recordingItems(
  chunks: AsyncIterable<Uint8Array>,
  { head, key }: OpenRecording,
): AsyncGenerator<RecordingItem[]> {
  const reader = readerFor(head, key);
  let skip = head.length;
  for await (const chunk of chunks) {
    const behind = chunk.subarray(Math.min(skip, chunk.length));
    skip -= chunk.length - behind.length;
    yield behind.length > 0 ? reader.push(behind) : [];
  }
  yield reader.end();
}

/**
 * The head of a recording that comes as a stream, and the same stream again from its first byte on.
 * @throws InputError when there is none
 */
export async function headOfStream(
  chunks: AsyncIterable<Uint8Array>,
  path: string,
): Promise<{ head: Head; chunks: AsyncIterable<Uint8Array> }> {
  const iterator = chunks[Symbol.asyncIterator]();
  let held = new Uint8Array(0);
  for (;;) {
    const next = await iterator.next();
    if (!next.done) held = Buffer.concat([held, next.value]);
    const head = wholeHead(held, path, next.done === true || held.length > headBytesMax);
    if (head) return { head, chunks: rest(held, iterator) };
  }
}

async function* rest(held: Uint8Array, iterator: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield held;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}

/** @throws InputError when there is none */
export async function headOf(path: string): Promise<Head> {
  const file = await openOr(path);
  try {
    for (let size = 64 * 1024; ; size *= 8) {
      const buffer = new Uint8Array(size);
      const { bytesRead } = await file.read(buffer, 0, size, 0);
      const last = bytesRead < size || size > headBytesMax;
      const head = wholeHead(buffer.subarray(0, bytesRead), path, last);
      if (head) return head;
    }
  } finally {
    await file.close();
  }
}

/** @param last no more bytes are to be had */
function wholeHead(bytes: Uint8Array, path: string, last: boolean): Head | undefined {
  const read = readHead(bytes, checksum);
  if (read.state === "whole") return read.head;
  if (read.state === "wrong")
    throw new InputError("unreadable", `${path} cannot be read as a recording: at byte ${read.offset}, ${read.why}`);
  if (!last) return undefined;
  throw new InputError(
    "unreadable",
    `${path} ends after ${bytes.length} bytes, within its head: its recorder was stopped in its first moment, or it was ` +
      `cut. Nothing is in it.`,
  );
}

async function openOr(path: string): ReturnType<typeof open> {
  try {
    return await open(path, "r");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = code === "ENOENT" ? "there is no such file" : code === "EACCES" ? "no permission to read it" : message;
    throw new InputError("no-input", `${path}: ${why}`, { cause: error });
  }
}
