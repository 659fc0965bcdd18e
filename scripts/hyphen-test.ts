/**
 * Measures how exactly exported log lines are read back (see test/harness/hyphen-test.ts): in the mix of real traffic, as a
 * matrix in which every field of every message has its turn, however rare, with texts made to be misread, and all of that
 * in sessions whose server version nobody tells.
 *
 *   npm run hyphens -- [--share 0.1] [--traffic 20000] [--hostile 0] [--sessions 0] [--seed 1] [--show 10] [--only OPEN_ORDER]
 */
import { parseArgs } from "node:util";
import { hyphenSessions } from "../test/harness/hyphen-sessions.ts";
import {
  hyphenHostileTest,
  hyphenTest,
  hyphenTrafficTest,
  type Counts,
  type HyphenResult,
} from "../test/harness/hyphen-test.ts";

const { values } = parseArgs({
  options: {
    traffic: { type: "string", default: "20000" },
    hostile: { type: "string", default: "0" },
    sessions: { type: "string", default: "0" },
    share: { type: "string", default: "0.1" },
    seed: { type: "string", default: "1" },
    show: { type: "string", default: "0" },
    only: { type: "string" },
  },
});

const outcomes = ["exact", "ambiguous", "lost", "unread", "wrong"] as const;
const readsShownMax = 6;
const out = (text: string): boolean => process.stdout.write(text);
const columns = (cells: readonly (string | number)[]): string =>
  cells.map((cell) => String(cell).padStart(11)).join("");

const sumOf = (counts: Counts): number => outcomes.reduce((sum, outcome) => sum + counts[outcome], 0);
const shareOf = (part: number, all: number): string => `${((100 * part) / all).toFixed(3)} %`;

function row(name: string, counts: Counts): string {
  const all = sumOf(counts);
  return `  ${name.padEnd(22)}${columns([all, shareOf(counts.exact, all), ...outcomes.map((outcome) => counts[outcome])])}\n`;
}

function print(title: string, result: HyphenResult): void {
  out(`\n${title}\n  ${"".padEnd(22)}${columns(["messages", "exact", ...outcomes])}\n`);
  const groups = [...Object.entries(result.byKind), ...Object.entries(result.byMode)];
  for (const [name, counts] of groups) out(row(name, counts));
  out(row("all", result.all));
  const decided = sumOf(result.all) - result.undecidable;
  out(
    `  ${result.undecidable} of these lines are written by another message, too. Of the others, ${shareOf(result.all.exact, decided)} are exact.\n`,
  );
  for (const failure of result.failures.slice(0, Number(values.show))) {
    const { outcome, name, serverVersion, seed, mode, trouble, wire, reads } = failure;
    out(
      `\n${outcome}: ${name} at server version ${serverVersion}, ${mode}, ${trouble.kind} ${trouble.path}, seed ${seed}\n`,
    );
    out(`  wire ${wire}\n`);
    for (const read of reads.slice(0, readsShownMax)) out(`  read ${read}\n`);
  }
  if (result.all.wrong + result.all.lost > 0) process.exitCode = 1;
}

const seed = Number(values.seed);
if (!values.only)
  print(
    "In the mix of real traffic, every second message with a difficulty",
    hyphenTrafficTest(seed, Number(values.traffic)),
  );
print("Every field of every message in turn", hyphenTest({ share: Number(values.share), seed, only: values.only }));
if (Number(values.hostile) > 0)
  print("Texts made to be misread", hyphenHostileTest(seed, Number(values.hostile), values.only));
if (Number(values.sessions) > 0) printSessions(Number(values.sessions));

/** @param lines of traffic; so many more are of the matrix and made to be misread */
function printSessions(lines: number): void {
  out(
    `\nWhole sessions, server version not told\n  ${"written with".padEnd(22)}${columns(["messages", "exact", ...outcomes])}   inferred\n`,
  );
  const all: Counts = { exact: 0, ambiguous: 0, lost: 0, unread: 0, wrong: 0 };
  for (const { serverVersion, found, counts, mistakes } of hyphenSessions(seed, {
    traffic: lines,
    share: lines / 250_000,
    hostile: lines / 10,
  })) {
    for (const outcome of outcomes) all[outcome] += counts[outcome];
    const inferred = found.map(({ version: { min, max } }) => (min === max ? String(min) : `${min} to ${max}`));
    out(row(String(serverVersion), counts).replace("\n", `   ${inferred.join(", ")}\n`));
    for (const mistake of mistakes.slice(0, Number(values.show))) out(`  ${mistake}\n`);
  }
  out(row("all", all));
  if (all.wrong + all.lost > 0) process.exitCode = 1;
}
