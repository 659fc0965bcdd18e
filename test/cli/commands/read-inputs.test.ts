/** What `twscope read` can open, and what it says about the rest. */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { notice } from "../api-lines.ts";
import { jsonLines, twscope } from "../run-twscope.ts";
import { scratchFolder } from "../scratch-folder.ts";

const scratch = scratchFolder();
const text = notice("10:00:00:000", -1, 2104, "OK:usfarm") + notice("10:00:01:000", 7, 201, "Order rejected");
const bytes = Buffer.from(text, "latin1");
const codesOf = (records: Record<string, unknown>[]): unknown[] =>
  records.map(({ fields }) => (fields as { errorCode: number }).errorCode);

/** A zstd frame that holds the bytes as they are, in raw blocks. */
function zstdOf(content: Uint8Array): Uint8Array {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(content.length);
  const block = Buffer.alloc(3);
  block.writeUIntLE(content.length * 8 + 1, 0, 3);
  return Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0xa0]), size, block, content]);
}

describe("compressed and converted logs", () => {
  test.each([
    ["gzip", "api.1.20260218.log.gz", gzipSync(bytes)],
    ["gzip under another name", "packed", gzipSync(bytes)],
    ["zstd", "api.1.20260218.log.zst", zstdOf(bytes)],
    ["UTF-16, as a Windows shell redirects", "utf16.20260218.log", Buffer.from(`\ufeff${text}`, "utf16le")],
    ["a byte order mark", "mark.20260218.log", Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes])],
    ["line ends of Windows", "windows.20260218.log", Buffer.from(text.replaceAll("\n", "\r\n"), "latin1")],
    ["no line feed at the end", "last.20260218.log", bytes.subarray(0, -1)],
  ])("%s", async (_what, name, content) => {
    const { exitCode, ...run } = await twscope(["read", scratch.write(name, content), "--json"]);
    expect(exitCode).toBe(0);
    expect(codesOf(jsonLines({ exitCode, ...run }))).toEqual([2104, 201]);
  });

  test("are recognised on standard input too", async () => {
    for (const input of [bytes, gzipSync(bytes), zstdOf(bytes)]) {
      const run = await twscope(["read", "-", "--json"], { input });
      expect(codesOf(jsonLines(run))).toEqual([2104, 201]);
    }
  });

  test("that are cut are shown up to there, with exit code 3", async () => {
    const long = gzipSync(Buffer.from(text.repeat(2000), "latin1"), { level: 1 });
    const run = await twscope(["read", scratch.write("cut.20260218.log.gz", long.subarray(0, -1000)), "--json"]);
    expect(run.exitCode).toBe(3);
    expect(run.notes).toMatch(
      /cut\.20260218\.log\.gz: unexpected end of file; what was read up to there has been shown/,
    );
    expect(jsonLines(run).length).toBeGreaterThan(100);
  });
});

describe("an encrypted log", () => {
  const magic = Buffer.concat([Buffer.from("IBGZENC\0"), Buffer.from([0, 0, 0, 3, 0, 0, 0, 3]), Buffer.alloc(64, 7)]);

  test("is told by client, day and time, with the way to export it, and exit code 4", async () => {
    const { exitCode, notes, out } = await twscope(["read", scratch.write("api.123.20260218.105733.ibgzenc", magic)]);
    expect({ exitCode, out }).toEqual({ exitCode: 4, out: "" });
    expect(notes).toContain(
      "is an encrypted API message log of client 123, begun on 2026-02-18 at 10:57:33, format 3.",
    );
    expect(notes).toContain("no other program can read it, twscope neither");
    expect(notes).toMatch(/TWS: +Help > Troubleshooting > Diagnostics > API Logs, choose the day, Export Logs\.\.\./);
    expect(notes).toMatch(/Gateway: File > API Logs, choose the day, Export Logs\.\.\./);
    expect(notes).toContain("same user name");
  });

  test("is recognised by its first bytes under any name", async () => {
    const { exitCode, notes } = await twscope(["read", scratch.write("renamed.log", magic)]);
    expect(exitCode).toBe(4);
    expect(notes).toContain("is an encrypted log");
  });

  test("does not keep others from being read", async () => {
    const good = scratch.write("good.20260218.log", text);
    const run = await twscope(["read", scratch.path("api.123.20260218.105733.ibgzenc"), good, "--json"]);
    expect(run.exitCode).toBe(4);
    expect(codesOf(jsonLines(run))).toEqual([2104, 201]);
  });
});

