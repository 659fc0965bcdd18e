/** Changes real input a little, or hostilely: what a broken cable, a bug or an attacker makes of it. */
import type { Random } from "../harness/random.ts";

/** Numbers as text that readers have to be careful with. */
const texts = [
  "0", "-1", "2147483647", "-2147483648", "4294967296", "9223372036854775807", "-9223372036854775808", "1e999", "1.7976931348623157E308",
  "Infinity", "NaN", "", "a", "\0", "\0\0\0\0\0\0\0\0", "-", "--------", "->", "<-", "\r\n", "\n", "{", "}", "{ ", ": ", "\"", "\\", "=", ";", "\u00ff\u00fe", "\u00c3", "\\u00e9",
  "999999999999999999999999999999999999999999", "00000000", "API\0", "v100..226",
]; // prettier-ignore
/** Lengths and counts of four bytes, tags and varints of protobuf. */
const bytes = [
  [0xff, 0xff, 0xff, 0xff], [0x00, 0xff, 0xff, 0xff], [0x01, 0x00, 0x00, 0x00], [0x7f, 0xff, 0xff, 0xff], [0, 0, 0, 0], [0, 0, 0, 4],
  [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01], [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
  [0x0b], [0x0c], [0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f], [0x0a, 0x00], [0x08, 0x01], [0xf8, 0x07, 0x01], [0xfa, 0x07, 0x03, 0x01, 0x02, 0x03],
]; // prettier-ignore
const hostile: readonly Uint8Array[] = [
  ...texts.map((text) => Uint8Array.from(text, (character) => character.charCodeAt(0))),
  ...bytes.map((each) => Uint8Array.from(each)),
];

const joined = (...parts: readonly Uint8Array[]): Uint8Array => {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

type Mutation = (input: Uint8Array, random: Random, other: Uint8Array) => Uint8Array;

/** Puts bytes into the place of others. */
const splice = (input: Uint8Array, at: number, removed: number, put: Uint8Array): Uint8Array =>
  joined(input.subarray(0, at), put, input.subarray(Math.min(input.length, at + removed)));
const place = (input: Uint8Array, random: Random): number => random.whole(input.length + 1);
const stretch = (input: Uint8Array, random: Random, most: number): Uint8Array => {
  const at = place(input, random);
  return input.subarray(at, at + 1 + random.whole(most));
};
/** Where a number in digits begins, at or behind a place. */
function digitsAt(input: Uint8Array, from: number): readonly [start: number, length: number] {
  let start = from;
  while (start < input.length && (input[start]! < 48 || input[start]! > 57)) start += 1;
  let end = start;
  while (end < input.length && input[end]! >= 48 && input[end]! <= 57) end += 1;
  return [start, end - start];
}

const mutations: readonly Mutation[] = [
  (input, random) => {
    const changed = input.slice();
    for (let left = 1 + random.whole(3); left > 0 && input.length > 0; left -= 1)
      changed[random.whole(input.length)]! ^= 1 << random.whole(8);
    return changed;
  },
  (input, random) => splice(input, place(input, random), 1, Uint8Array.of(random.whole(256))),
  (input, random) => splice(input, place(input, random), 1 + random.whole(8), new Uint8Array(0)),
  (input, random) => splice(input, place(input, random), random.whole(2) * 4, random.pick(hostile)),
  (input, random) => splice(input, place(input, random), 0, random.pick(hostile)),
  (input, random) => splice(input, ...digitsAt(input, place(input, random)), random.pick(hostile)),
  (input, random) => input.subarray(0, place(input, random)),
  (input, random) => input.subarray(place(input, random)),
  (input, random) => splice(input, place(input, random), 0, stretch(input, random, 64)),
  (input, random) => splice(input, place(input, random), random.whole(64), new Uint8Array(0)),
  (input, random) => {
    const piece = stretch(input, random, 16);
    return splice(
      input,
      place(input, random),
      0,
      joined(...Array.from({ length: 2 ** random.whole(12) }, () => piece)),
    );
  },
  (input, random, other) => splice(input, place(input, random), random.whole(64), stretch(other, random, 256)),
  (input, random, other) => joined(input.subarray(0, place(input, random)), other.subarray(place(other, random))),
];

/** One to four changes, one after the other. @param bytesMax of the outcome */
export function mutate(input: Uint8Array, other: Uint8Array, random: Random, bytesMax: number): Uint8Array {
  let changed = input;
  for (let left = 1 + random.whole(4); left > 0; left -= 1)
    changed = random.pick(mutations)(changed, random, other).subarray(0, bytesMax);
  return changed;
}
