/**
 * Where settings folders, IBC's files and exported logs may lie, as a table: for every place its reason and where that is
 * known from. Nothing is looked at here; the table is a function of what is known about the machine.
 */
import type { RunningHost } from "./command-line.ts";
import { isAbsolute, joinPath, pathKey, type Platform } from "./host-paths.ts";

/** What is known about the machine. */
export interface Machine {
  readonly platform: Platform;
  /** The home folder of whoever asks. */
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Home folders of all users, as far as they can be listed. */
  readonly homes: readonly string[];
  readonly running: readonly RunningHost[];
}

/**
 * `settings`: a settings folder, or a folder with installations. `installs`: only folders of installations in it are of
 * interest. `ibc-config`: a file. `ibc-logs`: IBC's own logs. `exports`: exported logs.
 */
export type PlaceKind = "settings" | "installs" | "ibc-config" | "ibc-logs" | "exports";

export interface Place {
  readonly kind: PlaceKind;
  readonly path: string;
  readonly reasons: readonly Reason[];
  /** It is one of several readings of a command line: not worth a word if it is not there. */
  readonly unsure: boolean;
}

export interface Reason {
  /** Why it is looked at. */
  readonly reason: string;
  /** Where it is known from. */
  readonly source: string;
}

interface PlaceRule extends Reason {
  readonly kind: PlaceKind;
  readonly on: readonly Platform[];
  readonly paths: (machine: Machine) => readonly (string | undefined | { path: string; unsure: boolean })[];
}

const vendor = "the vendor's documentation";
const specimens = "paths in public issues and repositories";
const ibc = "IBC's start scripts and user guide";
const gnzsnz = "the container images of gnzsnz/ib-gateway-docker";
const ibga = "the container image of heshiming/ibga";
const all: readonly Platform[] = ["win32", "darwin", "linux"];
const unix: readonly Platform[] = ["darwin", "linux"];

/** On Windows names of variables have no case. */
function env({ platform, env: variables }: Machine, name: string): string | undefined {
  if (platform !== "win32") return variables[name] || undefined;
  const found = Object.keys(variables).find((key) => key.toLowerCase() === name.toLowerCase());
  return (found && variables[found]) || undefined;
}

const allHomes = ({ home, homes }: Machine): readonly string[] => [...new Set([home, ...homes])];

const inHomes =
  (...names: readonly string[]) =>
  (machine: Machine): string[] =>
    allHomes(machine).flatMap((home) => names.map((name) => joinPath(machine.platform, home, ...name.split("/"))));

const inVariable =
  (name: string, ...below: readonly string[]) =>
  (machine: Machine): (string | undefined)[] => {
    const value = env(machine, name);
    if (value === undefined) return [];
    const path = value.replace(/^~(?=[\\/]|$)/, machine.home);
    return [joinPath(machine.platform, path, ...below)];
  };

const fixed =
  (...paths: readonly string[]) =>
  (): readonly string[] =>
    paths;

/** Images that run a live and a paper Gateway side by side give each a folder of its own. */
const withModes = (paths: readonly string[]): string[] =>
  paths.flatMap((path) => [path, `${path}_live`, `${path}_paper`]);

const systemDrive = (machine: Machine): string => env(machine, "SYSTEMDRIVE") ?? "C:";

