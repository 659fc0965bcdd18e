import { existsSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { programName, stepsOn } from "../../../src/cli/commands/sample.ts";
import { twscope } from "../run-twscope.ts";

describe("the samples", () => {
  test("lie where --path says", async () => {
    const { exitCode, lines } = await twscope(["sample", "--path"]);
    expect(exitCode).toBe(0);
    expect(lines.map((path) => basename(path))).toEqual(["api.123.20261119.log", "ibgateway.20261119.log"]);
    expect(lines.every((path) => existsSync(path))).toBe(true);
  });

  test("are printed as read prints them, and nothing of them is doubtful", async () => {
    const paths = (await twscope(["sample", "--path"])).lines;
    const read = await twscope(["read", ...paths, "--strict"]);
    const sample = await twscope(["sample"]);
    expect(read.exitCode).toBe(0);
    expect(sample).toMatchObject({ exitCode: 0, notes: "" });
    expect(sample.out.startsWith(`${read.out}\nNext things to try\n`)).toBe(true);
  });

  test("show text and protobuf, both directions, and the log of the host", async () => {
    const { out } = await twscope(["sample"]);
    for (const part of ["<- PLACE_ORDER", "-> EXECUTION_DATA", "errorCode 201 error", ".. api-listening"])
      expect(out).toContain(part);
  });
});

describe("what to try next", () => {
  test("is a short list of commands on these files, each with what it is for", async () => {
    const { lines } = await twscope(["sample"]);
    const list = lines.slice(lines.indexOf("Next things to try") + 1);
    const commands = list.filter((line) => line.startsWith("  $ "));
    expect(commands.length).toBeGreaterThanOrEqual(5);
    expect(list).toHaveLength(2 * commands.length);
    expect(commands.filter((line) => line.includes("api.123.20261119.log")).length).toBeGreaterThanOrEqual(5);
  });

  test("quotes paths with blanks", () => {
    expect(stepsOn(["/a b/api.1.log"], "twscope")[0]?.line).toBe("twscope read '/a b/api.1.log' --only errors --full");
  });

  test("calls the program as it was called", () => {
    expect(programName("/usr/local/bin/twscope")).toBe("twscope");
    expect(programName("/x/node_modules/twscope/dist/cli/main.js")).toBe("twscope");
    expect(programName("dist/cli/main.js")).toBe("node dist/cli/main.js");
  });
});
