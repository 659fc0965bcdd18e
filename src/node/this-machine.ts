/** What this machine is: platform, homes and running programs, as the table of places wants to know them. */
import { homedir } from "node:os";
import type { Machine } from "../host-files/places.ts";
import { joinPath, parentFolder, type Platform } from "../host-files/host-paths.ts";
import type { FolderReader } from "./folder-reader.ts";
import { findRunningHosts } from "./host-processes.ts";

/** Systems with more users than this have other means to find their folders. */
const homesMax = 500;

export const thisPlatform = (): Platform =>
  process.platform === "win32" || process.platform === "darwin" ? process.platform : "linux";

export async function thisMachine(reader: FolderReader): Promise<Machine> {
  const platform = thisPlatform();
  const { running, problem } = await findRunningHosts(platform);
  if (problem !== undefined) reader.problem("", "processes", problem);
  const home = homedir();
  return { platform, home, env: process.env, homes: await homesBeside(home, platform, reader), running };
}

/** The homes of all users: the folders beside one's own, and where such folders usually lie. */
async function homesBeside(home: string, platform: Platform, reader: FolderReader): Promise<string[]> {
  const usual = platform === "win32" ? parentFolder(platform, home) : platform === "darwin" ? "/Users" : "/home";
  const names = usual === undefined ? undefined : await reader.names(usual);
  const homes = (names?.folders ?? []).map((name) => joinPath(platform, usual as string, name));
  return [home, ...homes, ...(platform === "linux" ? ["/root"] : [])].slice(0, homesMax);
}
