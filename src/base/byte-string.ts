/**
 * Byte strings: text in which every character is one byte (0 to 255). The text form of the protocol is handled this
 * way because slices and searches on such strings are fast everywhere, and nothing is lost before a field's characters
 * are decoded, which happens last.
 */

export function byteStringOf(bytes: Uint8Array, start = 0, end = bytes.length): string {
  const { fromCharCode } = String;
  const b = bytes;
  let text = "";
  let at = start;
  // Eight at a time: several times faster than one call a byte, and than handing over the whole array.
  for (; at + 8 <= end; at += 8)
    // prettier-ignore
    text += fromCharCode(b[at]!, b[at + 1]!, b[at + 2]!, b[at + 3]!, b[at + 4]!, b[at + 5]!, b[at + 6]!, b[at + 7]!);
  for (; at < end; at += 1) text += fromCharCode(b[at]!);
  return text;
}

/** A view of some of the bytes. Node's Buffers take several times as long to give one, and theirs are Buffers again. */
export const partOf = (bytes: Uint8Array, start: number, end = bytes.length): Uint8Array =>
  new Uint8Array(bytes.buffer, bytes.byteOffset + start, end - start);

export function bytesOf(byteString: string): Uint8Array {
  const bytes = new Uint8Array(byteString.length);
  for (let at = 0; at < byteString.length; at += 1) bytes[at] = byteString.charCodeAt(at);
  return bytes;
}

export function isAscii(byteString: string, start = 0, end = byteString.length): boolean {
  for (let at = start; at < end; at += 1) if (byteString.charCodeAt(at) > 0x7f) return false;
  return true;
}

/** The characters of a byte string read as UTF-8, or `undefined` where it is not valid UTF-8. */
export function utf8Characters(byteString: string): string | undefined {
  const text = new Joiner();
  let plain = 0;
  for (let at = 0; at < byteString.length;) {
    const lead = byteString.charCodeAt(at);
    if (lead < 0x80) {
      at += 1;
      continue;
    }
    const width =
      lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
    if (width === 0 || at + width > byteString.length) return undefined;
    let point = lead & (0xff >> (width + 1));
    for (let next = 1; next < width; next += 1) {
      const byte = byteString.charCodeAt(at + next);
      if ((byte & 0xc0) !== 0x80) return undefined;
      point = (point << 6) | (byte & 0x3f);
    }
    const overlong = (width === 3 && point < 0x800) || (width === 4 && point < 0x10000);
    if (overlong || point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) return undefined;
    if (at > plain) text.add(byteString.slice(plain, at));
    text.add(String.fromCodePoint(point));
    at += width;
    plain = at;
  }
  if (plain === 0) return byteString;
  text.add(byteString.slice(plain));
  return text.all();
}

/** Joins pieces in batches: a text to which millions of characters are added one by one takes fifty times its size. */
export class Joiner {
  private text = "";
  private batch: string[] = [];

  add(piece: string): void {
    if (this.batch.push(piece) === batchPieces) this.end();
  }

  all(): string {
    this.end();
    return this.text;
  }

  private end(): void {
    this.text += this.batch.join("");
    this.batch = [];
  }
}

const batchPieces = 4096;

/** The UTF-8 bytes of a text, as a byte string. Lone surrogates become U+FFFD. */
export function utf8ByteString(text: string): string {
  if (isAscii(text)) return text;
  let out = "";
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const point = code >= 0xd800 && code < 0xe000 ? 0xfffd : code;
    if (point < 0x80) out += String.fromCharCode(point);
    else if (point < 0x800) out += String.fromCharCode(0xc0 | (point >> 6), 0x80 | (point & 63));
    else if (point < 0x10000)
      out += String.fromCharCode(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63));
    else
      out += String.fromCharCode(
        0xf0 | (point >> 18),
        0x80 | ((point >> 12) & 63),
        0x80 | ((point >> 6) & 63),
        0x80 | (point & 63),
      );
  }
  return out;
}

/** The characters of a field: UTF-8 where the bytes are, else Latin-1 as older Windows hosts send it. */
export const charactersOf = (byteString: string): string =>
  isAscii(byteString) ? byteString : (utf8Characters(byteString) ?? byteString);

const hexDigits = Array.from("0123456789abcdef", (digit) => digit.charCodeAt(0));

export function hexOf(bytes: Uint8Array): string {
  const digits = new Uint8Array(bytes.length * 2);
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] as number;
    digits[2 * at] = hexDigits[byte >> 4] as number;
    digits[2 * at + 1] = hexDigits[byte & 15] as number;
  }
  return byteStringOf(digits);
}
