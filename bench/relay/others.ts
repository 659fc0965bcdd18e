/**
 * Other relays to measure beside: a bare one in Node, and socat, HAProxy and Toxiproxy, as far as they are there. Each in a
 * process of its own.
 */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { connect } from "node:net";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "../../test/harness/recorder-process.ts";

export interface Target {
  readonly name: string;
  readonly port: number;
  readonly end: () => Promise<void>;
}

export interface Absent {
  readonly name: string;
  readonly absent: string;
}

const has = (command: string): boolean => !spawnSync(command, ["-h"], { stdio: "ignore" }).error;

const toxiproxyFolder = fileURLToPath(new URL("../../.cache/toxiproxy/", import.meta.url));

export async function startOthers(to: number): Promise<(Target | Absent)[]> {
  return [await bareNode(to), await socat(to), await haproxy(to), await toxiproxy(to)];
}

async function bareNode(to: number): Promise<Target> {
  const port = await freePort();
  const script = fileURLToPath(new URL("bare-relay.js", import.meta.url));
  return started("Node, bare", port, spawn(process.execPath, [script, String(port), String(to)], { stdio: "ignore" }));
}

async function socat(to: number): Promise<Target | Absent> {
  if (!has("socat")) return { name: "socat", absent: "install it: apt-get install socat" };
  const port = await freePort();
  const listen = `TCP-LISTEN:${port},bind=127.0.0.1,reuseaddr,fork,nodelay`;
  return started("socat", port, spawn("socat", [listen, `TCP:127.0.0.1:${to},nodelay`], { stdio: "ignore" }));
}

async function haproxy(to: number): Promise<Target | Absent> {
  if (!has("haproxy")) return { name: "HAProxy", absent: "install it: apt-get install haproxy" };
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "twscope-haproxy-"));
  const path = join(folder, "haproxy.cfg");
  writeFileSync(
    path,
    [
      "defaults",
      "  mode tcp",
      "  timeout connect 5s",
      "  timeout client 1h",
      "  timeout server 1h",
      "listen relay",
      `  bind 127.0.0.1:${port}`,
      `  server host 127.0.0.1:${to}`,
      "",
    ].join("\n"),
  );
  const done = (): void => rmSync(folder, { recursive: true });
  return started("HAProxy", port, spawn("haproxy", ["-f", path], { stdio: "ignore" }), done);
}

/** From the Go module proxy, into a throw-away folder. */
async function toxiproxy(to: number): Promise<Target | Absent> {
  const name = "Toxiproxy";
  const binary = join(toxiproxyFolder, "server");
  const module = "github.com/Shopify/toxiproxy/v2/cmd/server@v2.5.0";
  if (!existsSync(binary)) {
    if (spawnSync("go", ["version"], { stdio: "ignore" }).error) return { name, absent: "it is built with Go" };
    const made = spawnSync("go", ["install", module], { env: { ...process.env, GOBIN: toxiproxyFolder } });
    if (made.status !== 0) return { name, absent: `go install ${module} failed` };
  }
  const [control, port] = [await freePort(), await freePort()];
  const child = spawn(binary, ["-port", String(control)], {
    stdio: "ignore",
    env: { ...process.env, LOG_LEVEL: "error" },
  });
  await listening(control);
  const listen = `127.0.0.1:${port}`;
  await fetch(`http://127.0.0.1:${control}/proxies`, {
    method: "POST",
    body: JSON.stringify({ name: "relay", listen, upstream: `127.0.0.1:${to}`, enabled: true }),
  });
  return started(name, port, child);
}

async function started(name: string, port: number, child: ChildProcess, done = (): void => {}): Promise<Target> {
  await listening(port);
  const end = async (): Promise<void> => {
    const gone = new Promise((closed) => child.once("close", closed));
    child.kill("SIGKILL");
    await gone;
    done();
  };
  return { name, port, end };
}

/** Waits until somebody listens. */
async function listening(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const taken = await new Promise<boolean>((done) => {
      const socket = connect({ host: "127.0.0.1", port }, () => done(true)).on("error", () => done(false));
      socket.on("connect", () => socket.destroy());
    });
    if (taken) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`nobody listens at port ${port}`);
}
