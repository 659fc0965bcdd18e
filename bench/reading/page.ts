/** The page of the reading benchmarks. */
import { cpus } from "node:os";
import { medianOf } from "../relay/report.ts";
import type { Absent, ProgramRun, Rounds } from "./processes.ts";

export interface Row {
  readonly what: string;
  readonly input: string;
  readonly result: Rounds | Absent;
}

export interface MemoryRow {
  readonly input: string;
  readonly command: string;
  readonly run: ProgramRun;
}

export interface Measured {
  readonly rows: readonly Row[];
  readonly ratios: readonly { readonly what: string; readonly value: string; readonly aim: string }[];
  readonly memory: readonly MemoryRow[];
  readonly rounds: number;
}

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

/** Three figures are as much as a measurement is worth. */
export const figure = (value: number): string =>
  value >= 1e6
    ? `${figure(value / 1e6)} M`
    : value >= 100
      ? String(Math.round(value))
      : String(Number(value.toPrecision(3)));

/** Median, and what the worst and best round gave. */
function spread(result: Rounds, amount: number, perSecond: number): string {
  const speeds = result.ms.map((ms) => (amount / ms) * perSecond);
  return `${figure(medianOf(speeds))} (${figure(Math.min(...speeds))}–${figure(Math.max(...speeds))})`;
}

const cells = ({ what, input, result }: Row): string[] =>
  "absent" in result
    ? [what, input, "not measured", result.absent]
    : [what, input, spread(result, result.bytes, 1e-3), spread(result, result.messages, 1e3)];

export const table = (rows: readonly Row[]): string[] => [
  row(["", "input", "MB/s", "lines or messages a second"]),
  row(["---", "---", "---:", "---:"]),
  ...rows.map((one) => row(cells(one))),
];

export const memoryTable = (memory: readonly MemoryRow[]): string[] => [
  row(["input", "command", "resident, MB", "seconds"]),
  row(["---", "---", "---:", "---:"]),
  ...memory.map(({ input, command, run }) =>
    row([
      input,
      `\`${command}\``,
      run.residentMb.toFixed(0),
      run.seconds.toFixed(0) + (run.stopped ? ", then stopped" : ""),
    ]),
  ),
];

export function page({ rows, ratios, memory, rounds }: Measured): string {
  return [
    "# How fast twscope reads",
    "",
    `Measured with \`npm run bench -- --write\` on ${cpus().length} cores (${cpus()[0]?.model.trim()}), Node ${process.version}. ` +
      `Figures are medians of ${rounds} rounds, with the worst and the best; processor time of all threads together (wc, ripgrep ` +
      "and `read --json`: of the whole process, its start included), so that other work on the machine distorts less. " +
      "Compare within a page, not between machines. The logs are invented by `bench/log-source.ts`, always the same " +
      "bytes: `ticks` is ticks only, `mixed` ticks with orders, errors, account values and requests, the last fifth as protobuf. " +
      "Frames are incoming text messages at server version 187, as they come from a socket. Every case runs in a process of its own.",
    "",
    ...table(rows),
    "",
    "## Aims",
    "",
    row(["", "measured", "aim"]),
    row(["---", "---:", "---:"]),
    ...ratios.map(({ what, value, aim }) => row([what, value, aim])),
    "",
    "## Memory",
    "",
    "Resident memory of the process at its highest. Runs are stopped after the time given with `--seconds`; what a reader " +
      "holds does not grow behind the first megabytes of an input of one kind.",
    "",
    ...memoryTable(memory),
    "",
  ].join("\n");
}
