/** What is kept of inputs that are too large to keep: its size is bounded, and what is missing is said. */
import { expect, test } from "vitest";
import { limits } from "../../src/base/limits.ts";
import { EntryJoiner } from "../../src/logs/api-log/entries.ts";
import { apiLineHead, type ApiLineHead } from "../../src/logs/api-log/line-head.ts";
import { unreadRecord } from "../../src/logs/unread-record.ts";
import { readLog } from "./read-log.ts";

const line = (text: string, number: number, leftOut = 0) => ({ text, number, offset: 0, ended: true, leftOut });
const headLine = "11:49:32:797 -> abc";
const head = apiLineHead(headLine) as ApiLineHead;

test("an entry keeps its beginning without holes, and counts what it leaves out", () => {
  const joiner = new EntryJoiner({ entryBytesMax: headLine.length + 6, entryLinesMax: 100 });
  joiner.begin(line(headLine, 1), head);
  for (const text of ["12", "34567", "8"]) joiner.add(line(text, 2));
  expect(joiner.finish()).toMatchObject({ body: "abc\n12\n34", lines: 4, leftOut: 3 + 2 });
});

test("an entry keeps so many lines; the others are counted", () => {
  const joiner = new EntryJoiner({ entryBytesMax: 1000, entryLinesMax: 3 });
  joiner.begin(line(headLine, 1), head);
  for (let number = 2; number < 10; number += 1) joiner.add(line("", number));
  expect(joiner.finish()).toMatchObject({ body: "abc\n\n", lines: 9, offsets: [0, 0, 0], leftOut: 6 });
});

test("what was left out of a line is left out of its entry", () => {
  const joiner = new EntryJoiner();
  joiner.begin(line(headLine, 1, 70), head);
  expect(joiner.finish()).toMatchObject({ body: "abc", leftOut: 70 });
});

test("an unread record says what it leaves out, and cuts no character", () => {
  const about = { file: "a", line: 1, offset: 0, time: undefined, lines: 1, why: "no line of a known log" };
  expect(unreadRecord(about, "ab\u00c3\u00a9cd", 10, 3)).toMatchObject({
    text: "ab",
    why: "no line of a known log; the last 14 of its 16 bytes are left out",
  });
  expect(unreadRecord(about, "abc", 0, 3)).toMatchObject({ text: "abc", why: "no line of a known log" });
});

test("a gigantic line of no log is one record, which shows its beginning and says what is missing", () => {
  const size = limits.entryBytesMax + 1000;
  const { records, reader } = readLog(`${"x".repeat(size)}\nlast\n`);
  expect(reader.lines).toBe(2);
  expect(records[0]).toMatchObject({
    kind: "unread",
    lines: 1,
    why: `no line of a known log; the last ${size - limits.unreadBytesMax} of its ${size} bytes are left out`,
  });
  expect(records[1]).toMatchObject({ line: 2, offset: size + 1, text: "last" });
});

test("blank lines by the million within an entry are no work", () => {
  const feeds = limits.entryLinesMax + 1000;
  const { records } = readLog(`11:49:32:797 -> ----19-1-<?xml ${"\n".repeat(feeds)}-\n`);
  expect(records.reduce((sum, record) => sum + ("lines" in record ? record.lines : 0), 0)).toBe(feeds + 1);
});

test("a document of nearly all that is kept of an entry is read", () => {
  const row = '  <ScanCode name="Top gainers">TOP_PERC_GAIN</ScanCode>\n';
  const rows = row.repeat((limits.entryBytesMax - 1000) / row.length);
  const payload = `19-1-<?xml version="1.0"?>\n<ScanParameterResponse>\n${rows}</ScanParameterResponse>-`;
  const length = [24, 16, 8, 0].map((shift) => String.fromCharCode((payload.length >>> shift) & 0xff)).join("");
  const { records } = readLog(`11:49:32:797 -> ${length.replaceAll("\0", "-")}${payload}\n`);
  expect(records).toMatchObject([{ name: "SCANNER_PARAMETERS", issues: [], ambiguous: undefined }]);
});
