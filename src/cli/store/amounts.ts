/** Amounts and times as people read them. */

const units = ["B", "KB", "MB", "GB", "TB", "PB"];

/** `0 B`, `999 B`, `1.5 KB`, `20 GB`: powers of 1024, at most three digits. */
export function bytesText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return `${Number(value.toFixed(digits))} ${units[unit]}`;
}

export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${grouped(count)} ${count === 1 ? one : many}`;

export const grouped = (value: number): string => String(Math.round(value)).replaceAll(/\B(?=(\d{3})+$)/g, " ");

/** `40 ms`, `5.2 s`. */
export const delayText = (ms: number): string => (ms < 999.5 ? `${Math.ceil(ms)} ms` : durationText(ms));

/** `3 d 4 h`, `4 h 12 min`, `12 min 5 s`, `5.2 s`. */
export function durationText(ms: number): string {
  const seconds = Math.max(0, ms) / 1000;
  if (seconds < 10) return `${Number(seconds.toFixed(1))} s`;
  const whole = Math.floor(seconds);
  const parts: [number, string][] = [
    [Math.floor(whole / 86_400), " d"],
    [Math.floor(whole / 3600) % 24, " h"],
    [Math.floor(whole / 60) % 60, " min"],
    [whole % 60, " s"],
  ];
  const first = parts.findIndex(([value]) => value > 0);
  return parts
    .slice(first, first + 2)
    .filter(([value]) => value > 0)
    .map(([value, unit]) => `${value}${unit}`)
    .join(" ");
}

/** `2026-11-22` of `20261122`. */
export const dayText = (day: string): string => `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6, 8)}`;
/** `10:15:00` of `101500`. */
export const clockText = (clock: string): string => `${clock.slice(0, 2)}:${clock.slice(2, 4)}:${clock.slice(4, 6)}`;
