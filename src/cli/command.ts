/**
 * How a command is declared. Help, completion, `docs/cli.md` and the refusal of unknown options all come from these
 * declarations; a command's `run` returns an exit code and writes only through the terminal it is given.
 */
import type { Terminal } from "./terminal.ts";

export interface Argument {
  readonly name: string;
  readonly about: string;
  /** `one`: required; `optional`; `many`: any number; `some`: at least one. */
  readonly count: "one" | "optional" | "many" | "some";
}

export interface Option {
  /** As commander writes it: `"-f, --full"`, `"--only <names>"`. */
  readonly flags: string;
  readonly about: string;
  /** Values offered by shell completion, and checked when `closed`. */
  readonly values?: readonly string[];
  readonly closed?: boolean;
  /** May be given several times. */
  readonly repeatable?: boolean;
}

export interface Example {
  readonly line: string;
  readonly about: string;
}

/** Exit codes of every command, for scripts. */
export const exitCodes = {
  /** Done; everything was read and understood. */
  ok: 0,
  /** Done, but some of the input was not understood or ambiguous (with `--strict`), or nothing matched. */
  findings: 1,
  /** The command line is wrong. */
  usage: 2,
  /** A file cannot be opened, read or written. */
  noInput: 3,
  /** A file is recognised but cannot be read by anyone but its host (encrypted), or holds no such log. */
  unreadable: 4,
  /** A bug in twscope. */
  bug: 70,
} as const;

export type OptionValues = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

export interface Command {
  readonly name: string;
  readonly about: string;
  /** Further sentences for `--help`. */
  readonly details?: string;
  readonly args?: readonly Argument[];
  /** Arguments may begin with a dash: what is no option of the command is one of them. */
  readonly takesDashes?: boolean;
  readonly options?: readonly Option[];
  readonly examples: readonly Example[];
  /**
   * Commands below this one, `twscope logs path`, declared in the same way. Options of this one that stand in front of
   * their name are theirs too. A command that has some takes no arguments itself.
   */
  readonly commands?: readonly Command[];
  readonly run: (args: readonly string[], options: OptionValues, terminal: Terminal) => Promise<number> | number;
}
