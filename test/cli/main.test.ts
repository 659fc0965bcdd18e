/** The built program, as a process. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const main = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
if (!existsSync(main)) throw new Error("these tests need the built program: npm run build");

const environment = { ...process.env, NO_COLOR: undefined, FORCE_COLOR: undefined };
const twscope = (...line: string[]) =>
  spawnSync(process.execPath, [main, ...line], { encoding: "utf8", env: environment });

describe("the program", () => {
  test("prints its version", () => {
    expect(twscope("--version")).toMatchObject({ status: 0, stderr: "" });
  });

  test("answers on standard output and complains on standard error", () => {
    const good = twscope("errors", "110");
    expect(good).toMatchObject({ status: 0, stderr: "" });
    expect(good.stdout).toContain("price increment");
    const wrong = twscope("errors", "99999999");
    expect(wrong).toMatchObject({ status: 2, stdout: "" });
    expect(wrong.stderr).toContain("error code 99999999 is not known");
  });

  test("uses colours in a pipe only when told to", () => {
    expect(twscope("ticks", "1").stdout).not.toContain("\u001B");
    expect(twscope("ticks", "1", "--color", "always").stdout).toContain("\u001B[1m");
  });

  test("ends quietly when its reader goes away", () => {
    const command = `"${process.execPath}" "${main}" messages --json | head -n 1; echo "\${PIPESTATUS[0]}"`;
    const piped = spawnSync("bash", ["-c", command], { encoding: "utf8" });
    expect(piped.stdout).toBe("[\n0\n");
    expect(piped.stderr).toBe("");
  });
});

/** What is offered behind these words. */
const offered = (...line: string[]): string[] =>
  twscope("complete", "--", ...line)
    .stdout.split("\n")
    .map((row) => row.split("\t")[0] ?? "");

describe("completion", () => {
  test.each(["bash", "zsh", "fish", "powershell"])("has a script for %s", (shell) => {
    const { status, stdout } = twscope("completion", shell);
    expect(status).toBe(0);
    expect(stdout).toContain("twscope");
  });

  test("has a script that bash accepts", () => {
    const input = twscope("completion", "bash").stdout;
    expect(spawnSync("bash", ["-n"], { input, encoding: "utf8" })).toMatchObject({ status: 0, stderr: "" });
  });

  test("refuses a shell that it does not know", () => {
    expect(twscope("completion", "tcsh").status).toBe(2);
  });

  test("offers commands, options and the values of options", () => {
    expect(offered("mess")).toContain("messages");
    expect(offered("messages", "--server")).toContain("--server-version");
    expect(offered("errors", "--class", "")).toEqual(expect.arrayContaining(["ok", "warning", "client"]));
    expect(offered("messages", "--server-version", "")).toContain("226");
    for (const row of twscope("complete", "--", "").stdout.trim().split("\n")) expect(row).toMatch(/\t|^:\d+$/);
  });

  test("offers commands below others, with their options and values", () => {
    expect(offered("logs", "")).toEqual(expect.arrayContaining(["list", "path", "delete", "keep", "verify"]));
    expect(offered("logs", "delete", "--a")).toContain("--all");
    expect(offered("logs", "list", "--day", "")).toEqual(expect.arrayContaining(["today", "yesterday"]));
  });
});
