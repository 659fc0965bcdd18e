/** What `twscope gateway do` takes: words for the usual things, JSON for all others. */
import { UsageError } from "../../base/errors.ts";
import { findScenario } from "../../node/gateway/find-scenario.ts";
import { didYouMean } from "../../base/nearest.ts";

/** What is told to a running gateway. */
export type GatewayOrder =
  | { readonly order: "status" }
  | { readonly order: "stop" }
  | { readonly order: "play"; readonly scenario: unknown }
  | { readonly order: "step"; readonly ms: number }
  | { readonly order: "act"; readonly action: unknown };

interface Word {
  readonly usage: string;
  readonly about: string;
  /** `undefined`: the words behind it are not what it needs. */
  readonly read: (rest: readonly string[]) => Promise<GatewayOrder | undefined> | GatewayOrder | undefined;
}

/** Loaded when an order is read: a gateway that starts, and help, do without. */
const scenarioFile = (): Promise<typeof import("../../node/gateway/scenario-file.ts")> =>
  import("../../node/gateway/scenario-file.ts");

const act = async (action: unknown): Promise<GatewayOrder> => ({
  order: "act",
  action: (await scenarioFile()).parseAction(action),
});
const numberIn = (text: string | undefined): number | undefined =>
  /^\d+$/.test(text ?? "") ? Number(text) : undefined;

export const gatewayWords: Readonly<Record<string, Word>> = {
  status: { usage: "status", about: "who is connected, and its clock", read: () => ({ order: "status" }) },
  scenario: {
    usage: "scenario NAME|FILE",
    about: "begin a scenario beside those that are playing",
    read: async ([scenario]) =>
      scenario === undefined ? undefined : { order: "play", scenario: await findScenario(scenario) },
  },
  stop: { usage: "stop", about: "end all scenarios", read: () => ({ order: "stop" }) },
  step: {
    usage: "step TIME",
    about: "move a stepped clock, by 250ms, 5s, 1h",
    read: async ([time]) =>
      time === undefined ? undefined : { order: "step", ms: (await scenarioFile()).parseDuration(time) },
  },
  farm: {
    usage: "farm NAME ok|broken|inactive|connecting",
    about: "change a data farm's connection",
    read: ([farm, state]) => (state === undefined ? undefined : act({ do: "farm", farm, state })),
  },
  broker: {
    usage: "broker down|lost|kept",
    about: "lose the link to the broker (1100), have it back with data lost (1101) or kept (1102)",
    read: ([link]) => {
      const links: Readonly<Record<string, string>> = { down: "down", lost: "up, data lost", kept: "up, data kept" };
      return link !== undefined && links[link] ? act({ do: "broker", link: links[link] }) : undefined;
    },
  },
  error: {
    usage: "error CODE TEXT",
    about: "send an error or notice to all clients",
    read: ([code, ...text]) => {
      const number = numberIn(code);
      return number === undefined || text.length === 0
        ? undefined
        : act({ do: "error", id: -1, code: number, text: text.join(" ") });
    },
  },
  enter: {
    usage: "enter BUY|SELL QUANTITY SYMBOL [LIMIT]",
    about: "enter an order at the host's screen, which client 0 can have bound to it",
    read: ([side, quantity, symbol, limit]) =>
      symbol === undefined
        ? undefined
        : act({
            do: "enter",
            symbol,
            side,
            quantity: Number(quantity),
            ...(limit !== undefined && { limit: Number(limit) }),
          }),
  },
  close: { usage: "close", about: "end all connections", read: () => act({ do: "close" }) },
  reset: { usage: "reset", about: "break all connections", read: () => act({ do: "close", reset: true }) },
  mute: { usage: "mute", about: "say nothing any more", read: () => act({ do: "mute" }) },
  wedge: {
    usage: "wedge [TIME]",
    about: "take connections and read nothing",
    read: ([time]) => act({ do: "wedge", ...(time !== undefined && { ms: time }) }),
  },
  restart: {
    usage: "restart [TIME]",
    about: "end all connections and refuse new ones for a while (20s)",
    read: ([time = "20s"]) => act({ do: "restart", downMs: time }),
  },
};

/** @throws UsageError for words that say nothing */
export async function readOrder(words: readonly string[]): Promise<GatewayOrder> {
  const [first = "", ...rest] = words;
  if (first.startsWith("{")) return act(jsonOf(words.join(" ")));
  const word = Object.hasOwn(gatewayWords, first) ? gatewayWords[first] : undefined;
  if (!word)
    throw new UsageError(
      "gateway-order",
      `a gateway cannot do \`${first}\`${didYouMean(first, Object.keys(gatewayWords))}: it takes ${Object.keys(gatewayWords).join(", ")}, or an action as JSON`,
    );
  const order = await word.read(rest);
  if (!order) throw new UsageError("gateway-order", `usage: twscope gateway do ${word.usage}`);
  return order;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError("gateway-order", `the action is no JSON: ${(error as Error).message}`);
  }
}
