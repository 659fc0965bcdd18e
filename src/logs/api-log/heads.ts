/**
 * What can stand in front of a message in a logged line: the four bytes of the frame length, and the id.
 *
 * The length is four raw bytes with 0x00 shown as `-`, so `---5` is 53. On its way through editors, mail and chats it
 * gets mangled: control bytes become blanks or vanish, bytes above 0x7f become U+FFFD or two bytes, leading dashes are
 * trimmed or turned into longer ones. Outgoing lines have no length; lines for clients without the `API` handshake have
 * none either. From server version 201 on the id of a text message is four raw bytes too.
 */
import type { Direction } from "../../catalogue/schema.ts";
import { messageById } from "../../catalogue/messages.ts";

export interface Head {
  /** Where the frame's payload begins (its id). */
  readonly payload: number;
  /** Where the message's body begins. */
  readonly body: number;
  readonly id: number;
  readonly idForm: "text" | "raw";
  /** How the length looks: readable, mangled beyond reading, or not there. */
  readonly length: "readable" | "mangled" | "none";
  /** The lengths that the bytes can stand for (`-` is 0x00 or 0x2d); only a hint where the length is mangled. */
  readonly lengths: readonly number[];
  readonly weight: number;
}

const replacement = "\u00ef\u00bf\u00bd";

/** Bytes 0x80 to 0x9f as Windows shows them (cp1252), in UTF-8 bytes. Source: the public code page table. */
const windowsCharacters = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

interface Unit {
  /** Bytes that it takes in the text. */
  readonly width: number;
  /** What was logged, as far as it shows; nothing where it cannot be known. */
  readonly values: readonly number[];
  /** Editors write this character for bytes that they cannot show, so the values are a guess. */
  readonly mangled: boolean;
}

/** One logged byte as it may look after a change of encoding. */
function unitAt(text: string, at: number): Unit | undefined {
  const code = text.charCodeAt(at);
  if (Number.isNaN(code)) return undefined;
  if (code === 0x2d) return { width: 1, values: [0, 0x2d], mangled: false };
  if (code === 0x20 || code === 0x3f) return { width: 1, values: [code], mangled: true };
  if (code < 0x80) return { width: 1, values: [code], mangled: false };
  if (text.startsWith(replacement, at)) return { width: 3, values: [], mangled: true };
  const second = text.charCodeAt(at + 1);
  if ((code === 0xc2 || code === 0xc3) && second >= 0x80 && second < 0xc0)
    return { width: 2, values: [((code & 3) << 6) | (second & 0x3f)], mangled: false };
  if (code >= 0xe0 && code < 0xf0) {
    const point = ((code & 0xf) << 12) | ((second & 0x3f) << 6) | (text.charCodeAt(at + 2) & 0x3f);
    const index = windowsCharacters.indexOf(String.fromCharCode(point));
    if (index >= 0) return { width: 3, values: [0x80 + index], mangled: false };
  }
  if ((code === 0xc5 || code === 0xc6 || code === 0xcb) && second >= 0x80) {
    const index = windowsCharacters.indexOf(String.fromCharCode(((code & 0x1f) << 6) | (second & 0x3f)));
    if (index >= 0) return { width: 2, values: [0x80 + index], mangled: false };
  }
  return { width: 1, values: [code], mangled: false };
}

/**
 * The head of nearly all messages: a length that can be read and has room before an incoming one, and a text id of the
 * catalogue; `undefined` where there is none, or where another head could compete with it. (Only a raw id can, at the start
 * of a line: the low byte of the length.)
 */
export function usualHeadAt(text: string, at: number, stop: number, direction: Direction): Head | undefined {
  const incoming = direction === "in";
  const payload = incoming ? at + lengthBytes : at;
  const length = incoming ? plainLengthAt(text, at) : 0;
  if (incoming && (length < 0 || payload + length > stop || text.charCodeAt(payload + length - 1) !== 0x2d))
    return undefined;
  const id = textIdAt(text, payload, stop);
  if (id < 0 || !messageById(direction, id)) return undefined;
  const body = payload + digitsOf(id) + 1;
  if (!incoming) return { payload, body, id, idForm: "text", length: "none", lengths: none, weight: 0 };
  const low = text.charCodeAt(at + 3);
  // A low byte that shows as a digit could belong to the id, behind dashes whose low byte was lost.
  if (isDigit(low) && messageById(direction, textIdAt(text, at + 3, stop))) return undefined;
  return { payload, body, id, idForm: "text", length: "readable", lengths: [length], weight: 0 };
}

const lengthBytes = 4;
const idDigitsMax = 3;
const none: readonly number[] = [];
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
const digitsOf = (id: number): number => (id < 10 ? 1 : id < 100 ? 2 : 3);

/** A length below 8 KiB as bytes that can stand for nothing else; else -1. */
function plainLengthAt(text: string, at: number): number {
  if (text.charCodeAt(at) !== 0x2d || text.charCodeAt(at + 1) !== 0x2d) return -1;
  const high = text.charCodeAt(at + 2);
  const low = text.charCodeAt(at + 3);
  // Blanks, question marks and hyphens stand for other bytes too, and what begins a character of several bytes does.
  if (low === 0x20 || low === 0x3f || low === 0x2d || (low >= 0xc0 && low < 0xf0)) return -1;
  if (high === 0x2d) return low;
  // Behind a lost dash a low byte that shows as a digit could begin an id.
  return high > 0 && high < 0x20 && !isDigit(low) ? high * 256 + low : -1;
}

