/** Recordings as inputs: opens the head, finds the key, and gives what stands in the blocks. */
import { open } from "node:fs/promises";
import { readHead, type Head } from "../../recording/header.ts";
import { RecordingReader, type RecordingItem } from "../../recording/recording-reader.ts";
import { InputError } from "../input.ts";
import { KeyError, type KeyRing } from "../store/key-ring.ts";
import { checksum, makeSealer, packer } from "./sealing.ts";

export interface OpenRecording {
  readonly head: Head;
  /** What stands in the blocks, of chunks of the file from its first byte on. */
  readonly items: (chunks: AsyncIterable<Uint8Array>) => AsyncGenerator<RecordingItem[]>;
}

/** Longer heads are no heads. */
const headBytesMax = 4 * 1024 * 1024;

/**
 * Reads the head of a recording and unwraps its key.
 * @throws InputError `unreadable` when the head is damaged, or the key is not there
 */
export async function openRecording(path: string, keys: KeyRing): Promise<OpenRecording> {
  const head = await headOf(path);
  const key = await unwrapped(head, path, keys);
  return { head, items: (chunks) => itemsOf(chunks, head, key) };
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

async function* itemsOf(
  chunks: AsyncIterable<Uint8Array>,
  head: Head,
  key: Uint8Array | undefined,
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

/** @throws InputError when there is none */
export async function headOf(path: string): Promise<Head> {
  const file = await openOr(path);
  try {
    for (let size = 64 * 1024; ; size *= 8) {
      const buffer = new Uint8Array(size);
      const { bytesRead } = await file.read(buffer, 0, size, 0);
      const read = readHead(buffer.subarray(0, bytesRead), checksum);
      if (read.state === "whole") return read.head;
      if (read.state === "wrong")
        throw new InputError(
          "unreadable",
          `${path} cannot be read as a recording: at byte ${read.offset}, ${read.why}`,
        );
      if (bytesRead < size || size > headBytesMax)
        throw new InputError(
          "unreadable",
          `${path} ends after ${bytesRead} bytes, within its head: its recorder was stopped in its first moment, or it was cut. Nothing is in it.`,
        );
    }
  } finally {
    await file.close();
  }
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
