/**
 * The host's log as a file, in the shape that builds since 10.50 write: `2026-11-25 19:00:00.000 INFO  [thread] - text`.
 * Plain text: at the real host it is encrypted with a key that nobody has. Recycled after seven days.
 */
import { appendFileSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { HostLogEntry } from "../../gateway/host.ts";
import { hostDateTime } from "../../gateway/host-clock.ts";

const dayMs = 86_400_000;
const keepDays = 7;
/** Lines that the host writes at once are written at once. */
const heldMax = 64 * 1024;

/** The time as lines have it, in UTC. */
function lineTime(atMs: number): string {
  const [day = "", clock = ""] = hostDateTime(atMs).split(" ");
  return `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)} ${clock}.${String(Math.floor(atMs % 1000)).padStart(3, "0")}`;
}

/** A line is one line, whatever a client put into its text. */
const inOneLine = (text: string): string =>
  text.replaceAll(/\p{Cc}/gu, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`);

export const hostLogLine = ({ atMs, level, thread, text }: HostLogEntry): string =>
  `${lineTime(atMs)} ${level.padEnd(5)} [${thread}] - ${inOneLine(text)}\n`;

export class HostLogFile {
  readonly path: string;
  private readonly folder: string;
  private held = "";
  /** Days since 1970 of the last line. */
  private day: number;
  private broken = false;
  private readonly problem: (text: string) => void;

  /** @param startMs when the host began, for the file's name */
  constructor(folder: string, startMs: number, problem: (text: string) => void) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.problem = problem;
    const [day, clock] = hostDateTime(startMs).split(" ") as [string, string];
    this.path = join(folder, `ibgateway.${day}.${clock.replaceAll(":", "")}.log`);
    this.folder = folder;
    this.day = dayOf(startMs);
    recycle(folder, startMs);
    this.add({ atMs: startMs, level: "INFO", thread: "JTS-Main", text: `Created on: ${day}` });
  }

  add(entry: HostLogEntry): void {
    const day = dayOf(entry.atMs);
    if (day !== this.day) {
      this.day = day;
      this.recycle(entry.atMs);
    }
    this.held += hostLogLine(entry);
    if (this.held.length > heldMax) this.flush();
  }

  flush(): void {
    if (this.held === "" || this.broken) return;
    try {
      appendFileSync(this.path, this.held, { mode: 0o600 });
    } catch (error) {
      // A host goes on without its log.
      this.broken = true;
      this.problem(`the host's log cannot be written: ${(error as Error).message}`);
    }
    this.held = "";
  }

  private recycle(nowMs: number): void {
    try {
      recycle(this.folder, nowMs, this.path);
    } catch (error) {
      this.problem(`old logs of the host cannot be removed: ${(error as Error).message}`);
    }
  }
}

const dayOf = (ms: number): number => Math.floor(ms / dayMs);

/** @param written is not removed, however old it is */
function recycle(folder: string, nowMs: number, written?: string): void {
  for (const name of readdirSync(folder)) {
    const day = /^ibgateway\.(\d{4})(\d\d)(\d\d)\.\d{6}\.log$/.exec(name);
    if (!day || join(folder, name) === written || !statSync(join(folder, name)).isFile()) continue;
    const made = Date.UTC(Number(day[1]), Number(day[2]) - 1, Number(day[3]));
    if (dayOf(nowMs) - dayOf(made) >= keepDays) rmSync(join(folder, name));
  }
}
