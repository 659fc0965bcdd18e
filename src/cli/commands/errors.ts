/** `twscope errors`: what the codes of the error message mean. */
import { exitCodes, type Command } from "../command.ts";
import { errorClasses, errorEntry, errorList, errorTopics } from "../dictionary/error-entries.ts";
import { errorTable, errorText } from "../dictionary/print-errors.ts";
import { json, textOption, textsOption } from "../options.ts";

export const errorsCommand: Command = {
  name: "errors",
  about: "List the codes of errors, warnings and notices, or explain one",
  details:
    "Many codes are no errors: ok is a healthy notice, info a neutral one, warning leaves the request or order alive, error does not, client is raised by the client library itself.",
  args: [{ name: "code", about: "Number of an error, warning or notice", count: "optional" }],
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
    { line: "twscope errors --class ok", about: "The notices that are not a problem" },
    { line: "twscope errors --topic order --search margin", about: "Why an order may have been refused" },
  ],
  async run([code], options, terminal) {
    if (code !== undefined) {
      const entry = errorEntry(code);
      await terminal.write(options.json ? json(entry) : errorText(entry, terminal));
      return exitCodes.ok;
    }
    const list = errorList({
      classes: textsOption(options.class),
      topics: textsOption(options.topic),
      search: textOption(options.search),
    });
    await terminal.write(options.json ? json(list) : errorTable(list, terminal));
    if (list.length > 0) return exitCodes.ok;
    terminal.note("No code passes these filters.");
    return exitCodes.findings;
  },
};
