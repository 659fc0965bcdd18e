/** Decoded messages, and the two functions that turn frames into them and back. */
import { bytesIn, type ByteRange } from "../base/byte-range.ts";
import { byteStringOf, bytesOf, partOf } from "../base/byte-string.ts";
import { UsageError } from "../base/errors.ts";
import { excerpt, type Issue } from "../base/issue.ts";
import { gates, protobufIdOffset, rawMessageIdSince, serverVersionMax, serverVersionMin } from "../catalogue/gates.ts";
import { messageById, messageByName, type AnyMessage, type FieldsOf, type MessageName } from "../catalogue/messages.ts";
import type { Direction } from "../catalogue/schema.ts";
import { decodeFlat } from "./flat-decode.ts";
import { textPlan } from "./plan.ts";
import { decodeProtobuf, type UnknownField } from "./protobuf-decode.ts";
import { encodeProtobuf } from "./protobuf-encode.ts";
import { decodeText, type FieldValues } from "./text-decode.ts";
import { encodeText } from "./text-encode.ts";
import { fieldsFrom, sameValues } from "./text-values.ts";

export type Encoding = "text" | "protobuf";

/**
 * A decoded message. `fields` follows the catalogue: a missing key was not on the wire, `null` is unset.
 * @typeParam N the name, which fixes the type of `fields`
 */
export interface Message<N extends MessageName = MessageName> {
  /** `in`: host to client; `out`: client to host. */
  readonly direction: Direction;
  /** The base id, without the protobuf offset. */
  readonly id: number;
  /** The official constant, or `undefined` for an id that the catalogue does not know. */
  readonly name: N | undefined;
  readonly encoding: Encoding;
  readonly serverVersion: number;
  readonly fields: FieldsOf<N>;
  readonly issues: readonly Issue[];
  /** Text fields behind those that the layout knows (all of them, for an unknown id), as byte strings. */
  readonly rest: readonly string[];
  /** Protobuf fields that the shape does not declare, up to a limit; what is beyond it still stands in `body`. */
  readonly unknown: readonly UnknownField[];
  /**
   * The body as it came, without the id, among the bytes that were decoded (`bytesIn` makes a view of it). Encoding uses it
   * to keep spellings and unknown fields.
   */
  readonly body: ByteRange;
  /** The id as it came, where it is not spelled as usual (zeros in front, no NUL behind, no id at all). */
  readonly idBytes?: Uint8Array;
}

const none: readonly never[] = [];

export interface DecodeOptions {
  readonly direction: Direction;
  /** The negotiated server version (100 to 226; newer ones are read with the newest layouts). */
  readonly serverVersion: number;
}

/** Whether a message is of this name; narrows the type of its fields. */
export const isMessage = <N extends MessageName>(message: Message, name: N): message is Message<N> & Message =>
  message.name === name;

/** A frame's id and where its body begins. */
export interface FrameHead {
  readonly id: number;
  readonly encoding: Encoding;
  readonly bodyStart: number;
}

/**
 * The base id of a payload that lies within other bytes, or -1: for telling messages apart at full speed.
 * @param end where the payload, or what is there of it, ends
 */
export function frameId(bytes: Uint8Array, start: number, end: number, serverVersion: number): number {
  if (serverVersion >= rawMessageIdSince) {
    if (end - start < 4) return -1;
    const raw = (bytes[start]! << 24) | (bytes[start + 1]! << 16) | (bytes[start + 2]! << 8) | bytes[start + 3]!;
    return raw > protobufIdOffset ? raw - protobufIdOffset : raw;
  }
  let id = 0;
  for (let at = start; at < end && at - start < 10; at += 1) {
    const byte = bytes[at]!;
    if (byte === 0) return at > start ? id : -1;
    if (byte < 48 || byte > 57) return -1;
    id = id * 10 + byte - 48;
  }
  return -1;
}

/**
 * Reads the id of a frame's payload; `undefined` when there is none.
 * @param start where the payload begins, if it lies within other bytes
 * @param end where it ends
 */
