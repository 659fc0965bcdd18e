/** What a command may know of and do to the terminal it runs in. */
import pc from "picocolors";

export interface Terminal {
  /** Writes to standard output; resolves when it can take more. */
  readonly write: (text: string) => Promise<void>;
  /** Writes a line for people to standard error. */
  readonly note: (line: string) => void;
  /** Standard output is a terminal, not a pipe or file. */
  readonly interactive: boolean;
  /** Standard error is a terminal: progress may be drawn there. */
  readonly progress: boolean;
  /** Standard input is a keyboard: somebody has to be told to type. */
  readonly keyboard: boolean;
  readonly columns: number;
  readonly colors: Colors;
  /** Standard input, byte by byte as it comes. */
  readonly input: () => AsyncIterable<Uint8Array>;
}

export type Colors = ReturnType<typeof pc.createColors>;

/** Colour is on for terminals, off for pipes and where NO_COLOR is set, and forced by FORCE_COLOR. */
export function processTerminal(colour: "auto" | "always" | "never" = "auto"): Terminal {
  const { stdout, stderr, stdin } = process;
  const on =
    colour === "auto" ? pc.isColorSupported && (stdout.isTTY || "FORCE_COLOR" in process.env) : colour === "always";
  return {
    write: (text) =>
      new Promise((resolve, reject) => {
        stdout.write(text, (error) => (error ? reject(error) : resolve()));
      }),
    note: (line) => stderr.write(`${line}\n`),
    interactive: stdout.isTTY,
    progress: stderr.isTTY,
    keyboard: stdin.isTTY,
    columns: stdout.columns ?? 120,
    colors: pc.createColors(on),
    input: () => stdin,
  };
}
