/**
 * The settings folder of the simulated host, laid out as the real one: `jts.ini`, a user folder of forty letters, and in
 * it `ibg.xml` with the API settings, the logs, and what the host must remember over a restart (`state.json`).
 */
import { randomInt } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../../base/errors.ts";
import { logLevels, type GatewaySettings } from "../../gateway/settings.ts";
import { readApiSettings } from "../../host-files/api-settings.ts";
import { iniEntry } from "../../host-files/ini.ts";
import { isUserFolderName, readJtsIni } from "../../host-files/jts-ini.ts";
import { withXmlAttribute } from "../../host-files/xml-attributes.ts";

export interface SettingsFolder {
  readonly path: string;
  readonly userFolder: string;
  /** What the folder's files say. */
  readonly settings: Partial<GatewaySettings>;
}

const stateFile = "state.json";
const settingsFile = "ibg.xml";

/**
 * Opens a folder, and makes it what it must be where something is missing. What a user has written stays.
 * @throws the system's error when it can be none
 */
export function openSettingsFolder(path: string): SettingsFolder {
  try {
    return opened(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const why = code === "EEXIST" || code === "ENOTDIR" ? "there is a file in its place" : `the system says ${code}`;
    throw Object.assign(
      new Error(`${path} cannot be the settings folder of a gateway: ${why}. Name another with --state.`),
      {
        code: code === "EEXIST" ? "ENOTDIR" : code,
      },
    );
  }
}

function opened(path: string): SettingsFolder {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const iniPath = join(path, "jts.ini");
  if (!existsSync(iniPath)) writeFileSync(iniPath, firstJtsIni(newUserFolder()), { mode: 0o600 });
  const ini = readJtsIni(readFileSync(iniPath));
  const userFolder = join(path, ini.userFolders.find(({ folder }) => isUserFolderName(folder))?.folder ?? "user");
  mkdirSync(userFolder, { recursive: true, mode: 0o700 });
  const xmlPath = join(userFolder, settingsFile);
  if (!existsSync(xmlPath)) writeFileSync(xmlPath, firstApiSettings, { mode: 0o600 });
  const { attributes } = readApiSettings(readFileSync(xmlPath), "Gateway");
  const trusted = iniEntry(ini.ini, "IBGateway", "TrustedIPs")?.value ?? "";
  const trustedAddresses = trusted
    .split(",")
    .map((address) => address.trim())
    .filter((address) => address !== "" && address !== "127.0.0.1");
  return {
    path,
    userFolder,
    settings: { debug: ini.debug, ...(trustedAddresses.length > 0 && { trustedAddresses }), ...settingsOf(attributes) },
  };
}

/** Forty letters a to p, as the host names a user's folder. */
const newUserFolder = (): string => Array.from({ length: 40 }, () => "abcdefghijklmnop"[randomInt(16)]).join("");

const firstJtsIni = (userFolder: string): string =>
  [
    "[IBGateway]",
    "WriteDebug=false",
    "TrustedIPs=127.0.0.1",
    "ApiOnly=true",
    "[Logon]",
    "TimeZone=Etc/UTC",
    "tradingMode=p",
    `UserNameToDirectory=${userFolder}`,
    "[Communication]",
    "debug=0",
    "",
  ].join("\n");

const firstApiSettings = `<?xml version="1.0" encoding="UTF-8"?>
<IBG>
  <ApiSettings port="4002" readOnlyApi="false" allowOnlyLocalhost="true" socketClient="true" logLevel="2" includeMktData="false" createApiMsgLogFile="false" slowBufferTimeout="30"/>
</IBG>
`;

/** Only what is there and makes sense. */
function settingsOf(attributes: ReadonlyMap<string, string>): Partial<GatewaySettings> {
  const flag = (name: string): boolean | undefined => {
    const value = attributes.get(name);
    return value === "true" ? true : value === "false" ? false : undefined;
  };
  const count = (name: string): number | undefined => {
    const value = attributes.get(name) ?? "";
    return /^\d{1,9}$/.test(value) ? Number(value) : undefined;
  };
  const found = {
    port: count("port"),
    readOnly: flag("readOnlyApi"),
    createApiLog: flag("createApiMsgLogFile"),
    marketDataInApiLog: flag("includeMktData"),
    masterClientId: count("masterClientID"),
    logLevel: logLevels[(count("logLevel") ?? 0) - 1],
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

/**
 * Writes what was changed over the API, as the host does when its configuration is changed. Whatever else the file holds stays.
 * @throws the system's error
 */
export function writeApiSettings({ userFolder }: SettingsFolder, changed: Partial<GatewaySettings>): void {
  const attributes: readonly (readonly [name: string, value: boolean | number | undefined])[] = [
    ["readOnlyApi", changed.readOnly],
    ["createApiMsgLogFile", changed.createApiLog],
    ["includeMktData", changed.marketDataInApiLog],
    ["masterClientID", changed.masterClientId],
    ["logLevel", changed.logLevel && logLevels.indexOf(changed.logLevel) + 1],
  ];
  const path = join(userFolder, settingsFile);
  const before = readFileSync(path, "utf8");
  const after = attributes.reduce(
    (text, [name, value]) => (value === undefined ? text : withXmlAttribute(text, "ApiSettings", name, String(value))),
    before,
  );
  if (after !== before) replaceFile(path, after);
}

/** What the host kept. @param read makes sense of the text @throws UsageError when the file is there and cannot be read: nothing is thrown away silently */
export function readState<T>(folder: SettingsFolder, read: (text: string) => T): T | undefined {
  const path = join(folder.userFolder, stateFile);
  if (!existsSync(path)) return undefined;
  try {
    return read(readFileSync(path, "utf8"));
  } catch (error) {
    throw new UsageError(
      "gateway-state",
      `${path} cannot be read (${(error as Error).message}): move it away to begin with a new account, or restore it`,
    );
  }
}

export function writeState(folder: SettingsFolder, text: string): void {
  replaceFile(join(folder.userFolder, stateFile), text);
}

/** In one step: whoever reads it finds the old or the new one, whole. */
function replaceFile(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