export const placeRules: readonly PlaceRule[] = [
  {
    kind: "settings",
    on: all,
    reason: "A running TWS, Gateway or IBC was told this settings folder.",
    source: "its command line",
    paths: ({ running }) => running.flatMap(({ settings }) => settings),
  },
  {
    kind: "settings",
    on: all,
    reason: "The working folder of a running TWS or Gateway.",
    source: ibc,
    paths: ({ running }) => running.map(({ folder }) => folder),
  },
  {
    kind: "settings",
    on: all,
    reason: "A running TWS or Gateway is installed here.",
    source: "its command line",
    paths: ({ running }) => running.flatMap(({ installs }) => installs),
  },
  {
    kind: "settings",
    on: all,
    reason: "TWS_SETTINGS_PATH names it.",
    source: ibc,
    paths: (machine) => withModes(inVariable("TWS_SETTINGS_PATH")(machine).flatMap((path) => path ?? [])),
  },
  {
    kind: "settings",
    on: all,
    reason: "TWS_PATH names it.",
    source: ibc,
    paths: (machine) => withModes(inVariable("TWS_PATH")(machine).flatMap((path) => path ?? [])),
  },
  {
    kind: "settings",
    on: ["win32"],
    reason: "The settings folder on Windows, where it was not changed at login.",
    source: vendor,
    paths: (machine) => [joinPath("win32", systemDrive(machine), "Jts"), joinPath("win32", "C:", "Jts")],
  },
  {
    kind: "settings",
    on: ["win32"],
    reason: "The settings folder of an installation for one user.",
    source: specimens,
    paths: inHomes("Jts"),
  },
  {
    kind: "settings",
    on: unix,
    reason: "The settings folder on macOS and Linux, where it was not changed at login.",
    source: vendor,
    paths: inHomes("Jts"),
  },
  {
    kind: "settings",
    on: unix,
    reason: "The settings folder of old versions.",
    source: vendor,
    paths: inHomes("IBJts"),
  },
  {
    kind: "settings",
    on: ["linux"],
    reason: "Where the Gateway's installer puts it since 2021; some run it with its settings there.",
    source: specimens,
    paths: inHomes("ibgateway", "IBGateway", "tws"),
  },
  {
    kind: "settings",
    on: ["linux"],
    reason: "The settings folder on Windows, seen from its Linux subsystem.",
    source: vendor,
    paths: (machine) => (env(machine, "WSL_DISTRO_NAME") === undefined ? [] : ["/mnt/c/Jts"]),
  },
  {
    kind: "settings",
    on: ["linux"],
    reason: "The settings folder of a Gateway in a container.",
    source: gnzsnz,
    paths: fixed(...withModes(["/home/ibgateway/Jts", "/home/ibgateway/tws_settings"])),
  },
  {
    kind: "settings",
    on: ["linux"],
    reason: "The settings folder of a TWS in a container.",
    source: gnzsnz,
    paths: fixed(...withModes(["/config/tws_settings", "/opt/ibkr"])),
  },
  {
    kind: "settings",
    on: ["linux"],
    reason: "The settings folder of a container in which all runs as root.",
    source: "the container images of UnusualAlpha/ib-gateway-docker and extrange/ibkr-docker",
    paths: fixed(joinPath("linux", "/root", "Jts")),
  },
  {
    kind: "settings",
    on: ["linux"],
    reason: "The settings folder that the image's instructions propose.",
    source: "the container image of extrange/ibkr-docker",
    paths: fixed("/settings"),
  },
  {
    kind: "settings",
    on: ["linux"],
    reason: "The settings folder of a Gateway in a container.",
    source: ibga,
    paths: (machine) => ["/home/ibg_settings", ...inVariable("IBG_SETTINGS_DIR")(machine)],
  },
  {
    kind: "settings",
    on: ["linux"],
    reason: "The settings folder of a TWS in a container.",
    source: "the container image of kesor/ibc-totp",
    paths: fixed("/home/tws/jts"),
  },
  {
    kind: "installs",
    on: ["darwin"],
    reason: "Programs are installed here; their Java options can name a settings folder.",
    source: ibc,
    paths: (machine) => [...inHomes("Applications")(machine), "/Applications"],
  },
  {
    kind: "installs",
    on: ["linux"],
    reason: "Programs are installed here; their Java options can name a settings folder.",
    source: specimens,
    paths: fixed("/opt"),
  },
  {
    kind: "exports",
    on: ["linux"],
    reason: "The image exports logs to this folder, if it was told to.",
    source: ibga,
    paths: (machine) => [
      "/home/ibg_settings/exported_logs",
      "/home/ibg_logs",
      ...inVariable("IBG_SETTINGS_DIR", "exported_logs")(machine),
      ...inVariable("IBGA_LOG_EXPORT_DIR")(machine),
    ],
  },
  {
    kind: "exports",
    on: all,
    reason: "People export logs to such folders.",
    source: specimens,
    paths: ({ platform, home }) => [
      home,
      ...["Downloads", "Documents", "Desktop"].map((name) => joinPath(platform, home, name)),
    ],
  },
  {
    kind: "ibc-config",
    on: all,
    reason: "A running IBC was told this file.",
    source: "its command line",
    paths: ({ running }) => running.flatMap(({ ibcConfigs }) => ibcConfigs),
  },
  {
    kind: "ibc-config",
    on: all,
    reason: "IBC_INI names it.",
    source: ibc,
    paths: inVariable("IBC_INI"),
  },
  {
    kind: "ibc-config",
    on: all,
    reason: "IBC_PATH names its folder.",
    source: ibc,
    paths: inVariable("IBC_PATH", "config.ini"),
  },
  {
    kind: "ibc-config",
    on: unix,
    reason: "IBC's settings file.",
    source: ibc,
    paths: (machine) => [...inHomes("ibc/config.ini", "IBC/config.ini")(machine), "/opt/ibc/config.ini"],
  },
  {
    kind: "ibc-config",
    on: ["win32"],
    reason: "IBC's settings file.",
    source: ibc,
    paths: (machine) => [
      ...inHomes("Documents/IBC/config.ini")(machine),
      joinPath("win32", systemDrive(machine), "IBC", "config.ini"),
    ],
  },
  {
    kind: "ibc-logs",
    on: all,
    reason: "LOG_PATH names it.",
    source: ibc,
    paths: inVariable("LOG_PATH"),
  },
  {
    kind: "ibc-logs",
    on: unix,
    reason: "The folder of IBC's logs.",
    source: ibc,
    paths: (machine) => [...inHomes("ibc/logs", "IBC/Logs")(machine), "/opt/ibc/logs"],
  },
  {
    kind: "ibc-logs",
    on: ["win32"],
    reason: "The folder of IBC's logs.",
    source: ibc,
    paths: (machine) => [
      ...inVariable("IBC_PATH", "Logs")(machine),
      joinPath("win32", systemDrive(machine), "IBC", "Logs"),
      ...inHomes("Documents/IBC/Logs")(machine),
    ],
  },
];

