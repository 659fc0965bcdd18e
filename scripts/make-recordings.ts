/**
 * Writes the sample recordings of the present format version into test/corpus/recordings: run once for each version, and
 * never again, since what is there must open forever. `npx tsx scripts/make-recordings.ts`
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { identityToRecipient } from "age-encryption";
import { bytesOf } from "../src/base/byte-string.ts";
import { frameBytes } from "../src/wire/frames.ts";
import { formatVersion, type RecordingEvent, type RecordingHeader } from "../src/recording/format.ts";
import { RecordingWriter } from "../src/recording/recording-writer.ts";
import { checksum, makeSealer, packer } from "../src/node/record/sealing.ts";
import { encryptFor } from "../src/node/store/key-ring.ts";

const folder = fileURLToPath(new URL("../test/corpus/recordings/", import.meta.url));
mkdirSync(folder, { recursive: true });
const identity =
  readFileSync(join(folder, "key.txt"), "utf8")
    .split("\n")
    .find((line) => line.startsWith("AGE-SECRET-KEY-")) ?? "";
const recipient = await identityToRecipient(identity);

const base = { monotonicUs: 81_000_250, wallUs: 1_795_342_500_000_250 };
let sequence = 0;
const at = (us: number): { leg: number; monotonicUs: number; wallUs: number } => ({
  leg: 1,
  monotonicUs: base.monotonicUs + us,
  wallUs: base.wallUs + us,
});
const bytes = (direction: "in" | "out", text: string, framed = true): RecordingEvent => ({
  kind: "data",
  ...at((sequence += 1500)),
  direction,
  bytes: framed ? frameBytes(bytesOf(text)) : bytesOf(text),
});

/** Every type of record, in three blocks. */
const blocks: readonly (readonly RecordingEvent[])[] = [
  [
    {
      kind: "open",
      ...at(0),
      about: { connection: "000102030405060708090a0b0c0d0e0f", client: "127.0.0.1:51234", host: "127.0.0.1:7497" },
    },
    bytes("out", "API\0", false),
    bytes("out", "v100..187"),
    { kind: "note", ...at(sequence), about: { offer: "v100..187" } },
    bytes("in", "187\x0020261122 10:15:00 CET\0"),
    { kind: "note", ...at(sequence), about: { serverVersion: 187 } },
    bytes("out", "71\x002\x005\0\0"),
    { kind: "note", ...at(sequence), about: { clientId: 5 } },
    bytes("in", "15\x001\0DU1234567\0"),
  ],
  [
    {
      kind: "context",
      ...at(sequence),
      context: { serverVersion: 187, clientId: 5, before: { in: 53, out: 29 }, unfinished: { in: 0, out: 0 } },
    },
    bytes("in", "9\x001\x00101\0"),
    {
      kind: "gap",
      ...at(sequence + 10),
      about: {
        missing: { in: 20, out: 0 },
        chunks: 1,
        sinceWallUs: base.wallUs + sequence,
        why: "the recorder could not keep up",
        unfinished: { in: 0, out: 0 },
      },
    },
  ],
  [
    bytes("in", "4\x002\0-1\x002104\0Market data farm connection is OK:usfarm\0\0"),
    { kind: "note", ...at(sequence), about: { leftOut: { 1: 7 } } },
    { kind: "close", ...at((sequence += 1500)), about: { how: "the client closed", bytes: { in: 153, out: 29 } } },
  ],
];

/** What an export adds, and a disk that did not take all. */
const mark: RecordingEvent = {
  kind: "note",
  ...at(sequence - 2000),
  about: { mark: { id: "20261122.101500", text: "order 12 filled twice" } },
};

async function recording(sealed: boolean, marked = false): Promise<Uint8Array> {
  const key = new Uint8Array(32).map((_, index) => index);
  const header: RecordingHeader = {
    made: "twscope 0.1.0",
    created: "2026-11-22T10:15:00.000Z",
    id: sealed ? "202122232425262728292a2b2c2d2e2f" : "303132333435363738393a3b3c3d3e3f",
    sealed: sealed ? "age" : "none",
    ...(sealed && { recipients: [recipient] }),
  };
  const writer = new RecordingWriter({
    header,
    key: sealed ? await encryptFor([recipient], key) : new Uint8Array(0),
    sealer: sealed ? (head) => makeSealer(key, header.id, head) : undefined,
    packer,
    checksum,
  });
  const pieces: Uint8Array[] = [writer.head];
  for (const [index, events] of blocks.entries()) {
    for (const event of events) writer.add(event);
    if (marked && index === 1) writer.add(mark);
    pieces.push(...(writer.block(index > 0) ?? []).map((piece) => piece.slice()));
  }
  pieces.push(...writer.end({ in: 3, out: 1 }, { in: marked ? 5 : 3, out: 1 }));
  return Buffer.concat(pieces);
}

/** As a later program might write it: only the magic and the place of the version are promised. */
function fromTheFuture(): Uint8Array {
  const version = Buffer.alloc(4);
  version.writeUInt32BE(formatVersion + 1);
  return Buffer.concat([Buffer.from("twscope\n"), version, Buffer.from("what stands here is not known yet")]);
}

for (const [name, make] of [
  [`version-${formatVersion}.twscope`, () => recording(true)],
  [`version-${formatVersion}-plain.twscope`, () => recording(false)],
  [`version-${formatVersion}-marked.twscope`, () => recording(false, true)],
  ["from-the-future.twscope", fromTheFuture],
] as const) {
  if (existsSync(join(folder, name))) process.stdout.write(`${name} is there already, and stays as it is\n`);
  else writeFileSync(join(folder, name), await make());
}
