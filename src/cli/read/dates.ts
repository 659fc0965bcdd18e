/** Which day the first line of a file is of, where its lines carry only times of day, and what of it was assumed. */
import { dayStart, type Day } from "../../logs/calendar.ts";
import { readFileName } from "../../logs/file-name.ts";
import type { LogRecord } from "../../logs/record.ts";
import type { OpenLog } from "../../node/open-log.ts";
import { listed } from "../../base/nearest.ts";
import type { Terminal } from "../terminal.ts";

const weekMs = 7 * 86_400_000;

/**
 * The day that `--date` gives to a file. It is that of the first line of all: of several files, one that is named after a
 * weekday begins on the first such day from then on, and one whose name has a date begins on that date.
 */
export function firstDayOf(file: string, date: Day | undefined, several: boolean): Day | undefined {
  if (!date || !several) return date;
  const { day, weekdayOnly } = readFileName(file, dayStart(date) + weekMs - 1);
  return day && !weekdayOnly ? undefined : (day ?? date);
}

type Assumption = "file time" | "weekday";

/** Says which dates were assumed, and how to set them right: once a file, and of many files once for all. */
export class DateNotes {
  private readonly names: ReadonlyMap<string, { readonly weekdayOnly: boolean }>;
  private readonly terminal: Terminal;
  private readonly atEnd: boolean;
  private readonly known = new Map<string, Assumption>();

  /** @param follow there is no end at which to say it */
  constructor(logs: readonly OpenLog[], follow: boolean, terminal: Terminal) {
    this.names = new Map(logs.map(({ input }) => [input.path, input.recognised.name]));
    this.atEnd = logs.length > 1 && !follow;
    this.terminal = terminal;
  }

  look({ file, time }: LogRecord): void {
    if (!time || (time.date !== "file time" && time.date !== "name") || this.known.has(file)) return;
    if (time.date === "name" && !this.names.get(file)?.weekdayOnly) return;
    const assumed = time.date === "name" ? "weekday" : "file time";
    this.known.set(file, assumed);
    if (!this.atEnd) this.say([file], assumed);
  }

  end(): void {
    if (!this.atEnd) return;
    for (const assumed of ["weekday", "file time"] as const) {
      const files = [...this.known].filter(([, how]) => how === assumed).map(([file]) => file);
      if (files.length > 0) this.say(files.toSorted(), assumed);
    }
  }

  private say(files: readonly string[], assumed: Assumption): void {
    const several = files.length > 1;
    const which = several ? listed(shortened(files), "and") : files[0];
    const how =
      assumed === "weekday"
        ? `: the last such weekday before ${several ? "each" : "the file"} was written`
        : ` from the time ${several ? "each" : "the file"} was written`;
    const date = this.known.size > 1 || this.atEnd ? "--date sets that of the earliest file" : "--date sets it";
    this.terminal.note(`${which}: the date is assumed${how}; ${date}`);
  }
}

const namedMax = 4;

const shortened = (files: readonly string[]): string[] =>
  files.length <= namedMax + 1 ? [...files] : [...files.slice(0, namedMax), `${files.length - namedMax} others`];
