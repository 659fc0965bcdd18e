/** What the recorder says at its beginning and at its end. */
import { formatAddress } from "../../node/record/address.ts";
import type { Recorder } from "../../node/record/recorder.ts";
import type { RunningRecorder } from "../../node/store/running.ts";
import { bytesText, counted, durationText, grouped } from "../store/amounts.ts";
import type { Terminal } from "../terminal.ts";
import type { Plan } from "./plan.ts";

export interface Summary {
  readonly signal: string;
  readonly seconds: number;
  readonly connections: number;
  readonly messages: { readonly in: number; readonly out: number };
  readonly bytes: { readonly in: number; readonly out: number };
  readonly gaps: number;
  /** Bytes that were relayed and are in no recording. */
  readonly missed: { readonly in: number; readonly out: number };
  /** Whether everything that was to be recorded lies in its file. */
  readonly complete: boolean;
  readonly problem: string | null;
  /** The last recordings, and how many there were. */
  readonly files: readonly string[];
  readonly filesCount: number;
}

export function summaryOf(recorder: Recorder, status: RunningRecorder, signal: string, written: boolean): Summary {
  const { files, count } = recorder.finished;
  const { messages, bytes, gaps, missed, problem, legsSoFar, since } = status;
  return {
    signal,
    seconds: Math.round((Date.parse(status.at) - Date.parse(since)) / 1000),
    connections: legsSoFar,
    messages,
    bytes,
    gaps,
    missed,
    complete: written && gaps === 0 && missed.in + missed.out === 0 && problem === undefined,
    problem: problem ?? (written ? null : "the recording thread did not end in time"),
    files,
    filesCount: count,
  };
}

export function printSummary(summary: Summary, { keep }: { readonly keep: boolean }, { colors }: Terminal): string {
  const { signal, seconds, connections, messages, bytes, gaps, missed, problem, files, filesCount } = summary;
  const rows: [string, string][] = [
    ["connections", grouped(connections)],
    ["messages", `${grouped(messages.out)} out, ${grouped(messages.in)} in`],
    ["bytes", `${bytesText(bytes.out)} out, ${bytesText(bytes.in)} in`],
  ];
  if (keep) {
    const lost = missed.in + missed.out;
    const gap = `${counted(gaps, "gap")}, ${counted(lost, "byte")} relayed and not recorded`;
    rows.push(["gaps", gaps === 0 && lost === 0 ? "none" : colors.red(gap)]);
    if (problem !== null) rows.push(["problem", colors.red(problem)]);
    const shown = files.slice(-10);
    const more = filesCount - shown.length;
    rows.push(["recordings", filesCount === 0 ? "none" : grouped(filesCount)]);
    if (more > 0) rows.push(["", `… ${more} before, and`]);
    rows.push(...shown.map((file): [string, string] => ["", file]));
  }
  const lines = rows.map(([name, value]) => `  ${name.padEnd(12)} ${value}\n`);
  return `${colors.bold(`Stopped by ${signal} after ${durationText(seconds * 1000)}`)}\n${lines.join("")}`;
}

/** @param address where it really listens */
export function printBeginning(plan: Plan, recorder: Recorder, { colors }: Terminal): string {
  const { toHost, store, createApiMessageLogFile: keep, plain, includeMarketData, keepDays, keepBytes } = plan;
  const how = keep
    ? `${plain ? "not encrypted" : "encrypted"}${includeMarketData ? "" : ", without market data"}; ` +
      `kept for ${counted(keepDays, "day")}, at most ${bytesText(keepBytes)}`
    : "nothing is recorded: createApiMessageLogFile is off";
  return [
    `${colors.bold("Recording")} ${formatAddress(recorder.address)} -> ${formatAddress(toHost)}`,
    `  let your program connect to ${formatAddress(recorder.address)}`,
    `  ${keep ? `recordings go to ${store}, ` : ""}${how}`,
    "  Ctrl-C ends it",
    "",
  ].join("\n");
}
