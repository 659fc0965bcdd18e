/** Every place where the papers say that settings and logs lie, each on a made-up machine with nothing else on it. */
import { describe, expect, test } from "vitest";
import { runningHost } from "../../src/host-files/command-line.ts";
import { joinPath, type Platform } from "../../src/host-files/host-paths.ts";
import { findHostFolders } from "../../src/node/find-host-folders.ts";
import { alice, bob, encrypted, jtsIni2019 } from "../host-files/specimens.ts";
import { FakeFileSystem } from "./fake-file-system.ts";

interface Documented {
  readonly what: string;
  readonly platform: Platform;
  readonly home: string;
  /** Where the settings folder lies. */
  readonly path: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Of a running program. */
  readonly words?: readonly string[];
  readonly homes?: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
}

const windows = { platform: "win32", home: "C:\\Users\\u" } as const;
const mac = { platform: "darwin", home: "/Users/u" } as const;
const linux = { platform: "linux", home: "/home/u" } as const;
const container = { platform: "linux", home: "/root" } as const;

const documented: readonly Documented[] = [
  { what: "Windows", ...windows, path: "C:\\Jts" },
  { what: "Windows on another drive", ...windows, env: { SystemDrive: "D:" }, path: "D:\\Jts" },
  {
    what: "Windows, moved by -DjtsConfigDir",
    ...windows,
    path: "E:\\My TWS",
    words: ["tws.exe", "-J-DjtsConfigDir=E:\\My TWS"],
  },
  {
    what: "Windows, moved by IBC's IbDir",
    ...windows,
    path: "D:\\Paper",
    files: { "C:\\Users\\u\\Documents\\IBC\\config.ini": "IbDir=D:\\\\Paper\r\n" },
  },
  {
    what: "Windows, moved by IBC's tws-settings-path",
    ...windows,
    path: "D:\\Live",
    words: ["cmd.exe", "/c", "C:\\IBC\\scripts\\StartIBC.bat", "1045", "/TwsSettingsPath:D:\\Live"],
  },
  { what: "macOS", ...mac, path: "/Users/u/Jts" },
  { what: "macOS, old", ...mac, path: "/Users/u/IBJts" },
  { what: "Linux", ...linux, path: "/home/u/Jts" },
  { what: "Linux, old", ...linux, path: "/home/u/IBJts" },
  { what: "Linux, another user", ...linux, homes: ["/home/u", "/srv/trading"], path: "/srv/trading/Jts" },
  { what: "Linux beside Windows", ...linux, env: { WSL_DISTRO_NAME: "Debian" }, path: "/mnt/c/Jts" },
  { what: "gnzsnz, Gateway", ...container, path: "/home/ibgateway/Jts" },
  { what: "gnzsnz, Gateway, settings apart", ...container, path: "/home/ibgateway/tws_settings" },
  { what: "gnzsnz, Gateway, paper beside live", ...container, path: "/home/ibgateway/tws_settings_paper" },
  { what: "gnzsnz, TWS", ...container, path: "/config/tws_settings" },
  { what: "gnzsnz, TWS_SETTINGS_PATH", ...container, env: { TWS_SETTINGS_PATH: "/data/tws" }, path: "/data/tws" },
  { what: "heshiming/ibga", ...container, path: "/home/ibg_settings" },
  { what: "kesor/ibc-totp", ...container, path: "/home/tws/jts" },
  { what: "UnusualAlpha and extrange", ...container, path: joinPath("linux", "/root", "Jts") },
];

describe("the settings folder of", () => {
  test.for(documented)("$what is found at $path, with its users and their logs", async (place) => {
    const { platform, home, path, env = {}, words, homes = [], files = {} } = place;
    const at = (...names: readonly string[]): string => joinPath(platform, path, ...names);
    const running = words ? [runningHost({ pid: 7, words }, platform)].flatMap((host) => host ?? []) : [];
    const fileSystem = new FakeFileSystem(platform, {
      ...files,
      // UserNameToDirectory names them.
      [at("jts.ini")]: jtsIni2019,
      [at("launcher.log")]: "2026-05-08 10:10:10.101 INFO  [JTS-Main] - x",
      [at(alice, "api.3.20260508.101010.ibgzenc")]: encrypted,
      [at(bob, "ibgateway.20260508.101010.ibgzenc")]: encrypted,
    });
    const { folders, problems } = await findHostFolders({
      fileSystem,
      machine: { platform, home, env, homes, running },
    });
    expect(folders.map((folder) => folder.path)).toEqual([path]);
    expect(folders[0]?.logs.map((log) => log.path)).toEqual([at("launcher.log")]);
    expect(folders[0]?.users.map(({ name, named, logs }) => [name, named, logs.map(({ kind }) => kind)])).toEqual([
      [alice, true, ["api"]],
      [bob, true, ["gateway"]],
    ]);
    expect(folders[0]?.reasons.every(({ reason, source }) => reason !== "" && source !== "")).toBe(true);
    expect(problems).toEqual([]);
  });
});

describe("logs that lie elsewhere", () => {
  const log = "11:49:32:797 -> ---5";
  test.for([
    ["IBC's on Windows", windows, { IBC_PATH: "D:\\IBC" }, "D:\\IBC\\Logs\\IBC-3.20.0_TWS-1045_FRIDAY.txt", "ibcLogs"],
    ["IBC's on Linux", linux, {}, "/home/u/ibc/logs/ibc-3.20.0_GATEWAY-1037_Friday.txt", "ibcLogs"],
    ["exports of ibga", container, {}, "/home/ibg_settings/exported_logs/api_2026-05-08.log", "exports"],
    [
      "exports of ibga, told where",
      container,
      { IBGA_LOG_EXPORT_DIR: "/out" },
      "/out/gateway_2026-05-08.log",
      "exports",
    ],
    ["exports in Downloads", mac, {}, "/Users/u/Downloads/api-exported-logs.txt", "exports"],
  ] as const)("%s are found", async ([, { platform, home }, env, path, where]) => {
    const fileSystem = new FakeFileSystem(platform, { [path]: log });
    const machine = { platform, home, env, homes: [], running: [] };
    const found = await findHostFolders({ fileSystem, machine });
    expect(found[where].map((one) => one.path)).toEqual([path]);
  });
});
