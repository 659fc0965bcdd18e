/**
 * Which files of a folder are logs, and what their names, sizes and first bytes tell.
 *
 * Sources: names on disk since 2012; names of exported logs in public repositories (`api-exported-logs.txt`); the exports of
 * the ibga container (`api_<date>.log`); the names that IBC's scripts make (`IBC-3.20.0_TWS-1033_WEDNESDAY.txt` on Windows,
 * `ibc-3.20.0_GATEWAY-1019_Wednesday.txt` elsewhere).
 */
import type { Day } from "../logs/calendar.ts";
import { readFileName, type FileName } from "../logs/file-name.ts";
import { recognise, type InputKind } from "../logs/recognise.ts";
import { joinPath, type Platform } from "./host-paths.ts";

/** A file as a folder lists it. */
export interface ListedFile {
  readonly name: string;
  readonly size: number;
  /** When it was last written, ms as if local time were UTC. */
  readonly modifiedMs: number;
  /** Its first bytes, as many as `wantedBytes` asks for; `undefined` when they could not be read. */
  readonly head: Uint8Array | undefined;
}

export interface FolderListing {
  readonly path: string;
  readonly files: readonly ListedFile[];
}

export interface LogFile {
  readonly path: string;
  readonly kind: FileName["kind"];
  /** Client id of an API log. */
  readonly client: number | undefined;
  readonly day: Day | undefined;
  /** Only the weekday is in the name: the day holds if the file is less than a week old. */
  readonly weekdayOnly: boolean;
  /** Time of day in the name, `hhmmss`. */
  readonly clock: string | undefined;
  /** `unknown` when its first bytes could not be read. */
  readonly contents: InputKind | "unknown";
  /** Its name is that of a log that was exported. */
  readonly exported: boolean;
  readonly size: number;
  readonly modifiedMs: number;
}

/** What a folder holds decides which of its files are logs. */
export type LogPlace = "host" | "ibc" | "exports";

const logEnding = /\.(?:log|txt|ibgzenc|ibenc)(?:\.(?:gz|zst|zip))?$/i;
const exportName =
  /^(?:api|tws|gateway|ibgateway)(?:[-_ ]exported[-_ ]logs?.*\.(?:txt|log)|_\d{4}.*\.log|\.\d+\.[a-z]{3}\.log)$/i;
const ibcName = /^ibc-.*\.txt$/i;

const nameOf = (name: string, modifiedMs: number | undefined): FileName =>
  readFileName(name.replace(/^ibc(?=-)/i, "IBC"), modifiedMs);

export function isLogName(name: string, place: LogPlace): boolean {
  if (place === "ibc") return ibcName.test(name);
  if (place === "exports") return exportName.test(name.replace(/\.(?:gz|zst|zip)$/i, ""));
  return logEnding.test(name) && nameOf(name, undefined).kind !== "unknown";
}

/** The logs among the files of a folder, the newest first. */
export function logFiles({ path, files }: FolderListing, place: LogPlace, platform: Platform): LogFile[] {
  return files
    .filter(({ name }) => isLogName(name, place))
    .map((file) => logFile(joinPath(platform, path, file.name), file))
    .toSorted((a, b) => b.modifiedMs - a.modifiedMs || (a.path < b.path ? -1 : 1));
}

function logFile(path: string, { name, size, modifiedMs, head }: ListedFile): LogFile {
  const { kind, client, day, weekdayOnly, clock, encrypted } = nameOf(name, modifiedMs);
  const contents = head ? recognise(name, head, modifiedMs).kind : encrypted ? "encrypted" : "unknown";
  const exported = exportName.test(name.replace(/\.(?:gz|zst|zip)$/i, ""));
  return { path, kind, client, day, weekdayOnly, clock, contents, exported, size, modifiedMs };
}
