/** The relay's side of the recording thread: hands it batches, and starts another one when it dies. */
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Noticed } from "../../recorder/leg-watch.ts";
import { addTotals, type LegReport, type Totals } from "../../recorder/scribe.ts";
import { Tape, type Moments } from "../../recorder/tape.ts";
import { packageFolder } from "../package-folder.ts";
import type { Clock } from "./clock.ts";
import type { FromWorker, ToWorker, WorkerSettings } from "./recorder-worker.ts";

export interface ThreadEvents {
  readonly noticed: (leg: number, noticed: Noticed) => void;
  readonly problem: (text: string | undefined) => void;
  readonly recycled: (files: readonly { readonly path: string; readonly why: "age" | "space" }[]) => void;
}

const bufferBytes = 256 * 1024;
/** 24 MiB in all: what comes in an eighth of a second at 200 MB/s, or in a minute of busy trading. */
const buffersMax = 96;
/** What the thread throws away is mostly buffers outside of its heap; a small young generation finds them sooner. */
const youngMegabytesMax = 3;
/** Bytes wait at most so long before they are handed over. Each time, the thread that records wakes up beside the one that relays. */
const flushMs = 100;
const tickMs = 1000;
const restartMs = 1000;
const finishedMax = 100;

/** The built one, from the sources too: threads are started from files of JavaScript. */
const workerPath = join(packageFolder, "dist", "node", "record", "recorder-worker.js");

export class RecordingThread {
  readonly tape: Tape;
  reports = new Map<number, LegReport>();
  files: readonly string[] = [];
  /** Of the threads before this one and of this one; `undefined` before the first report. */
  totals: Totals | undefined;
  /** The last files that are over, and how many there were. */
  finished: readonly string[] = [];
  finishedCount = 0;
  /** Ms from the handing over of the last batch that came back to its being written. */
  lagMs = 0;
  private readonly settings: WorkerSettings;
  private readonly events: ThreadEvents;
  private readonly clock: Clock;
  private worker: Worker;
  private alive = false;
  private started = false;
  private begun: (() => void) | undefined;
  private stopping: (() => void) | undefined;
  private flushTimer: NodeJS.Timeout | undefined;
  private readonly tickTimer: NodeJS.Timeout;
  private restartTimer: NodeJS.Timeout | undefined;
  private readonly handedOver: number[] = [];
  /** What threads that died had reported. */
  private before: Totals | undefined;

  constructor(settings: WorkerSettings, clock: Clock, events: ThreadEvents) {
    this.settings = settings;
    this.clock = clock;
    this.events = events;
    this.tape = new Tape(
      {
        now: () => clock.now(),
        post: (buffer, length) => this.post(buffer, length),
        wake: () => {
          this.flushTimer ??= setTimeout(() => {
            this.flushTimer = undefined;
            this.tape.flush();
          }, flushMs);
        },
      },
      { bufferBytes, buffersMax },
    );
    this.worker = this.start();
    this.tickTimer = setInterval(() => this.send({ kind: "tick", ...clock.now() }), tickMs);
  }

  /** Bytes that wait to be recorded, at most. */
  get queueBytes(): number {
    return this.tape.posted * bufferBytes;
  }

  /** Waits until the thread can take something, but not for ever: relaying does not depend on it. */
  async ready(timeoutMs: number): Promise<void> {
    if (this.started) return;
    await new Promise<void>((resolve) => {
      this.begun = resolve;
      setTimeout(resolve, timeoutMs).unref();
    });
  }

  /** Writes everything and ends the files. @returns whether the thread said that it did, in time */
  async stop(timeoutMs: number): Promise<boolean> {
    clearInterval(this.tickTimer);
    clearTimeout(this.flushTimer);
    clearTimeout(this.restartTimer);
    if (!this.alive) return false;
    this.tape.flush();
    const done = new Promise<boolean>((resolve) => {
      this.stopping = () => resolve(true);
      setTimeout(() => resolve(false), timeoutMs).unref();
    });
    this.send({ kind: "stop", ...this.clock.now() });
    const said = await done;
    await this.worker.terminate();
    return said;
  }

  private start(): Worker {
    const worker = new Worker(workerPath, {
      workerData: this.settings,
      // What Node itself was started with is meant for the program, not for this thread.
      execArgv: [],
      resourceLimits: { maxYoungGenerationSizeMb: youngMegabytesMax },
    });
    this.alive = true;
    worker.on("message", (message: FromWorker) => this.receive(message));
    worker.on("error", (error: Error) => this.events.problem(`the recording thread failed: ${error.message}`));
    worker.on("exit", () => this.died(worker));
    return worker;
  }

  private died(worker: Worker): void {
    if (worker !== this.worker || this.stopping) return;
    this.alive = false;
    this.handedOver.length = 0;
    this.before = this.totals;
    this.restartTimer = setTimeout(() => {
      this.worker = this.start();
      const { reports } = this;
      this.reports = new Map();
      this.tape.restart("the recording thread was started again", (leg) => {
        const report = reports.get(leg);
        return report && { bytes: report.written, ...known(report) };
      });
      this.tape.flush();
    }, restartMs);
  }

  private post(buffer: Uint8Array, length: number): void {
    this.handedOver.push(this.clock.now().monotonicUs);
    const message: ToWorker = { kind: "batch", buffer, length, behind: this.tape.posted - 1 };
    this.send(message, [buffer.buffer as ArrayBuffer]);
  }

  private send(message: ToWorker, transfer: ArrayBuffer[] = []): void {
    if (this.alive) this.worker.postMessage(message, transfer);
  }

  private receive(message: FromWorker): void {
    switch (message.kind) {
      case "free": {
        const since = this.handedOver.shift();
        if (since !== undefined) this.lagMs = (this.clock.now().monotonicUs - since) / 1000;
        this.tape.free(message.buffer);
        break;
      }
      case "noticed": {
        this.events.noticed(message.leg, message.noticed);
        break;
      }
      case "report": {
        this.reports = new Map(message.legs.map((report) => [report.leg, report]));
        this.files = message.files;
        this.totals = this.before ? addTotals(this.before, message.totals) : message.totals;
        this.finishedCount += message.finished.length;
        this.finished = [...this.finished, ...message.finished].slice(-finishedMax);
        this.events.problem(message.problem);
        break;
      }
      case "recycled": {
        this.events.recycled(message.files);
        break;
      }
      case "ready": {
        this.started = true;
        this.begun?.();
        break;
      }
      case "stopped":
        this.stopping?.();
    }
  }
}

function known({ serverVersion, clientId }: LegReport): { serverVersion?: number; clientId?: number } {
  return { ...(serverVersion !== undefined && { serverVersion }), ...(clientId !== undefined && { clientId }) };
}

export type { Moments };
