/**
 * The readings of a frame's payload whose direction and server version may be unknown: all layouts are tried, and what
 * their fields look like tells how well each fits. Where the bytes are at hand no hyphen is in doubt, so a text payload
 * has one reading for each layout.
 */
import { byteStringOf } from "../../base/byte-string.ts";
import { gates, protobufIdOffset, rawMessageIdSince } from "../../catalogue/gates.ts";
import { messageById, type AnyMessage } from "../../catalogue/messages.ts";
import type { Direction } from "../../catalogue/schema.ts";
import { decodeBody, type Message } from "../../codec/message.ts";
import { textPlan, type Op, type TextPlan } from "../../codec/plan.ts";
import { takeApart } from "../../codec/text-decode.ts";
import type { Head } from "../../logs/api-log/heads.ts";
import { weigh } from "../../logs/api-log/plausibility.ts";
import { weighVersions, type LineReading, type Versions } from "../../logs/api-log/readings.ts";
import { leavesOf } from "../read/values.ts";

/** What speaks against one token at most, for every issue, and against an id that the catalogue does not have. */
const tokenWeightMax = 9;
const issueWeight = 9;
const unknownFieldWeight = 4;
const unknownIdWeight = 60;
/** Readings up to this much above the best one are rivals. */
const margin = 3;

/** A payload read one way. */
export type PayloadReading =
  | {
      readonly encoding: "text";
      readonly weight: number;
      readonly name: string | undefined;
      readonly readings: readonly LineReading[];
    }
  | {
      readonly encoding: "protobuf";
      readonly weight: number;
      readonly name: string | undefined;
      readonly message: Message;
      readonly versions: Versions;
    };

/** A payload, where it begins, and the length that was declared for it. */
export interface Payload {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly declared: number | undefined;
}

/** The best reading of a payload in a direction; `undefined` when no id begins it. */
export function readPayload(payload: Payload, direction: Direction, versions: Versions): PayloadReading | undefined {
  const found = [textIdReading(payload, direction, versions), rawIdReading(payload, direction, versions)];
  return found.filter((reading) => reading !== undefined).toSorted((a, b) => a.weight - b.weight)[0];
}

function textIdReading(payload: Payload, direction: Direction, versions: Versions): PayloadReading | undefined {
  const { bytes, start } = payload;
  const digits = /^-?\d{1,9}(?=\0|$)/.exec(byteStringOf(bytes, start, Math.min(bytes.length, start + 11)))?.[0];
  const until = Math.min(versions.until, rawMessageIdSince);
  if (digits === undefined || versions.since >= until) return undefined;
  const body = Math.min(bytes.length, start + digits.length + 1);
  const head = headOf(payload, { id: Number(digits), idForm: "text", body });
  return textReading(head, bytes, direction, { since: versions.since, until });
}

function rawIdReading(payload: Payload, direction: Direction, versions: Versions): PayloadReading | undefined {
  const { bytes, start } = payload;
  const since = Math.max(versions.since, rawMessageIdSince);
  if (bytes.length - start < 4 || since >= versions.until) return undefined;
  const raw = new DataView(bytes.buffer, bytes.byteOffset + start).getInt32(0);
  if (raw <= 0 || raw > 2 * protobufIdOffset) return undefined;
  const range = { since, until: versions.until };
  if (raw <= protobufIdOffset)
    return textReading(headOf(payload, { id: raw, idForm: "raw", body: start + 4 }), bytes, direction, range);
  return protobufReading(raw - protobufIdOffset, bytes.subarray(start + 4), direction, range);
}

function headOf({ bytes, start, declared }: Payload, id: Pick<Head, "id" | "idForm" | "body">): Head {
  const there = declared !== undefined && bytes.length - start < declared;
  const length = declared === undefined ? "none" : "readable";
  return {
    payload: start,
    length,
    lengths: declared === undefined ? [] : [declared],
    weight: there ? issueWeight : 0,
    ...id,
  };
}

