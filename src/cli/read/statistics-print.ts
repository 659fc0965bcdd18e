/** Prints what `--stats` found. */
import type { OpenLog } from "../../node/open-log.ts";
import type { Colors, Terminal } from "../terminal.ts";
import { versionJson } from "./record-json.ts";
import { linesIn, type LineAccount, type Statistics } from "./statistics.ts";

const grouped = (value: number): string => String(value).replaceAll(/\B(?=(\d{3})+$)/g, " ");

/** What became of the lines of an input; the counts add up to all of them. */
function accountLines(lines: LineAccount, all: number, colors: Colors): string[] {
  const out: string[] = [];
  const rows: [string, number, (text: string) => string][] = [
    ["read", lines.read, (text) => text],
    ["continuation of the line before", lines.continuation, (text) => text],
    ["ambiguous", lines.ambiguous, lines.ambiguous > 0 ? colors.yellow : (text) => text],
    ["not understood", lines.notUnderstood, lines.notUnderstood > 0 ? colors.yellow : (text) => text],
  ];
  for (const [name, value, paint] of rows) out.push(paint(`    ${name.padEnd(34)}${grouped(value).padStart(14)}`));
  const leftOut = all - linesIn(lines);
  if (leftOut !== 0)
    out.push(colors.dim(`    ${"left out by the filters".padEnd(34)}${grouped(leftOut).padStart(14)}`));
  return out;
}

/** The sums of several inputs; nothing for one. */
export function printTotals(
  results: readonly { readonly log: OpenLog; readonly statistics: Statistics }[],
  { colors }: Terminal,
): string {
  if (results.length < 2) return "";
  const lines: LineAccount = { read: 0, continuation: 0, ambiguous: 0, notUnderstood: 0 };
  let [all, messages] = [0, 0];
  for (const { log, statistics } of results) {
    all += log.reader.lines;
    messages += statistics.messages;
    for (const key of Object.keys(lines) as (keyof LineAccount)[]) lines[key] += statistics.lines[key];
  }
  const times = results.flatMap(({ statistics: { first, last } }) =>
    [first, last].filter((time) => time !== undefined),
  );
  const [from, to] = [times.toSorted()[0], times.toSorted().at(-1)];
  return `${[
    colors.bold(`all ${results.length} files`),
    ...(from === undefined ? [] : [`  from ${from} to ${to ?? ""}`]),
    "",
    `  ${"lines".padEnd(36)}${grouped(all).padStart(14)}`,
    ...accountLines(lines, all, colors),
    "",
    `  ${"messages".padEnd(36)}${grouped(messages).padStart(14)}`,
  ].join("\n")}\n`;
}

export function printStatistics(log: OpenLog, statistics: Statistics, { colors }: Terminal): string {
  const { lines, counts, issues, first, last } = statistics;
  // A recording has no lines; each of its records counts as one.
  const unit = log.input.recognised.kind === "recording" ? "record" : "line";
  const out: string[] = [colors.bold(log.input.path)];
  if (first !== undefined) out.push(`  from ${first} to ${last ?? ""}`);
  for (const { line, version, grounds } of log.reader.versions) {
    const range = version.min === version.max ? `${version.min}` : `${version.min} to ${version.max}`;
    const because = grounds.map((ground) => `${ground.name} in line ${ground.line}`).join(", ");
    out.push(`  server version ${range}, from ${unit} ${line} on (${version.from}${because ? `: ${because}` : ""})`);
  }
  out.push("", `  ${`${unit}s`.padEnd(36)}${grouped(log.reader.lines).padStart(14)}`);
  out.push(...accountLines(lines, log.reader.lines, colors));
  out.push("", `  ${"messages".padEnd(36)}${grouped(statistics.messages).padStart(14)}`);
  for (const [name, value] of [...counts].sort((a, b) => b[1] - a[1]))
    out.push(`    ${name.padEnd(34)}${grouped(value).padStart(14)}`);
  if (issues.size > 0) {
    out.push("", "  deviations");
    for (const [code, value] of [...issues].sort((a, b) => b[1] - a[1]))
      out.push(colors.yellow(`    ${code.padEnd(34)}${grouped(value).padStart(14)}`));
  }
  return `${out.join("\n")}\n`;
}

export function statisticsJson(log: OpenLog, statistics: Statistics): object {
  const { lines, counts, issues, messages, hostEntries, first = null, last = null } = statistics;
  return {
    file: log.input.path,
    lines: { all: log.reader.lines, ...lines },
    messages,
    hostEntries,
    first,
    last,
    serverVersions: log.reader.versions.map(({ line, version, grounds }) => ({
      line,
      serverVersion: versionJson(version),
      from: version.from,
      restsOn: grounds.map((ground) => ({
        line: ground.line,
        name: ground.name,
        min: ground.versions.since,
        max: ground.versions.until - 1,
      })),
    })),
    counts: Object.fromEntries(counts),
    issues: Object.fromEntries(issues),
  };
}
