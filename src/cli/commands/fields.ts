/** `twscope fields`: where a field stands and what it means there. */
import { exitCodes, type Command } from "../command.ts";
import { findFields } from "../dictionary/field-entries.ts";
import { fieldsText } from "../dictionary/print-fields.ts";
import { json } from "../options.ts";

export const fieldsCommand: Command = {
  name: "fields",
  about: "Find a field by name: its meaning, type, unit, values, and the messages that carry it",
  details:
    "A field is found by its name (permId), another official name (expiry), a dotted path (contract.conId) or a part of any of them. The very name comes first; only when nothing has it are other spellings and parts of names looked at.",
  args: [{ name: "name", about: "Name, path or part of the name of a field", count: "one" }],
  options: [{ flags: "--json", about: "As JSON" }],
  examples: [
    { line: "twscope fields permId", about: "What permId is and which messages have it" },
    { line: "twscope fields order.tif", about: "A field by its path, with the values it takes" },
    { line: "twscope fields margin", about: "Every field with margin in its name" },
  ],
  async run([name = ""], options, terminal) {
    const found = findFields(name);
    await terminal.write(options.json ? json(found.entries) : fieldsText(found, terminal));
    if (!options.json && found.match !== "exact") terminal.note(matchNote(name, found.match, found.entries.length));
    return exitCodes.ok;
  },
};

const matchNote = (name: string, match: "case" | "part", count: number): string =>
  match === "case"
    ? `No field is spelled "${name}"; shown is what is so in other letters.`
    : `No field is called "${name}"; ${count === 1 ? "one has" : `${count} have`} it as a part of the name.`;
