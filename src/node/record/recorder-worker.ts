/** The thread that records: takes batches from the relay's thread, and writes files. A shell around the scribe. */
import { appendFileSync, fdatasync } from "node:fs";
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { readBatch } from "../../recorder/batch.ts";
import type { Noticed } from "../../recorder/leg-watch.ts";
import type { LogLevel } from "../../recorder/own-log.ts";
import { Scribe, type LegReport, type Totals } from "../../recorder/scribe.ts";
import type { RecyclingRules } from "../../store/recycling.ts";
import { createSink, FileSink, makeStore, nowhere, recycle } from "../store/store-folder.ts";
import { localDays, localText } from "./clock.ts";
import { newRecording, type NewRecording } from "./new-recording.ts";

/** What the thread is started with. */
export interface WorkerSettings extends NewRecording {
  readonly store: string;
  /** `false`: connections are watched, and nothing is kept of them but the recorder's own log. */
  readonly keep: boolean;
  readonly includeMarketData: boolean;
  readonly logLevel: LogLevel;
  readonly rules: RecyclingRules;
}

export type ToWorker =
  /** @property behind batches that wait behind this one */
  | { readonly kind: "batch"; readonly buffer: Uint8Array; readonly length: number; readonly behind: number }
  | { readonly kind: "tick" | "stop"; readonly monotonicUs: number; readonly wallUs: number };

export type FromWorker =
  | { readonly kind: "free"; readonly buffer: Uint8Array }
  | { readonly kind: "noticed"; readonly leg: number; readonly noticed: Noticed }
  | {
      readonly kind: "report";
      readonly legs: readonly LegReport[];
      readonly files: readonly string[];
      readonly problem: string | undefined;
      readonly totals: Totals;
      /** Paths of files that are over since the last report. */
      readonly finished: readonly string[];
    }
  | { readonly kind: "recycled"; readonly files: readonly { readonly path: string; readonly why: "age" | "space" }[] }
  | { readonly kind: "ready" | "stopped" };

/** With so many batches waiting there is no time to make blocks smaller. */
const hurryBatches = 4;
const recycleEveryUs = 3_600_000_000;
/** Nor may more than this part of what the store may hold be added before it is looked at again. */
const recycleShare = 0.01;
/** For a second or two, a file that is over is still told as being written. */
const looksAfterGrowth = 4;

function main(port: NonNullable<typeof parentPort>, settings: WorkerSettings): void {
  const { store } = settings;
  const sinks = new Set<FileSink>();
  const post = (message: FromWorker, transfer: ArrayBuffer[] = []): void => port.postMessage(message, transfer);
  let problem: string | undefined;
  const day = localDays();

  const scribe = new Scribe(
    {
      create: (client, wallUs) => {
        const sink = settings.keep ? createSink(store, localText(wallUs), client) : nowhere;
        if (sink instanceof FileSink) sinks.add(sink);
        return { writer: newRecording(settings, wallUs), sink };
      },
      local: localText,
      day,
      log: (local, line) => {
        try {
          makeStore(store);
          appendFileSync(join(store, `recorder.${local.slice(0, 10).replaceAll("-", "")}.log`), line, { mode: 0o600 });
        } catch (error) {
          problem = (error as Error).message;
        }
      },
      noticed: (leg, noticed) => {
        if (noticed.kind !== "message") post({ kind: "noticed", leg, noticed });
      },
    },
    settings,
  );

  let syncing = 0;
  const sync = (): void => {
    if (syncing > 0) return;
    for (const sink of sinks) {
      if (!sink.open) continue;
      syncing += 1;
      fdatasync(sink.descriptor, () => (syncing -= 1));
    }
  };
  const takeFinished = (): string[] => {
    const over = [...sinks].filter((sink) => !sink.open);
    for (const sink of over) sinks.delete(sink);
    return over.map(({ path }) => path);
  };
  const report = (): void => {
    const legs = scribe.reports();
    problem = legs.find((leg) => leg.problem !== undefined)?.problem ?? scribe.takeProblem() ?? problem;
    post({
      kind: "report",
      legs,
      files: scribe.open,
      problem,
      totals: scribe.totals(),
      finished: takeFinished(),
    });
    problem = undefined;
  };
  let recycledUs = Number.NEGATIVE_INFINITY;
  let recycledDay = "";
  let recycledAtBytes = 0;
  let looksLeft = 0;
  const recycleNow = (monotonicUs: number, wallUs: number): void => {
    const today = day(wallUs);
    const written = scribe.totals().written;
    const bytes = written.in + written.out;
    if (bytes - recycledAtBytes > settings.rules.keepBytes * recycleShare) {
      recycledAtBytes = bytes;
      looksLeft = looksAfterGrowth;
    }
    if (looksLeft > 0) looksLeft -= 1;
    else if (monotonicUs - recycledUs < recycleEveryUs && today === recycledDay) return;
    recycledUs = monotonicUs;
    recycledDay = today;
    const files = recycle(store, today, settings.rules).map(({ file, why }) => ({ path: file.path, why }));
    if (files.length > 0) post({ kind: "recycled", files });
  };

  port.on("message", (message: ToWorker) => {
    switch (message.kind) {
      case "batch": {
        scribe.hurry = message.behind >= hurryBatches;
        for (const event of readBatch(message.buffer, message.length)) scribe.take(event);
        scribe.flush();
        post({ kind: "free", buffer: message.buffer }, [message.buffer.buffer as ArrayBuffer]);
        break;
      }
      case "tick": {
        scribe.tick(message.monotonicUs, message.wallUs);
        scribe.flush();
        sync();
        report();
        recycleNow(message.monotonicUs, message.wallUs);
        break;
      }
      case "stop": {
        scribe.stop(message.monotonicUs, message.wallUs);
        report();
        post({ kind: "stopped" });
        port.close();
      }
    }
  });
  post({ kind: "ready" });
}

if (parentPort) main(parentPort, workerData as WorkerSettings);
