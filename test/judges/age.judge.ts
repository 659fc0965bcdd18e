/**
 * The age tool itself opens what `twscope logs export --age` writes, and refuses it when a byte of it was changed, or it was
 * cut at any byte: with a small file, at every byte of it. Skipped, with the reason, where `age` is not installed.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { scratchStore } from "../node/store/scratch-store.ts";
import { readRecording } from "../recording/recordings.ts";
import { twscope } from "../cli/run-twscope.ts";

const absent = spawnSync("age", ["--version"]).error !== undefined;

describe.skipIf(absent)(`the age tool${absent ? " (not installed)" : ""}`, () => {
  const { settings, put } = scratchStore();
  let folder: string;
  let sealed: Buffer;

  /** What the tool gives for these bytes. */
  const opened = (bytes: Uint8Array, identity = join(settings, "identity.txt")) => {
    const path = join(folder, "try.age");
    writeFileSync(path, bytes);
    const { status, stdout, stderr } = spawnSync("age", ["-d", "-i", identity, path]);
    return { status, stdout, stderr: stderr.toString() };
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "twscope-age-"));
    await put("api.5.20261120.101500.twscope", { at: new Date("2026-11-20T10:15:00") });
    const output = join(folder, "all.twscope.age");
    const { exitCode, notes } = await twscope(["logs", "export", "--age", "-o", output]);
    if (exitCode !== 0) throw new Error(notes);
    sealed = readFileSync(output);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("opens it: a plain recording that is whole", () => {
    const { status, stdout } = opened(sealed);
    expect(status).toBe(0);
    const { ended, damage, events } = readRecording(new Uint8Array(stdout), undefined);
    expect({ ended, damage }).toEqual({ ended: true, damage: [] });
    expect(events.filter(({ kind }) => kind === "data").length).toBeGreaterThan(3);
  });

  test("refuses another key", () => {
    const path = join(folder, "other.txt");
    const { status } = spawnSync("age-keygen", ["-o", path]);
    expect(status).toBe(0);
    expect(opened(sealed, path)).toMatchObject({ status: 1, stderr: expect.stringContaining("no identity matched") });
  });

  test("refuses it cut at any byte, and gives no part of it as whole", () => {
    for (let length = 0; length < sealed.length; length += 1) {
      const { status, stdout } = opened(sealed.subarray(0, length));
      expect({ length, status }).toEqual({ length, status: 1 });
      expect(readRecordingOrNothing(stdout)).toBe(false);
    }
  });

  test("refuses it with any byte changed", () => {
    for (let at = 0; at < sealed.length; at += 1) {
      const bytes = Buffer.from(sealed);
      bytes[at]! ^= 1 << (at % 8);
      expect({ at, status: opened(bytes).status }).toEqual({ at, status: 1 });
    }
  });
});

/** Whether a plain recording that is whole came out. */
function readRecordingOrNothing(bytes: Uint8Array): boolean {
  return bytes.length > 0 && readRecording(new Uint8Array(bytes), undefined).ended;
}
