/** Lines that went through containers, chats, mails and editors, or were cut at either end. */
import { describe, expect, test } from "vitest";
import { apiLine, notice, utf8 } from "../../cli/api-lines.ts";
import { specimens } from "../../cli/specimens.ts";
import { messageOf, messagesOf, readLog } from "../read-log.ts";

const body = "4-2--1-2104-Market data farm connection is OK:usfarm-";
const fields = { id: -1, errorCode: 2104, errorMsg: "Market data farm connection is OK:usfarm" };
const time = "11:49:32:797";

describe("what stands before a line", () => {
  test.each([
    ["docker compose", "ib-gateway-1  | "],
    ["docker logs -t", "2026-02-18T11:49:32.901234567Z "],
    ["a chat", "[18.02.26, 11:50] Jane: "],
    ["a quotation", "> "],
    ["a quotation in a quotation", "> > "],
    ["a list number", "1) "],
    ["a bullet", "* "],
    ["a tab", "\t"],
    ["a line number of an editor", "  12\t"],
    ["grep", "api.log:12:"],
  ])("%s", (_, noise) => {
    expect(messageOf(`${noise}${time} -> ---5${body}\n`)).toMatchObject({ name: "ERR_MSG", fields, direction: "in" });
  });

  test("a date there is the date of the message", () => {
    expect(messageOf(`2026-02-18 ${time} -> ---5${body}\n`).time).toMatchObject({
      local: "2026-02-18T11:49:32.797",
      date: "line",
    });
  });

  test("stands before the other lines of a message too, and is none of its text", () => {
    const bulletin = { newsMsgId: 1, newsMsgType: 1, newsMessage: "one\ntwo\n\nthree", originatingExch: "NYSE" };
    const lines = apiLine(time, "NEWS_BULLETINS", 187, bulletin).trimEnd().split("\n");
    const logged = lines.map((line, index) => `gw-1 | 2026-02-18T11:49:3${index}Z ${line}\n`).join("");
    expect(messageOf(logged).fields).toMatchObject(bulletin);
  });
});

describe("without a time", () => {
  test.each([
    ["the arrow alone", "-> "],
    ["two blanks", "->  "],
    ["quoted", "> -> "],
    ["numbered", "3. -> "],
    ["the end of the time", "49:32:797 -> "],
    ["less of it", "2:797 -> "],
  ])("%s", (_, head) => {
    expect(messageOf(`${head}---5${body}\n`)).toMatchObject({ fields, time: undefined });
  });

  test("an arrow within a text begins no line", () => {
    const xml = "<a>\n--> see\n10: -> not this\n</a>";
    expect(messageOf(apiLine(time, "SCANNER_PARAMETERS", 187, { version: 1, xml })).fields).toMatchObject({ xml });
  });
});

test.each(["->", "-&gt;", utf8("→"), utf8("—>"), utf8("–>")])("an arrow that became %s is one", (arrow) => {
  expect(messageOf(`${time} ${arrow} ---5${body}\n`)).toMatchObject({ direction: "in", fields });
});

test.each(["<-", "&lt;-", utf8("←"), utf8("<—")])("an arrow that became %s is one", (arrow) => {
  expect(messageOf(`${time} ${arrow} 2-2-9001-\n`)).toMatchObject({ direction: "out", fields: { reqId: 9001 } });
});

test("marks of quoted code are none of the message", () => {
  expect(messageOf(`\`${time} <- 2-2-9001-\`\n`).fields).toMatchObject({ reqId: 9001 });
  expect(messageOf(`"${time} -> ---5${body}"\n`).fields).toMatchObject(fields);
});

describe("long dashes", () => {
  test("within a message are the hyphens that they were", () => {
    expect(messageOf(utf8(`${time} -> ---54-2—1-2104-Market data farm connection is OK:usfarm-\n`))).toMatchObject({
      fields,
    });
    const order = specimens.placeOrder.replaceAll("---", "—").replaceAll("--", "–");
    expect(messageOf(utf8(order)).fields).toEqual(messageOf(utf8(specimens.placeOrder)).fields);
  });

  test("of a headline stay", () => {
    const headline = "Acme — a company – reports";
    const news = {
      reqId: 1,
      timestamp: 1771426800000,
      providerCode: "BRFG",
      articleId: "BRFG$1",
      headline,
      extraData: "",
    };
    expect(messageOf(apiLine(time, "TICK_NEWS", 187, news)).fields).toMatchObject({ headline });
  });
});

