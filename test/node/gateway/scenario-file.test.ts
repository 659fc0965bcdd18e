import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { scenarios } from "../../../src/gateway/scenario/library/index.ts";
import { findScenario } from "../../../src/node/gateway/find-scenario.ts";
import { parseScenario } from "../../../src/node/gateway/scenario-file.ts";
import { stringify } from "smol-toml";

const file = "bad-day.toml";

test("a scenario file says what happens when, in words", () => {
  const text = `
    name = "bad-day"
    about = "The farm breaks, and the second order is never answered"
    [settings]
    accounts = ["DU1000001", "DU1000002"]
    [[events]]
    when = { at = "5s", every = "1.5m" }
    actions = [{ do = "farm", farm = "usfarm", state = "broken" }]
    [[events]]
    when = { on = "PLACE_ORDER", nth = 2 }
    actions = [{ do = "drop" }, { do = "error", code = 399, text = "held" }]
    [[events]]
    when = { on = "TICK_PRICE" }
    actions = [{ do = "change", fields = { size = "unset" } }]
  `;
  expect(parseScenario(text, file)).toEqual({
    name: "bad-day",
    about: "The farm breaks, and the second order is never answered",
    settings: { accounts: ["DU1000001", "DU1000002"] },
    events: [
      { when: { at: 5000, every: 90_000 }, actions: [{ do: "farm", farm: "usfarm", state: "broken" }] },
      { when: { on: "PLACE_ORDER", nth: 2 }, actions: [{ do: "drop" }, { do: "error", code: 399, text: "held" }] },
      { when: { on: "TICK_PRICE" }, actions: [{ do: "change", fields: { size: null } }] },
    ],
  });
});

/** TOML has no null. */
const withWords = (data: unknown): unknown =>
  JSON.parse(JSON.stringify(data, (_, value: unknown) => (value === null ? "unset" : value)));

test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
  "%s can be written as a file",
  (_, scenario) => {
    expect(parseScenario(stringify(withWords(scenario)), file)).toEqual(scenario);
  },
);

test("the example of docs/scenarios.md is a scenario", () => {
  const page = readFileSync(join(import.meta.dirname, "../../../docs/scenarios.md"), "utf8");
  const example = /```toml\n([\s\S]*?)```/.exec(page)?.[1] ?? "";
  expect(parseScenario(example, file)).toMatchObject({ name: "bad-day", start: "2026-11-25T14:30:00Z" });
});

test.each([
  ["name = ", "bad-day.toml:1:"],
  ['about = "x"', "name"],
  ['name = "x"\nabout = "y"\n[[events]]\nwhen = { at = "soon" }\nactions = [{ do = "mute" }]', "events.0.when"],
  ['name = "x"\nabout = "y"\n[[events]]\nwhen = { at = 1 }\nactions = [{ do = "explode" }]', "events.0.actions.0"],
  ['name = "x"\nabout = "y"\n[[events]]\nwhen = { on = "NO_SUCH" }\nactions = [{ do = "drop" }]', "events.0.when"],
  ['name = "x"\nabout = "y"\n[[events]]\nwhen = { at = 1 }\nactions = [{ do = "drop" }]', "act on a message"],
  ['name = "x"\nabout = "y"\nevent = []', "event"],
])("%j is refused, and the place is named", (text, place) => {
  expect(() => parseScenario(text, file)).toThrow(file);
  expect(() => parseScenario(text, file)).toThrow(place);
});

test("what is wrong is told with the line where it stands, and what was meant", () => {
  const text = [
    'name = "bad-day"',
    'about = "y"',
    "[settings]",
    'readOnly = "yes"',
    "[[events]]",
    'when = { at = "1s" }',
    'actions = [{ do = "mute" }]',
    "[[events]]",
    'when = { at = "1s" }',
    "actions = [",
    '  { do = "change", fields = { size = 1 } },',
    '  { do = "frm", farm = "usfarm", state = "broken" },',
    "]",
    "[[events]]",
    'when = { on = "PLACE_ORDR" }',
    'actions = [{ do = "farm", farm = "usfarm", state = "brokn" }]',
  ].join("\n");
  let said = "";
  try {
    parseScenario(text, file);
  } catch (error) {
    said = (error as Error).message;
  }
  expect(said.split("\n")).toEqual([
    "bad-day.toml:4: settings.readOnly: Invalid input: expected boolean, received string",
    expect.stringMatching(
      /^bad-day\.toml:12: events\.1\.actions\.1\.do: there is no frm \(did you mean farm\?\), it takes halt, /,
    ),
    expect.stringMatching(/^bad-day\.toml:15: events\.2\.when\.on: no message is called PLACE_ORDR/),
    "bad-day.toml:16: events.2.actions.0.state: there is no brokn (did you mean broken?), it takes ok, broken, inactive, connecting",
  ]);
});

test("a name that is nearly right is answered with the ones that it may be", async () => {
  expect((await findScenario("daily-restart")).name).toBe("daily-restart");
  await expect(findScenario("farm-blip")).rejects.toThrow("market-data-farm-blip or");
  await expect(findScenario("daily-restrat")).rejects.toThrow("did you mean daily-restart?");
});
