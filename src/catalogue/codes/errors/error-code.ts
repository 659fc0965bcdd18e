/**
 * The vocabulary of the error and notice codes that hosts and client libraries report through one and the same callback.
 * Codes are written in groups that share everything but number and text.
 */
import type { Code } from "../code-table.ts";

/**
 * How a code is to be taken.
 * - `ok`: a healthy notice, never to be shown as a problem;
 * - `info`: a neutral notice;
 * - `warning`: something to watch; the request or order lives on;
 * - `error`: a request or order failed, or a link is lost;
 * - `client`: raised inside the client library, never sent by the host.
 */
export type ErrorClass = "ok" | "info" | "warning" | "error" | "client";

export type ErrorTopic =
  | "account"
  | "advisor"
  | "client"
  | "connectivity"
  | "contract"
  | "depth"
  | "historical data"
  | "market data"
  | "news"
  | "order"
  | "pacing"
  | "request"
  | "scanner"
  | "system";

export interface ErrorCode extends Code {
  readonly code: number;
  readonly class: ErrorClass;
  readonly topic: ErrorTopic;
  /** Some of the words by which its message is known, in small letters. */
  readonly heard?: string;
  /** What to do or check, in one sentence. */
  readonly advice?: string;
  /**
   * The order or request of that id is over (`true`), or certainly lives on (`false`). Left out where that depends on
   * the case or is not known. A code that answers the change of a live order leaves that order as it was, whatever
   * stands here: for orders, `orderStatus` has the last word.
   */
  readonly final?: boolean;
  /** The code answers only a change or a cancel, with a no; nothing more comes for that change or cancel. */
  readonly refuses?: "change" | "cancel";
  /** What the entry rests on. */
  readonly source: string;
}

export const officialList = "official message-code list";
export const olderOfficialList = "older official message-code list";
export const officialClients = "official client sources";
/** The prompts of the vendor's Web API carry the same numbers behind a letter. */
export const webApiPrompts = "official Web API list of order prompts";
/** Entries of earlier lists that the current one lacks, and that no report seen so far confirms. */
export const unconfirmed = "earlier message-code lists; not confirmed";
export const reported = (where: string): string => `user reports (${where})`;

type Shared = Pick<ErrorCode, "class" | "topic" | "final" | "refuses" | "source" | "advice">;
type Text = string | readonly [about: string, advice: string];

/** Codes that share class, topic, outcome and source. An advice of its own replaces the shared one. */
export function codes(shared: Shared, texts: Readonly<Record<number, Text>>): ErrorCode[] {
  return Object.entries(texts).map(([code, text]) => ({
    code: Number(code),
    ...shared,
    ...(typeof text === "string" ? { about: text } : { about: text[0], advice: text[1] }),
  }));
}
