/** A log may hold anything: what a terminal would obey, or what turns text around, never reaches it as it is. */
import { describe, expect, test } from "vitest";
import { bytesOf } from "../../../src/base/byte-string.ts";
import { notice, utf8 } from "../api-lines.ts";
import { jsonLines, twscope } from "../run-twscope.ts";
import { scratchFolder } from "../scratch-folder.ts";

const scratch = scratchFolder();
const escape = "\u001B[31mred\u001B]0;title\u0007";
const bidi = "\u202Egnp.exe\u2066\u2069\u200E\u200F\u061C";
const other = "\u0085\u009B31m\u2028\uFEFF\u{E0041}";
const characters = `${escape}${bidi}${other}`;
const nasty = utf8(characters);
// C1 controls also stand in logs as single bytes, which are no UTF-8.
const raw = "\x9b31m\x1b[2J";

const fields = (...texts: string[]): string => texts.map((text) => `${text}\0`).join("");
const hex = (byteString: string): string => Buffer.from(byteString, "latin1").toString("hex");

const dangerous =
  /[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/u;

const log = scratch.write(
  "api.1.20260218.log",
  [
    notice("10:00:00:000", 7, 201, characters),
    notice("10:00:01:000", 7, 201, raw),
    `10:00:02:000 -> 250-1-${nasty}-${raw}-\n`,
    `10:00:03:000 -> [4;id: 7 errorMsg: "${nasty}\\033[31m" ${raw}: 5]\n`,
    `10:00:04:000 -> [199;x: "${nasty}"]\n`,
    `10:00:05:000 <- 1-11-${raw}-${nasty}-\n`,
    `10:00:06:000 -> ${nasty}${raw}\n`,
    `2026-02-18 10:00:07.000 INFO  [JTS-${raw}Main] - ${nasty} ${raw}\n`,
    `2026-02-18 10:00:08.000 INFO  [JTS-Main] - Start API message, ClientID=${nasty}\n`,
    `2026-02-18 10:00:08.000 INFO  [JTS-Main] - Farm ${raw}${nasty}/CCP: Lost active connection with disconnect status DISCONNECT_${raw}\n`,
    `2026-02-18 10:00:09.000 INFO  [JTS-Main] - username = '${nasty}' | os = ${raw}\n`,
  ].join(""),
);
const noLog = scratch.write("none.txt", `${nasty}${raw}\nmore\n`);

describe("nothing of it reaches the terminal", () => {
  test.each([
    ["read", log],
    ["read", log, "--full"],
    ["read", log, "--json"],
    ["read", log, "--stats"],
    ["read", log, "--stats", "--json"],
    ["read", noLog],
    ["read", noLog, "--json"],
  ])("of %s %s %s", async (...line) => {
    const { out, notes } = await twscope(line);
    expect(out).not.toMatch(dangerous);
    expect(notes).not.toMatch(dangerous);
    expect(out.length + notes.length).toBeGreaterThan(100);
  });

  test("of explain, as text and as JSON", async () => {
    const input = [
      `10:00:00:000 -> 4-2-7-201-${nasty}--\n`,
      `-> 250-1-${nasty}-${raw}-\n`,
      `-> [4;id: 7 errorMsg: "${nasty}\\033[31m" ${raw}: 5]\n`,
      `2026-02-18 10:00:08.000 INFO  [JTS-Main] - Start API message, ClientID=${nasty}\n`,
      `${nasty}${raw}\n`,
      `${hex(fields("176", `20260405 23:49:38 ${raw}${nasty}`))}\n`,
      `${hex(fields("4", "2", "-1", "2104", `${nasty}${raw}`, ""))}\n`,
    ].join("");
    for (const options of [[], ["--json"]]) {
      const { out, notes } = await twscope(["explain", ...options], { input: bytesOf(input) });
      expect(out).not.toMatch(dangerous);
      expect(notes).toBe("");
      expect(out).toContain("gnp.exe");
    }
  });

  test("of explain, where bytes are given", async () => {
    const { out } = await twscope(["explain"], {
      input: bytesOf(fields("4", "2", "-1", "2104", `${nasty}${raw}`, "")),
    });
    expect(out).not.toMatch(dangerous);
    expect(out).toContain("ERR_MSG");
  });
});

test("what stood there can still be seen", async () => {
  const { out } = await twscope(["read", log, "--only", "errors"]);
  expect(out).toContain("\\x1b[31mred\\x1b]0;title\\x07\\u202egnp.exe\\u2066\\u2069\\u200e\\u200f\\u061c");
  expect(out).toContain("\\x9b31m\\x1b[2J");
});

test("JSON says the same, escaped", async () => {
  const [first] = jsonLines(await twscope(["read", log, "--json"]));
  expect(first).toMatchObject({ fields: { errorMsg: characters } });
});

test("letters of all scripts are shown as they are", async () => {
  const text = "Ордер отклонён, 注文拒否, חשבון, é ñ 👍";
  const letters = scratch.write(
    "letters.20260218.log",
    notice("10:00:00:000", 7, 201, text) + `10:00:01:000 -> 4-2-7-201-${utf8(text)}--\n`,
  );
  const { lines } = await twscope(["read", letters]);
  expect(lines.filter((line) => line.includes(text))).toHaveLength(2);
});
