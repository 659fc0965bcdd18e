/** In which forms a message may be given. */
import { describe, expect, test } from "vitest";
import { byteStringOf } from "../../../src/base/byte-string.ts";
import { dumpLength, dumpLine } from "../../../src/cli/explain/hex-dump.ts";
import { formOf } from "../../../src/cli/explain/forms.ts";
import { inputsIn } from "../../../src/cli/explain/inputs.ts";
import { utf8 } from "../api-lines.ts";

/** The bytes in hexadecimal that an input stands for, or its form where it stands for none. */
function bytesIn(input: string): string {
  const form = formOf(input);
  return "bytes" in form ? Buffer.from(form.bytes).toString("hex") : form.form;
}
const frame = "00000006390031003600";
const bytes = Buffer.from(frame, "hex");

describe("hexadecimal", () => {
  test.each([
    ["plain", frame],
    ["in capital letters", "0000000639003100360A".replace("0A", "00")],
    ["in pairs", "00 00 00 06 39 00 31 00 36 00"],
    ["in words", "00000006 3900 3100 3600"],
    ["with colons", "00:00:00:06:39:00:31:00:36:00"],
    ["with 0x in front", "0x00000006390031003600"],
    ["as a list in a program", "{0x00, 0x00, 0x00, 0x06, 0x39, 0x00, 0x31, 0x00, 0x36, 0x00};"],
    ["as C# prints it", "00-00-00-06-39-00-31-00-36-00"],
    ["in quotes", `"${frame}"`],
    ["over several lines", "00 00 00 06\n39 00 31 00\n36 00"],
    ["with \\x", String.raw`\x00\x00\x00\x06\x39\x00\x31\x00\x36\x00`],
  ])("%s", (_how, input) => {
    expect(bytesIn(input)).toBe(frame);
  });

  test("with one digit too many is told", () => {
    expect(formOf("00000")).toEqual({ form: "text", why: expect.stringContaining("come in pairs") });
  });
});

describe("base64", () => {
  test.each([
    ["with padding", bytes.toString("base64")],
    ["without padding", bytes.toString("base64").replaceAll("=", "")],
    ["wrapped", bytes.toString("base64").replace(/^(.{4})/, "$1\n")],
  ])("%s", (_how, input) => {
    expect(formOf(input).form).toBe("base64");
    expect(bytesIn(input)).toBe(frame);
  });

  test("in the alphabet for addresses", () => {
    expect(bytesIn("__-_-w")).toBe("ffffbffb");
  });

  test("comes behind hexadecimal: digits that may be either are hexadecimal", () => {
    expect(formOf("deadbeef").form).toBe("hexadecimal");
  });
});

describe("bytes as Python prints them", () => {
  test.each([
    ["with escapes", String.raw`b'\x00\x00\x00\x069\x001\x006\x00'`],
    ["in double quotes", String.raw`b"\x00\x00\x00\x069\x001\x006\x00"`],
    ["without the quotes", String.raw`\x00\x00\x00\x069\x001\x006\x00`],
  ])("%s", (_how, input) => {
    expect(bytesIn(input)).toBe(frame);
  });

  test("with the short escapes", () => {
    expect(bytesIn(String.raw`b'a\n\r\t\\\'\0'`)).toBe("610a0d095c2700");
  });
});

describe("a log line", () => {
  test.each([
    ["-> 9-1-6-", "9-1-6-", "in"],
    ["11:49:32:797 <- 49-1-", "49-1-", "out"],
    ["gateway-1  | 11:49:32:797 -> 9-1-6-", "9-1-6-", "in"],
    ["> 11:49:32:797 -> 9-1-6-", "9-1-6-", "in"],
    ["9-1-6-", "9-1-6-", undefined],
    ["  9-1-6-", "9-1-6-", undefined],
    ["'9-1-6-'", "9-1-6-", undefined],
    ["11:49:32:797 9-1-6-", "9-1-6-", undefined],
    ["---\u00069-1-6-", "---\u00069-1-6-", undefined],
    ["[9;orderId: 6]", "[9;orderId: 6]", undefined],
    [utf8("—54-2--1-2104-OK-"), utf8("—54-2--1-2104-OK-"), undefined],
    ["---T59-1-", "---T59-1-", undefined],
    [utf8("-- \ufffd5-12-"), utf8("-- \ufffd5-12-"), undefined],
  ])("%j", (input, body, direction) => {
    const form = formOf(input);
    expect(form).toMatchObject({ form: "log line", body });
    if (form.form === "log line") expect(form.head?.direction).toBe(direction);
  });

  test("comes first: a body of digits and hyphens is not taken for anything else", () => {
    expect(formOf("10-10-10-10-10-").form).toBe("log line");
    expect(formOf("8-1-").form).toBe("log line");
  });
});

