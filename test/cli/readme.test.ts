/** What README.md shows is what the program prints. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readmeWithOutputs, words } from "./readme-examples.ts";

const page = readFileSync(join(import.meta.dirname, "..", "..", "README.md"), "utf8");

test("README.md shows the real output of its commands (refresh it with npm run readme)", async () => {
  expect(await readmeWithOutputs(page)).toBe(page);
});

test("its command lines are split as a shell splits them", () => {
  expect(words("read a.log --where 'fields.id == 4'")).toEqual(["read", "a.log", "--where", "fields.id == 4"]);
});
