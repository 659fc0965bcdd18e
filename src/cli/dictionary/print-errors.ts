/** Prints error codes. */
import type { ErrorCode } from "../../catalogue/codes/error-codes.ts";
import { proseWidthOf, table, widthOf } from "../table.ts";
import type { Terminal } from "../terminal.ts";
import { paragraph } from "../wrap.ts";
import { finalSentence, finalText } from "./error-entries.ts";
import { classPaint } from "./paint.ts";
import { pairs } from "./sections.ts";

/** The table of codes. */
export function errorTable(list: readonly ErrorCode[], terminal: Terminal): string {
  const { colors } = terminal;
  const columns = [
    { head: "CODE", align: "right" as const, paint: colors.bold },
    { head: "CLASS" },
    { head: "TOPIC" },
    { head: "FINAL", paint: colors.dim },
    { head: "MEANING", min: 30 },
  ];
  const rows = list.map((entry) => [
    String(entry.code),
    { text: entry.class, paint: classPaint(colors, entry.class) },
    entry.topic,
    finalText(entry),
    entry.about,
  ]);
  return table(columns, rows, { width: widthOf(terminal), colors });
}

const classMeaning: Readonly<Record<ErrorCode["class"], string>> = {
  ok: "a healthy notice, not a problem",
  info: "a neutral notice",
  warning: "something to watch; the request or order lives on",
  error: "a request or order failed, or a link is lost",
  client: "raised inside the client library, never sent by the host",
};

/** One code. */
export function errorText(entry: ErrorCode, terminal: Terminal): string {
  const { colors } = terminal;
  const paint = classPaint(colors, entry.class);
  const rows: [string, string][] = [
    ["class", `${entry.class}: ${classMeaning[entry.class]}`],
    ["topic", entry.topic],
    ["final", `${finalText(entry)}: ${finalSentence(entry)}`],
  ];
  if (entry.heard) rows.push(["heard as", `… ${entry.heard} …`]);
  if (entry.advice) rows.push(["advice", entry.advice]);
  rows.push(["source", entry.source]);
  return `${paint(colors.bold(String(entry.code)))}\n${paragraph(entry.about, proseWidthOf(terminal), "  ")}\n${pairs(terminal, rows)}`;
}
