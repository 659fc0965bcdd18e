/**
 * Runs a fuzzer in a thread of its own, so that an input that hangs or fills the memory ends this thread and not the
 * run. The input at hand lies in shared memory, where it can still be read afterwards.
 */
import { parentPort, workerData } from "node:worker_threads";
import { Fuzzer, targets } from "./fuzzer.ts";

export interface WorkerData {
  readonly target: string;
  readonly seed: number;
  readonly untilMs: number;
  /** The most processor time that one input may take. */
  readonly inputMsMax: number;
  /** Length of the input, number of executions, kinds of outcomes. */
  readonly state: SharedArrayBuffer;
  readonly input: SharedArrayBuffer;
}

/** A finding; the input lies in the shared memory. */
export interface WorkerMessage {
  readonly problem: string;
}

const { target: name, seed, untilMs, inputMsMax, state, input }: WorkerData = workerData;
const counters = new Int32Array(state);
const shared = new Uint8Array(input);
const target = targets.find((each) => each.name === name);
if (!target) throw new Error(`no target is called ${name}`);
const fuzzer = new Fuzzer(target, seed);

let found = false;
while (!found && Date.now() < untilMs) {
  const bytes = fuzzer.next();
  shared.set(bytes.subarray(0, shared.length));
  Atomics.store(counters, 0, bytes.length);
  const started = process.cpuUsage();
  try {
    fuzzer.run(bytes);
    // Time of the processor, so that a busy machine finds no more than an idle one.
    const { user, system } = process.cpuUsage(started);
    if (user + system > inputMsMax * 1000) tell(`took ${Math.round((user + system) / 1000)} ms of processor time`);
  } catch (error) {
    tell(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  Atomics.store(counters, 1, fuzzer.executions);
  Atomics.store(counters, 2, fuzzer.kinds);
}

function tell(problem: string): void {
  const message: WorkerMessage = { problem };
  // The rule means windows; this is a thread.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  parentPort?.postMessage(message);
  // One finding is enough, and its input must stay in the shared memory.
  found = true;
}
