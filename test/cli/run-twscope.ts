/** Runs a command line as the program does, with a terminal that keeps what is written. */
import { allCommands } from "../../src/cli/commands/load.ts";
import { runProgram } from "../../src/cli/program.ts";
import { fakeTerminal, type FakeTerminal } from "./fake-terminal.ts";

export interface Run {
  readonly exitCode: number;
  readonly out: string;
  /** The lines of the output; the last one ends with a line feed too. */
  readonly lines: readonly string[];
  readonly notes: string;
}

export interface RunOptions {
  readonly columns?: number;
  readonly colors?: boolean;
  /** What stands in standard input: text as UTF-8, or bytes. */
  readonly input?: string | Uint8Array;
  /** What somebody at the keyboard answers, question by question. */
  readonly answers?: readonly string[];
}

/** A run that is still going on. */
export interface Running {
  readonly terminal: FakeTerminal;
  readonly done: Promise<Run>;
}

export function startTwscope(line: readonly string[], { input, ...options }: RunOptions = {}): Running {
  const bytes = typeof input === "string" ? new TextEncoder().encode(input) : input;
  const terminal = fakeTerminal({ ...options, input: bytes ? [bytes] : [] });
  const done = allCommands()
    .then((commands) => runProgram(line, commands, () => terminal))
    .then((exitCode) => {
      const out = terminal.out();
      return { exitCode, out, lines: out.replace(/\n$/, "").split("\n"), notes: terminal.notes.join("\n") };
    });
  return { terminal, done };
}

export const twscope = (line: readonly string[], options: RunOptions = {}): Promise<Run> =>
  startTwscope(line, options).done;

/** The objects that `--json` printed, one a line. */
export const jsonLines = ({ lines }: Run): Record<string, unknown>[] =>
  lines.filter(Boolean).map((line) => JSON.parse(line) as Record<string, unknown>);
