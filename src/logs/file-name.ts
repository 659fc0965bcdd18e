/**
 * What the name of a log file tells: which program wrote it, for which client, on which day.
 *
 * Sources: the vendor's documentation (`api.123.Thu.log`), names on disk since 2018 (`api.0.20250110.105733.ibgzenc`),
 * and the exports of the ibga container (`api_<date>.log`).
 */
import { lastWeekday, parseDay, type Day } from "./calendar.ts";

export interface FileName {
  readonly kind: "api" | "tws" | "gateway" | "launcher" | "audit" | "ibc" | "unknown";
  /** Client id of an API log. */
  readonly client: number | undefined;
  readonly day: Day | undefined;
  /** Only the weekday is in the name: the day holds if the file is less than a week old. */
  readonly weekdayOnly: boolean;
  /** Time of day in the name, `hhmmss`. */
  readonly clock: string | undefined;
  /** The host encrypted it. */
  readonly encrypted: boolean;
}

const words: Readonly<Record<string, FileName["kind"]>> = {
  api: "api",
  tws: "tws",
  ibgateway: "gateway",
  gateway: "gateway",
  launcher: "launcher",
  audit: "audit",
  log: "tws",
};

/** @param modifiedMs when the file was last written, on the clock of the log (ms as if local time were UTC) */
export function readFileName(path: string, modifiedMs: number | undefined): FileName {
  const name = path.split(/[\\/]/).at(-1) ?? "";
  const bare = name.replace(/\.(?:gz|zst|zip)$/i, "");
  const encrypted = /\.(?:ibgzenc|ibenc)$/i.test(bare);
  const parts = bare.split(/[._\- ()]+/);
  const kind = name.startsWith("IBC") ? "ibc" : (words[parts[0]?.toLowerCase() ?? ""] ?? "unknown");
  const dayPart = /(?:^|[^0-9])(\d{4}-\d\d-\d\d|\d{8})(?:[^0-9]|$)/.exec(bare)?.[1];
  const number = /^api[._](\d{1,10})(?=[._])/i.exec(bare.replace(dayPart ?? "", ""))?.[1];
  const client = kind === "api" && number ? Number(number) : undefined;
  const day = dayPart ? parseDay(dayPart) : undefined;
  const weekday = day
    ? undefined
    : parts.find((part) => /^(?:mon|tue|wed|thu|fri|sat|sun)/i.test(part) && part.length <= 9);
  const clock = /\d{8}[._-](\d{6})(?:\D|$)/.exec(bare)?.[1];
  return {
    kind,
    client,
    day: day ?? (weekday && modifiedMs !== undefined ? lastWeekday(weekday, modifiedMs) : undefined),
    weekdayOnly: !day && weekday !== undefined,
    clock,
    encrypted,
  };
}
