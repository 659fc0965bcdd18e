/**
 * The service files, followed by hand: the package is packed and installed as the image does it, then each file's own line is
 * run, as a user who is not root where that can be, with traffic, a health check and SIGTERM. systemd and Python's plistlib
 * say what they think of the unit and of the property list.
 */
import { spawn, spawnSync, type SpawnOptions } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from "node:fs";
import { connect, createServer, type AddressInfo, type Server } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import {
  composeLine,
  imageEntry,
  imageEnvironment,
  imageHealth,
  imageInstall,
  plistLine,
  serviceFolder,
  unitLine,
} from "../docs/service-lines.ts";

const root = join(serviceFolder, "../..");
if (!existsSync(join(root, "dist/cli/main.js"))) throw new Error("this needs the built program: npm run build");
/** `nobody`, where this may be somebody else. */
const user: SpawnOptions = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

let home: string;
let prefix: string;
let host: Server;
let hostPort: number;

function must(command: string, args: readonly string[], options: SpawnOptions = {}): string {
  const { status, stdout, stderr } = spawnSync(command, args, { ...options, encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")}: ${stderr}`);
  return stdout;
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "twscope-service-"));
  chmodSync(home, 0o755);
  prefix = join(home, "prefix");
  const [{ filename }] = JSON.parse(must("npm", ["pack", "--json", "--pack-destination", home], { cwd: root })) as [
    { filename: string },
  ];
  const [install = ""] = imageInstall.split(" && ");
  const env = { ...process.env, PACKAGE: join(home, filename), npm_config_prefix: prefix };
  must("sh", ["-c", `umask 022; ${install}`], { env, cwd: home });
  host = createServer((socket) => void socket.on("error", () => {}).pipe(socket)).listen(0, "127.0.0.1");
  await once(host, "listening");
  hostPort = (host.address() as AddressInfo).port;
}, 240_000);
afterAll(() => {
  host.close();
  rmSync(home, { recursive: true, force: true });
});

/** A home of the user's own, and in it what the line finds around it. */
function surroundings(): Record<string, string> {
  const folder = mkdtempSync(join(home, "user-"));
  const [recordings = "", settings = ""] = ["recordings", "settings"].map((name) => join(folder, name));
  mkdirSync(join(folder, "Library/Logs"), { recursive: true });
  for (const path of [recordings, settings]) mkdirSync(path, { mode: 0o700 });
  if (user.uid !== undefined)
    for (const path of [folder, recordings, settings, join(folder, "Library/Logs")])
      chownSync(path, user.uid, user.uid);
  expect(Object.keys(imageEnvironment)).toEqual(["TWSCOPE_STORE", "TWSCOPE_SETTINGS"]);
  return {
    PATH: [join(prefix, "bin"), dirname(process.execPath), "/usr/bin", "/bin"].join(delimiter),
    HOME: folder,
    TWSCOPE_STORE: recordings,
    TWSCOPE_SETTINGS: settings,
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** The file's line with addresses of this test; everything else is as it stands. */
const here = (line: string, port: number): string =>
  line.replace(/(--to) \S+/, `$1 127.0.0.1:${hostPort}`).replace(/(--listen \S+):7500/, `$1:${port}`);

async function reached(port: number): Promise<ReturnType<typeof connect>> {
  for (;;) {
    const socket = connect(port, "127.0.0.1");
    const there = await once(socket, "connect").then(
      () => true,
      () => false,
    );
    if (there) return socket.on("error", () => {});
    await sleep(50);
  }
}

describe.skipIf(process.platform === "win32")("the line of", () => {
  test.for([
    ["the systemd unit", unitLine],
    ["the launchd agent", plistLine],
    ["the image, as compose runs it", `exec ${imageEntry.join(" ")} ${composeLine}`],
  ] as const)("%s records, is well, and has everything on the disk after SIGTERM", async ([, line]) => {
    const env = surroundings();
    const port = await freePort();
    // `exec`, as each of them runs the program itself.
    const command = here(line, port).replace(/^(?:exec )?/, "exec ");
    const child = spawn("/bin/sh", ["-c", command], { ...user, env, cwd: env["HOME"], stdio: "ignore" });
    onTestFinished(() => void child.kill("SIGKILL"));
    const ended = once(child, "exit");
    const socket = await reached(port);
    const echoed = { bytes: 0 };
    socket.on("data", (bytes: Buffer) => (echoed.bytes += bytes.length));
    socket.write(Buffer.alloc(100_000, "no API traffic\n"));
    while (echoed.bytes < 100_000) await sleep(20);
    const [health = "", ...args] = imageHealth;
    while (spawnSync(health, args, { ...user, env }).status !== 0) await sleep(200);
    child.kill("SIGTERM");
    expect(await ended).toEqual([0, null]);
    const store = env["TWSCOPE_STORE"] ?? "";
    const twscope = (...words: string[]): string => must("twscope", words, { ...user, env });
    const files = readdirSync(store).filter((name) => name.endsWith(".twscope"));
    expect(files).toHaveLength(1);
    expect(statSync(join(store, files[0] ?? "")).mode & 0o777).toBe(0o600);
    expect(JSON.parse(twscope("logs", "verify", "--json"))).toMatchObject({ state: "whole", gaps: [], damage: [] });
    expect(JSON.parse(twscope("logs", "--json"))).toMatchObject([{ sealed: true, gaps: 0 }]);
    expect(spawnSync(health, args, { ...user, env }).status).toBe(1);
  });
});

const systemd = spawnSync("systemd-analyze", ["--version"]).status === 0;

test.skipIf(!systemd)(
  `systemd finds nothing to say about the unit${systemd ? "" : " (no systemd-analyze here)"}`,
  () => {
    const runtime = mkdtempSync(join(tmpdir(), "twscope-run-"));
    onTestFinished(() => rmSync(runtime, { recursive: true }));
    const unit = join(serviceFolder, "twscope-record.service");
    const { status, stderr } = spawnSync("systemd-analyze", ["--user", "verify", unit], {
      encoding: "utf8",
      env: { ...process.env, XDG_RUNTIME_DIR: runtime },
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  },
);

test("the property list is one, with the types that launchd asks for", () => {
  const script = "import json, plistlib, sys; print(json.dumps(plistlib.load(open(sys.argv[1], 'rb'))))";
  const path = join(serviceFolder, "com.twscope.record.plist");
  const python = process.env["PYTHON"] ?? "python3";
  expect(JSON.parse(must(python, ["-c", script, path]))).toEqual({
    Label: "com.twscope.record",
    ProgramArguments: ["/bin/sh", "-c", plistLine],
    EnvironmentVariables: { PATH: expect.stringContaining("/usr/bin") },
    RunAtLoad: true,
    KeepAlive: true,
    ThrottleInterval: 1,
    ExitTimeOut: 30,
    ProcessType: "Interactive",
    Umask: 0o077,
  });
  expect(readFileSync(path, "utf8")).not.toContain("/tmp/");
});
