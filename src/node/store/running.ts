/**
 * Which recorders are running: each writes a small file about itself into the store once a second. That is how `status`
 * finds them, and how recycling knows what is being written, across processes and containers that share the folder.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { LegReport } from "../../recorder/scribe.ts";

export interface RunningRecorder {
  /** Random: tells recorders apart whose processes have one number, as in containers that share a store. */
  readonly run: string;
  readonly pid: number;
  readonly listen: string;
  readonly to: string;
  readonly since: string;
  /** When this was written, ISO 8601 in UTC. */
  readonly at: string;
  readonly version: string;
  readonly sealed: boolean;
  readonly legs: readonly LegStatus[];
  readonly legsSoFar: number;
  /** Of all legs so far. */
  readonly messages: { readonly in: number; readonly out: number };
  /** Relayed, of all legs so far. */
  readonly bytes: { readonly in: number; readonly out: number };
  /** Over the last seconds. */
  readonly bytesPerSecond: { readonly in: number; readonly out: number };
  readonly messagesPerSecond: { readonly in: number; readonly out: number };
  /** Bytes that are relayed and wait to be recorded. */
  readonly queueBytes: number;
  /** Ms from a byte's passing to its being in the file, of the last batch. */
  readonly lagMs: number;
  readonly gaps: number;
  /** Bytes that were relayed and are in no recording. */
  readonly missed: { readonly in: number; readonly out: number };
  readonly diskFreeBytes: number | undefined;
  readonly problem: string | undefined;
  /** Whether the traffic is kept at all. */
  readonly keep: boolean;
  readonly includeMarketData: boolean;
  /** Files that are being written. */
  readonly files: readonly string[];
}

export interface LegStatus extends LegReport {
  readonly openSince: string;
  readonly relayed: { readonly in: number; readonly out: number };
}

/** A recorder that has written nothing about itself for so long is gone. */
export const goneAfterMs = 10_000;
/** One that says nothing for so long is in trouble; one whose file was touched so long after it was written could not write it. */
const staleMs = 3000;
const folderName = "running";

export function tellRunning(store: string, status: RunningRecorder): void {
  const folder = join(store, folderName);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, fileName(status));
  try {
    writeFileSync(`${path}.new`, JSON.stringify(status), { mode: 0o600 });
    renameSync(`${path}.new`, path);
  } catch (error) {
    // On a full disk the file's time still can be set: it says that the recorder lives.
    const now = new Date();
    utimesSync(path, now, now);
    rmSync(`${path}.new`, { force: true });
    throw error;
  }
}

export function tellStopped(store: string, status: RunningRecorder): void {
  rmSync(join(store, folderName, fileName(status)), { force: true });
}

/**
 * A recorder takes the place of those at the same address that went without a word, and tells of them itself.
 * @returns those that went
 */
export function forgetLost(store: string, listen: string): RunningRecorder[] {
  const gone = listRunning(store).lost.filter((lost) => lost.listen === listen);
  for (const lost of gone) tellStopped(store, lost);
  return gone;
}

const fileName = ({ pid, run }: RunningRecorder): string => `${pid}.${run}.json`;

/** @returns those that have been heard of lately, and those that have not and left their file behind */
export function listRunning(
  store: string,
  nowMs = Date.now(),
): { running: RunningRecorder[]; lost: RunningRecorder[] } {
  const running: RunningRecorder[] = [];
  const lost: RunningRecorder[] = [];
  let names: string[] = [];
  try {
    names = readdirSync(join(store, folderName)).filter((name) => name.endsWith(".json"));
  } catch {
    // No recorder has run here yet.
  }
  for (const name of names) {
    try {
      const path = join(store, folderName, name);
      const status = JSON.parse(readFileSync(path, "utf8")) as RunningRecorder;
      const { mtimeMs } = statSync(path);
      const [written, touched] = [nowMs - Date.parse(status.at), nowMs - mtimeMs];
      // A clock that was set back makes it negative; then it counts as heard of.
      const silent = Math.min(written, touched);
      const problem =
        silent >= staleMs
          ? `nothing was heard of it for ${Math.floor(silent / 1000)} s; it was killed, or hangs`
          : written - touched >= staleMs
            ? (status.problem ?? "it cannot write into the store")
            : status.problem;
      if (silent >= goneAfterMs) lost.push(status);
      else running.push({ ...status, problem });
    } catch {
      // Just being replaced.
    }
  }
  return { running, lost };
}

/** Paths of recordings that some recorder is writing. */
export const filesInUse = (store: string): string[] => listRunning(store).running.flatMap(({ files }) => files);
