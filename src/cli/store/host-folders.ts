/** The hosts' folders and the logs in them, as text and as JSON. */
import type { LogFile } from "../../host-files/log-file.ts";
import type { Remark } from "../../host-files/remark.ts";
import type { SettingsFolder, UserFolder } from "../../host-files/settings-folder.ts";
import { exportSteps } from "../../logs/recognise.ts";
import type { HostFolders } from "../../node/find-host-folders.ts";
import { listed } from "../../base/nearest.ts";
import { printable } from "../read/values.ts";
import type { Terminal } from "../terminal.ts";
import { paragraph } from "../wrap.ts";
import { bytesText, counted } from "./amounts.ts";

export interface OurFolders {
  readonly store: string;
  readonly settings: string;
}

export function printHostFolders(found: HostFolders, ours: OurFolders, looked: boolean, terminal: Terminal): string {
  const { colors } = terminal;
  const lines = [
    colors.bold("twscope"),
    `  ${ours.store}  ${colors.dim("recordings")}`,
    `  ${ours.settings}  ${colors.dim("settings and keys")}`,
    "",
    ...found.folders.flatMap((folder) => [...folderLines(folder, terminal), ""]),
  ];
  if (found.folders.length === 0)
    lines.push("No settings folder of TWS or IB Gateway was found here; name one, or see --looked.", "");
  lines.push(
    ...logLines("Logs of IBC", found.ibcLogs, terminal),
    ...logLines("Exported logs", found.exports, terminal),
  );
  const encrypted = found.folders
    .flatMap((folder) => [...folder.logs, ...folder.users.flatMap(({ logs }) => logs)])
    .filter(({ contents }) => contents === "encrypted");
  if (encrypted.length > 0)
    lines.push(
      `${counted(encrypted.length, "log")} ${encrypted.length === 1 ? "is" : "are"} encrypted: only the program that wrote ${encrypted.length === 1 ? "it" : "them"} can export ${encrypted.length === 1 ? "it" : "them"}:`,
      ...exportSteps("api"),
      "",
    );
  if (looked)
    for (const { place, outcome } of found.looked)
      lines.push(
        `${colors.dim(outcome.padEnd(10))} ${printable(place.path)}  ${colors.dim(place.reasons.map(({ reason }) => reason).join(" "))}`,
      );
  return `${lines.join("\n").trimEnd()}\n`;
}

function folderLines(folder: SettingsFolder, terminal: Terminal): string[] {
  const { path, otherPaths, programs, running, logs, users, remarks, jtsIni } = folder;
  const { colors } = terminal;
  const what = programs.length > 0 ? listed(programs, "and") : "TWS or Gateway";
  const runs = running.map(({ pid, program }) => `${program ?? "a host"} runs with it (process ${pid})`);
  const mode = jtsIni?.tradingMode && `last login ${jtsIni.tradingMode}`;
  const about = [what, mode, ...runs].filter(Boolean).join(", ");
  return [
    `${colors.bold(printable(path))}  ${colors.dim(about)}`,
    ...otherPaths.map((other) => colors.dim(`  also ${printable(other)}`)),
    ...remarkLines(remarks, terminal),
    ...fileLines(logs, terminal),
    ...users.flatMap((user) => userLines(user, terminal)),
  ];
}

function userLines({ path, named, logs, remarks, apiSettings }: UserFolder, terminal: Terminal): string[] {
  const { colors } = terminal;
  const port = apiSettings.find((one) => one.port !== undefined)?.port;
  const about = [named ? "user folder" : "user folder that jts.ini does not name", port && `API port ${port}`]
    .filter(Boolean)
    .join(", ");
  return [
    `  ${printable(path)}  ${colors.dim(about)}`,
    ...remarkLines(remarks, terminal),
    ...fileLines(logs, terminal, 4),
  ];
}

function remarkLines(remarks: readonly Remark[], { colors, columns }: Terminal): string[] {
  return remarks.map(({ weight, about, remedy }) => {
    const text = paragraph(printable([about, remedy].filter(Boolean).join(" ")), Math.min(columns, 110), "    ");
    return (weight === "note" ? colors.dim : colors.yellow)(text.trimEnd());
  });
}

/** Older ones are counted. */
const shownMax = 12;

function fileLines(logs: readonly LogFile[], { colors }: Terminal, indent = 2): string[] {
  const margin = " ".repeat(indent);
  const shown = logs.slice(0, shownMax).map((log) => {
    const readable = log.contents === "encrypted" ? colors.yellow("encrypted") : log.contents;
    const client = log.client === undefined ? "" : ` client ${log.client}`;
    return `${margin}${printable(log.path)}  ${colors.dim(`${bytesText(log.size)},${client}`)} ${readable}`;
  });
  return logs.length > shownMax ? [...shown, colors.dim(`${margin}… and ${logs.length - shownMax} older`)] : shown;
}

function logLines(title: string, logs: readonly LogFile[], terminal: Terminal): string[] {
  return logs.length === 0 ? [] : [terminal.colors.bold(title), ...fileLines(logs, terminal), ""];
}

export function hostFoldersJson(found: HostFolders, ours: OurFolders, looked: boolean): object {
  const { platform, folders, ibcLogs, exports, running, problems } = found;
  return {
    ...ours,
    platform,
    folders: folders.map(({ jtsIni, users, ...folder }) => ({
      ...folder,
      tradingMode: jtsIni?.tradingMode ?? null,
      timeZone: jtsIni?.timeZone ?? null,
      users: users.map(({ apiSettings, ...user }) => ({
        ...user,
        apiSettings: apiSettings.map(({ program, state, attributes }) => ({
          program,
          state,
          attributes: Object.fromEntries(attributes),
        })),
      })),
    })),
    ibcLogs,
    exports,
    running: running.map(({ pid, program, launcher, inContainer }) => ({ pid, program, launcher, inContainer })),
    problems,
    ...(looked && { looked: found.looked }),
  };
}
