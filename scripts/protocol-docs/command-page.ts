/** `docs/cli.md`: every command with its options and examples. */
import type { Command, Option } from "../../src/cli/command.ts";
import { completionShells, withCommandsBelow } from "../../src/cli/completion.ts";
import { argumentText, colorOption, exitCodeMeanings, programAbout } from "../../src/cli/program.ts";
import { bullets, code, generatedNote, plain, section } from "./markdown.ts";

/** The page as Markdown. */
export function commandsMarkdown(commands: readonly Command[]): string {
  const codes = Object.entries(exitCodeMeanings).map(([exitCode, meaning]) => `${code(exitCode)} ${plain(meaning)}`);
  return [
    generatedNote("the declarations in src/cli/commands"),
    `\n# The command line\n\n${plain(programAbout)}\n\n`,
    `Output goes to standard output, remarks and progress to standard error. In a pipe, tables are not wrapped: each row is one line. What people read whole (\`explain\`, the text of pages, help) is set for 80 columns there, or for COLUMNS where that is set.\n`,
    section(
      "Options of every command",
      bullets([optionText(colorOption), "`-h, --help` Print help", "`-V, --version` Print the version"]),
    ),
    ...withCommandsBelow(commands).map(({ path, command }) => commandMarkdown(path, command)),
    section("twscope completion", completion),
    section("Exit codes", bullets(codes)),
  ].join("");
}

const completion = `Prints the script that lets a shell complete commands, options and their values: ${completionShells.map((shell) => code(`twscope completion ${shell}`)).join(", ")}. For bash, which needs its package bash-completion for it, add this line to \`~/.bashrc\`:

\`\`\`sh
source <(twscope completion bash)
\`\`\`
`;

/** @param path its name as one types it: `logs path` */
function commandMarkdown(
  path: string,
  { about, details, args = [], options = [], examples, commands = [] }: Command,
): string {
  const usage = [
    "twscope",
    path,
    ...(options.length > 0 ? ["[options]"] : []),
    ...(commands.length > 0 ? ["[command]"] : []),
    ...args.map(argumentText),
  ].join(" ");
  const parts = [
    `${plain(about)}.\n\n\`\`\`sh\n${usage}\n\`\`\`\n`,
    details ? `\n${plain(details)}\n` : "",
    args.length > 0
      ? `\n${bullets(args.map((argument) => `${code(argumentText(argument))} ${plain(argument.about)}`))}`
      : "",
    commands.length > 0
      ? `\nCommands below:\n\n${bullets(commands.map((below) => `${code(`twscope ${path} ${below.name}`)} ${plain(below.about)}`))}`
      : "",
    options.length > 0 ? `\nOptions:\n\n${bullets(options.map(optionText))}` : "",
    examples.length > 0
      ? `\nExamples:\n\n\`\`\`sh\n${examples.map(({ line, about }) => `# ${about}\n${line}\n`).join("")}\`\`\`\n`
      : "",
  ];
  return section(`twscope ${path}`, parts.join(""));
}

function optionText({ flags, about, values = [], closed = false, repeatable = false }: Option): string {
  const remarks = [];
  if (values.length > 0) remarks.push(`${closed ? "one of" : "for example"} ${values.map(code).join(", ")}`);
  if (repeatable) remarks.push("may be repeated");
  return `${code(flags)} ${plain(about)}${remarks.length > 0 ? ` (${remarks.join("; ")})` : ""}`;
}
