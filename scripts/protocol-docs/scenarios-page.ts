/** `docs/scenarios.md`: how a scenario file is written, and every built-in scenario. */
import { scenarios } from "../../src/gateway/scenario/library/index.ts";
import { farms } from "../../src/gateway/session/farms.ts";
import { code, generatedNote, plain, table } from "./markdown.ts";

const guide = `
A scenario says what goes wrong at the simulated gateway, and when. Built-in ones are played by name, your own from a file:

\`\`\`sh
twscope gateway --scenario market-data-farm-blip
twscope gateway --scenario bad-day.toml
twscope gateway do scenario daily-restart   # at a gateway that runs already
\`\`\`

## A scenario file

TOML. Times are \`250ms\`, \`5s\`, \`1.5m\`, \`2h\`, or a number of ms; they count from the first client's start.

\`\`\`toml
name = "bad-day"
about = "The farm breaks, and the second order is never answered"
start = "2026-11-25T14:30:00Z"            # where the host's clock begins; left out: now

[settings]                                # what the host has for the day
accounts = ["DU1000001", "DU1000002"]

[[events]]                                # at a time
when = { at = "5s" }
actions = [{ do = "farm", farm = "usfarm", state = "broken" }]

[[events]]                                # when a message passes
when = { on = "PLACE_ORDER", nth = 2 }
actions = [{ do = "drop" }]

[[events]]
when = { on = "ORDER_STATUS", fields = { status = "Filled" } }
actions = [{ do = "repeat", times = 2, ms = "100ms" }]
\`\`\`

\`when\` is \`{ at, every }\`, or \`{ on, nth, from, clientId, fields }\`: \`on\` is the name of a message, \`*\` for any answer, \`handshake\` for the
answer to the version offer; \`nth\` its number (1 is the first), \`from\` from which number on, \`fields\` values it must have by dotted path.

`;

const actions: readonly (readonly [string, string])[] = [
  ["drop", "The message never arrives: a request is swallowed, an answer is not sent."],
  ["delay, ms", "It arrives later; others may overtake it."],
  ["repeat, times, ms", "It comes so many more times."],
  ["cut, bytes, ms", "Only so many bytes of its frame are sent, the rest after that time, without one never."],
  ["glue", "It and the next answer come in one frame, as if they were one message."],
  ["swap", "It comes behind the next answer."],
  ["change, fields", "Fields of an answer get other values, by dotted path; `unset` is a value too."],
  ["farm, farm, state", `The connection to a data farm changes: ${farms.map(({ name }) => name).join(", ")}.`],
  [
    "broker, link",
    "The link between host and broker is `down`, `up, data lost` or `up, data kept` (1100, 1101, 1102).",
  ],
  [
    "error, code, text, id, json",
    "ERR_MSG, to the client concerned or to all; without `id` it carries that of the message.",
  ],
  ["unknown, id", "A message of an id that no client knows."],
  ["close, reset", "The connection ends, with `reset` without a goodbye."],
  ["mute", "The client hears nothing any more; its connection stays open."],
  ["wedge, ms", "Connections are taken and nothing is read from them."],
  [
    "restart, downMs, lostMs",
    "All connections end, new ones are refused for a while; the orders of the last `lostMs` are lost, their ids given again.",
  ],
  ["set, settings", "Settings of the host change."],
];

export const scenariosMarkdown = (): string =>
  [
    generatedNote("src/gateway/scenario/library"),
    "\n# Scenarios\n",
    guide,
    "## Actions\n\n",
    table(
      ["Action and its values", "What happens"],
      actions.map(([name, what]) => [code(name), what]),
    ),
    `\n## The ${scenarios.length} built-in scenarios\n\n`,
    table(
      ["Name", "What happened", "Told in"],
      scenarios.map(({ name, about, source }) => [code(name), plain(about), source ? `[source](${source})` : ""]),
    ),
  ].join("");
