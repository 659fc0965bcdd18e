/**
 * Scenario files: TOML, the same data as the built-in scenarios, with times as `5s`, `1.5m` or ms. The paper is
 * docs/scenarios.md.
 */
import { parse, TomlError } from "smol-toml";
import { z } from "zod";
import { UsageError } from "../../base/errors.ts";
import { didYouMean } from "../../base/nearest.ts";
import { messageByName } from "../../catalogue/messages.ts";
import { messageActions, type Action, type Scenario } from "../../gateway/scenario/scenario.ts";
import { everything, targetCalled } from "../../gateway/market/targets.ts";
import { farms } from "../../gateway/session/farms.ts";
import { logLevels } from "../../gateway/settings.ts";
import { lineOf } from "./toml-lines.ts";

const unitsMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** A time as people write it, in ms. */
const duration = z.union([
  z.number().nonnegative(),
  z
    .string()
    .regex(/^\d+(?:\.\d+)?(?:ms|s|m|h)$/, "expected a time such as 5s, 250ms or 1.5m")
    .transform((text) => {
      const [, count = "", unit = ""] = /^([\d.]+)([a-z]+)$/.exec(text) ?? [];
      return Number(count) * (unitsMs[unit] ?? 1);
    }),
]);

const value = z.union([z.string(), z.number(), z.boolean()]);
/** TOML has no null: unset is written as a word. */
const fields = z.record(z.string(), value).transform((given) => {
  const entries = Object.entries(given).map(([path, one]): [string, string | number | boolean | null] => [
    path,
    one === "unset" ? null : one,
  ]);
  return Object.fromEntries(entries);
});

const messageName = z
  .string()
  .refine((name) => name === "*" || name === "handshake" || messageByName(name) !== undefined, {
    error: ({ input }) => `no message is called ${String(input)}; see \`twscope messages\`, or take * or handshake`,
  });

const positive = z.number().positive();

const settings = z
  .strictObject({
    serverVersion: z.int().min(100).max(226),
    accounts: z.array(z.string().min(1)).min(1),
    advisor: z.boolean(),
    readOnly: z.boolean(),
    masterClientId: z.int().min(0),
    requestsPerSecondMax: z.int().min(1),
    rejectAboveRate: z.boolean(),
    clientsMax: z.int().min(1).max(32),
    marketDataLinesMax: z.int().min(0),
    redirect: z.string().min(1),
    presets: z
      .strictObject({ percentage: positive, ticks: positive, sizeLimit: positive, totalValueLimit: positive })
      .partial(),
    bypassPrecautions: z.boolean(),
    logLevel: z.enum(logLevels),
  })
  .partial();

const symbol = z.string().refine((name) => targetCalled(name) !== undefined, {
  error: ({ input }) => `nothing is called ${String(input)}: take AAPL, EUR.USD, SPX, CL, or * for the whole market`,
});
const oneSymbol = symbol.refine((name) => name !== everything, "a price is that of one symbol");
const market = z
  .strictObject({
    seed: z.int().min(0),
    volatility: positive,
    prices: z.record(oneSymbol, positive),
  })
  .partial();

const action = z.discriminatedUnion("do", [
  z.discriminatedUnion("do", [
    z.strictObject({ do: z.literal("halt"), symbol, ms: duration.optional(), volatility: z.boolean().optional() }),
    z.strictObject({ do: z.literal("resume"), symbol }),
    z.strictObject({ do: z.literal("spread"), symbol, times: positive }),
    z.strictObject({ do: z.literal("quotes"), symbol, show: z.enum(["usual", "none", "crossed", "locked"]) }),
    z.strictObject({ do: z.literal("liquidity"), symbol, part: z.number().min(0).max(1) }),
    z.strictObject({ do: z.literal("band"), symbol, percent: positive.optional() }),
    z.strictObject({ do: z.literal("split"), symbol: oneSymbol, shares: positive }),
  ]),
  z
    .strictObject({
      do: z.literal("move"),
      symbol,
      percent: z.number().gt(-100).optional(),
      to: positive.optional(),
      over: duration.optional(),
    })
    .refine(({ percent, to }) => (percent === undefined) !== (to === undefined), "a move has either `percent` or `to`")
    .refine(({ symbol: name, to }) => to === undefined || name !== everything, "a price is that of one symbol"),
  z.strictObject({ do: z.literal("drop") }),
  z.strictObject({ do: z.literal("delay"), ms: duration }),
  z.strictObject({ do: z.literal("repeat"), times: z.int().min(1).max(1000), ms: duration.optional() }),
  z.strictObject({ do: z.literal("cut"), bytes: z.int().min(0), ms: duration.optional() }),
  z.strictObject({ do: z.literal("glue") }),
  z.strictObject({ do: z.literal("swap"), behind: messageName.optional() }),
  z.strictObject({ do: z.literal("change"), fields }),
  z.strictObject({
    do: z.literal("farm"),
    farm: z.enum(farms.map(({ name }) => name)),
    state: z.enum(["ok", "broken", "inactive", "connecting"]),
  }),
  z.strictObject({ do: z.literal("broker"), link: z.enum(["up", "down", "up, data lost", "up, data kept"]) }),
  z.strictObject({
    do: z.literal("error"),
    code: z.int(),
    text: z.string(),
    id: z.int().optional(),
    json: z.string().optional(),
  }),
  z.strictObject({ do: z.literal("unknown"), id: z.int().min(0) }),
  z.strictObject({ do: z.literal("close"), reset: z.boolean().optional() }),
  z.strictObject({ do: z.literal("mute") }),
  z.strictObject({ do: z.literal("wedge"), ms: duration.optional() }),
  z.strictObject({ do: z.literal("restart"), downMs: duration, lostMs: duration.optional() }),
  z.strictObject({ do: z.literal("set"), settings }),
  z.strictObject({
    do: z.literal("enter"),
    symbol: oneSymbol,
    side: z.enum(["BUY", "SELL"]),
    quantity: positive,
    limit: positive.optional(),
    account: z.string().min(1).optional(),
  }),
]);

