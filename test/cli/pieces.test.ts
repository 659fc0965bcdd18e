/** Long texts in pieces are the same text. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { piecesOf } from "../../src/cli/pieces.ts";

test("pieces join to the text, and none begins or ends within a character", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 2, max: 9 }), (text, length) => {
      const pieces = [...piecesOf(text, length)];
      expect(pieces.join("")).toBe(text);
      for (const piece of pieces) expect(piece.length <= length + 1 && encodeURI(piece) !== "").toBe(text !== "");
    }),
  );
});
