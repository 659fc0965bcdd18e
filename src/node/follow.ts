/**
 * Goes on reading a file that is still being written: what is added to it, from the start again when it was cut short,
 * and the file that takes its place when it is rotated.
 */
import { open, stat, type FileHandle } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

export interface FollowOptions {
  /** How often to look, in ms. */
  readonly intervalMs?: number;
  readonly signal?: AbortSignal | undefined;
}

/** Chunks of the file as they come; an empty chunk whenever there is nothing new. */
export async function* follow(path: string, options: FollowOptions = {}): AsyncGenerator<Uint8Array> {
  const { intervalMs = 200, signal } = options;
  const buffer = new Uint8Array(256 * 1024);
  let file: FileHandle | undefined = await open(path, "r");
  let position = 0;
  try {
    for (;;) {
      if (signal?.aborted) return;
      const read = file ? (await file.read(buffer, 0, buffer.length, position)).bytesRead : 0;
      position += read;
      if (read > 0) {
        yield buffer.slice(0, read);
        continue;
      }
      yield new Uint8Array(0);
      await sleep(intervalMs, undefined, { signal }).catch(() => {});
      const next = await replaced(path, file, position);
      if (next === "cut") position = 0;
      else if (next) {
        await file?.close();
        file = next;
        position = 0;
      }
    }
  } finally {
    await file?.close();
  }
}

async function replaced(
  path: string,
  file: FileHandle | undefined,
  position: number,
): Promise<FileHandle | "cut" | undefined> {
  try {
    const [now, held] = await Promise.all([stat(path), file?.stat()]);
    if (held && now.ino === held.ino) return now.size < position ? "cut" : undefined;
    return await open(path, "r");
  } catch {
    // Between two files of a rotation there may be none for a moment.
    return undefined;
  }
}
