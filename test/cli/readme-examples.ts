/** Runs the examples of README.md as the program does, so that what it shows is what a reader will see. */
import { twscope } from "./run-twscope.ts";

const block = /```console\n\$ twscope ([^\n]*)\n[\s\S]*?```/g;
/** Wide enough for one message a line, narrow enough for the page. */
const columns = 100;
const linesMax = 24;

/** Splits a command line as a shell does, as far as the examples need it: blanks and single quotes. */
export const words = (line: string): string[] =>
  [...line.matchAll(/'([^']*)'|(\S+)/g)].map((found) => found[1] ?? found[2] ?? "");

/** The page with the real output behind each command; long ones end with `…`. */
export async function readmeWithOutputs(page: string): Promise<string> {
  const parts: string[] = [];
  let at = 0;
  for (const found of page.matchAll(block)) {
    const line = found[1] as string;
    const { lines } = await twscope(words(line), { columns });
    const shown = lines.length > linesMax ? [...lines.slice(0, linesMax), "…"] : lines;
    const text = shown
      .map((one) => one.trimEnd())
      .join("\n")
      .trim();
    parts.push(page.slice(at, found.index), `\`\`\`console\n$ twscope ${line}\n${text}\n\`\`\``);
    at = found.index + found[0].length;
  }
  return parts.join("") + page.slice(at);
}