/** All places of a machine, each once, with all its reasons; what running programs say comes first. */
export function candidatePlaces(machine: Machine): Place[] {
  const { platform } = machine;
  const places: Place[] = [];
  for (const { kind, on, reason, source, paths } of placeRules) {
    if (!on.includes(platform)) continue;
    for (const found of paths(machine)) {
      const { path, unsure } =
        typeof found === "string" ? { path: found, unsure: false } : (found ?? { path: "", unsure: true });
      places.push({ kind, path, unsure, reasons: [{ reason, source }] });
    }
  }
  return mergePlaces(platform, places);
}

/** Each place once; relative paths are left out. */
export function mergePlaces(platform: Platform, places: readonly Place[]): Place[] {
  const merged = new Map<string, Place>();
  for (const { kind, path, unsure, reasons } of places) {
    if (!isAbsolute(platform, path)) continue;
    const key = `${kind} ${pathKey(platform, path)}`;
    const before = merged.get(key);
    const known = before?.reasons ?? [];
    merged.set(key, {
      kind,
      path: before?.path ?? joinPath(platform, path),
      unsure: unsure && (before?.unsure ?? true),
      reasons: [...known, ...reasons.filter(({ reason }) => !known.some((one) => one.reason === reason))],
    });
  }
  return [...merged.values()];
}
