/** Lines of API message logs, made from fields. Byte strings: each character is a byte. */
import { byteStringOf } from "../../src/base/byte-string.ts";
import { messageByName, type FieldsOf, type MessageName } from "../../src/catalogue/messages.ts";
import { encodeFrame } from "../../src/codec/message.ts";
import { parseClock } from "../../src/logs/calendar.ts";
import { frameInLine, lineHead } from "../../src/logs/api-log/write-line.ts";
import { frameBytes } from "../../src/wire/frames.ts";

/** The payload of a message, with the message version that senders write. */
export function payloadOf<N extends MessageName>(name: N, serverVersion: number, fields: FieldsOf<N>): Uint8Array {
  const sends = messageByName(name)?.sends;
  const version = sends === undefined ? {} : { version: sends };
  return encodeFrame({ name, serverVersion, fields: { ...version, ...fields } });
}

/** The same with its length in front. */
export const frameOf = <N extends MessageName>(name: N, serverVersion: number, fields: FieldsOf<N>): Uint8Array =>
  frameBytes(payloadOf(name, serverVersion, fields));

/** A line of the log, with its line feed. @param clock `11:49:32:797` */
export function apiLine<N extends MessageName>(
  clock: string,
  name: N,
  serverVersion: number,
  fields: FieldsOf<N>,
): string {
  const direction = messageByName(name)?.direction ?? "in";
  const body = frameInLine(payloadOf(name, serverVersion, fields), direction, serverVersion);
  return `${lineHead(parseClock(clock) ?? 0, direction)}${body}\n`;
}

/** A notice or error as hosts of server version 187 send it. */
export const notice = (clock: string, id: number, errorCode: number, errorMsg: string): string =>
  apiLine(clock, "ERR_MSG", 187, { id, errorCode, errorMsg, advancedOrderRejectJson: "" });

/** A price tick of server version 187. */
export const priceTick = (clock: string, price: number | null, size: string | null): string =>
  apiLine(clock, "TICK_PRICE", 187, { reqId: 9001, tickType: 1, price, size, attrMask: 1 });

/** UTF-8 text as a byte string. */
export const utf8 = (text: string): string => byteStringOf(new TextEncoder().encode(text));
