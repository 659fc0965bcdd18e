/** The captured messages of `test/corpus`, as payloads of frames. What is known of each stands in its README. */
import { readFileSync } from "node:fs";
import type { Direction } from "../../src/catalogue/schema.ts";
import type { Encoding } from "../../src/codec/message.ts";

interface Row {
  readonly sv: number;
  readonly direction: Direction;
  readonly name: string;
  readonly framing: "text-id" | "raw-id+text" | "raw-id+protobuf";
  readonly fields?: readonly string[];
  readonly hex?: string;
  readonly origin: string;
}

export interface CapturedVector {
  readonly name: string;
  readonly direction: Direction;
  readonly serverVersion: number;
  readonly encoding: Encoding;
  /** The text fields behind the id; `undefined` for protobuf. */
  readonly texts: readonly string[] | undefined;
  readonly payload: Uint8Array;
  /** Captured from a running host, not computed by somebody. */
  readonly live: boolean;
  /** For messages about a failure. */
  readonly title: string;
}

const file = new URL("../corpus/captured-vectors.jsonl", import.meta.url);

const terminated = (fields: readonly string[]): Buffer => Buffer.from(fields.map((field) => `${field}\0`).join(""));

function payloadOf({ framing, fields, hex }: Row): Buffer {
  if (!fields) return Buffer.from(hex ?? "", "hex");
  if (framing === "text-id") return terminated(fields);
  const id = Buffer.alloc(4);
  id.writeInt32BE(Number(fields[0]));
  return Buffer.concat([id, terminated(fields.slice(1))]);
}

export const capturedVectors: readonly CapturedVector[] = readFileSync(file, "utf8")
  .split("\n")
  .filter(Boolean)
  .map((line, index) => {
    const row: Row = JSON.parse(line);
    return {
      name: row.name,
      direction: row.direction,
      serverVersion: row.sv,
      encoding: row.fields ? "text" : "protobuf",
      texts: row.fields?.slice(1),
      payload: new Uint8Array(payloadOf(row)),
      live: row.origin.startsWith("live"),
      title: `${row.name} at ${row.sv}, line ${index + 1}`,
    };
  });
