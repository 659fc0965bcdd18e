/**
 * What a recording holds, in figures: from its end block where it has one, else by walking it. Walking looks into the
 * frames' lengths only, so that it is quick.
 */
import { open, stat } from "node:fs/promises";
import type { Direction } from "../../base/direction.ts";
import { LegWatch } from "../../recorder/leg-watch.ts";
import type { RecordingEvent, RecordingHeader, RecordingSummary } from "../../recording/format.ts";
import type { Head } from "../../recording/header.ts";
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
  readonly summary: Omit<RecordingSummary, "blocks"> | undefined;
}

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
    if (ended) return { state: "whole", why: undefined, header, summary: ended };
    const small = (await stat(path)).size <= walkBytesMax;
    const summary = small ? (await walk(path, head, key)).summary : undefined;
    return { state: "open", why: undefined, header, summary };
  } catch (error) {
    if (!(error instanceof InputError) || error.code === "no-input") throw error;
    const why = error.message;
    return { state: head ? "locked" : "unreadable", why, header: head?.header, summary: undefined };
  }
}

/** Figures of a whole file, and everything in it that is not as it was written. */
export interface Walked {
  readonly blocks: number;
  readonly ended: boolean;
  readonly damage: readonly DamageItem[];
  readonly summary: Omit<RecordingSummary, "blocks">;
  /** Gaps that stand in it. */
  readonly gaps: readonly (RecordingEvent & { readonly kind: "gap" })[];
}

/** Walks every block. */
export async function walk(path: string, head: Head, key: Uint8Array | undefined): Promise<Walked> {
  const reader = readerFor(head, key);
  const count = new Count();
  for await (const chunk of fileChunks(path, head.length)) for (const item of reader.push(chunk)) count.take(item);
  for (const item of reader.end()) count.take(item);
  return count.walked();
}

/** More damage than this is counted, not kept. */
const keptMax = 10_000;

class Count {
  private blocks = 0;
  private ended = false;
  private readonly damage: DamageItem[] = [];
  private readonly gaps: (RecordingEvent & { kind: "gap" })[] = [];
  private readonly bytes = { in: 0, out: 0 };
  private readonly legs = new Map<number, LegWatch>();
  private readonly messages = { in: 0, out: 0 };
  private firstWallUs: number | undefined;
  private lastWallUs: number | undefined;

  take(item: RecordingItem): void {
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
    for (const leg of this.legs.keys()) this.finish(leg);
    const { blocks, ended, damage, gaps, bytes, messages, firstWallUs, lastWallUs } = this;
    const times = {
      ...(firstWallUs !== undefined && { firstWallUs }),
      ...(lastWallUs !== undefined && { lastWallUs }),
    };
    return { blocks, ended, damage, gaps, summary: { bytes, messages, gaps: gaps.length, ...times } };
  }

  private event(event: RecordingEvent): void {
    this.firstWallUs ??= event.wallUs;
    this.lastWallUs = event.wallUs;
    if (event.kind === "open") {
      this.finish(event.leg);
      this.legs.set(event.leg, new LegWatch(everything, event.about.continued));
    } else if (event.kind === "data") {
      this.bytes[event.direction] += event.bytes.length;
      this.legs.get(event.leg)?.push(event.direction, event.bytes);
    } else if (event.kind === "gap") {
      if (this.gaps.length < keptMax) this.gaps.push(event);
      this.legs.get(event.leg)?.gap(event.about);
    }
  }

  private finish(leg: number): void {
    const watch = this.legs.get(leg);
    this.legs.delete(leg);
    for (const direction of ["in", "out"] as const satisfies Direction[])
      this.messages[direction] += watch?.messages[direction] ?? 0;
  }
}

const everything = { includeMarketData: true, everyMessage: () => false };

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
