/** The index of an API log says what its reader says, and any chunking gives the same one. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MessageSource } from "../../../bench/messages.ts";
import { bytesOf, byteStringOf } from "../../../src/base/byte-string.ts";
import { indexLog, joinIndexes, LogIndexer, type LogIndex } from "../../../src/logs/api-log/log-index.ts";
import { frameInLine, lineHead } from "../../../src/logs/api-log/write-line.ts";
import { dayStart, dayOf } from "../../../src/logs/calendar.ts";
import { readLog } from "../read-log.ts";

interface Row {
  readonly offset: number;
  readonly line: number;
  readonly clockMs: number;
  readonly direction: string;
  readonly id: number;
}

const rowsOf = ({ offsets, lines, clocksMs, outgoing, ids }: LogIndex): Row[] =>
  Array.from(offsets, (offset, index) => ({
    offset,
    line: lines[index] as number,
    clockMs: clocksMs[index] as number,
    direction: outgoing[index] === 1 ? "out" : "in",
    id: ids[index] as number,
  }));

const indexOf = (text: string): Row[] => rowsOf(indexLog(bytesOf(text)));

/** The first message of every entry, as the reader has it. */
function readRows(text: string): Row[] {
  const firsts = readLog(text).messages.filter(({ frame }) => frame === 0);
  return firsts.map(({ offset, line, time, direction, id = -1 }) => {
    const clockMs = time ? time.ms - dayStart(dayOf(time.ms)) : -1;
    return { offset, line, clockMs, direction, id };
  });
}

function logOf(serverVersion: number): string {
  const source = new MessageSource(3, serverVersion);
  const lines = Array.from({ length: 40 }, (_, index) => [
    source.tick(),
    index % 2 ? source.marketDataRequest() : source.orderStatus(),
    source.error(),
    index % 4 ? source.accountValue() : source.placeOrder(),
  ]).flat();
  return lines
    .map(({ payload, direction }, index) =>
      [lineHead(index * 977, direction), frameInLine(payload, direction, serverVersion), "\n"].join(""),
    )
    .join("");
}

describe("the index", () => {
  test.each([176, 187, 201, 222])(
    "has the first message of every entry as the reader has it, at server version %i",
    (version) => {
      const text = logOf(version);
      const read = readRows(text);
      expect(read).toHaveLength(160);
      expect(indexOf(text)).toEqual(read);
    },
  );

  test("has the sample log as the reader has it", () => {
    const path = fileURLToPath(new URL("../../../samples/api.123.20261119.log", import.meta.url));
    const text = byteStringOf(readFileSync(path));
    expect(indexOf(text)).toEqual(readRows(text));
    expect(indexOf(text).length).toBeGreaterThan(20);
  });

  test("reads every clock as if its line stood alone, whatever the line before has", () => {
    const digit = fc.constantFrom(...Array.from("0123456789:;/ "));
    const usual = fc.constantFrom("10:00:00:000", "10:00:00:999", "10:00:01:000", "11:00:00:000", "10:00:61:000");
    const clock = fc
      .tuple(usual, fc.nat(11), fc.option(digit))
      .map(([text, at, other]) => (other === null ? text : text.slice(0, at) + other + text.slice(at + 1)));
    fc.assert(
      fc.property(fc.array(clock, { minLength: 2, maxLength: 8 }), (clocks) => {
        const lines = clocks.map((text) => `${text} -> 9-1-6-\n`);
        const alone = lines.flatMap((line) => indexOf(line).map(({ clockMs }) => clockMs));
        expect(indexOf(lines.join("")).map(({ clockMs }) => clockMs)).toEqual(alone);
      }),
    );
  });

  test("is the same for any chunking", () => {
    const text = `\u00ef\u00bb\u00bf${logOf(187).slice(0, 3000)}\r\n<ScanParameterResponse>\n${"x".repeat(400)}\n10:00:00:000 -> 9-1-6-`;
    const bytes = bytesOf(text);
    const whole = indexOf(text);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 12 }), (sizes) => {
        const indexer = new LogIndexer();
        const blocks: LogIndex[] = [];
        for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
          const size = sizes[turn % sizes.length] as number;
          blocks.push(indexer.push(bytes.subarray(at, at + size)));
          at += size;
        }
        expect(rowsOf(joinIndexes([...blocks, indexer.end()]))).toEqual(whole);
      }),
    );
  });

  test("finds heads behind what other tools write before them, and entries without a time", () => {
    const noisy = "ib-gateway-1  | 2026-02-18T10:57:41:351 -> ---79-1-6-\n";
    expect(indexOf(`${noisy}-> 9-1-6-\n`)).toEqual([
      { offset: 0, line: 1, clockMs: 39_461_351, direction: "in", id: 9 },
      { offset: noisy.length, line: 2, clockMs: -1, direction: "in", id: 9 },
    ]);
  });

  test("leaves out continuation lines and the lines of other logs, and counts them", () => {
    const text =
      "10:57:41:351 -> ---\u00ff19-1-<xml>\n  <item/>\n2026-02-18 10:57:42.000 [AB] INFO  [main] - Build 1\n10:57:43:000 <- 9-1-6-\n";
    expect(indexOf(text).map(({ line, id }) => ({ line, id }))).toEqual([
      { line: 1, id: 19 },
      { line: 4, id: 9 },
    ]);
  });

  test("gives no id where only reading the line can tell", () => {
    expect(
      indexOf("10:57:41:351 -> 5749-1-6-\n10:57:41:351 -> \n10:57:41:351 <- hello-\n").map(({ id }) => id),
    ).toEqual([-1, -1, -1]);
  });

  test("takes no hour of 24 and no minute of 60 for a clock", () => {
    expect(indexOf("24:57:41:351 -> 9-1-6-\n10:60:41:351 -> 9-1-6-\n").filter(({ clockMs }) => clockMs >= 0)).toEqual(
      [],
    );
  });
});
