/**
 * Protobuf fields that nobody declared, printed as protobuf's own printers do: by their numbers, `12: 5`, `13: "text"`,
 * `14: 0x3ff0000000000000`.
 */
import type { UnknownField } from "../../codec/protobuf-decode.ts";

/** Those of the outermost message; the shape of an inner one is printed by what declares it. */
export const printUnknown = (unknown: readonly UnknownField[]): string =>
  unknown
    .filter(({ path }) => path === "")
    .map((field) => `${field.number}: ${valueOf(field)}`)
    .join(" ");

function valueOf({ wireType, hex }: UnknownField): string {
  const bytes = Uint8Array.from({ length: hex.length / 2 }, (_, index) =>
    Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16),
  );
  if (wireType === 0) return String(varint(bytes));
  if (wireType === 2) return quoted(bytes);
  // Fixed widths are little-endian.
  return `0x${Array.from(bytes.toReversed(), (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

function varint(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const [index, byte] of bytes.entries()) value |= BigInt(byte & 0x7f) << BigInt(7 * index);
  return value;
}

function quoted(bytes: Uint8Array): string {
  let out = '"';
  for (const byte of bytes) {
    const plain = byte >= 32 && byte < 127 && byte !== 34 && byte !== 39 && byte !== 92;
    out += plain ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, "0")}`;
  }
  return `${out}"`;
}
