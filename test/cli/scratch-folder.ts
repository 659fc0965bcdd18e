/** A folder for files that a test makes; it goes away with the test file. */
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

export interface ScratchFolder {
  readonly path: (name: string) => string;
  /** Writes a file (text as Latin-1, so that every character is a byte) and gives its path. */
  readonly write: (name: string, content: string | Uint8Array, modified?: Date) => string;
}

export function scratchFolder(): ScratchFolder {
  const folder = mkdtempSync(join(tmpdir(), "twscope-test-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const path = (name: string): string => join(folder, name);
  const write = (name: string, content: string | Uint8Array, modified?: Date): string => {
    writeFileSync(path(name), typeof content === "string" ? Buffer.from(content, "latin1") : content);
    if (modified) utimesSync(path(name), modified, modified);
    return path(name);
  };
  return { path, write };
}
