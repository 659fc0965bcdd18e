import pc from "picocolors";
import { describe, expect, test } from "vitest";
import { table } from "../../src/cli/table.ts";

const colors = pc.createColors(false);
const columns = [{ head: "NO", align: "right" as const }, { head: "NAME" }, { head: "MEANING", min: 10 }];
const rows = [
  ["1", "orderId", "Order id of the API client; 0 for orders of others"],
  ["12", "contract", { text: "Instrument", more: "also called asset" }],
];

describe("a table", () => {
  test("wraps in its columns where the terminal is narrow, and puts the second text below", () => {
    expect(table(columns, rows, { width: 40, colors })).toBe(
      [
        "NO  NAME      MEANING",
        " 1  orderId   Order id of the API",
        "              client; 0 for orders of",
        "              others",
        "12  contract  Instrument",
        "              also called asset",
        "",
      ].join("\n"),
    );
  });

  test("has one line for each row in a pipe, with the second text in brackets", () => {
    expect(table(columns, rows, { width: Infinity, colors })).toBe(
      [
        "NO  NAME      MEANING",
        " 1  orderId   Order id of the API client; 0 for orders of others",
        "12  contract  Instrument (also called asset)",
        "",
      ].join("\n"),
    );
  });

  test("may have lines through its columns, indented like what stands below", () => {
    const text = table([{ head: "A" }, { head: "B" }], [["1", "2"], { span: "when it is so:", from: 1, indent: 2 }], {
      width: 30,
      colors,
      indent: 2,
    });
    expect(text).toBe("  A  B\n  1  2\n       when it is so:\n");
  });

  test("never ends a line with blanks and never is wider than the terminal", () => {
    const text = table(columns, rows, { width: 34, colors });
    for (const line of text.split("\n")) {
      expect(line).toBe(line.trimEnd());
      expect(line.length).toBeLessThanOrEqual(34);
    }
  });

  test("aligns by what is seen when there are colours", () => {
    const painted = table([{ head: "A", paint: pc.createColors(true).red }, { head: "B" }], [["1", "2"]], {
      width: 30,
      colors,
    });
    // oxlint-disable-next-line no-control-regex
    expect(painted.replaceAll(/\u001B\[\d+m/g, "")).toBe("A  B\n1  2\n");
  });
});
