/**
 * Messages captured from real hosts. The captures lie beside the project and are not part of it; what is kept here is
 * which messages they prove, and where they are at hand, that is checked.
 */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { decodeFrame, encodeFrame, type Encoding } from "../../src/codec/message.ts";
import type { Direction } from "../../src/catalogue/schema.ts";
import type { Proof } from "./proof.ts";
import { leavesOf } from "./values.ts";

interface Vector {
  readonly sv: number;
  readonly direction: Direction;
  readonly name: string;
  readonly framing: "text-id" | "raw-id+text" | "raw-id+protobuf";
  readonly fields?: readonly string[];
  readonly hex?: string;
  readonly origin: string;
}

export type Captured = Record<Encoding, string[]>;

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const places = ["../corpus/captured-vectors.jsonl", "../../../shared/corpus/captured-vectors.jsonl"].map(at);

/** The messages that captures proved when the list was last made. */
export function knownCaptures(): Captured {
  const known: Captured = JSON.parse(readFileSync(at("captured.json"), "utf8"));
  return known;
}

const textOf = (fields: readonly string[]): Buffer => Buffer.from(fields.map((field) => `${field}\0`).join(""));

function frameOf({ framing, fields, hex }: Vector): Buffer {
  if (!fields) return Buffer.from(hex ?? "", "hex");
  if (framing === "text-id") return textOf(fields);
  const id = Buffer.alloc(4);
  id.writeInt32BE(Number(fields[0]));
  return Buffer.concat([id, textOf(fields.slice(1))]);
}

/** Decodes the captures, if they are at hand, and gives the messages that they prove. */
export function judgeCaptures(proof: Proof): Captured | undefined {
  const place = places.find((path) => existsSync(path));
  if (!place) return undefined;
  const seen = { text: new Set<string>(), protobuf: new Set<string>() };
  const lines = readFileSync(place, "utf8").split("\n").filter(Boolean);
  for (const line of lines) {
    const vector: Vector = JSON.parse(line);
    if (!vector.origin.startsWith("live")) continue;
    const { sv: serverVersion, direction, name } = vector;
    const frame = frameOf(vector);
    const message = decodeFrame(new Uint8Array(frame), { direction, serverVersion });
    const differs = (path: string, problem: string): void =>
      proof.differs({ judge: "captured", message: name, serverVersion, variant: "captured", path, problem });
    if (message.name !== name) differs("name", `decoded as ${message.name}`);
    for (const issue of message.issues) differs(`issue at ${issue.path}`, `${issue.code}: got ${issue.got}`);
    if (Buffer.compare(encodeFrame(message), frame) !== 0) differs("bytes", "encoded otherwise");
    proof.seen("captured", name, leavesOf(message.fields).size);
    seen[message.encoding].add(name);
  }
  return { text: [...seen.text].sort(), protobuf: [...seen.protobuf].sort() };
}
