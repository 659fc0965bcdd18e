import * as fc from "fast-check";
import { expect, test } from "vitest";
import { cimLines, procWords, psLines, wmicLines } from "../../src/host-files/process-lists.ts";

test("Linux gives words with a NUL behind each, and none for its own threads", () => {
  expect(procWords("java\0-D a=b\0\0x\0")).toEqual(["java", "-D a=b", "", "x"]);
  expect(procWords("")).toEqual([]);
  expect(procWords("rewritten by itself")).toEqual(["rewritten by itself"]);
});

test("ps gives a number and a line", () => {
  expect(psLines("    1 /sbin/launchd\n 4711 /usr/bin/java -Da=b c\n\nPID COMMAND\n 12 \n")).toEqual([
    { pid: 1, words: "/sbin/launchd" },
    { pid: 4711, words: "/usr/bin/java -Da=b c" },
  ]);
});

test("PowerShell gives one object, a list, or nothing, and no line where it may not", () => {
  const one = { ProcessId: 5, CommandLine: "tws.exe" };
  expect(cimLines(JSON.stringify(one))).toEqual([{ pid: 5, words: "tws.exe" }]);
  expect(cimLines(`\ufeff${JSON.stringify([one, { ProcessId: 6, CommandLine: null }])}\r\n`)).toEqual([
    { pid: 5, words: "tws.exe" },
  ]);
  for (const text of ["", "null", "5", "[null]", "Access denied"]) expect(cimLines(text)).toEqual([]);
});

test("wmic gives a list with doubled line ends", () => {
  const text =
    "\r\r\n\r\r\nCommandLine=java.exe -Da=b\r\r\nProcessId=8\r\r\n\r\r\nCommandLine=\r\r\nProcessId=9\r\r\n\r\r\n";
  expect(wmicLines(text)).toEqual([{ pid: 8, words: "java.exe -Da=b" }]);
});

test("any text is read without an exception", () => {
  expect(() =>
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        for (const read of [procWords, psLines, cimLines, wmicLines]) read(text);
      }),
    ),
  ).not.toThrow();
});