/** All layouts of a text message, each for the versions that have it. */
function textReading(head: Head, bytes: Uint8Array, direction: Direction, versions: Versions): PayloadReading {
  const text = byteStringOf(bytes);
  const message = messageById(direction, head.id);
  const ends = [...text.matchAll(/\0/g)].map(({ index }) => index).filter((end) => end >= head.body);
  const terminated = head.body >= text.length || text.endsWith("\0");
  const lengthConfirms = head.lengths[0] === text.length - head.payload;
  const readings: LineReading[] = [];
  const add = (plan: TextPlan | undefined, range: Versions, weight: number): void => {
    // Without a layout every piece is a field, the last one too if its NUL is missing.
    const all = plan || terminated ? ends : [...ends, text.length];
    const fit = terminated || !plan ? "whole" : "early";
    const split = { ends: all, end: text.length, weight, fit } as const;
    const frames = [{ head, plan, split, lengthConfirms }];
    readings.push({ frames, versions: range, weight: head.weight + weight, whole: plan !== undefined, more: false });
  };
  const oldest = message?.text ? versions.since : Infinity;
  for (let last = versions.until - 1; last >= oldest;) {
    const plan = textPlan(message as AnyMessage, last) as TextPlan;
    const since = Math.max(plan.since, versions.since);
    const weight = weightOf(plan, text.slice(head.body), since, direction);
    for (const part of weighVersions(message as AnyMessage, { since, until: last + 1 }))
      add(plan, part.versions, weight + part.weight);
    last = since - 1;
  }
  if (readings.length === 0) add(undefined, versions, unknownIdWeight);
  const best = Math.min(...readings.map(({ weight }) => weight));
  const kept = readings.filter(({ weight }) => weight <= best + margin).toSorted((a, b) => a.weight - b.weight);
  return { encoding: "text", weight: best, name: message?.name, readings: kept };
}

/** What speaks against a layout: values that do not look like their fields, and issues. */
function weightOf(plan: TextPlan, body: string, serverVersion: number, direction: Direction): number {
  let weight = 0;
  const { issues } = takeApart(plan, body, serverVersion, ({ op, start, end }) => {
    const weighed = weighable(op);
    if (weighed) weight += Math.min(tokenWeightMax, weigh(weighed, body.slice(start, end), direction));
  });
  return weight + issueWeight * issues.length;
}

const weighable = (op: Op): Parameters<typeof weigh>[0] | undefined => {
  if (op.op === "value" || op.op === "stray") return { field: op.field, words: undefined, unset: "" };
  return op.op === "token" ? op : undefined;
};

function protobufReading(id: number, body: Uint8Array, direction: Direction, range: Versions): PayloadReading {
  const declared = messageById(direction, id);
  const message = decodeBody(id, "protobuf", body, { direction, serverVersion: range.until - 1 });
  const since = declared?.protobuf ? Math.max(range.since, gates[declared.protobuf].version) : range.since;
  const versions = since < range.until ? { since, until: range.until } : range;
  const base = { encoding: "protobuf", name: declared?.name, message, versions } as const;
  if (!declared?.protobuf) return { ...base, weight: unknownIdWeight };
  let weight = 0;
  for (const { code } of message.issues) weight += code === "unknown-field" ? unknownFieldWeight : issueWeight;
  for (const { field, value } of leavesOf(declared.shape, message.fields)) {
    const isText = field?.is === "scalar" && typeof value === "string";
    if (isText) weight += Math.min(tokenWeightMax, weigh({ field, words: undefined, unset: "" }, value, direction));
  }
  // Senders leave out little: a message of the other direction shows by the fields that it has not.
  const fields = Object.keys(declared.shape.fields).length;
  const missing = fields === 0 ? 0 : 1 - Object.keys(message.fields).length / fields;
  // Hosts hardly ever send an empty body, except where the message has no fields.
  if (body.length === 0 && direction === "in" && fields > 0) weight += 1;
  return { ...base, weight: weight + 2 * missing };
}
