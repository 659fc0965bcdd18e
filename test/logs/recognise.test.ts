/** What an input is, from its name and first bytes, and what to do about one that cannot be read. */
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { bytesOf } from "../../src/base/byte-string.ts";
import { exportSteps, noLogAdvice, recognise } from "../../src/logs/recognise.ts";

const encrypted = bytesOf("IBGZENC\0\0\0\0\x03\0\0\0\x03\x9a\x12");
const line = bytesOf("11:49:32:797 -> ---\x069-1-6-\n");

describe("the kind", () => {
  test.each([
    ["text", "api.log", line],
    ["text", "launcher.log", bytesOf("2026-02-18 21:55:58.713 [AM] INFO  [JTS-Main] - text\n")],
    ["gzip", "api.log.gz", new Uint8Array(gzipSync(line))],
    ["gzip", "misnamed.log", new Uint8Array(gzipSync(line))],
    ["zstd", "api.log.zst", bytesOf("\x28\xb5\x2f\xfd\x04\x00")],
    ["utf-16", "redirected.log", bytesOf("\xff\xfe1\x001\x00")],
    ["encrypted", "api.0.20250110.105733.ibgzenc", encrypted],
    ["encrypted", "renamed.log", encrypted],
    ["encrypted", "tws.20250110.ibenc", bytesOf("anything")],
    ["empty", "api.log", new Uint8Array(0)],
    ["archive", "logs.zip", bytesOf("PK\x03\x04\x14\0")],
    ["binary", "core.bin", bytesOf("\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0")],
  ] as const)("%s: %s", (kind, name, head) => {
    expect(recognise(name, head).kind).toBe(kind);
  });

  test("a log full of raw length bytes is still text", () => {
    const short = Array.from({ length: 200 }, (_, at) => `11:49:32:797 -> ---${String.fromCharCode(at % 31)}9-1-6-\n`);
    expect(recognise("api.log", bytesOf(short.join(""))).kind).toBe("text");
  });

  test("what can be read has no advice", () => {
    for (const head of [line, new Uint8Array(gzipSync(line)), bytesOf("\x28\xb5\x2f\xfd")])
      expect(recognise("api.log", head).advice).toBeUndefined();
  });
});

describe("the advice about an encrypted file", () => {
  const { advice = "" } = recognise("logs/api.7.20250110.105733.ibgzenc", encrypted);

  test("names file, client, day, time and format", () => {
    expect(advice).toContain("logs/api.7.20250110.105733.ibgzenc is an encrypted API message log of client 7");
    expect(advice).toContain("begun on 2025-01-10 at 10:57:33, format 3");
  });

  test("says how to export it, in both programs, and what to do first", () => {
    expect(advice).toContain(
      "TWS:     Help > Troubleshooting > Diagnostics > API Logs, choose the day, Export Logs...",
    );
    expect(advice).toContain("Gateway: File > API Logs, choose the day, Export Logs...");
    expect(advice).toContain("today: Export Today Logs...");
    expect(advice).toMatch(/Log in with the same user name first; logs are kept for seven days/);
  });

  test("names only the program that wrote it, where the name tells", () => {
    expect(exportSteps("tws").join()).toMatch(/^ +TWS: .*TWS Logs, choose/);
    expect(exportSteps("gateway").join()).toMatch(/^ +Gateway: File > Gateway Logs, choose/);
    expect(exportSteps("unknown")).toHaveLength(2);
    expect(recognise("ibgateway.20250110.105733.ibgzenc", encrypted).advice).toContain("an encrypted IB Gateway log");
  });
});

describe("the advice about other inputs", () => {
  test("an empty API log: how to switch it on", () => {
    expect(recognise("api.1.Mon.log", new Uint8Array(0)).advice).toContain("Create API message log file");
  });

  test("another empty file: export it again", () => {
    expect(recognise("tws.log", new Uint8Array(0)).advice).toContain("export it again");
  });

  test("an archive: unpack it", () => {
    expect(recognise("logs.zip", bytesOf("PK\x03\x04")).advice).toContain("unzip -p logs.zip | twscope read -");
  });

  test("a text that is no log of a host: what such logs look like, and its first line, shortened", () => {
    const advice = noLogAdvice("bot.log", `2026-02-18 order sent ${"x".repeat(300)}`);
    expect(advice).toContain('"2026-02-18 order sent xxx');
    expect(advice.length).toBeLessThan(600);
    expect(advice).toContain("the program writes these itself");
  });
});
