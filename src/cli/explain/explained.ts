/**
 * What an explanation holds: the same data for the printers and for `--json`. Offsets count bytes from the start of
 * what was given; in a log line from behind its arrow.
 */
import type { Issue } from "../../base/issue.ts";
import type { Direction } from "../../catalogue/schema.ts";
import type { Ambiguity, VersionKnown } from "../../logs/record.ts";
import type { VersionRange } from "../dictionary/server-versions.ts";

/** In which form the input was given. */
export type FormName =
  | "log line"
  | "log line of a program"
  | "bytes"
  | "bytes as Python prints them"
  | "hexadecimal"
  | "base64"
  | "text";

/** One input, explained. */
export interface Explanation {
  readonly form: FormName;
  /** Time of day of a log line, where it has one. */
  readonly time?: string;
  readonly parts: readonly Part[];
}

/** A stretch of the input: a message, the opening of a connection, or what is neither. */
export type Part = ExplainedMessage | Opening | NotExplained;

/** What a value is and means, in words. */
export interface DescribedValue {
  /** `null` when unset; missing where the value cannot be read, or where there is none. */
  readonly value?: unknown;
  /** The value as people read it. */
  readonly words: string;
  /** Class of a code: `ok`, `info`, `warning`, `error`, `client`. */
  readonly class?: string;
  /** What this very value means. */
  readonly valueAbout?: string;
}

/** A field with its value and meaning. */
export interface FieldRow extends DescribedValue {
  readonly path: string;
  readonly type: string;
  readonly about: string;
  readonly unit?: string;
}

/** One text field, or the length or id in front of them. */
export interface TokenRow extends FieldRow, VersionRange {
  readonly what: "length" | "id" | "field" | "count" | "flag" | "bits" | "beyond";
  readonly offset: number;
  /** As it stands, without its end. */
  readonly raw: string;
  /** Its end is there. */
  readonly ended: boolean;
  /** The condition under which the layout has this field. */
  readonly when?: string;
}

/** One field of a protobuf message, in the order of the bytes. */
export interface WireRow extends FieldRow {
  readonly what: "length" | "id" | "field" | "unknown" | "broken";
  readonly offset: number;
  /** The field's number; missing for what is no field. */
  readonly number?: number;
  readonly wireType?: string;
  /** Its bytes in hexadecimal, tag included; of a nested message only tag and length, because its fields follow. */
  readonly raw: string;
  /** How deep it is nested. */
  readonly depth: number;
}

interface AnyMessage {
  readonly kind: "message";
  readonly offset: number;
  readonly direction: Direction;
  /** Where the direction comes from: the arrow, an option, the handshake before it, or because only it fits. */
  readonly directionFrom: "arrow" | "option" | "handshake" | "fit";
  readonly id: number | null;
  /** The id as it stands on the wire, where that is another number. */
  readonly rawId?: number;
  readonly name: string | null;
  readonly about: string | null;
  readonly serverVersion: VersionKnown;
  /** What narrows the server versions, one sentence each. */
  readonly restsOn: readonly string[];
  readonly length: LengthCheck;
  readonly issues: readonly Issue[];
  readonly ambiguous: Ambiguity | null;
  readonly remarks: readonly string[];
  /** The command that shows all about this message. */
  readonly page: string | null;
}

/** A message, taken apart. */
export type ExplainedMessage = AnyMessage &
  (
    | { readonly encoding: "text"; readonly ends: FieldEnd; readonly rows: readonly TokenRow[] }
    | { readonly encoding: "protobuf"; readonly rows: readonly WireRow[] }
    | { readonly encoding: "protobuf-text"; readonly rows: readonly FieldRow[] }
  );

/** What ends the fields of a text where it stands: the host's log and those of clients write something for NUL. */
export type FieldEnd = "NUL" | "-" | ",";

/** Whether the length in front of a message is right. */
export interface LengthCheck {
  readonly verdict: "confirmed" | "wrong" | "unreadable" | "none";
  /** The length as declared; where bytes of it can stand for several values, the one nearest to the truth. */
  readonly declared?: number;
  readonly actual: number;
}

/** The handshake of a client, or the server's answer to it. */
export interface Opening {
  readonly kind: "handshake" | "server reply";
  readonly offset: number;
  readonly direction: Direction;
  readonly about: string;
  readonly rows: readonly OpeningRow[];
  readonly issues: readonly Issue[];
}

export interface OpeningRow {
  readonly offset: number;
  readonly raw: string;
  readonly name: string;
  readonly value: string | number;
  readonly about: string;
}

/** A stretch that is no message of the API. */
export interface NotExplained {
  readonly kind: "not explained";
  readonly offset: number;
  readonly raw: string;
  readonly why: string;
}

/** Whether a part leaves nothing open. */
export const isClear = (part: Part): boolean => part.kind !== "not explained" && part.issues.length === 0;
