/** What `twscope logs list` tells of each recording. */
import { localText } from "../../node/record/clock.ts";
import type { KeyRing } from "../../node/store/key-ring.ts";
import { nothingMissing, recordingFacts, type Missing } from "../../node/store/recording-facts.ts";
import type { LegStatus, RunningRecorder } from "../../node/store/running.ts";
import type { Pin, StoredRecording } from "../../node/store/store-folder.ts";

export interface Listed {
  readonly file: string;
  readonly path: string;
  /** `null` when the client never said who it is. */
  readonly client: number | null;
  /** `2026-11-22` */
  readonly day: string;
  /** On this machine's clock, `2026-11-22 10:15:00.123`; `null` when it cannot be read. */
  readonly start: string | null;
  readonly end: string | null;
  /** That are whole in the file; `null` when nobody has counted them. */
  readonly messages: { readonly in: number; readonly out: number } | null;
  readonly gaps: number | null;
  /** What was relayed and is not in it: bytes, and at least so many messages. */
  readonly missing: Missing | null;
  readonly bytes: number;
  readonly pinned: Pin | null;
  /** Marks that keep it too. */
  readonly marks: readonly { readonly mark: string; readonly at: string; readonly text: string }[];
  readonly sealed: boolean | null;
  readonly inUse: boolean;
  readonly readable: boolean;
  /** `whole`, `being written`, `no end`, `locked` or `unreadable`. */
  readonly state: string;
  readonly why: string | null;
}

export async function listingOf(
  recordings: readonly StoredRecording[],
  keys: KeyRing,
  running: readonly RunningRecorder[],
): Promise<Listed[]> {
  const listed: Listed[] = [];
  // One after the other: a passphrase is asked for once, and the disk is read once.
  for (const recording of recordings) {
    const one = await listedOne(recording, keys, running);
    if (one) listed.push(one);
  }
  return listed;
}

async function listedOne(
  { path, fileName, name, day, bytes, pin, marks, inUse, modifiedMs }: StoredRecording,
  keys: KeyRing,
  running: readonly RunningRecorder[],
): Promise<Listed | undefined> {
  const leg = running.flatMap(({ legs }) => legs).find(({ file }) => file === path);
  const facts = await recordingFacts(path, keys, leg ? walkBytesMax : undefined).catch(gone);
  if (!facts) return undefined;
  const { state, why = null, header, summary } = facts;
  const recorder = leg && countsFor(leg, day) ? leg : undefined;
  const writing = inUse && state !== "whole" && running.some(({ files }) => files.includes(path));
  return {
    file: fileName,
    path,
    client: name.client ?? null,
    day: `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`,
    // Of a large one that is being written, its recorder knows.
    start: momentText(summary?.firstWallUs ?? (leg && header && Date.parse(header.created) * 1000)),
    end: momentText(summary?.lastWallUs ?? (leg && modifiedMs * 1000)),
    messages: summary?.messages ?? recorder?.messages ?? null,
    gaps: summary?.gaps ?? leg?.gaps ?? null,
    missing: facts.missing ?? (recorder ? nothingMissing : null),
    bytes,
    pinned: pin ?? null,
    marks: marks.map(({ id, atMs, text }) => ({ mark: id, at: localText(atMs * 1000), text })),
    sealed: header ? header.sealed === "age" : null,
    inUse,
    readable: state === "whole" || state === "open",
    state: state === "open" ? (writing ? "being written" : "no end") : state,
    why,
  };
}

/**
 * Whether what a recorder counted of a connection is what is in the file. It counts what it sees, over all days, and not what
 * the disk did not take.
 */
const countsFor = ({ gaps, openSince }: LegStatus, day: string): boolean =>
  gaps === 0 &&
  localText(Date.parse(openSince) * 1000)
    .slice(0, 10)
    .replaceAll("-", "") === day;

/** A list should not take as long as reading everything. */
const walkBytesMax = 64 * 1024 * 1024;

/** Recycled, or renamed when its client became known, since the folder was read. */
function gone(error: unknown): undefined {
  if (!(error instanceof Error) || !("code" in error) || !["ENOENT", "no-input"].includes(String(error.code)))
    throw error;
}

const momentText = (wallUs: number | undefined): string | null => (wallUs === undefined ? null : localText(wallUs));
