/**
 * A file that is not whole yet: it lies beside its place, under the name with `.part`, for its user only. Two exports into one
 * file never write into each other's, and what an export that was killed has left behind does not hinder the next.
 */
import { link, lstat, open, rename, rm, type FileHandle } from "node:fs/promises";
import { UsageError } from "../../base/errors.ts";

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

export class UnfinishedFile {
  /** It took the place of one that was left behind. */
  readonly replaced: boolean;
  readonly path: string;
  private readonly file: FileHandle;
  private readonly identity: string;
  private closed = false;

  private constructor(path: string, file: FileHandle, identity: string, replaced: boolean) {
    this.path = path;
    this.file = file;
    this.identity = identity;
    this.replaced = replaced;
  }

  /**
   * @param place where it will lie when it is whole
   * @throws UsageError when something that is no file lies beside it under that name; the system's error when it cannot be made
   */
  static async beside(place: string): Promise<UnfinishedFile> {
    const path = `${place}.part`;
    for (let tries = 1; ; tries += 1)
      try {
        // Never through a link that somebody has laid there, never into what another export is writing.
        const file = await open(path, "wx", 0o600);
        return new UnfinishedFile(path, file, identityIn(await file.stat({ bigint: true })), tries > 1);
      } catch (error) {
        if (codeOf(error) !== "EEXIST" || tries > 3) throw error;
        await clear(path);
      }
  }

  async append(piece: Uint8Array): Promise<void> {
    await this.file.writeFile(piece);
  }

  /**
   * Gives it its name.
   * @param over whether it may take the place of another file
   * @throws UsageError when it may not, or when another export has begun to write the same
   */
  async finish(place: string, over: boolean): Promise<void> {
    // After a power failure there is the whole file under its name, or none.
    await this.file.sync();
    await this.close();
    if (!(await this.isThere()))
      throw new UsageError(
        "output",
        `${this.path} was taken away while it was written: another export writes ${place}`,
      );
    if (over) await rename(this.path, place);
    else await moveToNew(this.path, place);
  }

  /** Leaves nothing behind. */
  async discard(): Promise<void> {
    await this.close().catch(() => {});
    if (await this.isThere()) await rm(this.path, { force: true });
  }

  private async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.file.close();
  }

  /** Whether what lies there is this file, and not one that another export has begun since. */
  private async isThere(): Promise<boolean> {
    const there = await lstat(this.path, { bigint: true }).catch(() => undefined);
    return there !== undefined && identityIn(there) === this.identity;
  }
}

const identityIn = ({ dev, ino }: { readonly dev: bigint; readonly ino: bigint }): string => `${dev}:${ino}`;

async function clear(path: string): Promise<void> {
  const there = await lstat(path).catch(() => undefined);
  if (there && !there.isFile() && !there.isSymbolicLink())
    throw new UsageError("output", `${path} is in the way: the output is written there until it is whole`);
  await rm(path, { force: true });
}

/** @throws UsageError when something has come to lie there meanwhile */
async function moveToNew(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (codeOf(error) === "EEXIST") throw lies(to);
    // A file system without hard links.
    await rename(from, to);
    return;
  }
  await rm(from);
}

/** What is said when a file must not be written over. */
export const lies = (path: string): UsageError =>
  new UsageError("output", `${path} exists; --force writes over it, or choose another name with -o`);
