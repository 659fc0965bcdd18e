/** Bytes into lines, wherever the chunks begin and end. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bytesOf } from "../../src/base/byte-string.ts";
import { LineSplitter, type Line } from "../../src/logs/lines.ts";

function split(chunks: readonly Uint8Array[]): Line[] {
  const splitter = new LineSplitter();
  return [...chunks.flatMap((chunk) => splitter.push(chunk)), ...splitter.end()];
}

const texts = (text: string): string[] => split([bytesOf(text)]).map((line) => line.text);

describe("a line", () => {
  test("ends with a line feed, the last one with the input", () => {
    expect(split([bytesOf("one\ntwo\n\nthree")])).toEqual([
      { text: "one", number: 1, offset: 0, ended: true, leftOut: 0 },
      { text: "two", number: 2, offset: 4, ended: true, leftOut: 0 },
      { text: "", number: 3, offset: 8, ended: true, leftOut: 0 },
      { text: "three", number: 4, offset: 9, ended: false, leftOut: 0 },
    ]);
  });

  test("keeps its carriage return, its control bytes and its NULs", () => {
    expect(texts("a\r\nb\x00\x06\xffc\n")).toEqual(["a\r", "b\x00\x06\xffc"]);
  });

  test("does not begin with the byte order mark of the file; one further on is text", () => {
    expect(texts("\xef\xbb\xbfa\n\xef\xbb\xbfb\n")).toEqual(["a", "\xef\xbb\xbfb"]);
    expect(split([bytesOf("\xef\xbb\xbfa\nb\n")])[1]?.offset).toBe(5);
  });

  test("is not there in an empty input", () => {
    expect(split([])).toEqual([]);
    expect(split([new Uint8Array(0)])).toEqual([]);
  });
});

test("the lines are the same for any chunks, and their offsets are where they stand", () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 300 }).map((bytes) => bytes.map((byte) => (byte < 60 ? 10 : byte))),
      fc.array(fc.nat(300), { maxLength: 8 }),
      (bytes, cuts) => {
        const edges = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).toSorted((a, b) => a - b), bytes.length];
        const chunks = edges.slice(1).map((end, index) => bytes.subarray(edges[index], end));
        const whole = split([bytes]);
        expect(split(chunks)).toEqual(whole);
        expect(whole.map((line) => line.number)).toEqual(whole.map((_, index) => index + 1));
        const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
        if (!marked)
          for (const { text, offset } of whole)
            expect(bytes.subarray(offset, offset + text.length)).toEqual(bytesOf(text));
      },
    ),
  );
});

test("of a line that is longer than is kept, the rest is counted, and the next line stands where it stands", () => {
  const splitter = new LineSplitter(undefined, 4);
  const chunks = ["0123", "456", "78\nab\n", "uvwxyz"].map(bytesOf);
  expect([...chunks.flatMap((chunk) => splitter.push(chunk)), ...splitter.end()]).toEqual([
    { text: "0123", number: 1, offset: 0, ended: true, leftOut: 5 },
    { text: "ab", number: 2, offset: 10, ended: true, leftOut: 0 },
    { text: "uvwx", number: 3, offset: 13, ended: false, leftOut: 2 },
  ]);
});
