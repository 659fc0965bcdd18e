/**
 * Writes messages as the host writes them into its API message log: the inverse of the readers, for exports and tests.
 *
 * Source: the specimens: incoming text with its four length bytes and only NUL replaced by `-`; outgoing text without
 * a length; protobuf printed, under its id without the offset.
 */
import { byteStringOf } from "../../base/byte-string.ts";
import { messageById } from "../../catalogue/messages.ts";
import type { Direction, Shape } from "../../catalogue/schema.ts";
import { decodeProtobuf } from "../../codec/protobuf-decode.ts";
import { printProtobuf } from "../../codec/protobuf-text.ts";
import { frameHead } from "../../codec/message.ts";
import { formatClock } from "../calendar.ts";
import { printUnknown } from "./print-unknown.ts";

/** Of a message that nobody declared: all its fields are unknown. */
const noShape: Shape = { name: "", fields: {} };

/** The head of a line, `11:49:32:797 -> `. @param clockMs ms since midnight */
export const lineHead = (clockMs: number, direction: Direction): string =>
  `${formatClock(clockMs).replace(".", ":")} ${direction === "in" ? "->" : "<-"} `;

/** What a frame looks like in a line: text with its hyphens, or printed protobuf. A byte string. */
export function frameInLine(payload: Uint8Array, direction: Direction, serverVersion: number): string {
  const head = frameHead(payload, serverVersion);
  if (head?.encoding === "protobuf") {
    const shape = messageById(direction, head.id)?.shape ?? noShape;
    const { fields, unknown } = decodeProtobuf(shape, payload, head.bodyStart);
    const printed = [printProtobuf(shape, fields), printUnknown(unknown)].filter((text) => text !== "").join(" ");
    return `[${head.id};${printed}]`;
  }
  const text = byteStringOf(payload).replaceAll("\0", "-");
  return direction === "in" ? lengthInLine(payload.length) + text : text;
}

/** The four bytes of a length, zeros as hyphens. */
export const lengthInLine = (length: number): string =>
  String.fromCharCode((length >>> 24) & 0xff, (length >>> 16) & 0xff, (length >>> 8) & 0xff, length & 0xff).replaceAll(
    "\0",
    "-",
  );
