/** A file that is written: never over another one unless told to, never half, and for its user only. */
import { existsSync } from "node:fs";
import { link, open, rename, rm, stat, type FileHandle } from "node:fs/promises";
import { UsageError } from "../../base/errors.ts";

/** Bytes are written in pieces of about this size. */
const pieceBytes = 256 * 1024;

/** @throws UsageError when something lies there that must not be written over */
export function mayWrite(path: string, force: boolean): void {
  if (!force && existsSync(path))
    throw new UsageError("output", `${path} exists; --force writes over it, or choose another name with -o`);
}

/**
 * Written beside, under the name with `.part`, and given its name when it is whole.
 * @returns bytes written
 * @throws UsageError when something lies there that must not be written over
 */
export async function writeOutput(path: string, bytes: AsyncIterable<Uint8Array>, force: boolean): Promise<number> {
  // A device or a pipe takes what it is given.
  const there = await stat(path).catch(() => undefined);
  if (there && !there.isFile()) {
    const file = await open(path, "w");
    return pour(file, bytes);
  }
  mayWrite(path, force);
  const beside = `${path}.part`;
  const file = await open(beside, "w", 0o600);
  try {
    const count = await pour(file, bytes);
    if (force) await rename(beside, path);
    else await moveToNew(beside, path);
    return count;
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

async function pour(file: FileHandle, bytes: AsyncIterable<Uint8Array>): Promise<number> {
  let count = 0;
  try {
    for await (const piece of inPieces(bytes)) {
      await file.writeFile(piece);
      count += piece.length;
    }
    return count;
  } finally {
    await file.close();
  }
}

/** Something may have come to lie there meanwhile. */
async function moveToNew(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") mayWrite(to, false);
    // A file system without hard links.
    await rename(from, to);
    return;
  }
  await rm(from);
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
