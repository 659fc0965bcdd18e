/** The record of a stretch that no reader understands: it shows so much of it, and says how much it leaves out. */
import { charactersOf } from "../base/byte-string.ts";
import { limits } from "../base/limits.ts";
import type { UnreadRecord } from "./record.ts";

/**
 * @param text what is kept of the stretch, a byte string
 * @param leftOut bytes behind it that are not kept
 */
export function unreadRecord(
  about: Omit<UnreadRecord, "kind" | "text">,
  text: string,
  leftOut: number,
  bytesMax: number = limits.unreadBytesMax,
): UnreadRecord {
  const { file, line, offset, time, lines, why } = about;
  const shown = text.length > bytesMax ? text.slice(0, beforeCharacter(text, bytesMax)) : text;
  const missing = text.length - shown.length + leftOut;
  return {
    kind: "unread",
    file,
    line,
    offset,
    time,
    lines,
    text: charactersOf(shown),
    why: missing > 0 ? `${why}; the last ${missing} of its ${shown.length + missing} bytes are left out` : why,
  };
}

/** The last place at or before `end` that cuts no UTF-8 character in two. */
export function beforeCharacter(text: string, end: number): number {
  let at = end;
  while (at > end - 3 && (text.charCodeAt(at) & 0xc0) === 0x80) at -= 1;
  return at;
}
