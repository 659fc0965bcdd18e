/** Lines that are read without the general search are read as the search reads them: never more certainly. */
import { expect, test } from "vitest";
import { allVersions } from "../../../src/logs/api-log/evidence.ts";
import {
  readLine,
  rivalMargin,
  searchLine,
  type LineReading,
  type ReadingOptions,
} from "../../../src/logs/api-log/readings.ts";
import { hyphenLines } from "../../harness/hyphen-test.ts";

const bare = (readings: readonly LineReading[]): object[] =>
  readings.map(({ frames, versions, weight, whole, more }) => ({
    frames: frames.map(({ head, plan, split, lengthConfirms }) => ({
      head: [head.payload, head.body, head.id, head.idForm],
      plan: [plan?.message.name, plan?.since],
      split,
      lengthConfirms,
    })),
    versions,
    weight,
    whole,
    more,
  }));

/** Messages of all kinds with all difficulties, hostile texts among them. */
const lines = hyphenLines(31, { traffic: 800, share: 0.01, hostile: 150 });

function expectSame(line: string, options: ReadingOptions): void {
  const [usual, searched] = [bare(readLine(line, options)), bare(searchLine(line, options))];
  // Which of the equally likely comes first is nobody's concern.
  const byText = (one: object, other: object): number => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);
  expect({ line, readings: usual.toSorted(byText) }).toEqual({ line, readings: searched.toSorted(byText) });
}

test("at one server version", () => {
  expect(lines.length).toBeGreaterThan(1500);
  for (const { line, direction, serverVersion } of lines)
    expectSame(line, { direction, versions: { since: serverVersion, until: serverVersion + 1 }, margin: rivalMargin });
});

test("at versions with one layout, and at all of them", () => {
  for (const { line, direction, serverVersion } of lines.filter((_, index) => index % 20 === 0)) {
    const around = { since: Math.max(allVersions.since, serverVersion - 2), until: serverVersion + 3 };
    expectSame(line, { direction, versions: around, margin: rivalMargin });
    expectSame(line, { direction, versions: allVersions, margin: rivalMargin, inFull: true });
  }
});
