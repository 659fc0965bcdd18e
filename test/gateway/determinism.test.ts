/** Same seed, same clock, same requests: the same bytes, whatever goes wrong. A failing run prints its seed and scenario. */
import { describe, expect, test } from "vitest";
import { scenarios } from "../../src/gateway/scenario/library/index.ts";
import { playHalfMinute } from "./whole-host.ts";

const seed = 7;
const wires = new Map<string, string>();

describe.each([176, 226])("at server version %i", (serverVersion) => {
  test("two runs with one seed give the same bytes, another seed gives others", () => {
    const { hash, client } = playHalfMinute({ serverVersion, seed });
    expect(client.received.length).toBeGreaterThan(200);
    expect(playHalfMinute({ serverVersion, seed }).hash).toBe(hash);
    expect(playHalfMinute({ serverVersion, seed: seed + 1 }).hash).not.toBe(hash);
  });

  test("everything that is sent is decoded with no issue, and nothing is left over", () => {
    const { client } = playHalfMinute({ serverVersion, seed });
    const wrong = client.received.filter(
      ({ issues, rest, unknown }) => issues.length + rest.length + unknown.length > 0,
    );
    expect(wrong.map(({ name, issues, rest }) => [name, issues, rest])).toEqual([]);
    const names = new Set(client.names);
    for (const name of [
      "CONTRACT_DATA",
      "TICK_PRICE",
      "TICK_BY_TICK",
      "OPEN_ORDER",
      "EXECUTION_DATA",
      "HISTORICAL_DATA",
      "PNL",
      "ACCT_VALUE",
    ])
      expect(names).toContain(name);
  });
});

test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
  `the scenario %s is the same twice (seed ${seed})`,
  (_, scenario) => {
    const once = playHalfMinute({ seed }, scenario);
    expect(playHalfMinute({ seed }, scenario).hash).toBe(once.hash);
    wires.set(scenario.name, once.wire);
  },
);

/** What they are about needs more than one client that asks for a little in half a minute. */
const unseen = ["strict-rate", "short-sale-locate", "historical-pacing", "stop-gapped-through", "price-band-reject"];

test("nearly every scenario changes what such a client sees", () => {
  const usual = playHalfMinute({ seed }).wire;
  const same = [...wires].filter(([, wire]) => wire === usual).map(([name]) => name);
  expect(same).toEqual(unseen);
});
