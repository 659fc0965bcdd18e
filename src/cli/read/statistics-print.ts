/** Prints what `--stats` found. */
import type { OpenLog } from "../../node/open-log.ts";
import type { Terminal } from "../terminal.ts";
import { versionJson } from "./record-json.ts";
import { linesIn, type Statistics } from "./statistics.ts";

const grouped = (value: number): string => String(value).replaceAll(/\B(?=(\d{3})+$)/g, " ");

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
  const rows: [string, number, (text: string) => string][] = [
    ["read", lines.read, (text) => text],
    ["continuation of the line before", lines.continuation, (text) => text],
    ["ambiguous", lines.ambiguous, lines.ambiguous > 0 ? colors.yellow : (text) => text],
    ["not understood", lines.notUnderstood, lines.notUnderstood > 0 ? colors.yellow : (text) => text],
  ];
  for (const [name, value, paint] of rows) out.push(paint(`    ${name.padEnd(34)}${grouped(value).padStart(14)}`));
  if (linesIn(lines) !== log.reader.lines)
    out.push(
      colors.dim(
        `    ${"left out by the filters".padEnd(34)}${grouped(log.reader.lines - linesIn(lines)).padStart(14)}`,
      ),
    );
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
