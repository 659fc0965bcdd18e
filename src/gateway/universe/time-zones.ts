/**
 * The time zones of the exchanges by rule, so that a run gives the same times on every machine, whatever zone data it has.
 * The rules are those in force since 2007; earlier years are treated alike.
 */
import { dayMs, dayOf, nthWeekday } from "./days.ts";

interface ZoneRule {
  /** Names that hosts and clients use for it, the host's own first. */
  readonly names: readonly string[];
  /** Minutes east of UTC in winter of the northern, summer-free time. */
  readonly standard: number;
  readonly summer?: "US" | "EU" | "AU";
}

const rules: readonly ZoneRule[] = [
  { names: ["UTC", "GMT", "Etc/UTC", "Etc/GMT"], standard: 0 },
  { names: ["US/Eastern", "America/New_York", "EST5EDT", "EST"], standard: -300, summer: "US" },
  { names: ["US/Central", "America/Chicago", "CST"], standard: -360, summer: "US" },
  { names: ["US/Pacific", "America/Los_Angeles", "PST"], standard: -480, summer: "US" },
  { names: ["Canada/Eastern", "America/Toronto"], standard: -300, summer: "US" },
  { names: ["America/Mexico_City"], standard: -360 },
  {
    names: ["MET", "Europe/Berlin", "CET", "Europe/Paris", "Europe/Madrid", "Europe/Zurich"],
    standard: 60,
    summer: "EU",
  },
  { names: ["Europe/London", "GB-Eire", "GB"], standard: 0, summer: "EU" },
  { names: ["Japan", "Asia/Tokyo", "JST"], standard: 540 },
  { names: ["Hongkong", "Asia/Hong_Kong", "HKT"], standard: 480 },
  { names: ["Australia/NSW", "Australia/Sydney"], standard: 600, summer: "AU" },
];

const byName = new Map(rules.flatMap((rule) => rule.names.map((name) => [name, rule] as const)));

export const isTimeZone = (name: string): boolean => byName.has(name);

/** From when until when summer time holds within a year, ms since 1970. */
function summerOf(rule: ZoneRule, year: number): readonly [number, number] {
  const at = (day: number, localMinutes: number, offset: number): number =>
    day * dayMs + (localMinutes - offset) * 60_000;
  switch (rule.summer) {
    case "US":
      return [
        at(nthWeekday(year, 3, 0, 2), 120, rule.standard),
        at(nthWeekday(year, 11, 0, 1), 120, rule.standard + 60),
      ];
    case "EU":
      return [at(nthWeekday(year, 3, 0, -1), 60, 0), at(nthWeekday(year, 10, 0, -1), 60, 0)];
    default:
      // The southern summer spans the turn of the year: what lies between its end and its beginning is winter.
      return [
        at(nthWeekday(year, 4, 0, 1), 180, rule.standard + 60),
        at(nthWeekday(year, 10, 0, 1), 120, rule.standard),
      ];
  }
}

const summers = new Map<string, readonly [number, number]>();

/** Minutes east of UTC at a moment. @throws RangeError for a zone that no exchange of the universe is in */
export function offsetAt(zone: string, ms: number): number {
  const rule = byName.get(zone);
  if (!rule) throw new RangeError(`No time zone ${zone} here`);
  if (!rule.summer) return rule.standard;
  const year = new Date(ms).getUTCFullYear();
  const key = `${rule.names[0]}${year}`;
  let span = summers.get(key);
  if (!span) {
    span = summerOf(rule, year);
    summers.set(key, span);
  }
  const within = ms >= span[0] && ms < span[1];
  return rule.standard + (within === (rule.summer !== "AU") ? 60 : 0);
}

/** What clocks show: ms that, read as UTC, give the local date and time. */
export const toLocal = (zone: string, ms: number): number => ms + offsetAt(zone, ms) * 60_000;

/** The moment at which clocks show this; the earlier one where they show it twice. */
export function fromLocal(zone: string, localMs: number): number {
  const early = localMs - offsetAt(zone, localMs - 14 * 3_600_000) * 60_000;
  if (toLocal(zone, early) === localMs) return early;
  return localMs - offsetAt(zone, localMs + 14 * 3_600_000) * 60_000;
}

/** The local day at a moment. */
export const localDay = (zone: string, ms: number): number => dayOf(toLocal(zone, ms));

/** The year's first day, for calendars that count by year. */
export const yearOf = (day: number): number => new Date(day * dayMs).getUTCFullYear();
