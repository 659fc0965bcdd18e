import { expect, test } from "vitest";
import { commands } from "../../../src/cli/commands/index.ts";
import { commandsFor, loadedByName } from "../../../src/cli/commands/load.ts";

test("every command can be loaded by itself, in the order of the help", async () => {
  expect(loadedByName).toEqual(commands.map(({ name }) => name));
  for (const command of commands) expect(await commandsFor([command.name, "--json"])).toEqual([command]);
});

test.each([
  [[]],
  [["--help"]],
  [["help", "read"]],
  [["completion", "bash"]],
  [["raed"]],
  [["--color", "never", "read"]],
])("%j needs them all", async (line) => {
  expect(await commandsFor(line)).toBe(commands);
});
