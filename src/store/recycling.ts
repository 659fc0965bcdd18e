/**
 * Recycling: which recordings have had their time. As in the host's own log store, today and the six days before are
 * kept; beside that a ceiling of bytes. What is pinned or being written is never removed.
 */

export interface StoredFile {
  readonly path: string;
  /** The day it belongs to, `20261122`. */
  readonly day: string;
  /** Within the day, `101500`. */
  readonly clock: string;
  readonly bytes: number;
  readonly pinned: boolean;
  readonly inUse: boolean;
}

export interface RecyclingRules {
  /** Days that are kept, today included. */
  readonly keepDays: number;
  /** Bytes that all recordings may take together; the oldest go first. */
  readonly keepBytes: number;
}

export const defaultRules: RecyclingRules = { keepDays: 7, keepBytes: 20 * 1024 ** 3 };

export interface Recycled {
  readonly file: StoredFile;
  readonly why: "age" | "space";
}

/** @param today `20261122`, on the clock after which the files are named */
export function planRecycling(files: readonly StoredFile[], today: string, rules: RecyclingRules): Recycled[] {
  const oldest = daysBefore(today, rules.keepDays - 1);
  const inOrder = files.toSorted((a, b) => (a.day + a.clock < b.day + b.clock ? -1 : 1));
  const free = inOrder.filter((file) => !file.pinned && !file.inUse);
  const aged = free.filter((file) => file.day < oldest);
  let bytes = inOrder.reduce((sum, file) => sum + file.bytes, 0) - aged.reduce((sum, file) => sum + file.bytes, 0);
  const crowded: StoredFile[] = [];
  for (const file of free) {
    if (bytes <= rules.keepBytes) break;
    if (file.day < oldest) continue;
    crowded.push(file);
    bytes -= file.bytes;
  }
  return [
    ...aged.map((file) => ({ file, why: "age" as const })),
    ...crowded.map((file) => ({ file, why: "space" as const })),
  ];
}

/** Days are counted on the calendar, so neither a leap day nor a change of the clocks matters. */
function daysBefore(day: string, count: number): string {
  const date = new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(4, 6)) - 1, Number(day.slice(6, 8))));
  date.setUTCDate(date.getUTCDate() - count);
  return date.toISOString().slice(0, 10).replaceAll("-", "");
}
