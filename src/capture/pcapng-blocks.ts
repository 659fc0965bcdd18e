/** Writes the blocks of a pcapng file that we use, in little-endian byte order. Source: draft-ietf-opsawg-pcapng. */
import { bytesOf, utf8ByteString } from "../base/byte-string.ts";
import { blockType, optionCode, orderMagic } from "./pcapng-format.ts";

export interface BlockOption {
  readonly code: number;
  readonly value: Uint8Array;
}

/** A longer text is cut, and ends with an ellipsis; the format itself ends at 65,535 bytes. */
const textBytesMax = 4096;

export function textOption(code: number, text: string): BlockOption {
  const whole = utf8ByteString(text);
  if (whole.length <= textBytesMax) return { code, value: bytesOf(whole) };
  let end = textBytesMax - 3;
  // Not inside a character.
  while ((whole.charCodeAt(end) & 0xc0) === 0x80) end -= 1;
  return { code, value: bytesOf(whole.slice(0, end) + utf8ByteString("…")) };
}

const padded = (length: number): number => (length + 3) & ~3;

const optionsBytes = (options: readonly BlockOption[]): number =>
  options.length === 0 ? 0 : options.reduce((sum, { value }) => sum + 4 + padded(value.length), 4);

/** A block with room for its body, which `fill` writes from byte 8 on. */
function block(
  type: number,
  bodyBytes: number,
  options: readonly BlockOption[],
  fill: (view: DataView, bytes: Uint8Array) => void,
): Uint8Array {
  const length = 12 + padded(bodyBytes) + optionsBytes(options);
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, type, true);
  view.setUint32(4, length, true);
  fill(view, bytes);
  let at = 8 + padded(bodyBytes);
  for (const { code, value } of options) {
    view.setUint16(at, code, true);
    view.setUint16(at + 2, value.length, true);
    bytes.set(value, at + 4);
    at += 4 + padded(value.length);
  }
  // The end of options is four zeros, which are there already.
  view.setUint32(length - 4, length, true);
  return bytes;
}

export const sectionBlock = (options: readonly BlockOption[]): Uint8Array =>
  block(blockType.section, 16, options, (view) => {
    view.setUint32(8, orderMagic, true);
    view.setUint16(12, 1, true);
    // The length of the section is not known: -1.
    view.setBigInt64(16, -1n, true);
  });

export const interfaceBlock = (linkType: number, options: readonly BlockOption[]): Uint8Array =>
  block(blockType.interface, 8, options, (view) => view.setUint16(8, linkType, true));

/** A packet of the first interface. @param fill writes the packet from the index it is given on */
export const packetBlock = (
  ticks: bigint,
  packetBytes: number,
  comments: readonly string[],
  fill: (bytes: Uint8Array, at: number) => void,
): Uint8Array =>
  block(
    blockType.enhancedPacket,
    20 + packetBytes,
    comments.map((comment) => textOption(optionCode.comment, comment)),
    (view, bytes) => {
      view.setUint32(12, Number(ticks >> 32n), true);
      view.setUint32(16, Number(ticks & 0xffff_ffffn), true);
      view.setUint32(20, packetBytes, true);
      view.setUint32(24, packetBytes, true);
      fill(bytes, 28);
    },
  );
