import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findRunningHosts, type RunProgram } from "../../src/node/host-processes.ts";

const java = 'C:\\jre\\bin\\java.exe -DjtsConfigDir="C:\\My Jts" ibcalpha.ibc.IbcGateway';

test.runIf(process.platform === "linux")(
  "a running program is found by its command line, with its working folder",
  async () => {
    const folder = await realpath(await mkdtemp(join(tmpdir(), "twscope-process-")));
    const code = "process.stdout.write('up'); setTimeout(() => {}, 60_000)";
    const words = [
      "-e",
      code,
      "--",
      `-DjtsConfigDir=${folder}/my settings`,
      "ibcalpha.ibc.IbcGateway",
      `${folder}/config.ini`,
    ];
    const child = spawn(process.execPath, words, { cwd: folder, argv0: "java", stdio: ["ignore", "pipe", "ignore"] });
    try {
      await once(child.stdout, "data");
      const { running, problem } = await findRunningHosts("linux");
      expect(problem).toBeUndefined();
      expect(running.find(({ pid }) => pid === child.pid)).toEqual({
        pid: child.pid,
        program: "Gateway",
        launcher: false,
        inContainer: false,
        settings: [{ path: `${folder}/my settings`, unsure: false }],
        folder,
        installs: [],
        ibcConfigs: [{ path: `${folder}/config.ini`, unsure: false }],
      });
    } finally {
      child.kill();
      await rm(folder, { recursive: true, force: true });
    }
  },
);

test("Windows is asked by PowerShell, and by wmic where that fails", async () => {
  const asked: string[] = [];
  const both: RunProgram = async (file) => {
    asked.push(file);
    if (file === "powershell.exe") return JSON.stringify({ ProcessId: 4, CommandLine: java });
    throw new Error("not asked");
  };
  expect((await findRunningHosts("win32", both)).running).toMatchObject([
    { pid: 4, program: "Gateway", settings: [{ path: "C:\\My Jts" }] },
  ]);
  const old: RunProgram = async (file) => {
    asked.push(file);
    if (file === "wmic.exe") return `CommandLine=${java}\r\r\nProcessId=5\r\r\n`;
    throw new Error("no such program");
  };
  expect((await findRunningHosts("win32", old)).running).toMatchObject([{ pid: 5 }]);
  expect(asked).toEqual(["powershell.exe", "powershell.exe", "wmic.exe"]);
});

test("macOS is asked by ps", async () => {
  const asked: string[] = [];
  const run: RunProgram = async (file, words) => {
    asked.push(file, ...words);
    return "  7 java -DjtsConfigDir=/Users/u/Jts ibcalpha.ibc.IbcTws /Users/u/c.ini user hunter2\n";
  };
  const { running } = await findRunningHosts("darwin", run);
  expect(asked).toEqual(["/bin/ps", "-axww", "-o", "pid=,command="]);
  expect(running).toMatchObject([{ pid: 7, program: "TWS", settings: [{ path: "/Users/u/Jts" }] }]);
  expect(JSON.stringify(running)).not.toContain("hunter2");
});

const slow: RunProgram = () => Promise.reject(Object.assign(new Error("Command failed: secret"), { killed: true }));
const none: RunProgram = () => Promise.reject(Object.assign(new Error("spawn secret ENOENT"), { code: "ENOENT" }));

test("a system that does not tell is a problem, no failure, and the problem quotes nothing", async () => {
  expect(await findRunningHosts("darwin", slow)).toEqual({
    running: [],
    problem: "running programs cannot be listed: no answer within 10 s",
  });
  expect(await findRunningHosts("win32", none)).toEqual({
    running: [],
    problem: "running programs cannot be listed: error ENOENT",
  });
});
