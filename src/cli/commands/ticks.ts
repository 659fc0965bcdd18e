/** `twscope ticks`: what the tick types of market data mean. */
import { exitCodes, type Command } from "../command.ts";
import { tickTable, tickText } from "../dictionary/print-ticks.ts";
import { tickCallbacks, tickEntries, tickList } from "../dictionary/tick-entries.ts";
import { json, textOption } from "../options.ts";

/** More tick types than these are a list. */
const inFullMax = 3;

export const ticksCommand: Command = {
  name: "ticks",
  about: "List the tick types of market data, or explain one: TWS column, generic tick, callback, unit",
  details: "A tick type is named by its number (4), its official name (LAST, lastSize) or its column in TWS.",
  args: [{ name: "tick", about: "Number or name of a tick type", count: "optional" }],
  options: [
    { flags: "--callback <name>", about: "Only ticks of this callback", values: tickCallbacks, closed: true },
    { flags: "--generic <number>", about: "Only ticks that this entry of the generic tick list asks for" },
    { flags: "--search <text>", about: "Only ticks with this text in name, meaning or column" },
    { flags: "--json", about: "As JSON" },
  ],
  examples: [
    { line: "twscope ticks 48", about: "What tick type 48 is and how to get it" },
    { line: "twscope ticks bidSize", about: "The same by name" },
    { line: "twscope ticks --generic 165", about: "What generic tick 165 adds" },
  ],
  async run([query], options, terminal) {
    if (query !== undefined) {
      const entries = tickEntries(query);
      const texts = entries.map((tick) => tickText(tick, terminal));
      const shown = entries.length > inFullMax ? tickTable(entries, terminal) : texts.join("\n");
      await terminal.write(options.json ? json(entries) : shown);
      return exitCodes.ok;
    }
    const { callback, generic, search } = options;
    const list = tickList({
      callback: textOption(callback),
      genericTick: textOption(generic),
      search: textOption(search),
    });
    await terminal.write(options.json ? json(list) : tickTable(list, terminal));
    if (list.length > 0) return exitCodes.ok;
    terminal.note("No tick type passes these filters.");
    return exitCodes.findings;
  },
};
