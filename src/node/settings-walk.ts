/**
 * Walks settings folders: the folder itself, the user folders in it, and the installations below, which can be settings
 * folders too or name one in their Java options. A folder that is reached on several ways is read once.
 */
import type { RunningHost } from "../host-files/command-line.ts";
import { baseName, joinPath, type Platform } from "../host-files/host-paths.ts";
import type { FolderListing } from "../host-files/log-file.ts";
import type { Place, Reason } from "../host-files/places.ts";
import { isUserFolderName } from "../host-files/jts-ini.ts";
import { isSettingsFolder, isUserFolder, namedUserFolders, wantedBytes } from "../host-files/settings-folder.ts";
import type { FolderNames, FolderReader } from "./folder-reader.ts";

/** A settings folder as it was read. */
export interface WalkedFolder {
  readonly folder: FolderListing;
  readonly users: readonly FolderListing[];
  readonly otherPaths: readonly string[];
  readonly reasons: readonly Reason[];
}

export interface Visit {
  readonly outcome: "found" | "nothing" | "absent" | "unreadable";
  /** Files with the Java options of installations. */
  readonly optionFiles: readonly string[];
}

/** Installations lie at most so deep: `Jts/ibgateway/1037`. */
const depthMax = 3;

/** Folders of installations: a version number, or a program's name and perhaps its version. */
const installName = /^(?:\d{3,5}|\d+\.\d+\w*|ibgateway.*|tws.*|IB Gateway.*|Trader Workstation.*)$/i;

interface Seen {
  readonly paths: string[];
  readonly reasons: Reason[];
  walked: { folder: FolderListing; users: FolderListing[] } | undefined;
  outcome: Visit["outcome"];
}

export class SettingsWalk {
  private readonly reader: FolderReader;
  private readonly platform: Platform;
  private readonly seen = new Map<string, Seen>();
  private readonly usersSeen = new Set<string>();

  constructor(reader: FolderReader, platform: Platform) {
    this.reader = reader;
    this.platform = platform;
  }

  async visit({ path, kind, reasons }: Place): Promise<Visit> {
    const optionFiles: string[] = [];
    const outcome = await this.visitFolder(path, { reasons, depth: 0, searched: kind === "installs", optionFiles });
    return { outcome, optionFiles };
  }

  /** The settings folders, in the order in which they were found. */
  found(): WalkedFolder[] {
    return [...this.seen.values()].flatMap(({ paths, reasons, walked }) =>
      walked ? [{ ...walked, reasons, otherPaths: paths.filter((path) => path !== walked.folder.path) }] : [],
    );
  }

  /** The path of the settings folder that a running program uses, as far as its command line tells. */
  async folderOf({ settings, folder, installs }: RunningHost): Promise<string | undefined> {
    for (const path of [...settings.map((one) => one.path), ...(folder === undefined ? [] : [folder]), ...installs]) {
      const there = await this.reader.look(path);
      const walked = typeof there === "object" ? this.seen.get(there.identity)?.walked : undefined;
      if (walked) return walked.folder.path;
    }
    return undefined;
  }

  private async visitFolder(
    path: string,
    { reasons, depth, searched, optionFiles }: Visiting,
  ): Promise<Visit["outcome"]> {
    const there = await this.reader.look(path);
    if (typeof there === "string") return there;
    if (there.kind !== "folder") return "nothing";
    const before = this.seen.get(there.identity);
    if (before) {
      if (!before.paths.includes(path)) before.paths.push(path);
      for (const reason of reasons)
        if (!before.reasons.some((known) => known.reason === reason.reason)) before.reasons.push(reason);
      return before.outcome;
    }
    const seen: Seen = { paths: [path], reasons: [...reasons], walked: undefined, outcome: "nothing" };
    this.seen.set(there.identity, seen);
    const names = await this.reader.names(path);
    if (!names) return (seen.outcome = "unreadable");
    const real = await this.reader.real(path);
    const options = names.files.filter((name) => /\.vmoptions$/i.test(name));
    optionFiles.push(...options.map((name) => joinPath(this.platform, real, name)));
    const isSettings = isSettingsFolder(names.files, names.folders);
    if (isSettings) {
      const folder = await this.reader.listing(real, names.files, wantedBytes);
      seen.outcome = "found";
      seen.walked = { folder, users: await this.users(folder, names, { depth, optionFiles }) };
    }
    if (
      depth < depthMax &&
      (isSettings || searched || options.length > 0 || /^(?:ib)?jts/i.test(baseName(this.platform, real)))
    )
      await this.visitInstalls(real, names, { depth, optionFiles });
    return seen.outcome;
  }

  /** The user folders; a folder below that is a settings folder of its own is visited as one. */
  private async users(
    folder: FolderListing,
    { folders }: FolderNames,
    { depth, optionFiles }: Below,
  ): Promise<FolderListing[]> {
    const users: FolderListing[] = [];
    const named = namedUserFolders(folder);
    for (const name of folders) {
      if (installName.test(name) || passedOver.test(name)) continue;
      const below = joinPath(this.platform, folder.path, name);
      const there = await this.reader.look(below);
      if (typeof there === "string" || this.seen.has(there.identity) || this.usersSeen.has(there.identity)) continue;
      const names = await this.reader.names(below);
      if (!names) continue;
      const isUser = named.has(name) || isUserFolderName(name);
      if (isUser || (isUserFolder(name, names.files) && !isSettingsFolder(names.files, []))) {
        this.usersSeen.add(there.identity);
        users.push(await this.reader.listing(below, names.files, wantedBytes));
      } else if (depth < depthMax && isSettingsFolder(names.files, names.folders))
        await this.visitFolder(below, { reasons: inAnother, depth: depth + 1, searched: false, optionFiles });
    }
    return users;
  }

  private async visitInstalls(path: string, { folders }: FolderNames, { depth, optionFiles }: Below): Promise<void> {
    for (const name of folders.filter((one) => installName.test(one)))
      await this.visitFolder(joinPath(this.platform, path, name), {
        reasons: inInstallation,
        depth: depth + 1,
        searched: true,
        optionFiles,
      });
  }
}

interface Below {
  readonly depth: number;
  readonly optionFiles: string[];
}

interface Visiting extends Below {
  readonly reasons: readonly Reason[];
  /** Its installations are looked at, whatever else it holds. */
  readonly searched: boolean;
}

/** Parts of installations that hold thousands of other files. */
const passedOver = /^(?:jars|jre|locales|data|\.install4j|\.i4j.*|node_modules)$/i;

const source = "settings folders in public issues and repositories";
const inAnother = [{ reason: "It lies in another settings folder.", source }];
const inInstallation = [{ reason: "A program is installed here, and keeps its settings beside it.", source }];
