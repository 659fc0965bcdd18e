/** Recordings: whatever became of a file, what is whole in it is read, and what is not is said. */
import { blockPieces } from "../../../src/recording/block.ts";
import { blockKind, packing, type RecordingEvent, type RecordingHeader } from "../../../src/recording/format.ts";
import { readHead } from "../../../src/recording/header.ts";
import { RecordingReader, type RecordingItem } from "../../../src/recording/recording-reader.ts";
import { RecordingWriter } from "../../../src/recording/recording-writer.ts";
import { readRecords } from "../../../src/recording/records.ts";
import { checksum, packer } from "../../../src/node/record/sealing.ts";
import { capturedVectors } from "../../harness/captured-vectors.ts";
import { pieces, printed, promise, type Target } from "../target.ts";

const header: RecordingHeader = {
  made: "twscope fuzz",
  created: "2026-11-22T10:15:00.000Z",
  id: "000102030405060708090a0b0c0d0e0f",
  sealed: "none",
};

function recordingOf(groups: readonly (readonly RecordingEvent[])[], pack: boolean): Uint8Array {
  const writer = new RecordingWriter({ header, key: new Uint8Array(0), sealer: undefined, packer, checksum });
  const parts: Uint8Array[] = [writer.head];
  for (const group of groups) {
    for (const event of group) writer.add(event);
    parts.push(...(writer.block(pack) ?? []).map((piece) => piece.slice()));
  }
  return Buffer.concat([...parts, ...writer.end({ in: 0, out: 0 })]);
}

function eventsFrom(first: number): RecordingEvent[] {
  const at = { leg: 1, wallUs: 1_795_352_863_911_350 };
  const about = { connection: "00", client: "127.0.0.1:50000", host: "127.0.0.1:4002" };
  const both = { in: 3, out: 4 };
  return [
    { ...at, monotonicUs: 0, kind: "open", about },
    ...capturedVectors.slice(first, first + 5).map(({ direction, payload }, index): RecordingEvent => ({ ...at, monotonicUs: index * 1000, kind: "data", direction, bytes: payload })),
    { ...at, monotonicUs: 9000, kind: "gap", about: { missing: both, chunks: 1, sinceWallUs: 5, why: "test" } },
    { ...at, monotonicUs: 9001, kind: "context", context: { serverVersion: 200, clientId: 1, before: both, unfinished: both } },
    { ...at, monotonicUs: 9002, kind: "close", about: { how: "test", bytes: both } },
  ]; // prettier-ignore
}

const seeds = (): Uint8Array[] =>
  [0, 5, 10, 100, 150].flatMap((first) =>
    [true, false].map((pack) => recordingOf([eventsFrom(first), eventsFrom(first + 5)], pack)),
  );

function readAll(chunks: readonly Uint8Array[], offset: number): RecordingItem[] {
  const reader = new RecordingReader({ sealer: undefined, packer, checksum, headLength: offset });
  return [...chunks.flatMap((chunk) => reader.push(chunk)), ...reader.end()];
}

function run(input: Uint8Array): string {
  const head = readHead(input, checksum);
  const start = head.state === "whole" ? head.head.length : 0;
  const blocks = input.subarray(start);
  // A damaged body seldom keeps its checksum, so the same bytes are read as records of a block that is whole.
  const sealed = Buffer.concat(blockPieces([Uint8Array.of(packing.none), blocks], 0, blockKind.data, checksum));
  const found = [blocks, sealed].flatMap((file) => {
    const items = readAll([file], start);
    promise(
      printed(readAll(pieces(file, file.length), start)) === printed(items),
      "it does not matter how bytes are cut",
    );
    for (const item of items)
      promise(item.offset >= start && item.offset <= start + file.length, "an item is where it is said to be");
    return items;
  });
  readRecords(input);
  const told = found.map((item) => (item.kind === "damage" ? item.code : item.kind));
  return `${head.state} ${[...new Set(told)].sort().join(",")}`;
}

export const recording: Target = { name: "recording", seeds, bytesMax: 32 * 1024, run };
