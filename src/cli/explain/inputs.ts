/** Cuts what was given into inputs: lines, except where several lines belong together. Texts are byte strings. */
import { readLine } from "../../logs/api-log/readings.ts";
import { apiLineHead } from "../../logs/api-log/line-head.ts";
import { printedId } from "../../logs/api-log/records.ts";
import { hostLineHead } from "../../logs/host-log/shapes.ts";
import { allVersions } from "./explain-text.ts";
import { dumpLength, dumpLine } from "./hex-dump.ts";

/** The inputs in a text. */
export function inputsIn(text: string): string[] {
  // Raw bytes are one input, line feeds and all.
  if (text.includes("\0")) return [text];
  const lines = text
    .replace(/^\u00ef\u00bb\u00bf/, "")
    .split("\n")
    .map((line) => line.replace(/\r$/, ""));
  const inputs: string[] = [];
  for (let at = 0; at < lines.length;) {
    const line = lines[at] as string;
    const dumped = dumpLength(lines, at);
    const count = dumped || wrappedLength(lines, at) || entryLength(lines, at);
    if (dumped > 0)
      inputs.push(
        lines
          .slice(at, at + count)
          .map((one) => dumpLine(one)?.hex)
          .join(""),
      );
    else if (line.trim() !== "") inputs.push(lines.slice(at, at + count).join("\n"));
    at += count;
    // The end of a dump, its offset alone, is none of the next input's.
    if (dumped > 0 && /^\s*[0-9a-f]{6,8}\s*$/i.test(lines[at] ?? "")) at += 1;
  }
  return inputs;
}

/** The widths at which `xxd -p`, `base64` and mail wrap. */
const wrapWidths = new Set([60, 64, 76]);
const encoded = /^(?:[0-9a-f]+|[A-Za-z0-9+/]+={0,2})$/i;

/** How many lines are one piece of hexadecimal or base64, wrapped; 0 when the line is not. */
function wrappedLength(lines: readonly string[], from: number): number {
  const width = (lines[from] as string).length;
  if (!wrapWidths.has(width)) return 0;
  let at = from;
  while (at < lines.length && (lines[at] as string).length === width && encoded.test(lines[at] as string)) at += 1;
  if (at === from) return 0;
  const last = lines[at] ?? "";
  return at - from + (last.length < width && encoded.test(last) ? 1 : 0);
}

const linesMax = 20_000;

/**
 * How many lines an entry of the log takes: a line feed within a message cuts its line in two. An entry that reads to
 * its end needs no further line.
 */
function entryLength(lines: readonly string[], from: number): number {
  const first = lines[from] as string;
  const next = lines[from + 1];
  if (next === undefined || !goesOn(next)) return 1;
  const head = apiLineHead(first);
  if (!head || isWhole(first, head)) return 1;
  let until = from + 1;
  while (until < lines.length && until - from < linesMax && goesOn(lines[until] as string)) until += 1;
  while (until > from + 1 && lines[until - 1] === "") until -= 1;
  return until - from;
}

const goesOn = (line: string): boolean => !apiLineHead(line) && !hostLineHead(line) && printedId(line) === undefined;

function isWhole(line: string, { body, direction }: { body: number; direction: "in" | "out" }): boolean {
  const text = line.slice(body);
  if (printedId(text) !== undefined) return text.trimEnd().endsWith("]");
  return readLine(text, { direction, versions: allVersions, margin: 0 })[0]?.whole ?? false;
}
