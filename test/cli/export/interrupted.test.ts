/** An export that does not come to its end, as a process: by a signal, by a full disk, beside another one. */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { bytesOf } from "../../../src/base/byte-string.ts";
import type { RecordingEvent } from "../../../src/recording/format.ts";
import { frameBytes } from "../../../src/wire/frames.ts";
import { scratchStore, session } from "../../node/store/scratch-store.ts";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");
const main = resolve(root, "dist/cli/main.js");
if (!existsSync(main)) throw new Error("these tests need the built program: npm run build");

const { put, store } = scratchStore();
const at = new Date("2026-11-20T10:15:00");
const long = "api.5.20261120.101500.twscope";

/** Blocks, and frames in each, between a session's beginning and its end. */
const [blockCount, frameCount] = [30, 2000];
/** What `read` tells of it: of the session three messages and five events. */
const recordCount = blockCount * frameCount + 8;

/** Takes a while as JSON: some 60,000 messages. */
function longSession(): RecordingEvent[][] {
  const [opening = [], middle = [], end = []] = session(at);
  const wallUs = at.getTime() * 1000;
  const frames = Buffer.concat(Array.from({ length: frameCount }, () => frameBytes(bytesOf("9\x001\x00101\0"))));
  const many = Array.from({ length: blockCount }, (): RecordingEvent[] => [
    { kind: "data", leg: 1, monotonicUs: 0, wallUs: wallUs + 9000, direction: "in", bytes: frames },
  ]);
  return [opening, middle, ...many, end];
}
beforeAll(() => put(long, { blocks: longSession(), at }));

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "twscope-export-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly notes: string;
}

interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

