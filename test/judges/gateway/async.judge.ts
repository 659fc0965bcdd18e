/** ib_async, unchanged, against the simulated host: its own example flows. It speaks text, up to server version 178. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startGateway, type Gateway } from "../../../src/node/gateway/gateway.ts";
import { packagesOf, pythonCommand } from "../set-up.ts";

/** Wednesday, 10:30 in New York. */
const startMs = Date.UTC(2026, 10, 25, 15, 30, 0);

interface Outcome {
  readonly flow: string;
  readonly outcome?: unknown;
  readonly failed?: string;
}

function runFlows(port: number): Promise<Outcome[]> {
  const script = fileURLToPath(new URL("../python/async_live.py", import.meta.url));
  const env = { ...process.env, PYTHONPATH: packagesOf("async"), PYTHONDONTWRITEBYTECODE: "1", PYTHONUTF8: "1" };
  const child = spawn(pythonCommand, [script, String(port)], { env });
  let out = "";
  let complaints = "";
  child.stdout.on("data", (text: Buffer) => (out += String(text)));
  child.stderr.on("data", (text: Buffer) => (complaints += String(text)));
  return new Promise((done, fail) => {
    child.on("close", (code) => {
      const outcomes = out
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Outcome);
      if (code === 0) done(outcomes);
      else fail(new Error(`ib_async ended with ${code} behind ${outcomes.length} flows: ${complaints.slice(-3000)}`));
    });
  });
}

/** What must come of each flow. */
const expected: Readonly<Record<string, object>> = {
  contract_details: { conId: 265_598, minTick: 0.01 },
  unknown_contract: { found: 0 },
  // Four whole days of seven bars each, and two of this morning.
  historical_data: { bars: 30, sane: true },
  market_data: { filled: true, ordered: true },
  tick_by_tick: { filled: true },
  depth: { filled: true },
  market_order: { filled: true, held: true, shares: 100 },
  bracket: { working: true, gone: true },
  limit_order: { changed: true, cancelled: true },
  what_if: { commission: true, margin: true },
  account: { values: true, summary: true },
  profit: { filled: true },
  time: { year: 2026 },
};

describe("ib_async", () => {
  let gateway: Gateway;
  let outcomes: Outcome[] = [];

  beforeAll(async () => {
    gateway = await startGateway({ startMs, settings: { serverVersion: 178 } });
    outcomes = await runFlows(gateway.port);
  }, 240_000);
  afterAll(() => gateway.close());

  test.each(Object.entries(expected))("%s comes out as at a real host", (flow, outcome) => {
    const one = outcomes.find((other) => other.flow === flow);
    expect(one?.failed).toBeUndefined();
    expect(one?.outcome).toMatchObject(outcome);
  });
});
