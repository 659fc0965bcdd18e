/**
 * What the command line of a running TWS, Gateway or IBC tells: which program it is, and the folders and files that it
 * names. The line itself is not kept: IBC's can hold a password.
 *
 * Sources: command lines in public issues and repositories. The last `-DjtsConfigDir=` counts; started from its shortcut, a
 * program can have the installer's placeholder `${installer:…}` there, which says nothing. IBC hands `--tws-settings-path=`
 * and `--ibc-ini=` (Windows: `/TwsSettingsPath:`, `/Config:`) to its scripts, and its settings file to its main class.
 */
import type { HostProgram } from "./api-attributes.ts";
import { baseName, isAbsolute, joinPath, parentFolder, type Platform } from "./host-paths.ts";

export interface CommandLine {
  readonly pid: number;
  /** The words, where the system keeps them apart; else the whole line, in which a path with blanks has no certain end. */
  readonly words: readonly string[] | string;
  /** Its working folder, where it can be known. */
  readonly folder?: string | undefined;
  /** Where its root folder can be reached, when it runs in a container: `/proc/<pid>/root`. */
  readonly root?: string | undefined;
}

export interface NamedPath {
  readonly path: string;
  /** One of several ways to read the line. */
  readonly unsure: boolean;
}

/** A running TWS, Gateway or IBC script. */
export interface RunningHost {
  readonly pid: number;
  readonly program: HostProgram | undefined;
  /** It is no TWS or Gateway itself, but a script that started one. */
  readonly launcher: boolean;
  /** It runs in a container: the paths are those that reach it from here. */
  readonly inContainer: boolean;
  /** The settings folder that it was told. */
  readonly settings: readonly NamedPath[];
  /** Its working folder: the settings folder of a program that was told none. */
  readonly folder: string | undefined;
  readonly installs: readonly string[];
  readonly ibcConfigs: readonly NamedPath[];
}

/** Longer lines are cut. A class path of a Gateway has some 10 KB. */
export const commandLineCharsMax = 64 * 1024;

/** A path with more blanks than this is not found in a line without word limits. */
const blanksMax = 8;

/** `undefined` for all other programs. */
export function runningHost(line: CommandLine, platform: Platform): RunningHost | undefined {
  const { pid, folder, root } = line;
  // Only on macOS; on Windows a path with blanks stands in quotes.
  const joined = typeof line.words === "string" && platform === "darwin";
  const words = typeof line.words === "string" ? wordsOf(line.words.slice(0, commandLineCharsMax)) : line.words;
  const launcher = !isProgram(words, platform);
  if (launcher && !words.some((word) => told.test(word))) return undefined;
  const reach = (path: string): string => (root === undefined ? path : joinPath(platform, root, path));
  const usable = (path: string): boolean => isAbsolute(platform, path) && !path.includes("${");
  const named = (values: readonly NamedPath[]): NamedPath[] =>
    values.filter(({ path }) => usable(path)).map(({ path, unsure }) => ({ path: reach(path), unsure }));
  const behind = (sign: RegExp): NamedPath[] => optionValues(words, sign, joined);
  return {
    pid,
    program: programOf(words),
    launcher,
    inContainer: root !== undefined,
    settings: named([
      ...behind(jtsConfigDir),
      ...behind(/^(?:--tws-settings-path=|\/TwsSettingsPath:)/i),
      ...behindWord(words, /(?:^|\.)(?:LoginFrame|GWClient)$/, false),
    ]),
    folder: folder !== undefined && usable(folder) ? reach(folder) : undefined,
    installs: installs(words, platform).filter(usable).map(reach),
    ibcConfigs: named([
      ...behind(/^(?:--ibc-ini=|\/Config:)/i),
      ...behindWord(words, /^(?:ibcalpha\.ibc|ibcontroller)\./, joined),
    ]).filter(({ path }) => /\.ini$/i.test(path)),
  };
}