export function frameHead(
  bytes: Uint8Array,
  serverVersion: number,
  start = 0,
  end = bytes.length,
): FrameHead | undefined {
  if (serverVersion >= rawMessageIdSince) {
    const bodyStart = start + 4;
    if (bodyStart > end) return undefined;
    const raw = (bytes[start]! << 24) | (bytes[start + 1]! << 16) | (bytes[start + 2]! << 8) | bytes[start + 3]!;
    return raw > protobufIdOffset
      ? { id: raw - protobufIdOffset, encoding: "protobuf", bodyStart }
      : { id: raw, encoding: "text", bodyStart };
  }
  const negative = start < end && bytes[start] === 45;
  const first = negative ? start + 1 : start;
  let id = 0;
  let at = first;
  for (; at < end && at - first < 10; at += 1) {
    const digit = bytes[at]! - 48;
    if (digit < 0 || digit > 9) break;
    id = id * 10 + digit;
  }
  if (at === first || (at < end && bytes[at] !== 0)) return undefined;
  return { id: negative ? 0 - id : id, encoding: "text", bodyStart: at < end ? at + 1 : end };
}

/**
 * Decodes one frame (the payload behind its length). Never throws on content: whatever does not fit is in `issues`,
 * with the first deviating field first.
 */
export const decodeFrame = (payload: Uint8Array, options: DecodeOptions): Message =>
  frameAt(payload, 0, payload.length, options);

/** The same for a payload that lies among other bytes, as `FrameReader.each` tells of it. */
export const decodeFrameIn = ({ bytes, start, end }: ByteRange, options: DecodeOptions): Message =>
  frameAt(bytes, start, end, options);

function frameAt(bytes: Uint8Array, start: number, end: number, options: DecodeOptions): Message {
  const { serverVersion } = options;
  const head = frameHead(bytes, serverVersion, start, end);
  if (!head) {
    const got = excerpt(byteStringOf(bytes, start, Math.min(end, start + 40)));
    const issue = { code: "unknown-message", expected: "a message id", got } as const;
    return { ...unreadable(-1, "text", { bytes, start, end }, options, issue), idBytes: noBytes };
  }
  const { id, encoding, bodyStart } = head;
  const message = bodyAt(id, encoding, bytes, bodyStart, end, options);
  // Text ids are digits without zeros in front, and a NUL; four raw bytes have only one spelling.
  const usual =
    serverVersion >= rawMessageIdSince || (bytes[bodyStart - 1] === 0 && bodyStart - start === digitsOf(id) + 1);
  return usual ? message : { ...message, idBytes: partOf(bytes, start, bodyStart) };
}

const noBytes = new Uint8Array(0);

/** Characters of an id; making a text of it takes longer than all else here. */
const digitsOf = (id: number): number => (id >= 0 && id < 1000 ? (id < 10 ? 1 : id < 100 ? 2 : 3) : String(id).length);

/** Decodes the body of a message whose id and encoding are known. */
export const decodeBody = (id: number, encoding: Encoding, body: Uint8Array, options: DecodeOptions): Message =>
  bodyAt(id, encoding, body, 0, body.length, options);

function bodyAt(
  id: number,
  encoding: Encoding,
  bytes: Uint8Array,
  start: number,
  end: number,
  options: DecodeOptions,
): Message {
  const { direction, serverVersion } = options;
  const declared = messageById(direction, id);
  const body: ByteRange = { bytes, start, end };
  if (!declared)
    return unreadable(id, encoding, body, options, {
      code: "unknown-message",
      expected: `an id of the catalogue (direction ${direction})`,
      got: String(id),
    });
  const { name } = declared;
  if (encoding === "protobuf") {
    const read = decodeProtobuf(declared.shape, bytes, start, end);
    const { fields, unknown } = read;
    const issues = declared.protobuf ? read.issues : [notProtobuf, ...read.issues];
    return { direction, id, name, encoding, serverVersion, fields, issues, rest: none, unknown, body };
  }
  const plan = textPlan(declared, serverVersion);
  if (!plan)
    return unreadable(id, encoding, body, options, { code: "unknown-encoding", expected: "protobuf", got: "text" });
  const flat = plan.flat && decodeFlat(plan.flat, bytes, start, end);
  if (flat)
    return {
      direction,
      id,
      name,
      encoding,
      serverVersion,
      fields: flat,
      issues: none,
      rest: none,
      unknown: none,
      body,
    };
  const { fields, issues, rest } = decodeText(plan, bytesIn(body), serverVersion);
  return { direction, id, name, encoding, serverVersion, fields, issues, rest, unknown: none, body };
}

const notProtobuf: Issue = { code: "unknown-encoding", path: "", offset: 0, expected: "text", got: "protobuf" };

