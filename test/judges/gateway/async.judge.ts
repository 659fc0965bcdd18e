/** ib_async, unchanged, against the simulated host: its own example flows and what its users do beside. It speaks text, up to server version 178. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startGateway, type Gateway } from "../../../src/node/gateway/gateway.ts";
import { packagesOf, pythonCommand } from "../set-up.ts";

/** Wednesday, 10:30 in New York. */
const startMs = Date.UTC(2026, 10, 25, 15, 30, 0);

interface Outcome {
  readonly flow: string;
  /** Methods of the client that ask the host for something. */
  readonly calls: readonly string[];
  readonly outcome?: unknown;
  readonly failed?: string;
}

interface Run {
  /** All methods of the client that ask a host for something. */
  readonly methods: readonly string[];
  readonly outcomes: readonly Outcome[];
}

function runFlows(port: number): Promise<Run> {
  const script = fileURLToPath(new URL("../python/async_live.py", import.meta.url));
  const env = { ...process.env, PYTHONPATH: packagesOf("async"), PYTHONDONTWRITEBYTECODE: "1", PYTHONUTF8: "1" };
  const child = spawn(pythonCommand, [script, String(port)], { env });
  let out = "";
  let complaints = "";
  child.stdout.on("data", (text: Buffer) => (out += String(text)));
  child.stderr.on("data", (text: Buffer) => (complaints += String(text)));
  return new Promise((done, fail) => {
    child.on("close", (code) => {
      const [first, ...outcomes] = out
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line) as unknown);
      if (code === 0) done({ ...(first as Run), outcomes: outcomes as Outcome[] });
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
  tickers: { quoted: true, traded: true, index: true },
  generic_ticks: { missing: [] },
  scanner: { ranks: Array.from({ length: 20 }, (_, rank) => rank), document: true },
  fundamentals: { documents: [true, true, true, true, true, true] },
  news: { headlines: 10, "newest first": true, text: true },
  history: { days: true, ordered: true, ticks: true, sessions: 5, head: 1980, prices: true },
  bars_kept_up_to_date: { grown: true, ordered: true },
  real_time_bars: { apart: 5 },
  tick_by_tick_kinds: { came: [true, true, true] },
  matching_symbols: { first: 265_598, derivatives: true, none: 0 },
  // The price at the volatility that it implies.
  options: { "at the money": true, quoted: true, back: 8 },
  places: { books: true, letters: true, rule: 0.01 },
  calendar: { kinds: true, events: true },
  order_types: {
    states: {
      LMT: "Submitted",
      "LMT Adaptive": "Submitted",
      STP: "PreSubmitted",
      "STP LMT": "PreSubmitted",
      TRAIL: "PreSubmitted",
      "TRAIL LIMIT": "PreSubmitted",
      MIT: "PreSubmitted",
      LIT: "PreSubmitted",
      MOC: "PreSubmitted",
      LOC: "PreSubmitted",
      REL: "Submitted",
      "PEG MID": "Submitted",
      MIDPRICE: "Submitted",
      GTD: "Submitted",
      conditional: "PreSubmitted",
    },
    gone: true,
  },
  immediate: { MKT: "Filled", marketable: "Filled", VWAP: "Filled", IOC: "Cancelled", FOK: "Inactive" },
  bracket_filled: { filled: true, states: ["Filled", "Submitted", "PreSubmitted"], gone: true },
  one_cancels_all: { over: true },
  spread: { filled: true, "adds up": true },
  everything_cancelled: { open: [3, 3], gone: true, left: 0, completed: true },
  // No size, no such type, a price off the increment: each is answered.
  refused: { codes: [434, 321, 110] },
  // Positions, portfolio, profit and executions fit together.
  holdings: { valued: true, unrealized: true, same: true, charged: true },
};

describe("ib_async", () => {
  let gateway: Gateway;
  let run: Run = { methods: [], outcomes: [] };

  beforeAll(async () => {
    gateway = await startGateway({ startMs, settings: { serverVersion: 178 } });
    run = await runFlows(gateway.port);
  }, 240_000);
  afterAll(() => gateway.close());

  test.each(Object.entries(expected))("%s comes out as at a real host", (flow, outcome) => {
    const one = run.outcomes.find((other) => other.flow === flow);
    expect(one?.failed).toBeUndefined();
    expect(one?.outcome).toMatchObject(outcome);
  });

  test("docs/gateway-ib-async.md is fresh (refresh it with npm run test:judges -- -u)", async () => {
    const names = (all: readonly string[]): string => all.map((name) => `\`${name}\``).join(", ");
    const rows = run.outcomes.map(
      ({ flow, calls, failed }) =>
        `| ${flow.replaceAll("_", " ")} | ${names(calls)} | ${failed === undefined ? "passed" : `failed: ${failed}`} |`,
    );
    const called = new Set(run.outcomes.flatMap(({ calls }) => calls));
    const never = run.methods.filter((name) => !called.has(name));
    await expect(
      `# ib_async against the simulated gateway\n\nGenerated by \`npm run test:judges\`; refresh it with \`npm run test:judges -- -u\`. Do not edit it.\n\n` +
        `The client, unchanged, at server version 178, the newest it speaks: its own example flows, and what its users do beside. ` +
        `What must come of each stands in \`test/judges/gateway/async.judge.ts\`.\n\n` +
        `| Flow | Methods that ask the host | Outcome |\n| --- | --- | --- |\n${rows.join("\n")}\n\n` +
        `Not called: ${names(never)}. The official client asks for those too, see [gateway-answers.md](gateway-answers.md).\n`,
    ).toMatchFileSnapshot("../../../docs/gateway-ib-async.md");
  });
});
