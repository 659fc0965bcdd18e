/**
 * Undoes what mail and chat programs make of hyphens in a row: one long dash. How many it stood for shows from what the
 * line then says, and from its length.
 */
import type { Direction } from "../../catalogue/schema.ts";
import { allVersions } from "./evidence.ts";
import { readLine } from "./readings.ts";

const emDash = "\u00e2\u0080\u0094";
const enDash = "\u00e2\u0080\u0093";

/** What an em dash and an en dash can stand for: as word processors join hyphens, and as web pages do. */
const spellings = [
  ["--", "-"],
  ["--", "--"],
  ["---", "--"],
  ["-", "-"],
] as const;

/** Lines in which somebody's program joined hyphens were pasted by hand; in a long one the dashes are a document's. */
const pastedBytesMax = 64 * 1024;

/** A text may hold a long dash of its own: only a reading that much less speaks against replaces it. */
const clearlyBetter = 3;

/** The body of a line with hyphens for its long dashes, where only that makes sense of it; else as it is. */
export function withoutLongDashes(body: string, direction: Direction): string {
  if (body.length > pastedBytesMax) return body;
  if (!body.includes(emDash) && !body.includes(enDash)) return body;
  let best = { body, weight: weightOf(body, direction) - clearlyBetter };
  for (const [em, en] of spellings) {
    const spelled = body.replaceAll(emDash, em).replaceAll(enDash, en);
    const weight = weightOf(spelled, direction);
    if (weight < best.weight) best = { body: spelled, weight };
  }
  return best.body;
}

function weightOf(body: string, direction: Direction): number {
  const [reading] = readLine(body, { direction, versions: allVersions, margin: 0, inFull: true });
  return reading?.whole ? reading.weight : Infinity;
}
