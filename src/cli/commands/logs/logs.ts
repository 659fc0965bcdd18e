/** `twscope logs`: the store of recordings, and the logs of the hosts. */
import type { Command } from "../../command.ts";
import { deleteCommand } from "./delete.ts";
import { logsExportCommand } from "./export.ts";
import { keepCommand, releaseCommand } from "./keep.ts";
import { keyCommand } from "./key.ts";
import { listCommand } from "./list.ts";
import { pathCommand } from "./path.ts";
import { verifyCommand } from "./verify.ts";

export const logsCommand: Command = {
  ...listCommand,
  name: "logs",
  about: "The recordings: list, find, export, keep, verify, delete them",
  details: `Alone, it lists them. ${listCommand.details}`,
  commands: [
    listCommand,
    pathCommand,
    logsExportCommand,
    deleteCommand,
    keepCommand,
    releaseCommand,
    verifyCommand,
    keyCommand,
  ],
};
