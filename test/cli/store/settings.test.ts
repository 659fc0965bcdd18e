import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { recordCommand } from "../../../src/cli/commands/record.ts";
import { bytesText, durationText } from "../../../src/cli/store/amounts.ts";
import { parseBytes, settings, valuesOf } from "../../../src/cli/store/settings.ts";
import { scratchStore } from "../../node/store/scratch-store.ts";

const scratch = scratchStore();
afterEach(() => {
  rmSync(scratch.settings, { recursive: true, force: true });
  vi.stubEnv("TWSCOPE_STORE", scratch.store);
});

function file(text: string): void {
  mkdirSync(scratch.settings, { recursive: true });
  writeFileSync(join(scratch.settings, "settings.toml"), text);
}

describe("settings", () => {
  test("have defaults: everything is recorded, for seven days", () => {
    expect(valuesOf({})).toMatchObject({
      createApiMessageLogFile: true,
      includeMarketData: true,
      loggingLevel: 2,
      store: scratch.store,
      keepDays: 7,
      keepBytes: 20 * 1024 ** 3,
      plain: false,
    });
  });

  test("stand in one file, under the names that the host's configuration has", () => {
    file(
      'createApiMessageLogFile = false\nincludeMarketDataInLogFile = false\nloggingLevel = "Information"\n' +
        'keepDays = 30\nkeepBytes = "1.5TB"\nlisten = 7600\nto = "gateway"\nplain = true\nkeyFile = "/k"\n',
    );
    expect(valuesOf({})).toMatchObject({
      createApiMessageLogFile: false,
      includeMarketData: false,
      loggingLevel: 4,
      keepDays: 30,
      keepBytes: 1.5 * 1024 ** 4,
      listen: "7600",
      to: "gateway",
      plain: true,
      keyFile: "/k",
    });
  });

  test("are overruled by the environment, and that by a flag", () => {
    file('store = "/from/file"\nincludeMarketDataInLogFile = false\n');
    expect(valuesOf({ store: "/from/flag" }).store).toBe("/from/flag");
    expect(valuesOf({}).store).toBe(scratch.store);
    vi.stubEnv("TWSCOPE_STORE", undefined);
    expect(valuesOf({}).store).toBe("/from/file");
    expect(valuesOf({}).includeMarketData).toBe(false);
    expect(valuesOf({ marketData: true }).includeMarketData).toBe(true);
  });

  test.each([
    ["keepDay = 3", /settings\.toml: there is no setting keepDay \(did you mean keepDays/],
    ["keepDays = 0", /settings\.toml: keepDays 0: give a whole number from 1 on/],
    ["keepDays = true", /keepDays true: give/],
    ['includeMarketDataInLogFile = "no"', /includeMarketDataInLogFile no: give true or false/],
    ['loggingLevel = "Loud"', /loggingLevel Loud: give System, Error, Warning, Information, Detail, or 1 to 5/],
    ["keyFile = []", /keyFile \[\]: give a text/],
    ["keepDays = = 3", /settings\.toml is not valid TOML/],
  ])("that are wrong are named with their file: %s", (text, words) => {
    file(text);
    expect(() => valuesOf({})).toThrow(words);
  });

  test("take every name and number of a level", () => {
    for (const [text, level] of [
      ["system", 1],
      ["Error", 2],
      ["WARNING", 3],
      ["info", 4],
      ["Information", 4],
      ["detail", 5],
      ["5", 5],
    ] as const)
      expect(valuesOf({ logLevel: text }).loggingLevel).toBe(level);
  });

  test("have each a name of their own, in the file and as a flag", () => {
    const all = Object.values(settings);
    expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
    expect(new Set(all.map(({ flag }) => flag)).size).toBe(all.length);
  });

  test("can each be overruled by a flag of `record`, switches in both directions", () => {
    const flags = recordCommand.options?.map((option) => option.flags.split(" ")[0]) ?? [];
    for (const { flag, kind } of Object.values(settings)) {
      expect(flags).toContain(`--${flag}`);
      if (kind === "switch") expect(flags).toContain(`--no-${flag}`);
    }
  });
});

describe("amounts", () => {
  test.each([
    ["1000", 1000],
    ["1k", 1024],
    ["500MB", 500 * 1024 ** 2],
    ["2 GiB", 2 * 1024 ** 3],
    ["1.5g", 1.5 * 1024 ** 3],
  ])("%s is %d bytes", (text, bytes) => expect(parseBytes(text)).toBe(bytes));

  test.each(["", "0", "-1", "GB", "1X", "1e3", "9999999999999999TB"])("%j is none", (text) => {
    expect(parseBytes(text)).toBeUndefined();
  });

  test("what is printed of bytes is near to them when read again", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 49 }), (bytes) => {
        const again = parseBytes(bytesText(bytes)) ?? 0;
        expect(Math.abs(again - bytes) / bytes).toBeLessThan(0.01);
      }),
    );
  });

  test.each([
    [0, "0 s"],
    [5240, "5.2 s"],
    [65_000, "1 min 5 s"],
    [3_600_000, "1 h"],
    [2 * 86_400_000 + 5 * 3_600_000, "2 d 5 h"],
  ])("%d ms read as %s", (ms, text) => expect(durationText(ms)).toBe(text));
});
