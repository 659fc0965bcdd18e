/** Explains bytes: the opening of a connection, frames, or one bare payload. */
import { byteStringOf, hexOf } from "../../base/byte-string.ts";
import { loneEntry } from "../../logs/api-log/entries.ts";
import type { Issue } from "../../base/issue.ts";
import { protobufIdOffset } from "../../catalogue/gates.ts";
import { messageById } from "../../catalogue/messages.ts";
import { FrameReader } from "../../wire/frames.ts";
import { choose, type Chosen } from "./choose-direction.ts";
import { allVersions, explainText, pageOf } from "./explain-text.ts";
import { betterVersions, type Given } from "./explain-line.ts";
import type { ExplainedMessage, LengthCheck, NotExplained, Part, WireRow } from "./explained.ts";
import { beginsWithPrefix, readHandshake, readOffer, readReply } from "./opening.ts";
import { readPayload, type PayloadReading } from "./payload-readings.ts";
import { versionGrounds } from "./version-grounds.ts";
import { wireRows } from "./wire-rows.ts";

/** What a frame that is cut weighs: more than a doubt, less than a message that does not fit. */
const cutWeight = 12;
const unreadWeight = 90;
/** What a message that does not fit the version it was said to have weighs at least. */
const misfitWeight = 8;

/** The parts of bytes. */
export function explainBytes(bytes: Uint8Array, given: Given): readonly Part[] {
  if (!beginsWithPrefix(bytes)) return explainStream(bytes, 0, given).parts;
  const { opening, end } = readHandshake(bytes);
  const direction = given.direction ?? { direction: "out", from: "handshake" };
  return end < bytes.length ? [opening, ...explainStream(bytes, end, { ...given, direction }).parts] : [opening];
}

interface Weighed {
  readonly parts: readonly Part[];
  readonly weight: number;
}

/** Frames or one payload, whichever fits better: a raw message id looks like a length. */
function explainStream(bytes: Uint8Array, start: number, given: Given): Weighed {
  const bare = explainPayload(bytes.subarray(start), start, undefined, given);
  const framed = explainFrames(bytes, start, given);
  return framed && framed.weight <= bare.weight ? framed : bare;
}

/** Length-prefixed frames; `undefined` when the bytes do not begin with a possible length. */
function explainFrames(bytes: Uint8Array, start: number, given: Given): Weighed | undefined {
  const reader = new FrameReader(start);
  const { frames, unframed } = reader.push(bytes.subarray(start));
  if (unframed && frames.length === 0) return undefined;
  const parts: Part[] = [];
  let weight = 0;
  let known = given;
  const add = (payload: Uint8Array, offset: number, declared: number): void => {
    const part = explainPayload(payload, offset, declared, known);
    parts.push(...part.parts);
    weight += part.weight;
    known = part.after ?? known;
  };
  for (const { payload, offset } of frames) add(payload, offset, payload.length);
  const end = bytes.length - reader.pending;
  const rest = bytes.subarray(end);
  if (rest.length > 4 && !unframed) {
    const before = weight;
    add(rest.subarray(4), end, new DataView(rest.buffer, rest.byteOffset).getUint32(0));
    // Behind whole frames a cut one is no surprise, whatever is left of it.
    weight = frames.length > 0 ? before + cutWeight / 2 : weight + cutWeight;
  } else if (rest.length > 0) {
    parts.push(notFramed(rest, end));
    weight += cutWeight;
  }
  return parts.length > 0 ? { parts, weight } : undefined;
}

const notFramed = (rest: Uint8Array, offset: number): NotExplained => ({
  kind: "not explained",
  offset,
  raw: hexOf(rest),
  why: rest.length < 4 ? "too short for a frame's length" : "no frame is as long as this says",
});

/** What a payload turned out to be; `after`: what is known from here on. */
interface PayloadParts extends Weighed {
  readonly after?: Given;
}

