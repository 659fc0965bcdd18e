/** A store with a key of its own, for one test file; both go away with it. */
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, vi } from "vitest";
import { bytesOf } from "../../../src/base/byte-string.ts";
import type { Direction } from "../../../src/base/direction.ts";
import { checksum, makeSealer, packer } from "../../../src/node/record/sealing.ts";
import { KeyRing, type WrappedKey } from "../../../src/node/store/key-ring.ts";
import type { RunningRecorder } from "../../../src/node/store/running.ts";
import type { RecordingEvent } from "../../../src/recording/format.ts";
import { RecordingWriter } from "../../../src/recording/recording-writer.ts";
import { frameBytes } from "../../../src/wire/frames.ts";

export interface ScratchStore {
  readonly store: string;
  readonly settings: string;
  readonly keys: () => KeyRing;
  /** Writes a recording into the store. @returns its path */
  readonly put: (name: string, options?: PutOptions) => Promise<string>;
}

export interface PutOptions {
  /** Blocks of events; without them, a short session of client 5. */
  readonly blocks?: readonly (readonly RecordingEvent[])[];
  readonly sealed?: boolean;
  /** Its recorder was stopped hard. */
  readonly cutEnd?: boolean;
  /** Its first moment. */
  readonly at?: Date;
  /** Messages that its recorder counted. */
  readonly seen?: Readonly<Record<Direction, number>>;
}

/** Sets TWSCOPE_STORE and TWSCOPE_SETTINGS for the tests of this file. */
export function scratchStore(): ScratchStore {
  const folder = mkdtempSync(join(tmpdir(), "twscope-store-"));
  const [store, settings] = [join(folder, "recordings"), join(folder, "settings")];
  beforeAll(() => {
    vi.stubEnv("TWSCOPE_STORE", store);
    vi.stubEnv("TWSCOPE_SETTINGS", settings);
    vi.stubEnv("TWSCOPE_PASSPHRASE", undefined);
  });
  afterAll(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });
  const keys = (): KeyRing => new KeyRing({ folder: settings });
  const put: ScratchStore["put"] = async (name, options = {}) => {
    const { blocks, sealed = true, cutEnd = false, at = new Date(), seen = { in: 2, out: 1 } } = options;
    mkdirSync(store, { recursive: true });
    const path = join(store, name);
    const key = sealed ? await keys().newKey() : undefined;
    writeFileSync(path, recordingBytes(blocks ?? session(at), key, { cutEnd, at, seen }));
    return path;
  };
  return { store, settings, keys, put };
}

function recordingBytes(
  blocks: readonly (readonly RecordingEvent[])[],
  key: WrappedKey | undefined,
  { cutEnd, at, seen }: Required<Pick<PutOptions, "cutEnd" | "at" | "seen">>,
): Buffer {
  const header = {
    made: "twscope test",
    created: at.toISOString(),
    id: randomBytes(16).toString("hex"),
    sealed: key ? "age" : "none",
    ...(key && { recipients: key.recipients }),
  } as const;
  const writer = new RecordingWriter({
    header,
    key: key?.wrapped ?? new Uint8Array(0),
    sealer: key && ((head) => makeSealer(key.key, header.id, head)),
    packer,
    checksum,
  });
  const pieces: Uint8Array[] = [writer.head];
  for (const events of blocks) {
    for (const event of events) writer.add(event);
    pieces.push(...(writer.block() ?? []).map((piece) => piece.slice()));
  }
  if (!cutEnd) pieces.push(...writer.end(seen));
  return Buffer.concat(pieces);
}

/** The session of client 5 at server version 187: START_API, MANAGED_ACCTS, NEXT_VALID_ID, in three blocks. */
export function session(at: Date, clientId = 5): RecordingEvent[][] {
  let us = at.getTime() * 1000;
  const moment = () => ({ leg: 1, monotonicUs: us - 1e15, wallUs: (us += 1000) });
  const data = (direction: "in" | "out", bytes: Uint8Array): RecordingEvent => ({
    kind: "data",
    ...moment(),
    direction,
    bytes,
  });
  const text = (direction: "in" | "out", payload: string) => data(direction, frameBytes(bytesOf(payload)));
  return [
    [
      {
        kind: "open",
        ...moment(),
        about: { connection: "00", client: "127.0.0.1:50000", host: "127.0.0.1:7497" },
      },
      data("out", bytesOf("API\0")),
      text("out", "v100..187"),
      text("in", "187\x0020261122 10:15:00 CET\0"),
      text("out", `71\x002\0${clientId}\0\0`),
      { kind: "note", ...moment(), about: { clientId } },
    ],
    [
      {
        kind: "context",
        ...moment(),
        context: { serverVersion: 187, clientId, before: { in: 32, out: 29 }, unfinished: { in: 0, out: 0 } },
      },
      text("in", "15\x001\0DU1234567\0"),
    ],
    [
      text("in", "9\x001\x00101\0"),
      { kind: "close", ...moment(), about: { how: "the client closed", bytes: { in: 60, out: 29 } } },
    ],
  ];
}

/** Changes one bit of a file. */
export function flipBit(path: string, offset: number): void {
  const bytes = readFileSync(path);
  bytes[offset] = (bytes[offset] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}

/** What a recorder tells of itself when all is well. */
export const runningRecorder = (files: readonly string[]): RunningRecorder => ({
  run: "abc",
  pid: 1,
  listen: "127.0.0.1:7500",
  to: "127.0.0.1:7497",
  since: new Date().toISOString(),
  at: new Date().toISOString(),
  version: "0.1.0",
  sealed: true,
  legs: [],
  legsSoFar: 0,
  messages: { in: 0, out: 0 },
  bytes: { in: 0, out: 0 },
  bytesPerSecond: { in: 0, out: 0 },
  messagesPerSecond: { in: 0, out: 0 },
  queueBytes: 0,
  lagMs: 0,
  gaps: 0,
  missed: { in: 0, out: 0 },
  diskFreeBytes: undefined,
  problem: undefined,
  keep: true,
  includeMarketData: true,
  files,
});
