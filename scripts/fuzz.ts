/**
 * Mutation fuzzer over what reads other people's bytes: npm run fuzz -- --seconds 60 --seed 1 --target codec
 * Ends with 1 on a finding, which it prints with its input in base64; --input BASE64 runs that input again.
 */
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { targets } from "../test/fuzz/fuzzer.ts";
import type { WorkerData, WorkerMessage } from "../test/fuzz/worker.ts";

/** An input is small; what takes more processor time than this is too slow. */
const inputMsMax = 5000;
/** What does not end within this time hangs, even on a machine with much else to do. */
const hangMs = 60_000;
const heapMegabytesMax = 768;

const { values: options } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    seed: { type: "string", default: "1" },
    target: { type: "string" },
    input: { type: "string" },
  },
});
const seconds = Number(options.seconds);
const seed = Number(options.seed);
const chosen = targets.filter(({ name }) => options.target === undefined || name === options.target);
const names = targets.map(({ name }) => name).join(", ");

/** Threads do not get the loader for TypeScript of the process that starts them. */
const start = `import(${JSON.stringify(import.meta.resolve("tsx/esm/api"))}).then(({ register }) => {
  register();
  return import(${JSON.stringify(new URL("../test/fuzz/worker.ts", import.meta.url).href)});
});`;

interface Outcome {
  readonly executions: number;
  readonly kinds: number;
  readonly finding: { readonly problem: string; readonly input: string } | undefined;
}

/** Fuzzes one target for some time, watching over it. */
function fuzz(target: string, forSeconds: number): Promise<Outcome> {
  const state = new SharedArrayBuffer(12);
  const shared = new SharedArrayBuffer(256 * 1024);
  const counters = new Int32Array(state);
  const workerData: WorkerData = {
    target,
    seed,
    untilMs: Date.now() + forSeconds * 1000,
    inputMsMax,
    state,
    input: shared,
  };
  const worker = new Worker(start, {
    eval: true,
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytesMax },
  });
  return new Promise((resolve) => {
    let problem: string | undefined;
    let before = -1;
    const watch = setInterval(() => {
      const now = Atomics.load(counters, 1);
      if (now === before && now > 0) {
        problem ??= `did not end within ${hangMs} ms`;
        void worker.terminate();
      }
      before = now;
    }, hangMs);
    worker.on("message", (message: WorkerMessage) => (problem ??= message.problem));
    worker.on("error", (error) => (problem ??= error.message));
    worker.on("exit", () => {
      clearInterval(watch);
      const input = Buffer.from(new Uint8Array(shared).slice(0, Atomics.load(counters, 0))).toString("base64");
      const finding = problem === undefined ? undefined : { problem, input };
      resolve({ executions: Atomics.load(counters, 1), kinds: Atomics.load(counters, 2), finding });
    });
  });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function main(): Promise<number> {
  if (chosen.length === 0 || !(seconds > 0) || !Number.isSafeInteger(seed)) {
    process.stderr.write(`Usage: npm run fuzz -- [--seconds 60] [--seed 1] [--target ${names}] [--input BASE64]\n`);
    return 2;
  }
  if (options.input !== undefined) {
    const input = new Uint8Array(Buffer.from(options.input, "base64"));
    for (const target of chosen) say(`${target.name}: ${target.run(input)}`);
    return 0;
  }
  let findings = 0;
  for (const { name } of chosen) {
    const { executions, kinds, finding } = await fuzz(name, seconds / chosen.length);
    say(`${name}: ${executions} executions, ${kinds} kinds of outcomes, ${finding ? 1 : 0} findings (seed ${seed})`);
    if (!finding) continue;
    findings += 1;
    say(`  ${finding.problem}`);
    say(`  run it again: npm run fuzz -- --target ${name} --input ${finding.input}`);
  }
  return findings > 0 ? 1 : 0;
}

process.exitCode = await main();
