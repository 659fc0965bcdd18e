/**
 * The part of twscope that needs nothing but the language: catalogue, codec, sessions, log readers. It runs in a browser
 * as it is.
 */
export { bytesIn, type ByteRange } from "./base/byte-range.ts";
export { UsageError } from "./base/errors.ts";
export type { Issue, IssueCode } from "./base/issue.ts";
export { errorCodes, type ErrorCode } from "./catalogue/codes/error-codes.ts";
export { tickTypes, type TickType } from "./catalogue/codes/tick-types.ts";
export type { Code, CodeTable } from "./catalogue/codes/code-table.ts";
export { gates, serverVersionMax, serverVersionMin, type Gate, type GateName } from "./catalogue/gates.ts";
export {
  messageById,
  messageByName,
  messages,
  type AnyMessage,
  type FieldsOf,
  type MessageName,
} from "./catalogue/messages.ts";
export type { Direction, Field, Shape, TagValue } from "./catalogue/schema.ts";
export {
  decodeBody,
  decodeFrame,
  decodeFrameIn,
  encodeFrame,
  encodingAt,
  frameHead,
  isMessage,
  type DecodeOptions,
  type Encodable,
  type Encoding,
  type Message,
} from "./codec/message.ts";
export type { UnknownField } from "./codec/protobuf-decode.ts";
export { decodePrinted, printProtobuf } from "./codec/protobuf-text.ts";
export { indexLog, joinIndexes, LogIndexer, type LogIndex } from "./logs/api-log/log-index.ts";
export { frameInLine, lineHead } from "./logs/api-log/write-line.ts";
export { LogReader, type LogOptions } from "./logs/log-reader.ts";
export { recognise, type Recognised } from "./logs/recognise.ts";
export type {
  Ambiguity,
  ClientRecord,
  HostEvent,
  HostRecord,
  LogRecord,
  LogTime,
  MessageRecord,
  UnreadRecord,
  VersionKnown,
} from "./logs/record.ts";
export { Session, type SessionEvent } from "./session/session.ts";
export { FrameReader, frameBytes, type Frame } from "./wire/frames.ts";

import { decodeFrame, type DecodeOptions, type Message } from "./codec/message.ts";

/** Decodes one frame's payload; short for `decodeFrame`. */
export const decode = (payload: Uint8Array, options: DecodeOptions): Message => decodeFrame(payload, options);