describe("line ends and encodings", () => {
  const lines = [`${time} -> ---5${body}`, `${time} <- 2-2-9001-`, `${time} -> ---\x069-1-6-`];

  test.each([
    ["LF", (text: string) => text],
    ["CRLF", (text: string) => text.replaceAll("\n", "\r\n")],
    ["a byte order mark", (text: string) => `\u00ef\u00bb\u00bf${text}`],
    ["both", (text: string) => `\u00ef\u00bb\u00bf${text.replaceAll("\n", "\r\n")}`],
    ["no end of the last line", (text: string) => text.trimEnd()],
    ["blank lines between", (text: string) => text.replaceAll("\n", "\n\n")],
  ])("%s", (_, change) => {
    const messages = messagesOf(change(`${lines.join("\n")}\n`));
    expect(messages.map(({ name }) => name)).toEqual(["ERR_MSG", "CANCEL_MKT_DATA", "NEXT_VALID_ID"]);
  });

  test("text is UTF-8 where it can be, else Latin-1, message by message", () => {
    const german = "f\u00fcr Wertpapier";
    const latin1 = notice(time, 5, 200, "x".repeat(german.length)).replace("x".repeat(german.length), german);
    const messages = messagesOf(latin1 + notice(time, 5, 200, german));
    expect(messages.map((message) => message.fields["errorMsg"])).toEqual([german, german]);
  });
});

describe("a line that was cut", () => {
  const whole = `${time} -> ---5${body}`;

  test("anywhere shows the fields up to there, and says that it ends early", () => {
    for (let length = whole.indexOf("2104-") + 5; length < whole.length; length += 1) {
      const { messages } = readLog(whole.slice(0, length), { serverVersion: 150 });
      expect(messages).toHaveLength(1);
      expect(messages[0]?.fields).toMatchObject({ id: -1, errorCode: 2104 });
      expect(messages[0]?.issues.map(({ code }) => code)).toContain("bad-length");
    }
  });

  test("of its last hyphen only, says just that", () => {
    expect(readLog(`${time} <- 2-2-9001`).messages).toMatchObject([
      { fields: { reqId: 9001 }, issues: [{ code: "unterminated" }], ambiguous: undefined },
    ]);
  });

  test("within a long order shows what there is of it", () => {
    const order = utf8(specimens.submitted);
    const full = messagesOf(order)[0]?.fields as { contract: object; order: Record<string, unknown> };
    for (const length of [70, 110, 200, 330]) {
      const [message] = readLog(order.slice(0, length)).messages;
      expect(message).toMatchObject({
        name: "OPEN_ORDER",
        fields: { orderId: 12, contract: { conId: 265598, symbol: "AAPL" } },
      });
      const cut = message?.fields["order"] as Record<string, unknown> | undefined;
      const keys = Object.keys(cut ?? {});
      for (const key of keys.slice(0, -1)) expect(cut?.[key]).toEqual(full.order[key]);
    }
  });

  test("behind a whole message of the same line leaves that one whole", () => {
    expect(
      readLog(`${time} -> ---\x069-1-6----54-2--1-2104-Market da\n`, { serverVersion: 150 }).messages,
    ).toMatchObject([
      { name: "NEXT_VALID_ID", frame: 0, issues: [] },
      { name: "ERR_MSG", frame: 1, fields: { errorCode: 2104, errorMsg: "Market da" } },
    ]);
  });

  test("of printed protobuf shows what there is of it", () => {
    expect(readLog(`${time} -> [4;id: -1 errorTime: 1795115110022 errorCode: 21`).messages).toMatchObject([
      { name: "ERR_MSG", fields: { id: -1 }, issues: [{ code: "malformed-text-protobuf" }] },
    ]);
  });

  test("in its head at either end of a file is no message, and spoils none", () => {
    const half = "S-265598-AAPL-STK--0-";
    for (const rest of ["11", "11:4", "11:49:32", "11:49:32:79", "11:49:32:797", "11:49:32:797 ", "11:49:32:797 -"]) {
      const { records } = readLog(`${half}\n${time} <- 2-2-9001-\n${rest}`);
      expect(records).toMatchObject([
        { kind: "unread", line: 1, text: half },
        { kind: "message", line: 2, fields: { reqId: 9001 }, issues: [] },
        { kind: "unread", line: 3, text: rest },
      ]);
    }
  });
});

test("what somebody wrote between the lines is no part of a message", () => {
  const log = `${time} <- 2-2-9001-\nhere it went wrong\nsee?\n${time} -> [9;orderId: 45]\nand here\n${time} -> 9-1-6-\n`;
  const { records } = readLog(log);
  expect(records.map(({ kind, line, offset }) => [kind, line, log.slice(offset, offset + 4)])).toEqual([
    ["message", 1, "11:4"],
    ["unread", 2, "here"],
    ["message", 4, "11:4"],
    ["unread", 5, "and "],
    ["message", 6, "11:4"],
  ]);
  expect(records[1]).toMatchObject({ lines: 2, text: "here it went wrong\nsee?", why: "no line of a known log" });
});
