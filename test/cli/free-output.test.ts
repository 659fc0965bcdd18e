import { spawn, spawnSync } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { FreeOutput } from "../../src/cli/free-output.ts";
import { scratchFolder } from "./scratch-folder.ts";

const scratch = scratchFolder();

test("everything that its reader takes arrives, in order", async () => {
  const path = scratch.write("out.txt", "");
  const descriptor = openSync(path, "a");
  const out = new FreeOutput(descriptor);
  const lines = Array.from({ length: 500 }, (_, index) => `line ${index} ünd mehr\n`);
  await Promise.all(lines.map((line) => out.write(line)));
  closeSync(descriptor);
  expect(readFileSync(path, "utf8")).toBe(lines.join(""));
});

test("a reader that is gone fails nothing", async () => {
  const descriptor = openSync(scratch.write("gone.txt", ""), "r");
  const out = new FreeOutput(descriptor);
  await expect(out.write("into a file that cannot be written\n")).resolves.toBeUndefined();
  await expect(out.write("again\n")).resolves.toBeUndefined();
  closeSync(descriptor);
});

test.skipIf(spawnSync("mkfifo", ["--version"]).status !== 0)(
  "a reader that reads no more holds nothing up, and is told what it missed when it does again",
  async () => {
    const path = scratch.path("fifo");
    spawnSync("mkfifo", [path]);
    // Opening for both directions does not wait for the other side.
    const descriptor = openSync(path, "r+");
    const out = new FreeOutput(descriptor);
    let writes = 0;
    for (let index = 0; index < 300; index += 1) {
      void out.write("x".repeat(10_000)).then(() => (writes += 1));
      if (index % 50 === 0) await sleep(1);
    }
    // The loop came to its end although the pipe holds a fraction of it.
    expect(writes).toBeLessThan(300);
    const drain = spawn("cat", [path], { stdio: ["ignore", "pipe", "ignore"] });
    let got = "";
    drain.stdout.setEncoding("utf8").on("data", (text: string) => (got += text));
    for (let tries = 0; tries < 200 && !got.includes("nobody read them"); tries += 1) await sleep(50);
    drain.kill();
    closeSync(descriptor);
    expect(got.length).toBeGreaterThan(1e6);
    expect(got.slice(-60)).toMatch(/x\(\d+ lines were dropped: nobody read them\)\n$/);
  },
  20_000,
);
