/**
 * Reads INI files and changes nothing in them: every value is what stands behind the first `=`, and the text can be
 * written again character for character. An own reader because libraries for INI files take backslashes, `;` and words
 * such as `true` for their own syntax, and so change values of `jts.ini`.
 *
 * Source: specimens of `jts.ini` of 2014 to 2026.
 */
import { byteStringOf, charactersOf, isAscii, utf8Characters } from "../base/byte-string.ts";
import { limits } from "../base/limits.ts";

/** One line, exactly: its text and the characters that end it. */
export interface IniLine {
  readonly text: string;
  readonly end: "\r\n" | "\n" | "\r" | "";
}

export interface IniEntry {
  /** From 1. */
  readonly line: number;
  /** `undefined` for entries before the first section. */
  readonly section: string | undefined;
  /** Without the blanks around it. */
  readonly key: string;
  /** All that stands behind the `=`, blanks included. */
  readonly value: string;
}

export interface IniIssue {
  readonly code: IniIssueCode;
  readonly line: number;
  readonly about: string;
}

export type IniIssueCode =
  | "byte-order-mark"
  | "utf-16"
  | "nul"
  | "no-equals-sign"
  | "no-key"
  | "before-any-section"
  | "open-bracket"
  | "behind-bracket"
  | "repeated-section"
  | "repeated-key";

export interface Ini {
  /** The byte order mark before the first line, if there is one. */
  readonly mark: "" | "\ufeff";
  readonly lines: readonly IniLine[];
  readonly sections: readonly { readonly name: string; readonly line: number }[];
  readonly entries: readonly IniEntry[];
  readonly issues: readonly IniIssue[];
  /** How many further issues there were. */
  readonly issuesLeftOut: number;
}

/** Reads a text. Never throws; what cannot be read is an issue. */
export function parseIni(text: string): Ini {
  const mark = text.startsWith("\ufeff") ? "\ufeff" : "";
  const lines = linesOf(mark ? text.slice(1) : text);
  const reader = new IniReader();
  if (mark) reader.issue("byte-order-mark", 1, "a byte order mark; its host may take it for part of the first line");
  lines.forEach((line, index) => reader.read(line.text, index + 1));
  const { sections, entries, issues, issuesLeftOut } = reader;
  return { mark, lines, sections, entries, issues, issuesLeftOut };
}

/** The text that was read, character for character. */
export const renderIni = ({ mark, lines }: Pick<Ini, "mark" | "lines">): string =>
  mark + lines.map(({ text, end }) => text + end).join("");

/** Reads bytes: UTF-8 where they are, else Latin-1, as older Windows hosts write; UTF-16 where an editor made it that. */
export function readIni(bytes: Uint8Array): Ini & { readonly encoding: IniEncoding } {
  const { text, encoding } = textOf(bytes);
  const ini = parseIni(text);
  if (encoding !== "utf-16") return { ...ini, encoding };
  const issue = {
    code: "utf-16",
    line: 1,
    about: "the file is UTF-16; its host expects one byte a character",
  } as const;
  return { ...ini, encoding, issues: [issue, ...ini.issues] };
}

export type IniEncoding = "ascii" | "utf-8" | "latin-1" | "utf-16";

function textOf(bytes: Uint8Array): { text: string; encoding: IniEncoding } {
  const little = bytes[0] === 0xff && bytes[1] === 0xfe;
  if (little || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    let text = "";
    for (let at = 2; at + 1 < bytes.length; at += 2) {
      const [low, high] = little ? [bytes[at], bytes[at + 1]] : [bytes[at + 1], bytes[at]];
      text += String.fromCharCode((low as number) | ((high as number) << 8));
    }
    return { text, encoding: "utf-16" };
  }
  const byteString = byteStringOf(bytes);
  if (isAscii(byteString)) return { text: byteString, encoding: "ascii" };
  const encoding = utf8Characters(byteString) === undefined ? "latin-1" : "utf-8";
  return { text: charactersOf(byteString), encoding };
}

/** A value by its names, as they are written; the last one where there are several. */
export const iniEntry = (ini: Pick<Ini, "entries">, section: string | undefined, key: string): IniEntry | undefined =>
  ini.entries.findLast((entry) => entry.section === section && entry.key === key);

function linesOf(text: string): IniLine[] {
  const lines: IniLine[] = [];
  const ends = /\r\n|\n|\r/g;
  let start = 0;
  for (let end = ends.exec(text); end; end = ends.exec(text)) {
    lines.push({ text: text.slice(start, end.index), end: end[0] as IniLine["end"] });
    start = ends.lastIndex;
  }
  if (start < text.length) lines.push({ text: text.slice(start), end: "" });
  return lines;
}

class IniReader {
  readonly sections: { name: string; line: number }[] = [];
  readonly entries: IniEntry[] = [];
  readonly issues: IniIssue[] = [];
  issuesLeftOut = 0;
  private section: string | undefined;
  private readonly sectionLines = new Map<string, number>();
  /** The lines of the keys of each section, to see repetitions. */
  private readonly seen = new Map<string | undefined, Map<string, number>>();

  issue(code: IniIssueCode, line: number, about: string): void {
    if (this.issues.length < limits.issuesMax) this.issues.push({ code, line, about });
    else this.issuesLeftOut += 1;
  }

  read(text: string, line: number): void {
    const bare = text.trim();
    if (text.includes("\0")) this.issue("nul", line, "NUL characters, as a file has that was being written in a crash");
    if (bare === "" || bare.startsWith("#") || bare.startsWith(";")) return;
    if (bare.startsWith("[")) this.readSection(bare, line);
    else this.readEntry(text, line);
  }

  private readSection(bare: string, line: number): void {
    const close = bare.lastIndexOf("]");
    if (close < 0) this.issue("open-bracket", line, "a section without its closing bracket");
    else if (close < bare.length - 1) this.issue("behind-bracket", line, "text behind the bracket of a section");
    this.section = close < 0 ? bare.slice(1) : bare.slice(1, close);
    const before = this.sectionLines.get(this.section);
    if (before !== undefined) this.issue("repeated-section", line, `the section began already in line ${before}`);
    this.sectionLines.set(this.section, line);
    this.sections.push({ name: this.section, line });
  }

  private readEntry(text: string, line: number): void {
    const equals = text.indexOf("=");
    if (equals < 0) return this.issue("no-equals-sign", line, "neither a section, a comment nor a key with a value");
    const key = text.slice(0, equals).trim();
    const { section } = this;
    if (key === "") this.issue("no-key", line, "a value without a key");
    if (section === undefined) this.issue("before-any-section", line, "a key before the first section");
    const keys = this.seen.get(section) ?? new Map<string, number>();
    this.seen.set(section, keys);
    const before = keys.get(key);
    if (before !== undefined) this.issue("repeated-key", line, `the key stands already in line ${before}`);
    keys.set(key, line);
    this.entries.push({ line, section, key, value: text.slice(equals + 1) });
  }
}
