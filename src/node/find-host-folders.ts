/**
 * Finds every TWS and Gateway settings folder of this machine, and the logs in them: walks the candidate places, never
 * deeper or longer than its bounds, and reports what it may not read instead of failing on it.
 */
import type { RunningHost } from "../host-files/command-line.ts";
import { joinPath, type Platform } from "../host-files/host-paths.ts";
import { isLogName, logFiles, type LogFile } from "../host-files/log-file.ts";
import { candidatePlaces, mergePlaces, type Machine, type Place } from "../host-files/places.ts";
import { settingsInIbcConfig, settingsInVmOptions } from "../host-files/pointer-files.ts";
import { settingsFolder, wantedBytes, type SettingsFolder } from "../host-files/settings-folder.ts";
import { FolderReader, type FolderProblem } from "./folder-reader.ts";
import { realFileSystem, type HostFileSystem } from "./host-file-system.ts";
import { SettingsWalk } from "./settings-walk.ts";
import { thisMachine, thisPlatform } from "./this-machine.ts";

export interface HostFolders {
  readonly platform: Platform;
  readonly folders: readonly SettingsFolder[];
  /** Logs of IBC, the newest first. */
  readonly ibcLogs: readonly LogFile[];
  /** Exported logs outside of settings folders, the newest first. */
  readonly exports: readonly LogFile[];
  /** Running TWS, Gateway and IBC processes. */
  readonly running: readonly RunningHost[];
  /** All places that were looked at, and what was there. */
  readonly looked: readonly LookedPlace[];
  readonly problems: readonly FolderProblem[];
}

export interface LookedPlace {
  readonly place: Place;
  /** `nothing`: it is there, but holds nothing of what is looked for. */
  readonly outcome: "found" | "nothing" | "absent" | "unreadable";
}

export interface FindOptions {
  /** Folders to look at beside the known places. */
  readonly folders?: readonly string[];
  readonly fileSystem?: HostFileSystem;
  /** What is known about the machine; without it, this machine is asked. */
  readonly machine?: Machine;
}

/** Never fails on what it finds; what could not be read is in `problems`. */
export async function findHostFolders(options: FindOptions = {}): Promise<HostFolders> {
  const { fileSystem = realFileSystem, folders = [] } = options;
  const reader = new FolderReader(fileSystem, options.machine?.platform ?? thisPlatform());
  const machine = options.machine ?? (await thisMachine(reader));
  const search = new Search(reader, machine);
  await search.lookAtAll(folders);
  return search.result();
}

const newestFirst = (logs: ReadonlyMap<string, LogFile>): LogFile[] =>
  [...logs.values()].toSorted((a, b) => b.modifiedMs - a.modifiedMs);

/** Files that name places are small; longer ones are cut. */
const pointerBytesMax = 1024 * 1024;
/** Files can name places that hold files that name places. */
const placesMax = 2_000;

class Search {
  private readonly reader: FolderReader;
  private readonly machine: Machine;
  private readonly walk: SettingsWalk;
  private readonly waiting: Place[] = [];
  private readonly looked: LookedPlace[] = [];
  private readonly logs: Record<"ibc" | "exports", Map<string, LogFile>> = { ibc: new Map(), exports: new Map() };

  constructor(reader: FolderReader, machine: Machine) {
    this.reader = reader;
    this.machine = machine;
    this.walk = new SettingsWalk(reader, machine.platform);
  }

  async lookAtAll(asked: readonly string[]): Promise<void> {
    const { platform } = this.machine;
    const reasons = [{ reason: "It was asked for.", source: "the command" }];
    const named = asked.map((path) => ({ kind: "settings", path, unsure: false, reasons }) as const);
    this.waiting.push(...mergePlaces(platform, [...named, ...candidatePlaces(this.machine)]));
    // Places that files name come in at the end while this runs.
    for (let at = 0; at < Math.min(this.waiting.length, placesMax); at += 1) {
      const place = this.waiting[at] as Place;
      const outcome = await this.lookAt(place);
      if (!(place.unsure && outcome !== "found")) this.looked.push({ place, outcome });
    }
  }

  async result(): Promise<HostFolders> {
    const { platform, running } = this.machine;
    const used = new Map<string, RunningHost[]>();
    for (const host of running.filter(({ launcher }) => !launcher)) {
      const path = await this.walk.folderOf(host);
      if (path !== undefined) used.set(path, [...(used.get(path) ?? []), host]);
    }
    return {
      platform,
      folders: this.walk.found().map((found) => {
        const hosts = (used.get(found.folder.path) ?? []).map(({ pid, program }) => ({ pid, program }));
        return settingsFolder({ platform, ...found, running: hosts });
      }),
      ibcLogs: newestFirst(this.logs.ibc),
      exports: newestFirst(this.logs.exports),
      running,
      looked: this.looked,
      problems: this.reader.problems,
    };
  }

  private async lookAt(place: Place): Promise<LookedPlace["outcome"]> {
    const { kind, path } = place;
    if (kind === "settings" || kind === "installs") {
      const { outcome, optionFiles } = await this.walk.visit(place);
      for (const file of optionFiles)
        await this.addNamed(file, settingsInVmOptions, "the Java options of an installation");
      return outcome;
    }
    const there = await this.reader.look(path);
    if (typeof there === "string") return there;
    if (kind === "ibc-config")
      return there.kind === "file" && (await this.addNamed(path, settingsInIbcConfig, "IBC's settings"))
        ? "found"
        : "nothing";
    return there.kind === "folder" ? this.readLogs(path, kind === "ibc-logs" ? "ibc" : "exports") : "nothing";
  }

  private async readLogs(path: string, place: "ibc" | "exports"): Promise<LookedPlace["outcome"]> {
    const names = await this.reader.names(path);
    if (!names) return "unreadable";
    const files = names.files.filter((name) => isLogName(name, place));
    const listing = await this.reader.listing(await this.reader.real(path), files, wantedBytes);
    const found = logFiles(listing, place, this.machine.platform);
    for (const log of found) this.logs[place].set(log.path, log);
    return found.length > 0 ? "found" : "nothing";
  }

  /** Whether the file named a place. */
  private async addNamed(file: string, read: typeof settingsInIbcConfig, what: string): Promise<boolean> {
    const { platform } = this.machine;
    const text = await this.reader.text(file, pointerBytesMax);
    const named = text === undefined ? undefined : read(text, platform);
    if (named === undefined) return false;
    // A container's files name paths as the container sees them.
    const root = /^\/proc\/\d+\/root(?=\/)/.exec(file)?.[0];
    const path = root === undefined ? named : joinPath(platform, root, named);
    const reasons = [{ reason: `It is named by ${what}.`, source: file }];
    this.waiting.push(...mergePlaces(platform, [{ kind: "settings", path, unsure: false, reasons }]));
    return true;
  }
}
