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
  const sought = search?.toLowerCase();
  return errorCodes.codes
    .filter((entry) => classes.length === 0 || classes.includes(entry.class))
    .filter((entry) => topics.length === 0 || topics.includes(entry.topic))
    .filter(({ about, advice = "" }) => !sought || `${about}\n${advice}`.toLowerCase().includes(sought));
}

/**
 * The entry of a code.
 * @throws UsageError when the code is not known
 */
export function errorEntry(code: string): ErrorCode {
  const entry = errorCodes.get(code);
  if (entry) return entry;
  if (!/^-?\d+$/.test(code))
    throw new UsageError(
      "unknown-code",
      `"${code}" is not an error code, which is a number; \`twscope errors --search "${code}"\` looks for a text`,
    );
  const known = errorCodes.codes.map((other) => other.code);
  const near = known.toSorted((a, b) => Math.abs(a - Number(code)) - Math.abs(b - Number(code))).slice(0, 3);
  throw new UsageError(
    "unknown-code",
    `error code ${code} is not known; the nearest are ${near.toSorted((a, b) => a - b).join(", ")}`,
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
