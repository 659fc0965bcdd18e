/** How the entries that matter to a diagnosis are declared, and how a declaration is read against an entry. */
import type { HostEvent } from "../record.ts";

/**
 * What the text of a group becomes. `count`: a number written with separators of thousands; `flag`: `true`, `YES`, `1`;
 * `client`: a client id, left out while it is the largest integer, which stands for "not yet known".
 */
export type ValueKind = "number" | "count" | "flag" | "client";

export interface EventDeclaration {
  /** Stable, for scripts. Declarations with the same name say the same thing, more or less gravely. */
  readonly name: string;
  /** Read against the entry's text behind the client bracket, its leading blanks removed; named groups are values. */
  readonly pattern: RegExp;
  /**
   * One sentence. `{name}` stands for a value; `[ … {name}]` is left out when the value is not there. It names no
   * address, user or folder, so that it can be shown as it is.
   */
  readonly about: string;
  readonly severity: HostEvent["severity"];
  /** Groups that are no plain text. */
  readonly values?: Readonly<Record<string, ValueKind>>;
  /** Every match contains one of these words, where its beginning does not tell: a quick test saves most of the work. */
  readonly needs?: string | readonly string[];
  /** Only entries of such threads, for words that others write too. Entries without a thread are taken. */
  readonly threads?: RegExp;
  /** Only entries about one API client, of any level or of level `ERR`. */
  readonly bracket?: "any" | "error";
  /** An entry that matches, for the tests and the documentation. */
  readonly example: string;
  readonly exampleThread?: string;
  /** What is known to be uncertain about it. */
  readonly uncertain?: string;
}

/** What stands in the bracket `[clientId:clientVersion:serverVersion:type:0:0:0:LEVEL]` before entries about a client. */
export interface ClientBracket {
  readonly clientId: number | undefined;
  readonly clientVersion: number | undefined;
  readonly serverVersion: number | undefined;
  /** `SYS`, `ERR`, `DET` and others: the API's own log level. */
  readonly level: string;
}

/** An entry's text, its bracket read and taken off. */
export interface EntryText {
  readonly bracket: ClientBracket | undefined;
  readonly words: string;
}

const bracketPattern = /^\[(-|\d{1,10}):(-|\d{1,10}):(-|\d{1,10}):\d+:\d+:\d+:\d+:([A-Z]{3,5})\] */;
const largest = 2_147_483_647;

/** Before the client has told its id, the bracket holds 0 (918), 2147483647 (963) or `-` (10.42). */
const numberInBracket = (text: string): number | undefined => {
  const value = Number(text);
  return text === "-" || value === 0 || value >= largest ? undefined : value;
};

export function entryText(text: string): EntryText {
  const words = text.trimStart();
  const parts = bracketPattern.exec(words);
  if (!parts) return { bracket: undefined, words };
  const [all, client = "-", clientVersion = "-", serverVersion = "-", level = ""] = parts;
  return {
    bracket: {
      clientId: numberInBracket(client),
      clientVersion: numberInBracket(clientVersion),
      serverVersion: numberInBracket(serverVersion),
      level,
    },
    words: words.slice(all.length),
  };
}

/** The event, if the entry is one that the declaration is about. */
export function readEvent(
  declaration: EventDeclaration,
  entry: EntryText,
  thread: string | undefined,
): HostEvent | undefined {
  const { bracket } = entry;
  if (declaration.bracket && (!bracket || (declaration.bracket === "error" && bracket.level !== "ERR")))
    return undefined;
  if (declaration.threads && thread !== undefined && !declaration.threads.test(thread)) return undefined;
  if (declaration.needs !== undefined && !holdsAny(entry.words, declaration.needs)) return undefined;
  const found = declaration.pattern.exec(entry.words);
  if (!found) return undefined;
  const values: Record<string, string | number | boolean> = {};
  for (const name of ["clientId", "clientVersion", "serverVersion"] as const) {
    const value = bracket?.[name];
    if (value !== undefined) values[name] = value;
  }
  if (bracket) values["apiLevel"] = bracket.level;
  const groups: Readonly<Record<string, string | undefined>> = found.groups ?? {};
  for (const [name, text] of Object.entries(groups)) {
    const value = text === undefined ? undefined : typed(text, declaration.values?.[name]);
    if (value !== undefined) values[name] = value;
  }
  return {
    name: declaration.name,
    about: sentence(piecesOf(declaration.about), values),
    severity: declaration.severity,
    values,
  };
}

const holdsAny = (words: string, needs: string | readonly string[]): boolean =>
  typeof needs === "string" ? words.includes(needs) : needs.some((word) => words.includes(word));

/** Values are for tables and rules; a message of the server can fill pages. */
const textCharsMax = 500;

function typed(text: string, kind: ValueKind | undefined): string | number | boolean | undefined {
  if (kind === "flag") return /^(?:true|yes|1)$/i.test(text);
  if (kind === undefined) {
    const trimmed = text.trim();
    return trimmed.length > textCharsMax ? `${trimmed.slice(0, textCharsMax - 1)}…` : trimmed;
  }
  // Java writes numbers as its locale does: `786,432` or `786.432`, `1.37` or `1,37`.
  const value = Number(kind === "count" ? text.replace(/[^\d-]/g, "") : text.replace(",", "."));
  if (kind === "client" && value === largest) return undefined;
  // Digits that no number holds stay text.
  return Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : text;
}

/** A piece of a sentence: words, the name of a value, or a clause that is left out when one of its values is not there. */
type Piece = { readonly words: string } | { readonly value: string } | { readonly clause: readonly Piece[] };

/** Taken apart once: a log has hundreds of thousands of entries, and a table a hundred sentences. */
const taken = new Map<string, readonly Piece[]>();

function piecesOf(about: string): readonly Piece[] {
  const known = taken.get(about);
  if (known) return known;
  const pieces = about
    .split(/(\[[^\]]*\]|\{\w+\})/)
    .filter((part) => part !== "")
    .map((part): Piece => {
      if (part.startsWith("[")) return { clause: piecesOf(part.slice(1, -1)) };
      return part.startsWith("{") ? { value: part.slice(1, -1) } : { words: part };
    });
  taken.set(about, pieces);
  return pieces;
}

/** Fills a sentence; the clauses in brackets only where their values are there. */
function sentence(pieces: readonly Piece[], values: HostEvent["values"]): string {
  let text = "";
  for (const piece of pieces)
    if ("words" in piece) text += piece.words;
    else if ("value" in piece) text += String(values[piece.value] ?? "unknown");
    else if (piece.clause.every((part) => !("value" in part) || values[part.value] !== undefined))
      text += sentence(piece.clause, values);
  return text;
}
