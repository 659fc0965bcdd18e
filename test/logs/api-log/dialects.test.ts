/** The forms that messages have in an API log, apart and mixed in one file. */
import { describe, expect, test } from "vitest";
import { apiLine, notice, payloadOf } from "../../cli/api-lines.ts";
import { frameInLine } from "../../../src/logs/api-log/write-line.ts";
import { messageOf, messagesOf, namesOf, readLog } from "../read-log.ts";

const time = "10:57:41:351";
const status = payloadOf("ORDER_STATUS", 187, {
  orderId: 12,
  status: "Submitted",
  filled: "0",
  remaining: "100",
  avgFillPrice: 0,
  permId: 45587459n,
  parentId: 0,
  lastFillPrice: 0,
  clientId: 123,
  whyHeld: "",
  mktCapPrice: 0,
});

describe("incoming text", () => {
  test("of old clients has no length", () => {
    expect(messagesOf(`${time} -> 55-1-456-\n${time} -> 9-1-6-\n${time} -> 4-2--1-2104-OK:usfarm-\n`)).toMatchObject([
      { name: "EXECUTION_DATA_END", fields: { reqId: 456 } },
      { name: "NEXT_VALID_ID", fields: { orderId: 6 } },
      { name: "ERR_MSG", fields: { id: -1, errorCode: 2104, errorMsg: "OK:usfarm" } },
    ]);
  });

  test("of one line may be many messages, each with its length", () => {
    const line = Array.from({ length: 5 }, () => frameInLine(status, "in", 187)).join("");
    const messages = messagesOf(`${time} -> ${line}\n`);
    expect(messages.map(({ name, frame, line: number }) => [name, frame, number])).toEqual(
      [0, 1, 2, 3, 4].map((frame) => ["ORDER_STATUS", frame, 1]),
    );
  });

  test("of one line may be messages of different kinds", () => {
    const tick = payloadOf("TICK_SIZE", 187, { reqId: 9001, tickType: 0, size: "300" });
    const line = [status, tick, status].map((payload) => frameInLine(payload, "in", 187)).join("");
    expect(namesOf(`${time} -> ${line}\n`)).toEqual(["ORDER_STATUS", "TICK_SIZE", "ORDER_STATUS"]);
  });

  test("from server version 201 on has four raw bytes of id", () => {
    const bulletin = { newsMsgId: 1, newsMsgType: 1, newsMessage: "Halted", originatingExch: "NYSE" };
    const message = messageOf(apiLine(time, "NEWS_BULLETINS", 205, bulletin));
    expect(message).toMatchObject({ name: "NEWS_BULLETINS", fields: bulletin });
    expect(message.serverVersion.min).toBeGreaterThanOrEqual(201);
  });
});

test("outgoing text has no length, and minus signs stay", () => {
  expect(messageOf(`${time} <- 2-2--9001-\n`)).toMatchObject({
    direction: "out",
    name: "CANCEL_MKT_DATA",
    fields: { version: 2, reqId: -9001 },
  });
});

describe("printed protobuf", () => {
  test("keeps escapes, quotes and raw UTF-8 apart", () => {
    const text = String.raw`a \303\274 \n \"q\"`;
    const message = messageOf(`${time} -> [4;id: -1 errorCode: 2104 errorMsg: "${text} \xc3\xbc [x;y] }"]\n`);
    expect(message.fields["errorMsg"]).toBe('a ü \n "q" ü [x;y] }');
  });

  test("of an unknown message is kept and shown", () => {
    const { messages } = readLog(`${time} -> [999;foo: 1 bar { baz: "x" }]\n`);
    expect(messages).toMatchObject([
      { id: 999, name: undefined, fields: { foo: "1" }, issues: [{ code: "unknown-message" }] },
    ]);
  });
});

test("all forms of one session stand beside each other in a file", () => {
  const names = namesOf(
    [
      `${time} <- [1;reqId: 7 contract { symbol: "SPX" secType: "IND" exchange: "CBOE" currency: "USD" }]\n`,
      apiLine(time, "NEWS_BULLETINS", 205, {
        newsMsgId: 1,
        newsMsgType: 1,
        newsMessage: "Halted",
        originatingExch: "X",
      }),
      `${time} -> [2;reqId: 7 tickType: 28 size: "1736"]\n`,
    ].join(""),
  );
  expect(names).toEqual(["REQ_MKT_DATA", "NEWS_BULLETINS", "TICK_SIZE"]);
});

test("sessions of one file may have agreed on different versions", () => {
  const old = `${time} -> 55-1-456-\n${time} -> 4-2--1-2104-OK:usfarm-\n`.repeat(3);
  const recent = notice(time, -1, 2104, "OK:usfarm").repeat(3);
  const printed = `${time} -> [9;orderId: 45]\n`.repeat(3);
  const { messages, reader } = readLog(old + recent + printed);
  expect(messages.map(({ name }) => name)).toEqual([
    "EXECUTION_DATA_END",
    "ERR_MSG",
    "EXECUTION_DATA_END",
    "ERR_MSG",
    "EXECUTION_DATA_END",
    "ERR_MSG",
    "ERR_MSG",
    "ERR_MSG",
    "ERR_MSG",
    "NEXT_VALID_ID",
    "NEXT_VALID_ID",
    "NEXT_VALID_ID",
  ]);
  expect(messages.every(({ ambiguous, issues }) => !ambiguous && issues.length === 0)).toBe(true);
  expect(reader.versions.map(({ line, version }) => [line, version.max < 201, version.min >= 166])).toEqual([
    [1, true, false],
    [7, true, true],
    [10, false, true],
  ]);
});
