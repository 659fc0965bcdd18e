/** A file that is written: never over another one unless told to, never half, and for its user only. */
import { existsSync } from "node:fs";
import { open, stat } from "node:fs/promises";
import { UsageError } from "../../base/errors.ts";
import { lies, UnfinishedFile } from "./unfinished-file.ts";

/** Bytes are written in pieces of about this size. */
const pieceBytes = 256 * 1024;

/** @throws UsageError when something lies there that must not be written over */
export function mayWrite(path: string, force: boolean): void {
  if (!force && existsSync(path)) throw lies(path);
}

/** An output that could not be written, though what should go into it could be read. */
export class OutputError extends Error {
  override readonly name = "OutputError";
}

export interface Writing {
  /** Whether it may be written over another file. */
  readonly force: boolean;
  /** Asked for as soon as there is something to clear away: what ends the writing before it is whole. */
  readonly stop?: () => AbortSignal;
  /** Something was there that an earlier export had left behind, and is replaced. */
  readonly replaces?: (path: string) => void;
}

/**
 * Written beside, under the name with `.part`, and given its name when it is whole. Whatever goes wrong, nothing of it is left.
 * @returns bytes written
 * @throws UsageError when something lies there that must not be written over; OutputError when it cannot be written; the
 * reason of `stop` when that ends it; and whatever reading throws
 */
export async function writeOutput(path: string, bytes: AsyncIterable<Uint8Array>, writing: Writing): Promise<number> {
  const { force, stop, replaces } = writing;
  // A device or a pipe takes what it is given.
  const there = await stat(path).catch(() => undefined);
  if (there && !there.isFile()) {
    const device = await trying(path, () => open(path, "w"));
    try {
      return await pour(bytes, undefined, (piece) => trying(path, () => device.writeFile(piece)));
    } finally {
      await device.close();
    }
  }
  mayWrite(path, force);
  const unfinished = await trying(path, () => UnfinishedFile.beside(path));
  try {
    if (unfinished.replaced) replaces?.(unfinished.path);
    const count = await pour(bytes, stop?.(), (piece) => trying(path, () => unfinished.append(piece)));
    await trying(path, () => unfinished.finish(path, force));
    return count;
  } catch (error) {
    await unfinished.discard();
    throw error;
  }
}

async function pour(
  bytes: AsyncIterable<Uint8Array>,
  stop: AbortSignal | undefined,
  append: (piece: Uint8Array) => Promise<void>,
): Promise<number> {
  let count = 0;
  for await (const piece of inPieces(bytes)) {
    stop?.throwIfAborted();
    await append(piece);
    count += piece.length;
  }
  stop?.throwIfAborted();
  return count;
}

/** The system's words for what people meet. */
const said: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full",
  EDQUOT: "its user may take no more of the disk",
  EFBIG: "it grew larger than the file system takes",
  EACCES: "no permission to write there",
  EPERM: "no permission to write there",
  EROFS: "the file system is read-only",
  ENOENT: "there is no such folder",
};

async function trying<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // A reader that goes away early has what it wanted.
    if (error instanceof UsageError || code === "EPIPE") throw error;
    const why = (code !== undefined && said[code]) || message;
    throw new OutputError(`${path} was not written: ${why}. Nothing is left of it.`, { cause: error });
  }
}

/** Joins small pieces, so that not each is a call to the system. */
export async function* inPieces(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of bytes) {
    parts.push(part);
    length += part.length;
    if (length < pieceBytes) continue;
    yield Buffer.concat(parts);
    parts = [];
    length = 0;
  }
  if (length > 0) yield Buffer.concat(parts);
}
