/** What a command may know of and do to the terminal it runs in. */
import pc from "picocolors";
import { askAtKeyboard } from "./ask.ts";
import { FreeOutput } from "./free-output.ts";
import { piecesOf } from "./pieces.ts";

export interface Terminal {
  /** Writes to standard output; resolves when it can take more. */
  readonly write: (text: string) => Promise<void>;
  /** The same for bytes that are no text. */
  readonly writeBytes: (bytes: Uint8Array) => Promise<void>;
  /** Writes a line for people to standard error. */
  readonly note: (line: string) => void;
  /** Standard output is a terminal, not a pipe or file. */
  readonly interactive: boolean;
  /** Standard error is a terminal: progress may be drawn there. */
  readonly progress: boolean;
  /** Standard input is a keyboard: somebody has to be told to type. */
  readonly keyboard: boolean;
  /** How wide lines may be; in a pipe what COLUMNS says, or 80. */
  readonly columns: number;
  readonly colors: Colors;
  /** Standard input, byte by byte as it comes. */
  readonly input: () => AsyncIterable<Uint8Array>;
  /**
   * Asks whoever sits at the keyboard, on standard error. @param hidden what is typed is not shown
   * @returns the answer without its line end; `undefined` when nobody can be asked, or nobody answers
   */
  readonly ask: (question: string, hidden?: boolean) => Promise<string | undefined>;
  /** Resolves when the program is told to stop, with the signal's name. A second signal ends it at once. */
  readonly stopped: () => Promise<NodeJS.Signals>;
  /**
   * The same terminal for a program that nobody may hold up: writing never waits, never blocks and never fails. What a
   * reader does not take is dropped.
   */
  readonly unhurried: () => Terminal;
}

export type Colors = ReturnType<typeof pc.createColors>;

/** How wide lines are in a pipe when nobody says: what fits any terminal, mail and ticket. */
const pipeColumns = 80;

/** COLUMNS, as shells export it when they are asked to. */
const columnsTold = (): number => {
  const told = process.env["COLUMNS"] ?? "";
  return /^\d{2,4}$/.test(told) ? Number(told) : 0;
};

/** Colour is on for terminals, off for pipes and where NO_COLOR is set, and forced by FORCE_COLOR. */
export function processTerminal(colour: "auto" | "always" | "never" = "auto"): Terminal {
  const { stdout, stderr, stdin } = process;
  const on =
    colour === "auto" ? pc.isColorSupported && (stdout.isTTY || "FORCE_COLOR" in process.env) : colour === "always";
  const writePiece = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      stdout.write(text, (error) => (error ? reject(error) : resolve()));
    });
  const terminal: Terminal = {
    write: async (text) => {
      for (const piece of piecesOf(text)) await writePiece(piece);
    },
    writeBytes: (bytes) =>
      new Promise((resolve, reject) => {
        stdout.write(bytes, (error) => (error ? reject(error) : resolve()));
      }),
    note: (line) => stderr.write(`${line}\n`),
    interactive: stdout.isTTY,
    progress: stderr.isTTY,
    keyboard: stdin.isTTY,
    columns: stdout.columns || columnsTold() || pipeColumns,
    colors: pc.createColors(on),
    input: () => stdin,
    ask: askAtKeyboard,
    stopped: () =>
      new Promise((resolve) => {
        for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve(signal));
      }),
    unhurried: () => unhurried(terminal),
  };
  return terminal;
}

function unhurried(terminal: Terminal): Terminal {
  const out = new FreeOutput(1);
  const notes = new FreeOutput(2);
  return { ...terminal, write: (text) => out.write(text), note: (line) => void notes.write(`${line}\n`) };
}
