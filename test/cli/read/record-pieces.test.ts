/** What is printed of a record of megabytes comes in pieces. */
import pc from "picocolors";
import { expect, test } from "vitest";
import { recordPieces, type LineStyle } from "../../../src/cli/read/record-line.ts";
import { printable } from "../../../src/cli/read/values.ts";
import type { LogRecord } from "../../../src/logs/record.ts";
import { readLog } from "../../logs/read-log.ts";

const style: LineStyle = { colors: pc.createColors(false), full: true, fileWidth: 0, zone: undefined };
const text = `<\u0001\u0002 e\u0301 \u{1f600}>\n`.repeat(120_000);
/** A piece of 64 KiB, every character of it replaced by its number. */
const pieceMax = 65_537 * 8;

function expectPieces(record: LogRecord): string {
  const pieces = [...recordPieces(record, style)];
  expect(pieces.every(({ length }) => length < pieceMax)).toBe(true);
  return pieces.join("");
}

test("a long value as its pieces, which together are the whole", () => {
  const { records } = readLog("10:00:00:000 -> 9-1-6-\n");
  const [record] = records;
  if (record?.kind !== "message") throw new Error("no message");
  const long: LogRecord = { ...record, name: "SCANNER_PARAMETERS", id: 19, fields: { version: 1, xml: text } };
  expect(expectPieces(long).endsWith(`    xml      ${printable(text)}`)).toBe(true);
  const beyond: LogRecord = { ...record, rest: [text] };
  expect(expectPieces(beyond)).toContain("(field 1 beyond the layout)");
});

test("a text that nobody understands line by line", () => {
  const { records } = readLog("first line of no log\nand a second\n");
  expect(
    expectPieces(records[0] as LogRecord)
      .split("\n")
      .slice(1),
  ).toEqual(["    first line of no log", "    and a second"]);
  expect(expectPieces({ ...(records[0] as LogRecord), text } as LogRecord).split("\n").length).toBe(120_002);
});