const trigger = z.union([
  z.strictObject({ at: duration, every: duration.optional() }),
  z.strictObject({
    on: messageName,
    nth: z.int().min(1).optional(),
    from: z.int().min(1).optional(),
    clientId: z.int().optional(),
    fields: fields.optional(),
  }),
]);

const event = z
  .strictObject({ when: trigger, actions: z.array(action).min(1) })
  .refine(({ when, actions }) => !("at" in when) || actions.every(({ do: name }) => !messageActions.includes(name)), {
    error: `${messageActions.join(", ")} act on a message: the event needs \`when = { on = … }\``,
  });

const scenario = z.strictObject({
  name: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "expected a name in kebab case, such as bad-day"),
  about: z.string(),
  source: z.string().optional(),
  start: z.iso.datetime({ offset: true }).optional(),
  settings: settings.optional(),
  market: market.optional(),
  events: z.array(event).default([]),
});

/**
 * Reads a scenario from the text of its file.
 * @throws UsageError with code `scenario`, naming file, place and what was expected
 */
export function parseScenario(text: string, file: string): Scenario {
  let data: unknown;
  try {
    data = parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    throw new UsageError("scenario", `${file}:${error.line}:${error.column}: ${error.message.split("\n")[0]}`);
  }
  return checked(data, (path) => `${file}:${lineOf(text, path)}`);
}

/** Checks what claims to be a scenario. @throws UsageError with code `scenario` */
export const checkScenario = (data: unknown, name: string): Scenario => checked(data, () => name);

function checked(data: unknown, placeOf: (path: readonly PropertyKey[]) => string): Scenario {
  const read = scenario.safeParse(data, { reportInput: true });
  if (read.success) return read.data as Scenario;
  const problems = problemsOf(read.error, "the scenario");
  throw new UsageError("scenario", problems.map(({ path, text }) => `${placeOf(path)}: ${text}`).join("\n"));
}

/** `5s` in ms. @throws UsageError */
export function parseDuration(text: string): number {
  const read = duration.safeParse(/^\d+$/.test(text) ? Number(text) : text);
  if (read.success) return read.data;
  throw new UsageError("scenario", `${text} is no time: write 250ms, 5s, 1.5m or 2h`);
}

/** Reads a single action, as `twscope gateway do` takes it. @throws UsageError */
export function parseAction(data: unknown): Action {
  const read = action.safeParse(data, { reportInput: true });
  if (read.success) return read.data as Action;
  const problems = problemsOf(read.error, "the action");
  throw new UsageError("scenario", problems.map(({ text }) => text).join("; "));
}

type Problem = z.core.$ZodIssue;
const problemsMax = 5;

const problemsOf = ({ issues }: z.ZodError, whole: string): { path: readonly PropertyKey[]; text: string }[] =>
  issues
    .slice(0, problemsMax)
    .map((issue) => placed(issue, []))
    .map(({ path, message }) => ({ path, text: `${path.join(".") || whole}: ${message}` }));

/** Of words from a list, the one that was meant comes before the list. */
function choiceText(given: unknown, choices: readonly unknown[]): string {
  const names = choices.map(String);
  const what = typeof given === "string" ? `there is no ${given}${didYouMean(given, names)}, ` : "";
  return `${what}it takes ${names.join(", ")}`;
}

/** Where one of several forms was expected: what is wrong with the one that comes nearest, which got furthest. */
function placed(issue: Problem, above: readonly PropertyKey[]): { path: readonly PropertyKey[]; message: string } {
  const path = [...above, ...issue.path];
  if (issue.code === "invalid_union") {
    const ways = issue.errors.flatMap(([first]) => (first ? [first] : []));
    const far = (one: Problem): number => one.path.length + (one.code === "invalid_type" ? 0 : 1);
    const [nearest] = ways.toSorted((one, other) => far(other) - far(one));
    if (nearest && far(nearest) > 0) return placed(nearest, path);
    const { options, discriminator = "" } = issue as { options?: readonly unknown[]; discriminator?: string };
    const given = (issue.input as Readonly<Record<string, unknown>> | undefined)?.[discriminator];
    if (options) return { path, message: choiceText(given, options) };
  }
  if (issue.code === "invalid_value") return { path, message: choiceText(issue.input, issue.values) };
  return { path, message: issue.message };
}
