/** A terminal that keeps what is written to it. */
import pc from "picocolors";
import type { Terminal } from "../../src/cli/terminal.ts";

export interface FakeTerminal extends Terminal {
  /** Everything written to standard output so far; what was written as bytes as a byte string. */
  readonly out: () => string;
  /** The same, line by line. */
  readonly lines: () => string[];
  /** The lines for people. */
  readonly notes: readonly string[];
  /** Questions that were asked. */
  readonly asked: readonly string[];
  /** Tells the program to stop. */
  readonly stop: () => void;
}

/** A terminal of so many columns, or a pipe when none are given. */
export function fakeTerminal({
  columns,
  colors = false,
  input = [],
  answers = [],
}: {
  columns?: number;
  colors?: boolean;
  input?: readonly Uint8Array[];
  /** What somebody at the keyboard answers, question by question. */
  answers?: readonly string[];
} = {}): FakeTerminal {
  const written: string[] = [];
  const notes: string[] = [];
  const asked: string[] = [];
  let stop = (): void => {};
  const stopped = new Promise<NodeJS.Signals>((resolve) => (stop = () => resolve("SIGTERM")));
  const terminal: FakeTerminal = {
    write: async (text) => {
      written.push(text);
    },
    writeBytes: async (bytes) => {
      written.push(Buffer.from(bytes).toString("latin1"));
    },
    note: (line) => notes.push(line),
    interactive: columns !== undefined,
    progress: false,
    keyboard: answers.length > 0,
    columns: columns ?? 80,
    colors: pc.createColors(colors),
    input: async function* () {
      yield* input;
    },
    out: () => written.join(""),
    lines: () => written.join("").split("\n"),
    notes,
    ask: async (question) => answers[asked.push(question) - 1],
    asked,
    stopped: () => stopped,
    stop: () => stop(),
    unhurried: () => terminal,
  };
  return terminal;
}
