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

[market]                                  # where prices come from and where they stand
seed = 11
volatility = 2.5                          # they move so many times as far as usual
prices = { AAPL = 180.0, "EUR.USD" = 1.02 }

[[events]]                                # at a time
when = { at = "5s" }
actions = [{ do = "farm", farm = "usfarm", state = "broken" }]

[[events]]                                # when a message passes
when = { on = "PLACE_ORDER", nth = 2 }
actions = [{ do = "drop" }]

[[events]]
when = { on = "ORDER_STATUS", fields = { status = "Filled" } }
actions = [{ do = "repeat", times = 2, ms = "100ms" }]

[[events]]                                # what happens to the market
when = { at = "1m" }
actions = [
  { do = "move", symbol = "AAPL", percent = -9, over = "3m" },
  { do = "spread", symbol = "AAPL", times = 10 },
]

[[events]]
when = { on = "PLACE_ORDER", nth = 3 }
actions = [{ do = "halt", symbol = "AAPL", ms = "5m" }]
\`\`\`

\`when\` is \`{ at, every }\`, or \`{ on, nth, from, clientId, fields }\`: \`on\` is the name of a message, \`*\` for any answer, \`handshake\` for the
answer to the version offer; \`nth\` its number (1 is the first), \`from\` from which number on, \`fields\` values it must have by dotted path.

\`symbol\` is that of a stock, index, fund, coin or future (\`AAPL\`, \`SPX\`, \`CL\`), a pair (\`EUR.USD\`), or \`*\` for the whole market. What follows a
price moves with it: options, CFDs and futures with what they stand on, funds with their index; what stands on a halted contract is halted too. A
change holds from its moment on, and the market of before stays as it was told; only a split also changes what is told of the past. \`seed\`,
\`accounts\` and \`advisor\` hold from the start of a host only. Options of the command line count more than settings of a scenario. When all
scenarios end (\`twscope gateway do stop\`) everything trades as usual again, at the prices it has reached.

`;

const actions: readonly (readonly [string, string])[] = [
  ["drop", "The message never arrives: a request is swallowed, an answer is not sent."],
  ["delay, ms", "It arrives later; others may overtake it."],
  ["repeat, times, ms", "It comes so many more times."],
  [
    "cut, bytes, ms",
    "Only so many bytes of its frame are sent, the rest and all behind it after that time, without one never.",
  ],
  ["glue", "It and the next answer come in one frame, as if they were one message."],
  ["swap, behind", "It comes behind the next answer, or behind the next of that name."],
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
  [
    "enter, symbol, side, quantity, limit, account",
    "Somebody enters an order at the host's screen, at a limit or at the market. Client 0 can have it bound to itself.",
  ],
  ["move, symbol, percent, to, over", "The price moves by so many percent, or to a price, within a time or at once."],
  [
    "halt, symbol, ms, volatility",
    "Trading stops (tick 49 is 1, with `volatility` 2): no quotes, no trades, orders are refused with 154. Without `ms` until it is resumed.",
  ],
  ["resume, symbol", "Trading goes on."],
  ["spread, symbol, times", "Bid and ask are so many times as far apart as usual."],
  ["quotes, symbol, show", "Bid and ask are `none` (-1), `crossed`, `locked`, or as `usual`."],
  ["liquidity, symbol, part", "Sizes and trades are a part of the usual ones, 0 to 1; with 0 there is nobody."],
  [
    "band, symbol, percent",
    "Limits further than that through the market are cancelled (202); without `percent` any are taken again.",
  ],
  ["split, symbol, shares", "So many shares for one: positions and past prices follow, orders on it are cancelled."],
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
