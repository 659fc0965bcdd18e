/** Logs that are open hold little of their records in memory, whatever the file. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openLog } from "../../src/node/open-log.ts";

const folder = mkdtempSync(join(tmpdir(), "twscope-open-log-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("a batch holds the records of a few thousand bytes, and all batches hold all", async () => {
  const path = join(folder, "api.log");
  const line = "11:49:32:797 -> ---519-1-6-1-1-150.25-100-0-\n";
  const count = 10_000;
  writeFileSync(path, line.replace("---519", "---\x17").repeat(count));
  const sizes: number[] = [];
  for await (const batch of (await openLog(path, { serverVersion: 176 })).batches()) sizes.push(batch.length);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(count);
  expect(Math.max(...sizes)).toBeLessThan(1000);
});
