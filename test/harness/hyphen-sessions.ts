/**
 * The hyphen test as logs are: all lines of a session in one file, whose server version nobody tells. What is inferred
 * from some lines decides how the others are read, so a false inference shows as lines that are read wrongly.
 */
import { bytesOf } from "../../src/base/byte-string.ts";
import type { VersionFinding } from "../../src/logs/api-log/session-versions.ts";
import { lineHead } from "../../src/logs/api-log/write-line.ts";
import { LogReader } from "../../src/logs/log-reader.ts";
import type { MessageRecord } from "../../src/logs/record.ts";
import { hyphenLines, type Counts, type HyphenLine } from "./hyphen-test.ts";
import { verdictOn } from "./log-verdict.ts";
import { seeded, type Random } from "./random.ts";

export interface HyphenSession {
  /** What the lines were written with. */
  readonly serverVersion: number;
  /** What was inferred. */
  readonly found: readonly VersionFinding[];
  readonly counts: Counts;
  /** What was lost or read wrongly, in words. */
  readonly mistakes: readonly string[];
}

/** One session for each server version of the hyphen test, of its lines in any order. */
export function hyphenSessions(
  seed: number,
  counts: { readonly traffic: number; readonly share: number; readonly hostile: number },
): HyphenSession[] {
  const random = seeded(seed);
  const byVersion = new Map<number, HyphenLine[]>();
  for (const line of hyphenLines(seed, counts)) {
    // A length that is a line feed cuts its line in two; the tests of lengths have such.
    if (/[\r\n]/.test(line.line)) continue;
    const lines = byVersion.get(line.serverVersion);
    if (lines) lines.push(line);
    else byVersion.set(line.serverVersion, [line]);
  }
  return Array.from(byVersion, ([serverVersion, lines]) => sessionOf(serverVersion, shuffled(lines, random)));
}

const firstMs = 10 * 3_600_000;
const betweenMs = 7;

function sessionOf(serverVersion: number, lines: readonly HyphenLine[]): HyphenSession {
  const reader = new LogReader({ file: "session" });
  const byLine = new Map<number, MessageRecord[]>();
  const keep = (records: ReturnType<LogReader["push"]>): void => {
    for (const record of records) {
      if (record.kind !== "message") continue;
      const known = byLine.get(record.line);
      if (known) known.push(record);
      else byLine.set(record.line, [record]);
    }
  };
  for (const [index, { line, direction }] of lines.entries())
    keep(reader.push(bytesOf(`${lineHead(firstMs + index * betweenMs, direction)}${line}\n`)));
  keep(reader.end());
  const counts: Counts = { exact: 0, ambiguous: 0, lost: 0, unread: 0, wrong: 0 };
  const mistakes: string[] = [];
  for (const [index, line] of lines.entries()) {
    const [outcome, words] = outcomeOf(byLine.get(index + 1) ?? [], line);
    counts[outcome] += 1;
    if (words) mistakes.push(`server version ${serverVersion}, line ${index + 1}: ${words}`);
  }
  return { serverVersion, found: reader.versions, counts, mistakes };
}

function outcomeOf(records: readonly MessageRecord[], line: HyphenLine): [keyof Counts, string?] {
  const { direction, serverVersion, truth } = line;
  if (records.some(({ ambiguous }) => ambiguous?.more === true)) return ["ambiguous"];
  const doubted = records.some(({ ambiguous }) => ambiguous !== undefined);
  const verdicts = truth.map((payload, index) =>
    // A doubtful text may hold all of the next message: the other reading then has that message of its own.
    doubted && index > 0 && records.length === index
      ? "ambiguous"
      : verdictOn(records[index], { direction, serverVersion, payload: bytesOf(payload) }),
  );
  const mistake = verdicts.find((verdict) => verdict !== "exact" && verdict !== "ambiguous");
  if (mistake === undefined && (doubted || records.length === truth.length)) return [doubted ? "ambiguous" : "exact"];
  if (records.length === 0 || records.some(({ issues }) => issues.length > 0)) return ["unread"];
  return [doubted ? "lost" : "wrong", mistake ?? `${records.length} messages for ${truth.length}`];
}

/** In an order that the seed gives. */
function shuffled<T>(items: readonly T[], random: Random): T[] {
  const all = [...items];
  for (let last = all.length - 1; last > 0; last -= 1) {
    const other = random.whole(last + 1);
    [all[last], all[other]] = [all[other] as T, all[last] as T];
  }
  return all;
}
