/**
 * Reads `jts.ini`, the settings that a TWS or Gateway needs before anybody has logged in: which user folders there are,
 * time zone, trading mode, debug level; and says what in it does not do what its writer meant.
 *
 * Sources: specimens of 2014 to 2026; the vendor's documentation of `debug=1`. In 2017 `UserNameToDirectory` held a user
 * code and a short folder name, since about 2019 it holds folder names only, all with commas between them.
 */
import { jtsKeys, strayKeys, type JtsKey } from "./jts-keys.ts";
import { iniEntry, readIni, type Ini, type IniEntry } from "./ini.ts";
import type { Remark } from "./remark.ts";

export interface JtsIni {
  readonly ini: Ini;
  /** As it is written: `America/New_York`. */
  readonly timeZone: string | undefined;
  readonly locale: string | undefined;
  readonly tradingMode: "paper" | "live" | undefined;
  /** The host's own log is written at level DEBUG. */
  readonly debug: boolean;
  /** The user folders that the file names. They identify their user. */
  readonly userFolders: readonly NamedUserFolder[];
  /** The keys whose meaning is known, with it. */
  readonly known: readonly { readonly entry: IniEntry; readonly meaning: JtsKey }[];
  readonly remarks: readonly Remark[];
}

export interface NamedUserFolder {
  readonly folder: string;
  /** What stands for the user in files of 2017 and before. */
  readonly userCode: string | undefined;
}

/** Whether a name is that of a user folder: 40 letters a to p since about 2018. Shorter ones cannot be told from others. */
export const isUserFolderName = (name: string): boolean => /^[a-p]{40}$/.test(name);

/** Never throws; damage becomes issues of `ini` and remarks. */
export function readJtsIni(bytes: Uint8Array): JtsIni {
  const ini = readIni(bytes);
  const value = (section: string, key: string): string | undefined =>
    iniEntry(ini, section, key)?.value.trim() || undefined;
  const mode = value("Logon", "tradingMode");
  return {
    ini,
    timeZone: value("Logon", "TimeZone"),
    locale: value("Logon", "Locale"),
    tradingMode: mode === "p" ? "paper" : mode === "l" ? "live" : undefined,
    debug: value("Communication", "debug") === "1",
    userFolders: userFolders(ini),
    known: ini.entries.flatMap((entry) => {
      const meaning = jtsKeys.find(({ section, key }) => section === entry.section && key === entry.key);
      return meaning ? [{ entry, meaning }] : [];
    }),
    remarks: [...damage(ini), ...ini.entries.flatMap((entry) => remarksOn(entry))],
  };
}

function userFolders(ini: Ini): NamedUserFolder[] {
  const found = new Map<string, NamedUserFolder>();
  const add = (folder: string, userCode?: string): void => {
    if (!found.get(folder)?.userCode) found.set(folder, { folder, userCode });
  };
  for (const { section, key, value } of ini.entries) {
    if (section === "settings" && isUserFolderName(key)) add(key);
    if (section !== "Logon" || key !== "UserNameToDirectory") continue;
    let code: string | undefined;
    for (const part of value.split(/[,;]/).map((text) => text.trim())) {
      if (/^[a-z]{4,60}$/.test(part)) {
        add(part, code);
        code = undefined;
      } else code = part || undefined;
    }
  }
  return [...found.values()];
}

/** Of the issues of the file, those that can make its host read something else than what is meant. */
function damage(ini: Ini): Remark[] {
  return ini.issues
    .filter(({ code }) => code !== "before-any-section" && code !== "behind-bracket")
    .map(({ code, line, about }) => ({ code: `jts-ini-${code}`, weight: "mistake", line, about }));
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

function remarksOn({ section, key, value, line }: IniEntry): Remark[] {
  const sameKeys = jtsKeys.filter((known) => same(known.key, key));
  const here = sameKeys.find((known) => section !== undefined && same(known.section, section));
  if (here) return remarksOnKnown(here, { section, key, value, line });
  const stray = strayKeys.find((other) => same(other.key, key));
  if (stray)
    return [
      {
        code: "stray-key",
        weight: "mistake",
        line,
        about: `${stray.key} does nothing in jts.ini; it belongs in ${stray.belongsTo}.`,
        remedy: stray.remedy,
      },
    ];
  const [elsewhere] = sameKeys;
  if (!elsewhere) return [];
  return [
    {
      code: "misplaced-key",
      weight: "mistake",
      line,
      about: `${elsewhere.key} stands outside of [${elsewhere.section}], where hosts write it; here it most likely does nothing.`,
      remedy: `Move it below [${elsewhere.section}].`,
    },
  ];
}

function remarksOnKnown(known: JtsKey, { section, key, value, line }: IniEntry): Remark[] {
  const remarks: Remark[] = [];
  if (known.key !== key || known.section !== section)
    remarks.push({
      code: "other-case",
      weight: "mistake",
      line,
      about: `Hosts write [${known.section}] ${known.key}, in these letters; written otherwise it may do nothing.`,
    });
  if (known.misread)
    remarks.push({ code: "often-misread", weight: "note", line, about: `${known.key}: ${known.misread}` });
  const bare = value.trim();
  if (known.key === "tradingMode" && bare !== "" && bare !== "p" && bare !== "l")
    remarks.push({
      code: "trading-mode",
      weight: "note",
      line,
      about: "tradingMode is neither p (paper) nor l (live).",
    });
  if (known.key === "debug" && bare === "1")
    remarks.push({ code: "debug-on", weight: "note", line, about: "debug=1: the host's own log has level DEBUG." });
  return remarks;
}
