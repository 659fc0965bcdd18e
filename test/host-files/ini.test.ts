import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { iniEntry, parseIni, readIni, renderIni } from "../../src/host-files/ini.ts";
import { bytes, jtsIni2017, jtsIni2019, jtsIni2026, jtsIniMisunderstood } from "./specimens.ts";

const iniPiece = fc.oneof(
  fc.constantFrom(
    "\r\n",
    "\n",
    "\r",
    "[",
    "]",
    "=",
    "#",
    ";",
    "\\",
    " ",
    "\ufeff",
    "\0",
    "[Logon]",
    "key=",
    "true",
    "__proto__",
  ),
  fc.string({ unit: "binary", maxLength: 5 }),
);
const iniText = fc.array(iniPiece, { maxLength: 60 }).map((pieces) => pieces.join(""));

describe("reading INI files", () => {
  test("any text can be written again character for character", () => {
    expect(() =>
      fc.assert(
        fc.property(iniText, (text) => renderIni(parseIni(text)) === text),
        { numRuns: 2000 },
      ),
    ).not.toThrow();
  });

  test.each([
    ["2017", jtsIni2017],
    ["2019", jtsIni2019],
    ["2026", jtsIni2026],
    ["misunderstood", jtsIniMisunderstood],
  ])("the specimen %s can be written again, and every line with an equals sign is an entry", (_, text) => {
    const ini = parseIni(text);
    expect(renderIni(ini)).toBe(text);
    expect(ini.entries.map(({ key, value }) => `${key}=${value}`)).toEqual(
      text.split(/\r?\n/).filter((line) => line.includes("=")),
    );
  });

  test("any bytes are read without an exception, and lines are numbered as they stand", () => {
    expect(() =>
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 400 }), (some) => {
          const { lines, entries, issues } = readIni(some);
          for (const { line, key } of entries) expect(lines[line - 1]?.text).toContain(key);
          for (const { line } of issues) expect(line).toBeGreaterThan(0);
        }),
      ),
    ).not.toThrow();
  });

  test("values keep what libraries change: backslashes, semicolons, signs, words, quotes and blanks", () => {
    const values = ["C:\\\\Jts\\new", "a;b#c", "true", "1e3", '"x"', " two  blanks ", "a=b=c", "[x]", "", "null"];
    const ini = parseIni(`[S]\n${values.map((value, at) => `k${at}=${value}`).join("\r\n")}`);
    expect(ini.entries.map(({ value }) => value)).toEqual(values);
    expect(ini.issues).toEqual([]);
  });

  test("names such as __proto__ and constructor are names like all others", () => {
    const ini = parseIni("[__proto__]\nconstructor=1\n[constructor]\n__proto__=2");
    expect(iniEntry(ini, "__proto__", "constructor")?.value).toBe("1");
    expect(iniEntry(ini, "constructor", "__proto__")?.value).toBe("2");
    expect(iniEntry(ini, "constructor", "toString")).toBeUndefined();
  });

  test("keys before any section, comments and repetitions are told apart, with their lines", () => {
    const ini = parseIni("a=1\n# b=2\n;c=3\n[S]\nd=4\n\nd=5\njunk\n[S]\n=6\n[open\n[x] y");
    expect(ini.entries).toEqual([
      { line: 1, section: undefined, key: "a", value: "1" },
      { line: 5, section: "S", key: "d", value: "4" },
      { line: 7, section: "S", key: "d", value: "5" },
      { line: 10, section: "S", key: "", value: "6" },
    ]);
    expect(ini.issues.map(({ code, line }) => [code, line])).toEqual([
      ["before-any-section", 1],
      ["repeated-key", 7],
      ["no-equals-sign", 8],
      ["repeated-section", 9],
      ["no-key", 10],
      ["open-bracket", 11],
      ["behind-bracket", 12],
    ]);
    expect(iniEntry(ini, "S", "d")?.value).toBe("5");
    expect(iniEntry(ini, undefined, "a")?.value).toBe("1");
  });

  test("a byte order mark, NUL and UTF-16 are issues, and the text is read nevertheless", () => {
    const marked = readIni(bytes("\ufeff[S]\nk=ü"));
    expect(marked.mark).toBe("\ufeff");
    expect([iniEntry(marked, "S", "k")?.value, marked.encoding]).toEqual(["ü", "utf-8"]);
    expect(marked.issues.map(({ code }) => code)).toEqual(["byte-order-mark"]);
    expect(parseIni("k=\0\0").issues.map(({ code }) => code)).toEqual(["nul", "before-any-section"]);
    for (const little of [true, false]) {
      const both = Array.from("[S]\nk=ü", (character) => [character.charCodeAt(0), 0]).flat();
      const wide = Uint8Array.from([0xff, 0xfe, ...both]);
      const turned = Uint8Array.from({ length: wide.length }, (_, at) => wide[at ^ 1] as number);
      const ini = readIni(little ? wide : turned);
      expect([iniEntry(ini, "S", "k")?.value, ini.encoding, ini.issues[0]?.code]).toEqual(["ü", "utf-16", "utf-16"]);
    }
  });

  test("Latin-1 is read where the bytes are no UTF-8", () => {
    const ini = readIni(Uint8Array.from([0x5b, 0x53, 0x5d, 0x0a, 0x6b, 0x3d, 0xfc]));
    expect([iniEntry(ini, "S", "k")?.value, ini.encoding]).toEqual(["ü", "latin-1"]);
  });

  test("sections, keys and damage take time in proportion, and issues are counted beyond a bound", () => {
    const begun = performance.now();
    for (const line of ["[]\n", "[a\n", "=\n", "k=v\n", "x\n", "\r"]) {
      const ini = parseIni(line.repeat(300_000 / line.length));
      expect(ini.issues.length).toBeLessThanOrEqual(100);
    }
    expect(parseIni("x\n".repeat(150_000)).issuesLeftOut).toBe(150_000 - 100);
    expect(performance.now() - begun).toBeLessThan(10_000);
  });
});
