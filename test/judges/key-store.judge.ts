/**
 * The Secret Service as a desktop has it: a session bus of its own, GNOME's keyring on it, and libsecret's tool. Skipped, with
 * the reason, where these are not installed (Debian: libsecret-tools, gnome-keyring, dbus-daemon).
 */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { KeyRing } from "../../src/node/store/key-ring.ts";
import { keyStoreFor, type KeyStore } from "../../src/node/store/system-key-store.ts";

const needed = ["secret-tool", "gnome-keyring-daemon", "dbus-daemon", "dbus-send"];
const absent = needed.filter((tool) => spawnSync(tool, ["--help"]).error !== undefined);
const why = absent.length > 0 ? `not installed: ${absent.join(", ")}` : "";

let home: string;
const children: ChildProcess[] = [];

/** A session bus of this file alone. @returns its address */
async function startBus(): Promise<string> {
  const bus = spawn("dbus-daemon", ["--session", "--nofork", "--print-address"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  children.push(bus);
  const [line] = (await once(bus.stdout.setEncoding("utf8"), "data")) as [string];
  return line.trim();
}

/** Starts the keyring, unlocked, and waits until it is on the bus. */
async function startKeyring(): Promise<void> {
  const args = ["--foreground", "--unlock", "--components=secrets"];
  const keyring = spawn("gnome-keyring-daemon", args, { stdio: ["pipe", "ignore", "ignore"] });
  children.push(keyring);
  keyring.stdin.end("a password");
  const question =
    "--session --print-reply --dest=org.freedesktop.DBus /org/freedesktop/DBus org.freedesktop.DBus.NameHasOwner";
  while (keyring.exitCode === null) {
    const { stdout } = spawnSync("dbus-send", [...question.split(" "), "string:org.freedesktop.secrets"]);
    if (stdout.includes("true")) return;
    await sleep(50);
  }
  throw new Error(`the keyring ended with ${keyring.exitCode}`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill();
  await once(child, "exit");
}

describe.skipIf(absent.length > 0)(`the real Secret Service${why && ` (${why})`}`, () => {
  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), "twscope-keyring-"));
    for (const name of ["HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "XDG_CACHE_HOME"]) vi.stubEnv(name, home);
    vi.stubEnv("DBUS_SESSION_BUS_ADDRESS", await startBus());
    await startKeyring();
  }, 60_000);
  afterAll(async () => {
    for (const child of children.toReversed()) await stop(child);
    vi.unstubAllEnvs();
    rmSync(home, { recursive: true, force: true });
  });

  const folder = (name: string): string => join(home, name);
  const store = (): KeyStore => keyStoreFor("linux", home)!;

  test("keeps what our key store puts into it, byte for byte, by account", async () => {
    const secret = "AGE-SECRET-KEY-1ONE\nAGE-SECRET-KEY-1TWO";
    expect(await store().get("age1one")).toBeUndefined();
    await store().put("age1one", "before");
    await store().put("age1one", secret);
    await store().put("age1two", "another");
    expect(await store().get("age1one")).toBe(secret);
    await store().forget("age1one");
    expect(await store().get("age1one")).toBeUndefined();
    expect(await store().get("age1two")).toBe("another");
    await store().forget("age1one");
    expect(await store().get("age1two")).toBe("another");
  });

  test("keeps the keys of two settings folders, and gives each back to its own", async () => {
    const ring = (name: string): KeyRing => new KeyRing({ folder: folder(name), keyStore: store() });
    const made = [await ring("first").newKey(), await ring("second").newKey()] as const;
    for (const name of ["first", "second"]) {
      await ring(name).moveToKeyStore();
      expect(readdirSync(folder(name))).toEqual(["recipient.txt"]);
    }
    expect(await ring("first").unwrap(made[0].wrapped, "x")).toEqual(made[0].key);
    expect(await ring("second").unwrap(made[1].wrapped, "x")).toEqual(made[1].key);
    await ring("first").moveToFile();
    expect(await ring("second").unwrap(made[1].wrapped, "x")).toEqual(made[1].key);
    await expect(ring("first").unwrap(made[1].wrapped, "x")).rejects.toThrow("was sealed for another key");
  });

  test("gives it back after it was started again, from a file in which it cannot be read", async () => {
    const ring = (): KeyRing => new KeyRing({ folder: folder("kept"), keyStore: store() });
    const { key, wrapped } = await ring().newKey();
    const identity = readFileSync(ring().identityPath, "utf8");
    const [secret = ""] = await ring().secret();
    expect(identity).toContain(secret);
    await ring().moveToKeyStore();
    const daemon = children.pop();
    if (daemon) await stop(daemon);
    const keyrings = join(home, "keyrings");
    for (const file of readdirSync(keyrings))
      expect(readFileSync(join(keyrings, file), "latin1")).not.toContain(secret);
    await startKeyring();
    expect(await ring().unwrap(wrapped, "x")).toEqual(key);
    expect(existsSync(ring().identityPath)).toBe(false);
  });

  test("that is gone is said to be so, and is not taken for an empty one", async () => {
    const ring = new KeyRing({ folder: folder("gone"), keyStore: store() });
    await ring.recipients();
    vi.stubEnv("DBUS_SESSION_BUS_ADDRESS", `unix:path=${join(home, "no-bus")}`);
    await expect(ring.moveToKeyStore()).rejects.toThrow("cannot be used, and nothing was changed");
    expect(ring.keeping).toBe("file");
  });
});
