/** The folder of recordings: making files in it, listing them, pinning and recycling them. */
import {
  closeSync,
  existsSync,
  fstatSync,
  linkSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
  writevSync,
} from "node:fs";
import { join } from "node:path";
import type { Sink } from "../../recorder/part-file.ts";
import { formatName, nameAt, parseName, recordingEnding, type RecordingName } from "../../store/recording-name.ts";
import { planRecycling, type Recycled, type RecyclingRules, type StoredFile } from "../../store/recycling.ts";
import { concerns, type Mark, type Marked } from "../../store/mark.ts";
import { listMarks, localSecond } from "./marks.ts";
import { filesInUse } from "./running.ts";

export interface Pin {
  readonly reason: string;
  readonly since: string;
}

export interface StoredRecording extends StoredFile {
  readonly name: RecordingName;
  readonly fileName: string;
  readonly pin: Pin | undefined;
  /** Marks that keep it, beside its own pin. */
  readonly marks: readonly Mark[];
  readonly modifiedMs: number;
  /** Tells the file from all others of its file system, whatever it is called. */
  readonly identity: string;
}

/** Only its user may look into the folder. */
export function makeStore(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}

const pinEnding = ".keep";

/** Every recording in the folder; files of other names are not ours. */
export function listStore(folder: string): StoredRecording[] {
  const inUse = new Set(filesInUse(folder));
  const marks = listMarks(folder);
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  const pinned = new Set(names.filter((name) => name.endsWith(pinEnding)));
  return names
    .filter((name) => name.endsWith(recordingEnding))
    .flatMap((fileName) => {
      const name = parseName(fileName);
      const path = join(folder, fileName);
      const stat = statSync(path, { throwIfNoEntry: false });
      if (!name || !stat?.isFile()) return [];
      const pin = pinned.has(fileName + pinEnding) ? readPin(path) : undefined;
      const recording = {
        path,
        fileName,
        name,
        day: name.day,
        clock: name.clock,
        bytes: stat.size,
        modifiedMs: stat.mtimeMs,
        identity: `${stat.dev}:${stat.ino}`,
        inUse: inUse.has(path) || Date.now() - stat.mtimeMs < freshMs,
      };
      const kept = marks.filter((mark) => concerns(mark, markedAs(recording)));
      return { ...recording, pin, marks: kept, pinned: pin !== undefined || kept.length > 0 };
    })
    .toSorted((a, b) => (a.day + a.clock + a.fileName < b.day + b.clock + b.fileName ? -1 : 1));
}

/** What tells whether a mark is about a recording; what is being written has not ended. */
export const markedAs = ({
  fileName,
  name,
  day,
  clock,
  inUse,
  modifiedMs,
}: Pick<StoredRecording, "fileName" | "name" | "day" | "clock" | "inUse" | "modifiedMs">): Marked => ({
  fileName,
  client: name.client,
  startMs: localSecond(`${day}.${clock}`),
  lastMs: inUse ? Infinity : modifiedMs,
});

function readPin(path: string): Pin {
  try {
    const pin = JSON.parse(readFileSync(path + pinEnding, "utf8")) as Partial<Pin>;
    return { reason: pin.reason ?? "", since: pin.since ?? "" };
  } catch {
    // A pin that cannot be read still is a pin.
    return { reason: "", since: "" };
  }
}

export function pin(path: string, reason: string): void {
  writeFileSync(path + pinEnding, `${JSON.stringify({ reason, since: new Date().toISOString() })}\n`, { mode: 0o600 });
}

export function unpin(path: string): void {
  rmSync(path + pinEnding, { force: true });
}

/** Removes a recording and its pin. */
export function removeRecording(path: string): void {
  rmSync(path);
  unpin(path);
}

/** The recorder's own logs, by day. */
const ownLogName = /^recorder\.(\d{8})\.log$/;

