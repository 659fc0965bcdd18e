/**
 * The command line: a commander program made from the declared commands, and the one place where what happens becomes an
 * exit code.
 */
import { Command as Program, CommanderError, InvalidArgumentError, Option as ProgramOption } from "commander";
import { UsageError } from "../base/errors.ts";
import { OutputError } from "../node/export/output-file.ts";
import { exitCodes, type Argument, type Command, type Option, type OptionValues } from "./command.ts";
import { Interrupted } from "./interrupt.ts";
import { didYouMean, listed, nearest } from "../base/nearest.ts";
import type { Terminal } from "./terminal.ts";
import { packageVersion } from "../node/package-version.ts";
import { paragraph } from "./wrap.ts";

export type ColorChoice = "auto" | "always" | "never";
const colorChoices: readonly ColorChoice[] = ["auto", "always", "never"];

/** What the exit codes say, for `--help` and the documentation. */
export const exitCodeMeanings: Readonly<Record<number, string>> = {
  [exitCodes.ok]: "done; everything was read and understood",
  [exitCodes.findings]: "done, but something was not understood, or nothing matched",
  [exitCodes.usage]: "the command line is wrong",
  [exitCodes.noInput]: "a file cannot be opened, read or written, or an address cannot be listened on",
  [exitCodes.unreadable]: "a file is encrypted, or holds no log that twscope can read",
  [exitCodes.bug]: "a bug in twscope",
};

export const programAbout =
  "Reads, explains and checks the traffic between a trading program and Interactive Brokers' TWS or IB Gateway.";

export const colorOption: Option = {
  flags: "--color <when>",
  about: "When to use colours; auto: in a terminal, unless NO_COLOR is set",
  values: colorChoices,
  closed: true,
};

/**
 * Runs one command line (without `node` and the script) and gives its exit code. Never throws and never exits.
 * @param terminalFor makes the terminal, once it is known whether colours are wanted
 */
export async function runProgram(
  line: readonly string[],
  commands: readonly Command[],
  terminalFor: (color: ColorChoice) => Terminal,
): Promise<number> {
  let outcome: number = exitCodes.ok;
  const printed: Promise<void>[] = [];
  const program = buildProgram(commands, {
    terminal: () => terminalOf(),
    print: (text) => printed.push(terminalOf().write(text)),
    run: async (command, args, options, terminal) => {
      outcome = await command.run(args, options, terminal);
    },
  });
  const terminalOf = (): Terminal => terminalFor(program.opts<{ color?: ColorChoice }>().color ?? "auto");
  try {
    // A command that is named runs as well without completion, which takes its time to load.
    if (!commands.some(({ name }) => name === line[0]))
      (await import("./completion.ts")).addCompletion(program, commands);
    if (line.length === 0) program.outputHelp();
    else await program.parseAsync(line, { from: "user" });
    await Promise.all(printed);
    return outcome;
  } catch (error) {
    return exitCodeOf(error, terminalOf());
  }
}

/** What a program needs of the outside. */
interface Surroundings {
  readonly terminal: () => Terminal;
  /** Takes help and other texts for standard output. */
  readonly print: (text: string) => void;
  readonly run: (command: Command, args: readonly string[], options: OptionValues, terminal: Terminal) => Promise<void>;
}

/** The commander program of these commands. */
function buildProgram(commands: readonly Command[], surroundings: Surroundings): Program {
  const program = new Program("twscope");
  program
    .description(programAbout)
    .version(packageVersion(), "-V, --version", "Print the version")
    .helpOption("-h, --help", "Print help")
    .helpCommand("help [command]", "Print help for a command")
    .addOption(programOption(colorOption))
    .exitOverride()
    .configureOutput({
      writeOut: surroundings.print,
      writeErr: (text) => surroundings.terminal().note(text.trimEnd()),
      outputError: (text, write) => write(asError(text)),
      getOutHasColors: () => true,
      getOutHelpWidth: () => Math.min(surroundings.terminal().columns, 110),
    })
    .configureHelp({ showGlobalOptions: true, styleTitle: (title) => surroundings.terminal().colors.bold(title) })
    .addHelpText("after", () => exitCodesHelp(surroundings.terminal()));
  for (const command of commands) addCommand(program, command, surroundings);
  return program;
}

/** @param above options that stand in front of the command's name */
function addCommand(
  program: Program,
  command: Command,
  surroundings: Surroundings,
  above: () => OptionValues = () => ({}),
): void {
  const built = program.command(command.name).description(describe(command)).summary(command.about);
  for (const argument of command.args ?? []) built.argument(argumentText(argument), argument.about);
  for (const option of command.options ?? []) built.addOption(programOption(option));
  if (command.takesDashes) built.allowUnknownOption();
  built.configureOutput({
    outputError: (text, write) =>
      write(asError(/argument/.test(text) ? `${text.trimEnd().replace(/\.$/, "")}; ${helpOf(built)}` : text)),
  });
  built.addHelpText("after", () => examplesHelp(command, surroundings.terminal()));
  const options = (): OptionValues => ({ ...above(), ...built.opts<OptionValues>() });
  if (command.commands) addCommandsBelow(built, command.commands, surroundings, options);
  built.action(async () => {
    const [word] = built.args;
    if (command.commands && word !== undefined) refuseCommand(built, word, command.commands);
    await surroundings.run(command, built.args, options(), surroundings.terminal());
  });
}

