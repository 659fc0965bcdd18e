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
  for (const { name, about, options = [] } of commands) {
    const completed = root.commands.get(name);
    describe(name, about);
    for (const { flags, values } of options) {
      const long = /--([\w-]+)/.exec(flags)?.[1] ?? "";
      const option = completed?.options.get(long);
      if (!option || !values) continue;
      option.handler = (complete) => {
        for (const value of values) complete(value, "");
      };
    }
  }
}
