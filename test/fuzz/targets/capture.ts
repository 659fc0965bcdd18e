/** Captures: any bytes are read as packets as far as they are some, and the rest is told as issues. */
import { readdirSync, readFileSync } from "node:fs";
import type { CaptureItem } from "../../../src/capture/capture-items.ts";
import { CaptureReader } from "../../../src/capture/capture-reader.ts";
import { PcapngWriter } from "../../../src/capture/pcapng-writer.ts";
import { capturedVectors } from "../../harness/captured-vectors.ts";
import { frameBytes } from "../../../src/wire/frames.ts";
import { pieces, printed, promise, type Target } from "../target.ts";

const captures = new URL("../../corpus/captures/", import.meta.url);

function made(first: number, link: "raw" | "ethernet", resolution: "us" | "ns"): Uint8Array {
  const writer = new PcapngWriter({ link, resolution });
  const at = { leg: 1, monotonicUs: 0, wallUs: 1_795_352_863_911_350 };
  const about = { connection: "00", client: "127.0.0.1:50000", host: "127.0.0.1:4002" };
  const parts = [
    writer.add({ ...at, kind: "open", about }),
    ...capturedVectors
      .slice(first, first + 8)
      .map(({ direction, payload }) => writer.add({ ...at, kind: "data", direction, bytes: frameBytes(payload) })),
    writer.add({ ...at, kind: "close", about: { how: "the client closed", bytes: { in: 1, out: 1 } } }),
  ];
  return Buffer.concat([...parts, writer.end()]);
}

function seeds(): Uint8Array[] {
  const real = readdirSync(captures)
    .filter((name) => /\.pcap(?:ng)?$/.test(name))
    .map((name) => new Uint8Array(readFileSync(new URL(name, captures))));
  const links = ["raw", "ethernet"] as const;
  return [...real, ...links.flatMap((link) => [0, 40, 140].map((first) => made(first, link, first ? "us" : "ns")))];
}

function readAll(chunks: readonly Uint8Array[]): CaptureItem[] {
  const reader = new CaptureReader({ hostPorts: [4002] });
  return [...chunks.flatMap((chunk) => reader.push(chunk)), ...reader.end()];
}

function run(input: Uint8Array): string {
  const items = readAll([input]);
  promise(printed(readAll(pieces(input, input.length))) === printed(items), "it does not matter how bytes are cut");
  const data = items.reduce(
    (sum, item) => sum + (item.kind === "event" && item.event.kind === "data" ? item.event.bytes.length : 0),
    0,
  );
  promise(data <= input.length, "no bytes come out that did not go in");
  promise(items.at(-1)?.kind === "summary", "a summary comes last");
  const told = items.map((item) => (item.kind === "issue" ? item.code : item.kind === "event" ? item.event.kind : ""));
  return [...new Set(told)].sort().join(",");
}

export const capture: Target = { name: "capture", seeds, bytesMax: 64 * 1024, run };
