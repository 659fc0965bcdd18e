/** `twscope gateway scenarios`: the bad days that come with twscope. */
import { scenarios } from "../../../gateway/scenario/library/index.ts";
import { exitCodes, type Command } from "../../command.ts";
import { json } from "../../options.ts";
import { table, widthOf } from "../../table.ts";

export const scenariosCommand: Command = {
  name: "scenarios",
  about: "List the built-in scenarios, each with the real incident behind it",
  details: "How to write your own: docs/scenarios.md.",
  options: [{ flags: "--json", about: "As JSON, whole" }],
  examples: [
    { line: "twscope gateway scenarios", about: "All of them" },
    { line: "twscope gateway --scenario market-data-farm-blip", about: "Play one" },
  ],
  async run(_args, options, terminal) {
    const rows = scenarios.map(({ name, about }) => [name, about]);
    const columns = [{ head: "SCENARIO" }, { head: "WHAT HAPPENED", min: 20 }];
    await terminal.write(
      options["json"] ? json(scenarios) : table(columns, rows, { width: widthOf(terminal), colors: terminal.colors }),
    );
    return exitCodes.ok;
  },
};
