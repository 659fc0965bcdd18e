import { expect, test } from "vitest";
import { baseName, isAbsolute, joinPath, parentFolder, pathKey } from "../../src/host-files/host-paths.ts";

test("Windows paths are joined with backslashes, drives and shares keep theirs", () => {
  expect(joinPath("win32", "C:", "Jts")).toBe("C:\\Jts");
  expect(joinPath("win32", "C:\\", "a/b\\", "c")).toBe("C:\\a\\b\\c");
  expect(joinPath("win32", "C:/")).toBe("C:\\");
  expect(joinPath("win32", "\\\\server\\share", "x")).toBe("\\\\server\\share\\x");
});

test("other paths are joined with slashes, and keep backslashes", () => {
  expect(joinPath("linux", "/", "a", "b\\c/")).toBe("/a/b\\c");
  expect(joinPath("linux", "/")).toBe("/");
  expect(joinPath("darwin", "/proc/1/root", "/home")).toBe("/proc/1/root/home");
});

test("absolute is told for each platform", () => {
  expect(["C:\\x", "c:/x", "\\\\s\\x", "C:x", "\\x", "/x", ""].map((path) => isAbsolute("win32", path))).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
  expect(["/x", "~/x", "x", "C:\\x", ""].map((path) => isAbsolute("linux", path))).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});

test("the same place has the same key where letters have no case", () => {
  expect(pathKey("win32", "C:/JTS/")).toBe(pathKey("win32", "c:\\Jts"));
  expect(pathKey("darwin", "/Users/u/JTS")).toBe(pathKey("darwin", "/users/U/jts"));
  expect(pathKey("linux", "/home/u/jts")).not.toBe(pathKey("linux", "/home/u/Jts"));
});

test("names and parents end at the root", () => {
  expect([baseName("win32", "C:\\a\\b.log"), baseName("linux", "/a/b/")]).toEqual(["b.log", "b"]);
  expect([parentFolder("win32", "C:\\a\\b"), parentFolder("win32", "C:\\a"), parentFolder("win32", "C:\\")]).toEqual([
    "C:\\a",
    "C:\\",
    undefined,
  ]);
  expect([parentFolder("linux", "/a/b"), parentFolder("linux", "/a"), parentFolder("linux", "/")]).toEqual([
    "/a",
    "/",
    undefined,
  ]);
});
