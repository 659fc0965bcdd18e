/** The page of the relay's benchmarks. */
import { cpus } from "node:os";
import type { RoundTrips } from "./load.ts";
import type { Absent } from "./others.ts";

export interface Measured {
  readonly targets: readonly string[];
  /** By messages a second, for every target its rounds. */
  readonly roundTrips: Map<number, readonly (readonly RoundTrips[])[]>;
  readonly megabytesPerSecond: Map<string, readonly number[]>;
  steady: { megabytesPerSecond: number; missedBytes: number; bytes: number; stored: number } | undefined;
  memory: { seconds: number; resident: readonly number[] } | undefined;
  readonly rounds: number;
}

export function medianOf(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
const rule = (columns: number): string => row(["---", ...Array.from({ length: columns - 1 }, () => "---:")]);

/** The median over the rounds of what a round trip takes more than it does directly in the same round. */
const added = (of: readonly RoundTrips[], direct: readonly RoundTrips[], quantile: "p50" | "p99"): string =>
  medianOf(of.map((one, round) => one[quantile] - (direct[round]?.[quantile] ?? NaN))).toFixed(0);

/** What the recorder is meant to cost at most, beside what it costs. */
function aims({ targets, roundTrips, steady, memory }: Measured): string[] {
  const sealed = targets.findIndex((name) => name.includes("sealed"));
  const toxiproxy = targets.indexOf("Toxiproxy");
  const rows = [...roundTrips].flatMap(([rate, all]) => {
    const [direct = [], of = [], other = []] = [all[0], all[sealed], all[toxiproxy]];
    const beside = toxiproxy < 0 ? "" : ` (Toxiproxy ${added(other, direct, "p50")})`;
    return [
      row([`p50 added at ${rate}/s, µs`, `${added(of, direct, "p50")}${beside}`, "below 60, and below Toxiproxy's"]),
      row([`p99 added at ${rate}/s, µs`, added(of, direct, "p99"), "below 300"]),
    ];
  });
  if (steady && memory)
    rows.push(
      row(["MB/s relayed and recorded, sealed", recordedSpeed(steady), "200"]),
      row(["memory, MB", Math.max(...memory.resident).toFixed(0), "below 150"]),
    );
  return rows;
}

const recordedSpeed = ({ megabytesPerSecond, missedBytes, bytes }: NonNullable<Measured["steady"]>): string =>
  `${((megabytesPerSecond * (bytes - missedBytes)) / bytes).toFixed(0)}, ${((100 * missedBytes) / bytes).toFixed(2)} % missing`;

export function page(measured: Measured, absent: readonly Absent[]): string {
  const { targets, roundTrips, megabytesPerSecond, steady, memory, rounds } = measured;
  const rates = [...roundTrips.keys()];
  const processor = cpus();
  const lines = [
    "# What the relay costs",
    "",
    `Measured with \`npm run bench:relay -- --write\` on ${processor.length} cores (${processor[0]?.model.trim()}), Node ${process.version}. ` +
      "Every relay runs in a process of its own; client and host are one more process, which never sleeps above ten " +
      `messages a second. Rounds go round the relays in turn (${rounds} of them); the figures are medians over the rounds. ` +
      "Compare within a table, not between machines.",
    "",
    "## Added round-trip time",
    "",
    "µs that a message and its answer take more than on a direct connection, at so many messages a second. The direct " +
      "connection's own time stands in its row. At one message a second p99 is the slowest of thirty.",
    "",
    row(["", ...rates.flatMap((rate) => [`${rate}/s p50`, `${rate}/s p99`])]),
    rule(1 + 2 * rates.length),
    ...targets.map((name, index) =>
      row([
        index === 0 ? "direct (whole)" : name,
        ...rates.flatMap((rate) => {
          const all = roundTrips.get(rate) ?? [];
          const [of = [], direct = []] = [all[index], all[0]];
          return (["p50", "p99"] as const).map((quantile) =>
            index === 0 ? medianOf(direct.map((one) => one[quantile])).toFixed(0) : `+${added(of, direct, quantile)}`,
          );
        }),
      ]),
    ),
    "",
    "## Throughput",
    "",
    "Host to client, market data, as fast as it is taken.",
    "",
    row(["", "MB/s"]),
    rule(2),
    ...targets.map((name) => row([name, medianOf(megabytesPerSecond.get(name) ?? []).toFixed(0)])),
    "",
  ];
  if (steady && memory) {
    const late = memory.resident.slice(Math.floor(memory.resident.length / 3));
    lines.push(
      "## Recording at 200 MB/s",
      "",
      `${(steady.bytes / 1e9).toFixed(1)} GB in ${memory.seconds} s through a recorder that seals: ` +
        `${steady.megabytesPerSecond.toFixed(0)} MB/s relayed, ${steady.missedBytes} bytes not recorded. ` +
        `Memory of the process, all threads: at most ${Math.max(...memory.resident).toFixed(0)} MB; in the last two ` +
        `thirds between ${Math.min(...late).toFixed(0)} and ${Math.max(...late).toFixed(0)} MB.`,
      "",
    );
  }
  lines.push("## Aims", "", row(["", "measured", "aim"]), rule(3), ...aims(measured), "");
  if (absent.length > 0) lines.push(`Not measured: ${absent.map(({ name }) => name).join(", ")}.`, "");
  return lines.join("\n");
}
