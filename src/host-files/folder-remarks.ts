/**
 * What is to be said about a settings folder and its user folders as a whole: whether there will be a log of what went
 * wrong, and how to get at the logs that are there.
 *
 * Sources: the vendor's documentation of the API log and of exporting; IBC's user guide on several programs with one
 * settings folder.
 */
import { exportSteps } from "../logs/recognise.ts";
import { settingsMenu } from "./api-attributes.ts";
import type { ApiSettings } from "./api-settings.ts";
import type { JtsIni } from "./jts-ini.ts";
import type { LogFile } from "./log-file.ts";
import type { Remark } from "./remark.ts";

export interface FolderFacts {
  readonly jtsIni: JtsIni | undefined;
  /** Only the beginning of `jts.ini` was read. */
  readonly cut: boolean;
  readonly users: readonly { readonly name: string }[];
  readonly running: readonly { readonly program: unknown }[];
}

export function remarksOnFolder({ jtsIni, cut, users, running }: FolderFacts): Remark[] {
  const remarks: Remark[] = [];
  if (!jtsIni)
    remarks.push({
      code: "no-jts-ini",
      weight: "note",
      about: "There is no readable jts.ini: no TWS or Gateway has run with this folder, or its file cannot be read.",
    });
  if (cut)
    remarks.push({
      code: "jts-ini-cut",
      weight: "note",
      about: "jts.ini is unusually long; only its beginning was read.",
    });
  if (users.length === 0)
    remarks.push({
      code: "no-user-folder",
      weight: "note",
      about:
        "There is no user folder: nobody has logged in with this settings folder. Logs of logged-in programs lie elsewhere.",
      remedy: "In the running program, Ctrl-Alt-U shows the folder of its logs.",
    });
  const present = new Set(users.map(({ name }) => name));
  const missing = (jtsIni?.userFolders ?? []).filter(({ folder }) => !present.has(folder)).length;
  if (missing > 0)
    remarks.push({
      code: "user-folder-missing",
      weight: "note",
      about: `jts.ini names ${missing} user folder${missing > 1 ? "s" : ""} that cannot be found here.`,
    });
  if (running.length > 1)
    remarks.push({
      code: "shared-folder",
      weight: "note",
      about: `${running.length} running programs use this settings folder; they overwrite each other's jts.ini.`,
      remedy: "Give each a settings folder of its own (TWS_SETTINGS_PATH of IBC, or -DjtsConfigDir=).",
    });
  return remarks;
}

export interface UserFacts {
  readonly apiSettings: readonly ApiSettings[];
  readonly logs: readonly LogFile[];
}

export function remarksOnUser({ apiSettings, logs }: UserFacts): Remark[] {
  return [
    ...apiSettings.flatMap((settings) => settings.remarks),
    ...onApiLog({ apiSettings, logs }),
    ...onEncrypted(logs),
  ];
}

function onApiLog({ apiSettings, logs }: UserFacts): Remark[] {
  if (logs.some(({ kind }) => kind === "api")) return [];
  const only = apiSettings.length === 1 ? apiSettings[0]?.program : undefined;
  const remedy = `${settingsMenu(only)}: tick Create API message log file, set Logging Level to Detail, and repeat what went wrong.`;
  if (apiSettings.some(({ apiLog }) => apiLog === true))
    return [
      {
        code: "api-log-not-begun",
        weight: "note",
        about:
          "The API message log is on, but none lies here: no API program has connected since, or in the last seven days.",
      },
    ];
  if (apiSettings.some(({ apiLog }) => apiLog === false)) return [];
  return [
    {
      code: "no-api-log",
      weight: "hinders",
      about: apiSettings.some(({ state }) => state === "encrypted")
        ? "No API message log lies here, and whether it is on cannot be seen: the settings are encrypted. It is off by default."
        : "No API message log lies here. It is off by default, and kept for seven days.",
      remedy,
    },
  ];
}

function onEncrypted(logs: readonly LogFile[]): Remark[] {
  const encrypted = logs.filter(({ contents }) => contents === "encrypted");
  if (encrypted.length === 0) return [];
  const kinds = [...new Set(encrypted.map(({ kind }) => kind))].filter((kind) =>
    ["api", "tws", "gateway"].includes(kind),
  );
  const steps = (kinds.length > 0 ? kinds : (["api"] as const)).flatMap((kind) => exportSteps(kind));
  return [
    {
      code: "encrypted-logs",
      weight: "hinders",
      about: `${encrypted.length} log${encrypted.length > 1 ? "s are" : " is"} encrypted: only the program itself can export ${encrypted.length > 1 ? "them" : "it"}, logged in as the same user.`,
      remedy: [...new Set(steps.map((step) => step.trim().replace(/ {2,}/, " ")))].join("\n"),
    },
  ];
}
