/** `twscope logs path`: where logs lie on this machine, ours and those of every TWS and Gateway. */
import { findHostFolders } from "../../../node/find-host-folders.ts";
import { exitCodes, type Command } from "../../command.ts";
import { json } from "../../options.ts";
import { hostFoldersJson, printHostFolders } from "../../store/host-folders.ts";
import { settingsFolder, storeOption, valuesOf } from "../../store/settings.ts";

export const pathCommand: Command = {
  name: "path",
  about: "Show the folders of logs: our store, and every TWS and Gateway settings folder on this machine",
  details:
    "Looks where settings folders are known to lie on Windows, macOS, Linux and in the usual containers, where running " +
    "programs and IBC's settings say that theirs is, and in the user folders that jts.ini names. Reads names, sizes and " +
    "settings; encrypted logs stay as they are, and it is said how to export them. Names of user folders identify their " +
    "user: look before you pass them on.",
  args: [{ name: "folder", about: "Settings folders to look at too", count: "many" }],
  options: [
    storeOption,
    { flags: "--looked", about: "All places that were looked at too, with what was there and why" },
    { flags: "--json", about: "As JSON" },
  ],
  examples: [
    { line: "twscope logs path", about: "Every folder with logs" },
    { line: "twscope logs path ~/Jts-paper --looked", about: "That folder too, and where else was looked" },
  ],
  async run(folders, options, terminal) {
    const { store } = valuesOf(options);
    const found = await findHostFolders({ folders });
    const looked = options["looked"] === true;
    const ours = { store, settings: settingsFolder() };
    await terminal.write(
      options["json"] ? json(hostFoldersJson(found, ours, looked)) : printHostFolders(found, ours, looked, terminal),
    );
    for (const { path, about } of found.problems) terminal.note(`${path ? `${path}: ` : ""}${about}`);
    return exitCodes.ok;
  },
};
