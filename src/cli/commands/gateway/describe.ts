/** `twscope gateway describe`: a contract of the simulated host. */
import { openSettingsFolder } from "../../../node/gateway/settings-folder.ts";
import { exitCodes, type Command } from "../../command.ts";
import { describeContracts } from "../../gateway/describe.ts";
import { printDescription } from "../../gateway/print-description.ts";
import { json, textOption } from "../../options.ts";

/** More are not shown to people. */
const shownMax = 10;

export const describeCommand: Command = {
  name: "describe",
  about: "Describe a contract of the simulated host: by symbol, or in debug mode by id",
  details:
    "In debug mode (`debug=1` under [Communication] in jts.ini of the settings folder, or --debug) a contract id can be " +
    "written as 265598|C, and the description also shows contract id, smallest order, market rules, order types and exchanges.",
  args: [{ name: "contract", about: "A symbol such as AAPL, or 265598|C", count: "one" }],
  options: [
    { flags: "--debug", about: "Debug mode, whatever the settings folder says" },
    { flags: "--state <folder>", about: "The settings folder of the gateway" },
    { flags: "--json", about: "As JSON, all that fit" },
  ],
  examples: [
    { line: "twscope gateway describe AAPL", about: "What a program may trade under this symbol" },
    { line: "twscope gateway describe '265598|C' --debug", about: "By contract id" },
  ],
  async run([what = ""], options, terminal) {
    const folder = textOption(options["state"]);
    const debug =
      options["debug"] === true || (folder !== undefined && openSettingsFolder(folder).settings.debug === true);
    const found = describeContracts(what, Date.now(), debug);
    if (options["json"]) await terminal.write(json(found));
    else {
      const shown = found.slice(0, shownMax).map((one) => printDescription(one, terminal));
      await terminal.write(shown.join("\n"));
      if (found.length > shownMax) terminal.note(`… ${found.length} contracts fit; --json shows all`);
    }
    if (found.length > 0) return exitCodes.ok;
    terminal.note(`No contract of the simulated host fits ${what}.`);
    return exitCodes.findings;
  },
};
