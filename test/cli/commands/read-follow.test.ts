/** `twscope read --follow`: what is added to a file is shown as it comes. */
import { appendFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { notice } from "../api-lines.ts";
import { startTwscope, twscope, type Running } from "../run-twscope.ts";
import { scratchFolder } from "../scratch-folder.ts";

const scratch = scratchFolder();
const line = (second: number): string => notice(`10:00:0${second}:000`, second, 201, `number ${second}`);

/** Waits until so many messages are shown. */
async function shown({ terminal }: Running, count: number): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (numbers(terminal.out()).length >= count) return;
    await sleep(25);
  }
  throw new Error(`only this was shown: ${terminal.out()}`);
}
const numbers = (out: string): string[] => [...out.matchAll(/number (\d)/g)].map(([, number = ""]) => number);

/** Follows files up to so many records. */
const follow = (max: number, ...files: string[]): Running =>
  startTwscope(["read", "--follow", ...files, "--max", String(max)]);

describe("a file that is followed", () => {
  test("goes on when lines are added, also in pieces", async () => {
    const path = scratch.write("added.20260218.log", line(1));
    const running = follow(4, path);
    await shown(running, 1);
    appendFileSync(path, line(2) + line(3).slice(0, 20));
    await shown(running, 2);
    appendFileSync(path, line(3).slice(20) + line(4));
    const { exitCode, out } = await running.done;
    expect(exitCode).toBe(0);
    expect(numbers(out)).toEqual(["1", "2", "3", "4"]);
  });

  test("is read from its start again when it was cut", async () => {
    const path = scratch.write("cut.20260218.log", line(1) + line(2));
    const running = follow(3, path);
    await shown(running, 2);
    writeFileSync(path, line(3), "latin1");
    expect(numbers((await running.done).out)).toEqual(["1", "2", "3"]);
  });

  test("is left for the one that takes its place when it is rotated", async () => {
    const path = scratch.write("rotated.20260218.log", line(1));
    const running = follow(3, path);
    await shown(running, 1);
    renameSync(path, scratch.path("rotated.1"));
    await sleep(250);
    writeFileSync(path, line(2) + line(3), "latin1");
    expect(numbers((await running.done).out)).toEqual(["1", "2", "3"]);
  });

  test("may be empty at first", async () => {
    const path = scratch.write("empty.20260218.log", "");
    const running = follow(1, path);
    await sleep(50);
    appendFileSync(path, line(1));
    expect(numbers((await running.done).out)).toEqual(["1"]);
  });

  test("may go away without harm", async () => {
    const path = scratch.write("gone.20260218.log", line(1));
    const running = follow(2, path);
    await shown(running, 1);
    rmSync(path);
    await sleep(250);
    writeFileSync(path, line(2), "latin1");
    expect(numbers((await running.done).out)).toEqual(["1", "2"]);
  });

  test("has to be plain text or a recording", async () => {
    const path = scratch.write("packed.20260218.log.gz", gzipSync(line(1)));
    expect(await twscope(["read", "--follow", path])).toMatchObject({
      exitCode: 2,
      notes: expect.stringContaining("--follow reads plain text only, and recordings, and this is gzip"),
    });
  });

  test("has to be there", async () => {
    expect((await twscope(["read", "--follow", scratch.path("nowhere.log")])).exitCode).toBe(3);
  });
});

test("of several files, one that rests does not hold up the others", async () => {
  const quiet = scratch.write("api.1.20260218.log", line(1));
  const busy = scratch.write("api.2.20260218.log", line(2));
  const running = follow(5, quiet, busy);
  await shown(running, 2);
  for (const second of [3, 4, 5]) {
    appendFileSync(busy, line(second));
    await shown(running, second);
  }
  const { out } = await running.done;
  expect(numbers(out).toSorted()).toEqual(["1", "2", "3", "4", "5"]);
});
