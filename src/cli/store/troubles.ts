/** What is wrong with the recorders of a store, in sentences. Nothing said means that all is well. */
import { localText } from "../../node/record/clock.ts";
import type { RunningRecorder } from "../../node/store/running.ts";
import { bytesText, counted, durationText } from "./amounts.ts";

export interface Status {
  readonly store: string;
  /** `null` when the store is not there. */
  readonly diskFreeBytes: number | null;
  readonly running: readonly RunningRecorder[];
  /** Recorders that went without a word. */
  readonly lost: readonly RunningRecorder[];
}

/** A busy day of ticks is some GB. */
const diskFreeBytesMin = 1024 ** 3;
/** Bytes are in the file within 200 ms when all is well. */
const lagMsMax = 5000;

export function troubles({ store, diskFreeBytes, running, lost }: Status): string[] {
  return [
    ...(running.length === 0 ? [`no recorder runs on ${store}`] : []),
    ...running.flatMap(troublesOf),
    ...lost.map(
      ({ pid, listen, at }) =>
        `the recorder on ${listen} (process ${pid}) has said nothing since ${localText(Date.parse(at) * 1000).slice(0, 19)}: it ` +
        `was killed, hangs, or its machine stopped. What it had recorded until then is readable.`,
    ),
    ...(diskFreeBytes !== null && diskFreeBytes < diskFreeBytesMin
      ? [`only ${bytesText(diskFreeBytes)} are left for ${store}`]
      : []),
  ];
}

function troublesOf({ listen, problem, gaps, missed, lagMs }: RunningRecorder): string[] {
  const lost = missed.in + missed.out;
  return [
    ...(problem === undefined ? [] : [`${listen} is not recording: ${problem}`]),
    ...(gaps > 0 || lost > 0
      ? [`${listen}: ${counted(gaps, "gap")}; ${counted(lost, "byte")} were relayed and not recorded`]
      : []),
    ...(lagMs > lagMsMax ? [`${listen}: recording is ${durationText(lagMs)} behind`] : []),
  ];
}
