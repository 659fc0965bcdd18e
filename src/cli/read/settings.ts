/** What the options of `twscope read` ask for. */
import { UsageError } from "../../base/errors.ts";
import { parseDay } from "../../logs/calendar.ts";
import type { OptionValues } from "../command.ts";
import { serverVersionOption } from "../dictionary/server-versions.ts";
import { textOption, textsOption } from "../options.ts";
import type { TimeBounds } from "../../logs/time-bounds.ts";
import type { Terminal } from "../terminal.ts";
import { selectOnly, selectTimes, timeBounds, type Selection } from "./select.ts";
import type { Where } from "./where.ts";
import { zoneOf, type Zone } from "./zone.ts";

/** The options, read. */
export interface Settings {
  readonly json: boolean;
  readonly full: boolean;
  readonly stats: boolean;
  readonly follow: boolean;
  readonly strict: boolean;
  readonly max: number;
  /** Only this client. */
  readonly client: number | undefined;
  readonly serverVersion: number | undefined;
  readonly day: ReturnType<typeof parseDay>;
  readonly zone: Zone | undefined;
  readonly where: Where | undefined;
  /** What lies outside has no part in the result, not even in its exit code. */
  readonly times: TimeBounds | undefined;
  /** As they were given. */
  readonly since: string | undefined;
  readonly until: string | undefined;
  /** The other filters. */
  readonly selections: readonly Selection[];
}

/** @throws UsageError for an option that cannot be understood */
export async function settingsOf(options: OptionValues, terminal: Terminal): Promise<Settings> {
  const date = textOption(options["date"]);
  const day = date === undefined ? undefined : parseDay(date);
  if (date !== undefined && !day) throw new UsageError("date", `--date ${date}: give a day such as 2026-02-18`);
  const zone = textOption(options["zone"]);
  const expression = textOption(options["where"]);
  const only = textsOption(options["only"]);
  if (options["follow"] && options["stats"])
    throw new UsageError(
      "follow",
      "--stats counts up to the end, and with --follow there is none; leave one of them out",
    );
  const [since, until] = [textOption(options["since"]), textOption(options["until"])];
  return {
    json: options["json"] === true,
    full: options["full"] === true,
    stats: options["stats"] === true,
    follow: options["follow"] === true,
    strict: options["strict"] === true,
    max: numberOption("--max", options["max"], 1) ?? Infinity,
    client: numberOption("--client", options["client"]),
    serverVersion: serverVersionOption(options, terminal),
    day,
    zone: zone === undefined ? undefined : await zoneOf(zone),
    where: expression === undefined ? undefined : (await import("./where.ts")).parseWhere(expression),
    // Statistics account for every line, and --strict looks at all of them.
    times: options["stats"] || options["strict"] || options["follow"] ? undefined : timeBounds(since, until),
    since,
    until,
    selections: [
      ...(only.length > 0 ? [selectOnly(only)] : []),
      ...(since !== undefined || until !== undefined ? [selectTimes(since, until)] : []),
    ],
  };
}

function numberOption(name: string, value: OptionValues[string], least = 0): number | undefined {
  const text = textOption(value);
  if (text === undefined) return undefined;
  if (!/^\d{1,10}$/.test(text) || Number(text) < least)
    throw new UsageError("number", `${name} ${text}: give a whole number${least > 0 ? ` from ${least} on` : ""}`);
  return Number(text);
}
