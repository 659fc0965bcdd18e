/**
 * The settings of recorder and store, by flag, by environment and in one file. Those that the host has too carry its
 * names and mean the same: the file's keys are the names of its API configuration.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";
import { UsageError } from "../../base/errors.ts";
import { places } from "../../node/store/places.ts";
import { levelNames, type LogLevel } from "../../recorder/own-log.ts";
import { defaultRules } from "../../store/recycling.ts";
import type { Option, OptionValues } from "../command.ts";
import { didYouMean } from "../../base/nearest.ts";
import { textOption } from "../options.ts";

/** What the kinds of settings give. */
interface Kinds {
  readonly switch: boolean;
  readonly text: string;
  readonly number: number;
  readonly bytes: number;
  readonly level: LogLevel;
}
type Kind = keyof Kinds;

export interface Setting {
  /** In the file. */
  readonly key: string;
  readonly kind: Kind;
  readonly about: string;
  /** What holds when nothing is said, in words. */
  readonly otherwise: string;
  /** As a flag; absent: only in the file. */
  readonly flag?: string;
}

const gigabytes = defaultRules.keepBytes / 1024 ** 3;

/** Every setting, in the order in which the papers list them. */
export const settings = {
  createApiMessageLogFile: {
    key: "createApiMessageLogFile",
    kind: "switch",
    about: "Create API message log file: whether the traffic is recorded. Off, it is relayed only",
    otherwise: "on (at the host it is off)",
    flag: "log-file",
  },
  includeMarketData: {
    key: "includeMarketDataInLogFile",
    kind: "switch",
    about:
      "Include market data in API log file. Off, streaming ticks, depth and tick-by-tick are left out of the recording and counted; historical bars are always recorded",
    otherwise: "on (at the host it is off)",
    flag: "market-data",
  },
  loggingLevel: {
    key: "loggingLevel",
    kind: "level",
    about:
      "Logging Level of the recorder's own log: System, Error, Warning, Information or Detail; a client may set it for itself by setServerLogLevel. What is recorded does not depend on it",
    otherwise: "Error",
    flag: "log-level",
  },
  store: {
    key: "store",
    kind: "text",
    about: "The folder of recordings",
    otherwise: "TWSCOPE_STORE, or the folder of the system's convention",
    flag: "store",
  },
  keepDays: {
    key: "keepDays",
    kind: "number",
    about: "Days that are kept, today included; what is pinned stays longer",
    otherwise: `${defaultRules.keepDays}`,
    flag: "keep-days",
  },
  keepBytes: {
    key: "keepBytes",
    kind: "bytes",
    about: "What all recordings may take together, such as 20GB; the oldest go first, what is pinned stays",
    otherwise: `${gigabytes}GB`,
    flag: "keep-bytes",
  },
  keyFile: {
    key: "keyFile",
    kind: "text",
    about: "A key file of the age tool, instead of twscope's own key: a public key is enough to record",
    otherwise: "a key that is made at first use",
    flag: "key-file",
  },
  plain: {
    key: "plain",
    kind: "switch",
    about: "Do not encrypt recordings",
    otherwise: "off",
    flag: "plain",
  },
  listen: {
    key: "listen",
    kind: "text",
    about: "Where `twscope record` listens: host:port, or a port of this machine",
    otherwise: "127.0.0.1:7500",
    flag: "listen",
  },
  to: {
    key: "to",
    kind: "text",
    about:
      "Where TWS or IB Gateway listens: host:port, or tws, tws-paper, gateway, gateway-paper for 7496, 7497, 4001, 4002",
    otherwise: "has to be given",
    flag: "to",
  },
} as const satisfies Readonly<Record<string, Setting>>;

export interface Values {
  readonly createApiMessageLogFile: boolean;
  readonly includeMarketData: boolean;
  readonly loggingLevel: LogLevel;
  readonly store: string;
  readonly keepDays: number;
  readonly keepBytes: number;
  readonly keyFile: string | undefined;
  readonly plain: boolean;
  readonly listen: string | undefined;
  readonly to: string | undefined;
}

/** The folder of settings and keys, and the file in it. */
export const settingsFolder = (): string => places().settings;
export const settingsPath = (): string => join(settingsFolder(), "settings.toml");

/**
 * What holds: by flag, else in the environment, else in the file, else by default.
 * @throws UsageError for a value or a key that is not understood, with the file or flag it stands in
 */
