/** The head of a recording: what it is, in the open, and the key of its blocks, wrapped. */
import { byteStringOf, bytesOf, charactersOf, utf8ByteString } from "../base/byte-string.ts";
import { formatVersion, headerBytesMax, magic, type Checksum, type RecordingHeader } from "./format.ts";

const fixedBytes = magic.length + 4 + 4;

/** The head of a file. @param key an age file whose content is the key of the blocks; empty when nothing is sealed */
export function headBytes(header: RecordingHeader, key: Uint8Array, checksum: Checksum): Uint8Array {
  const json = bytesOf(utf8ByteString(JSON.stringify(header)));
  const bytes = new Uint8Array(fixedBytes + json.length + 4 + key.length + 4);
  const view = new DataView(bytes.buffer);
  bytes.set(bytesOf(magic));
  view.setUint32(8, formatVersion);
  view.setUint32(12, json.length);
  bytes.set(json, fixedBytes);
  view.setUint32(fixedBytes + json.length, key.length);
  bytes.set(key, fixedBytes + json.length + 4);
  view.setUint32(bytes.length - 4, checksum(bytes.subarray(0, bytes.length - 4)));
  return bytes;
}

export interface Head {
  readonly header: RecordingHeader;
  readonly version: number;
  readonly key: Uint8Array;
  /** Bytes of the head; the first block begins behind them. */
  readonly length: number;
  /** The bytes of the head without their checksum: blocks are bound to them. */
  readonly bytes: Uint8Array;
}

export type HeadRead =
  | { readonly state: "whole"; readonly head: Head }
  /** More bytes are needed to tell. */
  | { readonly state: "short" }
  | { readonly state: "wrong"; readonly why: string; readonly offset: number };

export const isRecording = (bytes: Uint8Array): boolean => byteStringOf(bytes.subarray(0, magic.length)) === magic;

export function readHead(bytes: Uint8Array, checksum: Checksum): HeadRead {
  const start = byteStringOf(bytes.subarray(0, magic.length));
  if (!magic.startsWith(start)) return wrong(0, 'it does not begin with "twscope\\n"');
  if (bytes.length < fixedBytes) return { state: "short" };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const version = view.getUint32(8);
  if (version > formatVersion)
    return wrong(8, `it has format version ${version}; this program reads up to ${formatVersion}: use a newer one`);
  const jsonBytes = view.getUint32(12);
  if (jsonBytes > headerBytesMax) return wrong(12, `its header would be ${jsonBytes} bytes long`);
  const keyAt = fixedBytes + jsonBytes + 4;
  if (bytes.length < keyAt) return { state: "short" };
  const keyBytes = view.getUint32(keyAt - 4);
  if (keyBytes > headerBytesMax) return wrong(keyAt - 4, `its key would be ${keyBytes} bytes long`);
  const end = keyAt + keyBytes;
  if (bytes.length < end + 4) return { state: "short" };
  const open = bytes.subarray(0, end);
  if (view.getUint32(end) !== checksum(open)) return wrong(end, "the checksum of its header is wrong: it is damaged");
  const header = parsed(bytes.subarray(fixedBytes, fixedBytes + jsonBytes));
  if (!header) return wrong(fixedBytes, "its header is no JSON of a recording");
  return {
    state: "whole",
    head: { header, version, key: bytes.subarray(keyAt, end), length: end + 4, bytes: open },
  };
}

const wrong = (offset: number, why: string): HeadRead => ({ state: "wrong", offset, why });

function parsed(json: Uint8Array): RecordingHeader | undefined {
  try {
    const header = JSON.parse(charactersOf(byteStringOf(json))) as Partial<RecordingHeader>;
    return typeof header.id === "string" && (header.sealed === "age" || header.sealed === "none")
      ? {
          made: String(header.made),
          created: String(header.created),
          id: header.id,
          sealed: header.sealed,
          ...(Array.isArray(header.recipients) && { recipients: header.recipients.map(String) }),
        }
      : undefined;
  } catch {
    return undefined;
  }
}
