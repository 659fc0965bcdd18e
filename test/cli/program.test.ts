import { describe, expect, test } from "vitest";
import { UsageError } from "../../src/base/errors.ts";
import type { Command } from "../../src/cli/command.ts";
import { runProgram, type ColorChoice } from "../../src/cli/program.ts";
import { fakeTerminal } from "./fake-terminal.ts";

const seen: { args: readonly string[]; options: object }[] = [];
const echo: Command = {
  name: "echo",
  about: "Say it again",
  details: "More about it.",
  args: [{ name: "words", about: "What to say", count: "some" }],
  options: [
    { flags: "-l, --loud", about: "Louder" },
    { flags: "--tone <tone>", about: "How to say it", values: ["high", "low"], closed: true, repeatable: true },
    { flags: "--at <place>", about: "Where", values: ["here"] },
  ],
  examples: [{ line: "twscope echo hello", about: "Says hello" }],
  async run(args, options, terminal) {
    seen.push({ args, options: { ...options } });
    await terminal.write(`${terminal.colors.red(args.join(" "))}\n`);
    return 0;
  },
};
const failing = (name: string, error: unknown): Command => ({
  name,
  about: "Fails",
  examples: [],
  run: () => {
    throw error;
  },
});
const below = (name: string): Command => ({
  ...echo,
  name,
  about: `Choirs ${name}`,
  args: [],
  examples: [],
  async run(args, options, terminal) {
    seen.push({ args, options: { ...options } });
    await terminal.write(`${name}\n`);
    return 0;
  },
});
const choir: Command = { ...below("choir"), commands: [below("rehearse"), below("perform")] };
const commands = [
  echo,
  choir,
  failing("misuse", new UsageError("x", "that is not how")),
  failing("bug", new TypeError("x is not a function")),
  failing("nofile", Object.assign(new Error("no such file: a.log"), { code: "ENOENT" })),
  failing("pipe", Object.assign(new Error("write EPIPE"), { code: "EPIPE" })),
];

async function run(...line: string[]) {
  const terminal = fakeTerminal({ columns: 90 });
  const colors: ColorChoice[] = [];
  const exitCode = await runProgram(line, commands, (color) => {
    colors.push(color);
    return terminal;
  });
  return { exitCode, out: terminal.out(), notes: terminal.notes.join("\n"), colors };
}

describe("a command", () => {
  test("gets its arguments and options", async () => {
    const { exitCode, out } = await run("echo", "a", "b", "-l", "--tone", "high", "--tone", "low", "--at", "there");
    expect(exitCode).toBe(0);
    expect(out).toBe("a b\n");
    expect(seen.at(-1)).toEqual({ args: ["a", "b"], options: { loud: true, tone: ["high", "low"], at: "there" } });
  });

  test("gets a terminal with the colours asked for, before or behind its name", async () => {
    expect((await run("--color", "always", "echo", "a")).colors).toContain("always");
    expect((await run("echo", "a", "--color", "never")).colors.at(-1)).toBe("never");
    expect((await run("echo", "a")).colors).toEqual(["auto"]);
  });
});

describe("a command below another", () => {
  test("runs instead of the one above, which runs when nothing stands behind it", async () => {
    expect(await run("choir", "perform")).toMatchObject({ exitCode: 0, out: "perform\n" });
    expect(await run("choir", "--loud")).toMatchObject({ exitCode: 0, out: "choir\n" });
  });

  test("gets its own options, and those that stand in front of its name", async () => {
    await run("choir", "--at", "here", "--tone", "low", "perform", "--tone", "high", "--loud");
    expect(seen.at(-1)).toEqual({ args: [], options: { at: "here", tone: ["high"], loud: true } });
  });

  test("has help of its own, and is listed in that of the one above", async () => {
    for (const line of [
      ["choir", "perform", "--help"],
      ["choir", "help", "perform"],
    ])
      expect(await run(...line)).toMatchObject({ exitCode: 0, out: expect.stringContaining("Choirs perform.") });
    for (const line of [
      ["choir", "--help"],
      ["help", "choir"],
    ])
      expect((await run(...line)).out).toMatch(/rehearse \[options\] +Choirs rehearse\n +perform \[options\] +Choirs/);
  });

  test("that is not known is refused with the nearest", async () => {
    const { exitCode, notes, out } = await run("choir", "preform");
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
    expect(notes).toBe("twscope: unknown command 'preform' of twscope choir\n(Did you mean perform?)");
    expect((await run("choir", "perform", "--lout")).notes).toMatch(/unknown option '--lout'\s+\(Did you mean --loud/);
  });
});

describe("help", () => {
  test("lists the commands and the exit codes", async () => {
    for (const line of [[], ["--help"], ["help"]]) {
      const { exitCode, out } = await run(...line);
      expect(exitCode).toBe(0);
      expect(out).toMatch(/echo \[options\] <words\.\.\.> +Say it again/);
      expect(out).toMatch(/ {2}70 {2}a bug in twscope/);
    }
  });

  test("of a command has its details, options with values, and examples", async () => {
    const { exitCode, out } = await run("echo", "--help");
    expect(exitCode).toBe(0);
    expect(out).toContain("Say it again.\n\nMore about it.");
    expect(out).toMatch(/--tone <tone> +How to say it; may be repeated \(choices: "high", "low"\)/);
    expect(out).toContain("Examples:\n  $ twscope echo hello\n      Says hello\n");
    expect(out).toContain("--color <when>");
  });

  test("tells the version of the package", async () => {
    expect((await run("--version")).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe("a wrong command line is refused with exit code 2", () => {
  test.each([
    ["an unknown command", ["ehco"], /unknown command 'ehco'\s+\(Did you mean echo\?\)/],
    ["an unknown option", ["echo", "a", "--lout"], /unknown option '--lout'\s+\(Did you mean --loud\?\)/],
    ["a value that is not allowed", ["echo", "a", "--tone", "hihg"], /It takes high, low \(did you mean high\?\)/],
    ["a missing argument", ["echo"], /missing required argument 'words'; `twscope echo --help` has examples/],
    ["an unknown colour choice", ["--color", "red", "echo", "a"], /It takes auto, always, never/],
    ["what a command finds wrong", ["misuse"], /twscope: that is not how/],
  ])("%s", async (_what, line, words) => {
    const { exitCode, notes, out } = await run(...line);
    expect(exitCode).toBe(2);
    expect(notes).toMatch(words);
    expect(notes).not.toContain("error:");
    expect(out).toBe("");
  });
});

describe("an exception", () => {
  test("that nobody expected gives exit code 70 and one line that asks for a report", async () => {
    const { exitCode, notes } = await run("bug");
    expect(exitCode).toBe(70);
    expect(notes).toMatch(
      /^twscope: bug in twscope [\d.]+ at program\.test\.ts:\d+: x is not a function - please report/,
    );
    expect(notes).not.toContain("\n");
  });

  test("about a file gives exit code 3", async () => {
    expect(await run("nofile")).toMatchObject({ exitCode: 3, notes: "twscope: no such file: a.log" });
  });

  test("about a pipe that was closed is no failure", async () => {
    expect(await run("pipe")).toMatchObject({ exitCode: 0, notes: "" });
  });
});