describe("a folder", () => {
  test("stands for the logs in it, on one clock", async () => {
    const path = scratch.path("exported");
    mkdirSync(path);
    scratch.write("exported/api.1.20260218.log", text);
    scratch.write("exported/api.2.20260218.log", text);
    scratch.write("exported/notes.txt", "none of them");
    const { exitCode, out } = await twscope(["read", path]);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/api\.1\.20260218\.log .*\n(?:.*\n)*.*api\.2\.20260218\.log/);
  });
});

describe("what cannot be read", () => {
  test("a missing file has exit code 3", async () => {
    const path = scratch.path("nowhere.log");
    expect(await twscope(["read", path])).toMatchObject({ exitCode: 3, notes: `${path}: there is no such file` });
  });

  test("a missing file beside one of a like name is told with that", async () => {
    scratch.write("api.123.Thu.log", text);
    expect((await twscope(["read", scratch.path("api.123.Thr.log")])).notes).toContain("did you mean api.123.Thu.log");
  });

  test("a folder without logs has exit code 3", async () => {
    const path = scratch.path("folder");
    mkdirSync(path);
    const { exitCode, notes } = await twscope(["read", path]);
    expect(exitCode).toBe(3);
    expect(notes).toContain(`${path} is a folder, and holds no log and no recording`);
  });

  test("bytes without any order are binary data", async () => {
    const noise = Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * index * 31 + index * 7) % 251));
    expect((await twscope(["read", scratch.write("noise.bin", noise)])).notes).toMatch(/holds binary data/);
  });

  test.each([
    ["an empty API log", "api.1.Mon.log", "", /is empty\. The API message log is off by default: switch on/],
    ["an empty export", "exported.log", "", /is empty\. If it was exported, export it again/],
    ["binary data", "noise.log", Buffer.alloc(600, "\x01\x02\x03\x04"), /holds binary data, no log/],
    ["an archive", "logs.zip", "PK\x03\x04 and so on", /is an archive\. Unpack it .*unzip -p/],
    ["another program's log", "app.log", "INFO starting\nINFO done\n", /no line that any known .*"INFO starting"/],
  ])("%s has exit code 4", async (_what, name, content, words) => {
    const { exitCode, notes } = await twscope(["read", scratch.write(name, content)]);
    expect(exitCode).toBe(4);
    expect(notes).toMatch(words);
  });

  test("standard input without a byte has exit code 4", async () => {
    expect(await twscope(["read", "-"])).toMatchObject({ exitCode: 4, notes: expect.stringContaining("is empty") });
  });

  test("no file at all is a wrong command line, when nothing was ever recorded", async () => {
    const store = scratch.path("no-store");
    const { exitCode, notes } = await twscope(["read", "--store", store]);
    expect(exitCode).toBe(2);
    expect(notes).toContain(`No file is named, and there is no recording in ${store}`);
  });
});

test.skipIf(spawnSync("zstd", ["--version"]).status !== 0)("zstd as its own program compresses", async () => {
  const path = scratch.write("big.20260218.log", text.repeat(500));
  expect(spawnSync("zstd", ["-q", "-19", path]).status).toBe(0);
  expect(readFileSync(`${path}.zst`).length).toBeLessThan(text.length * 20);
  expect(jsonLines(await twscope(["read", `${path}.zst`, "--json"]))).toHaveLength(1000);
});
