/** Lines as the Python clients log them, made of messages whose bytes are known. */
import { byteStringOf } from "../../../src/base/byte-string.ts";
import type { Direction } from "../../../src/catalogue/schema.ts";
import { frameBytes } from "../../../src/wire/frames.ts";
import { frameHead } from "../../../src/codec/message.ts";

/** A byte string as Python prints bytes. */
export function pythonBytes(bytes: string): string {
  const quote = bytes.includes("'") && !bytes.includes('"') ? '"' : "'";
  const inner = bytes.replaceAll(/[\\\x00-\x1f\x7f-\xff'"]/g, (sign) => {
    if (sign === "\\") return "\\\\";
    if (sign === "'" || sign === '"') return sign === quote ? `\\${sign}` : sign;
    const named = { "\n": "\\n", "\r": "\\r", "\t": "\\t" }[sign];
    return named ?? `\\x${sign.charCodeAt(0).toString(16).padStart(2, "0")}`;
  });
  return `b${quote}${inner}${quote}`;
}

/** What the official client logs of a message, at level DEBUG. */
export function officialLine(payload: Uint8Array, direction: Direction, serverVersion: number): string {
  if (direction === "out")
    return `INFO:ibapi.client:SENDING someRequest ${pythonBytes(byteStringOf(frameBytes(payload)))}`;
  const head = frameHead(payload, serverVersion)!;
  const body = byteStringOf(payload.subarray(head.bodyStart));
  if (head.encoding === "protobuf") return `DEBUG:ibapi.client:msgId: ${head.id}, protobuf: ${pythonBytes(body)}`;
  const fields = body.split("\0").slice(0, -1).map(pythonBytes);
  return `DEBUG:ibapi.client:msgId: ${head.id}, fields: (${fields.join(", ")}${fields.length === 1 ? "," : ""})`;
}

/** What ib_async logs of a text message. */
export function commaLine(payload: Uint8Array, direction: Direction): string {
  const text = byteStringOf(payload).slice(0, -1).replaceAll("\0", ",");
  return `DEBUG:ib_async.client:${direction === "in" ? "<<<" : ">>>"} ${text}`;
}
