/** `--stats`: what an input holds, and an account of every line of it. */
import type { LogRecord, MessageRecord } from "../../logs/record.ts";

/** Each line of an input is in exactly one of these; they add up to its lines. */
export interface LineAccount {
  read: number;
  continuation: number;
  ambiguous: number;
  notUnderstood: number;
}

export interface Statistics {
  readonly lines: LineAccount;
  /** Messages by direction and name; host log entries and what befell connections by event. */
  readonly counts: Map<string, number>;
  readonly issues: Map<string, number>;
  messages: number;
  hostEntries: number;
  first: string | undefined;
  last: string | undefined;
  /** What the line of the last message was counted as; another message of it may make it worse. */
  line: { readonly number: number; as: keyof LineAccount } | undefined;
}

export const newStatistics = (): Statistics => ({
  lines: { read: 0, continuation: 0, ambiguous: 0, notUnderstood: 0 },
  counts: new Map(),
  issues: new Map(),
  messages: 0,
  hostEntries: 0,
  first: undefined,
  last: undefined,
  line: undefined,
});

/** Adds a record. The messages of one line count the line once: as what the worst of them is. */
export function count(statistics: Statistics, record: LogRecord): void {
  const { lines, counts, issues } = statistics;
  const local = record.time?.local;
  if (local) {
    if (statistics.first === undefined || local < statistics.first) statistics.first = local;
    if (statistics.last === undefined || local > statistics.last) statistics.last = local;
  }
  switch (record.kind) {
    case "unread": {
      lines.notUnderstood += record.lines;
      add(counts, "?? not understood");
      break;
    }
    case "host":
    case "client": {
      lines.read += 1;
      lines.continuation += record.lines - 1;
      statistics.hostEntries += 1;
      add(counts, `.. ${record.event?.name ?? "(other entries)"}`);
      break;
    }
    case "link": {
      lines.read += 1;
      statistics.hostEntries += 1;
      add(counts, `.. ${record.event.name}`);
      break;
    }
    case "message": {
      statistics.messages += 1;
      add(counts, `${record.direction === "in" ? "->" : "<-"} ${record.name ?? `message ${record.id ?? "?"}`}`);
      for (const issue of record.issues) add(issues, issue.code);
      countLine(statistics, record);
    }
  }
}

/** From the best to the worst that can be said of a line. */
const grades: readonly (keyof LineAccount)[] = ["read", "ambiguous", "notUnderstood"];

function countLine(statistics: Statistics, { name, ambiguous, line, lines: all }: MessageRecord): void {
  const { lines } = statistics;
  const as = name === undefined ? "notUnderstood" : ambiguous ? "ambiguous" : "read";
  if (statistics.line?.number !== line) {
    lines.continuation += all - 1;
    lines[as] += 1;
    statistics.line = { number: line, as };
  } else if (grades.indexOf(as) > grades.indexOf(statistics.line.as)) {
    lines[statistics.line.as] -= 1;
    lines[as] += 1;
    statistics.line.as = as;
  }
}

const add = (to: Map<string, number>, key: string): void => void to.set(key, (to.get(key) ?? 0) + 1);

export const linesIn = ({ read, continuation, ambiguous, notUnderstood }: LineAccount): number =>
  read + continuation + ambiguous + notUnderstood;
