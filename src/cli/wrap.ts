/** Breaks text into lines of a width, at blanks where that is possible. */
import { displayWidth } from "./display-width.ts";

/** Where a long name may be broken: behind `_ . , / |` and before a capital letter that follows a small one. */
const seams = /(?<=[_.,/|])|(?<=[a-z\d])(?=[A-Z])/;

/** A word in parts no wider than `width`, broken at its seams, or anywhere when a part between seams is too wide. */
function pieces(word: string, width: number): string[] {
  if (displayWidth(word) <= width) return [word];
  const lines: string[] = [];
  let line = "";
  const add = (part: string): void => {
    if (line && displayWidth(line) + displayWidth(part) > width) {
      lines.push(line);
      line = "";
    }
    line += part;
  };
  for (const part of word.split(seams)) {
    if (displayWidth(part) <= width) add(part);
    else for (const sign of part) add(sign);
  }
  return line ? [...lines, line] : lines;
}

/** The text in lines no wider than `width`. Line ends in the text are kept; names too wide for a line are broken. */
export function wrap(text: string, width: number): string[] {
  if (!text.includes("\n") && displayWidth(text) <= width) return [text];
  return text.split("\n").flatMap((paragraph) => {
    const lines: string[] = [];
    let line = "";
    for (const word of paragraph.split(" ")) {
      if (line && displayWidth(line) + 1 + displayWidth(word) <= width) {
        line += ` ${word}`;
        continue;
      }
      if (line) lines.push(line);
      const parts = pieces(word, width);
      lines.push(...parts.slice(0, -1));
      line = parts.at(-1) ?? "";
    }
    return [...lines, line];
  });
}

/** A paragraph, each of its lines behind the same indent. */
export const paragraph = (text: string, width: number, indent = ""): string =>
  wrap(text, Math.max(20, width - indent.length))
    .map((line) => `${indent}${line}\n`)
    .join("");
