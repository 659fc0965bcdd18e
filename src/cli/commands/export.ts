/** `twscope export`: `twscope logs export` under a shorter name. */
import type { Command } from "../command.ts";
import { logsExportCommand } from "./logs/export.ts";

export const exportCommand: Command = {
  ...logsExportCommand,
  about: "Export recordings; the same as twscope logs export",
};
