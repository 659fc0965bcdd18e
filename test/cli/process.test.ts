/** Reading and explaining, as a process among others: pipes, standard input, colours of a terminal. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { explainCommand } from "../../src/cli/commands/explain.ts";
import { sampleCommand, stepsOn } from "../../src/cli/commands/sample.ts";
import { apiLine, notice } from "./api-lines.ts";
import { scratchFolder } from "./scratch-folder.ts";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const main = resolve(root, "dist/cli/main.js");
if (!existsSync(main)) throw new Error("these tests need the built program: npm run build");

const scratch = scratchFolder();
const log = scratch.write(
  "api.1.20260218.log",
  Array.from({ length: 6000 }, (_, index) => notice("10:00:00:000", index, 201, `Order rejected ${index}`)).join(""),
);
const plain = { ...process.env, NO_COLOR: undefined, FORCE_COLOR: undefined, CI: undefined, TERM: "xterm" };

/** Runs a line of bash in which `twscope` is the built program. */
function bash(line: string, environment: object = {}) {
  const script = `twscope() { "${process.execPath}" "${main}" "$@"; }\n${line}`;
  return spawnSync("bash", ["-c", script], {
    encoding: "utf8",
    cwd: root,
    timeout: 60_000,
    env: { ...plain, ...environment },
  });
}

describe("pipes", () => {
  test("a reader that goes away early ends reading without a word", () => {
    for (const options of ["", "--json", "--full"]) {
      const { stdout, stderr } = bash(`twscope read "${log}" ${options} | head -n 2 | wc -l; echo "\${PIPESTATUS[0]}"`);
      expect({ stdout: stdout.trim().split(/\s+/), stderr }).toEqual({ stdout: ["2", "0"], stderr: "" });
    }
  });

  test("standard input is read as it comes", () => {
    const { status, stdout } = bash(`cat "${log}" | twscope read - --json | tail -n 1`);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ file: "-", line: 6000, fields: { id: 5999 } });
  });

  test("one line of a log can be handed to explain", () => {
    const { status, stdout } = bash(`tail -n 1 "${log}" | twscope explain`);
    expect(status).toBe(0);
    expect(stdout).toContain("errorMsg");
    expect(stdout).toContain("Order rejected 5999");
  });

  test("reading ends when enough is read, though the pipe stays open", async () => {
    const child = spawn(process.execPath, [main, "read", "-", "--max", "3"], { stdio: ["pipe", "pipe", "inherit"] });
    const out: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    child.stdin.on("error", () => {});
    child.stdin.write(readFileSync(log));
    const ended = await Promise.race([once(child, "exit"), sleep(10_000)]);
    if (!ended) child.kill();
    expect(ended).toEqual([0, null]);
    expect(Buffer.concat(out).toString().trim().split("\n")).toHaveLength(3);
  });
});

const hasScript = spawnSync("script", ["--version"]).status === 0;

describe.skipIf(!hasScript)("colours in a terminal", () => {
  const few = scratch.write("few.20260218.log", apiLine("10:00:00:000", "NEXT_VALID_ID", 187, { orderId: 5 }));
  const inTerminal = (environment: object, options = ""): string =>
    bash(`script -qec '"${process.execPath}" "${main}" read "${few}" ${options}' /dev/null < /dev/null`, environment)
      .stdout;

  test("are on", () => {
    expect(inTerminal({})).toContain("\u001B[36m->\u001B[39m");
  });

  test("are off with NO_COLOR, whatever else is set", () => {
    for (const environment of [{ NO_COLOR: "1" }, { NO_COLOR: "1", FORCE_COLOR: "1" }]) {
      const out = inTerminal(environment);
      expect(out).toContain("-> NEXT_VALID_ID");
      expect(out).not.toContain("\u001B[");
    }
  });

  test("are as --color says", () => {
    expect(inTerminal({}, "--color never")).not.toContain("\u001B[");
    expect(inTerminal({ NO_COLOR: "1" }, "--color always")).toContain("\u001B[36m");
  });
});

test("FORCE_COLOR colours pipes too", () => {
  const read = `twscope read samples/api.123.20261119.log --max 1`;
  expect(bash(read).stdout).not.toContain("\u001B[");
  expect(bash(read, { FORCE_COLOR: "1" }).stdout).toContain("\u001B[36m");
  expect(bash(read, { FORCE_COLOR: "1", NO_COLOR: "1" }).stdout).not.toContain("\u001B[");
});

describe("the examples", () => {
  const paths = ["samples/api.123.20261119.log", "samples/ibgateway.20261119.log"];
  test.each([...explainCommand.examples, ...sampleCommand.examples, ...stepsOn(paths, "twscope")])(
    "$line",
    ({ line }) => {
      const { status, stdout, stderr } = bash(line);
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
      expect(stdout.length).toBeGreaterThan(100);
    },
  );
});