/** Removes what has had its time. @param today `2026-11-22` */
export function recycle(folder: string, today: string, rules: RecyclingRules): Recycled[] {
  const day = today.replaceAll("-", "");
  const plan = planRecycling([...listStore(folder), ...listOwnLogs(folder, day)], day, rules);
  return plan.filter(({ file }) => {
    try {
      removeRecording(file.path);
      return true;
    } catch {
      return false;
    }
  });
}

function listOwnLogs(folder: string, today: string): StoredFile[] {
  return readdirSync(folder).flatMap((fileName) => {
    const day = ownLogName.exec(fileName)?.[1];
    const path = join(folder, fileName);
    const bytes = day === undefined ? 0 : (statSync(path, { throwIfNoEntry: false })?.size ?? 0);
    return day === undefined ? [] : [{ path, day, clock: "", bytes, pinned: false, inUse: day === today }];
  });
}

/**
 * A new recording in the folder.
 * @param local when it begins, `2026-11-22 10:15:00.123`
 * @throws the system's error when it cannot be made
 */
export function createSink(folder: string, local: string, client: number | undefined): FileSink {
  makeStore(folder);
  const { path, file } = openNew(folder, nameAt(local, client));
  return new FileSink(folder, path, file);
}

/** Names of one second that are tried. */
const copiesMax = 10_000;

function openNew(folder: string, name: RecordingName): { path: string; file: number } {
  for (let copy = 1; ; copy += 1) {
    const path = join(folder, formatName({ ...name, copy }));
    try {
      return { path, file: openSync(path, "wx", 0o600) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST" || copy >= copiesMax) throw error;
    }
  }
}

/** Renames, but never over another file. @returns whether the name was free */
function moveToNew(from: string, to: string): boolean {
  try {
    linkSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST" || existsSync(to)) return false;
    // A file system without hard links.
    renameSync(from, to);
    return true;
  }
  rmSync(from);
  return true;
}

/** A recording that was written to so lately may be in use without its recorder having said so yet. */
const freshMs = 3000;

/** A file that is none. */
export const nowhere: Sink = {
  path: "",
  append: () => {},
  there: () => true,
  rename: () => {},
  close: () => {},
  discard: () => {},
};

export class FileSink implements Sink {
  path: string;
  open = true;
  private readonly folder: string;
  private readonly file: number;
  private length = 0;
  /** Something of an append that failed may lie behind what counts. */
  private torn = false;

  constructor(folder: string, path: string, file: number) {
    this.folder = folder;
    this.path = path;
    this.file = file;
  }

  append(pieces: readonly Uint8Array[]): void {
    if (this.torn) ftruncateSync(this.file, this.length);
    this.torn = true;
    const all = pieces.reduce((sum, piece) => sum + piece.length, 0);
    let written = writevSync(this.file, pieces, this.length);
    // Rarely, the system takes only a part of it.
    if (written < all) {
      const rest = Buffer.concat(pieces);
      while (written < all) written += writeSync(this.file, rest, written, all - written, this.length + written);
    }
    this.torn = false;
    this.length += all;
  }

  there(): boolean {
    try {
      return fstatSync(this.file).nlink > 0;
    } catch {
      return true;
    }
  }

  /** The file's descriptor, to make sure that it is on the disk. */
  get descriptor(): number {
    return this.file;
  }

  rename(client: number): void {
    const name = parseName(this.path.slice(this.folder.length + 1));
    if (!name || name.client === client) return;
    for (let copy = 1; copy <= copiesMax; copy += 1) {
      const path = join(this.folder, formatName({ ...name, client, copy }));
      if (!moveToNew(this.path, path)) continue;
      // Somebody may have pinned it already.
      if (existsSync(this.path + pinEnding)) renameSync(this.path + pinEnding, path + pinEnding);
      this.path = path;
      return;
    }
  }

  close(): void {
    this.open = false;
    try {
      // Half of a block looks like damage, and is none.
      if (this.torn) ftruncateSync(this.file, this.length);
    } finally {
      closeSync(this.file);
    }
  }

  discard(): void {
    try {
      this.close();
      rmSync(this.path, { force: true });
    } catch {
      // It stays as it is; a reader says that it has no head.
    }
  }
}
