import { describe, expect, test } from "vitest";
import { errorCodes } from "../../../src/catalogue/codes/error-codes.ts";
import { errorsCommand } from "../../../src/cli/commands/errors.ts";
import { exitCodes, type OptionValues } from "../../../src/cli/command.ts";
import { fakeTerminal } from "../fake-terminal.ts";

async function run(args: string[], options: OptionValues = {}, terminal = fakeTerminal()) {
  const exitCode = await errorsCommand.run(args, options, terminal);
  return { exitCode, text: terminal.out(), lines: terminal.lines(), notes: terminal.notes };
}
const codesOf = async (options: OptionValues): Promise<{ code: number; class: string; topic: string }[]> =>
  JSON.parse((await run([], { ...options, json: true })).text);

describe("the table of error codes", () => {
  test("has all of them, one line each in a pipe", async () => {
    const { lines } = await run([]);
    expect(lines).toHaveLength(errorCodes.codes.length + 2);
    expect(lines[0]).toMatch(/^ *CODE +CLASS +TOPIC +FINAL +MEANING$/);
    expect(lines.find((line) => line.startsWith("  104 "))).toMatch(/^ +104 +error +order +yes +A change came for/);
  });

  test("fits the terminal", async () => {
    for (const line of (await run([], {}, fakeTerminal({ columns: 80 }))).lines)
      expect(line.length).toBeLessThanOrEqual(80);
  });

  test("can be cut down by class, topic and text, and by several classes at once", async () => {
    const ok = await codesOf({ class: ["ok"] });
    expect(ok.map(({ code }) => code)).toContain(2104);
    expect(new Set(ok.map((entry) => entry.class))).toEqual(new Set(["ok"]));
    expect(new Set((await codesOf({ class: ["ok", "client"] })).map((entry) => entry.class)).size).toBe(2);
    const margin = await codesOf({ topic: ["order"], search: "MARGIN" });
    expect(margin.map(({ code }) => code)).toContain(201);
    expect(new Set(margin.map(({ topic }) => topic))).toEqual(new Set(["order"]));
  });

  test("is empty, with exit code 1, when nothing passes", async () => {
    const { exitCode, notes } = await run([], { search: "zzzz" });
    expect(exitCode).toBe(exitCodes.findings);
    expect(notes).toEqual(["No code passes these filters; `twscope errors` lists all."]);
  });
});

describe("one error code", () => {
  test("shows meaning, class, outcome, advice and source", async () => {
    const { text, exitCode } = await run(["201"]);
    expect(exitCode).toBe(exitCodes.ok);
    expect(text).toContain("The order was rejected; the reason follows in the text");
    expect(text).toMatch(/class +error: a request or order failed/);
    expect(text).toMatch(/final +yes: the request or order of that id is over/);
    expect(text).toMatch(/advice +Read the reason/);
    expect(text).toMatch(/source +official message-code list/);
  });

  test("says when the order lives on, and when nobody knows", async () => {
    expect((await run(["105"])).text).toMatch(/final +no: it answers a change with no/);
    expect((await run(["134"])).text).toMatch(/final +depends: /);
  });

  test("tells a healthy notice from an error", async () => {
    expect((await run(["2104"])).text).toContain("ok: a healthy notice, not a problem");
  });

  test("is complete as JSON", async () => {
    expect(JSON.parse((await run(["110"], { json: true })).text)).toEqual({ ...errorCodes.get(110) });
  });

  test("that is not known is refused with the nearest", async () => {
    await expect(run(["112"])).rejects.toThrow("error code 112 is not known; the nearest are 110, 111, 113");
    await expect(run(["112"])).rejects.toThrow("fields.errorCode == 112");
    await expect(run(["-1"])).rejects.toThrow("-1 is no error code");
    await expect(run(["zzzz"])).rejects.toThrow('no code is known by the words "zzzz"');
  });

  test("is found by words of its message, also where all of it was pasted", async () => {
    const codes = async (words: string): Promise<string[]> =>
      (await run([words])).text.split("\n").filter((line) => /^\d+$/.test(line));
    expect(await codes("no security definition")).toEqual(["200"]);
    expect(await codes("No security definition has been found for the request")).toEqual(["200"]);
    expect(await codes("Can't find EId with ticker Id:7")).toEqual(["300"]);
    expect((await run(["order"])).text).toMatch(/^ *CODE +CLASS/);
  });

  test("stands beside another that was asked for", async () => {
    expect((await run(["201", "202"])).text).toMatch(/^201\n[^]*\n202\n/);
    expect(JSON.parse((await run(["201", "202"], { json: true })).text)).toMatchObject([{ code: 201 }, { code: 202 }]);
  });

  test("is coloured by its class, and only where colours are wanted", async () => {
    expect((await run(["2104"], {}, fakeTerminal({ columns: 80, colors: true }))).text).toContain("\u001B[32m");
    expect((await run(["2104"], {}, fakeTerminal({ columns: 80 }))).text).not.toContain("\u001B");
  });
});
