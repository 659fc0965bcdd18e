/**
 * Every command, and how it is loaded: a command line waits only for the one that it names to be read from disk. Help,
 * completion and what is no command need them all.
 */
import type { Command } from "../command.ts";

/** In the order in which `twscope --help` lists them. */
const loaders: Readonly<Record<string, () => Promise<Command>>> = {
  read: async () => (await import("./read.ts")).readCommand,
  record: async () => (await import("./record.ts")).recordCommand,
  status: async () => (await import("./status.ts")).statusCommand,
  mark: async () => (await import("./mark.ts")).markCommand,
  logs: async () => (await import("./logs/logs.ts")).logsCommand,
  export: async () => (await import("./export.ts")).exportCommand,
  explain: async () => (await import("./explain.ts")).explainCommand,
  gateway: async () => (await import("./gateway/gateway.ts")).gatewayCommand,
  demo: async () => (await import("./demo.ts")).demoCommand,
  sample: async () => (await import("./sample.ts")).sampleCommand,
  messages: async () => (await import("./messages.ts")).messagesCommand,
  errors: async () => (await import("./errors.ts")).errorsCommand,
  ticks: async () => (await import("./ticks.ts")).ticksCommand,
  fields: async () => (await import("./fields.ts")).fieldsCommand,
};

/** In the order of the help. */
export async function allCommands(): Promise<readonly Command[]> {
  return await Promise.all(Object.values(loaders).map(async (load) => await load()));
}

/** @param line without `node` and the script */
export async function commandsFor(line: readonly string[]): Promise<readonly Command[]> {
  const [first = ""] = line;
  if (first === "--version" || first === "-V") return [];
  const load = Object.hasOwn(loaders, first) ? loaders[first] : undefined;
  return load ? [await load()] : await allCommands();
}
