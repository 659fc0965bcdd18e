/** Four bytes of length in front of a message: raw, changed by editors, lost, or themselves ends of lines. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lengthInLine } from "../../../src/logs/api-log/write-line.ts";
import { notice, utf8 } from "../../cli/api-lines.ts";
import { messageOf, messagesOf, readLog } from "../read-log.ts";

const head = "11:49:32:797 -> ";
const next = `${head}---\x069-1-6-\n`;

/** A notice of exactly so many bytes. */
function noticeOf(bytes: number): { line: string; text: string } {
  const text = `Farm is OK:${"x".repeat(bytes - 24)}`;
  const line = `${head}${lengthInLine(bytes)}4-2--1-2104-${text}-\n`;
  return { line, text };
}

describe("every length is read", () => {
  test.each([...Array.from({ length: 256 - 30 }, (_, index) => 30 + index), 266, 525, 777, 2570, 65_546])(
    "%d bytes",
    (bytes) => {
      const { line, text } = noticeOf(bytes);
      const [first, second, ...others] = messagesOf(line + next, { serverVersion: 150 });
      expect(first).toMatchObject({ name: "ERR_MSG", fields: { errorMsg: text } });
      expect(second).toMatchObject({ name: "NEXT_VALID_ID", fields: { orderId: 6 } });
      expect(others).toEqual([]);
    },
  );
});

describe("a length byte that ends or moves lines", () => {
  test.each([
    ["a line feed (10)", "---\n9-1-12345-", { orderId: 12345 }],
    ["a carriage return (13)", "---\r15-1-DU12345-", { accountsList: "DU12345" }],
    ["a tab (9)", "---\t9-1-1234-", { orderId: 1234 }],
    ["a hyphen (45)", "----15-1-DU1234567,DU1234568,DU1234569,DU1234560-", {}],
  ])("%s", (_, body, fields) => {
    for (const end of ["\n", "\r\n"]) {
      const lines = [`${head}---\x069-1-6-`, `${head}${body}`, `${head}---\x069-1-6-`];
      const messages = messagesOf(lines.map((line) => line + end).join(""));
      expect(messages).toHaveLength(3);
      expect(messages[1]?.fields).toMatchObject(fields);
    }
  });

  test("a carriage return and a line feed (3338), where lines end with a line feed", () => {
    const { line, text } = noticeOf(3338);
    expect(messagesOf(next + next + line + next, { serverVersion: 150 })[2]?.fields["errorMsg"]).toBe(text);
  });

  test("of the second message in a line", () => {
    expect(messagesOf(`${head}---\x069-1-6----\n9-1-12345-\n${next}`)).toMatchObject([
      { line: 1, lines: 2, frame: 0, fields: { orderId: 6 } },
      { line: 1, lines: 2, frame: 1, fields: { orderId: 12345 } },
      { line: 3, lines: 1, frame: 0, fields: { orderId: 6 } },
    ]);
  });
});

const execution =
  "11--1-12-265598-AAPL-STK--0.0---ISLAND-USD-AAPL-NMS-0000e0d5.64305db8.01.01-20230223  11:49:33-DU1000001-ISLAND-BOT-100-149.23-45587459-123-0-100-149.23-----2-";

describe("a length that editors changed", () => {
  test.each([
    ["its raw byte", "---\x9f"],
    ["U+FFFD", utf8("---\ufffd")],
    ["the same code point in UTF-8", utf8("---\u009f")],
    ["what Windows shows for the byte", utf8("---Ÿ")],
    ["a blank", "--- "],
    ["a question mark", "---?"],
    ["nothing, the byte is lost", "---"],
    ["nothing, two bytes are lost", "--"],
    ["one dash trimmed", "--\x9f"],
    ["two dashes trimmed", "-\x9f"],
    ["all dashes trimmed", "\x9f"],
    ["everything trimmed", ""],
    ["an em dash and a hyphen", utf8("—-\u009f")],
    ["an em dash", utf8("—\u009f")],
    ["an en dash and a hyphen", utf8("–-\u009f")],
    ["a hyphen and an em dash", utf8("-—\u009f")],
  ])("%s", (_, prefix) => {
    expect(messageOf(`${head}${prefix}${execution}\n`)).toMatchObject({
      name: "EXECUTION_DATA",
      fields: { reqId: -1, execution: { price: 149.23, cumQty: "100" } },
    });
  });

  test("two bytes of it, of a longer message", () => {
    const long = noticeOf(646).line;
    for (const prefix of [utf8("--\u0002\ufffd"), utf8("-- \ufffd"), "--\x02\x86"])
      expect(messageOf(long.replace(lengthInLine(646), prefix), { serverVersion: 150 }).name).toBe("ERR_MSG");
  });
});

test("a long dash that belongs to the text stays", () => {
  const text = "Halted — news pending";
  expect(messageOf(utf8(`${head}---\ufffd4-2-5-200-${text}-\n`)).fields["errorMsg"]).toBe(text);
});

test("a wrong length is said, and does not hide the message", () => {
  const { messages } = readLog(`${head}---\x079-1-6-\n`);
  expect(messages).toMatchObject([
    { name: "NEXT_VALID_ID", fields: { orderId: 6 }, issues: [{ code: "bad-length", got: "a length of 7" }] },
  ]);
});

test("a line of several messages is the same with readable, mangled and lost lengths", () => {
  const one = notice("11:49:32:797", 7, 2104, "Market data farm connection is OK:usfarm").slice(head.length).trimEnd();
  fc.assert(
    fc.property(fc.array(fc.constantFrom("raw", "mangled", "lost"), { minLength: 1, maxLength: 6 }), (kinds) => {
      const frames = kinds.map((kind) => {
        const rest = one.slice(4);
        return kind === "raw" ? one : kind === "mangled" ? `---${utf8("\ufffd")}${rest}` : `---${rest}`;
      });
      const { messages } = readLog(`${head}${frames.join("")}\n`, { serverVersion: 187 });
      for (const message of messages) expect(message.fields).toMatchObject({ id: 7, errorCode: 2104 });
      expect(messages).toHaveLength(kinds.length);
    }),
    { numRuns: 60 },
  );
});
