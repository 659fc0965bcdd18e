/** `twscope sample`: the built-in sample logs, read, and what to try on them next. */
import { readdirSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { packageFolder } from "../../node/package-folder.ts";
import { exitCodes, type Command } from "../command.ts";
import type { Terminal } from "../terminal.ts";
import { readCommand } from "./read.ts";

const folder = join(packageFolder, "samples");

export const sampleCommand: Command = {
  name: "sample",
  about: "Read the built-in sample logs, and see what else can be done with them",
  details:
    "One day of an invented trader: an API message log with text and with protobuf, and the log of the IB Gateway beside it.",
  options: [{ flags: "--path", about: "Print only where the samples lie" }],
  examples: [
    { line: "twscope sample", about: "A first look at what twscope does" },
    { line: "twscope read $(twscope sample --path) --only orders", about: "Try a command on the samples" },
  ],
  async run(_args, options, terminal) {
    const paths = samplePaths();
    if (options["path"]) {
      await terminal.write(paths.map((path) => `${path}\n`).join(""));
      return exitCodes.ok;
    }
    const code = await readCommand.run(paths, {}, terminal);
    await terminal.write(nextSteps(paths, terminal));
    return code;
  },
};

/** The samples, by the shorter of their paths: as it is, or seen from the current folder. */
export function samplePaths(): string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".log"));
  return names.toSorted().map((name) => {
    const path = join(folder, name);
    const short = relative("", path);
    return short.length < path.length ? short : path;
  });
}

interface Step {
  readonly line: string;
  readonly about: string;
}

/** What to try on the samples, first things first. */
export function stepsOn(paths: readonly string[], program: string): Step[] {
  const quoted = paths.map(shellWord);
  const api = quoted.find((path) => basename(path).startsWith("api.")) ?? quoted[0] ?? "";
  return [
    { line: `${program} read ${api} --only errors --full`, about: "What the host complained about, with all fields" },
    {
      line: `${program} read ${quoted.join(" ")} --since 10:17 --until 10:31`,
      about: "A quarter of an hour in both logs, on one clock",
    },
    { line: `${program} read ${api} --where 'fields.orderId == 42'`, about: "All about one order" },
    { line: `${program} read ${api} --stats`, about: "What the log holds, and how much of it was understood" },
    { line: `${program} read ${api} --json`, about: "One JSON object a line, for jq, Python and databases" },
    { line: `grep -a 'reason' ${api} | ${program} explain`, about: "Single messages, taken apart field by field" },
    { line: `${program} errors 201`, about: "What an error code means, and what to do" },
    { line: `${program} messages orderStatus`, about: "All about one message of the protocol" },
  ];
}

export function nextSteps(paths: readonly string[], { colors }: Terminal): string {
  const steps = stepsOn(paths, programName(process.argv[1] ?? ""));
  const lines = steps.map(({ line, about }) => `  ${colors.green("$")} ${line}\n      ${colors.dim(about)}\n`);
  return `\n${colors.bold("Next things to try")}\n${lines.join("")}`;
}

/** How this program was called: by its name when it is installed, else by its file. */
export function programName(script: string): string {
  const installed = !/main\.[jt]s$/.test(script) || /[\\/]node_modules[\\/]/.test(script);
  return installed ? "twscope" : `node ${shellWord(relative("", script))}`;
}

const shellWord = (text: string): string =>
  /^[\w./:@%+,=\\-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
