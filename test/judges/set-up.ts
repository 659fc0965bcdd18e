/**
 * Installs the clients that judge the codec into a throw-away folder, once: the official Python client in its newest
 * release and the last one with fundamental data, and two independent ones. Nothing of them is part of the package.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const home = fileURLToPath(new URL("../../.cache/judges/", import.meta.url));

/** Exactly these releases judge; another one may send or read something else. */
export const pins = {
  official: ["ibapi-stable==10.50.2", "protobuf==7.36.2"],
  older: ["nautilus-ibapi==10.46.1", "protobuf==7.36.2"],
  async: ["ib_async==2.1.0", "aeventkit==2.1.0", "nest_asyncio==1.6.0"],
  stoqey: ["@stoqey/ib@1.6.10"],
  /** Its own tests ship with it; they are run by this. */
  stoqeyTests: ["@stoqey/ib@1.6.10", "jest@29.7.0"],
} as const;
export type PythonClient = Exclude<keyof typeof pins, "stoqey" | "stoqeyTests">;

const environment = join(home, "python");
export const pythonCommand =
  process.platform === "win32" ? join(environment, "Scripts", "python.exe") : join(environment, "bin", "python");
export const packagesOf = (client: PythonClient): string => join(home, client);
export const stoqeyFolder = join(home, "stoqey");
export const stoqeyTestsFolder = join(home, "stoqey-tests");

function run(command: string, args: readonly string[], what: string): void {
  const { status, error, stderr } = spawnSync(command, args, { cwd: home, encoding: "utf8" });
  if (error || status !== 0)
    throw new Error(
      `The judges need ${what}, and \`${command} ${args.join(" ")}\` failed: ${error?.message ?? stderr}\n` +
        "They run with Python 3.10 or newer, its pip, npm and a network; `npm test` needs none of these.",
    );
}

const marker = join(home, "installed.json");
const wanted = JSON.stringify(pins);

export function setup(): void {
  if (existsSync(marker) && readFileSync(marker, "utf8") === wanted) return;
  rmSync(home, { recursive: true, force: true });
  mkdirSync(stoqeyFolder, { recursive: true });
  run(process.env["PYTHON"] ?? "python3", ["-m", "venv", environment], "Python");
  for (const client of ["official", "older", "async"] as const)
    run(
      pythonCommand,
      ["-m", "pip", "install", "--quiet", "--target", packagesOf(client), ...pins[client]],
      `the Python packages ${pins[client].join(", ")}`,
    );
  for (const [folder, packages] of [
    [stoqeyFolder, pins.stoqey],
    [stoqeyTestsFolder, pins.stoqeyTests],
  ] as const) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
    const npm = ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", folder, ...packages];
    run(process.platform === "win32" ? "npm.cmd" : "npm", npm, `the npm packages ${packages.join(", ")}`);
  }
  writeFileSync(marker, wanted);
}
