/** A terminal that keeps what is written to it. */
import pc from "picocolors";
import type { Terminal } from "../../src/cli/terminal.ts";

export interface FakeTerminal extends Terminal {
  /** Everything written to standard output so far. */
  readonly out: () => string;
  /** The same, line by line. */
  readonly lines: () => string[];
  /** The lines for people. */
  readonly notes: readonly string[];
}

/** A terminal of so many columns, or a pipe when none are given. */
export function fakeTerminal({
  columns,
  colors = false,
  input = [],
}: { columns?: number; colors?: boolean; input?: readonly Uint8Array[] } = {}): FakeTerminal {
  const written: string[] = [];
  const notes: string[] = [];
  return {
    write: async (text) => {
      written.push(text);
    },
    note: (line) => notes.push(line),
    interactive: columns !== undefined,
    progress: false,
    keyboard: false,
    columns: columns ?? 120,
    colors: pc.createColors(colors),
    input: async function* () {
      yield* input;
    },
    out: () => written.join(""),
    lines: () => written.join("").split("\n"),
    notes,
  };
}
