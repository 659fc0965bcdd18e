/** Opens what `twscope read` is given: logs, recordings, folders of recordings. What cannot be opened is told, not thrown. */
import { readdirSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { UsageError } from "../../base/errors.ts";
import type { LogRecord } from "../../logs/record.ts";
import { InputError } from "../../node/input.ts";
import { openLog, type OpenLog } from "../../node/open-log.ts";
import type { KeyRing } from "../../node/store/key-ring.ts";
import { listStore } from "../../node/store/store-folder.ts";
import { exitCodes } from "../command.ts";
import { didYouMean } from "../../base/nearest.ts";
import { NotesOnce } from "../store/notes-once.ts";
import type { Terminal } from "../terminal.ts";
import { firstDayOf } from "./dates.ts";
import { byteProgress } from "./progress.ts";
import { isFolder, logsIn, newRecordings, recordingsIn } from "./recordings-in.ts";
import type { Settings } from "./settings.ts";

export interface Surroundings {
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  readonly keys: () => KeyRing;
}

export interface Opened {
  readonly logs: OpenLog[];
  /** Folders in which recordings may begin while they are followed. */
  readonly folders: AsyncIterable<AsyncIterable<readonly LogRecord[]>>[];
  /** Exit code for what could not be opened. */
  readonly code: number;
}

/** Opens what can be opened; the rest is told, and decides the exit code. */
export async function openAll(
  files: readonly string[],
  settings: Settings,
  surroundings: Surroundings,
): Promise<Opened> {
  const { follow, stats } = settings;
  const { terminal, signal } = surroundings;
  const logs: OpenLog[] = [];
  const folders: Opened["folders"] = [];
  let code: number = exitCodes.ok;
  const progress = byteProgress(terminal, stats);
  const notes = new NotesOnce(terminal.note);
  const given = new Set<string>();
  const openOne = async (file: string, several: boolean): Promise<OpenLog | undefined> => {
    // Its lines would be counted twice.
    const place = file === "-" ? file : resolve(file);
    if (given.has(place)) return undefined;
    given.add(place);
    try {
      const log = await openInput(file, several, settings, surroundings, progress.read);
      progress.expect(log.input.size ?? 0);
      return log;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      notes.say(error.code === "no-input" ? `${error.message}${filesLike(file)}` : error.message);
      code = error.code === "no-input" ? exitCodes.noInput : exitCodes.unreadable;
      return undefined;
    }
  };
  for (const file of files) {
    const isStore = isFolder(file) && (follow || listStore(file).length > 0);
    const recordings = isStore ? recordingsIn(file, settings, follow) : undefined;
    if (recordings && follow)
      folders.push(later(newRecordings(file, settings, recordings, signal), (path) => openOne(path, true)));
    if (recordings?.length === 0 && !follow) {
      terminal.note(`${file} holds no recording of that client and time`);
      code = exitCodes.findings;
    }
    const logsThere = recordings ? [] : logsIn(file);
    const paths = recordings?.map((recording) => recording.path) ?? (logsThere.length > 0 ? logsThere : [file]);
    for (const path of paths) {
      const log = await openOne(path, files.length > 1 || paths.length > 1);
      if (log) logs.push(log);
    }
  }
  notes.end();
  return { logs, folders, code };
}

/** The files beside one that is not there, of which one may have been meant. */
function filesLike(file: string): string {
  const folder = dirname(file);
  if (isFolder(file) || !isFolder(folder)) return "";
  return didYouMean(basename(file), readdirSync(folder));
}

async function openInput(
  file: string,
  several: boolean,
  { serverVersion, day: date, follow, times }: Settings,
  { terminal, signal, keys }: Surroundings,
  progress: (bytes: number) => void,
): Promise<OpenLog> {
  const day = firstDayOf(file, date, several);
  const source = file === "-" ? terminal.input() : file;
  const log = await openLog(source, { serverVersion, day, times, follow, signal, progress, keys });
  const { kind } = log.input.recognised;
  if (follow && kind !== "text" && kind !== "empty" && kind !== "recording")
    throw new UsageError("follow", `${file}: --follow reads plain text only, and recordings, and this is ${kind}`);
  return log;
}

async function* later(
  paths: AsyncIterable<string>,
  openOne: (path: string) => Promise<OpenLog | undefined>,
): AsyncGenerator<AsyncIterable<readonly LogRecord[]>> {
  for await (const path of paths) {
    const log = await openOne(path);
    if (log) yield log.batches();
  }
}
