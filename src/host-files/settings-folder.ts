/**
 * The model of one settings folder: which programs use it, what its `jts.ini` says, the user folders in it with their logs
 * and API settings. Made from listings that somebody else read.
 *
 * Source: settings folders of 2012 to 2026 in public issues, repositories and archives.
 */
import { settingsFiles, readApiSettings, type ApiSettings } from "./api-settings.ts";
import type { HostProgram } from "./api-attributes.ts";
import { remarksOnFolder, remarksOnUser } from "./folder-remarks.ts";
import { baseName, type Platform } from "./host-paths.ts";
import { isUserFolderName, readJtsIni, type JtsIni } from "./jts-ini.ts";
import { isLogName, logFiles, type FolderListing, type ListedFile, type LogFile } from "./log-file.ts";
import type { Reason } from "./places.ts";
import type { Remark } from "./remark.ts";

export interface SettingsFolder {
  readonly path: string;
  /** Other paths that lead here. */
  readonly otherPaths: readonly string[];
  readonly reasons: readonly Reason[];
  /** The programs that left traces here. */
  readonly programs: readonly HostProgram[];
  /** The programs that run with it now, as far as their command lines tell. */
  readonly running: readonly RunningWith[];
  readonly jtsIni: JtsIni | undefined;
  /** Logs in the folder itself: before login, of old versions, and exported ones. */
  readonly logs: readonly LogFile[];
  readonly users: readonly UserFolder[];
  readonly remarks: readonly Remark[];
}

export interface RunningWith {
  readonly pid: number;
  readonly program: HostProgram | undefined;
}

export interface UserFolder {
  /** It identifies its user. */
  readonly name: string;
  readonly path: string;
  /** `jts.ini` names it. */
  readonly named: boolean;
  readonly programs: readonly HostProgram[];
  readonly apiSettings: readonly ApiSettings[];
  readonly logs: readonly LogFile[];
  /** The clients that have an API log here. */
  readonly clients: readonly number[];
  readonly remarks: readonly Remark[];
}

export interface SettingsListing {
  readonly platform: Platform;
  readonly folder: FolderListing;
  readonly users: readonly FolderListing[];
  readonly otherPaths?: readonly string[];
  readonly reasons?: readonly Reason[];
  readonly running?: readonly RunningWith[];
}

/** `jts.ini` has some KB; lists of trusted addresses and of demo users make it longer. */
const jtsIniBytesMax = 1024 * 1024;
/** `tws.xml` keeps the whole layout of TWS. */
const settingsFileBytesMax = 16 * 1024 * 1024;
const logHeadBytes = 512;

const isJtsIni = (name: string): boolean => name.toLowerCase() === "jts.ini";

const programOfSettingsFile = (name: string): HostProgram | undefined =>
  settingsFiles[name.toLowerCase().replace(/\.ibgzenc$/, "")];

/** How many first bytes of a file are of use; 0 for files that are not. */
export function wantedBytes(name: string): number {
  if (isJtsIni(name)) return jtsIniBytesMax;
  if (programOfSettingsFile(name)) return settingsFileBytesMax;
  return isLogName(name, "host") || isLogName(name, "ibc") || isLogName(name, "exports") ? logHeadBytes : 0;
}

/** Whether a folder with these names in it is a settings folder. */
export const isSettingsFolder = (files: readonly string[], folders: readonly string[]): boolean =>
  files.some((name) => isJtsIni(name) || /^launcher\b.*\.log$/i.test(name)) || folders.some(isUserFolderName);

/** Whether a folder in a settings folder is that of a user, from its name, and from the names in it. */
export const isUserFolder = (name: string, files: readonly string[]): boolean =>
  isUserFolderName(name) ||
  files.some(
    (file) =>
      programOfSettingsFile(file) !== undefined || (isLogName(file, "host") && /^(?:api|tws|ibgateway)\./i.test(file)),
  );

/** The user folders that the `jts.ini` of a folder names. */
export const namedUserFolders = ({ files }: FolderListing): ReadonlySet<string> => {
  const head = files.find(({ name }) => isJtsIni(name))?.head;
  return new Set(head && readJtsIni(head).userFolders.map(({ folder }) => folder));
};

export function settingsFolder(listing: SettingsListing): SettingsFolder {
  const { platform, folder, otherPaths = [], reasons = [], running = [] } = listing;
  const file = folder.files.find(({ name }) => isJtsIni(name));
  const jtsIni = file?.head && readJtsIni(file.head);
  const named = new Set(jtsIni?.userFolders.map((user) => user.folder));
  const users = listing.users.map((user) => userFolder(user, named, platform));
  const logs = logFiles(folder, "host", platform);
  const programs = unique([
    ...running.flatMap(({ program }) => program ?? []),
    ...programsOf(folder.files, logs),
    ...users.flatMap((user) => user.programs),
  ]);
  const cut = (file?.size ?? 0) > jtsIniBytesMax;
  const remarks = [...(jtsIni?.remarks ?? []), ...remarksOnFolder({ jtsIni, cut, users, running })];
  return { path: folder.path, otherPaths, reasons, programs, running, jtsIni, logs, users, remarks };
}

function userFolder(listing: FolderListing, named: ReadonlySet<string>, platform: Platform): UserFolder {
  const { path, files } = listing;
  const name = baseName(platform, path);
  const logs = logFiles(listing, "host", platform);
  const apiSettings = files.flatMap((file) => {
    const program = programOfSettingsFile(file.name);
    return program && file.head ? [readApiSettings(file.head, program)] : [];
  });
  const clients = unique(logs.flatMap(({ client }) => client ?? [])).toSorted((a, b) => a - b);
  const programs = programsOf(files, logs);
  const remarks = remarksOnUser({ apiSettings, logs });
  return { name, path, named: named.has(name), programs, apiSettings, logs, clients, remarks };
}

function programsOf(files: readonly ListedFile[], logs: readonly LogFile[]): HostProgram[] {
  return unique([
    ...files.flatMap(({ name }) => programOfSettingsFile(name) ?? []),
    ...logs.flatMap(({ kind }) => (kind === "tws" ? "TWS" : kind === "gateway" ? "Gateway" : [])),
  ]);
}

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];