function unreadable(
  id: number,
  encoding: Encoding,
  body: ByteRange,
  { direction, serverVersion }: DecodeOptions,
  issue: Pick<Issue, "code" | "expected" | "got">,
): Message {
  const name = messageById(direction, id)?.name;
  const rest = encoding === "text" ? fieldsFrom(byteStringOf(body.bytes, body.start, body.end), 0) : [];
  const issues = [{ path: "", offset: 0, ...issue }];
  return { direction, id, name, encoding, serverVersion, fields: {}, issues, rest, unknown: [], body };
}

/** What is needed to encode a message: the name and fields, or a decoded message with some fields changed. */
export interface Encodable<N extends MessageName = MessageName> {
  readonly name: N;
  readonly serverVersion: number;
  readonly fields: FieldsOf<N>;
  /** Absent: what the official clients use at this server version. */
  readonly encoding?: Encoding;
  readonly rest?: readonly string[];
  readonly body?: ByteRange;
}

/** The encoding that the official clients use for a message at a server version. */
export function encodingAt(message: AnyMessage, serverVersion: number): Encoding {
  return message.protobuf && serverVersion >= gates[message.protobuf].version ? "protobuf" : "text";
}

/**
 * Encodes a message as one frame's payload (id and body, without the length). A decoded message that has not been
 * changed gives the bytes it came from.
 * @throws UsageError when a value does not fit its field, or the server version cannot carry the message
 */
export function encodeFrame<N extends MessageName>(message: Encodable<N> | Message<N>): Uint8Array {
  const { id, body, encoding } = encodeBody(message);
  if ("idBytes" in message && message.idBytes) return joined(message.idBytes, body);
  if (message.serverVersion < rawMessageIdSince) {
    const head = bytesOf(`${id}\0`);
    return joined(head, body);
  }
  const head = new Uint8Array(4);
  new DataView(head.buffer).setInt32(0, encoding === "protobuf" ? id + protobufIdOffset : id);
  return joined(head, body);
}

/** Encodes the body only, for callers with a framing of their own. */
export function encodeBody<N extends MessageName>(
  message: Encodable<N> | Message<N>,
): { id: number; encoding: Encoding; body: Uint8Array } {
  const { serverVersion } = message;
  const declared = message.name === undefined ? undefined : messageByName(message.name);
  if (!declared) {
    if ("id" in message) return { id: message.id, encoding: message.encoding, body: bytesIn(message.body) };
    throw new UsageError("unknown-message", `no message is called ${message.name}; see \`twscope messages\``);
  }
  if (serverVersion < serverVersionMin)
    throw new UsageError(
      "server-version",
      `server version ${serverVersion} is below ${serverVersionMin}, the lowest known`,
    );
  const encoding = message.encoding ?? encodingAt(declared, serverVersion);
  const fields = message.fields as FieldValues;
  const body = message.body && bytesIn(message.body);
  if (encoding === "protobuf") {
    // One that came in this form all the same is passed on in it.
    if (!declared.protobuf && !body) throw new UsageError("unknown-encoding", `${declared.name} has no protobuf form`);
    const unchanged = body && sameValues(fields, decodeProtobuf(declared.shape, body).fields);
    return { id: declared.id, encoding, body: unchanged ? body : encodeProtobuf(declared.shape, fields, body) };
  }
  const plan = textPlan(declared, serverVersion);
  if (!plan) {
    if (message.body) return { id: declared.id, encoding, body: bytesIn(message.body) };
    throw new UsageError(
      "unknown-encoding",
      `${declared.name} has no text form; it needs server version ${gateOf(declared)}`,
    );
  }
  if (body) {
    // Most decoded messages are passed on as they are; finding that out costs less than writing them.
    const before = decodeText(plan, body, serverVersion);
    if (sameValues(fields, before.fields) && sameValues(message.rest ?? none, before.rest))
      return { id: declared.id, encoding, body };
  }
  const original = body && byteStringOf(body);
  // A decoded message without a version ended before it.
  const asItIs = "version" in fields || declared.sends === undefined || original !== undefined;
  const withVersion = asItIs ? fields : { version: declared.sends, ...fields };
  return {
    id: declared.id,
    encoding,
    body: bytesOf(encodeText(plan, withVersion, serverVersion, message.rest ?? [], original)),
  };
}

const gateOf = (message: AnyMessage): number => (message.protobuf ? gates[message.protobuf].version : serverVersionMax);

function joined(head: Uint8Array, body: Uint8Array): Uint8Array {
  const all = new Uint8Array(head.length + body.length);
  all.set(head);
  all.set(body, head.length);
  return all;
}
