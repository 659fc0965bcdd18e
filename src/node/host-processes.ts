/**
 * Finds running TWS, Gateway and IBC processes and what their command lines say. A system that does not tell, or takes too
 * long, gives no processes and a problem. Environments of processes are not looked at: they can hold passwords.
 */
import { execFile } from "node:child_process";
import { open, readdir, readlink } from "node:fs/promises";
import { commandLineCharsMax, runningHost, type CommandLine, type RunningHost } from "../host-files/command-line.ts";
import type { Platform } from "../host-files/host-paths.ts";
import { cimLines, procWords, psLines, wmicLines } from "../host-files/process-lists.ts";

export interface RunningHosts {
  readonly running: readonly RunningHost[];
  /** Why there may be more. */
  readonly problem: string | undefined;
}

/** Runs a program and gives what it printed; fails when it fails or takes too long. */
export type RunProgram = (file: string, words: readonly string[]) => Promise<string>;

const waitMs = 10_000;
const printedBytesMax = 32 * 1024 * 1024;
const processesMax = 50_000;

export async function findRunningHosts(platform: Platform, run: RunProgram = runProgram): Promise<RunningHosts> {
  try {
    const lines = platform === "linux" ? await procLines() : await printedLines(platform, run);
    return { running: lines.flatMap((line) => runningHost(line, platform) ?? []), problem: undefined };
  } catch (error) {
    return { running: [], problem: `running programs cannot be listed: ${reasonOf(error)}` };
  }
}

/** Without the command, whose words could name somebody. */
const reasonOf = (error: unknown): string => {
  const { code, killed } = error as { code?: string | number; killed?: boolean };
  return killed === true ? `no answer within ${waitMs / 1000} s` : `error ${code ?? "unknown"}`;
};

const script = [
  "[Console]::OutputEncoding = [Text.Encoding]::UTF8",
  "$names = 'java.exe','javaw.exe','tws.exe','ibgateway.exe','cmd.exe'",
  "Get-CimInstance Win32_Process | Where-Object { $names -contains $_.Name } | Select-Object ProcessId,CommandLine | ConvertTo-Json -Compress",
].join("; ");

async function printedLines(platform: "darwin" | "win32", run: RunProgram): Promise<CommandLine[]> {
  if (platform === "darwin") return psLines(await run("/bin/ps", ["-axww", "-o", "pid=,command="]));
  try {
    return cimLines(await run("powershell.exe", ["-NoProfile", "-NonInteractive", "-Command", script]));
  } catch {
    return wmicLines(await run("wmic.exe", ["process", "get", "CommandLine,ProcessId", "/format:list"]));
  }
}

const runProgram: RunProgram = (file, words) =>
  new Promise((resolve, reject) => {
    const options = { timeout: waitMs, maxBuffer: printedBytesMax, windowsHide: true, encoding: "utf8" } as const;
    const child = execFile(file, words, options, (error, printed) => (error ? reject(error) : resolve(printed)));
    child.stdin?.end();
  });

async function procLines(): Promise<CommandLine[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d{1,10}$/.test(name)).slice(0, processesMax);
  const lines: CommandLine[] = [];
  for (const name of pids) {
    const words = procWords(await commandLineOf(`/proc/${name}/cmdline`));
    const line = { pid: Number(name), words };
    if (!runningHost(line, "linux")) continue;
    const folder = await linkOf(`/proc/${name}/cwd`);
    const [here, there] = [await linkOf("/proc/self/ns/mnt"), await linkOf(`/proc/${name}/ns/mnt`)];
    const root = here !== undefined && there !== undefined && here !== there ? `/proc/${name}/root` : undefined;
    lines.push({ ...line, folder, root });
  }
  return lines;
}

/** Empty for processes that have ended, or are kept from us. */
async function commandLineOf(path: string): Promise<string> {
  try {
    const file = await open(path, "r");
    try {
      const buffer = Buffer.alloc(commandLineCharsMax);
      let length = 0;
      for (let read = 1; read > 0 && length < buffer.length; length += read)
        read = (await file.read(buffer, length, buffer.length - length, null)).bytesRead;
      return buffer.toString("utf8", 0, length);
    } finally {
      await file.close();
    }
  } catch {
    return "";
  }
}

const linkOf = async (path: string): Promise<string | undefined> => readlink(path).catch(() => undefined);
