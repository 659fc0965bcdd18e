/** The server version of a session: inferred from its lines, said with what it rests on, overruled on demand. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { apiLine, notice, priceTick } from "../../cli/api-lines.ts";
import { readLog } from "../read-log.ts";

const time = "10:00:00:000";
const contract = (serverVersion: number): string =>
  apiLine(time, "REQ_CONTRACT_DATA", serverVersion, {
    reqId: 7,
    contract: { symbol: "AAPL", secType: "STK", exchange: "SMART", currency: "USD", includeExpired: false },
  });
const oldNotice = (errorCode: number): string =>
  apiLine(time, "ERR_MSG", 150, { id: -1, errorCode, errorMsg: "Market data farm connection is OK:usfarm" });

describe("a line narrows the range", () => {
  test("to the versions whose layout it fits", () => {
    const { reader, messages } = readLog(notice(time, -1, 2104, "OK:usfarm") + contract(187));
    expect(reader.versions).toEqual([
      {
        line: 1,
        version: { min: 176, max: 193, from: "inferred" },
        grounds: [
          { line: 1, name: "ERR_MSG", versions: { since: 166, until: 194 } },
          { line: 2, name: "REQ_CONTRACT_DATA", versions: { since: 176, until: 201 } },
        ],
      },
    ]);
    // What is learned from the second line holds for the first one too.
    expect(messages[0]?.serverVersion).toEqual({ min: 176, max: 193, from: "inferred" });
  });

  test("by the form of its id, and later lines by what is new in them", () => {
    const { reader } = readLog(`${time} <- 2-2-9001-\n${time} <- 2-2-9002-\n${notice(time, -1, 2104, "OK:usfarm")}`);
    expect(reader.versions[0]?.grounds).toMatchObject([
      { line: 1, versions: { since: 100, until: 201 } },
      { line: 3, versions: { since: 166, until: 194 } },
    ]);
  });

  test("by what is printed as protobuf, whose gate is known", () => {
    const { reader } = readLog(`${time} -> [9;orderId: 45]\n`);
    const [found] = reader.versions;
    expect(found?.version.min).toBeGreaterThan(200);
    expect(found?.grounds).toMatchObject([{ line: 1, name: "[9]" }]);
  });
});

describe("behind the lines that the range was first inferred from", () => {
  // More than are looked at together, and none of them says which version from 100 to 200 it is.
  const many = `${time} -> 9-1-6-\n${priceTick(time, 1.5, "3")}`.repeat(300);

  test("a line that fits fewer versions narrows it for all that follow", () => {
    const { messages, reader } = readLog(many + contract(187) + many);
    expect(reader.versions).toMatchObject([
      {
        line: 1,
        version: { min: 176, max: 200, from: "inferred" },
        grounds: [{ line: 1 }, { line: 601, name: "REQ_CONTRACT_DATA", versions: { since: 176, until: 201 } }],
      },
    ]);
    expect(messages[0]?.serverVersion).toEqual({ min: 100, max: 200, from: "inferred" });
    expect(messages.at(-1)?.serverVersion).toEqual({ min: 176, max: 200, from: "inferred" });
  });

  test("a line that fits other versions begins another session, whose lines say nothing of the first", () => {
    const { reader } = readLog(many + contract(187) + many + contract(120).repeat(3));
    expect(reader.versions.map(({ line, version: { min, max } }) => [line, min, max])).toEqual([
      [1, 176, 200],
      [1202, 100, 175],
    ]);
  });
});

test("one damaged line among many does not decide", () => {
  const good = oldNotice(2104).repeat(5);
  const { messages } = readLog(`${good}${time} -> 4-2--1-2104-cut here-extra-more-\n${good}`);
  const others = messages.filter(({ line }) => line !== 6);
  expect(others).toHaveLength(10);
  expect(others.every(({ ambiguous, serverVersion }) => !ambiguous && serverVersion.max < 166)).toBe(true);
});

test("what was told is taken, and what does not fit it says so", () => {
  const { messages, reader } = readLog(notice(time, -1, 2104, "OK:usfarm"), { serverVersion: 187 });
  expect(messages[0]?.serverVersion).toEqual({ min: 187, max: 187, from: "option" });
  expect(reader.versions).toEqual([]);
  const wrong = readLog(`${time} <- 1-11-9001-265598-AAPL-STK--0---SMART--USD---0-233-0-0--\n`, { serverVersion: 105 });
  expect(wrong.messages[0]).toMatchObject({ serverVersion: { min: 105, from: "option" } });
});

test("a session that cannot tell keeps the whole range, and only one reading", () => {
  const { messages } = readLog(`${time} -> ---\x069-1-6-\n${priceTick(time, 1.5, "3")}`);
  expect(messages.map(({ serverVersion: { min, max } }) => [min, max])).toEqual([
    [100, 200],
    [100, 200],
  ]);
});

test("every session's true version is in the range that is inferred", () => {
  const lines = [
    contract,
    (version: number): string => apiLine(time, "ERR_MSG", version, { id: 1, errorCode: 200, errorMsg: "No security" }),
    (version: number): string => apiLine(time, "TICK_SIZE", version, { reqId: 1, tickType: 0, size: "300" }),
    (version: number): string =>
      apiLine(time, "ORDER_STATUS", version, { orderId: 1, status: "Filled", filled: "1", remaining: "0" }),
    (version: number): string => apiLine(time, "EXECUTION_DATA_END", version, { reqId: 7 }),
  ];
  fc.assert(
    fc.property(
      fc.integer({ min: 100, max: 200 }),
      fc.array(fc.nat(lines.length - 1), { minLength: 1, maxLength: 8 }),
      (version, picks) => {
        const kept = picks.filter((pick) => pick !== 1 || version < 194);
        const { messages, reader } = readLog(kept.map((pick) => lines[pick]?.(version)).join(""));
        expect(messages.every(({ issues }) => issues.length === 0)).toBe(true);
        for (const { version: found } of reader.versions) {
          expect(found.min).toBeLessThanOrEqual(version);
          expect(found.max).toBeGreaterThanOrEqual(version);
        }
      },
    ),
    { numRuns: 150 },
  );
});
