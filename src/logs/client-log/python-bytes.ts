/** Bytes as Python prints them, `b'\x00\x00\x00\t'`: what its programs write into logs and people into forum posts. */

/** What an escape stands for that is no number. */
const escapes = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["0", "\0"],
]);

/** A text with escapes as Python writes them, as the byte string it stands for. */
export const unescaped = (text: string): string =>
  text.replaceAll(/\\(?:x([0-9a-fA-F]{2})|([\s\S]))/g, (_, hex: string | undefined, sign: string) =>
    hex === undefined ? (escapes.get(sign) ?? sign) : String.fromCharCode(Number.parseInt(hex, 16)),
  );

/** Unrolled on purpose: a pattern of alternatives would take a step of the stack for every character. */
const literal = /b(?:'([^'\\]*(?:\\[\s\S][^'\\]*)*)'|"([^"\\]*(?:\\[\s\S][^"\\]*)*)")/y;

/** A literal that begins at a place of a text, as a byte string; `undefined` where none begins or it has no end. */
export function pythonBytesAt(text: string, at: number): { readonly bytes: string; readonly end: number } | undefined {
  literal.lastIndex = at;
  const found = literal.exec(text);
  return found ? { bytes: unescaped(found[1] ?? found[2] ?? ""), end: literal.lastIndex } : undefined;
}

/** The items of a tuple of bytes, `(b'2', b'-1')`; `undefined` where it is none. */
export function pythonTupleAt(text: string, start: number): string[] | undefined {
  if (text[start] !== "(") return undefined;
  const items: string[] = [];
  for (let at = start + 1; ;) {
    if (text[at] === ")") return items;
    const item = pythonBytesAt(text, at);
    if (!item) return undefined;
    items.push(item.bytes);
    at = item.end;
    // A tuple of one has a comma behind it.
    if (text[at] === ",") at += text[at + 1] === " " ? 2 : 1;
    else if (text[at] !== ")") return undefined;
  }
}
