/** What readers say of input that is not as the protocol says. */
import { limits } from "./limits.ts";

/**
 * Something in the input that is not as the protocol says. Readers return issues beside the best result they could
 * make; they never throw on content.
 */
export interface Issue {
  /** What kind of deviation it is; stable, for scripts. */
  readonly code: IssueCode;
  /** The field it concerns, as a dotted path with list indexes: `"contract.comboLegs[0].ratio"`; empty for the whole. */
  readonly path: string;
  /** Where it stands: bytes from the start of the message body (after the id). */
  readonly offset: number;
  /** What the declaration asks for at this place. */
  readonly expected: string;
  /** What stood there, shortened when long. */
  readonly got: string;
}

export type IssueCode =
  /** A text field cannot be read as its type. */
  | "malformed-value"
  /** A field that stands twice in the message has two values; the later is shown. */
  | "repeated-value"
  /** The message ends before all its fields are there. */
  | "ended-early"
  /** Fields behind the last one that the declaration knows. */
  | "trailing-fields"
  /** The last text field has no NUL behind it. */
  | "unterminated"
  /** A count is negative, or larger than what follows can hold. */
  | "bad-count"
  /** The id is not in the catalogue. */
  | "unknown-message"
  /** The encoding is not one that the message has. */
  | "unknown-encoding"
  /** A protobuf field that the declaration does not know; kept. */
  | "unknown-field"
  /** Bytes that are no protobuf. */
  | "malformed-protobuf"
  /** Printed protobuf that cannot be parsed. */
  | "malformed-text-protobuf"
  /** The frame length is missing, wrong or impossible. */
  | "bad-length"
  /** Bytes outside any frame. */
  | "not-framed"
  /** The bytes are neither UTF-8 nor ASCII; shown as Latin-1. */
  | "not-utf8"
  /** There are more issues than are kept. */
  | "more-issues";

/** Gathers the issues of one message; of more than anybody would read, it keeps the first and counts the others. */
export class IssueList {
  private readonly kept: Issue[] = [];
  private leftOut = 0;

  /** Whether further issues are only counted, so that nobody need word them. */
  get full(): boolean {
    return this.kept.length >= limits.issuesMax;
  }

  add(issue: Issue): void {
    if (this.full) this.leftOut += 1;
    else this.kept.push(issue);
  }

  all(): Issue[] {
    if (this.leftOut === 0) return this.kept;
    const { offset } = this.kept.at(-1) as Issue;
    const expected = `at most ${limits.issuesMax} issues, which stand before this one`;
    return [...this.kept, { code: "more-issues", path: "", offset, expected, got: `${this.leftOut} more` }];
  }
}

/** Shortens text for `got`, so that an issue about a megabyte of XML stays readable. */
export function excerpt(text: string, charsMax = 60): string {
  const shown = text.length > charsMax ? `${text.slice(0, charsMax - 1)}…` : text;
  return JSON.stringify(shown);
}
