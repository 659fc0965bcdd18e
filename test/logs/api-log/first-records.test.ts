/** What does not depend on the server version is given at once at the beginning of a log; the rest waits for it. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { bytesOf } from "../../../src/base/byte-string.ts";
import { LogReader } from "../../../src/logs/log-reader.ts";
import { apiLine, notice, priceTick } from "../../cli/api-lines.ts";
import { readLog } from "../read-log.ts";

const time = "10:00:00:000";
const tick = priceTick(time, 150.25, "100");
const printed = `${time} -> [9;orderId: 45]\n`;
const request = apiLine(time, "REQ_CONTRACT_DATA", 187, {
  reqId: 7,
  contract: { symbol: "AAPL", secType: "STK", exchange: "SMART", currency: "USD", includeExpired: false },
});

/** How many records are given before the log ends. */
function atOnce(log: string): number {
  const reader = new LogReader({ file: "api.log" });
  const given = reader.push(bytesOf(log)).length;
  expect(reader.end().length + given).toBe(readLog(log).records.length);
  return given;
}

test("ticks are given when the next line shows that they are whole", () => {
  expect(atOnce(tick.repeat(5))).toBe(4);
  expect(atOnce(printed.repeat(5))).toBe(4);
});

test("what depends on the version waits, and all that is behind it", () => {
  expect(atOnce(request + tick.repeat(5))).toBe(0);
  expect(atOnce(tick.repeat(2) + request + tick.repeat(5))).toBe(2);
  expect(atOnce(tick + notice(time, -1, 2104, "OK:usfarm") + tick.repeat(5))).toBe(1);
});

test("another session waits too", () => {
  expect(atOnce(tick.repeat(2) + printed.repeat(5))).toBe(2);
  expect(atOnce(printed.repeat(2) + tick.repeat(5))).toBe(2);
});

test("the session's version is inferred from all of it, and its first line is the first", () => {
  const { reader, messages } = readLog(tick.repeat(3) + notice(time, -1, 2104, "OK:usfarm") + request);
  expect(reader.versions).toMatchObject([{ line: 1, version: { min: 176, max: 193 } }]);
  expect(messages.map(({ serverVersion: { min, max } }) => [min, max])).toEqual([
    [100, 200],
    [100, 200],
    [100, 200],
    [176, 193],
    [176, 193],
  ]);
  expect(readLog(tick.repeat(3)).reader.versions).toMatchObject([{ line: 1, version: { min: 100, max: 200 } }]);
});

test("in any mixture records come in the order of their lines, and say the same as when the version is told", () => {
  const line = fc.constantFrom(tick, request, notice(time, 5, 2104, "OK:us-farm"), `${time} <- 2-2-9001-\n`);
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const { messages } = readLog(lines.join(""));
      const told = readLog(lines.join(""), { serverVersion: 187 }).messages;
      const said = (one: (typeof messages)[number]): object => [one.line, one.name, one.fields];
      expect(messages.filter(({ ambiguous }) => !ambiguous).map(said)).toEqual(
        told.filter((_, index) => !messages[index]?.ambiguous).map(said),
      );
    }),
  );
});
