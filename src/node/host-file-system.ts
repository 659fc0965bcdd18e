/**
 * The little that the search for settings folders needs of a file system, as an interface, so that folders of other
 * platforms can be made up in tests; and the real one. Nothing here writes.
 */
import { constants } from "node:fs";
import { open, opendir, realpath, stat } from "node:fs/promises";
import { localMs } from "./input.ts";

export interface HostFileSystem {
  /** What is in a folder; at most so many entries. */
  readonly list: (path: string, max: number) => Promise<Listing>;
  /** What a path leads to, through links. */
  readonly look: (path: string) => Promise<Looked>;
  /** The first bytes of a file. */
  readonly head: (path: string, bytes: number) => Promise<Uint8Array>;
  /** The path without links. */
  readonly real: (path: string) => Promise<string>;
}

export interface Listing {
  readonly entries: readonly Entry[];
  /** There are more. */
  readonly cut: boolean;
}

export interface Entry {
  readonly name: string;
  readonly kind: "file" | "folder" | "link" | "other";
}

export interface Looked {
  readonly kind: "file" | "folder" | "other";
  readonly size: number;
  /** When it was last written, ms as if local time were UTC. */
  readonly modifiedMs: number;
  /** The same for the same file or folder, whichever path led to it. */
  readonly identity: string;
}

export const realFileSystem: HostFileSystem = {
  async list(path, max) {
    const entries: Entry[] = [];
    for await (const entry of await opendir(path)) {
      if (entries.length >= max) return { entries, cut: true };
      const kind = entry.isFile() ? "file" : entry.isDirectory() ? "folder" : entry.isSymbolicLink() ? "link" : "other";
      entries.push({ name: entry.name, kind });
    }
    return { entries, cut: false };
  },

  async look(path) {
    const found = await stat(path, { bigint: true });
    return {
      kind: found.isFile() ? "file" : found.isDirectory() ? "folder" : "other",
      size: Number(found.size),
      modifiedMs: localMs(found.mtime),
      // Some network drives number no files.
      identity: found.ino === 0n ? await realpath(path) : `${found.dev}:${found.ino}`,
    };
  },

  async head(path, bytes) {
    // Never waits, should the file have become a pipe since it was looked at.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const size = Math.min(bytes, (await file.stat()).size);
      const buffer = new Uint8Array(size);
      let read = 0;
      while (read < size) {
        const { bytesRead } = await file.read(buffer, read, size - read, read);
        if (bytesRead === 0) break;
        read += bytesRead;
      }
      return buffer.subarray(0, read);
    } finally {
      await file.close();
    }
  },

  real: (path) => realpath(path),
};