function start(...line: readonly string[]): Started {
  const child = spawn(process.execPath, [main, "logs", "export", ...line], { stdio: ["ignore", "ignore", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  let notes = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (notes += text));
  const ended = once(child, "close").then(([code, signal]): Ended => ({ code, signal, notes }));
  return { child, ended };
}

/** Resolves when something of it is on the disk. */
async function begun(path: string, { child }: Started): Promise<void> {
  while (!existsSync(path) || statSync(path).size === 0) {
    if (child.exitCode !== null) throw new Error("the export was over before it could be interrupted");
    await sleep(2);
  }
}

describe("an export that is told to stop", () => {
  test.for(["SIGINT", "SIGTERM", "SIGHUP"] as const)("%s: nothing is left, and it is said", async (signal) => {
    const out = folder();
    const path = join(out, "day.json");
    const run = start("--format", "json", "-o", path);
    await begun(`${path}.part`, run);
    run.child.kill(signal);
    expect(await run.ended).toEqual({
      code: null,
      signal,
      notes: `twscope: ${path} was not written: interrupted by ${signal}. Nothing is left of it.\n`,
    });
    expect(readdirSync(out)).toEqual([]);
  });

  test("a shell sees 143 after kill", () => {
    const path = join(folder(), "day.json");
    const script =
      `"$0" "$1" logs export --format json -o "$2" & until [ -s "$2.part" ]; do sleep 0.01; done; ` +
      `kill -TERM $!; wait $!; echo $?`;
    const { stdout } = spawnSync("bash", ["-c", script, process.execPath, main, path], { encoding: "utf8" });
    expect(stdout).toBe("143\n");
  });

  test("the file that was there stays as it was", async () => {
    const path = join(folder(), "day.json");
    writeFileSync(path, "kept");
    const run = start("--format", "json", "--force", "-o", path);
    await begun(`${path}.part`, run);
    run.child.kill("SIGINT");
    expect((await run.ended).signal).toBe("SIGINT");
    expect(readFileSync(path, "utf8")).toBe("kept");
    expect(readdirSync(dirname(path))).toEqual(["day.json"]);
  });

  test("of several files those that are whole stay", async () => {
    const out = folder();
    const later = "api.6.20261121.101500.twscope";
    await put("api.4.20261119.101500.twscope", { at });
    await put(later, { blocks: longSession(), at });
    onTestFinished(() => rmSync(join(store, later)));
    const run = start("--format", "ndjson", "-o", out);
    await begun(join(out, "api.5.20261120.ndjson.part"), run);
    run.child.kill("SIGTERM");
    const { signal, notes } = await run.ended;
    expect(signal).toBe("SIGTERM");
    expect(readdirSync(out)).toEqual(["api.4.20261119.ndjson"]);
    expect(notes.trim().split("\n")).toEqual([
      expect.stringContaining("api.4.20261119.ndjson: "),
      expect.stringContaining("api.5.20261120.ndjson was not written"),
    ]);
  });
});

describe("what an export has left behind that was killed", () => {
  test("is replaced by the next, which says so", async () => {
    const out = folder();
    const path = join(out, "day.json");
    const run = start("--format", "json", "-o", path);
    await begun(`${path}.part`, run);
    run.child.kill("SIGKILL");
    await run.ended;
    expect(readdirSync(out)).toEqual(["day.json.part"]);
    const next = await start("--format", "json", "-o", path, join(store, long)).ended;
    expect(next.code).toBe(0);
    expect(next.notes).toContain(`${path}.part, left behind by an export that was ended, is replaced\n`);
    expect(readdirSync(out)).toEqual(["day.json"]);
    expect(JSON.parse(readFileSync(path, "utf8"))).toHaveLength(recordCount);
  });

  test("is not written through when it is a link", async () => {
    const out = folder();
    const path = join(out, "day.json");
    writeFileSync(join(out, "other"), "kept");
    symlinkSync(join(out, "other"), `${path}.part`);
    expect((await start("--format", "tws", "-o", path).ended).code).toBe(0);
    expect(readFileSync(join(out, "other"), "utf8")).toBe("kept");
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test("a folder in its place is named, and left alone", async () => {
    const path = join(folder(), "day.json");
    mkdirSync(`${path}.part`);
    const { code, notes } = await start("-o", path).ended;
    expect(code).toBe(2);
    expect(notes).toContain(`${path}.part is in the way`);
  });
});

test("two exports into one file do not mix: one gives up, and says why", async () => {
  const out = folder();
  const path = join(out, "day.json");
  const first = start("--format", "json", "-o", path, join(store, long));
  await begun(`${path}.part`, first);
  const second = start("--format", "json", "-o", path, join(store, long));
  const [one, other] = await Promise.all([first.ended, second.ended]);
  expect([one.code, other.code]).toEqual([2, 0]);
  expect(one.notes).toContain("another export writes");
  expect(readdirSync(out)).toEqual(["day.json"]);
  expect(JSON.parse(readFileSync(path, "utf8"))).toHaveLength(recordCount);
});

const asRoot = process.getuid?.() === 0 && process.platform === "linux";

describe.skipIf(!asRoot)("a full disk", () => {
  test("nothing is left, it is said, and the exit code is 3", async ({ skip }) => {
    const disk = folder();
    const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", disk]);
    if (mounted.status !== 0) skip("needs mount");
    onTestFinished(() => void spawnSync("umount", ["-l", disk]));
    const path = join(disk, "day.json");
    const { code, notes } = await start("--format", "json", "-o", path).ended;
    expect({ code, notes }).toEqual({
      code: 3,
      notes: `twscope: ${path} was not written: the disk is full. Nothing is left of it.\n`,
    });
    expect(readdirSync(disk)).toEqual([]);
  });

  test("behind standard output it is said too", () => {
    const { status, stderr } = spawnSync(
      "bash",
      ["-c", `"$0" "$1" logs export "$2" > /dev/full`, process.execPath, main, join(store, long)],
      { encoding: "utf8" },
    );
    expect(stderr).toBe("twscope: standard output: ENOSPC: no space left on device, write\n");
    expect(status).toBe(3);
  });
});

test("a folder that is not there is named", async () => {
  const { code, notes } = await start("-o", join(folder(), "none", "day.log")).ended;
  expect(code).toBe(3);
  expect(notes).toContain("was not written: there is no such folder");
});
