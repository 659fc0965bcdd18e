/** Lines that are no message at all, but could begin one at every place. */
import { expect, test } from "vitest";
import { allVersions } from "../../../src/logs/api-log/evidence.ts";
import { readLine } from "../../../src/logs/api-log/readings.ts";

test("a line of nothing but dashes is read to its end, however long it is", () => {
  const line = "-".repeat(30_000);
  const readings = readLine(line, { direction: "in", versions: allVersions, margin: 3 });
  expect(readings.length).toBeGreaterThan(0);
  expect(readings.every(({ whole, more }) => !whole || more)).toBe(true);
});
