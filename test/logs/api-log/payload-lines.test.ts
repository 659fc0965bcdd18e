/** Messages whose text goes on over several lines. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { apiLine, notice, utf8 } from "../../cli/api-lines.ts";
import { messagesOf } from "../read-log.ts";

const time = "11:49:32:797";
const next = notice(time, -1, 2104, "Market data farm connection is OK:usfarm");

const xml = '<?xml version="1.0"?>\n<A-B>\n  <C d="e-f">-1</C>\r\n\n\t<!-- 11:49 -->\n</A-B>';
const json = '{\n "events": [\n  -1, "a-b",\n\n  {"when": "2026-02-18"}\n ]\n}';

describe("line feeds, tabs and blank lines of a payload are kept", () => {
  test.each([
    ["scanner parameters", apiLine(time, "SCANNER_PARAMETERS", 187, { xml }), { xml }],
    ["fundamental data", apiLine(time, "FUNDAMENTAL_DATA", 187, { reqId: 4, data: xml }), { data: xml }],
    ["Wall Street Horizon", apiLine(time, "WSH_EVENT_DATA", 187, { reqId: 4, dataJson: json }), { dataJson: json }],
    ["the same's meta data", apiLine(time, "WSH_META_DATA", 187, { reqId: 4, dataJson: json }), { dataJson: json }],
    [
      "a news article",
      apiLine(time, "NEWS_ARTICLE", 187, { reqId: 4, articleType: 0, articleText: "<p>\n one - two\n</p>\n" }),
      { articleText: "<p>\n one - two\n</p>\n" },
    ],
    [
      "a bulletin",
      apiLine(time, "NEWS_BULLETINS", 187, {
        newsMsgId: 1,
        newsMsgType: 1,
        newsMessage: "one\n- two\n- three",
        originatingExch: "NYSE",
      }),
      { newsMessage: "one\n- two\n- three" },
    ],
    ["an error", notice(time, 5, 321, "Error validating request.\n-'bN' : cause - missing"), {}],
  ])("%s", (_, lines, fields) => {
    const [before, message, after, ...others] = messagesOf(next + lines + next);
    expect(message?.fields).toMatchObject(fields);
    expect(message).toMatchObject({ line: 2, lines: lines.split("\n").length - 1 });
    expect([before?.name, after?.name, others.length]).toEqual(["ERR_MSG", "ERR_MSG", 0]);
  });

  test("in a file that ends its lines with CR LF", () => {
    const text = "one\ntwo\nthree";
    const message = apiLine(time, "NEWS_ARTICLE", 187, { reqId: 4, articleType: 0, articleText: text });
    const messages = messagesOf((next + message + next).replaceAll("\n", "\r\n"));
    expect(messages[1]?.fields["articleText"]).toBe(text);
  });
});

test("any text of several lines comes back as it was", () => {
  const word = fc.stringMatching(/^[A-Za-z ,.é–]{1,12}$/);
  fc.assert(
    fc.property(fc.array(fc.array(word, { minLength: 0, maxLength: 4 }), { minLength: 2, maxLength: 6 }), (lines) => {
      const articleText = `<p>${lines.map((words) => words.join("-")).join("\n")}</p>`;
      const log = next + utf8Line({ reqId: 4, articleType: 0, articleText }) + next;
      expect(messagesOf(log)[1]?.fields["articleText"]).toBe(articleText);
    }),
    { numRuns: 200 },
  );
});

/** The line of an article, whose text is encoded as UTF-8 by the codec. */
const utf8Line = (fields: { reqId: number; articleType: number; articleText: string }): string =>
  apiLine(time, "NEWS_ARTICLE", 187, fields);

test("a payload of two megabytes is one message", () => {
  const long = `<a>\n${'<b c="d-e">-1</b>\n'.repeat(120_000)}</a>`;
  expect(messagesOf(next + apiLine(time, "SCANNER_PARAMETERS", 187, { xml: long }))[1]?.fields["xml"]).toBe(long);
  expect(utf8("é")).toHaveLength(2);
});
