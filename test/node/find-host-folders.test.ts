import { describe, expect, test } from "vitest";
import { runningHost } from "../../src/host-files/command-line.ts";
import type { Platform } from "../../src/host-files/host-paths.ts";
import type { Machine } from "../../src/host-files/places.ts";
import { findHostFolders, type HostFolders } from "../../src/node/find-host-folders.ts";
import {
  alice,
  apiSettingsXml,
  bob,
  carol,
  encrypted,
  jtsIni2017,
  jtsIni2019,
  jtsIni2026,
} from "../host-files/specimens.ts";
import { FakeFileSystem, type FakeEntry } from "./fake-file-system.ts";

interface Made {
  readonly platform: Platform;
  readonly home: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly homes?: readonly string[];
  /** Command lines, and where their programs run. */
  readonly lines?: readonly { words: readonly string[] | string; folder?: string; root?: string }[];
  readonly folders?: readonly string[];
}

const find = async (
  made: Made,
  entries: Readonly<Record<string, FakeEntry>>,
): Promise<HostFolders & { listed: readonly string[] }> => {
  const { platform, home, env = {}, homes = [], lines = [], folders = [] } = made;
  const running = lines.flatMap((line, at) => runningHost({ pid: 100 + at, ...line }, platform) ?? []);
  const machine: Machine = { platform, home, env, homes, running };
  const fileSystem = new FakeFileSystem(platform, entries);
  return { ...(await findHostFolders({ fileSystem, machine, folders })), listed: fileSystem.listed };
};

const paths = ({ folders }: HostFolders): string[] => folders.map(({ path }) => path);

describe("finding settings folders on Windows", () => {
  const made: Made = { platform: "win32", home: "C:\\Users\\u", env: { SYSTEMDRIVE: "C:" } };

  test("the usual one, with its users, their logs, and what runs with it", async () => {
    const found = await find(
      { ...made, lines: [{ words: String.raw`C:\Jts\1045\tws.exe -J-DjtsConfigDir="c:\JTS"` }] },
      {
        "C:\\Jts\\jts.ini": jtsIni2019,
        "C:\\Jts\\launcher.log": "2026-02-18 11:49:32.797 INFO  [JTS-Main] - x",
        "C:\\Jts\\1045\\tws.vmoptions": "-Xmx768m",
        "C:\\Jts\\1045\\jars\\twslaunch-1045.jar": "",
        [`C:\\Jts\\${alice}\\tws.xml`]: apiSettingsXml(),
        [`C:\\Jts\\${alice}\\api.3.20260508.101010.ibgzenc`]: encrypted,
        [`C:\\Jts\\${bob}\\ibgateway.20260508.101010.ibgzenc`]: encrypted,
        "C:\\IBC\\Logs\\IBC-3.20.0_TWS-1045_FRIDAY.txt": "x",
        "C:\\IBC\\Logs\\README.txt": "x",
        "C:\\Users\\u\\Downloads\\api-exported-logs.txt": "11:49:32:797 -> ---5",
        "C:\\Users\\u\\Downloads\\holiday.txt": "x",
      },
    );
    expect(paths(found)).toEqual(["C:\\Jts"]);
    const [folder] = found.folders;
    expect(folder?.running).toEqual([{ pid: 100, program: "TWS" }]);
    expect(folder?.logs.map(({ path }) => path)).toEqual(["C:\\Jts\\launcher.log"]);
    expect(folder?.users.map(({ name, clients }) => [name, clients])).toEqual([
      [alice, [3]],
      [bob, []],
    ]);
    expect(folder?.programs).toEqual(["TWS", "Gateway"]);
    expect(folder?.remarks.find(({ code }) => code === "user-folder-missing")?.about).toContain("1 user folder ");
    expect(found.ibcLogs.map(({ path }) => path)).toEqual(["C:\\IBC\\Logs\\IBC-3.20.0_TWS-1045_FRIDAY.txt"]);
    expect(found.exports.map(({ path }) => path)).toEqual(["C:\\Users\\u\\Downloads\\api-exported-logs.txt"]);
    expect(found.problems).toEqual([]);
    expect(found.listed.filter((path) => path.endsWith("jars"))).toEqual([]);
  });

  test("one beside an installation, one that IBC's settings name, and one that Java options name", async () => {
    const found = await find(made, {
      "C:\\Jts\\ibgateway\\1045\\jts.ini": jtsIni2026,
      [`C:\\Jts\\ibgateway\\1045\\${alice}\\ibg.xml`]: encrypted,
      "C:\\Jts\\ibgateway\\1045\\ibgateway.vmoptions": "-Xmx768m\r\n-DjtsConfigDir=E:\\Moved\r\n",
      "E:\\Moved\\jts.ini": jtsIni2017,
      "E:\\Moved\\abcdefghij\\tws.log": "",
      "C:\\IBC\\config.ini": "IbPassword=secret\r\nIbDir=D:\\\\IBLive\r\n",
      "D:\\IBLive\\jts.ini": jtsIni2026,
    });
    expect(paths(found).toSorted()).toEqual(["C:\\Jts\\ibgateway\\1045", "D:\\IBLive", "E:\\Moved"]);
    const inside = found.folders.find(({ path }) => path.startsWith("C:"));
    expect(inside?.users[0]?.apiSettings).toMatchObject([{ state: "encrypted" }]);
    expect(found.folders.find(({ path }) => path === "E:\\Moved")?.users).toMatchObject([
      { name: "abcdefghij", named: true },
    ]);
    expect(JSON.stringify(found)).not.toContain("secret");
  });

  test("one that was asked for, whatever its name", async () => {
    const found = await find(
      { ...made, folders: ["F:/backup/somewhere"] },
      { "F:\\backup\\somewhere\\jts.ini": jtsIni2026 },
    );
    expect(paths(found)).toEqual(["F:\\backup\\somewhere"]);
    expect(found.folders[0]?.reasons[0]?.reason).toBe("It was asked for.");
  });
});

