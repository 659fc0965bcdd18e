import { expect, test } from "vitest";
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

test("the command prints it, and says when nothing fits", async () => {
  const { out, exitCode } = await twscope(["gateway", "describe", "265598|C", "--debug"]);
  expect(exitCode).toBe(0);
  expect(out).toContain("market rule");
  expect((await twscope(["gateway", "describe", "NOSUCH"])).exitCode).toBe(1);
});
