/**
 * Two kinds of files that say where a settings folder is: IBC's `config.ini` (`IbDir`) and the Java options of an
 * installation (`*.vmoptions`, `-DjtsConfigDir=`). Only this one value is taken out of them: `config.ini` can hold a password.
 *
 * Sources: the notes in IBC's sample `config.ini` (on Windows its backslashes are doubled, as Java reads them); public
 * `*.vmoptions` files.
 */
import { isAbsolute, type Platform } from "./host-paths.ts";
import { parseIni } from "./ini.ts";

/** The settings folder that IBC is told, or nothing. A Windows path with single backslashes is taken as it is meant. */
export function settingsInIbcConfig(text: string, platform: Platform): string | undefined {
  const value =
    parseIni(text)
      .entries.findLast(({ key }) => key === "IbDir")
      ?.value.trim() ?? "";
  const path = platform === "win32" ? value.replaceAll("\\\\", "\\") : value;
  return isAbsolute(platform, path) ? path : undefined;
}

/** The settings folder among the Java options of an installation; the last one counts. */
export function settingsInVmOptions(text: string, platform: Platform): string | undefined {
  let path: string | undefined;
  for (const line of text.split(/\r\n|\n|\r/)) {
    const found = /^\s*-DjtsConfigDir=(.*)$/
      .exec(line)?.[1]
      ?.trim()
      .replace(/^"(.*)"$/, "$1");
    if (found && isAbsolute(platform, found) && !found.includes("${")) path = found;
  }
  return path;
}