export function valuesOf(options: OptionValues): Values {
  const path = settingsPath();
  const file = readSettingsFile(path);
  const pick = <K extends Kind>({ key, kind, flag }: Setting & { readonly kind: K }): Kinds[K] | undefined => {
    const given = flag === undefined ? undefined : options[camel(flag)];
    if (given !== undefined) return readers[kind](given, `--${flag}`);
    return file[key] === undefined ? undefined : readers[kind](file[key], `${path}: ${key}`);
  };
  return {
    createApiMessageLogFile: pick(settings.createApiMessageLogFile) ?? true,
    includeMarketData: pick(settings.includeMarketData) ?? true,
    loggingLevel: pick(settings.loggingLevel) ?? 2,
    store:
      textOption(options["store"]) ??
      (process.env["TWSCOPE_STORE"] || undefined) ??
      pick(settings.store) ??
      places().store,
    keepDays: pick(settings.keepDays) ?? defaultRules.keepDays,
    keepBytes: pick(settings.keepBytes) ?? defaultRules.keepBytes,
    keyFile: pick(settings.keyFile),
    plain: pick(settings.plain) ?? false,
    listen: pick(settings.listen),
    to: pick(settings.to),
  };
}

const camel = (flag: string): string => flag.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** An option of a command that is a setting too. */
export const settingOption = ({ about, flag, kind }: Setting & { readonly flag: string }): Option => ({
  flags: kind === "switch" ? `--${flag}` : `--${flag} <${kind === "text" ? "value" : kind}>`,
  about,
});

export const storeOption: Option = {
  flags: "--store <folder>",
  about: `${settings.store.about}, instead of ${settings.store.otherwise}`,
};
export const keyFileOption: Option = {
  flags: "--key-file <file>",
  about: "A key file of the age tool, to read what was sealed for it, instead of twscope's own key",
};

function readSettingsFile(path: string): Readonly<Record<string, unknown>> {
  if (!existsSync(path)) return {};
  let file: Record<string, unknown>;
  try {
    file = parse(readFileSync(path, "utf8"));
  } catch (error) {
    const [reason] = (error as Error).message.split("\n");
    throw new UsageError("settings", `${path} is not valid TOML: ${reason}`, { cause: error });
  }
  const keys = Object.values(settings).map(({ key }) => key as string);
  for (const key of Object.keys(file))
    if (!keys.includes(key))
      throw new UsageError("settings", `${path}: there is no setting ${key}${didYouMean(key, keys)}`);
  return file;
}

const wrong = (value: unknown, where: string, wanted: string): UsageError =>
  new UsageError("setting", `${where} ${typeof value === "string" ? value : JSON.stringify(value)}: give ${wanted}`);

/** How each kind is read. @param where the flag, or the file and key, for the message */
const readers: { readonly [K in Kind]: (value: unknown, where: string) => Kinds[K] } = {
  switch: (value, where) => {
    if (typeof value !== "boolean") throw wrong(value, where, "true or false");
    return value;
  },
  text: (value, where) => {
    if (typeof value === "string" && value !== "") return value;
    // A port in the file may stand as a number.
    if (typeof value === "number" && Number.isInteger(value)) return String(value);
    throw wrong(value, where, "a text");
  },
  number: (value, where) => {
    if (!/^[1-9]\d{0,5}$/.test(String(value))) throw wrong(value, where, "a whole number from 1 on");
    return Number(value);
  },
  bytes: (value, where) => {
    const bytes = parseBytes(String(value));
    if (bytes === undefined) throw wrong(value, where, "a number of bytes, such as 500MB or 20GB");
    return bytes;
  },
  level: (value, where) => {
    const level = levelOf(String(value));
    if (level === undefined) throw wrong(value, where, `${Object.values(levelNames).join(", ")}, or 1 to 5`);
    return level;
  },
};

/** `Detail`, `info`, `5`. */
function levelOf(text: string): LogLevel | undefined {
  const sought = text.toLowerCase();
  const found = Object.entries(levelNames).find(
    ([number, name]) => number === sought || name.toLowerCase() === sought || (sought === "info" && number === "4"),
  );
  return found && (Number(found[0]) as LogLevel);
}

const units: Readonly<Record<string, number>> = { "": 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3, T: 1024 ** 4 };

/** `20GB`, `500 MiB`, `1.5G`, `1000`: units are powers of 1024, as file managers and `du` have them. */
export function parseBytes(text: string): number | undefined {
  const parts = /^(\d{1,16}(?:\.\d{1,6})?) ?([KMGT]?)(?:I?B)?$/.exec(text.toUpperCase());
  if (!parts) return undefined;
  const bytes = Math.round(Number(parts[1]) * (units[parts[2] ?? ""] ?? 1));
  return bytes > 0 && Number.isSafeInteger(bytes) ? bytes : undefined;
}
