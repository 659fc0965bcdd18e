import { expect, test } from "vitest";
import { gatewayWords, readOrder } from "../../../src/cli/gateway/orders.ts";

test.each([
  ["status", { order: "status" }],
  ["stop", { order: "stop" }],
  ["step 1.5m", { order: "step", ms: 90_000 }],
  ["farm usfarm broken", { order: "act", action: { do: "farm", farm: "usfarm", state: "broken" } }],
  ["broker lost", { order: "act", action: { do: "broker", link: "up, data lost" } }],
  ["error 10349 a preset", { order: "act", action: { do: "error", id: -1, code: 10_349, text: "a preset" } }],
  [
    "enter SELL 10 EUR.USD 1.25",
    { order: "act", action: { do: "enter", side: "SELL", quantity: 10, symbol: "EUR.USD", limit: 1.25 } },
  ],
  ["close", { order: "act", action: { do: "close" } }],
  ["reset", { order: "act", action: { do: "close", reset: true } }],
  ["wedge 5s", { order: "act", action: { do: "wedge", ms: 5000 } }],
  ["restart", { order: "act", action: { do: "restart", downMs: 20_000 } }],
  ['{"do":"unknown","id":399}', { order: "act", action: { do: "unknown", id: 399 } }],
])("%s", async (words, order) => {
  expect(await readOrder(words.split(" "))).toEqual(order);
});

test("a scenario is looked up before it is sent, so that its file need not be where the gateway is", async () => {
  expect(await readOrder(["scenario", "daily-restart"])).toMatchObject({
    order: "play",
    scenario: { name: "daily-restart" },
  });
});

test.each([
  ["farn usfarm broken", "did you mean farm"],
  ["farm usfarm", "usage: twscope gateway do farm"],
  ["farm nofarm broken", "farm"],
  ["farm usfarm purple", "state"],
  ["step soon", "no time"],
  ["error x y", "usage"],
  ["enter BUY 10", "usage"],
  ["enter BUY ten AAPL", "quantity"],
  ["enter HOLD 10 AAPL", "side"],
  ["enter BUY 10 NOSUCH", "nothing is called NOSUCH"],
  ["{oops", "no JSON"],
])("%s is refused, and what it should be is said", async (words, hint) => {
  await expect(readOrder(words.split(" "))).rejects.toThrow(new RegExp(hint, "i"));
});

test("every word says how it is used", () => {
  for (const [name, { usage, about }] of Object.entries(gatewayWords)) {
    expect(usage.startsWith(name)).toBe(true);
    expect(about.length).toBeGreaterThan(5);
  }
});
