/**
 * Reads a capture into recordings, as if the recorder had been there: one for each connection and day, named and sealed
 * like its own, with the times of the capture.
 */
import { existsSync } from "node:fs";
import { CaptureReader } from "../../capture/capture-reader.ts";
import type { CaptureIssue, CaptureItem, CaptureSummary } from "../../capture/capture-items.ts";
import { CapturedLegs } from "../../recorder/captured-legs.ts";
import { Scribe } from "../../recorder/scribe.ts";
import { createSink, makeStore, pin, type FileSink } from "../store/store-folder.ts";
import { localDays, localText } from "./clock.ts";
import { newRecording, type NewRecording } from "./new-recording.ts";

export interface ImportOptions extends NewRecording {
  readonly store: string;
  /** Ports on which hosts listen, beside the usual ones. */
  readonly hostPorts: readonly number[];
  /** Why the recordings are kept: a capture of last month would else be recycled at once. */
  readonly reason: string;
  readonly issue: (issue: CaptureIssue) => void;
}

export interface Imported {
  readonly summary: CaptureSummary;
  readonly files: readonly string[];
  /** Why something could not be written. */
  readonly problem: string | undefined;
}

export async function importCapture(chunks: AsyncIterable<Uint8Array>, options: ImportOptions): Promise<Imported> {
  const { store } = options;
  makeStore(store);
  const sinks: FileSink[] = [];
  const scribe = new Scribe(
    {
      create: (client, wallUs) => {
        const sink = createSink(store, localText(wallUs), client);
        sinks.push(sink);
        return { writer: newRecording(options, wallUs), sink };
      },
      local: localText,
      day: localDays(),
      log: () => {},
      noticed: () => {},
    },
    { includeMarketData: true, logLevel: 1 },
  );
  const legs = new CapturedLegs();
  const reader = new CaptureReader({ hostPorts: options.hostPorts });
  let last = { monotonicUs: 0, wallUs: 0 };
  let summary: CaptureSummary | undefined;
  let problem: string | undefined;
  const take = (items: readonly CaptureItem[]): void => {
    for (const item of items) {
      if (item.kind === "issue") options.issue(item);
      else if (item.kind === "summary") summary = item;
      else {
        last = item.event;
        for (const event of legs.take(item.event)) scribe.take(event);
      }
    }
    problem ??= scribe.reports().find((leg) => leg.problem !== undefined)?.problem ?? scribe.takeProblem();
  };
  for await (const chunk of chunks) take(reader.push(chunk));
  take(reader.end());
  for (const event of legs.end()) scribe.take(event);
  scribe.stop(last.monotonicUs, last.wallUs, "the capture ended");
  problem ??= scribe.takeProblem();
  const files = [...new Set(sinks.map(({ path }) => path))].filter((path) => existsSync(path));
  for (const path of files) pin(path, options.reason);
  return { summary: summary as CaptureSummary, files, problem };
}
