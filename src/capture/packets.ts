/** Packets as they stand in a capture file, whatever its format. */
import type { CaptureIssueCode } from "./capture-items.ts";
import type { HeldBytes } from "./held-bytes.ts";

export interface Packet {
  readonly kind: "packet";
  /** Counted from 1, as Wireshark does. */
  readonly number: number;
  /** Where its header begins in the file. */
  readonly offset: number;
  /** Whole microseconds since 1970 UTC. */
  readonly timeUs: number;
  /** What the bytes begin with: a number of the registry of link types (LINKTYPE_…). */
  readonly linkType: number;
  /** What was captured of it. Lies in the reader's own store: good until the reader is given more. */
  readonly bytes: Uint8Array;
  /** How long it was on the wire. */
  readonly originalLength: number;
}

/** Something wrong with the file itself. */
export interface FileDamage {
  readonly kind: "damage";
  readonly code: CaptureIssueCode;
  readonly offset: number;
  readonly packet: number | undefined;
  readonly text: string;
}

export type FileItem = Packet | FileDamage;

/** Reads the packets of one file format. Takes what is whole from the bytes at hand and leaves the rest. */
export interface FormatReader {
  readonly format: "pcap" | "pcapng";
  /** @param last nothing more comes */
  read(held: HeldBytes, last: boolean, items: FileItem[]): void;
}

export const damage = (
  code: CaptureIssueCode,
  offset: number,
  packet: number | undefined,
  text: string,
): FileDamage => ({ kind: "damage", code, offset, packet, text });
