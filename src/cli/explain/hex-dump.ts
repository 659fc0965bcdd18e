/** Hex dumps, as `xxd`, `hexdump -C`, `od` and Wireshark print them: an offset, up to sixteen bytes, and their characters. */

/** A line of a dump. */
export interface DumpLine {
  readonly offset: number;
  /** Its bytes in hexadecimal. */
  readonly hex: string;
}

const lineHead = /^\s*(?:0x)?([0-9a-f]{4,8})(?::\s*|\s{2,}|\t|(?<=[0-9a-f]{6})\s(?=[0-9a-f]{2}\s))/i;
const group = /^([0-9a-f]{2}|[0-9a-f]{4}|[0-9a-f]{8})(?=\s|$)/i;
const bytesMax = 16;

/** Reads a line of a dump; `undefined` for any other line. */
export function dumpLine(line: string): DumpLine | undefined {
  const head = lineHead.exec(line);
  if (!head) return undefined;
  let hex = "";
  let rest = line.slice(head[0].length);
  for (;;) {
    const digits = group.exec(rest)?.[1];
    if (digits === undefined || hex.length + digits.length > 2 * bytesMax) break;
    hex += digits;
    const blanks = /^\s*/.exec(rest.slice(digits.length))?.[0].length ?? 0;
    rest = rest.slice(digits.length + blanks);
    // Two blanks end the bytes, except in the middle of a line.
    if (blanks > 1 && hex.length !== bytesMax) break;
  }
  return hex === "" ? undefined : { offset: Number.parseInt(head[1] as string, 16), hex };
}

/** How many of these lines, from one on, are a dump: each goes on where the one before ends. One alone begins at 0. */
export function dumpLength(lines: readonly string[], from: number): number {
  let at = from;
  let next: number | undefined;
  const first = dumpLine(lines[from] ?? "")?.offset;
  for (; at < lines.length; at += 1) {
    const line = dumpLine(lines[at] as string);
    // The last line of some dumps is the offset of the end alone.
    if (!line || (next !== undefined && line.offset !== next)) break;
    next = line.offset + line.hex.length / 2;
  }
  return first === 0 || at - from > 1 ? at - from : 0;
}
