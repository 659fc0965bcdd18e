import { describe, expect, test } from "vitest";
import { tickTypes } from "../../../src/catalogue/codes/tick-types.ts";
import { ticksCommand } from "../../../src/cli/commands/ticks.ts";
import { exitCodes, type OptionValues } from "../../../src/cli/command.ts";
import { fakeTerminal } from "../fake-terminal.ts";

async function run(args: string[], options: OptionValues = {}, terminal = fakeTerminal()) {
  const exitCode = await ticksCommand.run(args, options, terminal);
  return { exitCode, text: terminal.out(), lines: terminal.lines(), notes: terminal.notes };
}
const idsOf = async (options: OptionValues): Promise<number[]> =>
  JSON.parse((await run([], { ...options, json: true })).text).map(({ id }: { id: number }) => id);

describe("the table of tick types", () => {
  test("has all of them, with column, generic tick, callback and unit", async () => {
    const { lines } = await run([]);
    expect(lines).toHaveLength(tickTypes.codes.length + 2);
    expect(lines.find((line) => line.startsWith(" 15 "))).toMatch(
      /^ 15 +LOW_13_WEEK +tickPrice +13 Week Low +165 +the contract's currency +Lowest price of the last 13 weeks/,
    );
  });

  test.each([80, 100, 160])("fits a terminal of %i columns", async (columns) => {
    for (const line of (await run([], {}, fakeTerminal({ columns }))).lines)
      expect(line.length).toBeLessThanOrEqual(columns);
  });

  test("holds those with a part of a name, where none has the whole", async () => {
    const { lines } = await run(["delayed"]);
    expect(lines[0]).toMatch(/^ ID +NAME/);
    const rows = lines.filter((line) => /^ *\d/.test(line));
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.filter((line) => !/delayed/i.test(line))).toEqual([]);
  });

  test("can be cut down by callback, generic tick and text", async () => {
    expect(await idsOf({ generic: "165" })).toEqual([15, 16, 17, 18, 19, 20, 21]);
    expect(await idsOf({ callback: "tickEFP" })).toContain(38);
    expect(await idsOf({ search: "halted" })).toContain(49);
    expect((await run([], { generic: "9999" })).exitCode).toBe(exitCodes.findings);
  });
});

describe("one tick type", () => {
  test("is found by number, official name, client spelling and column of TWS", async () => {
    for (const query of ["3", "ASK_SIZE", "askSize", "Ask Size"]) {
      const { text } = await run([query]);
      expect(text).toContain("ASK_SIZE  tick type 3");
      expect(text).toMatch(/callback +tickSize/);
      expect(text).toMatch(/generic tick +none: sent without asking/);
    }
  });

  test("shows what to ask for and the values it takes", async () => {
    expect((await run(["48"])).text).toMatch(/generic tick +233 \(RTVolume\) must be asked for/);
    expect((await run(["HALTED"])).text).toMatch(/Values\n +-1 +Not known/);
    expect((await run(["105"])).text).toMatch(/since +server version 225 \(ODD_LOT_BID_ASK_QUOTES\)/);
  });

  test("that is not known is refused with the nearest", async () => {
    await expect(run(["111"])).rejects.toThrow("no tick type has the number 111; they go from 0 to 110");
    await expect(run(["BIDSIZ"])).rejects.toThrow("did you mean BID_SIZE");
  });
});