/** Words of a line as Windows and Java quote them: quotes may stand inside of a word, and backslashes mean themselves. */
export function wordsOf(line: string): string[] {
  const words: string[] = [];
  for (const [word] of line.matchAll(/(?:[^\s"]|"[^"]*(?:"|$))+/g)) words.push(word.replaceAll('"', ""));
  return words;
}

const classes =
  /^(?:ibcalpha\.ibc\.|ibcontroller\.|install4j\.(?:ibgateway|jclient)\.|ibgateway\.GWClient$|jclient\.LoginFrame$)/;
const jtsConfigDir = /^-(?:J-D|D)jtsConfigDir=/;
const told = /^(?:-(?:J-D|D)jtsConfigDir=|--tws-settings-path=|\/TwsSettingsPath:)/i;

/** On macOS a program is a bundle, whose path has blanks. */
const macBundle = /(?:IB Gateway|Trader Workstation)[^/]*\.app\/Contents\/MacOS\//;
const start = (words: readonly string[]): string => words.slice(0, 12).join(" ").slice(0, 2000);

function isProgram(words: readonly string[], platform: Platform): boolean {
  const program = baseName(platform, words[0] ?? "").toLowerCase();
  if (/^(?:tws|ibgateway)(?:\.exe)?$/.test(program) || macBundle.test(start(words))) return true;
  if (!/^javaw?(?:\.exe)?$/.test(program)) return false;
  return words.some((word) => classes.test(word) || jtsConfigDir.test(word) || /jts4launch|twslaunch/.test(word));
}

function programOf(words: readonly string[]): HostProgram | undefined {
  for (const word of words) {
    if (/(?:IbcGateway|GWClient)$/.test(word)) return "Gateway";
    if (/(?:IbcTws|LoginFrame)$/.test(word)) return "TWS";
  }
  const bundle = macBundle.exec(start(words))?.[0];
  if (bundle) return bundle.startsWith("IB") ? "Gateway" : "TWS";
  const first = words[0] ?? "";
  return /(?:^|[\\/])ibgateway(?:\.exe)?$/i.test(first)
    ? "Gateway"
    : /(?:^|[\\/])tws(?:\.exe)?$/i.test(first)
      ? "TWS"
      : undefined;
}

/** The value of the last such option. */
function optionValues(words: readonly string[], sign: RegExp, joined: boolean): NamedPath[] {
  const at = words.findLastIndex((word) => sign.test(word));
  return at < 0 ? [] : readings([(words[at] as string).replace(sign, ""), ...words.slice(at + 1)], joined);
}

/** What stands behind a main class. */
function behindWord(words: readonly string[], sign: RegExp, joined: boolean): NamedPath[] {
  const at = words.findIndex((word) => sign.test(word));
  return at < 0 || at + 1 >= words.length ? [] : readings(words.slice(at + 1), joined);
}

/**
 * A path, and, where words are joined, the same with the words behind it, up to an option, another path or a Java class:
 * what stands behind those can be a password.
 */
function readings([path = "", ...behind]: readonly string[], joined: boolean): NamedPath[] {
  const found: NamedPath[] = [{ path, unsure: false }];
  let longer = path;
  for (const word of joined ? behind.slice(0, blanksMax) : []) {
    if (/^[-/]|=|^[a-z]\w*(?:\.\w+)+$/.test(word) || /\.ini$/i.test(longer)) break;
    longer += ` ${word}`;
    found.push({ path: longer, unsure: true });
  }
  return found;
}

/** The folders in which the program's archives lie, from the class path. */
function installs(words: readonly string[], platform: Platform): string[] {
  const found = new Set<string>();
  for (const word of words)
    for (const part of word.split(platform === "win32" ? ";" : /[:=]/))
      if (/[\\/]jars[\\/](?:jts4launch|twslaunch)[^\\/]*$/.test(part)) {
        const folder = parentFolder(platform, parentFolder(platform, part) ?? "");
        if (folder !== undefined) found.add(folder);
      }
  return [...found];
}
