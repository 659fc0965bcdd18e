import type { Command } from "../command.ts";
import { demoCommand } from "./demo.ts";
import { errorsCommand } from "./errors.ts";
import { exportCommand } from "./export.ts";
import { explainCommand } from "./explain.ts";
import { fieldsCommand } from "./fields.ts";
import { gatewayCommand } from "./gateway/gateway.ts";
import { logsCommand } from "./logs/logs.ts";
import { markCommand } from "./mark.ts";
import { messagesCommand } from "./messages.ts";
import { readCommand } from "./read.ts";
import { recordCommand } from "./record.ts";
import { sampleCommand } from "./sample.ts";
import { statusCommand } from "./status.ts";
import { ticksCommand } from "./ticks.ts";

/** Every command, in the order in which `twscope --help` lists them. */
export const commands: readonly Command[] = [
  readCommand,
  recordCommand,
  statusCommand,
  markCommand,
  logsCommand,
  exportCommand,
  explainCommand,
  gatewayCommand,
  demoCommand,
  sampleCommand,
  messagesCommand,
  errorsCommand,
  ticksCommand,
  fieldsCommand,
];
