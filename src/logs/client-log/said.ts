/** What an entry of a Python client's log says: a message with its bytes, one that is printed, or words. */
import { bytesOf } from "../../base/byte-string.ts";
import { protobufIdOffset, rawMessageIdSince } from "../../catalogue/gates.ts";
import type { Direction } from "../../catalogue/schema.ts";
import { pythonBytesAt, pythonTupleAt } from "./python-bytes.ts";

/** A text body is a byte string; its fields end with NUL, or with commas that can also be commas of a text. */
export type Said =
  | {
      readonly says: "text";
      readonly direction: Direction;
      readonly id: number;
      readonly body: string;
      readonly end: "\0" | ",";
    }
  | { readonly says: "protobuf"; readonly direction: Direction; readonly id: number; readonly body: Uint8Array }
  /** Protobuf as its library prints it: of a message whose shape has this name but for its first letter, and of its function. */
  | {
      readonly says: "printed";
      readonly direction: Direction;
      readonly call: string;
      readonly shape: string;
      readonly body: string;
    }
  | { readonly says: "version"; readonly serverVersion: number }
  | { readonly says: "words" };

const words: Said = { says: "words" };

/** @param text an entry behind its head, its lines joined by line feeds; a byte string */
export function saidBy(text: string): Said {
  switch (text.slice(0, 4)) {
    case "SEND":
      return sent(text);
    case "msgI":
    case "fiel":
      return received(text);
    case "REQU":
    case "ANSW":
      return called(text);
    case ">>> ":
    case "<<< ":
      return withCommas(text);
    case "Logg": {
      const version = /^Logged on to server version (\d{2,3})\b/.exec(text)?.[1];
      return version === undefined ? words : { says: "version", serverVersion: Number(version) };
    }
    default:
      return words;
  }
}

/** `SENDING reqMktData b'\x00\x00\x00\x0f1\x0011\x00…'`: a whole frame, its length first. */
function sent(text: string): Said {
  const frame = pythonBytesAt(text, text.indexOf(" ", 8) + 1)?.bytes;
  return (frame && payload(frame.slice(4), "out")) || words;
}

function payload(bytes: string, direction: Direction): Said | undefined {
  const id = /^(\d{1,3})\0/.exec(bytes);
  if (id) return { says: "text", direction, id: Number(id[1]), body: bytes.slice(id[0].length), end: "\0" };
  if (bytes.length < 4) return undefined;
  const raw = new DataView(bytesOf(bytes.slice(0, 4)).buffer).getInt32(0);
  if (raw <= 0 || raw > 2 * protobufIdOffset) return undefined;
  const body = bytes.slice(4);
  if (raw <= protobufIdOffset) return { says: "text", direction, id: raw, body, end: "\0" };
  return { says: "protobuf", direction, id: raw - protobufIdOffset, body: bytesOf(body) };
}

/** `msgId: 15, fields: (b'1', b'DU1234567')`, `msgId: 15, protobuf: b'…'`, and before 10.3x `fields: (b'15', …)`. */
function received(text: string): Said {
  const head = /^(?:msgId: (\d{1,3}), )?(fields|protobuf): /.exec(text);
  if (!head) return words;
  const [all, id, what] = head;
  if (what === "protobuf") {
    const body = pythonBytesAt(text, all.length);
    return body && id !== undefined
      ? { says: "protobuf", direction: "in", id: Number(id), body: bytesOf(body.bytes) }
      : words;
  }
  const fields = pythonTupleAt(text, all.length);
  const own = id ?? fields?.shift();
  if (!fields || own === undefined || !/^\d{1,3}$/.test(own)) return words;
  return {
    says: "text",
    direction: "in",
    id: Number(own),
    body: fields.map((field) => `${field}\0`).join(""),
    end: "\0",
  };
}

/** `ANSWER Version:176 time:b'…'`, `REQUEST placeOrderProtoBuf {'placeOrderRequestProto': orderId: 1 …}`. */
function called(text: string): Said {
  const version = /^ANSWER Version:(\d{1,3})\b/.exec(text)?.[1];
  if (version !== undefined) return { says: "version", serverVersion: Number(version) };
  const head = /^(REQUEST|ANSWER) (\w+)ProtoBuf \{'(\w+)Proto': /.exec(text);
  const end = text.lastIndexOf("}");
  if (!head || end < head[0].length) return words;
  const [all, who, call = "", shape = ""] = head;
  return {
    says: "printed",
    direction: who === "ANSWER" ? "in" : "out",
    call,
    shape,
    body: text.slice(all.length, end),
  };
}

/** `>>> 1,11,2,0,AAPL,STK,…`: fields joined by commas, the last one without its end. */
function withCommas(text: string): Said {
  const head = /^(>>>|<<<) (\d{1,3})(?:,|$)/.exec(text);
  if (!head) return words;
  const [all, arrow, id = ""] = head;
  // What opens a connection: the server version, and the time.
  if (arrow === "<<<" && Number(id) < rawMessageIdSince && /^\d{8} \d\d:\d\d:\d\d/.test(text.slice(all.length)))
    return { says: "version", serverVersion: Number(id) };
  const body = all.length < text.length || all.endsWith(",") ? `${text.slice(all.length)},` : "";
  return { says: "text", direction: arrow === ">>>" ? "out" : "in", id: Number(id), body, end: "," };
}
