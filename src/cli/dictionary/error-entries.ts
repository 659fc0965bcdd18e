/** Error codes: the table, and one entry. */
import { UsageError } from "../../base/errors.ts";
import { errorCodes, type ErrorClass, type ErrorCode, type ErrorTopic } from "../../catalogue/codes/error-codes.ts";

/** All classes and topics, for the filters. */
export const errorClasses = ["ok", "info", "warning", "error", "client"] as const satisfies readonly ErrorClass[];
export const errorTopics: readonly ErrorTopic[] = [...new Set(errorCodes.codes.map(({ topic }) => topic))].toSorted();

export interface ErrorFilter {
  /** Empty: all. */
  readonly classes: readonly string[];
  readonly topics: readonly string[];
  readonly search?: string | undefined;
}

/** The codes that pass the filter. */
export function errorList({ classes, topics, search }: ErrorFilter): ErrorCode[] {
  const sought = search === undefined ? undefined : plainWords(search);
  return errorCodes.codes
    .filter((entry) => classes.length === 0 || classes.includes(entry.class))
    .filter((entry) => topics.length === 0 || topics.includes(entry.topic))
    .filter((entry) => sought === undefined || isAbout(entry, sought));
}

const plainWords = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll("\u2019", "'")
    .replaceAll(/[\s"]+/g, " ")
    .trim();

/** Whether all words that are sought stand in the entry, or the words by which it is known in what is sought. */
function isAbout({ about, advice = "", heard = "" }: ErrorCode, sought: string): boolean {
  const text = `${about}\n${advice}\n${heard}`.toLowerCase();
  return sought.split(" ").every((word) => text.includes(word)) || (heard !== "" && sought.includes(heard));
}

/**
 * The entries that are asked for, by numbers or by words of the host.
 * @throws UsageError when there is none
 */
export function errorEntries(queries: readonly string[]): ErrorCode[] {
  if (queries.every((query) => /^-?\d+$/.test(query))) return queries.map(errorEntry);
  const search = queries.join(" ");
  const found = errorList({ classes: [], topics: [], search });
  // A whole message that was pasted is known by its words.
  const pasted = found.filter(({ heard }) => heard !== undefined && plainWords(search).includes(heard));
  if (found.length > 0) return pasted.length > 0 ? pasted : found;
  throw new UsageError(
    "unknown-code",
    `no code is known by the words "${search}"; try fewer of them, or the number that stands beside them`,
  );
}

/**
 * The entry of a code.
 * @throws UsageError when the code is not known
 */
export function errorEntry(code: string): ErrorCode {
  const entry = errorCodes.get(code);
  if (entry) return entry;
  const known = errorCodes.codes.map((other) => other.code);
  const near = known.toSorted((a, b) => Math.abs(a - Number(code)) - Math.abs(b - Number(code))).slice(0, 3);
  throw new UsageError(
    "unknown-code",
    Number(code) < 0
      ? `${code} is no error code; messages about no request have -1 as their id, and the code stands behind it`
      : `error code ${code} is not known; the nearest are ${near.toSorted((a, b) => a - b).join(", ")}. What the host says ` +
          `beside it is shown by \`twscope read LOG --where 'fields.errorCode == ${code}'\``,
  );
}

/** Whether the code ends for good the request or order that it names: `yes`, `no`, or `depends`. */
export const finalText = ({ final }: ErrorCode): string => (final === undefined ? "depends" : final ? "yes" : "no");

/** The same as a sentence. */
export function finalSentence({ final, refuses }: ErrorCode): string {
  if (refuses)
    return `it answers a ${refuses} with no; nothing more comes for that ${refuses}, and the order stays as it was`;
  if (final === undefined) return "whether the request or order is over depends on the case, or is not known";
  return final ? "the request or order of that id is over" : "the request or order of that id lives on";
}
