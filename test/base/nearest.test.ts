import { describe, expect, test } from "vitest";
import { didYouMean, editDistance, listed, nearest } from "../../src/base/nearest.ts";

describe("the edit distance", () => {
  test("counts insertions, removals, replacements and swaps of neighbours", () => {
    expect(editDistance("order", "order")).toBe(0);
    expect(editDistance("order", "orders")).toBe(1);
    expect(editDistance("order", "oder")).toBe(1);
    expect(editDistance("order", "ordar")).toBe(1);
    expect(editDistance("order", "roder")).toBe(1);
    expect(editDistance("", "order")).toBe(5);
    expect(editDistance("kitten", "sitting")).toBe(3);
  });

  test("is the same in both directions", () => {
    for (const [a, b] of [
      ["OPEN_ORDER", "OPN_ORDRE"],
      ["ab", "ca"],
      ["", "x"],
    ] as const)
      expect(editDistance(a, b)).toBe(editDistance(b, a));
  });
});

describe("the nearest names", () => {
  const names = ["OPEN_ORDER", "openOrder", "OPEN_ORDER_END", "ORDER_STATUS", "TICK_PRICE"];

  test("are found whatever their case and underscores", () => {
    expect(nearest("openordr", names)[0]).toBe("OPEN_ORDER");
    expect(nearest("tickprise", names)).toEqual(["TICK_PRICE"]);
  });

  test("hold the word, the shortest first", () => {
    expect(nearest("order", names)).toEqual(["OPEN_ORDER", "ORDER_STATUS", "OPEN_ORDER_END"]);
  });

  test("are named once in one spelling", () => {
    expect(nearest("openOrder", names)).not.toContain("openOrder");
  });

  test("are none when nothing is like the word", () => {
    expect(nearest("zzzzzz", names)).toEqual([]);
    expect(didYouMean("zzzzzz", names)).toBe("");
    expect(nearest("", names)).toEqual([]);
  });

  test("make a question", () => {
    expect(didYouMean("tick_prise", names)).toBe(" (did you mean TICK_PRICE?)");
    expect(didYouMean("order", names)).toBe(" (did you mean OPEN_ORDER, ORDER_STATUS or OPEN_ORDER_END?)");
  });
});

test("names are listed with a word before the last", () => {
  expect(listed([], "or")).toBe("");
  expect(listed(["A"], "or")).toBe("A");
  expect(listed(["A", "B", "C"], "and")).toBe("A, B and C");
});
