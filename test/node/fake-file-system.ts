/** A made-up file system, so that folders of Windows and macOS are walked on every machine. */
import { joinPath, parentFolder, pathKey, type Platform } from "../../src/host-files/host-paths.ts";
import type { Entry, HostFileSystem, Looked } from "../../src/node/host-file-system.ts";

/** A file's contents, a link to elsewhere, or a folder or file that fails with a code. */
export type FakeEntry = string | Uint8Array | { readonly link: string } | { readonly fails: string };

const isFolder = Symbol("folder");

interface Node {
  readonly path: string;
  readonly entry: FakeEntry | typeof isFolder;
}

const failure = (code: string): Error => Object.assign(new Error(code), { code });

export class FakeFileSystem implements HostFileSystem {
  readonly listed: string[] = [];
  private readonly platform: Platform;
  private readonly nodes = new Map<string, Node>();

  constructor(platform: Platform, entries: Readonly<Record<string, FakeEntry>>) {
    this.platform = platform;
    for (const [path, entry] of Object.entries(entries)) {
      this.nodes.set(pathKey(platform, path), { path: joinPath(platform, path), entry });
      for (let above = parentFolder(platform, path); above !== undefined; above = parentFolder(platform, above))
        if (!this.nodes.has(pathKey(platform, above)))
          this.nodes.set(pathKey(platform, above), { path: above, entry: isFolder });
    }
  }

  list: HostFileSystem["list"] = async (path, max) => {
    const folder = this.find(path);
    if (folder.entry !== isFolder) throw failure(fails(folder.entry) ?? "ENOTDIR");
    this.listed.push(folder.path);
    const entries: Entry[] = [];
    for (const { path: below, entry } of this.nodes.values()) {
      if (pathKey(this.platform, parentFolder(this.platform, below) ?? "") !== pathKey(this.platform, folder.path))
        continue;
      if (below === folder.path) continue;
      const kind =
        entry === isFolder || fails(entry) !== undefined
          ? "folder"
          : typeof entry === "object" && "link" in entry
            ? "link"
            : "file";
      entries.push({ name: joinPath(this.platform, below).split(/[\\/]/).at(-1) as string, kind });
    }
    return { entries: entries.slice(0, max), cut: entries.length > max };
  };

  look: HostFileSystem["look"] = async (path): Promise<Looked> => {
    const { path: at, entry } = this.find(path);
    const folder = entry === isFolder || fails(entry) !== undefined;
    const size = typeof entry === "string" || entry instanceof Uint8Array ? entry.length : 0;
    return {
      kind: folder ? "folder" : "file",
      size,
      modifiedMs: Date.UTC(2026, 4, 8),
      identity: pathKey(this.platform, at),
    };
  };

  head: HostFileSystem["head"] = async (path, bytes) => {
    const { entry } = this.find(path);
    if (entry instanceof Uint8Array) return entry.subarray(0, bytes);
    if (typeof entry === "string") return new TextEncoder().encode(entry).subarray(0, bytes);
    throw failure("EISDIR");
  };

  real: HostFileSystem["real"] = async (path) => this.find(path).path;

  private find(path: string, depth = 0): Node {
    if (depth > 20) throw failure("ELOOP");
    const node = this.nodes.get(pathKey(this.platform, path));
    if (node) {
      const { entry } = node;
      if (typeof entry === "object" && "link" in entry) return this.find(entry.link, depth + 1);
      return node;
    }
    // A link above may lead there.
    const above = parentFolder(this.platform, path);
    if (above === undefined) throw failure("ENOENT");
    const parent = this.find(above, depth + 1);
    const denied = parent.entry === isFolder ? undefined : fails(parent.entry);
    if (denied !== undefined) throw failure(denied);
    if (pathKey(this.platform, parent.path) === pathKey(this.platform, above)) throw failure("ENOENT");
    const name = joinPath(this.platform, path).split(/[\\/]/).at(-1) as string;
    return this.find(joinPath(this.platform, parent.path, name), depth + 1);
  }
}

const fails = (entry: FakeEntry | typeof isFolder): string | undefined =>
  typeof entry === "object" && "fails" in entry ? entry.fails : undefined;