test.each(["", "hello, world", "zz", "-", "Zürich"])("%j is none of these", (input) => {
  expect(formOf(utf8(input)).form).toBe("text");
});

describe("hex dumps", () => {
  test.each([
    ["00000000: 0000 0006 3900 3100 3600                 ....9.1.6.", frame],
    ["00000000  00 00 00 06 39 00 31 00  36 00                    |....9.1.6.|", frame],
    ["0000   00 00 00 06 39 00 31 00 36 00                     ....9.1.6.", frame],
    ["000000 00 00 00 06 39 00 31 00 36 00                    >....9.1.6.<", frame],
    ["\t0x0000:  0000 0006 3900 3100 3600                 ....9.1.6.", frame],
    ["00000000: 4142 4344 4546 4748 4142 4344 4546 4748  abcdefabcdefabcd", "41424344454647484142434445464748"],
  ])("%j", (line, hex) => {
    expect(dumpLine(line)).toEqual({ offset: 0, hex });
  });

  test("are as long as their offsets go on", () => {
    const lines = [
      "00000000: 4142 4344 4546 4748 4142 4344 4546 4748  ABCDEFGHABCDEFGH",
      "00000010: 4142                                     AB",
      "00000030: 4142                                     AB",
    ];
    expect(dumpLength(lines, 0)).toBe(2);
    expect(dumpLength(lines, 2)).toBe(0);
    expect(dumpLength(["hello"], 0)).toBe(0);
  });
});

describe("several inputs", () => {
  test("are one a line, without the empty ones", () => {
    expect(inputsIn("9-1-6-\r\n\n15-1-DU100001-\n")).toEqual(["9-1-6-", "15-1-DU100001-"]);
  });

  test("in dumps are put together", () => {
    const dump =
      "00000000  41 50 49 00 00 00 00 09  76 31 30 30 2e 2e 31 38  |API.....v100..18|\n00000010  37                                                |7|\n00000011\n";
    expect(inputsIn(`${dump}9-1-6-\n`)).toEqual(["4150490000000009763130302e2e313837", "9-1-6-"]);
  });

  test("that a program has wrapped are put together", () => {
    const long = Buffer.alloc(70, "ab");
    const lines = long.toString("hex").match(/.{1,60}/g) ?? [];
    expect(inputsIn(`${lines.join("\n")}\n`).map(bytesIn)).toEqual([long.toString("hex")]);
    const wrapped =
      Buffer.alloc(100, "xy")
        .toString("base64")
        .match(/.{1,76}/g) ?? [];
    expect(inputsIn(wrapped.join("\n")).map(bytesIn)).toEqual([Buffer.alloc(100, "xy").toString("hex")]);
  });

  test("go over several lines where a message holds a line feed, or a length is one", () => {
    expect(inputsIn("10:00:00:000 -> ---\n9-1-12345-\n10:00:01:000 -> 9-1-6-\n")).toEqual([
      "10:00:00:000 -> ---\n9-1-12345-",
      "10:00:01:000 -> 9-1-6-",
    ]);
    const news = "10:00:00:000 -> 14-1-7-1-Line one\nline two-NYSE-\n";
    expect(inputsIn(`${news}\n10:00:01:000 -> 9-1-6-`)).toEqual([news.trimEnd(), "10:00:01:000 -> 9-1-6-"]);
  });

  test("are one a line where the one before is whole", () => {
    expect(inputsIn("10:00:00:000 -> 9-1-6-\n15-1-DU100001-\n")).toHaveLength(2);
  });

  test("are one where they are bytes", () => {
    const raw = byteStringOf(Uint8Array.from([0, 0, 0, 10, 0x39, 0]));
    expect(inputsIn(raw)).toEqual([raw]);
  });

  test("may begin with a byte order mark", () => {
    expect(inputsIn("\u00ef\u00bb\u00bf9-1-6-")).toEqual(["9-1-6-"]);
  });
});