function addCommandsBelow(
  built: Program,
  commands: readonly Command[],
  surroundings: Surroundings,
  options: () => OptionValues,
): void {
  // A command and those below it may have options of one name: what stands behind a name belongs to it.
  built.enablePositionalOptions().allowExcessArguments().helpCommand("help [command]", "Print help for a command");
  for (const command of commands) addCommand(built, command, surroundings, options);
}

const asError = (text: string): string => text.replace(/^error: /, "twscope: ");

/** Where the way to write a command is shown. */
function helpOf(built: Program): string {
  const names: string[] = [];
  for (let one: Program | null = built; one; one = one.parent) names.unshift(one.name());
  return `\`${names.join(" ")} --help\` has examples`;
}

/** In the words that commander has for commands of the first level. */
function refuseCommand(built: Program, word: string, commands: readonly Command[]): never {
  const names = nearest(
    word,
    commands.map(({ name }) => name),
  );
  const meant = names.length > 0 ? `\n(Did you mean ${listed(names, "or")}?)` : "";
  built.error(`error: unknown command '${word}' of twscope ${built.name()}${meant}`);
}

const describe = ({ about, details }: Command): string => (details ? `${about}.\n\n${details}` : `${about}.`);

/** As commander and usage lines write an argument: `<a>`, `[a]`, `<a...>`, `[a...]`. */
export function argumentText({ name, count }: Argument): string {
  const dots = count === "many" || count === "some" ? "..." : "";
  return count === "one" || count === "some" ? `<${name}${dots}>` : `[${name}${dots}]`;
}

function programOption({ flags, about, values = [], closed = false, repeatable = false }: Option): ProgramOption {
  const option = new ProgramOption(flags, repeatable ? `${about}; may be repeated` : about);
  if (!option.required && !option.optional) return option;
  if (closed) option.argChoices = [...values];
  option.argParser((value: string, previous: unknown) => {
    if (closed && !values.includes(value))
      throw new InvalidArgumentError(`It takes ${values.join(", ")}${didYouMean(value, values)}.`);
    return repeatable ? [...(Array.isArray(previous) ? (previous as unknown[]) : []), value] : value;
  });
  return option;
}

function examplesHelp({ examples }: Command, { colors, columns }: Terminal): string {
  const lines = examples.map(
    ({ line, about }) => `  ${colors.green("$")} ${line}\n${paragraph(about, Math.min(columns, 110), "      ")}`,
  );
  return `\n${colors.bold("Examples:")}\n${lines.join("")}`;
}

function exitCodesHelp({ colors }: Terminal): string {
  const lines = Object.entries(exitCodeMeanings).map(([code, meaning]) => `  ${code.padStart(2)}  ${meaning}\n`);
  return `\n${colors.bold("Exit codes:")}\n${lines.join("")}`;
}

const fileErrors = new Set([
  "ENOENT",
  "EACCES",
  "EPERM",
  "EISDIR",
  "ENOTDIR",
  "EMFILE",
  "ENOSPC",
  "EDQUOT",
  "EROFS",
  "EIO",
]);

/** The exit code for what a command threw, with a line for people where one is needed. */
function exitCodeOf(error: unknown, terminal: Terminal): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  const red = (text: string): string => terminal.colors.red(text);
  if (error instanceof UsageError) {
    terminal.note(`${red("twscope:")} ${error.message}`);
    return exitCodes.usage;
  }
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EPIPE") return exitCodes.ok;
  if (error instanceof Interrupted) {
    terminal.note(`${red("twscope:")} ${error.message}`);
    return error.exitCode;
  }
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof OutputError || (typeof code === "string" && fileErrors.has(code))) {
    terminal.note(`${red("twscope:")} ${message}`);
    return exitCodes.noInput;
  }
  const place = error instanceof Error ? placeOf(error) : "";
  terminal.note(
    `${red("twscope:")} bug in twscope ${packageVersion()}${place}: ${message} - please report this line and the command`,
  );
  return exitCodes.bug;
}

/** File and line in which an error arose, without the folders of this machine. */
function placeOf(error: Error): string {
  const found = /([\w.-]+\.[jt]s:\d+)/.exec(error.stack?.split("\n    at ")[1] ?? "");
  return found ? ` at ${found[1]}` : "";
}
