/** Long texts in pieces, so that changing or writing one of megabytes does not take many times its size. */

const pieceLength = 65_536;

/** A text in its order; no character is cut in two. Of an empty text it is one empty piece. */
export function* piecesOf(text: string, length = pieceLength): Generator<string> {
  let at = 0;
  do {
    const halfCharacter = (text.charCodeAt(at + length - 1) & 0xfc00) === 0xd800;
    const end = at + length + (halfCharacter ? 1 : 0);
    yield text.length > length ? text.slice(at, end) : text;
    at = end;
  } while (at < text.length);
}
