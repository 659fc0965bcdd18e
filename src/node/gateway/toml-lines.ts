/** Where in a TOML file a value stands, so that who wrote it finds what is wrong with it. The parser does not say. */

const header = /^\s*\[\[?\s*([\w.-]+)\s*\]/;

/**
 * @param path keys and numbers from the top of the document, as of a value that a check refuses
 * @returns the line, from 1, of the value, or of the nearest thing around it that can be found
 */
export function lineOf(text: string, path: readonly PropertyKey[]): number {
  const lines = text.split("\n");
  const headers = lines.flatMap((line, at) => {
    const name = header.exec(line)?.[1];
    return name === undefined ? [] : [{ name, at }];
  });
  const [first, second] = path;
  const nth = typeof second === "number" ? second : 0;
  const table = headers.filter(({ name }) => name === first)[nth];
  let at = table?.at ?? 0;
  const end = headers.find((one) => one.at > at && one !== table)?.at ?? lines.length;
  const below = table ? path.slice(typeof second === "number" ? 2 : 1) : path;
  for (const key of below) {
    const found = typeof key === "number" ? elementAt(lines, at, end, key) : keyAt(lines, at, end, String(key));
    if (found < 0) break;
    at = found;
  }
  return at + 1;
}

const hasKey = (line: string, key: string): boolean =>
  Array.from(line.matchAll(/([^\s"{},=]+)"?\s*=/g)).some(([, name]) => name === key);

const keyAt = (lines: readonly string[], from: number, end: number, key: string): number =>
  lines.findIndex((line, at) => at >= from && at < end && hasKey(line, key));

/** The line on which the n-th inline table behind a key begins; -1 when there is none. */
function elementAt(lines: readonly string[], from: number, end: number, n: number): number {
  let depth = 0;
  let seen = 0;
  for (let at = from; at < end; at += 1)
    for (const letter of lines[at] ?? "") {
      if (letter === "{" && depth++ === 0 && seen++ === n) return at;
      if (letter === "}") depth -= 1;
    }
  return -1;
}
