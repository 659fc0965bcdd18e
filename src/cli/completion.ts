/**
 * Completion by the shell: `twscope completion bash` prints the script to load, and that script asks
 * `twscope complete -- …` at every press of the tab key.
 */
import tab from "@bomb.sh/tab/commander";
import type { Command as Program } from "commander";
import type { Command } from "./command.ts";

export const completionShells: readonly string[] = ["bash", "zsh", "fish", "powershell"];

/** Adds both commands, and offers the values that options declare. */
export function addCompletion(program: Program, commands: readonly Command[]): void {
  const root = tab(program, { completionCommandName: "completion" });
  // What is offered stands on one line with its description, so the longer text of `--help` would break it.
  const describe = (name: string, about: string): void => {
    const completed = root.commands.get(name);
    if (completed) completed.description = about;
  };
  const about = "Print the completion script of a shell";
  program.commands.find((command) => command.name() === "completion")?.description(about);
  describe("completion", about);
  for (const { path, command } of withCommandsBelow(commands)) {
    const completed = root.commands.get(path);
    describe(path, command.about);
    for (const { flags, values } of command.options ?? []) {
      const long = /--([\w-]+)/.exec(flags)?.[1] ?? "";
      const option = completed?.options.get(long);
      if (!option || !values) continue;
      option.handler = (complete) => {
        for (const value of values) complete(value, "");
      };
    }
  }
}

/** Every command, those below others too, with its name as one types it: `logs path`. */
export const withCommandsBelow = (
  commands: readonly Command[],
  above = "",
): { readonly path: string; readonly command: Command }[] =>
  commands.flatMap((command) => {
    const path = `${above}${command.name}`;
    return [{ path, command }, ...withCommandsBelow(command.commands ?? [], `${path} `)];
  });
