import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openSettingsFolder } from "../../../src/node/gateway/settings-folder.ts";
import { describeContracts } from "../../../src/cli/gateway/describe.ts";
import { twscope } from "../run-twscope.ts";

const nowMs = Date.UTC(2026, 10, 25, 15, 30, 0);

test("a symbol is described as the contract description window does it", () => {
  const [stock] = describeContracts("aapl", nowMs, false);
  expect(stock).toMatchObject({ symbol: "AAPL", secType: "STK", exchange: "SMART", currency: "USD", debug: null });
});

test("an id is looked up in debug mode only, and shows what that mode adds", () => {
  expect(() => describeContracts("265598|C", nowMs, false)).toThrow("debug=1");
  const [stock] = describeContracts("265598|C", nowMs, true);
  expect(stock?.symbol).toBe("AAPL");
  expect(stock?.debug).toMatchObject({ conId: 265_598, sizeMin: expect.any(String) as string });
  expect(stock?.debug?.orderTypes).toContain("LMT");
  expect(stock?.debug?.marketRules[0]).toMatchObject({ exchange: "SMART" });
  expect(describeContracts("1|C", nowMs, true)).toEqual([]);
});

test("an id leads to SMART where there is that, else to the primary exchange", () => {
  const exchanges = [265_598, 416_904, 12_087_792].map(
    (conId) => describeContracts(`${conId}|C`, nowMs, true)[0]?.exchange,
  );
  expect(exchanges).toEqual(["SMART", "CBOE", "IDEALPRO"]);
});

test("the settings folder says whether the debug mode is on", async () => {
  const folder = mkdtempSync(join(tmpdir(), "twscope-describe-"));
  openSettingsFolder(folder);
  const path = join(folder, "jts.ini");
  const words = ["gateway", "describe", "265598|C", "--state", folder];
  expect((await twscope(words)).exitCode).toBe(2);
  writeFileSync(path, readFileSync(path, "utf8").replace("debug=0", "debug=1"));
  const { out, exitCode } = await twscope(words);
  rmSync(folder, { recursive: true });
  expect(exitCode).toBe(0);
  for (const label of ["conId", "smallest order", "market rule", "order types", "exchanges"])
    expect(out).toContain(label);
});

test("the command prints it, and says when nothing fits", async () => {
  const { out, exitCode } = await twscope(["gateway", "describe", "265598|C", "--debug"]);
  expect(exitCode).toBe(0);
  expect(out).toContain("market rule");
  expect((await twscope(["gateway", "describe", "NOSUCH"])).exitCode).toBe(1);
});
