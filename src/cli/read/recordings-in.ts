/** Folders as inputs of `twscope read`: which recordings or logs of them are meant, and which come while it follows. */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { readFileName } from "../../logs/file-name.ts";
import { localText } from "../../node/record/clock.ts";
import { listStore, type StoredRecording } from "../../node/store/store-folder.ts";

export interface Wanted {
  readonly client: number | undefined;
  /** As given to `--since`, `--until`. */
  readonly since: string | undefined;
  readonly until: string | undefined;
}

export const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

const logName = /\.log(?:\.(?:gz|zst))?$|^log\.\w+\.txt$/i;

/** The logs of a folder by their names, if it is one; of a folder with encrypted ones only the newest of these. */
export function logsIn(folder: string): string[] {
  if (!isFolder(folder)) return [];
  const names = readdirSync(folder).toSorted();
  const logs = names.filter((name) => logName.test(name));
  const found = logs.length > 0 ? logs : names.filter((name) => readFileName(name, undefined).encrypted).slice(-1);
  return found.map((name) => join(folder, name));
}

/**
 * The recordings of a folder that may hold what is wanted. A recording that has no client in its name may hold any.
 * @param live only those that are being written
 */
export function recordingsIn(folder: string, wanted: Wanted, live: boolean): StoredRecording[] {
  const [from, to] = [dayIn(wanted.since), dayIn(wanted.until)];
  return listStore(folder).filter(
    ({ name, day, modifiedMs, inUse }) =>
      (wanted.client === undefined || name.client === undefined || name.client === wanted.client) &&
      (from === undefined ||
        localText(modifiedMs * 1000)
          .slice(0, 10)
          .replaceAll("-", "") >= from) &&
      (to === undefined || day <= to) &&
      (!live || inUse),
  );
}

/** The day of a bound that has one, `20261122`. */
function dayIn(bound: string | undefined): string | undefined {
  const parts = /^(\d{4})-?(\d\d)-?(\d\d)/.exec(bound ?? "");
  return parts ? parts.slice(1).join("") : undefined;
}

const lookEveryMs = 500;

/** Recordings that begin from now on, as long as nobody stops it. @param known those that are being read already */
export async function* newRecordings(
  folder: string,
  wanted: Wanted,
  known: readonly StoredRecording[],
  signal: AbortSignal,
): AsyncGenerator<string> {
  // A recording changes its name when its client becomes known: it is the same file.
  const seen = new Set(known.map(({ identity }) => identity));
  while (!signal.aborted) {
    await sleep(lookEveryMs, undefined, { signal }).catch(() => {});
    for (const { path, identity } of recordingsIn(folder, wanted, true)) {
      if (seen.has(identity)) continue;
      seen.add(identity);
      yield path;
    }
  }
}
