import { readdir } from "node:fs/promises";
import { expect, test } from "vitest";
import { allCommands, commandsFor } from "../../../src/cli/commands/load.ts";

test("every command can be loaded by its name alone", async () => {
  for (const command of await allCommands()) expect(await commandsFor([command.name, "--json"])).toEqual([command]);
});

test("a verb of this folder is a command", async () => {
  const verbs = (await readdir(new URL("../../../src/cli/commands/", import.meta.url)))
    .map((entry) => entry.replace(/\.ts$/, ""))
    .filter((entry) => entry !== "load");
  expect((await allCommands()).map(({ name }) => name).sort()).toEqual(verbs.sort());
});

test.each([
  [[]],
  [["--help"]],
  [["help", "read"]],
  [["completion", "bash"]],
  [["raed"]],
  [["--color", "never", "read"]],
])("%j needs them all", async (line) => {
  expect(await commandsFor(line)).toEqual(await allCommands());
});
