import { describe, expect, test } from "vitest";
import { fieldsCommand } from "../../../src/cli/commands/fields.ts";
import { exitCodes } from "../../../src/cli/command.ts";
import { findFields } from "../../../src/cli/dictionary/field-entries.ts";
import { fakeTerminal } from "../fake-terminal.ts";

async function run(name: string, json = false, terminal = fakeTerminal()) {
  const exitCode = await fieldsCommand.run([name], { json }, terminal);
  return { exitCode, text: terminal.out(), lines: terminal.lines(), notes: terminal.notes };
}

describe("a field", () => {
  test("is shown with meaning, shape, protobuf number, and the messages that carry it in either form", async () => {
    const { text, exitCode, notes } = await run("permId");
    expect(exitCode).toBe(exitCodes.ok);
    expect(notes).toEqual([]);
    expect(text).toContain("The host's own id of the order, unique in the account and kept over sessions");
    expect(text).toMatch(/protobuf +number 3, int64/);
    expect(text).toMatch(/in +order\.permId\n/);
    expect(text).toMatch(/→ protobuf only +PLACE_ORDER/);
    expect(text).toMatch(/← +OPEN_ORDER, COMPLETED_ORDER/);
  });

  test("is found by dotted path, with its values", async () => {
    const { text } = await run("order.tif");
    expect(text).toMatch(/^tif {2}string/);
    expect(text).toContain("GTC");
    expect(findFields("order.tif").entries).toHaveLength(1);
    expect(findFields("Contract.conId").entries[0]?.shapes).toEqual(["Contract"]);
    expect(findFields("comboLegs[].ratio").entries[0]?.name).toBe("ratio");
  });

  test("is found by another official name", () => {
    expect(findFields("expiry").entries.map(({ name }) => name)).toContain("lastTradeDateOrContractMonth");
    expect(findFields("bAutoBind").entries.map(({ name }) => name)).toEqual(["autoBind"]);
  });

  test("is put together with others declared in the same words", () => {
    const { entries } = findFields("reqId");
    const ended = entries.find(({ about }) => about === "Id of the request to end");
    expect(ended?.shapes.length).toBeGreaterThan(1);
  });

  test("that only the text form has says so, and a bit of a mask counts as there", () => {
    const [rfq] = findFields("rfq1").entries;
    expect(rfq?.protobuf).toBeNull();
    expect(rfq?.carriers).toEqual([
      { direction: "out", id: 3, message: "PLACE_ORDER", path: "order.rfq1", text: true, protobuf: false },
    ]);
    const unreported = findFields("unreported").entries[0]?.carriers.find(({ message }) => message === "TICK_BY_TICK");
    expect(unreported).toMatchObject({
      text: true,
      protobuf: true,
      path: "historicalTickLast.tickAttribLast.unreported",
    });
  });

  test("is complete as JSON", async () => {
    const [entry] = JSON.parse((await run("contract.secType", true)).text);
    expect(entry).toMatchObject({ name: "secType", type: "string", protobuf: { number: 3, type: "string" } });
    expect(entry.values.codes.map(({ code }: { code: string }) => code)).toContain("STK");
    expect(entry.carriers).toContainEqual({
      direction: "out",
      id: 3,
      message: "PLACE_ORDER",
      path: "contract.secType",
      text: true,
      protobuf: true,
    });
  });
});

describe("a name that no field has", () => {
  test("in other letters is found all the same, with a note", async () => {
    const { text, notes } = await run("PERMID");
    expect(text).toContain("permId  long");
    expect(notes[0]).toContain('No field is spelled "PERMID"');
  });

  test("as a part of many names gives a table that fits the terminal", async () => {
    const { lines, notes } = await run("margin", false, fakeTerminal({ columns: 100 }));
    expect(lines[0]).toMatch(/^FIELD +SHAPE +TYPE +NO +MEANING$/);
    expect(lines.some((line) => line.startsWith("initMarginBefore  "))).toBe(true);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(100);
    expect(notes[0]).toMatch(/No field is called "margin"; \d+ have it/);
  });

  test("as a part of a shape's name does not find all of the shape", () => {
    expect(findFields("softDollar").entries.map(({ name }) => name)).toEqual(["softDollarTier", "softDollarTiers"]);
  });

  test("is refused with the nearest", async () => {
    await expect(run("permIdd")).rejects.toThrow('no field is called "permIdd" (did you mean permId');
    await expect(run("")).rejects.toThrow("no field is called");
  });
});
