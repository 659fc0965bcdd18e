/**
 * Reads what the systems' own programs print about running processes: `ps` on macOS, PowerShell or the older `wmic` on
 * Windows, `/proc/<pid>/cmdline` on Linux.
 *
 * Sources: the manuals of these programs; `wmic` is gone from newer Windows, and prints a list with a blank line between
 * the entries.
 */
import type { CommandLine } from "./command-line.ts";

/** `/proc/<pid>/cmdline`: words, each ended by NUL. */
export const procWords = (text: string): string[] => {
  const words = text.split("\0");
  return words.at(-1) === "" ? words.slice(0, -1) : words;
};

/** `ps -axww -o pid=,command=`: a number and the words with blanks between them, a line a process. */
export function psLines(text: string): CommandLine[] {
  return text.split("\n").flatMap((line) => {
    const found = /^\s*(\d{1,10})\s+(\S.*)$/.exec(line);
    return found ? [{ pid: Number(found[1]), words: found[2] as string }] : [];
  });
}

/** `Get-CimInstance Win32_Process | ConvertTo-Json`: one object, or several in an array; no line where access is denied. */
export function cimLines(text: string): CommandLine[] {
  const found = parsed(text);
  return (Array.isArray(found) ? found : [found]).flatMap((entry: unknown) => {
    const { ProcessId: pid, CommandLine: words } = (entry ?? {}) as Record<string, unknown>;
    return typeof pid === "number" && typeof words === "string" ? [{ pid, words }] : [];
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return undefined;
  }
}

/** `wmic process get CommandLine,ProcessId /format:list`. */
export function wmicLines(text: string): CommandLine[] {
  const lines: CommandLine[] = [];
  let words: string | undefined;
  for (const line of text.split(/[\r\n]+/)) {
    const found = /^(CommandLine|ProcessId)=(.*)$/.exec(line.trim());
    if (found?.[1] === "CommandLine") words = found[2];
    else if (found && words) {
      if (/^\d{1,10}$/.test(found[2] as string)) lines.push({ pid: Number(found[2]), words });
      words = undefined;
    }
  }
  return lines;
}
