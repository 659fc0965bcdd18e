/**
 * The worked example of docs/recording-format.md: a fixed recording in the open, and its bytes with what they mean. The
 * bytes are the writer's; the walk over them is written from the paper, not with the reader.
 */
import { bytesOf } from "../../src/base/byte-string.ts";
import { crc32 } from "../../src/recording/checksum.ts";
import type { Packer, RecordingEvent } from "../../src/recording/format.ts";
import { RecordingWriter } from "../../src/recording/recording-writer.ts";

const moment = { leg: 1, monotonicUs: 81_000_250, wallUs: 1_795_342_500_000_250 };

/** A connection of which only the first bytes of both sides are there. */
export const exampleEvents: readonly RecordingEvent[] = [
  {
    kind: "open",
    ...moment,
    about: { connection: "000102030405060708090a0b0c0d0e0f", client: "127.0.0.1:51234", host: "127.0.0.1:7497" },
  },
  {
    kind: "data",
    ...later(120),
    direction: "out",
    bytes: bytesOf("API\0\0\0\0\x09v100..187"),
  },
  { kind: "data", ...later(300), direction: "in", bytes: bytesOf("\0\0\0\x20187\x0020261122 10:15:00 Europe/XX\0") },
];

function later(us: number): { leg: number; monotonicUs: number; wallUs: number } {
  return { leg: 1, monotonicUs: moment.monotonicUs + us, wallUs: moment.wallUs + us };
}

const noPacker: Packer = { pack: (bytes) => bytes, unpack: (packed) => packed };

export function exampleRecording(): Uint8Array {
  const writer = new RecordingWriter({
    header: {
      made: "twscope 0.1.0",
      created: "2026-11-22T10:15:00.000Z",
      id: "101112131415161718191a1b1c1d1e1f",
      sealed: "none",
    },
    key: new Uint8Array(0),
    sealer: undefined,
    packer: noPacker,
    checksum: crc32,
  });
  const pieces = [writer.head];
  for (const event of exampleEvents) writer.add(event);
  pieces.push(...(writer.block(false) ?? []).map((piece) => piece.slice()), ...writer.end({ in: 0, out: 0 }));
  return Uint8Array.from(pieces.flatMap((piece) => [...piece]));
}

/** Every byte of the example, in its parts. */
export function exampleRows(bytes: Uint8Array): { offset: number; hex: string; about: string }[] {
  const rows: { offset: number; hex: string; about: string }[] = [];
  const view = new DataView(bytes.buffer);
  let at = 0;
  const take = (length: number, about: string): Uint8Array => {
    const part = bytes.subarray(at, at + length);
    rows.push({ offset: at, hex: hexOf(part), about });
    at += length;
    return part;
  };
  const number = (length: 4 | 6, about: (value: number) => string): number => {
    const value = length === 4 ? view.getUint32(at) : view.getUint16(at) * 2 ** 32 + view.getUint32(at + 2);
    take(length, about(value));
    return value;
  };
  const varint = (about: (value: number) => string): number => {
    let [length, value] = [0, 0];
    do value += (bytes[at + length]! & 0x7f) * 128 ** length;
    while (bytes[at + length++]! >= 0x80);
    take(length, about(value));
    return value;
  };
  const signed = (about: (value: number) => string): void =>
    void varint((value) => about(value % 2 === 0 ? value / 2 : -(value + 1) / 2));
  take(8, "magic: `twscope\\n`");
  number(4, (value) => `format version ${value}`);
  take(
    number(4, (value) => `length of the header, ${value}`),
    "header, JSON",
  );
  take(
    number(4, (value) => `length of the key, ${value}: not sealed`),
    "",
  );
  rows.pop();
  number(4, () => "checksum of all before");
  for (let block = 0; block < 2; block += 1) {
    take(4, "block: sync");
    const bodyBytes = number(4, (value) => `length of the body, ${value}`);
    number(6, (value) => `block number ${value}`);
    const [kind] = take(1, `kind: ${block === 0 ? "records" : "end"}`);
    number(4, () => "checksum of the 15 bytes before");
    const end = at + bodyBytes;
    take(1, "body: packing none");
    if (kind === 1) take(end - at, "summary, JSON");
    else {
      varint((value) => `steady clock, ${value} µs`);
      varint((value) => `wall clock, ${value} µs since 1970 UTC`);
    }
    const left = (): number => end - at;
    while (left() > 0) {
      take(1, `record: type ${bytes[at]}, ${typeNames[bytes[at]!]}`);
      varint((value) => `connection ${value}`);
      signed((value) => `${value} µs later on the steady clock`);
      signed((value) => `${value} µs more on the wall clock`);
      take(
        varint((value) => `length of the content, ${value}`),
        "content",
      );
    }
    number(4, () => "checksum of the body");
  }
  return rows;
}

const typeNames = ["bytes in", "bytes out", "open"];

const hexOf = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
