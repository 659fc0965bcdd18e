/** Sizes of bars and durations as requests write them, and the words for those that hosts refuse. */
import { barSizes } from "../../catalogue/codes/historical-codes.ts";

export interface BarSize {
  /** As the documentation writes it. */
  readonly name: string;
  /** Seconds; undefined for bars of a day and longer. */
  readonly seconds: number | undefined;
  readonly days: "day" | "week" | "month" | undefined;
}

const spelled: Readonly<Record<string, string>> = {
  "1 sec": "1 secs",
  "1w": "1 week",
  "1 w": "1 week",
  "1m": "1 month",
  "1 m": "1 month",
  "1 days": "1 day",
  "1 hours": "1 hour",
  "1 mins": "1 min",
};
const unitSeconds: Readonly<Record<string, number>> = { sec: 1, min: 60, hour: 3600 };

export const legalBarSizes = barSizes.codes
  .map(({ code }) => code)
  .map((name) => (name === "1 week" ? "1W" : name === "1 month" ? "1M" : name))
  .join(", ");

export function readBarSize(text: string): BarSize | undefined {
  const lower = text.trim().toLowerCase();
  const name = spelled[lower] ?? lower;
  if (!barSizes.codes.some(({ code }) => code === name)) return undefined;
  const [count = "1", unit = ""] = name.split(" ");
  const seconds = unitSeconds[unit.replace(/s$/, "")];
  if (seconds !== undefined) return { name, seconds: Number(count) * seconds, days: undefined };
  return { name, seconds: undefined, days: unit as "day" | "week" | "month" };
}

/** Bars of so many seconds and less are under all pacing limits. */
export const smallBarMax = 30;

export interface Duration {
  readonly count: number;
  readonly unit: "S" | "D" | "W" | "M" | "Y";
}

const durationMax: Readonly<Record<string, readonly [number, string]>> = {
  S: [86_400, "Historical data request for greater than 86400 seconds rejected."],
  D: [365, "Historical data requests for durations longer than 365 days must be made in years."],
  W: [52, "Historical data request for durations longer than 52 weeks must be made in years."],
  M: [12, "Historical data request for durations longer than 12 months must be made in years."],
  Y: [68, "Historical data requested duration is invalid."],
};

/** @returns the words of the refusal for a duration that is not legal */
export function readDuration(text: string): Duration | string {
  const parts = /^(\d{1,6}) ?([SDWMY])$/i.exec(text.trim());
  const count = Number(parts?.[1]);
  const unit = (parts?.[2] ?? "").toUpperCase() as Duration["unit"];
  const limit = durationMax[unit];
  if (!limit || count < 1) return "Historical data requested duration is invalid.";
  return count > limit[0] ? limit[1] : { count, unit };
}

const unitDays: Readonly<Record<Duration["unit"], number>> = { S: 1 / 86_400, D: 1, W: 7, M: 30.5, Y: 365 };
const daysOf = ({ count, unit }: Duration): number => count * unitDays[unit];

/** The longest duration that hosts give bars of a size for, days. Source: the step table of the documentation. */
const longest: readonly (readonly [seconds: number, days: number])[] = [
  [1, 2000 / 86_400],
  [30, 1],
  [60, 61],
  [1800, 370],
  [28_800, 3660],
];

export const isTooLong = ({ seconds }: BarSize, duration: Duration): boolean =>
  seconds !== undefined && daysOf(duration) > (longest.find(([to]) => seconds <= to)?.[1] ?? 3660) + 1e-9;
