/** Recordings for tests: made with the platform's seal and packer, from events that any test can name. */
import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { checksum, makeSealer, packer } from "../../src/node/record/sealing.ts";
import type { RecordingEvent, RecordingHeader, RecordingSummary } from "../../src/recording/format.ts";
import { readHead, type Head } from "../../src/recording/header.ts";
import { RecordingReader, type DamageItem, type RecordingItem } from "../../src/recording/recording-reader.ts";
import { RecordingWriter } from "../../src/recording/recording-writer.ts";

export interface Made {
  readonly bytes: Uint8Array;
  /** Where each block begins, and where the file ends. */
  readonly blocks: readonly number[];
  readonly key: Uint8Array | undefined;
}

/** One block for each group of events, and an end. */
export function makeRecording(
  groups: readonly (readonly RecordingEvent[])[],
  { sealed = true, pack = true } = {},
): Made {
  const key = sealed ? new Uint8Array(randomBytes(32)) : undefined;
  const header: RecordingHeader = {
    made: "twscope test",
    created: "2026-11-22T10:15:00.000Z",
    id: randomBytes(16).toString("hex"),
    sealed: sealed ? "age" : "none",
  };
  const sealer = key && ((head: Uint8Array) => makeSealer(key, header.id, head));
  const writer = new RecordingWriter({ header, key: new Uint8Array(0), sealer, packer, checksum });
  const pieces: Uint8Array[] = [writer.head];
  const blocks: number[] = [];
  const length = (): number => pieces.reduce((sum, piece) => sum + piece.length, 0);
  for (const group of groups) {
    for (const event of group) writer.add(event);
    const block = writer.block(pack);
    if (!block) continue;
    blocks.push(length());
    pieces.push(...block.map((piece) => piece.slice()));
  }
  blocks.push(length());
  pieces.push(...writer.end({ in: 0, out: 0 }));
  blocks.push(length());
  return { bytes: Uint8Array.from(Buffer.concat(pieces)), blocks, key };
}

export interface ReadBack {
  readonly events: RecordingEvent[];
  readonly damage: DamageItem[];
  readonly ended: boolean;
  /** Of its last block. */
  readonly summary: RecordingSummary | undefined;
  readonly head: Head | undefined;
}

/** Reads a whole file, in chunks of the given size. */
export function readRecording(
  bytes: Uint8Array,
  key: Uint8Array | undefined,
  chunkBytes = bytes.length || 1,
): ReadBack {
  const read = readHead(bytes, checksum);
  if (read.state !== "whole") return { events: [], damage: [], ended: false, summary: undefined, head: undefined };
  const { head } = read;
  const sealer = key && makeSealer(key, head.header.id, head.bytes);
  const reader = new RecordingReader({ sealer, packer, checksum, headLength: head.length });
  const items: RecordingItem[] = [];
  for (let at = head.length; at < bytes.length; at += chunkBytes)
    items.push(...reader.push(bytes.subarray(at, Math.min(at + chunkBytes, bytes.length))));
  items.push(...reader.end());
  return {
    events: items.flatMap((item) => (item.kind === "events" ? item.events : [])),
    damage: items.filter((item) => item.kind === "damage"),
    ended: items.some((item) => item.kind === "end"),
    summary: items.flatMap((item) => (item.kind === "end" && item.summary ? [item.summary] : [])).at(-1),
    head,
  };
}

/** Events as values that can be compared. */
export const comparable = (events: readonly RecordingEvent[]): unknown[] =>
  events.map((event) =>
    event.kind === "data" ? { ...event, bytes: Buffer.from(event.bytes).toString("hex") } : event,
  );

const moment = fc.record({
  leg: fc.nat(1000),
  monotonicUs: fc.integer({ min: 0, max: 2 ** 45 }),
  wallUs: fc.integer({ min: 0, max: 2 ** 51 }),
});
const both = fc.record({ in: fc.nat(), out: fc.nat() });
const bytes = fc.uint8Array({ maxLength: 300 });

/** Any event. */
export const anyEvent: fc.Arbitrary<RecordingEvent> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(moment, fc.constantFrom("in" as const, "out" as const), bytes)
      .map(([at, direction, content]) => ({ ...at, kind: "data" as const, direction, bytes: content })),
  },
  fc
    .tuple(moment, fc.string(), fc.string())
    .map(([at, client, host]) => ({ ...at, kind: "open" as const, about: { connection: "00", client, host } })),
  fc
    .tuple(moment, both, fc.string())
    .map(([at, missing, why]) => ({ ...at, kind: "gap" as const, about: { missing, chunks: 1, sinceWallUs: 5, why } })),
  fc
    .tuple(moment, fc.nat(), fc.string())
    .map(([at, clientId, text]) => ({ ...at, kind: "note" as const, about: { clientId, text } })),
  fc
    .tuple(moment, both, fc.string())
    .map(([at, counts, how]) => ({ ...at, kind: "close" as const, about: { how, bytes: counts } })),
  fc
    .tuple(
      moment,
      fc.option(fc.integer({ min: 1, max: 999 }), { nil: undefined }),
      fc.option(fc.nat(), { nil: undefined }),
      both,
      fc.option(both, { nil: undefined }),
    )
    .map(([at, serverVersion, clientId, before, unfinished]) => ({
      ...at,
      kind: "context" as const,
      context: { serverVersion, clientId, before, unfinished },
    })),
);

export const dataEvent = (content: string, monotonicUs = 0): RecordingEvent => ({
  kind: "data",
  leg: 1,
  direction: "in",
  monotonicUs,
  wallUs: 1_795_352_863_911_350 + monotonicUs,
  bytes: Buffer.from(content, "latin1"),
});
