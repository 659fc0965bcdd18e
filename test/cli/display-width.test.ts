import { expect, test } from "vitest";
import { displayWidth } from "../../src/cli/display-width.ts";
import { table } from "../../src/cli/table.ts";
import { fakeTerminal } from "./fake-terminal.ts";

test("a text takes as many columns as it has letters, East Asian letters two, and marks over letters none", () => {
  expect(displayWidth("")).toBe(0);
  expect(displayWidth("OPEN_ORDER →")).toBe(12);
  expect(displayWidth("Zürich")).toBe(6);
  expect(displayWidth("Zu\u0308rich")).toBe(6);
  expect(displayWidth("東京")).toBe(4);
  expect(displayWidth("서울 7203")).toBe(9);
  expect(displayWidth("😀")).toBe(2);
});

test("columns stay aligned behind wide letters", () => {
  const { colors } = fakeTerminal();
  const rows = [
    ["トヨタ", "1"],
    ["AAPL", "2"],
  ];
  expect(table([{ head: "A" }, { head: "B" }], rows, { width: 40, colors })).toBe("A       B\nトヨタ  1\nAAPL    2\n");
});
