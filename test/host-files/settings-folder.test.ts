import { describe, expect, test } from "vitest";
import { isLogName, logFiles, type ListedFile, type LogPlace } from "../../src/host-files/log-file.ts";
import {
  isSettingsFolder,
  isUserFolder,
  settingsFolder,
  wantedBytes,
  type SettingsFolder,
} from "../../src/host-files/settings-folder.ts";
import { alice, apiSettingsXml, bob, bytes, encrypted, jtsIni2019, jtsIni2026 } from "./specimens.ts";

const may8 = Date.UTC(2026, 4, 8, 15);
const file = (name: string, head: Uint8Array = bytes("text\n"), modifiedMs = may8): ListedFile => ({
  name,
  size: head.length,
  modifiedMs,
  head,
});

const model = (
  users: Readonly<Record<string, readonly ListedFile[]>>,
  files: readonly ListedFile[] = [file("jts.ini", bytes(jtsIni2026))],
): SettingsFolder =>
  settingsFolder({
    platform: "linux",
    folder: { path: "/home/u/Jts", files },
    users: Object.entries(users).map(([name, list]) => ({ path: `/home/u/Jts/${name}`, files: list })),
  });

const userCodes = (files: readonly ListedFile[]): string[] =>
  model({ [alice]: files }).users[0]?.remarks.map(({ code }) => code) ?? [];

const codes = (found: SettingsFolder): string[] => found.remarks.map(({ code }) => code);

describe("the files of a folder", () => {
  test.each<[string, LogPlace, boolean]>([
    ["api.0.20250110.105733.ibgzenc", "host", true],
    ["api.123.Thu.log", "host", true],
    ["log.Wed.txt", "host", true],
    ["launcher.20180301.log", "host", true],
    ["ibgateway.20260101.101010.ibgzenc", "host", true],
    ["tws.log.gz", "host", true],
    ["api-exported-logs.txt", "host", true],
    ["tws.xml", "host", false],
    ["jts.ini", "host", false],
    ["HotKeysSettings.json.ibgzenc", "host", false],
    ["README.txt", "host", false],
    ["IBC-3.20.0_TWS-1033_WEDNESDAY.txt", "ibc", true],
    ["ibc-3.20.0_GATEWAY-1019_Wednesday.txt", "ibc", true],
    ["README.txt", "ibc", false],
    ["gateway-exported-logs (2).txt", "exports", true],
    ["api_2026-05-08.log", "exports", true],
    ["api.log", "exports", false],
    ["log.txt", "exports", false],
    ["api.123.Thu.log", "exports", true],
  ])("%s in a folder of kind %s: a log is %s", (name, place, is) => {
    expect(isLogName(name, place)).toBe(is);
  });

  test("are read as far as they are of use", () => {
    expect(wantedBytes("tws.xml")).toBeGreaterThan(wantedBytes("jts.ini"));
    expect(wantedBytes("JTS.INI")).toBe(wantedBytes("jts.ini"));
    expect(wantedBytes("ibc-3.20.0_TWS-1033_Friday.txt")).toBe(wantedBytes("launcher.log"));
    expect(["hsql.db", "tws.vmoptions", "ibc.sh"].map(wantedBytes)).toEqual([0, 0, 0]);
  });

  test("tell client, day, time and whether they are encrypted, the newest first", () => {
    const files = [
      file("api.0.20260507.105733.ibgzenc", encrypted, may8 - 86_400_000),
      { ...file("ibgateway.20260508.101010.ibgzenc"), head: undefined },
      file("api.12.Thu.log", bytes("11:49:32:797 -> x"), may8 - 1),
      file("audit.20260508.101010.ibgzenc", encrypted, may8 - 2),
      file("launcher.log.gz", Uint8Array.from([0x1f, 0x8b, 8]), may8 - 3),
      file("tws.log", new Uint8Array(0), may8 - 4),
    ];
    expect(
      logFiles({ path: "C:\\Jts", files }, "host", "win32").map(({ path, kind, client, day, clock, contents }) => [
        path,
        kind,
        client,
        day?.day,
        clock,
        contents,
      ]),
    ).toEqual([
      ["C:\\Jts\\ibgateway.20260508.101010.ibgzenc", "gateway", undefined, 8, "101010", "encrypted"],
      ["C:\\Jts\\api.12.Thu.log", "api", 12, 7, undefined, "text"],
      ["C:\\Jts\\audit.20260508.101010.ibgzenc", "audit", undefined, 8, "101010", "encrypted"],
      ["C:\\Jts\\launcher.log.gz", "launcher", undefined, undefined, undefined, "gzip"],
      ["C:\\Jts\\tws.log", "tws", undefined, undefined, undefined, "empty"],
      ["C:\\Jts\\api.0.20260507.105733.ibgzenc", "api", 0, 7, "105733", "encrypted"],
    ]);
  });

  test("of IBC are its own, however its scripts write the name", () => {
    const files = [file("ibc-3.20.0_GATEWAY-1019_Thursday.txt"), file("IBC-3.20.0_TWS-1033_THURSDAY.txt")];
    const kinds = logFiles({ path: "/l", files }, "ibc", "linux").map(({ kind, day }) => [kind, day?.day]);
    expect(kinds).toEqual([
      ["ibc", 7],
      ["ibc", 7],
    ]);
  });

  test("make a settings folder, a user folder, or neither", () => {
    expect(isSettingsFolder(["jts.ini"], [])).toBe(true);
    expect(isSettingsFolder(["launcher.20180301.log"], [])).toBe(true);
    expect(isSettingsFolder([], [alice])).toBe(true);
    expect(isSettingsFolder(["tws.vmoptions", "launcher.sh"], ["jars"])).toBe(false);
    expect(isUserFolder(alice, [])).toBe(true);
    expect(isUserFolder("darykqzus", ["ibg.xml"])).toBe(true);
    expect(isUserFolder("short", ["api.0.20260508.101010.ibgzenc"])).toBe(true);
    expect(isUserFolder("jars", ["twslaunch.jar"])).toBe(false);
  });
});