/** A text id and the dash behind it; -1 where there is none, or one with zeros in front. */
function textIdAt(text: string, start: number, stop: number): number {
  let id = 0;
  for (let at = start; at < stop && at <= start + idDigitsMax; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x2d) return at > start ? id : -1;
    if (!isDigit(code) || (id === 0 && at > start)) return -1;
    id = id * 10 + code - 0x30;
  }
  return -1;
}

/** All the ways in which a message can begin at this position, the likeliest first. */
export function headsAt(text: string, at: number, stop: number, direction: Direction, lineStart: boolean): Head[] {
  const heads: Head[] = [];
  const add = ({ payload, length, lengths, weight }: Prefix): void => {
    for (const { id, idForm, body, weight: own } of idsAt(text, payload, stop, direction))
      heads.push({ payload, body, id, idForm, length, lengths, weight: weight + own });
  };
  const prefixed = prefixAt(text, at);
  const outgoing = direction === "out";
  if (prefixed) add({ ...prefixed, weight: prefixed.weight + (outgoing ? 2 : 0) });
  if (lineStart) {
    add({ payload: at, length: "none", lengths: [], weight: outgoing ? 0 : 2 });
    if (!outgoing) for (const cut of cutPrefixesAt(text, at)) add(cut);
  } else {
    // Inside a line only a whole prefix, or one that lost its unprintable bytes, can begin another message.
    for (const lost of lostPrefixesAt(text, at)) add(lost);
  }
  if (lineStart && !outgoing) for (const lost of lostPrefixesAt(text, at)) add(lost);
  return heads.toSorted((a, b) => a.weight - b.weight);
}

/** What three hyphens and a byte can stand for, the likeliest first: each hyphen is 0x00 or 0x2d, but the first. */
const lengthsWithLow = Array.from({ length: 0x80 }, (_, low) => [low, 0x2d0000 + low, 0x2d00 + low, 0x2d2d00 + low]);

type Prefix = Pick<Head, "payload" | "length" | "lengths" | "weight">;

/** Four bytes of length. The first is always zero: no frame has 16 MiB. */
function prefixAt(text: string, at: number): Prefix | undefined {
  if (text.charCodeAt(at) !== 0x2d) return undefined;
  if (text.charCodeAt(at + 1) === 0x2d && text.charCodeAt(at + 2) === 0x2d) {
    // Nearly all messages are shorter than 256 bytes, and nearly all lengths are as they were written.
    const low = text.charCodeAt(at + 3);
    if (low < 0x80 && low !== 0x2d && low !== 0x20 && low !== 0x3f)
      return { payload: at + lengthBytes, length: "readable", lengths: lengthsWithLow[low] as number[], weight: 0 };
  }
  let payload = at + 1;
  let lengths: number[] = [0];
  let mangled = false;
  for (let index = 0; index < 3; index += 1) {
    const unit = unitAt(text, payload);
    if (!unit) return undefined;
    payload += unit.width;
    mangled ||= unit.mangled;
    lengths = unit.values.flatMap((value) => lengths.map((high) => high * 256 + value));
  }
  return { payload, length: mangled ? "mangled" : "readable", lengths, weight: mangled ? 1 : 0 };
}

/** Three or two dashes whose low bytes were lost on the way. */
function lostPrefixesAt(text: string, at: number): Prefix[] {
  const none = { length: "none", lengths: [] } as const;
  const lost: Prefix[] = [];
  if (text.startsWith("---", at)) lost.push({ payload: at + 3, ...none, weight: 2 });
  if (text.startsWith("--", at)) lost.push({ payload: at + 2, ...none, weight: 3 });
  return lost;
}

/** A prefix whose leading dashes were trimmed, at the start of a line. */
function cutPrefixesAt(text: string, at: number): Prefix[] {
  const cut: Prefix[] = [];
  const withLow = (from: number): void => {
    const unit = unitAt(text, from);
    if (!unit) return;
    const { width, values, mangled } = unit;
    cut.push({
      payload: from + width,
      length: mangled ? "mangled" : "readable",
      lengths: values,
      weight: mangled ? 3 : 2,
    });
  };
  if (text[at] !== "-") withLow(at);
  else if (text[at + 1] !== "-") withLow(at + 1);
  else if (text[at + 2] !== "-") withLow(at + 2);
  return cut;
}

type Id = Pick<Head, "id" | "idForm" | "body" | "weight">;

const unknownIdWeight = 8;

function* idsAt(text: string, at: number, stop: number, direction: Direction): Generator<Id> {
  const digits = /^-?\d{1,3}(?=-)/.exec(text.slice(at, at + 5));
  if (digits) {
    const id = Number(digits[0]);
    const body = at + digits[0].length + 1;
    if (body <= stop && digits[0] === String(id))
      yield { id, idForm: "text", body, weight: messageById(direction, id) ? 0 : unknownIdWeight };
  }
  if (text.startsWith("---", at)) {
    const unit = unitAt(text, at + 3);
    for (const id of unit?.values ?? [])
      if (id > 0 && messageById(direction, id) && at + 3 + (unit?.width ?? 1) <= stop)
        yield { id, idForm: "raw", body: at + 3 + (unit?.width ?? 1), weight: 0 };
  }
}
