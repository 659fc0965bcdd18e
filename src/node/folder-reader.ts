/**
 * Reads folders for the search for settings folders: within bounds, several files at a time, and what cannot be read
 * becomes a problem that names no user, with the path apart.
 */
import { byteStringOf, charactersOf } from "../base/byte-string.ts";
import type { FolderListing, ListedFile } from "../host-files/log-file.ts";
import { joinPath, type Platform } from "../host-files/host-paths.ts";
import type { HostFileSystem, Looked } from "./host-file-system.ts";

export interface FolderProblem {
  readonly path: string;
  /** The system's code (`EACCES`), or `cut` where a bound was reached. */
  readonly code: string;
  readonly about: string;
}

export interface FolderNames {
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

/** Bounds of a search; what lies beyond is said to be left out. */
export const searchBounds = {
  entriesMax: 20_000,
  foldersMax: 5_000,
  /** Files of one folder whose first bytes are read: the newest. */
  headsMax: 2_000,
  problemsMax: 1_000,
  atOnce: 32,
} as const;

const abouts: Readonly<Record<string, string>> = {
  EACCES: "no permission to read it",
  EPERM: "no permission to read it",
  ELOOP: "links that lead in a circle",
  ENAMETOOLONG: "its path is too long",
};

const codeOf = (error: unknown): string => {
  const { code } = error as { code?: unknown };
  return typeof code === "string" ? code : "unknown";
};

export class FolderReader {
  readonly problems: FolderProblem[] = [];
  private readonly fileSystem: HostFileSystem;
  private readonly platform: Platform;
  private foldersRead = 0;

  constructor(fileSystem: HostFileSystem, platform: Platform) {
    this.fileSystem = fileSystem;
    this.platform = platform;
  }

  problem(path: string, code: string, about: string): void {
    if (this.problems.length < searchBounds.problemsMax) this.problems.push({ path, code, about });
  }

  /** What a path leads to. That it leads nowhere is no problem. */
  async look(path: string): Promise<Looked | "absent" | "unreadable"> {
    try {
      return await this.fileSystem.look(path);
    } catch (error) {
      const code = codeOf(error);
      if (code === "ENOENT" || code === "ENOTDIR") return "absent";
      this.failed(path, error);
      return "unreadable";
    }
  }

  /** The path without links; paths into the root folder of another process lose their way when links are followed. */
  async real(path: string): Promise<string> {
    if (path.startsWith("/proc/")) return path;
    return this.fileSystem.real(path).catch(() => path);
  }

  /** The names in a folder, links sorted by what they lead to; `undefined` when it cannot be read. */
  async names(path: string): Promise<FolderNames | undefined> {
    if (this.foldersRead === searchBounds.foldersMax) {
      this.foldersRead += 1;
      this.problem(path, "cut", `the search ends here: it has read ${searchBounds.foldersMax} folders`);
    }
    if (this.foldersRead > searchBounds.foldersMax) return undefined;
    this.foldersRead += 1;
    try {
      const { entries, cut } = await this.fileSystem.list(path, searchBounds.entriesMax);
      if (cut)
        this.problem(path, "cut", `only the first ${searchBounds.entriesMax} entries of the folder were looked at`);
      const [files, folders]: [string[], string[]] = [[], []];
      const links: string[] = [];
      for (const { name, kind } of entries)
        if (kind !== "other") (kind === "file" ? files : kind === "folder" ? folders : links).push(name);
      await inBatches(links, async (name) => {
        const there = await this.look(joinPath(this.platform, path, name));
        if (typeof there === "object" && there.kind !== "other") (there.kind === "file" ? files : folders).push(name);
      });
      return { files, folders };
    } catch (error) {
      this.failed(path, error);
      return undefined;
    }
  }

  /** Those of the files that are of use, with as many first bytes as are. */
  async listing(path: string, names: readonly string[], wanted: (name: string) => number): Promise<FolderListing> {
    const files: { name: string; looked: Looked; head: Uint8Array | undefined }[] = [];
    await inBatches(
      names.filter((name) => wanted(name) > 0),
      async (name) => {
        const looked = await this.look(joinPath(this.platform, path, name));
        if (typeof looked === "object" && looked.kind === "file") files.push({ name, looked, head: undefined });
      },
    );
    // Settings want more bytes than logs do, and come first.
    files.sort((a, b) => wanted(b.name) - wanted(a.name) || b.looked.modifiedMs - a.looked.modifiedMs);
    await inBatches(files.slice(0, searchBounds.headsMax), async (file) => {
      const at = joinPath(this.platform, path, file.name);
      try {
        file.head = await this.fileSystem.head(at, wanted(file.name));
      } catch (error) {
        this.failed(at, error);
      }
    });
    if (files.length > searchBounds.headsMax)
      this.problem(path, "cut", `of ${files.length} logs only the newest ${searchBounds.headsMax} were looked into`);
    return {
      path,
      files: files.map(({ name, looked: { size, modifiedMs }, head }): ListedFile => ({
        name,
        size,
        modifiedMs,
        head,
      })),
    };
  }

  /** The beginning of a text file. */
  async text(path: string, bytesMax: number): Promise<string | undefined> {
    try {
      return charactersOf(byteStringOf(await this.fileSystem.head(path, bytesMax)));
    } catch (error) {
      this.failed(path, error);
      return undefined;
    }
  }

  private failed(path: string, error: unknown): void {
    const code = codeOf(error);
    this.problem(path, code, abouts[code] ?? `it cannot be read (${code})`);
  }
}

async function inBatches<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  for (let at = 0; at < items.length; at += searchBounds.atOnce)
    await Promise.all(items.slice(at, at + searchBounds.atOnce).map(work));
}