describe("finding settings folders on macOS", () => {
  const made: Made = { platform: "darwin", home: "/Users/u" };

  test("the usual one, and one with blanks that only a command line without quotes names", async () => {
    const found = await find(
      {
        ...made,
        lines: [
          {
            words:
              "/Users/u/Applications/IB Gateway 10.37/IB Gateway 10.37.app/Contents/MacOS/JavaApplicationStub -DjtsConfigDir=/Users/u/My Paper Jts -Xmx768m",
          },
        ],
      },
      {
        "/Users/u/My Paper Jts/jts.ini": jtsIni2026,
        "/Users/u/Jts/jts.ini": jtsIni2019,
        "/Users/u/Applications/IB Gateway 10.37/ibgateway.vmoptions": "-DjtsConfigDir=/Users/u/Third\n",
        "/Users/u/Third/jts.ini": "",
      },
    );
    expect(paths(found)).toEqual(["/Users/u/My Paper Jts", "/Users/u/Jts", "/Users/u/Third"]);
    expect(found.folders[0]?.running).toEqual([{ pid: 100, program: "Gateway" }]);
    expect(found.looked.map(({ place }) => place.path)).not.toContain("/Users/u/My Paper");
  });
});

describe("finding settings folders on Linux", () => {
  const made: Made = { platform: "linux", home: "/home/u", homes: ["/home/u", "/home/other"] };

  test("is the same folder once, however many links lead there", async () => {
    const found = await find(
      { ...made, env: { TWS_SETTINGS_PATH: "/srv/jts" } },
      {
        "/data/jts/jts.ini": jtsIni2026,
        "/srv/jts": { link: "/data/jts" },
        "/home/u/Jts": { link: "/srv/jts" },
        [`/data/jts/${alice}/ibg.xml`]: "",
      },
    );
    expect(paths(found)).toEqual(["/data/jts"]);
    expect(found.folders[0]?.otherPaths).toEqual(["/srv/jts", "/home/u/Jts"]);
    expect(found.folders[0]?.reasons.length).toBeGreaterThan(1);
    expect(found.listed.filter((path) => path === "/data/jts")).toHaveLength(1);
  });

  test("ends where links lead in a circle, and says so", async () => {
    const found = await find(made, {
      "/home/u/Jts/jts.ini": jtsIni2026,
      "/home/u/Jts/self": { link: "/home/u/Jts" },
      "/home/u/Jts/a": { link: "/home/u/Jts/b" },
      "/home/u/Jts/b": { link: "/home/u/Jts/a" },
      "/home/u/Jts/gone": { link: "/nowhere" },
    });
    expect(paths(found)).toEqual(["/home/u/Jts"]);
    expect(found.problems.map(({ code, about }) => [code, about])).toEqual([
      ["ELOOP", "links that lead in a circle"],
      ["ELOOP", "links that lead in a circle"],
    ]);
  });

  test("reports what may not be read, names nobody, and goes on", async () => {
    const found = await find(made, {
      "/home/other": { fails: "EACCES" },
      "/home/u/Jts/jts.ini": jtsIni2019,
      [`/home/u/Jts/${alice}`]: { fails: "EACCES" },
      [`/home/u/Jts/${bob}/api.0.20260508.101010.ibgzenc`]: encrypted,
    });
    expect(found.folders[0]?.users.map(({ name }) => name)).toEqual([bob]);
    expect(found.problems).toContainEqual({
      path: `/home/u/Jts/${alice}`,
      code: "EACCES",
      about: "no permission to read it",
    });
    expect(found.looked).toContainEqual(
      expect.objectContaining({ outcome: "unreadable", place: expect.objectContaining({ path: "/home/other/Jts" }) }),
    );
    for (const { about } of found.problems) expect(about).not.toMatch(/[a-p]{40}|\//);
  });

  test("follows a Gateway into its container, and IBC's file there", async () => {
    const root = "/proc/77/root";
    const found = await find(
      {
        ...made,
        lines: [
          {
            words: [
              "java",
              "-DjtsConfigDir=/home/ibgateway/Jts",
              "ibcalpha.ibc.IbcGateway",
              "/home/ibgateway/ibc/config.ini",
            ],
            folder: "/home/ibgateway",
            root,
          },
          { words: ["bash", "ibcstart.sh", "--tws-settings-path=/home/ibgateway/Jts"], root },
        ],
      },
      {
        [`${root}/home/ibgateway/Jts/jts.ini`]: jtsIni2026,
        [`${root}/home/ibgateway/ibc/config.ini`]: "IbDir=/srv/second",
        [`${root}/srv/second/jts.ini`]: "",
        "/srv/second/jts.ini": "[not this one]",
      },
    );
    expect(paths(found)).toEqual([`${root}/home/ibgateway/Jts`, `${root}/srv/second`]);
    expect(found.folders[0]?.running).toEqual([{ pid: 100, program: "Gateway" }]);
    expect(found.folders[0]?.remarks.map(({ code }) => code)).not.toContain("shared-folder");
  });

  test("finds the exports of the ibga container", async () => {
    const found = await find(made, {
      "/home/ibg_settings/jts.ini": jtsIni2026,
      "/home/ibg_settings/exported_logs/api_2026-05-08.log": "x",
      "/home/ibg_settings/exported_logs/gateway_2026-05-08.log": "x",
    });
    expect(paths(found)).toEqual(["/home/ibg_settings"]);
    expect(found.exports.map(({ kind }) => kind).toSorted()).toEqual(["api", "gateway"]);
  });

  test("finds a settings folder inside of another, and old user folders by what is in them", async () => {
    const found = await find(made, {
      "/home/u/IBJts/jts.ini": jtsIni2017,
      "/home/u/IBJts/log.Wed.txt": "QA 04:57:43:574 JTS-Main: x",
      "/home/u/IBJts/second/jts.ini": "",
      "/home/u/IBJts/second/short/ibg.xml": "",
      "/home/u/IBJts/pictures/cat.png": "",
    });
    expect(found.folders.map(({ path, users }) => [path, users.map(({ name }) => name)])).toEqual([
      ["/home/u/IBJts", []],
      ["/home/u/IBJts/second", ["short"]],
    ]);
    expect(found.folders[0]?.logs).toMatchObject([{ kind: "tws" }]);
  });

  test("a program that was told no folder is known by its working folder", async () => {
    const words = ["/jre/bin/java", "-DjtsConfigDir=${installer:jtsConfigDir}", "install4j.ibgateway.GWClient"];
    const found = await find({ ...made, lines: [{ words, folder: "/srv/gw" }] }, { "/srv/gw/jts.ini": jtsIni2026 });
    expect(found.folders).toMatchObject([{ path: "/srv/gw", running: [{ pid: 100 }] }]);
  });

  test("files that name each other come to an end", async () => {
    const entries: Record<string, FakeEntry> = {};
    for (let at = 0; at < 50; at += 1) {
      entries[`/srv/${at}/jts.ini`] = "";
      entries[`/srv/${at}/tws.vmoptions`] = `-DjtsConfigDir=/srv/${(at + 1) % 50}`;
    }
    const found = await find({ ...made, env: { TWS_SETTINGS_PATH: "/srv/0" } }, entries);
    expect(found.folders).toHaveLength(50);
  });

  test("a machine with nothing has nothing, and what was looked at is said", async () => {
    const found = await find(made, {});
    expect([found.folders, found.exports, found.ibcLogs, found.problems]).toEqual([[], [], [], []]);
    expect(found.looked.length).toBeGreaterThan(20);
    expect(found.looked.every(({ outcome }) => outcome === "absent")).toBe(true);
  });

  test("user folders that are links count once", async () => {
    const found = await find(made, {
      "/home/u/Jts/jts.ini": jtsIni2019,
      [`/vault/${alice}/tws.xml`]: apiSettingsXml(),
      [`/home/u/Jts/${alice}`]: { link: `/vault/${alice}` },
      [`/home/u/Jts/${carol}`]: { link: `/vault/${alice}` },
    });
    expect(found.folders[0]?.users).toHaveLength(1);
  });
});
