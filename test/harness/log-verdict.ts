/** Whether a record that was read out of a log is the message that was sent, or says that it may be. */
import { decodeFrame } from "../../src/codec/message.ts";
import type { MessageRecord } from "../../src/logs/record.ts";
import { leavesOf } from "./leaves.ts";

/** A message as it was on the wire. */
export interface SentFrame {
  readonly direction: "in" | "out";
  readonly payload: Uint8Array;
  readonly serverVersion: number;
}

export const json = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) => (typeof inner === "bigint" ? `${inner}n` : inner));

/**
 * `exact`; `ambiguous` when the record says that it has several readings and the truth is among them, whole or in the
 * values at which they differ; all else is a mistake, in words.
 */
export function verdictOn(record: MessageRecord | undefined, sent: SentFrame): string {
  const { direction, payload, serverVersion } = sent;
  const truth = decodeFrame(payload, { direction, serverVersion });
  if (!record) return `lost: ${truth.name}`;
  if (record.direction !== direction || record.id !== truth.id || record.name !== truth.name)
    return `${record.direction} ${record.id} ${record.name} for ${direction} ${truth.id} ${truth.name}`;
  if (json(record.fields) === json(truth.fields)) return "exact";
  const { ambiguous } = record;
  const both = `${truth.name}: ${json(record.fields).slice(0, 400)} for ${json(truth.fields).slice(0, 400)}`;
  if (!ambiguous) return `wrong: ${both}`;
  const { readings, count, more, differ } = ambiguous;
  if (readings.some(({ name, fields }) => name === truth.name && json(fields) === json(truth.fields)))
    return "ambiguous";
  // Only some of the other readings are shown whole; of all of them the values that differ are.
  if (count <= readings.length + 1 && !more) return `without the truth: ${both}`;
  const there = leavesOf(truth.fields);
  const values = new Map(differ.map(({ path, values: all }) => [path, all.map(json)]));
  const missing = [...new Set([...there.keys(), ...leavesOf(record.fields).keys()])].filter(
    (path) =>
      json(there.get(path)) !== json(leavesOf(record.fields).get(path)) &&
      !values.get(path)?.includes(json(there.get(path))),
  );
  return missing.length === 0 || more ? "ambiguous" : `without the truth at ${missing.join(", ")}: ${both}`;
}
