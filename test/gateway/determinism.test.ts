/** Same seed, same clock, same requests: the same bytes, whatever goes wrong. A failing run prints its seed and scenario. */
import { describe, expect, test } from "vitest";
import { scenarios } from "../../src/gateway/scenario/library/index.ts";
import type { Scenario } from "../../src/gateway/scenario/scenario.ts";
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

/** How long something that a scenario does goes on. */
function longestMs(of: unknown): number {
  if (typeof of !== "object" || of === null) return 0;
  const times = Object.entries(of).map(([key, value]) =>
    typeof value === "number" ? (/^(?:over|every|ms|\w+Ms)$/.test(key) ? value : 0) : longestMs(value),
  );
  return Math.max(0, ...times);
}

/** Until the last thing has happened and is over. */
const secondsOf = ({ events }: Scenario): number =>
  Math.max(30, ...events.map((event) => (("at" in event.when ? event.when.at : 0) + longestMs(event)) / 1000 + 1));

test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
  `the scenario %s is the same twice, to its end (seed ${seed})`,
  (_, scenario) => {
    const seconds = secondsOf(scenario);
    const once = playHalfMinute({ seed }, scenario, seconds);
    expect(playHalfMinute({ seed }, scenario, seconds).hash).toBe(once.hash);
    wires.set(scenario.name, seconds === 30 ? once.wire : playHalfMinute({ seed }, scenario).wire);
  },
);

test("the longest scenario is played to its end", () => {
  expect(Math.max(...scenarios.map(secondsOf))).toBeGreaterThan(1000);
});

/** What they are about needs more than one client that asks for a little in half a minute. */
const unseen = ["strict-rate", "short-sale-locate", "historical-pacing", "stop-gapped-through", "price-band-reject"];

test("nearly every scenario changes what such a client sees", () => {
  const usual = playHalfMinute({ seed }).wire;
  const same = [...wires].filter(([, wire]) => wire === usual).map(([name]) => name);
  expect(same).toEqual(unseen);
});
