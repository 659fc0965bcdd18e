import { describe, expect, test } from "vitest";
import { runningHost } from "../../src/host-files/command-line.ts";
import {
  candidatePlaces,
  mergePlaces,
  placeRules,
  type Machine,
  type Place,
  type PlaceKind,
} from "../../src/host-files/places.ts";

const linux: Machine = {
  platform: "linux",
  home: "/home/u",
  env: {},
  homes: ["/home/u", "/home/other", "/root"],
  running: [],
};
const mac: Machine = {
  platform: "darwin",
  home: "/Users/u",
  env: {},
  homes: ["/Users/u", "/Users/other"],
  running: [],
};
const windows: Machine = {
  platform: "win32",
  home: "C:\\Users\\u",
  env: { SystemDrive: "C:" },
  homes: ["C:\\Users\\u", "C:\\Users\\other"],
  running: [],
};

const pathsOf = (machine: Machine, kind: PlaceKind): string[] =>
  candidatePlaces(machine)
    .filter((place) => place.kind === kind)
    .map(({ path }) => path);

const place = (unsure: boolean): Place => ({ kind: "settings", path: "/a", unsure, reasons: [] });

describe("the places to look at", () => {
  test("on Windows are the drive's Jts, each user's, and IBC's folders", () => {
    expect(pathsOf(windows, "settings")).toEqual(["C:\\Jts", "C:\\Users\\u\\Jts", "C:\\Users\\other\\Jts"]);
    expect(pathsOf(windows, "ibc-config")).toEqual([
      "C:\\Users\\u\\Documents\\IBC\\config.ini",
      "C:\\Users\\other\\Documents\\IBC\\config.ini",
      "C:\\IBC\\config.ini",
    ]);
    expect(pathsOf(windows, "ibc-logs")).toContain("C:\\IBC\\Logs");
    expect(pathsOf(windows, "exports")).toEqual([
      "C:\\Users\\u",
      "C:\\Users\\u\\Downloads",
      "C:\\Users\\u\\Documents",
      "C:\\Users\\u\\Desktop",
    ]);
  });

  test("on macOS are Jts and IBJts of each user, and the applications", () => {
    expect(pathsOf(mac, "settings")).toEqual([
      "/Users/u/Jts",
      "/Users/other/Jts",
      "/Users/u/IBJts",
      "/Users/other/IBJts",
    ]);
    expect(pathsOf(mac, "installs")).toEqual(["/Users/u/Applications", "/Users/other/Applications", "/Applications"]);
    expect(pathsOf(mac, "ibc-logs")).toContain("/Users/u/ibc/logs");
  });

  test("on Linux are those of each user, of root, and of the known containers", () => {
    const settings = pathsOf(linux, "settings");
    for (const path of [
      "/home/u/Jts",
      "/home/other/Jts",
      "/home/u/IBJts",
      "/home/u/ibgateway",
      ["", "root", "Jts"].join("/"),
      "/home/ibgateway/Jts",
      "/home/ibgateway/tws_settings",
      "/home/ibgateway/Jts_paper",
      "/config/tws_settings",
      "/opt/ibkr",
      "/home/ibg_settings",
      "/home/tws/jts",
      "/settings",
    ])
      expect(settings).toContain(path);
    expect(pathsOf(linux, "exports")).toContain("/home/ibg_settings/exported_logs");
    expect(pathsOf(linux, "ibc-logs")).toContain("/home/u/ibc/logs");
    expect(settings).not.toContain("/mnt/c/Jts");
  });

  test.each<[string, string, PlaceKind, string]>([
    ["TWS_SETTINGS_PATH", "/srv/tws", "settings", "/srv/tws"],
    ["TWS_SETTINGS_PATH", "/srv/tws/", "settings", "/srv/tws_live"],
    ["TWS_SETTINGS_PATH", "~/tws", "settings", "/home/u/tws_paper"],
    ["TWS_PATH", "/opt/jts", "settings", "/opt/jts"],
    ["IBG_SETTINGS_DIR", "/srv/ibg", "settings", "/srv/ibg"],
    ["IBG_SETTINGS_DIR", "/srv/ibg", "exports", "/srv/ibg/exported_logs"],
    ["IBGA_LOG_EXPORT_DIR", "/srv/exports", "exports", "/srv/exports"],
    ["IBC_INI", "/srv/ibc.ini", "ibc-config", "/srv/ibc.ini"],
    ["IBC_PATH", "/srv/ibc", "ibc-config", "/srv/ibc/config.ini"],
    ["LOG_PATH", "/srv/logs", "ibc-logs", "/srv/logs"],
    ["WSL_DISTRO_NAME", "Debian", "settings", "/mnt/c/Jts"],
  ])("on Linux follow %s=%s to the %s %s", (name, value, kind, path) => {
    expect(pathsOf({ ...linux, env: { [name]: value } }, kind)).toContain(path);
  });

  test("on Windows follow variables whatever their case", () => {
    const machine = { ...windows, env: { systemdrive: "D:", ibc_path: "D:\\My IBC", Tws_Settings_Path: "E:\\Set" } };
    expect(pathsOf(machine, "settings")).toEqual(
      expect.arrayContaining(["D:\\Jts", "C:\\Jts", "E:\\Set", "E:\\Set_live"]),
    );
    expect(pathsOf(machine, "ibc-logs")).toContain("D:\\My IBC\\Logs");
  });

  test("leave out variables that are empty, or name no absolute path", () => {
    const before = candidatePlaces(linux);
    expect(candidatePlaces({ ...linux, env: { TWS_SETTINGS_PATH: "", LOG_PATH: "logs", IBC_INI: undefined } })).toEqual(
      before,
    );
  });

  test("begin with what running programs say, each once, with all its reasons", () => {
    const words = ["java", "-DjtsConfigDir=/srv/live", "ibcalpha.ibc.IbcGateway", "/srv/ibc.ini"];
    const one = runningHost({ pid: 1, words, folder: "/srv/live" }, "linux");
    const two = runningHost({ pid: 2, words: words.slice(0, 2) }, "linux");
    const places = candidatePlaces({ ...linux, running: [one, two].flatMap((host) => host ?? []) });
    expect(places[0]).toMatchObject({ kind: "settings", path: "/srv/live", unsure: false });
    expect(places[0]?.reasons.map(({ reason }) => reason)).toEqual([
      "A running TWS, Gateway or IBC was told this settings folder.",
      "The working folder of a running TWS or Gateway.",
    ]);
    expect(places.filter(({ path }) => path === "/srv/live")).toHaveLength(1);
    expect(places).toContainEqual(expect.objectContaining({ kind: "ibc-config", path: "/srv/ibc.ini" }));
  });

  test("are sure as soon as one reason is sure", () => {
    expect(mergePlaces("linux", [place(true), place(false), place(true)])).toMatchObject([{ unsure: false }]);
    expect(mergePlaces("linux", [place(true), place(true)])).toMatchObject([{ unsure: true }]);
  });

  test("have a reason and a source in words each", () => {
    for (const { reason, source } of placeRules) {
      expect(reason).toMatch(/^[A-Z].*\.$/);
      expect(source.length).toBeGreaterThan(5);
    }
  });
});
