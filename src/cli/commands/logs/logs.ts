/** `twscope logs`: the store of recordings, and the logs of the hosts. */
import type { Command } from "../../command.ts";
import { listCommand } from "./list.ts";

export const logsCommand: Command = {
  ...listCommand,
  name: "logs",
  about: "The recordings: list, find, export, keep, verify, delete them",
  details: `Alone, it lists them. ${listCommand.details}`,
  commands: [listCommand],
};
