/** Runs what is measured as whole processes: our own cases, other programs, and `twscope` itself. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** The rounds of one measurement. */
export interface Rounds {
  readonly ms: readonly number[];
  readonly bytes: number;
  readonly messages: number;
}

/** A peer that is not there, and why. */
export interface Absent {
  readonly absent: string;
}

const main = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const peak = new URL("peak.js", import.meta.url).href;

/** A program that prints its own rounds. */
export function printedRounds(command: string, args: readonly string[], env = process.env): Rounds | Absent {
  const { stdout, stderr, status, error } = spawnSync(command, args, { encoding: "utf8", env });
  if (error || status !== 0) return { absent: error?.message ?? /^\w*Error: .*$/m.exec(stderr)?.[0] ?? "it failed" };
  const rounds: Rounds = JSON.parse(stdout);
  return rounds;
}

/** Processor time of a command line, as the shell tells it. */
export function shellRounds(command: readonly string[], rounds: number, bytes: number, lines: number): Rounds | Absent {
  const script = 'TIMEFORMAT="%3U %3S"; time "$@" > /dev/null';
  const ms: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { stderr, status, error } = spawnSync("bash", ["-c", script, "bash", ...command], { encoding: "utf8" });
    if (error || (status ?? 1) > 1) return { absent: `\`${command[0]}\` could not be run` };
    const times = stderr.trim().split(/\s+/).slice(-2).map(Number);
    ms.push(1000 * times.reduce((sum, time) => sum + time, 0));
  }
  return { ms, bytes, messages: lines };
}

export interface ProgramRun {
  /** Processor time, ms. */
  readonly ms: number;
  /** Resident memory at its highest, MB. */
  readonly residentMb: number;
  readonly seconds: number;
  /** It was stopped before its end. */
  readonly stopped: boolean;
}

/** Runs `twscope` with what it writes thrown away; after so many seconds it is told to stop. */
export async function runProgram(args: readonly string[], secondsMax = 3600): Promise<ProgramRun> {
  const begun = performance.now();
  const child = spawn(process.execPath, ["--import", peak, "--import", stopper, main, ...args], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  let stopped = false;
  const timer = setTimeout(() => {
    stopped = true;
    child.kill("SIGUSR2");
  }, secondsMax * 1000);
  let told = "";
  child.stdio[3]?.on("data", (text: Buffer) => (told += text.toString()));
  await once(child, "close");
  clearTimeout(timer);
  const { ms, residentMb } = JSON.parse(told) as { ms: number; residentMb: number };
  return { ms, residentMb, seconds: (performance.now() - begun) / 1000, stopped };
}

/** Makes the program end in the usual way, so that it still tells what it has used. */
const stopper = 'data:text/javascript,process.on("SIGUSR2", () => process.exit(0));';

/** Seconds from the start of `twscope read FILE` to its first output. */
export async function firstOutput(file: string): Promise<number> {
  const begun = performance.now();
  const child = spawn(process.execPath, [main, "read", file], { stdio: ["ignore", "pipe", "ignore"] });
  await once(child.stdout, "data");
  const seconds = (performance.now() - begun) / 1000;
  child.kill();
  await once(child, "close");
  return seconds;
}
