/**
 * How fast logs and messages are read, beside the official Python client, @stoqey/ib, `wc -l` and ripgrep, in one run.
 *
 *   npm run bench -- [--rounds 7] [--megabytes 64] [--gigabytes 2] [--seconds 40] [--no-memory] [--write]
 */
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { packagesOf, pythonCommand, setup, stoqeyFolder } from "../test/judges/set-up.ts";
import { writeLog } from "./log-source.ts";
import { writeFrames, writeHostLog, writeOddLogs } from "./reading/inputs.ts";
import { figure, memoryTable, page, table, type MemoryRow, type Row } from "./reading/page.ts";
import { firstOutput, printedRounds, runProgram, shellRounds, type Absent, type Rounds } from "./reading/processes.ts";
import { medianOf } from "./relay/report.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "7" },
    megabytes: { type: "string", default: "64" },
    gigabytes: { type: "string", default: "2" },
    seconds: { type: "string", default: "40" },
    "no-memory": { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
});
const rounds = Number(values.rounds);
const bytes = Number(values.megabytes) * 1e6;
const version = 187;
const out = (text: string): boolean => process.stdout.write(`${text}\n`);

const folder = mkdtempSync(join(tmpdir(), "twscope-bench-"));
try {
  const peers = peersThere();
  const script = join(folder, "cases.mjs");
  const entry = fileURLToPath(new URL("reading/cases.ts", import.meta.url));
  await build({ entryPoints: [entry], outfile: script, bundle: true, platform: "node", format: "esm" });
  const ticks = writeLog(join(folder, "ticks.log"), "ticks", bytes);
  const mixed = writeLog(join(folder, "mixed.log"), "mixed", bytes / 8);
  const tickFrames = writeFrames(join(folder, "ticks.frames"), "ticks", 400_000, version);
  const mixedFrames = writeFrames(join(folder, "mixed.frames"), "mixed", 200_000, version);
  const few = writeFrames(join(folder, "few.frames"), "ticks", 40_000, version);
  const fewMixed = writeFrames(join(folder, "few-mixed.frames"), "mixed", 20_000, version);

  const ours = (name: string, input: string, module = ""): Rounds | Absent =>
    printedRounds(process.execPath, [script, name, input, String(version), String(rounds), module]);
  const decoder = join(stoqeyFolder, "node_modules", "@stoqey", "ib", "dist", "core", "io", "decoder.js");
  const stoqey = (input: string): Rounds | Absent => (peers ? { absent: peers } : ours("stoqey", input, decoder));
  const python = (input: string): Rounds | Absent => {
    const path = fileURLToPath(new URL("reading/python/official_decoder.py", import.meta.url));
    const env = { ...process.env, PYTHONPATH: packagesOf("official"), PYTHONDONTWRITEBYTECODE: "1" };
    return peers
      ? { absent: peers }
      : printedRounds(pythonCommand, [path, input, String(version), String(rounds)], env);
  };

  const rows: Row[] = [];
  const measure = (what: string, input: string, result: Rounds | Absent): Rounds | Absent => {
    rows.push({ what, input, result });
    out(table(rows).at(-1) ?? "");
    return result;
  };
  const scan = measure("newline scan, `Buffer.indexOf`", "ticks, log", ours("newlines", ticks.path));
  measure("`wc -l`", "ticks, log", shellRounds(["wc", "-l", ticks.path], rounds, ticks.bytes, ticks.lines));
  const search = ["rg", "--count", "-e", "-9042-", ticks.path];
  measure("ripgrep, lines with one request id", "ticks, log", shellRounds(search, rounds, ticks.bytes, ticks.lines));
  const index = measure("**index** (time, direction, id, offset)", "ticks, log", ours("index", ticks.path));
  const decoded = measure("**full decode**", "ticks, frames", ours("decode", tickFrames));
  const stoqeyTicks = measure("@stoqey/ib's decoder", "ticks, frames", stoqey(few));
  const pythonTicks = measure("official Python client's decoder", "ticks, frames", python(few));
  const decodedMix = measure("**full decode**", "mixed, frames", ours("decode", mixedFrames));
  const stoqeyMix = measure("@stoqey/ib's decoder", "mixed, frames", stoqey(fewMixed));
  const pythonMix = measure("official Python client's decoder", "mixed, frames", python(fewMixed));
  const part = writeLog(join(folder, "part.log"), "ticks", bytes / 8);
  measure("records of a log (`LogReader`)", "ticks, log", ours("records", part.path));
  measure("records of a log (`LogReader`)", "mixed, log", ours("records", mixed.path));
  const gateway = writeHostLog(join(folder, "ibgateway.log"), bytes / 4);
  measure("records of a log (`LogReader`)", "IB Gateway's own log", ours("records", gateway.path));
  for (const { path, lines, name } of [
    { ...part, name: "ticks" },
    { ...mixed, name: "mixed" },
  ]) {
    const ms: number[] = [];
    for (let round = 0; round < Math.min(3, rounds); round += 1)
      ms.push((await runProgram(["read", path, "--json"])).ms);
    measure("`twscope read --json`", `${name}, log`, { ms, bytes: statSync(path).size, messages: lines });
  }

  const first: number[] = [];
  const large = join(folder, "large.log");
  if (!values["no-memory"]) {
    writeOddLogs.sparse(large, ticks.path, 10e9);
    for (let round = 0; round < rounds; round += 1) first.push(await firstOutput(large));
    rmSync(large);
  }
  const ratios = [
    { what: "index beside the newline scan", value: ratio(index, scan, "bytes"), aim: "0.2" },
    { what: "full decode of ticks, messages a second", value: speed(decoded), aim: "1 M" },
    { what: "… beside @stoqey/ib", value: ratio(decoded, stoqeyTicks), aim: "3" },
    { what: "… beside the official Python client", value: ratio(decoded, pythonTicks), aim: "30" },
    { what: "full decode of the mix beside @stoqey/ib", value: ratio(decodedMix, stoqeyMix), aim: "" },
    { what: "… beside the official Python client", value: ratio(decodedMix, pythonMix), aim: "" },
    {
      what: "first rows of a 10 GB log, seconds on the clock",
      value:
        first.length > 0
          ? `${figure(medianOf(first))} (${figure(Math.min(...first))}–${figure(Math.max(...first))})`
          : "not measured",
      aim: "0.3",
    },
  ];
  for (const { what, value, aim } of ratios) out(`${what}: ${value}${aim ? ` (aim ${aim})` : ""}`);
  const memory = values["no-memory"] ? [] : await memoryOf(Number(values.gigabytes) * 1e9, Number(values.seconds));
  if (values.write)
    writeFileSync(
      fileURLToPath(new URL("../docs/benchmarks.md", import.meta.url)),
      page({ rows, ratios, memory, rounds }),
    );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Why the other clients cannot be measured; `undefined` when they are there. */
function peersThere(): string | undefined {
  try {
    setup();
    return undefined;
  } catch (error) {
    return (error as Error).message.split("\n")[0];
  }
}

async function memoryOf(size: number, seconds: number): Promise<MemoryRow[]> {
  const rows: MemoryRow[] = [];
  const run = async (input: string, files: readonly string[], option: string): Promise<void> => {
    const result = await runProgram(["read", ...files, ...(option ? [option] : [])], seconds);
    rows.push({ input, command: `twscope read ${files.length > 1 ? "FILES" : "FILE"} ${option}`.trim(), run: result });
    out(memoryTable(rows).at(-1) ?? "");
  };
  const path = join(folder, "memory.log");
  const gb = figure(size / 1e9);
  writeLog(path, "mixed", size);
  for (const option of ["--stats", "--json", "--full"]) await run(`mixed log, ${gb} GB`, [path], option);
  await run(`the same log three times, merged`, [path, path, path], "--json");
  for (const [what, write] of [
    [`one entry of ${gb} GB on one line`, writeOddLogs.oneLine],
    [`no line feed in ${gb} GB of text`, writeOddLogs.noFeed],
    [`entries of 100 MB that go on over many lines, ${gb} GB`, writeOddLogs.longEntries],
  ] as const) {
    rmSync(path);
    write(path, size);
    for (const option of ["--stats", "--json"]) await run(what, [path], option);
  }
  rmSync(path);
  return rows;
}

function speed(result: Rounds | Absent): string {
  if ("absent" in result) return "not measured";
  return figure(medianOf(result.ms.map((ms) => (1000 * result.messages) / ms)));
}

/** How many times as fast one is as the other: of the medians, and of the most unlike rounds. */
function ratio(one: Rounds | Absent, other: Rounds | Absent, by: "bytes" | "messages" = "messages"): string {
  if ("absent" in one || "absent" in other) return "not measured";
  const cost = (of: Rounds, ms: number): number => ms / of[by];
  const of = (mine: number, theirs: number): string => figure(cost(other, theirs) / cost(one, mine));
  const least = of(Math.max(...one.ms), Math.min(...other.ms));
  const most = of(Math.min(...one.ms), Math.max(...other.ms));
  return `${of(medianOf(one.ms), medianOf(other.ms))} (${least}–${most})`;
}