/** @param offset of the length in front, where one is declared, else of the payload */
function explainPayload(payload: Uint8Array, offset: number, declared: number | undefined, given: Given): PayloadParts {
  const start = declared === undefined ? offset : offset + 4;
  const text = byteStringOf(payload);
  const offer = readOffer(text, start);
  if (offer) return { parts: [offer], weight: 0 };
  const reply = readReply(text, start);
  if (reply) {
    const { opening, serverVersion } = reply;
    const versions = serverVersion ? { since: serverVersion, until: serverVersion + 1 } : given.versions;
    const after: Given =
      given.versionFrom === "option" || !serverVersion ? given : { ...given, versions, versionFrom: "log" };
    return {
      parts: [opening],
      weight: 0,
      after: { ...after, direction: given.direction ?? { direction: "in", from: "handshake" } },
    };
  }
  const bytes = declared === undefined ? payload : withLength(declared, payload);
  const read = { bytes, start: declared === undefined ? 0 : 4, declared };
  const chosen = choose(given.direction, (direction) => {
    const reading = readPayload(read, direction, given.versions);
    return reading && { weight: reading.weight, name: reading.name, found: reading };
  });
  if (!chosen) {
    const why =
      given.versionFrom === "inferred"
        ? "no message of the API begins here"
        : "no message of this server version begins here";
    return { parts: [{ kind: "not explained", offset, raw: hexOf(bytes), why }], weight: unreadWeight };
  }
  const { found } = chosen;
  const better = given.versionFrom === "inferred" ? undefined : readPayload(read, chosen.direction, allVersions);
  const doubts =
    better?.encoding === "text" && better.weight + misfitWeight <= found.weight
      ? better.readings.slice(0, 1).map(({ versions }) => betterVersions(versions))
      : [];
  const explained = { ...chosen, remarks: [...chosen.remarks, ...doubts] };
  const parts =
    found.encoding === "text"
      ? textParts(bytes, offset, explained, found, given)
      : [protobufPart(read, offset, explained, found, given)];
  return { parts, weight: chosen.weight };
}

function withLength(length: number, payload: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(4 + payload.length);
  new DataView(bytes.buffer).setUint32(0, length);
  bytes.set(payload, 4);
  return bytes;
}

type TextReading = Extract<PayloadReading, { encoding: "text" }>;
type ProtobufReading = Extract<PayloadReading, { encoding: "protobuf" }>;

function textParts(
  bytes: Uint8Array,
  offset: number,
  { direction, directionFrom, remarks }: Chosen<PayloadReading>,
  { readings }: TextReading,
  { versions, versionFrom }: Given,
): ExplainedMessage[] {
  const entry = loneEntry(byteStringOf(bytes), direction);
  return explainText({ entry, readings, versions, versionFrom, directionFrom, ends: "NUL", offset, remarks });
}

function protobufPart(
  { bytes, start, declared }: { bytes: Uint8Array; start: number; declared: number | undefined },
  offset: number,
  { direction, directionFrom, remarks }: Chosen<PayloadReading>,
  { message, versions }: ProtobufReading,
  { versionFrom }: Given,
): ExplainedMessage {
  const declaredMessage = messageById(direction, message.id);
  const actual = bytes.length - start;
  const wrong: Issue[] =
    declared === undefined || declared === actual
      ? []
      : [
          {
            code: "bad-length",
            path: "",
            offset,
            expected: `${actual} bytes, as are there`,
            got: `a length of ${declared}`,
          },
        ];
  const length: LengthCheck =
    declared === undefined
      ? { verdict: "none", actual }
      : { verdict: wrong.length > 0 ? "wrong" : "confirmed", declared, actual };
  const body = start + 4;
  const rawId = message.id + protobufIdOffset;
  const idAbout = `Message id ${message.id} + ${protobufIdOffset}, for protobuf`;
  const headRows: WireRow[] = [
    ...(declared === undefined
      ? []
      : [headRow("length", bytes, 0, offset, { value: declared, about: `Bytes that follow: ${length.verdict}` })]),
    headRow("id", bytes, start, offset, { value: rawId, about: idAbout }),
  ];
  const stretch = { bytes, start: body, end: bytes.length, shift: offset };
  return {
    kind: "message",
    offset,
    direction,
    directionFrom,
    id: message.id,
    rawId,
    name: message.name ?? null,
    about: declaredMessage?.about ?? null,
    encoding: "protobuf",
    serverVersion: { min: versions.since, max: versions.until - 1, from: versionFrom },
    restsOn:
      versionFrom === "inferred"
        ? versionGrounds(declaredMessage, versions, { encoding: "protobuf", idForm: "raw" })
        : [],
    length,
    rows: [...headRows, ...wireRows(declaredMessage?.shape ?? { name: "", fields: {} }, stretch)],
    issues: [...message.issues.map((issue) => ({ ...issue, offset: issue.offset + offset + body })), ...wrong],
    ambiguous: null,
    remarks,
    page: pageOf(message.name, direction),
  };
}

const headRow = (
  what: "length" | "id",
  bytes: Uint8Array,
  at: number,
  shift: number,
  { value, about }: { value: number; about: string },
): WireRow => ({
  what,
  offset: at + shift,
  raw: hexOf(bytes.subarray(at, at + 4)),
  depth: 0,
  path: `(${what})`,
  type: "uint32",
  value,
  words: String(value),
  about,
});
