/** `twscope errors`: what the codes of the error message mean. */
import { exitCodes, type Command } from "../command.ts";
import { errorClasses, errorEntries, errorList, errorTopics } from "../dictionary/error-entries.ts";
import { errorTable, errorText } from "../dictionary/print-errors.ts";
import { json, textOption, textsOption } from "../options.ts";

/** More codes than these are a list. */
const inFullMax = 3;

export const errorsCommand: Command = {
  name: "errors",
  about: "List the codes of errors, warnings and notices, or explain one",
  details:
    "Many codes are no errors: ok is a healthy notice, info a neutral one, warning leaves the request or order alive, error does not, client is raised by the client library itself.",
  args: [
    {
      name: "code",
      about: "Numbers of errors, warnings or notices, or words of the host's message",
      count: "many",
    },
  ],
  options: [
    {
      flags: "--class <class>",
      about: "Only codes of this class",
      values: errorClasses,
      closed: true,
      repeatable: true,
    },
    { flags: "--topic <topic>", about: "Only codes about this", values: errorTopics, closed: true, repeatable: true },
    { flags: "--search <text>", about: "Only codes with this text in their meaning or advice" },
    { flags: "--json", about: "As JSON" },
  ],
  examples: [
    { line: "twscope errors 200", about: "What 200 means, whether it ends the request, and what to do" },
    { line: "twscope errors no security definition", about: "The same by words of the message" },
    { line: "twscope errors --class ok", about: "The notices that are not a problem" },
    { line: "twscope errors --topic order --search margin", about: "Why an order may have been refused" },
  ],
  async run(queries, options, terminal) {
    if (queries.length > 0) {
      const entries = errorEntries(queries);
      const texts = entries.map((entry) => errorText(entry, terminal));
      const shown = entries.length > inFullMax ? errorTable(entries, terminal) : texts.join("\n");
      await terminal.write(options.json ? json(entries.length === 1 ? entries[0] : entries) : shown);
      return exitCodes.ok;
    }
    const list = errorList({
      classes: textsOption(options.class),
      topics: textsOption(options.topic),
      search: textOption(options.search),
    });
    if (list.length > 0 || options.json) await terminal.write(options.json ? json(list) : errorTable(list, terminal));
    if (list.length > 0) return exitCodes.ok;
    terminal.note("No code passes these filters; `twscope errors` lists all.");
    return exitCodes.findings;
  },
};
