/**
 * What a recording holds, in figures: from its end block where it has one, else by walking it. Walking looks into the
 * frames' lengths only, so that it is quick.
 */
import { open, stat } from "node:fs/promises";
import type { Direction } from "../../base/direction.ts";
import { MessageCount } from "../../recorder/message-count.ts";
import type { RecordingEvent, RecordingHeader, RecordingSummary } from "../../recording/format.ts";
import type { Head } from "../../recording/header.ts";
import { MendedEvents } from "../../recording/mended-events.ts";
import type { DamageItem, RecordingItem } from "../../recording/recording-reader.ts";
import { headOf, readerFor, unwrapped } from "../record/recording-input.ts";
import { fileChunks } from "../file-chunks.ts";
import { InputError } from "../input.ts";
import type { KeyRing } from "./key-ring.ts";

export interface RecordingFacts {
  /**
   * `whole`: ended as it should be. `open`: without an end, since it is being written or its recorder was killed.
   * `locked`: its key is not here. `unreadable`: no head, or a newer format.
   */
  readonly state: "whole" | "open" | "locked" | "unreadable";
  /** Why it cannot be read. */
  readonly why: string | undefined;
  readonly header: RecordingHeader | undefined;
  /** Its messages are those that are whole in the file. */
  readonly summary: Omit<RecordingSummary, "blocks"> | undefined;
  readonly missing: Missing | undefined;
}

/** What was relayed and is not in the file, by its gaps. */
export interface Missing {
  readonly bytes: Readonly<Record<Direction, number>>;
  /** At least so many: of bytes that nobody looked into, nobody knows how many messages they were. */
  readonly messages: Readonly<Record<Direction, number>>;
}

const none = { in: 0, out: 0 };
export const nothingMissing: Missing = { bytes: none, messages: none };

/**
 * Never fails on what stands in the file.
 * @param walkBytesMax a larger file without an end is not walked, and has no summary then
 * @throws InputError `no-input` when it cannot be opened
 */
export async function recordingFacts(
  path: string,
  keys: KeyRing,
  walkBytesMax = Number.POSITIVE_INFINITY,
): Promise<RecordingFacts> {
  let head: Head | undefined;
  try {
    head = await headOf(path);
    const key = await unwrapped(head, path, keys);
    const ended = await endOf(path, head, key);
    const { header } = head;
    const known = { state: ended ? ("whole" as const) : ("open" as const), why: undefined, header };
    if (ended?.gaps === 0) return { ...known, summary: ended, missing: nothingMissing };
    if ((await stat(path)).size > walkBytesMax) return { ...known, summary: undefined, missing: undefined };
    const { summary, missing } = await walk(path, head, key);
    return {
      ...known,
      summary,
      missing: ended ? withSeen(missing, summary.messages, ended.seen ?? ended.messages) : missing,
    };
  } catch (error) {
    if (!(error instanceof InputError) || error.code === "no-input") throw error;
    const why = error.message;
    const state = head ? "locked" : "unreadable";
    return { state, why, header: head?.header, summary: undefined, missing: undefined };
  }
}

/** The recorder saw more messages than are in the file when it was the disk that did not take them. */
function withSeen({ bytes, messages }: Missing, held: Missing["messages"], seen: Missing["messages"]): Missing {
  const least = (direction: Direction): number => Math.max(messages[direction], seen[direction] - held[direction]);
  return { bytes, messages: { in: least("in"), out: least("out") } };
}

/** Figures of a whole file, and everything in it that is not as it was written. */
export interface Walked {
  readonly blocks: number;
  readonly ended: boolean;
  readonly damage: readonly DamageItem[];
  readonly summary: Omit<RecordingSummary, "blocks">;
  readonly missing: Missing;
  /** Gaps that stand in it. */
  readonly gaps: readonly (RecordingEvent & { readonly kind: "gap" })[];
}

/** Walks every block. */
export async function walk(path: string, head: Head, key: Uint8Array | undefined): Promise<Walked> {
  const reader = readerFor(head, key);
  const count = new Count(head.header.id);
  for await (const chunk of fileChunks(path, head.length)) for (const item of reader.push(chunk)) count.take(item);
  for (const item of reader.end()) count.take(item);
  return count.walked();
}

/** More damage than this is counted, not kept. */
const keptMax = 10_000;

class Count {
  private readonly mended: MendedEvents;
  private blocks = 0;
  private ended = false;
  private readonly damage: DamageItem[] = [];
  private readonly gaps: (RecordingEvent & { kind: "gap" })[] = [];
  private readonly bytes = { in: 0, out: 0 };
  private readonly messages = new MessageCount();
  private readonly missing = { in: 0, out: 0 };
  private gapCount = 0;
  private firstWallUs: number | undefined;
  private lastWallUs: number | undefined;

  constructor(id: string) {
    this.mended = new MendedEvents(id);
  }

  take(item: RecordingItem): void {
    // Behind a damaged block it must be known where the next message begins.
    for (const event of this.mended.take(item)) this.messages.take(event);
    if (item.kind === "damage") {
      if (this.damage.length < keptMax) this.damage.push(item);
      return;
    }
    if (item.kind === "end") {
      this.ended = true;
      return;
    }
    this.blocks += 1;
    for (const event of item.events) this.event(event);
  }

  walked(): Walked {
    const { blocks, ended, damage, gaps, gapCount, bytes, missing, firstWallUs, lastWallUs } = this;
    const times = {
      ...(firstWallUs !== undefined && { firstWallUs }),
      ...(lastWallUs !== undefined && { lastWallUs }),
    };
    const summary = { bytes, messages: this.messages.whole, gaps: gapCount, ...times };
    return { blocks, ended, damage, gaps, summary, missing: { bytes: missing, messages: this.messages.cut } };
  }

  private event(event: RecordingEvent): void {
    this.firstWallUs ??= event.wallUs;
    this.lastWallUs = event.wallUs;
    if (event.kind === "data") this.bytes[event.direction] += event.bytes.length;
    if (event.kind !== "gap") return;
    this.gapCount += 1;
    if (this.gaps.length < keptMax) this.gaps.push(event);
    for (const direction of directions) this.missing[direction] += event.about.missing[direction];
  }
}

const directions = ["in", "out"] as const satisfies readonly Direction[];

/** The end block is never longer. */
const endBytesMax = 4096;

/** The summary at the end of the file; `undefined` when it does not end with one. */
async function endOf(path: string, head: Head, key: Uint8Array | undefined): Promise<RecordingSummary | undefined> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const from = Math.max(head.length, size - endBytesMax);
    const { buffer, bytesRead } = await file.read(new Uint8Array(size - from), 0, size - from, from);
    const reader = readerFor(head, key);
    const items = [...reader.push(buffer.subarray(0, bytesRead)), ...reader.end()];
    const last = items.at(-1);
    return last?.kind === "end" ? last.summary : undefined;
  } finally {
    await file.close();
  }
}
