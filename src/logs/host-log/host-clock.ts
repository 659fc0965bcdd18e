/**
 * Dates for host log lines. Lines since 2017 have one; older ones have only the time of day, and their date stands in a
 * few entries of the log itself, often behind the first lines. So a line is first given its place relative to the
 * others (midnights counted), and its date when that is known.
 */
import { dayOf, dayStart, formatClock, formatDay, type Day, type FirstDay } from "../calendar.ts";
import type { LogTime } from "../record.ts";

/** A line's place in time: its time of day, and how many midnights lie between it and the first line. */
export interface Moment {
  readonly clockMs: number;
  readonly midnights: number;
}

const dayMs = 86_400_000;
/** A jump back by more than this is midnight; less is disorder between threads, or the end of summer time. */
const midnightJumpMs = dayMs / 2;
/** A slower thread may still write lines of the old day for so long after midnight. */
const stragglerMs = 60_000;

export class HostClock {
  /** Midnight of the first line's day, when it is known. */
  private first: number | undefined;
  private from: LogTime["date"];
  private midnights = 0;
  private last: number | undefined;
  private written: { readonly midnightMs: number; readonly date: string } | undefined;

  constructor(firstDay: FirstDay | undefined) {
    this.first = firstDay?.day && dayStart(firstDay.day);
    this.from = firstDay?.day ? firstDay.from : "none";
  }

  /** Whether lines have dates by now. */
  get dated(): boolean {
    return this.first !== undefined;
  }

  /** Whether they are what the log, its name or the user says, not the day on which the file was written. */
  get settled(): boolean {
    return this.dated && this.from !== "file time";
  }

  /** Places the next line. `day`: the date, where the line itself has one. */
  place(clockMs: number, day?: Day): Moment {
    const { last } = this;
    if (day) {
      this.setDay(day, this.midnights);
    } else if (last !== undefined) {
      if (last < stragglerMs && clockMs >= dayMs - stragglerMs) return { clockMs, midnights: this.midnights - 1 };
      if (last - clockMs > midnightJumpMs) this.midnights += 1;
    }
    this.last = clockMs;
    return { clockMs, midnights: this.midnights };
  }

  /** The log itself tells the date of a moment: a stretch without lines may have hidden whole days. */
  learn(day: Day, at: Moment): void {
    const known = this.first;
    // What the user said is only ever moved on, by the log's later days.
    if (known !== undefined && this.from === "option" && dayStart(day) <= known + at.midnights * dayMs) return;
    this.setDay(day, at.midnights);
  }

  private setDay(day: Day, midnights: number): void {
    this.first = dayStart(day) - midnights * dayMs;
    this.from = "line";
  }

  /** What the log's own clock showed, in ms as if it were UTC; counted from the first line's midnight if undated. */
  msOf({ clockMs, midnights }: Moment): number {
    return (this.first ?? 0) + midnights * dayMs + clockMs;
  }

  timeOf(moment: Moment): LogTime {
    const ms = this.msOf(moment);
    const clock = formatClock(moment.clockMs);
    return { local: this.dated ? `${this.dateAt(ms - moment.clockMs)}T${clock}` : clock, ms, date: this.from };
  }

  /** Thousands of lines are of one day. */
  private dateAt(midnightMs: number): string {
    if (this.written?.midnightMs !== midnightMs) this.written = { midnightMs, date: formatDay(dayOf(midnightMs)) };
    return this.written.date;
  }
}
