import { assert, integer, property, stringMatching } from "fast-check";
import { describe, expect, test } from "vitest";
import { paragraph, wrap } from "../../src/cli/wrap.ts";

describe("wrapped text", () => {
  test("is broken at blanks", () => {
    expect(wrap("an open order with its instrument", 14)).toEqual(["an open order", "with its", "instrument"]);
  });

  test("has long names broken at their seams", () => {
    expect(wrap("UNSUBSCRIBE_FROM_GROUP_EVENTS", 18)).toEqual(["UNSUBSCRIBE_FROM_", "GROUP_EVENTS"]);
    expect(wrap("deltaNeutralDesignatedLocation", 16)).toEqual(["deltaNeutral", "Designated", "Location"]);
    expect(wrap("xxxxxxxxxx", 4)).toEqual(["xxxx", "xxxx", "xx"]);
  });

  test("keeps its line ends", () => {
    expect(wrap("a\nb c", 20)).toEqual(["a", "b c"]);
  });

  test("has no line that is too long, and loses nothing but blanks", () => {
    assert(
      property(stringMatching(/^[a-zA-Z_. ]{0,60}$/), integer({ min: 1, max: 30 }), (text, width) => {
        const lines = wrap(text, width);
        expect(Math.max(0, ...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
        expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
      }),
    );
  });

  test("has the indent before each line of a paragraph", () => {
    expect(paragraph("one two three four five six", 22, "  ")).toBe("  one two three four\n  five six\n");
  });
});
