/** The simple filters of `twscope read`: by message, by client, by time. */
import { UsageError } from "../../base/errors.ts";
import { domainOf, messages } from "../../catalogue/messages.ts";
import { dayStart, parseClock, parseDay } from "../../logs/calendar.ts";
import type { LogRecord } from "../../logs/record.ts";
import type { TimeBound, TimeBounds } from "../../logs/time-bounds.ts";
import { didYouMean } from "../../base/nearest.ts";
import { clockOf } from "./values.ts";

export type Selection = (record: LogRecord) => boolean;

/**
 * `--only OPEN_ORDER,orderStatus,orders,errors,in,host`: messages by constant, official call, domain or direction.
 * @throws UsageError for a name that nothing has
 */
export function selectOnly(names: readonly string[]): Selection {
  const wanted = new Set<string>();
  const others = new Set<string>();
  for (const name of names
    .flatMap((list) => list.split(","))
    .map((one) => one.trim())
    .filter(Boolean)) {
    if (["in", "out", "host", "program", "link", "unread", "ambiguous", "issues"].includes(name)) others.add(name);
    else for (const found of messagesCalled(name)) wanted.add(found);
  }
  return (record) =>
    (record.kind === "message" && record.name !== undefined && wanted.has(record.name)) ||
    [...others].some((name) => isOther(record, name));
}

function isOther(record: LogRecord, name: string): boolean {
  if (name === "program") return record.kind === "client";
  if (name === "host" || name === "link" || name === "unread") return record.kind === name;
  if (record.kind !== "message") return false;
  if (name === "ambiguous") return record.ambiguous !== undefined;
  return name === "issues" ? record.issues.length > 0 : record.direction === name;
}

const groups: Readonly<Record<string, RegExp>> = {
  ticks: /^TICK_/,
  errors: /^ERR_MSG$/,
};

function messagesCalled(name: string): string[] {
  const lower = name.toLowerCase();
  const found = messages.filter(
    ({ name: constant, id, official }) =>
      constant.toLowerCase() === lower ||
      String(id) === name ||
      domainOf.get(constant) === lower ||
      groups[lower]?.test(constant) ||
      official.call.toLowerCase().split(/,\s*/).includes(lower),
  );
  if (found.length > 0) return found.map((message) => message.name);
  const known = [...messages.map((message) => message.name), ...new Set(domainOf.values()), ...Object.keys(groups)];
  throw new UsageError(
    "only",
    `--only: no message is called ${name}${didYouMean(name, known) || "; `twscope messages` lists all"}`,
  );
}

/** `--client N`: the records of one client, by what the recording or the host log says, or by the name of its file. */
export function selectClient(client: number, clientOfFile: (file: string) => number | undefined): Selection {
  return (record) => {
    if (record.kind === "host" || record.kind === "client") return record.event?.values["clientId"] === client;
    const known = record.kind === "unread" ? undefined : record.client;
    return (known ?? clientOfFile(record.file)) === client;
  };
}

/**
 * `--since` and `--until`: a time of day (`11:49`, `11:49:32.797`), a day (`2026-02-18`), or both joined by `T` or a
 * blank. Both bounds are inclusive; a record without a time passes neither.
 * @throws UsageError for anything else
 */
export function selectTimes(since: string | undefined, until: string | undefined): Selection {
  const from = since === undefined ? undefined : bound("--since", since, "0");
  const to = until === undefined ? undefined : bound("--until", until, "9");
  return ({ time }) => {
    if (!time) return false;
    const { local } = time;
    // Recordings know microseconds; bounds are of milliseconds, and hold the whole of one.
    const key = (limit: Bound): string => (limit.clockOnly ? clockOf(local) : local.slice(0, 23));
    return (!from || key(from) >= from.text) && (!to || key(to) <= to.text);
  };
}

/**
 * The same bounds for the readers, which pass over what lies outside.
 * @throws UsageError as `selectTimes`
 */
export function timeBounds(since: string | undefined, until: string | undefined): TimeBounds {
  const [from, to] = [since && bound("--since", since, "0"), until && bound("--until", until, "9")];
  return { since: from ? inMs(from) : undefined, until: to ? inMs(to) : undefined };
}

/**
 * One moment, as `--since` takes it.
 * @throws UsageError as `selectTimes`
 */
export const timeBound = (option: string, text: string): TimeBound => inMs(bound(option, text, "0"));

function inMs({ text, clockOnly }: Bound): TimeBound {
  const day = clockOnly ? undefined : parseDay(text.slice(0, 10));
  return { ms: (day ? dayStart(day) : 0) + (parseClock(text.slice(-12)) ?? 0), clockOnly };
}

interface Bound {
  readonly text: string;
  readonly clockOnly: boolean;
}

function bound(option: string, text: string, fill: "0" | "9"): Bound {
  const parts = /^(?:(\d{4}-?\d\d-?\d\d)(?:[T ]|$))?(?:(\d\d?):(\d\d)(?::(\d\d)(?:[.:,](\d{1,3}))?)?)?$/.exec(text);
  const day = parts?.[1] ? parseDay(parts[1]) : undefined;
  const real = Number(parts?.[2] ?? 0) < 24 && Number(parts?.[3] ?? 0) < 60 && Number(parts?.[4] ?? 0) <= 60;
  if (!parts || text === "" || (parts[1] && !day) || !real)
    throw new UsageError(
      "time",
      `${option} ${text}: give a time such as 11:49 or 11:49:32.797, or a day such as 2026-02-18T11:49`,
    );
  const [, , hours, minutes, seconds, ms] = parts;
  // What is left out is as early, or as late, as it can be.
  const rest = fill === "0" ? ["00", "00", "00", ""] : ["23", "59", "59", ""];
  const clock = `${hours?.padStart(2, "0") ?? rest[0]}:${minutes ?? rest[1]}:${seconds ?? rest[2]}.${(ms ?? "").padEnd(3, fill)}`;
  if (!day) return { text: clock, clockOnly: true };
  const iso = `${day.year}-${String(day.month).padStart(2, "0")}-${String(day.day).padStart(2, "0")}`;
  return { text: `${iso}T${clock}`, clockOnly: false };
}

export const all =
  (selections: readonly Selection[]): Selection =>
  (record) =>
    selections.every((selection) => selection(record));
