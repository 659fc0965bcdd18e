/** The names nearest to a mistyped one, for "did you mean". */

/** How many letters have to be inserted, removed, replaced or swapped with their neighbour to turn `a` into `b`. */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let least = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) least = Math.min(least, (beforeLast[column - 2] ?? 0) + 1);
      current.push(least);
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}

/** A name without case, underscores, blanks and hyphens: `REQ_MKT_DATA` and `reqMktData` are the same. */
export const folded = (name: string): string => name.toLowerCase().replaceAll(/[\s_-]/g, "");

/**
 * Up to `count` of the names that are most like the word, best first: those that hold it whole, then those that differ
 * by a few letters. Case, underscores, blanks and hyphens do not count: of names that differ in those only, the first is
 * given. Empty when nothing is like it.
 */
export function nearest(word: string, names: Iterable<string>, count = 3): string[] {
  const sought = folded(word);
  if (!sought) return [];
  const ranked: { name: string; rank: number }[] = [];
  const spellings = new Map([...names].toReversed().map((name) => [folded(name), name]));
  for (const [candidate, name] of spellings) {
    const longer = Math.max(sought.length, candidate.length);
    if (sought.length >= 3 && candidate.includes(sought)) ranked.push({ name, rank: 1 - sought.length / longer });
    else {
      const distance = editDistance(sought, candidate);
      if (distance <= Math.max(1, longer / 3)) ranked.push({ name, rank: distance });
    }
  }
  return ranked
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, count)
    .map(({ name }) => name);
}

/** `A`, `A or B`, `A, B or C`. */
export function listed(names: readonly string[], last: "and" | "or"): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} ${last} ${names.at(-1)}`;
}

/** ` (did you mean A, B or C?)`, or nothing when no name is near. */
export function didYouMean(word: string, names: Iterable<string>): string {
  const found = nearest(word, names);
  return found.length === 0 ? "" : ` (did you mean ${listed(found, "or")}?)`;
}
