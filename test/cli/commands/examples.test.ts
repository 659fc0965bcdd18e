import { expect, test } from "vitest";
import { errorsCommand } from "../../../src/cli/commands/errors.ts";
import { fieldsCommand } from "../../../src/cli/commands/fields.ts";
import { messagesCommand } from "../../../src/cli/commands/messages.ts";
import { ticksCommand } from "../../../src/cli/commands/ticks.ts";
import { runProgram } from "../../../src/cli/program.ts";
import { fakeTerminal } from "../fake-terminal.ts";

const dictionary = [messagesCommand, errorsCommand, ticksCommand, fieldsCommand];

test.each(dictionary.flatMap(({ examples }) => examples))("the example $line works", async ({ line }) => {
  const terminal = fakeTerminal({ columns: 100 });
  const [program, ...words] = line.split(" ");
  expect(program).toBe("twscope");
  expect(await runProgram(words, dictionary, () => terminal)).toBe(0);
  expect(terminal.out().length).toBeGreaterThan(50);
});
