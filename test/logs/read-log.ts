/** Reads a log that is given as a byte string, and says in few words what was found. */
import { bytesOf } from "../../src/base/byte-string.ts";
import { LogReader, type LogOptions } from "../../src/logs/log-reader.ts";
import type { LogRecord, MessageRecord } from "../../src/logs/record.ts";

export interface ReadLog {
  readonly records: readonly LogRecord[];
  readonly messages: readonly MessageRecord[];
  readonly reader: LogReader;
}

/** @param text each character is a byte */
export function readLog(text: string, options: Partial<LogOptions> = {}): ReadLog {
  const reader = new LogReader({ file: "api.log", ...options });
  const records = [...reader.push(bytesOf(text)), ...reader.end()];
  return { records, messages: records.filter((record) => record.kind === "message"), reader };
}

/** The messages of a log that has nothing else in it, none of them doubtful. */
export function messagesOf(text: string, options: Partial<LogOptions> = {}): readonly MessageRecord[] {
  const { records, messages } = readLog(text, options);
  for (const record of records) {
    if (record.kind !== "message") throw new Error(`line ${record.line} is no message`);
    const { line, name, issues, ambiguous } = record;
    if (issues.length > 0) throw new Error(`line ${line}, ${name}: ${JSON.stringify(issues)}`);
    if (ambiguous)
      throw new Error(`line ${line}, ${name}: ambiguous in ${ambiguous.differ.map(({ path }) => path).join(", ")}`);
  }
  return messages;
}

/** The only message of a log. */
export function messageOf(text: string, options: Partial<LogOptions> = {}): MessageRecord {
  const messages = messagesOf(text, options);
  if (messages.length !== 1 || !messages[0]) throw new Error(`${messages.length} messages instead of one`);
  return messages[0];
}

export const namesOf = (text: string): (string | undefined)[] => messagesOf(text).map(({ name }) => name);