describe("the model of a settings folder", () => {
  test("holds programs, users, clients and what jts.ini says", () => {
    const found = model({
      [alice]: [
        file("ibg.xml", bytes(apiSettingsXml({ port: "4002" }))),
        file("api.7.20260508.101010.ibgzenc", encrypted),
        file("api.0.20260508.101010.ibgzenc", encrypted),
        file("api.0.20260507.101010.ibgzenc", encrypted),
      ],
      [bob]: [file("tws.20260508.101010.ibgzenc", encrypted)],
    });
    expect(found.programs).toEqual(["Gateway", "TWS"]);
    expect(found.jtsIni).toMatchObject({ tradingMode: "paper", debug: true });
    expect(found.users.map(({ name, named, clients, programs }) => [name, named, clients, programs])).toEqual([
      [alice, true, [0, 7], ["Gateway"]],
      [bob, false, [], ["TWS"]],
    ]);
    expect(found.users[0]?.apiSettings).toMatchObject([{ program: "Gateway", port: 4002, apiLog: false }]);
  });

  test("says how to export encrypted logs, by the menus of the programs", () => {
    const [user] = model({
      [alice]: [file("api.7.20260508.101010.ibgzenc", encrypted), file("ibgateway.20260508.101010.ibgzenc", encrypted)],
    }).users;
    const remark = user?.remarks.find(({ code }) => code === "encrypted-logs");
    expect(remark?.about).toBe(
      "2 logs are encrypted: only the program itself can export them, logged in as the same user.",
    );
    expect(remark?.remedy?.split("\n")).toEqual([
      "TWS: Help > Troubleshooting > Diagnostics > API Logs, choose the day, Export Logs... (today: Export Today Logs...)",
      "Gateway: File > API Logs, choose the day, Export Logs... (today: Export Today Logs...)",
      "Gateway: File > Gateway Logs, choose the day, Export Logs... (today: Export Today Logs...)",
    ]);
  });

  test("says once that there will be no API log, and why", () => {
    const plain = (createApiMsgLogFile: string): ListedFile =>
      file(
        "tws.xml",
        bytes(
          apiSettingsXml({ createApiMsgLogFile, logLevel: "5", allowOnlyLocalhost: "false", includeMktData: "true" }),
        ),
      );
    expect(userCodes([plain("false")])).toEqual(["api-log-off"]);
    expect(userCodes([plain("true")])).toEqual(["api-log-not-begun"]);
    expect(userCodes([plain("true"), file("api.0.Thu.log")])).toEqual([]);
    expect(userCodes([file("ibg.xml", encrypted)])).toEqual(["no-api-log"]);
    expect(userCodes([])).toEqual(["no-api-log"]);
    expect(userCodes([file("ibg.xml.ibgzenc", encrypted)])).toEqual(["no-api-log"]);
  });

  test("says what is missing", () => {
    expect(codes(model({}, []))).toEqual(["no-jts-ini", "no-user-folder"]);
    expect(codes(model({}, [{ ...file("jts.ini"), head: undefined }]))).toContain("no-jts-ini");
    const half = model({ [alice]: [] }, [file("jts.ini", bytes(jtsIni2019))]);
    expect(half.remarks.at(-1)?.about).toBe("jts.ini names 2 user folders that cannot be found here.");
    const long = { ...file("jts.ini", bytes("[Logon]\n")), size: 5_000_000 };
    expect(codes(model({ [alice]: [] }, [long]))).toEqual(["jts-ini-cut"]);
  });

  test("says when programs share a folder", () => {
    const folder = { path: "/j", files: [file("jts.ini")] };
    const running = [
      { pid: 1, program: "TWS" as const },
      { pid: 2, program: "Gateway" as const },
    ];
    const found = settingsFolder({ platform: "linux", folder, users: [], running });
    expect(found.remarks.map(({ code }) => code)).toContain("shared-folder");
    expect(found.programs).toEqual(["TWS", "Gateway"]);
  });

  test("names nobody in its remarks", () => {
    const found = model({ [alice]: [file("tws.xml", bytes(apiSettingsXml())), file("api.0.x.ibgzenc", encrypted)] }, [
      file("jts.ini", bytes(jtsIni2019)),
    ]);
    const remarks = JSON.stringify([found.remarks, ...found.users.map((user) => user.remarks)]);
    expect(remarks).not.toMatch(/[a-p]{40}|\/home\//);
  });
});
