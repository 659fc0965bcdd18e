/** Where the blocks of a recording begin, found by their first bytes, without the reader. */
import { readFileSync } from "node:fs";
import { blockSync } from "../../../src/recording/format.ts";

export function blocksOf(path: string): number[] {
  const bytes = readFileSync(path);
  const sync = Buffer.from(blockSync);
  const places: number[] = [];
  for (let from = bytes.indexOf(sync); from >= 0; from = bytes.indexOf(sync, from + 1)) places.push(from);
  return places;
}
